"""The result of comparing two versions of a route, as one value and as JSON."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Literal, cast

from routekaart.comparison.changes import (
    AdmissionChange,
    DutyChange,
    FollowChange,
    JsonValue,
    NextStepChange,
    Note,
    PlaceChange,
    TextChange,
    json_value,
)
from routekaart.foundation.frozen import frozen
from routekaart.foundation.shapes import written_as

if TYPE_CHECKING:
    from routekaart.comparison.comparison_dicts import (  # noqa: F401  # the base of a class names one as text
        ComparedPartDict,
        ComparedRouteDict,
        ComparedVersionDict,
        DiffDict,
        OneSidedRouteDict,
    )

PARTS = (
    *("old", "new", "next_steps", "duties", "admissions", "follows", "places", "others", "in_time", "texts"),
    "unproven",
)
"""The attributes of a `Comparison` in its JSON, in order."""


@dataclass(frozen=True, slots=True)
class Version(JsonValue["ComparedVersionDict"]):
    """One of the two versions.

    Attributes:
        called: the name or the path by which it can be loaded.
        chosen: for each reading that the version replaces, the id of the alternative that it uses.
    """

    JSON: ClassVar = ("route", "route_version", "title", "called", "digest", "meaning_digest", "chosen")

    id: str
    version: str
    title: str
    called: str
    digest: str
    meaning_digest: str
    chosen: Mapping[str, str] = field(default_factory=lambda: frozen({}))

    @property
    def route(self) -> str:
        """The id, by its name in the JSON."""
        return self.id

    @property
    def route_version(self) -> str:
        """The version, by its name in the JSON."""
        return self.version


@written_as("routekaart.comparison.comparison_dicts:DiffDict")
@dataclass(frozen=True)
class Comparison:
    """The differences between two versions of a route, in the text and for students. `compare` makes it.

    Attributes:
        texts: the differences in the text.
        next_steps: the students who get another next step.
        duties: the students for whom somebody else acts, or something else must be done.
        admissions: the students whom only one of the versions accepts.
        follows: the students for whom another value follows, so that the versions accept different facts together.
        places: the steps and ends that only one of the versions has.
        others: changes for students without a region: the first step, what an end means, the type of a fact.
        in_time: changes between one step or day and the next: how long a fact holds, how it changes, terms.
        unproven: what could not be proven, and why.
    """

    old: Version
    new: Version
    texts: tuple[TextChange, ...]
    next_steps: tuple[NextStepChange, ...]
    duties: tuple[DutyChange, ...]
    admissions: tuple[AdmissionChange, ...]
    follows: tuple[FollowChange, ...]
    places: tuple[PlaceChange, ...]
    others: tuple[Note, ...]
    in_time: tuple[Note, ...]
    unproven: tuple[Note, ...]

    @property
    def same_meaning(self) -> bool | None:
        """Whether every student gets the same answer from both versions, at every step and on every reference date.

        True is proven; False is shown, by students who get another answer or by other changes for them, also in time;
        None if nothing was found but something was too much work to prove (`unproven`).
        """
        return False if self.in_time else self.same_at_each_step

    @property
    def same_at_each_step(self) -> bool | None:
        """The same as `same_meaning`, without `in_time`."""
        if self.next_steps or self.duties or self.admissions or self.follows or self.places or self.others:
            return False
        return None if self.unproven else True

    @property
    def same_text(self) -> bool:
        """Whether the two versions are the same in every word."""
        return self.old.digest == self.new.digest

    @property
    def only_words(self) -> bool:
        """Whether only words differ (`Route.meaning_digest`): journeys go on without a migration."""
        return not self.same_text and self.old.meaning_digest == self.new.meaning_digest

    def to_dict(self) -> "DiffDict":
        """The comparison as plain JSON-ready values, in a form that stays the same (`format_version`)."""
        return diff_dict([Compared(self.new.id, self)])

    def part_dict(self) -> "ComparedPartDict":
        """The comparison of one route as it is written in the JSON."""
        conclusion = {"same_meaning": self.same_meaning, "only_words": self.only_words}
        found = {**conclusion, **{name: json_value(getattr(self, name)) for name in PARTS}}
        return cast("ComparedPartDict", found)


@dataclass(frozen=True, slots=True)
class Compared:
    """A route in a comparison of several.

    Attributes:
        comparison: None for a route that only one side has; `only` is that side.
    """

    name: str
    comparison: Comparison | None
    only: Literal["old", "new"] | None = None

    @property
    def same_meaning(self) -> bool | None:
        """The same as `Comparison.same_meaning`; a route that was added or removed changed meaning."""
        return self.comparison.same_meaning if self.comparison else False


def same_meaning(compared: Iterable[Compared]) -> bool | None:
    """Whether none of the routes changed meaning: False if one did, None if that is not proven of one."""
    found = {one.same_meaning for one in compared}
    return False if False in found else None if None in found else True


def diff_dict(compared: Iterable[Compared]) -> "DiffDict":
    """A comparison of some routes as plain JSON-ready values."""
    routes = tuple(compared)
    return {
        "format": "routekaart.diff",
        "format_version": 1,
        "same_meaning": same_meaning(routes),
        "routes": list(_route_dicts(routes)),
    }


def _route_dicts(routes: Iterable[Compared]) -> "Iterator[ComparedRouteDict | OneSidedRouteDict]":
    for one in routes:
        if one.comparison is None:
            yield {"name": one.name, "change": "added" if one.only == "new" else "removed"}
        else:
            yield {"name": one.name, "change": "compared", **one.comparison.part_dict()}
