"""Fact types: what can be known of a student, and how one fact follows from others."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal, TypeAlias

from routekaart.foundation.dates import Unit
from routekaart.foundation.frozen import frozen
from routekaart.model.condition import Condition

FactKind: TypeAlias = Literal["yes_no", "choice", "number", "date", "text"]
Lifetime: TypeAlias = Literal["lasting", "route", "visit"]
Changes: TypeAlias = Literal["never", "grows", "once", "freely"]
PeriodEnd: TypeAlias = Literal["end_of_school_year"]
NumberUnit: TypeAlias = Literal["years", "months", "weeks", "days", "hours"]

LARGEST = 10**18
"""Numbers of a route or a student must be smaller than this."""


def as_compared(text: str) -> str:
    """A text in the form in which texts are compared: case-folded, without extra spaces."""
    return " ".join(text.split()).casefold()


@dataclass(frozen=True, slots=True)
class Elapsed:
    """A derivation of a number: the whole units since, or until, a date."""

    date_fact: str
    unit: Unit
    direction: Literal["since", "until"]


@dataclass(frozen=True, slots=True)
class Shifted:
    """A derivation of a date: another date, moved by some units, and then (`to`) to the end of the school year."""

    date_fact: str
    amounts: tuple[tuple[Unit, int], ...]
    to: PeriodEnd | None = None


Derivation: TypeAlias = Condition | Elapsed | Shifted


@dataclass(frozen=True)
class FactType:
    """One thing that can be known of a student.

    Attributes:
        options: the options of a choice. They are its values; people see the title of an option that has one.
        option_titles: the titles of options, by option.
        also: other spellings that are read as an option, by option. Case and extra spaces make no difference in them.
        minimum, maximum: the bounds of a number, both included; None where there is no bound.
        decimals: how many decimals a number may have (0: whole numbers).
        past: whether a date may not lie after the reference date.
        phrases: how "ja" and "nee" are put into words, for a yes_no fact.
        lifetime: "visit" for a fact that is asked again each time a step is entered, "route" for one that is not
            passed on to another route.
        changes: how the fact can change over time: never, only grow, only go from nee to ja (once), or freely.
        asked_of: the partners who may answer the question; empty where the route does not say.
        sensitive: whether it is a special category of personal data, or criminal (GDPR, articles 9 and 10).
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
    option_titles: Mapping[str, str] = field(default_factory=lambda: frozen({}))
    also: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: frozen({}))
    unit: NumberUnit | None = None
    minimum: int | Decimal | None = None
    maximum: int | Decimal | None = None
    decimals: int = 0
    past: bool = False
    phrases: Mapping[str, str] = field(default_factory=lambda: frozen({}))
    lifetime: Lifetime = "lasting"
    changes: Changes = "freely"
    asked_of: tuple[str, ...] = ()
    sensitive: bool = False
    only_recorded: bool = False
    derivation: Derivation | None = None
    sources: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    renamed_from: tuple[str, ...] = ()

    @cached_property
    def option_of(self) -> Mapping[str, str]:
        """The option of each of its other spellings, in the form in which texts are compared."""
        return frozen({as_compared(text): option for option, texts in self.also.items() for text in texts})
