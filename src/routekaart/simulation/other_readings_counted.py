"""How many made-up students end up in another place if a source means something else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from routekaart.comparison.comparison import Comparison
from routekaart.foundation.shapes import written_as
from routekaart.model.source_readings import Alternative, Reading
from routekaart.route import Route
from routekaart.simulation.outcome import Simulation

if TYPE_CHECKING:
    from routekaart.simulation.readings_dicts import (
        AlternativeFoundDict,
        MadeUpCountDict,
        ReadingFoundDict,
        ReadingsDict,
    )


@dataclass(frozen=True, slots=True)
class MadeUpCount:
    """The effect of an alternative on made-up students: a number for each seed, so that the spread shows.

    Attributes:
        students: the number of students with each seed.
        elsewhere: how many are in another place after the last day.
        steps: for each step where the number of students differs, how many more came there (or fewer, below 0).
    """

    students: int
    seeds: tuple[int, ...]
    years: int
    on: date
    elsewhere: tuple[int, ...]
    steps: Mapping[str, tuple[int, ...]]

    @property
    def weight(self) -> tuple[int, int]:
        """How many students are affected, for sorting: first those who end up elsewhere, then those on the way."""
        moved = (sum(map(abs, counts)) for counts in self.steps.values())
        return sum(self.elsewhere), max([0, *moved])

    def to_dict(self) -> "MadeUpCountDict":
        """The counts as plain JSON-ready values."""
        return {
            "synthetic": True,
            "students": self.students,
            "seeds": list(self.seeds),
            "years": self.years,
            "on": self.on.isoformat(),
            "elsewhere": list(self.elsewhere),
            "steps": {step: list(counts) for step, counts in self.steps.items()},
        }


@dataclass(frozen=True, slots=True)
class AlternativeFound:
    """The effect of an alternative.

    Attributes:
        comparison: the route compared with the route under it; None for an alternative in words only.
        made_up: None if it was not asked for, or if the alternative changes nothing.
    """

    alternative: Alternative
    comparison: Comparison | None
    made_up: MadeUpCount | None = None

    @property
    def weight(self) -> tuple[int, int]:
        """How many made-up students it affects."""
        return self.made_up.weight if self.made_up else (0, 0)

    def to_dict(self) -> "AlternativeFoundDict":
        """The effect as plain JSON-ready values."""
        found = self.comparison
        meaning: Any = None if found is None else {True: "same", False: "differs", None: "unproven"}[found.same_meaning]
        return {
            "id": self.alternative.id,
            "text": self.alternative.text,
            "executable": found is not None,
            "meaning": meaning,
            "comparison": None if found is None else found.part_dict(),
            "made_up": None if self.made_up is None else self.made_up.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class ReadingFound:
    """A reading with the effect of each of its alternatives; `sources` are the places that it is about."""

    reading: Reading
    sources: tuple[str, ...]
    alternatives: tuple[AlternativeFound, ...]

    @property
    def weight(self) -> tuple[int, int]:
        """The largest number of made-up students that any of its alternatives affects."""
        return max([(0, 0), *(one.weight for one in self.alternatives)])

    def to_dict(self) -> "ReadingFoundDict":
        """The reading as plain JSON-ready values."""
        one = self.reading
        confirmed = one.confirmed
        return {
            "id": one.id,
            "problem": one.problem,
            "chosen": one.chosen,
            "because": one.because,
            "sources": list(self.sources),
            "to_confirm": one.to_confirm,
            "confirmed": {"by": confirmed.by, "on": confirmed.on.isoformat()} if confirmed else None,
            "alternatives": [other.to_dict() for other in self.alternatives],
        }


@written_as("routekaart.simulation.readings_dicts:ReadingsDict")
@dataclass(frozen=True, slots=True)
class ReadingsFound:
    """The readings of a route, each with the effect of its alternatives; those that affect most students first."""

    route: Route
    readings: tuple[ReadingFound, ...]

    def to_dict(self) -> "ReadingsDict":
        """The readings as plain JSON-ready values, in a form that stays the same (`format_version`)."""
        return {
            "format": "routekaart.readings",
            "format_version": 1,
            "route": self.route.id,
            "route_version": self.route.version,
            "route_digest": self.route.digest,
            "readings": [one.to_dict() for one in self.readings],
        }


def counted_over(simulations: Iterable[Simulation], years: int) -> MadeUpCount:
    """The counts from simulations of a route and the route under an alternative, one for each seed."""
    found = list(simulations)
    first = found[0]
    steps: dict[str, tuple[int, ...]] = {}
    for step in first.outcome.route.steps:
        more = tuple(_came_to(one, step) for one in found)
        if any(more):
            steps[step] = more
    return MadeUpCount(
        students=first.students,
        seeds=tuple(one.seed for one in found),
        years=years,
        on=first.ticks.days[0],
        elsewhere=tuple(sum(other.students for other in one.elsewhere) for one in found),
        steps=steps,
    )


def _came_to(simulation: Simulation, step: str) -> int:
    """How many students more came to a step in the changed version."""
    assert simulation.changed is not None
    counts = [
        sum(one.students for one in outcome.steps if one.step == step)
        for outcome in (simulation.outcome, simulation.changed)
    ]
    return counts[1] - counts[0]
