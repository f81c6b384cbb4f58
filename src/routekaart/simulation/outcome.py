"""The outcome of a simulation, as values. Every number is of made-up students."""

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
        count: the number of students (or visits) that it is measured over.
        median, most: the time within which half of them were done, and nine in ten; None if there are none.
    """

    count: int
    median: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class EndCount:
    """How many students came to an end.

    Attributes:
        after: the time since they came into the route.
    """

    end: str
    students: int
    after: Spell


@dataclass(frozen=True, slots=True)
class StepCount:
    """The students of one step.

    Attributes:
        students, visits: the numbers of different students and of visits.
        stays: how long those stayed who left.
        still_there: how many are here after the last day, and for how long by then.
        since: the day on or after which half of those still here came; None when nobody is here.
        never_moved: how many of them began here and never left.
        ambiguous, stuck, circling, impossible: how many of them wait because two transitions hold, because none does,
            because they would go round in a circle, or because the route excludes their facts.
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
    """The outcome for one version of a route.

    Attributes:
        parameters: the parameters with another value, as text.
        draws: the draw of each fact, by name.
        unused: the declared facts that no transition asks for.
        redrawn: the number of draws that gave an impossible student, and were done again.
        refused_changes: the number of changes that would have given an impossible student, and did not happen.
        circled: the number of students who ever went round in a circle on one day.
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
        places: for each student, the number of the place.
        entered, arrived: for each student, the number of the day of arrival there, and in the route.
    """

    names: tuple[str, ...]
    places: Sequence[int]
    entered: Sequence[int]
    arrived: Sequence[int]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Students who are in another place after the last day in the changed version."""

    was: str
    now: str
    students: int


@dataclass(frozen=True)
class Simulation:
    """Made-up students moved through a route, and perhaps through a changed version of it.

    Attributes:
        ticks: the days on which students move.
        start: the weight of each step where they began.
        changed: the outcome for the same students, with the same random numbers, in the changed version, if any.
        elsewhere: the students in another place in the changed version, largest number first.
        distributions: the file with the distributions; None if all are assumed.
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
