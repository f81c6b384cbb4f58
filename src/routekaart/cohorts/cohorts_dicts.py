"""The typed dicts of the counts of a table of students."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from routekaart.deciding.outcome_words import Outcome
from routekaart.foundation.foundation_dicts import DayText, published


@published
class AnswerCountDict(TypedDict):
    """Students with the same answer."""

    outcome: Outcome
    target: str | None
    missing: str | None
    """The first fact to ask them for; null if no fact is missing."""
    students: int


@published
class StepCountDict(TypedDict):
    """The students in a step."""

    step: str
    students: int
    changing_soon: int
    """How many get another answer by time alone, up to and including `soon_until`."""
    answers: list[AnswerCountDict]
    """The most frequent first."""


@published
class ProblemCountDict(TypedDict):
    """Students whose facts are refused."""

    problem: str
    students: int
    rows: list[int]
    """The numbers of the first of these rows, counted from 1."""


@published
class ContestedCountDict(TypedDict):
    """Students whose answer depends on an unconfirmed reading of a source."""

    reading: str
    alternative: str
    """The alternative under which they get another answer."""
    students: int


@published
class CountsDict(TypedDict):
    """The counts of a table, or of one group."""

    students: int
    steps: list[StepCountDict]
    refused: list[ProblemCountDict]
    contested: NotRequired[list[ContestedCountDict]]
    """The readings that answers depend on, most students first; only if this was requested."""


@published
class GroupCountDict(CountsDict):
    """The counts of one group."""

    group: str | None
    """The value in the column that the table is grouped by; null if there is none."""


@published
class CohortDict(CountsDict):
    """How many students go to each place, wait for each fact, or cannot be decided about."""

    format: Literal["routekaart.cohort"]
    format_version: Literal[1]
    route: str
    route_version: str
    chosen: dict[str, str]
    """For each reading that the route replaces, the id of the alternative that it uses."""
    on: DayText
    soon_until: DayText | None
    blank_rows: int
    by: NotRequired[str]
    """The column that the table is grouped by."""
    groups: NotRequired[list[GroupCountDict]]
    """The largest first."""
