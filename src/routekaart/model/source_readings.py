"""Readings of the sources: what was chosen where they are silent, what else could be meant, and who confirmed it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from routekaart.foundation.frozen import frozen
from routekaart.model.fact_types import FactType
from routekaart.model.parameters import Parameter
from routekaart.model.step import End, Partner, Step
from routekaart.model.vocabulary import Impossible

ChangedPlace: TypeAlias = tuple[str, ...]
"""A section, the name of a part, and a field of it: ("steps", "P15", "transitions"). A part as a whole has no field."""


@dataclass(frozen=True, slots=True)
class Instead:
    """The changes to a route under another reading: only what differs from the route.

    Attributes:
        changed: every place that differs. A part that is added or removed is a place as a whole; it is removed if it is
            not in its section below. `("start",)` and `("impossible",)` are places too.
        start: the first step.
        steps, ends, facts, parameters, partners: the parts that are added, and those that differ; of the latter, only
            the changed fields count.
        impossible: the combinations of facts that no student can have.
    """

    changed: tuple[ChangedPlace, ...]
    start: str | None = None
    steps: Mapping[str, Step] = field(default_factory=lambda: frozen({}))
    ends: Mapping[str, End] = field(default_factory=lambda: frozen({}))
    facts: Mapping[str, FactType] = field(default_factory=lambda: frozen({}))
    parameters: Mapping[str, Parameter] = field(default_factory=lambda: frozen({}))
    partners: Mapping[str, Partner] = field(default_factory=lambda: frozen({}))
    impossible: tuple[Impossible, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another way to read the source, which was not chosen.

    Attributes:
        id: None if it has no name.
        instead: the changes to the route under this alternative; None for an alternative in words only.
    """

    text: str
    id: str | None = None
    instead: Instead | None = None


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Who confirmed a reading, and when."""

    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Reading:
    """An interpretation where the source is silent or contradicts itself: the problem, and what was chosen.

    Attributes:
        confirm: "owner" while the owner of the source must still confirm it.
        whole_route: whether it applies to the route as a whole, not to a single part.
    """

    id: str
    problem: str
    chosen: str
    because: str
    others: tuple[Alternative, ...] = ()
    sources: tuple[str, ...] = ()
    note: str | None = None
    whole_route: bool = False
    confirm: Literal["owner"] | None = None
    confirmed: Confirmed | None = None

    @property
    def to_confirm(self) -> bool:
        """Whether somebody must still confirm it."""
        return self.confirm is not None and self.confirmed is None

    @property
    def executable(self) -> Mapping[str, Instead]:
        """The changes to the route under each alternative that can be run, by its id."""
        named = ((one.id, one.instead) for one in self.others)
        return {name: instead for name, instead in named if name is not None and instead is not None}
