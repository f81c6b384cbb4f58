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
    """The first question to ask them."""
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
    """Students of whom the facts are refused."""

    problem: str
    students: int
    rows: list[int]
    """The numbers of the first rows, from 1."""


@published
class ContestedCountDict(TypedDict):
    """Students of whom the answer hangs on an unconfirmed reading of a source."""

    reading: str
    alternative: str
    """Under this alternative they get another answer."""
    students: int


@published
class CountsDict(TypedDict):
    """The counts of a table, or of one group."""

    students: int
    steps: list[StepCountDict]
    refused: list[ProblemCountDict]
    contested: NotRequired[list[ContestedCountDict]]
    """The readings that answers hang on, most students first; only when that was asked."""


@published
class GroupCountDict(CountsDict):
    """The counts of one group."""

    group: str | None
    """The value in the column that the table is divided by; null where there is none."""


@published
class CohortDict(CountsDict):
    """How many students go where, wait for which fact, or cannot be decided about."""

    format: Literal["routekaart.cohort"]
    format_version: Literal[1]
    route: str
    route_version: str
    chosen: dict[str, str]
    """The alternative that the route goes by, for each reading that it takes otherwise."""
    on: DayText
    soon_until: DayText | None
    blank_rows: int
    by: NotRequired[str]
    """The column that the table is divided by."""
    groups: NotRequired[list[GroupCountDict]]
    """The largest first."""
