"""Fact types: what can be known of a student, and how one fact follows from others."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

from routekaart.foundation.dates import Unit
from routekaart.foundation.frozen import frozen
from routekaart.model.condition import Condition

FactKind: TypeAlias = Literal["yes_no", "choice", "number", "date", "text"]
Lifetime: TypeAlias = Literal["lasting", "route", "visit"]
Changes: TypeAlias = Literal["never", "grows", "once", "freely"]
NumberUnit: TypeAlias = Literal["years", "months", "weeks", "days", "hours"]

LARGEST = 10**18
"""Numbers of a route or a student must be smaller than this."""


@dataclass(frozen=True, slots=True)
class Elapsed:
    """A derivation of a number: the whole units since, or until, a date."""

    date_fact: str
    unit: Unit
    direction: Literal["since", "until"]


@dataclass(frozen=True, slots=True)
class Shifted:
    """A derivation of a date: another date, moved by some units."""

    date_fact: str
    amounts: tuple[tuple[Unit, int], ...]


Derivation: TypeAlias = Condition | Elapsed | Shifted


@dataclass(frozen=True)
class FactType:
    """One thing that can be known of a student.

    Attributes:
        minimum, maximum: the bounds of a number, both included; None where there is no bound.
        decimals: how many decimals a number may have (0: whole numbers).
        past: whether a date may not lie after the reference date.
        phrases: how "ja" and "nee" are put into words, for a yes_no fact.
        lifetime: "visit" for a fact that is asked again each time a step is entered, "route" for one that is not
            passed on to another route.
        changes: how the fact can change over time: never, only grow, only go from nee to ja (once), or freely.
        only_recorded: the fact may be given, but no condition uses it.
        derivation: how it follows from other facts; None for a fact that must be given.
        renamed_from: its names in earlier versions of the file.
    """

    name: str
    kind: FactKind
    title: str
    question: str | None = None
    description: str | None = None
    options: tuple[str, ...] = ()
    unit: NumberUnit | None = None
    minimum: int | Decimal | None = None
    maximum: int | Decimal | None = None
    decimals: int = 0
    past: bool = False
    phrases: Mapping[str, str] = field(default_factory=lambda: frozen({}))
    lifetime: Lifetime = "lasting"
    changes: Changes = "freely"
    only_recorded: bool = False
    derivation: Derivation | None = None
    sources: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    renamed_from: tuple[str, ...] = ()
