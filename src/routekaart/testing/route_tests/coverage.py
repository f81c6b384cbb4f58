"""The coverage of a route by its tests: which goals they show, which they do not, and which nobody can show."""

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
        by: the first test that shows it; None if none does.
        somebody: whether some student can show it. A goal does not count if nobody can show it, or if no student was
            found.
    """

    goal: Goal
    by: str | None
    somebody: Somebody = "yes"

    @property
    def counts(self) -> bool:
        """Whether tests can be expected to show it."""
        return self.somebody in ("yes", "too hard")


@dataclass(frozen=True, slots=True)
class Ratio:
    """The number of goals of a kind that are shown, out of those that some student can show."""

    shown: int
    of: int

    @property
    def percent(self) -> float:
        """The ratio in percent; 100 if there is nothing to show."""
        return 100 * self.shown / self.of if self.of else 100.0


@dataclass(frozen=True)
class Coverage:
    """The coverage of a route by its tests.

    Attributes:
        uncounted: the students without a reference date who pass, but for whom no day can be examined.
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
        """The goals that are proven to be shown by no student."""
        return tuple(one.goal for one in self.covered if one.somebody == "no")

    @property
    def not_found(self) -> tuple[Goal, ...]:
        """The goals for which no student was found, although it is not proven that there is none."""
        return tuple(one.goal for one in self.covered if one.somebody == "not found")

    def ratio(self, kind: GoalKind | None = None) -> Ratio:
        """The goals that are shown, of one kind or of all."""
        counted = [one for one in self.covered if one.counts and kind in (None, one.goal.kind)]
        return Ratio(sum(one.by is not None for one in counted), len(counted))

    @property
    def kinds(self) -> Mapping[GoalKind, Ratio]:
        """The ratio of each kind that has goals."""
        present = {one.goal.kind for one in self.covered}
        return {kind: self.ratio(kind) for kind in KINDS if kind in present}


def coverage_of(tests: RouteTests, results: Sequence[Result]) -> Coverage:
    """The coverage of a route by the tests that ran. A test that fails shows nothing."""
    # Vocabularies that come with routekaart forbid the same to all routes; not every route needs to show that.
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
    """Whether refused facts are the impossible combination of a goal."""
    vocabulary = search.route.vocabulary
    values, problems = read_facts(vocabulary, refusal.facts, "error")
    if problems or goal.refused is None:
        return False
    known = situation_of(vocabulary, values, refusal.on)
    return evaluate(goal.refused, vocabulary.facts, known.value, known.parameters) is True
