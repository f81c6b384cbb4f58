"""Proposes students that show what the tests of a route do not show yet, as few as a greedy search finds.

A student starts with the goal that can be combined with the fewest others, and then takes on every further goal that
the same student can show. So no student shows only goals that another one of the same step and day could also have
shown.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from routekaart.deciding.decision import Decision
from routekaart.deciding.duties import Duties
from routekaart.foundation.errors import TooHardError
from routekaart.logic.budget import at_most
from routekaart.model.condition import Condition, Value
from routekaart.model.fact_problems import FactError
from routekaart.testing.route_tests.choosing import Chosen, chosen_student, refused_facts
from routekaart.testing.route_tests.coverage import Coverage
from routekaart.testing.route_tests.goal_search import GoalSearch, Space, edge_of, within
from routekaart.testing.route_tests.goals import Goal
from routekaart.testing.route_tests.needed import students_needed
from routekaart.testing.route_tests.scenarios import Scenario

_MOST_WORK, _MORE_FOR_EACH = 8_000_000, 5_000
"""The work allowed to find all students of one route, and the extra work for each goal: some seconds."""


@dataclass(frozen=True)
class Proposal:
    """A student who shows goals that nothing showed yet, with the current results of the route.

    Attributes:
        shows: the goals that this student is the first to show.
        decision: None for facts that must be refused.
    """

    step_id: str
    on: date
    facts: Mapping[str, Value]
    shows: tuple[Goal, ...]
    decision: Decision | None
    duties: Duties | None
    refusal: FactError | None = None


@dataclass(frozen=True)
class Proposals:
    """The proposed students, and what they cannot show.

    Attributes:
        unshown: the goals for which it took too long to find a student.
        too_hard: not all goals were examined, because it was too much work.
        at_least: it is proven that fewer students cannot show everything.
    """

    students: tuple[Proposal, ...]
    unshown: tuple[Goal, ...]
    at_least: int
    too_hard: bool = False


@dataclass(frozen=True)
class _Place:
    """Where and when a goal can be shown."""

    step_id: str
    on: date


def propose(coverage: Coverage, on: date) -> Proposals:
    """Proposes students who show every goal that the tests do not show, as far as some student can.

    Args:
        on: the reference date of the students, unless a limit requires another day.
    """
    with at_most(_MOST_WORK + _MORE_FOR_EACH * len(coverage.covered)) as budget:
        proposals = _propose(coverage, on)
    return replace(proposals, too_hard=budget.is_spent)


def _propose(coverage: Coverage, on: date) -> Proposals:
    lacking = set(coverage.lacking)
    goals = coverage.search.goals
    left = {number for number, goal in enumerate(goals) if goal in lacking and goal.refused is None}
    needed = students_needed(coverage.search, left)
    search = _at_their_best(coverage.search, left)
    students: list[Proposal] = []
    waiting: dict[_Place, dict[int, Scenario]] = {}
    unshown: list[Goal] = []
    for number in sorted(left):
        place, scenario = _first_place(search, search.goals[number], on)
        if place is None or scenario is None:
            unshown.append(goals[number])
            left.discard(number)
        else:
            waiting.setdefault(place, {})[number] = scenario
    order = {name: position for position, name in enumerate(search.route.steps)}
    for place in sorted(waiting, key=lambda place: (order[place.step_id], place.on)):
        students += _students_at(search, place, waiting[place], left, goals)
    unshown += (goals[number] for number in sorted(left))
    for goal in coverage.lacking:
        if goal.refused is not None:
            refused = _refused(search, goal, on)
            if refused is None:
                unshown.append(goal)
            else:
                students.append(refused)
                needed += 1
    return Proposals(tuple(students), tuple(unshown), needed)


def _at_their_best(search: GoalSearch, left: set[int]) -> GoalSearch:
    """The same goals; those that are left get only their best scenarios, if some student can show these."""
    best = {number: _best(search.goals[number]) for number in left}
    best = {number: goal for number, goal in best.items() if goal is not search.goals[number]}
    if not best:
        return search
    trying = GoalSearch(search.route, (best.get(number, goal) for number, goal in enumerate(search.goals)))
    can = {number: goal for number, goal in best.items() if trying.somebody(goal) == "yes"}
    return GoalSearch(search.route, (can.get(number, goal) for number, goal in enumerate(search.goals)))


def _best(goal: Goal) -> Goal:
    """A goal that only the best scenarios show; the goal itself if there are no better ones."""
    if all(scenario.best is None for scenario in goal.scenarios):
        return goal
    return replace(
        goal,
        scenarios=tuple(
            scenario if scenario.best is None else replace(scenario, when=scenario.best) for scenario in goal.scenarios
        ),
    )


def _first_place(search: GoalSearch, goal: Goal, on: date) -> tuple[_Place | None, Scenario | None]:
    """The first step and day at which some student shows a goal."""
    for scenario in goal.scenarios:
        for day in _days(search, scenario, on):
            try:
                found = search.space(scenario.step_id, day, with_edges=True).find((scenario.when,))
            except TooHardError:
                continue
            if found is not None:
                return _Place(scenario.step_id, day), scenario
    return None, None


def _days(search: GoalSearch, scenario: Scenario, on: date) -> Iterator[date]:
    """The days to try: the edge of the period of a limit, or else the given day; then each day that may differ."""
    start, end = scenario.period
    edge = start or (end - timedelta(days=1) if end else on)
    further = [*_turns_near(search, scenario.step_id, edge), *search.days_at(scenario.step_id)]
    yield from dict.fromkeys([edge, *(day for day in further if within(scenario.period, day))])


def _turns_near(search: GoalSearch, step_id: str, on: date) -> list[date]:
    """The days on which a count from the end of a school year is next to a limit, nearest first."""
    try:
        dates = search.space(step_id, on, with_edges=True).grid.dates
    except TooHardError:
        return []
    return sorted(dates.days_of_turns(on), key=lambda day: abs(day - on))


def _students_at(
    search: GoalSearch, place: _Place, waiting: Mapping[int, Scenario], left: set[int], goals: Sequence[Goal]
) -> Iterator[Proposal]:
    """Students at a step on a day, until every goal that waits there is shown; removes what they show from `left`.

    Args:
        goals: the goals of the search, with all scenarios that show them.
    """
    space = search.space(place.step_id, place.on, with_edges=True)
    together = _Together(space)
    wanted = {number: scenario for number, scenario in waiting.items() if number in left}
    beside = together.beside(wanted)
    while wanted:
        first = min(wanted, key=lambda number: (len(beside[number] & wanted.keys()), number))
        conditions = [wanted[first].when]
        others = [scenario for number, scenario in wanted.items() if number != first]
        others += [
            scenario
            for number, scenario in search.scenarios_at[place.step_id]
            if number in left and number not in wanted and within(scenario.period, place.on)
        ]
        conditions = together.grown(conditions, (scenario.when for scenario in others))
        edges = (
            edge_of(search.route.vocabulary, scenario, place.on)
            for scenario in (wanted[first], *others)
            if scenario.when in conditions
        )
        conditions = together.grown(conditions, (edge for edge in edges if edge is not None))
        chosen = _chosen(search, space, conditions)
        shown = tuple(search.shown_by(place.step_id, chosen.decision.known, left)) if chosen else ()
        if chosen is None or first not in shown:
            # The student does not show it after all; it is reported as not shown rather than tried again.
            del wanted[first]
            continue
        left.difference_update(shown)
        wanted = {number: scenario for number, scenario in wanted.items() if number in left}
        yield _proposal(place, chosen, tuple(goals[number] for number in shown))


def _chosen(search: GoalSearch, space: Space, conditions: Iterable[Condition]) -> Chosen | None:
    """A student for whom the conditions hold; None when it is too much work to find one."""
    try:
        return chosen_student(search.route, space, conditions)
    except TooHardError:
        return None


class _Together:
    """Which conditions can hold for one student of a space; results are cached."""

    def __init__(self, space: Space) -> None:
        self._space = space
        self._pairs: dict[tuple[int, int], bool] = {}

    def beside(self, scenarios: Mapping[int, Scenario]) -> dict[int, frozenset[int]]:
        """For each goal, the goals that one student can show together with it; only pairs are examined."""
        return {
            number: frozenset(other for other in scenarios if self._fits(scenario.when, scenarios[other].when))
            for number, scenario in scenarios.items()
        }

    def grown(self, conditions: list[Condition], more: Iterable[Condition]) -> list[Condition]:
        """The conditions, extended with each further one that can hold together with all before it."""
        for one in more:
            if one not in conditions and self._possible((*conditions, one)):
                conditions = [*conditions, one]
        return conditions

    def _fits(self, one: Condition, other: Condition) -> bool:
        key = (min(id(one), id(other)), max(id(one), id(other)))
        if key not in self._pairs:
            self._pairs[key] = self._possible((one, other))
        return self._pairs[key]

    def _possible(self, conditions: Iterable[Condition]) -> bool:
        try:
            return self._space.find(conditions) is not None
        except TooHardError:
            return False


def _proposal(place: _Place, chosen: Chosen, shows: tuple[Goal, ...]) -> Proposal:
    return Proposal(place.step_id, place.on, chosen.facts, shows, chosen.decision, chosen.duties)


def _refused(search: GoalSearch, goal: Goal, on: date) -> Proposal | None:
    """Facts that are the impossible combination of a goal and are refused; None if there are none."""
    assert goal.refused is not None
    route = search.route
    for day in dict.fromkeys([on, *route.vocabulary.periods()]):
        facts = refused_facts(route, goal.refused, day)
        if facts is None:
            continue
        try:
            route.decide(route.start, facts, on=day)
        except FactError as error:
            return Proposal(route.start, day, facts, (goal,), None, None, error)
    return None
