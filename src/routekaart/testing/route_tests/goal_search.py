"""Search for students that show goals: which goals a student shows, and whether anybody can show a goal."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal, TypeAlias

from routekaart.deciding.admission import assumed_facts
from routekaart.deciding.decider import step_table
from routekaart.foundation.dates import EARLIEST, first_day
from routekaart.foundation.errors import TooHardError
from routekaart.logic.budget import Budget, at_most, current
from routekaart.logic.distinguishing_days import distinguishing_grids
from routekaart.logic.formula import Cube, Formula
from routekaart.logic.grid import Grid
from routekaart.logic.search import find, settled
from routekaart.logic.table import Table
from routekaart.model.condition import All, Condition, FactTest
from routekaart.model.evaluation import holds
from routekaart.model.fact_types import Elapsed
from routekaart.model.situation import Situation, situation
from routekaart.model.step import Step
from routekaart.model.vocabulary import Vocabulary
from routekaart.route import Route
from routekaart.testing.route_tests.boundary_values import DaySpan
from routekaart.testing.route_tests.goals import Goal
from routekaart.testing.route_tests.scenarios import Scenario

Somebody: TypeAlias = Literal["yes", "no", "not found", "too hard"]
"""Whether some student can show a goal; "not found" if none was found, but it is not proven that there is none."""
_MOST_FOR_A_GOAL = 1_000_000
"""The work allowed to find out whether some student can show one goal."""

_MOST_FOR_ALL, _MORE_FOR_EACH = 4_000_000, 2_500
"""The same for all goals of a route, and the extra work for each. The five routes need hundreds for each."""

_LOOK = 200
"""The work of a search that ends at its first step."""


@dataclass(frozen=True)
class Space:
    """The students at a step on a day, over cells that distinguish every goal there.

    Attributes:
        everybody: all students; None on a day on which no student can exist, for instance because a date has no value.
    """

    step: Step
    on: date
    grid: Grid
    everybody: Cube | None

    def shows(self, scenario: Scenario, cube: Cube) -> bool:
        """Whether every student in a cube shows a goal by a scenario; False when that takes too much work."""
        try:
            with at_most(_MOST_FOR_A_GOAL):
                return settled(self.formula(scenario.when), self.grid.valid, cube, self.grid.full) is True
        except TooHardError:
            return False

    def find(self, conditions: Iterable[Condition]) -> Cube | None:
        """Students for all of whom the conditions hold; None when there are none.

        Raises:
            TooHardError: that takes too long to find out.
        """
        if self.everybody is None:
            return None
        current().spend(_LOOK)
        formulas = (self.grid.valid, *map(self.formula, conditions))
        return find(formulas, self.everybody)

    def formula(self, condition: Condition) -> Formula:
        """The formula of a condition of the route, or of a goal."""
        # By identity: comparing the conditions of goals would mean walking them, and they live as long as these
        # formulas.
        known = self._formulas.get(id(condition))
        if known is None:
            known = self._formulas[id(condition)] = condition, self.grid.formula(condition)
        return known[1]

    @cached_property
    def _formulas(self) -> dict[int, tuple[Condition, Formula]]:
        return {}

    @cached_property
    def table(self) -> Table:
        """The step as a table over these cells."""
        return step_table(self.step, self.grid)


class GoalSearch:
    """The goals of one route, and the spaces in which they are searched, each made once."""

    def __init__(self, route: Route, goals: Iterable[Goal]) -> None:
        self.route = route
        self.goals = tuple(goals)
        self.scenarios_at: Mapping[str, tuple[tuple[int, Scenario], ...]] = {
            name: tuple(
                (number, scenario)
                for number, goal in enumerate(self.goals)
                for scenario in goal.scenarios
                if scenario.step_id == name
            )
            for name in route.steps
        }
        self._budget = Budget(_MOST_FOR_ALL + _MORE_FOR_EACH * len(self.goals))
        self._spaces: dict[tuple[str, date, tuple[tuple[str, bool], ...], bool], Space] = {}
        self._days: dict[str, tuple[date, ...]] = {}
        self._existing: dict[date, bool] = {}

    def shown_by(self, step_id: str, known: Situation, among: Iterable[int]) -> Iterator[int]:
        """The numbers of those goals, out of some, that a student at a step shows."""
        wanted = frozenset(among)
        space = self.space(step_id, known.on, assumed_facts(self.route.vocabulary, known))
        cube = space.grid.cube(known)
        if cube is None:
            return
        found: set[int] = set()
        for number, scenario in self.scenarios_at[step_id]:
            if number in found or number not in wanted or not within(scenario.period, known.on):
                continue
            if space.shows(scenario, cube):
                found.add(number)
                yield number

    def space(
        self, step_id: str, on: date, assumed: Mapping[str, bool] | None = None, *, with_edges: bool = False
    ) -> Space:
        """The students at a step on a day; with `with_edges`, also the days on which a count passes a limit."""
        given = tuple((assumed or {}).items())
        key = (step_id, on, given, with_edges)
        if key not in self._spaces:
            scenarios = [scenario for _, scenario in self.scenarios_at[step_id]]
            conditions = dict.fromkeys(
                [*self.route.steps[step_id].conditions, *(scenario.when for scenario in scenarios)]
            )
            if with_edges:
                edges = (edge for scenario in scenarios if (edge := edge_of(self.route.vocabulary, scenario, on)))
                conditions.update(dict.fromkeys(edges))
            grid = Grid(self.route.vocabulary, conditions, on, dict(given))
            everybody = grid.cube(situation(self.route.vocabulary, {}, on)) if self._can_exist(on) else None
            self._spaces[key] = Space(self.route.steps[step_id], on, grid, everybody)
        return self._spaces[key]

    def days_at(self, step_id: str) -> tuple[date, ...]:
        """Days that represent all days, for the goals of a step."""
        if step_id not in self._days:
            conditions = tuple(dict.fromkeys(scenario.when for _, scenario in self.scenarios_at[step_id]))
            found = dict.fromkeys(day for day, _, _ in distinguishing_grids(self.route.grids, conditions))
            self._days[step_id] = tuple(found)
        return self._days[step_id]

    def somebody(self, goal: Goal) -> Somebody:
        """Whether some student can show a goal, on any day."""
        try:
            with at_most(_MOST_FOR_A_GOAL, outer=self._budget):
                if any(self._found(scenario) for scenario in goal.scenarios):
                    return "yes"
                return "no" if all(self._never(scenario) for scenario in goal.scenarios) else "not found"
        except TooHardError:
            return "too hard"

    def _found(self, scenario: Scenario) -> bool:
        days = (day for day in self.days_at(scenario.step_id) if within(scenario.period, day))
        return any(self.space(scenario.step_id, day).find((scenario.when,)) is not None for day in days)

    def _never(self, scenario: Scenario) -> bool:
        """Whether it is proven for every day that no student shows a scenario that was not found on some days."""
        days = self.days_at(scenario.step_id)
        spaces = [self.space(scenario.step_id, day) for day in days]
        if all(space.grid.dates.same_every_day and space.everybody is not None for space in spaces):
            return True
        # With every count independent of its date, more students are possible than really exist, and the same on every
        # day.
        timeless = (Grid(self._timeless, (scenario.when,), day, {}) for day in days if within(scenario.period, day))
        return all(find((grid.valid, grid.formula(scenario.when)), grid.full) is None for grid in timeless)

    def _can_exist(self, on: date) -> bool:
        """Whether any student can exist on a day, also by rules that no step asks about; True when in doubt."""
        if on not in self._existing:
            try:
                with at_most(_MOST_FOR_A_GOAL):
                    self._existing[on] = self.route.grids.has_somebody(on)
            except TooHardError:
                self._existing[on] = True
        return self._existing[on]

    @cached_property
    def _timeless(self) -> Vocabulary:
        return self.route.vocabulary.without_time()


def within(period: DaySpan, day: date) -> bool:
    """Whether a day lies in a period."""
    start, end = period
    return (start is None or start <= day) and (end is None or day < end)


def edge_of(vocabulary: Vocabulary, scenario: Scenario, on: date) -> Condition | None:
    """The condition that the date from which a fact is counted is the day nearest to the limit, on its side.

    None for a fact that is not counted from a date, or if no single day is nearest to the limit.
    """
    if scenario.boundary is None or not isinstance(vocabulary.facts[scenario.boundary.test.fact].derivation, Elapsed):
        return None
    test = scenario.boundary.test
    chain = vocabulary.date_chain(test.fact)
    if chain is None or test.operator == "one_of":
        return None
    at_first = holds(test, chain.read(EARLIEST, on), {})
    turn = first_day(lambda day: holds(test, chain.read(day, on), {}) != at_first)
    if turn is None:
        return None
    last = turn - timedelta(days=1)
    day = last if holds(test, scenario.boundary.value, {}) == at_first else turn
    if chain.read(day, on) != scenario.boundary.value:
        return None
    return All((FactTest(chain.date_fact, "one_of", (day,)),))
