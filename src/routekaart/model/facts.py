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
"""No number of a route or a student is as large as this."""


@dataclass(frozen=True, slots=True)
class Elapsed:
    """A number that counts the whole units since, or until, a date."""

    date_fact: str
    unit: Unit
    direction: Literal["since", "until"]


@dataclass(frozen=True, slots=True)
class Shifted:
    """A date that is another date, moved by so many units."""

    date_fact: str
    amounts: tuple[tuple[Unit, int], ...]


Derivation: TypeAlias = Condition | Elapsed | Shifted


@dataclass(frozen=True)
class FactType:
    """One thing that can be known of a student.

    Attributes:
        minimum, maximum: the ends of the domain of a number, both included; None where there is none.
        decimals: how many decimals a number may have (0: whole numbers).
        past: a date that may not lie after the reference date.
        phrases: how "ja" and "nee" are read aloud, for a yes_no fact.
        lifetime: "visit" for a fact that is asked again each time a step is entered, "route" for one that does not go
            along to another route.
        changes: what time can do to it: nothing, only grow, only go from nee to ja, or anything.
        only_recorded: may be given, decides nothing.
        derivation: how it follows from other facts; None for a fact that must be given.
        renamed_from: what it was called in earlier versions of the file.
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
