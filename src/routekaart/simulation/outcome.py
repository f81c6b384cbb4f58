"""What came of a simulation, as values. Every number is of made-up students."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from routekaart.route import Route
from routekaart.simulation.distributions import Draw
from routekaart.simulation.ticks import Arrivals, Ticks


@dataclass(frozen=True, slots=True)
class Spell:
    """How long something took, in days, over some students.

    Attributes:
        count: how many students (or visits) it is measured over.
        median, most: half of them took at most so long, and nine in ten; None when there are none.
    """

    count: int
    median: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class EndCount:
    """How many students came to an end.

    Attributes:
        after: how long after they came into the route.
    """

    end: str
    students: int
    after: Spell


@dataclass(frozen=True, slots=True)
class StepCount:
    """What a step did to the students.

    Attributes:
        students, visits: how many different students came here, and how often.
        stays: how long those stayed who left again.
        still_there: how many are here after the last day, and for how long by then.
        since: the day on or after which half of those still here came; None when nobody is here.
        never_moved: how many of them began here and never left.
        ambiguous, stuck, circling, impossible: how many of them wait because two transitions hold, because none does,
            because they would go round in a circle, or because by the route nobody can be as they are.
    """

    step: str
    students: int
    visits: int
    stays: Spell
    still_there: Spell
    since: date | None
    never_moved: int
    ambiguous: int
    stuck: int
    circling: int
    impossible: int


@dataclass(frozen=True)
class RouteOutcome:
    """What became of the students in one version of a route.

    Attributes:
        parameters: limits that were changed for it.
        draws: how each fact was drawn, by the fact.
        unused: facts that were declared, and that no transition asks for.
        redrawn: how many draws gave a student who cannot be, and were done again.
        refused_changes: how often a change would have given one, and did not happen.
        circled: how many students were ever stopped because they went round in a circle on one day.
    """

    route: Route = field(compare=False)
    parameters: Mapping[str, str]
    draws: Mapping[str, Draw] = field(repr=False)
    unused: tuple[str, ...]
    ends: tuple[EndCount, ...]
    steps: tuple[StepCount, ...]
    redrawn: int
    refused_changes: int
    circled: int
    final: "Final" = field(repr=False)

    @property
    def under_way(self) -> int:
        """How many students are in a step after the last day."""
        return sum(step.still_there.count for step in self.steps)

    @property
    def never_moved(self) -> int:
        """How many students never left the step in which they began."""
        return sum(step.never_moved for step in self.steps)


@dataclass(frozen=True)
class Final:
    """Where each student is after the last day; students are numbered from 0.

    Attributes:
        names: the name of each place: the steps and then the ends.
        places: for each student the number of the place.
        entered, arrived: for each student the number of the day on which she came there, and into the route.
    """

    names: tuple[str, ...]
    places: Sequence[int]
    entered: Sequence[int]
    arrived: Sequence[int]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Students who are in another place after the last day than in the other version."""

    was: str
    now: str
    students: int


@dataclass(frozen=True)
class Simulation:
    """Made-up students moved through a route, and through a changed version of it when that was asked.

    Attributes:
        ticks: the days on which everybody was looked at.
        start: the steps where they began, with the weight of each.
        outcome: what became of them.
        changed: what became of the same students, with the same luck, in the changed version.
        elsewhere: those who are elsewhere in the changed version, most first.
        distributions: the file that says how the students are distribution; None when all is assumed.
        synthetic: always true. The students are made up.
    """

    students: int
    seed: int
    ticks: Ticks
    start: Mapping[str, Fraction]
    arrivals: Arrivals
    outcome: RouteOutcome
    changed: RouteOutcome | None = None
    elsewhere: tuple[Elsewhere, ...] = ()
    distributions: str | None = None
    synthetic: bool = True
