"""An index of the rows of a table by cell, so that a search visits only rows that still matter."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from math import prod

from routekaart.foundation.truth import Truth
from routekaart.logic.budget import Budget
from routekaart.logic.formula import Cube, Formula, is_cube, narrow, opposite, split, truth, undecided, weight_of
from routekaart.logic.search import search, searched


class RowIndex:
    """An index of formulas, the rows. A set of rows is an integer with a bit for each row."""

    def __init__(self, rows: Sequence[Formula], full: Cube) -> None:
        self._rows = tuple(rows)
        self._full = full
        self.all_rows = (1 << len(self._rows)) - 1
        # The rows that may hold for a student in each cell of each axis.
        self._fitting = [[self.all_rows] * mask.bit_length() for mask in full]
        self._cells = sum(map(len, self._fitting))
        self._hulls = [narrow(row, full) or (0,) * len(full) for row in self._rows]
        for number, hull in enumerate(self._hulls):
            self._leave_out(1 << number, hull)

    def _leave_out(self, row: int, hull: Cube) -> None:
        """Removes a row from the cells in which it cannot hold; most rows concern few axes."""
        for fitting, mask, every in zip(self._fitting, hull, self._full, strict=True):
            outside = every & ~mask
            while outside:
                lowest = outside & -outside
                fitting[lowest.bit_length() - 1] &= ~row
                outside ^= lowest

    def touching(self, cube: Cube, among: int, known: Cube | None = None) -> int:
        """The rows of `among` that may hold for a student in `cube`.

        `among` must already be limited to rows that may hold in `known`, a larger cube.
        """
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
        """Whether the rows are disjoint cubes that cover everybody, so that every student fits exactly one row.

        Disjoint cubes cover everybody if their sizes add up to the number of all students.
        """
        # A row for nobody is left to the search: without any axes, its hull looks like that of a row for everybody.
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
        """The rows of `among` that may hold together with a row."""
        hull = narrow(self._rows[number], self._full)
        return positions(self.touching(hull, among)) if hull is not None else iter(())

    def outside(self, among: int, formulas: Iterable[Formula], cube: Cube) -> Cube | None:
        """A set of students in the cube for whom every formula holds and no row of `among` does; None if there is none.

        Raises:
            TooHardError: the budget is spent.
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
                # First the students whom this atom keeps out of the row, for they may fit none; the last half is looked
                # at first.
                halves = split(narrowed, next(undecided(row, narrowed)))
                waiting += [(among, narrowed, half) for half in halves]
            elif not holds:
                found = search(formulas, narrowed, budget)
                if found is not None:
                    return found
        return None

    def _first_that_may_hold(self, among: int, cube: Cube) -> tuple[Formula, Truth]:
        """The first of some rows that may hold in a cube, and whether it surely does; a row for nobody if none may."""
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
    """The indices of the rows in a set, in ascending order."""
    while rows:
        lowest = rows & -rows
        yield lowest.bit_length() - 1
        rows ^= lowest
