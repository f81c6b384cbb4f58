"""Steps and rules evaluated for many students at once, with the same cells and formulas as for one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from routekaart.deciding.decider import step_table
from routekaart.logic.axes import Axis
from routekaart.logic.date_ranges import date_domain
from routekaart.logic.formula import And, AxisLiteral, Formula, axes_of
from routekaart.logic.grid import Grid
from routekaart.logic.table import AMBIGUOUS, STUCK, Answer
from routekaart.model.condition import Not, tests_in
from routekaart.model.step import Step
from routekaart.model.vocabulary import Impossible
from routekaart.route import Route
from routekaart.simulation.distributions import LARGEST_CODE, Draw, code_of

Bools: TypeAlias = NDArray[np.bool_]
Column: TypeAlias = NDArray[np.signedinteger]
PlaceNumber: TypeAlias = np.int32

NOWHERE, SEVERAL = -1, -2
"""No transition holds; several to different targets hold."""
_NOT_YET = -3


class CellFinder:
    """Finds the cell of each student on an axis; one beyond the last for a value outside the axis."""

    def __init__(self, axis: Axis, draw: Draw) -> None:
        self._axis = axis
        self.name = axis.fact.name
        self.count = len(axis.cells)
        self.is_of_dates = axis.fact.kind == "date"
        self._ordered = axis.fact.kind in ("number", "date")
        if self._ordered:
            self._firsts = [_bounded(code_of(axis.fact, cell)) for cell in axis.cells]
            assert axis.last is not None
            self._last = _bounded(code_of(axis.fact, axis.last))
        elif axis.fact.kind == "text":
            places = [axis.mask_of(text).bit_length() - 1 for text in draw.texts]
            self._of_text = np.array(places, dtype=np.intp)

    def of(self, column: Column) -> NDArray[np.intp]:
        """The cell for each code of a column."""
        if self._axis.fact.kind == "text":
            return self._of_text[column]
        if not self._ordered:
            return column.astype(np.intp)
        cells = np.searchsorted(np.array(self._firsts[1:], dtype=np.int64), column, side="right")
        outside = (column < self._firsts[0]) | (column > self._last)
        cells[outside] = self.count
        return cells

    def inside(self, column: Column) -> Bools:
        """Whether each code of a column lies on the axis."""
        held: Bools = (column >= self._firsts[0]) & (column <= self._last)
        return held

    def table(self, mask: int) -> Bools:
        """Whether each cell is in a mask."""
        return np.array([*(bool(mask >> cell & 1) for cell in range(self.count)), False])


class Formulas:
    """Formulas of a grid, evaluated for some students."""

    def __init__(self, grid: Grid, draws: Mapping[str, Draw]) -> None:
        # An axis that no formula uses may have a fact that is not drawn.
        self._cells = {
            position: CellFinder(axis, draws[axis.fact.name])
            for position, axis in enumerate(grid.axes)
            if axis.fact.name in draws
        }
        self.dates = [cells for cells in self._cells.values() if cells.is_of_dates]
        self._tables: dict[AxisLiteral, Bools] = {}

    def cells(
        self, formulas: Sequence[Formula], columns: Mapping[str, Column], who: NDArray[np.intp]
    ) -> dict[int, NDArray[np.intp]]:
        """The cells of these students on every axis of these formulas."""
        looked_at = frozenset().union(*map(axes_of, formulas)) if formulas else frozenset[int]()
        return {axis: self._cells[axis].of(columns[self._cells[axis].name][who]) for axis in sorted(looked_at)}

    def holds(self, formula: Formula, cells: Mapping[int, NDArray[np.intp]], count: int) -> Bools:
        """Whether a formula holds for each student."""
        if isinstance(formula, bool):
            return np.full(count, formula)
        if isinstance(formula, AxisLiteral):
            if formula not in self._tables:
                self._tables[formula] = self._cells[formula.axis].table(formula.mask)
            return self._tables[formula][cells[formula.axis]]
        found = self.holds(formula.parts[0], cells, count)
        for part in formula.parts[1:]:
            held = self.holds(part, cells, count)
            found = found & held if isinstance(formula, And) else found | held
        return found


class VectorStep:
    """A step on one reference date."""

    def __init__(self, step: Step, grid: Grid, on: date, draws: Mapping[str, Draw], places: Mapping[str, int]) -> None:
        self.step = step
        self.on = on
        table = step_table(step, grid)
        self._formulas = Formulas(grid, draws)
        self._valid = table.valid
        self._rows = [(row.formula, _place(row.answer, places)) for row in table.rows]
        self._first_wins = table.first_wins
        self._fallback = _place(table.fallback, places)

    def can_exist(self, columns: Mapping[str, Column], who: NDArray[np.intp]) -> Bools:
        """Whether each of these students can exist, by the facts of this step."""
        found = self._formulas.holds(self._valid, self._formulas.cells((self._valid,), columns, who), len(who))
        for dates in self._formulas.dates:
            # A date may by now lie outside the days that the route allows.
            found &= dates.inside(columns[dates.name][who])
        return found

    def targets(self, columns: Mapping[str, Column], who: NDArray[np.intp]) -> NDArray[PlaceNumber]:
        """The number of the place that each of these students goes to, or `NOWHERE`, or `SEVERAL`."""
        count = len(who)
        cells = self._formulas.cells([formula for formula, _ in self._rows], columns, who)
        held = [(self._formulas.holds(formula, cells, count), place) for formula, place in self._rows]
        if self._first_wins:
            found = np.full(count, self._fallback, dtype=PlaceNumber)
            for holds, place in reversed(held):
                found[holds] = place
            return found
        found = np.full(count, _NOT_YET, dtype=PlaceNumber)
        several = np.zeros(count, dtype=np.bool_)
        for holds, place in held:
            several |= holds & (found != _NOT_YET) & (found != place)
            found[holds] = place
        found[found == _NOT_YET] = self._fallback
        found[several] = SEVERAL
        return found


def _place(answer: Answer, places: Mapping[str, int]) -> int:
    if answer in (STUCK, AMBIGUOUS) or answer.target is None:
        return NOWHERE if answer == STUCK else SEVERAL
    return places[answer.target]


def _bounded(code: int) -> int:
    return max(-LARGEST_CODE, min(LARGEST_CODE, code))


class Existing:
    """The rules that students must meet to exist on one day: impossible combinations and dates of lasting facts.

    Attributes:
        involved: the facts of these rules.
    """

    def __init__(self, route: Route, draws: Mapping[str, Draw], lasting: Sequence[str], on: date) -> None:
        vocabulary = route.vocabulary
        rules = [rule for rule in route.impossible if set(_inputs(route, rule)) <= set(lasting)]
        self.involved = tuple(dict.fromkeys(name for rule in rules for name in _inputs(route, rule)))
        conditions = tuple(Not(rule.when) for rule in rules)
        if conditions:
            grid = route.grids.grid(conditions, on, {})
            self._of_grid = Formulas(grid, draws)
            made = [grid.formula(condition) for condition in conditions]
            self._formulas = [formula for formula in made if formula is not True]
        else:
            self._formulas = []
        dates = [name for name in lasting if draws[name].fact.kind == "date"]
        self._domains = {name: date_domain(vocabulary, name, on) for name in dates}

    def of(self, columns: Mapping[str, Column], who: NDArray[np.intp]) -> Bools:
        """Whether each of these students can exist."""
        found = np.ones(len(who), dtype=np.bool_)
        for name, (first, last) in self._domains.items():
            days = columns[name][who]
            found &= (days >= first.toordinal()) & (days <= last.toordinal())
        if self._formulas:
            cells = self._of_grid.cells(self._formulas, columns, who)
            for formula in self._formulas:
                found &= self._of_grid.holds(formula, cells, len(who))
        return found


def _inputs(route: Route, rule: Impossible) -> tuple[str, ...]:
    return route.vocabulary.inputs(test.fact for test in tests_in(rule.when))
