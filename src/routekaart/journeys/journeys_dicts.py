"""The shapes of a journey and its log, of the terms of a step, and of a migration to another version of the route."""

from typing import Literal, TypeAlias

from typing_extensions import TypedDict

from routekaart.deciding.deciding_dicts import DecisionDict
from routekaart.foundation.foundation_dicts import DayText, published
from routekaart.journeys.log import PlainValue, Stopped


@published
class RouteVersionDict(TypedDict):
    """A route as it was at some moment."""

    id: str
    version: str
    digest: str
    meaning_digest: str | None
    """null in a journey that was stored before routekaart had this field."""
    chosen: dict[str, str] | None
    """For each reading that it replaced, the id of the alternative that it used; null for a route as written."""


@published
class OriginDict(TypedDict):
    """The step or end of another route from which the student was handed over."""

    route: RouteVersionDict
    place: str
    on: DayText
    reference: str | None


@published
class MoveDict(TypedDict):
    """One decided step."""

    step: str
    to: str
    transition: int | None
    because: dict[str, PlainValue]
    sources: list[str]
    readings: list[str]
    parameters: dict[str, int | float] | None
    """The limits of the step, with their values on that day; null if an older routekaart wrote the move."""


@published
class StartedDict(TypedDict):
    """The student came into the route."""

    kind: Literal["started"]
    on: DayText
    by: str | None
    route: RouteVersionDict
    step: str
    origin: OriginDict | None


@published
class LearnedDict(TypedDict):
    """Facts that became known; null for a fact that is not known any more. Personal data."""

    kind: Literal["learned"]
    on: DayText
    by: str | None
    facts: dict[str, PlainValue]


@published
class AdvancedDict(TypedDict):
    """The route decided where the student goes, and the student went there."""

    kind: Literal["advanced"]
    on: DayText
    by: str | None
    steps: Literal["one", "all"]
    moves: list[MoveDict]
    stopped: Stopped
    missing: list[str]
    circle: list[str]
    engine: str | None
    """The version of routekaart that decided; null if an older one wrote the entry."""
    reference: str | None
    """The name of this decision in the application."""


@published
class CorrectedDict(TypedDict):
    """Facts turned out to have been different. Personal data."""

    kind: Literal["corrected"]
    on: DayText
    by: str | None
    facts: dict[str, PlainValue]
    since: DayText | None
    until: DayText | None


@published
class PlacedDict(TypedDict):
    """A person put the student in a step or at an end."""

    kind: Literal["placed"]
    on: DayText
    by: str | None
    step: str
    because: str


@published
class MigratedDict(TypedDict):
    """From here another version of the route decides."""

    kind: Literal["migrated"]
    on: DayText
    by: str | None
    route: RouteVersionDict
    step: str


@published
class HandedOverDict(TypedDict):
    """The student was handed over to a step of another route."""

    kind: Literal["handed_over"]
    on: DayText
    by: str | None
    route: str
    step: str


EntryDict: TypeAlias = (
    StartedDict | LearnedDict | AdvancedDict | CorrectedDict | PlacedDict | MigratedDict | HandedOverDict
)


@published
class JourneyDict(TypedDict):
    """The journey of one student through a route, as it is stored. Personal data."""

    format: Literal["routekaart.journey"]
    format_version: Literal[1, 2]
    on: DayText
    log: list[EntryDict]


@published
class DueDict(TypedDict):
    """A time limit that the source names at a step, with its dates for one student. Personal data."""

    format: Literal["routekaart.due"]
    format_version: Literal[1]
    title: str
    on: DayText | None
    """The day on which the term is over; null if it has no day (yet)."""
    earliest: DayText | None
    """The first day on which the term can be over: `on`, if that is known; null if nothing is known."""
    latest: DayText | None
    """The last day on which the term can be over, likewise."""
    ask: str | None
    """The fact that must be asked to know the day; null if nothing needs to be asked."""
    passed: bool | None
    """Whether the day has come on the reference date; null if that is not known."""
    sources: list[str]
    readings: list[str]


@published
class PastDecisionDict(TypedDict):
    """A move that was made, and the decision of the new version for the same facts on the same day."""

    on: DayText
    step: str
    was: str
    now: DecisionDict | None
    """The new decision; null if the new version does not have the step, or refuses the facts."""
    same: bool
    """Whether the new decision leads to the same place."""


@published
class MigrationDict(TypedDict):
    """The consequences for a journey of going on with a new version of its route. Personal data."""

    format: Literal["routekaart.migration"]
    format_version: Literal[1]
    was: RouteVersionDict
    becomes: RouteVersionDict
    changes_nothing: bool
    only_words: bool
    """Whether only words differ; if so, the journey goes on without a migration."""
    old_position: str
    """The place of the student, by its old name."""
    position: str | None
    """Its name in the new version; null if it is gone."""
    decisions: list[PastDecisionDict]
    lost: list[str]
    """The facts that were given and that the new version does not know, or refuses."""
    asks: list[str]
    """The facts that the new version asks at the position, most decisive first."""
