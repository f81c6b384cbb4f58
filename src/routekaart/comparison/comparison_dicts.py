"""The shapes of a comparison of two versions of routes."""

from typing import Annotated, Any, Literal, TypeAlias

from typing_extensions import TypedDict

from routekaart.comparison.changes import DutyRole, RoutePart, TextChangeKind
from routekaart.diagnostics.diagnostics_dicts import StudentDict
from routekaart.foundation.foundation_dicts import DayText, Keywords, TextDict, published
from routekaart.model.fact_values import WrittenValue

_MEANING = "true: proven the same; false: changed; null: no change was found, but it is not proven that there is none."
SameMeaning: TypeAlias = Annotated[bool | None, Keywords(description=_MEANING)]


@published
class ComparedVersionDict(TypedDict):
    """One of the two versions."""

    route: str
    route_version: str
    title: str
    called: str
    """The name or the path by which it can be loaded."""
    digest: str
    meaning_digest: str
    chosen: dict[str, str]
    """For each reading that the version replaces, the id of the alternative that it uses."""


@published
class PeriodDict(TypedDict):
    """The days from `since` up to but not including `until`; null for an open end."""

    since: DayText | None
    until: DayText | None


Periods: TypeAlias = Annotated[list[PeriodDict], Keywords(minItems=1)]
EveryDay: TypeAlias = Annotated[bool, Keywords(description="Whether the change holds on every day of the periods.")]
When: TypeAlias = Annotated[
    dict[str, Any], Keywords(description="The condition of these students, as in a route file.")
]


@published
class BothStudentsDict(TypedDict):
    """One of these students, as each version knows them."""

    old: StudentDict
    new: StudentDict


@published
class RegionDict(TypedDict):
    """Students for whom something changes."""

    when: When
    who: TextDict
    periods: Periods
    every_day: EveryDay
    student: BothStudentsDict


@published
class StepAnswerDict(TypedDict):
    """Where these students go from the step. For every student shown, enough is known to decide."""

    outcome: Literal["next", "stay", "end", "ambiguous", "stuck"]
    target: str | None


@published
class NextStepChangeDict(RegionDict):
    """Students in a step who get another next step."""

    old_step: str
    new_step: str
    was: StepAnswerDict
    becomes: StepAnswerDict


@published
class DutyChangeDict(RegionDict):
    """Students in a step for whom somebody else acts, or something else must be done."""

    old_step: str
    new_step: str
    role: DutyRole
    was: TextDict | None
    becomes: TextDict | None


@published
class AdmissionChangeDict(RegionDict):
    """Students whom only one of the versions accepts."""

    now: Literal["refused", "accepted"]


@published
class FollowChangeDict(RegionDict):
    """Students for whom another value of a fact follows."""

    old_fact: str
    new_fact: str
    was: WrittenValue
    becomes: WrittenValue


@published
class PlaceChangeDict(TypedDict):
    """A step or end that only one of the versions has."""

    kind: Literal["added", "removed"]
    part: Literal["step", "end"]
    id: str
    from_steps: list[str]


@published
class NoteDict(TypedDict):
    """A change that no group of students describes, or something that is not proven."""

    part: RoutePart
    name: str
    text: TextDict


@published
class TextChangeDict(TypedDict):
    """A difference in the text of two versions."""

    part: RoutePart
    name: str
    kind: TextChangeKind
    field: str | None
    """The field, such as `title`; null for the part as a whole."""
    text: TextDict
    was: TextDict | None
    becomes: TextDict | None


@published
class ComparedPartDict(TypedDict):
    """What is different in the new version of a route."""

    same_meaning: SameMeaning
    only_words: bool
    """Whether only words differ, so that no journey needs a migration."""
    old: ComparedVersionDict
    new: ComparedVersionDict
    next_steps: list[NextStepChangeDict]
    duties: list[DutyChangeDict]
    admissions: list[AdmissionChangeDict]
    follows: list[FollowChangeDict]
    places: list[PlaceChangeDict]
    others: list[NoteDict]
    in_time: list[NoteDict]
    texts: list[TextChangeDict]
    unproven: list[NoteDict]


@published
class ComparedRouteDict(ComparedPartDict):
    """A route that both sides have."""

    name: str
    change: Literal["compared"]


@published
class OneSidedRouteDict(TypedDict):
    """A route that only one side has."""

    name: str
    change: Literal["added", "removed"]


@published
class DiffDict(TypedDict):
    """A comparison of two versions of routes."""

    format: Literal["routekaart.diff"]
    format_version: Literal[1]
    same_meaning: SameMeaning
    routes: list[ComparedRouteDict | OneSidedRouteDict]
