"""The shapes of what is asked of later days: changes by time alone, what it would take to get somewhere, and paths."""

from typing import Literal

from typing_extensions import TypedDict

from routekaart.deciding.outcome_words import Outcome
from routekaart.foundation.foundation_dicts import DayText, TextDict, published
from routekaart.model.fact_values import WrittenValue


@published
class ChangeDict(TypedDict):
    """A later date on which the decision becomes another one, for the same student."""

    format: Literal["routekaart.change"]
    format_version: Literal[1]
    on: DayText
    """The first day of the new decision."""
    outcome: Outcome
    target: str | None
    possible: list[str]
    missing: list[str]
    because: list[TextDict]
    """What happens on that day."""


@published
class OutlookDict(TypedDict):
    """A decision, and each later date on which time alone changes it."""

    format: Literal["routekaart.outlook"]
    format_version: Literal[1]
    route: str
    route_version: str
    chosen: dict[str, str]
    """The alternative that the route goes by, for each reading that it takes otherwise."""
    step: str
    on: DayText | None
    outcome: Outcome
    target: str | None
    possible: list[str]
    changes: list[ChangeDict]


@published
class WayDict(TypedDict):
    """One way to come to a target. Personal data."""

    changes: dict[str, WrittenValue]
    """The facts that must become otherwise, each with a value that does it."""
    settles: dict[str, WrittenValue]
    """The facts that are not known (in full) and must turn out so."""
    text: TextDict


@published
class ReachDict(TypedDict):
    """The changes that would bring a student from a step to a target. Personal data."""

    format: Literal["routekaart.reach"]
    format_version: Literal[1]
    step: str
    target: str
    on: DayText
    goes_there: bool
    """Whether she goes there as things are."""
    ways: list[WayDict]
    """The smallest ways; empty: it is proven that no change of facts that can change does it."""
    fixed: list[str]
    """Without ways, the facts that cannot change and stand in the way."""
    on_its_own: DayText | None
    """The first later date on which she goes there if nothing changes but the passing of time."""


@published
class PathStepDict(TypedDict):
    """One step of a path."""

    step: str
    target: str
    on: DayText | None
    waited: bool
    """Whether she waits for that day: time alone makes it so."""
    changes: dict[str, WrittenValue]
    settles: dict[str, WrittenValue]
    text: TextDict


@published
class PathDict(TypedDict):
    """A shortest way through a route, with what must become true at each step. Personal data."""

    format: Literal["routekaart.path"]
    format_version: Literal[1]
    steps: list[PathStepDict]
    """In order; empty for who is there already."""
