"""Rows of a table by the cells in which they can hold, so that a search looks only at rows that still matter."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from math import prod

from routekaart.logic.budget import Budget
from routekaart.logic.formula import Cube, Formula, is_cube, narrow, opposite, split, truth, undecided, weight_of
from routekaart.logic.search import search, searched
from routekaart.truth import Truth


class Cover:
    """An index of some formulas, the rows. A set of rows is a number with a bit for each."""

    def __init__(self, rows: Sequence[Formula], full: Cube) -> None:
        self._rows = tuple(rows)
        self._full = full
        self.all_rows = (1 << len(self._rows)) - 1
        # For each axis and each cell the rows that a student in that cell may fit.
        self._fitting = [[self.all_rows] * mask.bit_length() for mask in full]
        self._cells = sum(map(len, self._fitting))
        self._hulls = [narrow(row, full) or (0,) * len(full) for row in self._rows]
        for number, hull in enumerate(self._hulls):
            self._leave_out(1 << number, hull)

    def _leave_out(self, row: int, hull: Cube) -> None:
        """Take a row out of the cells in which it cannot hold; most rows speak of few axes."""
        for fitting, mask, every in zip(self._fitting, hull, self._full, strict=True):
            outside = every & ~mask
            while outside:
                lowest = outside & -outside
                fitting[lowest.bit_length() - 1] &= ~row
                outside ^= lowest

    def touching(self, cube: Cube, among: int, known: Cube | None = None) -> int:
        """The rows, out of some that may hold for a student in `known`, that may hold for one in a smaller cube."""
        for axis, (mask, before) in enumerate(zip(cube, known or self._full, strict=True)):
            if mask != before:
                fitting = 0
                for cell, rows in enumerate(self._fitting[axis]):
                    if mask >> cell & 1:
                        fitting |= rows
                among &= fitting
        return among

    @cached_property
    def is_a_division(self) -> bool:
        """Whether every student fits exactly one row, as far as counting tells: rows that are cubes, and never meet.

        Cubes that do not meet hold everybody when they hold as many cells as there are.
        """
        # A row for nobody is left to the search: where nothing is asked at all, it looks like a row for everybody.
        if not all(is_cube(row) and row is not False for row in self._rows):
            return False
        if sum(map(_cells_in, self._hulls)) != _cells_in(self._full):
            return False
        later = self.all_rows
        for hull in self._hulls:
            later &= later - 1
            if self.touching(hull, later):
                return False
        return True

    def beside(self, number: int, among: int) -> Iterator[int]:
        """The rows, out of some, that may hold together with a row."""
        hull = narrow(self._rows[number], self._full)
        return positions(self.touching(hull, among)) if hull is not None else iter(())

    def outside(self, among: int, formulas: Iterable[Formula], cube: Cube) -> Cube | None:
        """Students in the cube for whom every formula holds and none of some rows does; None when there are none.

        Raises:
            TooHardError: there is no budget left for it.
        """
        wanted, touching = tuple(formulas), self.touching(cube, among)

        def as_formulas() -> Iterable[Formula]:
            return (*wanted, *(opposite(self._rows[number], self._full) for number in positions(touching)))

        return searched(lambda budget: self._outside(touching, wanted, cube, budget), as_formulas, cube)

    def _outside(self, among: int, formulas: tuple[Formula, ...], cube: Cube, budget: Budget) -> Cube | None:
        # Not by calling itself: a fact with hundreds of cells can be divided as many times.
        waiting = [(among, cube, cube)]
        while waiting:
            among, known, part = waiting.pop()
            narrowed = _narrowed(formulas, part)
            if narrowed is None:
                continue
            among = self.touching(narrowed, among, known)
            row, holds = self._first_that_may_hold(among, narrowed)
            if holds is None:
                budget.spend(self._cells + weight_of(row))
                # First those whom this atom keeps out of the row, for they may fit none; the last is looked at first.
                halves = split(narrowed, next(undecided(row, narrowed)))
                waiting += [(among, narrowed, half) for half in halves]
            elif not holds:
                found = search(formulas, narrowed, budget)
                if found is not None:
                    return found
        return None

    def _first_that_may_hold(self, among: int, cube: Cube) -> tuple[Formula, Truth]:
        """The first of some rows that may hold in a cube, and whether it does; a row for nobody when there is none."""
        settled = ((self._rows[number], truth(self._rows[number], cube)) for number in positions(among))
        return next((row for row in settled if row[1] is not False), (False, False))


def _narrowed(formulas: Iterable[Formula], cube: Cube) -> Cube | None:
    """The cube without students for whom one of the formulas surely fails; None when nobody is left."""
    for formula in formulas:
        narrowed = narrow(formula, cube)
        if narrowed is None:
            return None
        cube = narrowed
    return cube


def _cells_in(cube: Cube) -> int:
    return prod(map(int.bit_count, cube))


def positions(rows: int) -> Iterator[int]:
    """The number of each row in a set, lowest first."""
    while rows:
        lowest = rows & -rows
        yield lowest.bit_length() - 1
        rows ^= lowest
