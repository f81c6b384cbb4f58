"""Strategies for students that can exist according to a route, often with a value next to a limit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import reject
from hypothesis import strategies as st

from routekaart.deciding.decision import Decision
from routekaart.deciding.witnessing import value_in
from routekaart.foundation.arguments import ROUTE, checked, flag, text
from routekaart.foundation.dates import EARLIEST, move
from routekaart.logic.axes import Axis
from routekaart.logic.formula import Cube, cells_of, with_cells
from routekaart.logic.grid import Grid
from routekaart.logic.search import find
from routekaart.model.condition import Value
from routekaart.model.fact_types import Elapsed
from routekaart.model.situation import read_reference_date, situation
from routekaart.model.step import Step
from routekaart.route import Route
from routekaart.testing.strategies.reference_dates import dates
from routekaart.testing.strategies.values import OTHER_TEXTS, numbers, value_of
from routekaart.usage import conditions_of

_OLDEST = 100
"""In years: a date without other limits lies no further back than this, if the route allows that."""
_WIDE = 120


@dataclass(frozen=True)
class Student:
    """A student at a step of a route on a day; made up, so it is nobody's personal data.

    Attributes:
        step: the id of the step.
        facts: what is known, typed, in the form that `decide` takes.
    """

    route: Route = field(repr=False)
    step: str
    on: date
    facts: Mapping[str, Value]

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        """Keep the output as short as `repr` in hypothesis, which would otherwise write out the route."""
        printer.text(repr(self))

    def decide(self) -> Decision:
        """Where the student goes from the step."""
        return self.route.decide(self.step, self.facts, on=self.on)


class ShortRoute:
    """A route as an argument of a strategy: hypothesis shows arguments, and a whole route is a hundred kilobytes."""

    def __init__(self, route: Route) -> None:
        self.route = route

    def __repr__(self) -> str:
        return repr(self.route)


def students(
    route: Route, *, step: str | None = None, on: date | str | None = None, complete: bool = False
) -> st.SearchStrategy[Student]:
    """Students at a step, or at any step, with facts that can be true together by the route.

    A student shrinks to the first step, the fewest facts and the simplest values.

    Args:
        step: the id of the step; by default every step, with facts that matter anywhere in the route.
        on: the reference date; by default one of `dates(route)`.
        complete: whether everything that matters is known; if not, some of it, and now and then an age instead of a
            birth date.

    Raises:
        UnknownNameError: the route has no such step.
        ReferenceDateError: `on` is not a date.
        WrongTypeError: another argument is of another type.
    """
    checked("route", route, Route, ROUTE)
    here = None if step is None else route.step(text("step", step)).id
    return _students(ShortRoute(route), here, read_reference_date(on), flag("complete", complete))


@st.composite
def _students(draw: st.DrawFn, short: ShortRoute, step: str | None, on: date | None, complete: bool) -> Student:
    route = short.route
    day = on or draw(dates(route))
    here = route.step(draw(st.sampled_from(tuple(route.steps))) if step is None else step)
    facts = _possible_facts(draw, route, None if step is None else here, day)
    return Student(route, here.id, day, facts if complete else _some_of(draw, route, facts, day))


def _possible_facts(draw: st.DrawFn, route: Route, step: Step | None, on: date) -> dict[str, Value]:
    conditions = tuple(conditions_of(route)) if step is None else step.conditions
    grid = route.grids.grid(conditions, on, {})
    cube = _cells(draw, route, grid, on)
    facts = {axis.fact.name: _value(draw, grid, axis, mask, on) for axis, mask in zip(grid.axes, cube, strict=True)}
    if step is None:
        for name, fact in route.facts.items():
            # A fact that no condition mentions and nothing limits can have any value.
            if fact.derivation is None and name not in facts and not route.vocabulary.read_off(name):
                facts[name] = draw(value_of(fact, on))
    return facts


def _cells(draw: st.DrawFn, route: Route, grid: Grid, on: date) -> Cube:
    """One cell of each fact, such that the facts can be true together."""
    cube = _everybody(route, grid, on)
    if cube is None or _everybody(route, route.grids.grid((), on, {}), on) is None:
        reject()
    for position, mask in enumerate(cube):
        parts = (with_cells(cube, {position: cell}) for cell in cells_of(mask))
        cube = draw(st.sampled_from([part for part in parts if find((grid.valid,), part) is not None]))
    return cube


def _everybody(route: Route, grid: Grid, on: date) -> Cube | None:
    """All students who can exist on a day, and some others; None if no student can exist."""
    cube = grid.cube(situation(route.vocabulary, {}, on))
    return None if cube is None or find((grid.valid,), cube) is None else cube


def _value(draw: st.DrawFn, grid: Grid, axis: Axis, mask: int, on: date) -> Value:
    """A value from a cell: the one next to a limit, or any."""
    if axis.fact.kind == "text" and mask == cells_of(axis.full)[-1]:
        return draw(st.sampled_from(OTHER_TEXTS))
    chain = grid.dates.only_chain(axis.fact.name)
    beside = value_in(axis, mask, from_the_end=chain is not None and bool(chain.steps))
    if axis.fact.kind not in ("number", "date"):
        return beside
    low, high = axis.bounds(mask.bit_length() - 1)
    if isinstance(low, date) and isinstance(high, date):
        first = max(low, min(high, max(EARLIEST, move(on, -_OLDEST, "years"))))
        last = min(high, max(first, move(on, _OLDEST, "years")))
        return draw(st.one_of(st.just(_inside(beside, first, last)), st.dates(first, last)))
    assert isinstance(low, int | Decimal)
    assert isinstance(high, int | Decimal)
    # A number without a bound on this side is drawn from those nearest to the other bound.
    first_number = max(Decimal(low), min(Decimal(0), Decimal(high) - _WIDE))
    last_number = min(Decimal(high), first_number + _WIDE)
    return draw(st.one_of(st.just(beside), numbers(first_number, last_number, axis.fact.decimals)))


def _inside(value: Value, first: date, last: date) -> date:
    assert isinstance(value, date)
    return min(max(value, first), last)


def _some_of(draw: st.DrawFn, route: Route, facts: Mapping[str, Value], on: date) -> dict[str, Value]:
    """Some of the facts; for a date sometimes a count from it, which is less precise."""
    known: dict[str, Value] = {}
    for name, value in facts.items():
        told = draw(st.sampled_from((None, "itself", "counted") if isinstance(value, date) else (None, "itself")))
        counted = next(
            (one for one in route.vocabulary.read_off(name) if isinstance(route.facts[one.name].derivation, Elapsed)),
            None,
        )
        if told == "counted" and counted is not None and isinstance(value, date):
            known[counted.name] = counted.chain.read(value, on)
        elif told is not None:
            known[name] = value
    return known
