"""An index of the rows of a table by cell, so that a search visits only rows that still matter."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from math import prod

from routekaart.logic.budget import Budget
from routekaart.logic.formula import Cube, Formula, is_cube, narrow, opposite, split, truth, undecided, weight_of
from routekaart.logic.search import first_found, search, searched

_FEW = 3
"""With at most this many rows left, it is faster to settle them one by one."""


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
        known = cube
        for formula in formulas:
            narrowed = narrow(formula, cube)
            if narrowed is None:
                return None
            cube = narrowed
        among = self.touching(cube, among, known)
        while among:
            lowest = among & -among
            row = self._rows[lowest.bit_length() - 1]
            holds = truth(row, cube)
            if holds is True:
                return None
            if holds is None:
                budget.spend(self._cells + weight_of(row))
                halves = self._parts(among, cube) or [
                    # First the students whom this atom keeps out of the row: they may fit no row.
                    (self.touching(half, among, cube), half)
                    for half in reversed(split(cube, next(undecided(row, cube))))
                ]
                parts = (self._outside(left, formulas, part, budget) for left, part in halves)
                return first_found(parts)
            among ^= lowest
        return search(formulas, cube, budget)

    def _parts(self, among: int, cube: Cube) -> list[tuple[int, Cube]]:
        """The cube divided on the axis that best tells the rows apart, each part with the rows that may hold there.

        Empty if no axis tells them apart, or if there are few rows.

        The cells of an axis in which the same rows may hold stay together. The best axis leaves each row in as few
        parts as possible; parts with the fewest rows come first.
        """
        count = among.bit_count()
        if count <= _FEW:
            return []
        best: tuple[int, int, dict[int, int]] | None = None
        for axis, mask in enumerate(cube):
            if mask & (mask - 1):
                parts: dict[int, int] = {}
                for cell, rows in enumerate(self._fitting[axis]):
                    if mask >> cell & 1:
                        parts[rows & among] = parts.get(rows & among, 0) | 1 << cell
                left = sum(rows.bit_count() for rows in parts)
                if len(parts) > 1 and (best is None or left < best[0]):
                    best = left, axis, parts
        if best is None:
            return []
        _, axis, parts = best
        emptiest_first = sorted(parts, key=lambda rows: (rows.bit_count(), rows))
        return [(rows, (*cube[:axis], parts[rows], *cube[axis + 1 :])) for rows in emptiest_first]


def _cells_in(cube: Cube) -> int:
    return prod(map(int.bit_count, cube))


def positions(rows: int) -> Iterator[int]:
    """The indices of the rows in a set, in ascending order."""
    while rows:
        lowest = rows & -rows
        yield lowest.bit_length() - 1
        rows ^= lowest
