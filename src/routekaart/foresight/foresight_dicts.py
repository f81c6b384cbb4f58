"""The shapes of what is asked of later days: changes by time alone, what it would take to get somewhere, and paths."""

from typing import Literal

from typing_extensions import TypedDict

from routekaart.deciding.outcome_words import Outcome
from routekaart.foundation.foundation_dicts import DayText, TextDict, published
from routekaart.model.fact_values import WrittenValue


@published
class ChangeDict(TypedDict):
    """A later date on which the decision changes, for the same student."""

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
    """For each reading that the route replaces, the id of the alternative that it uses."""
    step: str
    on: DayText | None
    outcome: Outcome
    target: str | None
    possible: list[str]
    changes: list[ChangeDict]


@published
class WayDict(TypedDict):
    """One way to reach a target. Personal data."""

    changes: dict[str, WrittenValue]
    """The facts that must change, each with a value that is enough."""
    settles: dict[str, WrittenValue]
    """The facts that are not known (in full) and must turn out to have the given value."""
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
    """Whether the student already goes there."""
    ways: list[WayDict]
    """The smallest ways. If empty, it is proven that no change of facts that can change leads there."""
    fixed: list[str]
    """If there are no ways, the facts that cannot change and prevent it; empty if no student gets there."""
    on_its_own: DayText | None
    """The first later date on which time alone leads there; null if there is none or the student goes there already."""


@published
class PathStepDict(TypedDict):
    """One step of a path."""

    step: str
    target: str
    on: DayText | None
    waited: bool
    """Whether the student waits for that day: time alone makes the difference."""
    changes: dict[str, WrittenValue]
    settles: dict[str, WrittenValue]
    text: TextDict


@published
class PathDict(TypedDict):
    """A path through a route, with as few steps as were found and what must become true at each. Personal data."""

    format: Literal["routekaart.path"]
    format_version: Literal[1]
    steps: list[PathStepDict]
    """The steps in order; empty for a student who is there already."""
