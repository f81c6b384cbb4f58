"""The shapes of the readings of a route with the effect of their alternatives."""

from typing import Literal

from typing_extensions import TypedDict

from routekaart.comparison.comparison_dicts import ComparedPartDict
from routekaart.foundation.foundation_dicts import DayText, published


@published
class MadeUpCountDict(TypedDict):
    """The effect of an alternative on made-up students: a number for each seed."""

    synthetic: Literal[True]
    """The students are made up; this is not a forecast."""
    students: int
    seeds: list[int]
    years: int
    on: DayText
    elsewhere: list[int]
    """How many students are in another place after the last day."""
    steps: dict[str, list[int]]
    """For each step where the number of students differs, how many more came there (or fewer, below 0)."""


@published
class AlternativeFoundDict(TypedDict):
    """An alternative of a reading, and its effect."""

    id: str | None
    text: str
    executable: bool
    meaning: Literal["same", "differs", "unproven"] | None
    """Whether every student gets the same answer; null for an alternative in words only."""
    comparison: ComparedPartDict | None
    made_up: MadeUpCountDict | None


@published
class ConfirmationDict(TypedDict):
    """Who confirmed a reading, and when."""

    by: str
    on: DayText


@published
class ReadingFoundDict(TypedDict):
    """A reading with the effect of each of its alternatives."""

    id: str
    problem: str
    chosen: str
    because: str
    sources: list[str]
    """The places in the sources that it is about."""
    to_confirm: bool
    confirmed: ConfirmationDict | None
    alternatives: list[AlternativeFoundDict]


@published
class ReadingsDict(TypedDict):
    """The readings of a route, each with what would change for students if the source means something else."""

    format: Literal["routekaart.readings"]
    format_version: Literal[1]
    route: str
    route_version: str
    route_digest: str
    readings: list[ReadingFoundDict]
    """Those that affect most made-up students first, if students were made up; if not, in the order of the file."""
