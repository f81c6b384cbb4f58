"""Choice of one student who shows some goals, with the fewest facts that settle everything at the step."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from routekaart.deciding.decision import Decision
from routekaart.deciding.duties import Duties
from routekaart.deciding.witnessing import value_in
from routekaart.foundation.frozen import frozen
from routekaart.logic.axes import Axis
from routekaart.logic.formula import Cube, Formula, cells_of, opposite, truth
from routekaart.logic.grid import Grid
from routekaart.logic.search import find, settled, widen
from routekaart.logic.table import AMBIGUOUS, STUCK
from routekaart.model.condition import Condition, Value, tests_in
from routekaart.model.vocabulary import Vocabulary
from routekaart.route import Route
from routekaart.testing.route_tests.goal_search import Space

_OTHER_TEXT = "een andere tekst"


@dataclass(frozen=True)
class Chosen:
    """A student, with the decision and the duties of the route."""

    facts: Mapping[str, Value]
    decision: Decision
    duties: Duties


def chosen_student(route: Route, space: Space, conditions: Iterable[Condition]) -> Chosen:
    """A student for whom the conditions hold, with every fact that matters at the step.

    Some student of the space must fit the conditions.
    """
    wanted = [space.formula(condition) for condition in conditions]
    found = find((space.grid.valid, *wanted), space.grid.full)
    assert found is not None
    student = _one_of(_with_a_target(space, found))
    said = [_as_it_is(space.formula(part), student, space) for part in _said(space, student)]
    region = _freed(space, widen((space.grid.valid, *wanted, *said), student, space.grid.full), (*wanted, *said))
    facts = _facts(route, space, region)
    decision = route.decide(space.step.id, facts, on=space.on)
    return Chosen(facts, decision, route.duties(space.step.id, facts, on=space.on))


def _said(space: Space, student: Cube) -> Iterator[Condition]:
    """The conditions that matter for a student: with the policy "first", no transition after the first that holds."""
    for guard in space.step.guards:
        yield guard
        if space.step.policy == "first" and truth(space.formula(guard), student) is True:
            break
    yield from (part.when for part in space.step.duty_parts)


def _with_a_target(space: Space, found: Cube) -> Cube:
    """Those of the students who go to one target; all of them where the route has a gap."""
    for answer in space.table.candidates(found):
        if answer not in (AMBIGUOUS, STUCK):
            region = space.table.region(answer, found)
            if region is not None:
                return region
    return found


def _freed(space: Space, region: Cube, formulas: Iterable[Formula]) -> Cube:
    """The region, widened over facts that no formula needs."""
    needed = tuple(formulas)
    for axis, mask in enumerate(space.grid.full):
        wider = (*region[:axis], mask, *region[axis + 1 :])
        if all(settled(formula, space.grid.valid, wider, space.grid.full) is True for formula in needed):
            region = wider
    return region


def _one_of(students: Cube) -> Cube:
    return tuple(cells_of(mask)[0] for mask in students)


def _as_it_is(formula: Formula, student: Cube, space: Space) -> Formula:
    """The formula or its opposite: the one that holds for the student."""
    return formula if truth(formula, student) is True else opposite(formula, space.grid.full)


def _facts(route: Route, space: Space, region: Cube) -> Mapping[str, Value]:
    """The facts of one student of a region, in the form in which they are given: dates, never counts from them."""
    plain = route.grids.grid(space.step.conditions, space.on, {})
    facts: dict[str, Value] = {}
    for position, axis in enumerate(space.grid.axes):
        if region[position] != space.grid.full[position]:
            facts[axis.fact.name] = _value(plain, axis, region[position])
    return frozen(facts)


def _value(plain: Grid, axis: Axis, mask: int) -> Value:
    chain = plain.dates.only_chain(axis.fact.name)
    value = value_in(axis, mask, from_the_end=chain is not None and bool(chain.steps))
    named = axis.fact.kind == "text" and value == axis.cells[-1]
    return _OTHER_TEXT if named else value


def refused_facts(route: Route, combination: Condition, on: date) -> Mapping[str, Value] | None:
    """Facts for which an impossible combination holds, each given as it is named there; None if no facts fit.

    Facts that follow from others are given too, since often only they contradict the rest.
    """
    names = {test.fact for test in tests_in(combination)}
    free = {name: replace(route.facts[name], derivation=None, past=False) for name in names}
    vocabulary = Vocabulary(frozen({**route.facts, **free}), route.parameters, ())
    grid = Grid(vocabulary, (combination,), on, {})
    found = find((grid.formula(combination),), grid.full)
    if found is None:
        return None
    region = widen((grid.formula(combination),), _one_of(found), grid.full)
    return frozen(
        {
            axis.fact.name: _value(grid, axis, region[position])
            for position, axis in enumerate(grid.axes)
            if region[position] != grid.full[position]
        }
    )
