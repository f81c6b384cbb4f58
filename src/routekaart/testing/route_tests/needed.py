"""A lower bound on the number of students: goals that exclude each other in pairs need a student each."""

from collections.abc import Iterable
from itertools import combinations

from routekaart.foundation.errors import TooHardError
from routekaart.testing.route_tests.goal_search import GoalSearch, within
from routekaart.testing.route_tests.scenarios import Scenario

_MOST_GOALS = 120
"""The most goals of a step that are examined; with more goals, the bound is lower than it could be."""


def students_needed(search: GoalSearch, numbers: Iterable[int]) -> int:
    """A lower bound on the number of students that are needed to show these goals, on any days.

    Only goals that can be shown in one step are counted, so that the numbers of the steps can be added up.
    """
    at_step: dict[str, dict[Scenario, None]] = {}
    for number in sorted(numbers):
        scenarios = search.goals[number].scenarios
        if len(scenarios) == 1:
            at_step.setdefault(scenarios[0].step_id, {})[scenarios[0]] = None
    return sum(_apart(search, list(scenarios)[:_MOST_GOALS]) for scenarios in at_step.values())


def _apart(search: GoalSearch, scenarios: list[Scenario]) -> int:
    """The size of a large set of goals of a step of which no two can be shown together."""
    apart: dict[int, set[int]] = {number: set() for number in range(len(scenarios))}
    for one, other in combinations(range(len(scenarios)), 2):
        if not _together(search, scenarios[one], scenarios[other]):
            apart[one].add(other)
            apart[other].add(one)
    return max((_grown(apart, number) for number in apart), default=0)


def _grown(apart: dict[int, set[int]], first: int) -> int:
    chosen, left = 1, set(apart[first])
    while left:
        following = max(left, key=lambda number: (len(apart[number] & left), -number))
        chosen += 1
        left &= apart[following]
    return chosen


def _together(search: GoalSearch, one: Scenario, other: Scenario) -> bool:
    """Whether one student may show both; also True if the opposite is not proven for every day."""
    for day in search.days_at(one.step_id):
        space = search.space(one.step_id, day)
        if not space.grid.dates.same_every_day:
            return True
        if within(one.period, day) and within(other.period, day):
            try:
                if space.find((one.when, other.when)) is not None:
                    return True
            except TooHardError:
                return True
    return False
