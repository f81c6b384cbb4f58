"""The shapes of the readings of a route with what their alternatives do."""

from typing import Literal

from typing_extensions import TypedDict

from routekaart.comparison.comparison_dicts import ComparedPartDict
from routekaart.foundation.foundation_dicts import DayText, published


@published
class MadeUpCountDict(TypedDict):
    """What becomes of made-up students under an alternative: a number for each seed."""

    synthetic: Literal[True]
    """The students are made up; it is no forecast."""
    students: int
    seeds: list[int]
    years: int
    on: DayText
    elsewhere: list[int]
    """How many are in another place after the last day."""
    steps: dict[str, list[int]]
    """How many more came to a step, or fewer (below 0)."""


@published
class AlternativeFoundDict(TypedDict):
    """An alternative of a reading, and what it does."""

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
    """A reading with what each of its alternatives does."""

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
    """The readings of a route, each with what would become of students if the source meant something else."""

    format: Literal["routekaart.readings"]
    format_version: Literal[1]
    route: str
    route_version: str
    route_digest: str
    readings: list[ReadingFoundDict]
    """Those that touch most made-up students first, where students were made up; else as in the file."""
