"""How far tests cover a route: which goals they show, which they do not, and which nobody can show."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from routekaart.model.evaluation import evaluate
from routekaart.model.situation import read_facts, situation_of
from routekaart.testing.route_tests.goal_search import GoalSearch, Somebody
from routekaart.testing.route_tests.goals import KINDS, Goal, GoalKind, goals_of
from routekaart.testing.route_tests.results import Observation, Refusal, Result
from routekaart.testing.route_tests.tests_file import RouteTests


@dataclass(frozen=True, slots=True)
class Covered:
    """A goal, with the test that shows it.

    Attributes:
        by: the first test that shows it; None when none does.
        somebody: whether some student can show it. One that nobody shows, or of which no student is found, does not
            count.
    """

    goal: Goal
    by: str | None
    somebody: Somebody = "yes"

    @property
    def counts(self) -> bool:
        """Whether tests can be asked to show it."""
        return self.somebody in ("yes", "too hard")


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many goals of a kind are shown, of those that some student can show."""

    shown: int
    of: int

    @property
    def percent(self) -> float:
        """The ratio in percent; all, when there is nothing to show."""
        return 100 * self.shown / self.of if self.of else 100.0


@dataclass(frozen=True)
class Coverage:
    """How far tests cover a route.

    Attributes:
        uncounted: the students without a reference date who pass, but of whom no day can be looked at.
    """

    covered: tuple[Covered, ...]
    search: GoalSearch
    uncounted: tuple[str, ...] = ()

    @property
    def lacking(self) -> tuple[Goal, ...]:
        """The goals that no test shows and some student may show."""
        return tuple(one.goal for one in self.covered if one.by is None and one.counts)

    @property
    def nobody(self) -> tuple[Goal, ...]:
        """The goals that no student can show; that is proven."""
        return tuple(one.goal for one in self.covered if one.somebody == "no")

    @property
    def not_found(self) -> tuple[Goal, ...]:
        """The goals of which no student was found, though it is not proven that there is none."""
        return tuple(one.goal for one in self.covered if one.somebody == "not found")

    def ratio(self, kind: GoalKind | None = None) -> Ratio:
        """How much is shown, of one kind or of all."""
        counted = [one for one in self.covered if one.counts and kind in (None, one.goal.kind)]
        return Ratio(sum(one.by is not None for one in counted), len(counted))

    @property
    def kinds(self) -> Mapping[GoalKind, Ratio]:
        """How much is shown of each kind of which there is something."""
        present = {one.goal.kind for one in self.covered}
        return {kind: self.ratio(kind) for kind in KINDS if kind in present}


def coverage_of(tests: RouteTests, results: Sequence[Result]) -> Coverage:
    """How far the tests that ran cover their route. A test that fails shows nothing."""
    # What comes with routekaart forbids the same to everybody: that is not for each route to show.
    goals = (one for one in goals_of(tests.route) if one.kind != "impossible" or not tests.is_bundled(one.path))
    search = GoalSearch(tests.route, tuple(goals))
    passed = [result for result in results if result.passed]
    by = shown_by(search, (observation for result in passed for observation in result.observations))
    refusals = [refusal for result in passed for refusal in result.refusals]
    for number, goal in enumerate(search.goals):
        if goal.refused is not None:
            name = next((one.test for one in refusals if refuses(search, goal, one)), None)
            if name is not None:
                by[number] = name
    covered = tuple(
        Covered(goal, by.get(number), "yes" if number in by or goal.refused else search.somebody(goal))
        for number, goal in enumerate(search.goals)
    )
    silent = (one for one in passed if one.section == "students" and not one.observations and not one.refusals)
    return Coverage(covered, search, tuple(result.name for result in silent))


def shown_by(search: GoalSearch, observations: Iterable[Observation]) -> dict[int, str]:
    """For each goal that is shown, the first test that shows it."""
    left = set(range(len(search.goals)))
    by: dict[int, str] = {}
    for observation in observations:
        for number in search.shown_by(observation.step_id, observation.known, left):
            by[number] = observation.test
        left -= by.keys()
    return by


def refuses(search: GoalSearch, goal: Goal, refusal: Refusal) -> bool:
    """Whether facts that were refused are the impossible combination of a goal."""
    vocabulary = search.route.vocabulary
    values, problems = read_facts(vocabulary, refusal.facts, "error")
    if problems or goal.refused is None:
        return False
    known = situation_of(vocabulary, values, refusal.on)
    return evaluate(goal.refused, vocabulary.facts, known.value, known.parameters) is True
