"""A set of students as a few simple regions: cubes that each name as few facts as possible and cover the set."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from routekaart.foundation.errors import TooHardError
from routekaart.logic.formula import AxisLiteral, Cube, Formula, cells_of, conjoin, disjoin, opposite, truth, with_cells
from routekaart.logic.search import find, widen

_MOST = 40
"""The most regions for one change; nobody reads more."""


@dataclass(frozen=True, slots=True)
class Regions:
    """Regions of a set of students.

    Attributes:
        complete: whether they hold everybody; if not, there were too many or the budget was spent.
    """

    cubes: tuple[Cube, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class StudentSet:
    """The students who can exist (`valid`) and for whom `target` holds.

    Regions may include combinations that cannot exist: that makes them simpler, and wrong about no student.
    """

    valid: Formula
    target: Formula
    full: Cube

    def regions(self, about: Collection[int]) -> Regions:
        """A few simple regions that hold these students and nobody else.

        Args:
            about: the axes that the change is about; a region drops the others first.
        """
        against = opposite(self.target, self.full)
        cubes: list[Cube] = []
        try:
            while (found := self._one_outside(cubes)) is not None:
                if len(cubes) == _MOST:
                    return Regions(tuple(cubes), complete=False)
                cubes.append(self._widest(found, against, about))
            return Regions(tuple(self._needed(cubes)), complete=True)
        except TooHardError:
            return Regions(tuple(cubes), complete=False)

    def some(self) -> Cube | None:
        """Some of these students; None when there are none.

        Raises:
            TooHardError: the budget is spent.
        """
        return find((self.valid, self.target), self.full)

    def some_in(self, cube: Cube) -> Cube:
        """A part of a region in which all students can exist, limited only by the facts that matter."""
        wanted = (self.valid, self.target)
        found = find(wanted, cube)
        assert found is not None
        return widen(wanted, found, cube)

    def _one_outside(self, cubes: Sequence[Cube]) -> Cube | None:
        outside = (opposite(_formula(cube, self.full), self.full) for cube in cubes)
        return find((self.valid, self.target, *outside), self.full)

    def _widest(self, found: Cube, against: Formula, about: Collection[int]) -> Cube:
        """The simplest of some maximal regions that include the cube `found`."""
        others = [axis for axis in range(len(self.full)) if axis not in about]
        central = sorted(about)
        orders = dict.fromkeys(((*others, *central), (*reversed(others), *reversed(central))))
        return min((self._widened(found, against, order) for order in orders), key=self._size)

    def _widened(self, cube: Cube, against: Formula, order: Sequence[int]) -> Cube:
        for axis in order:
            wider = with_cells(cube, {axis: self.full[axis]})
            if self._fits(wider, against):
                cube = wider
        for axis in order:
            for cell in _nearest_first(cube[axis], self.full[axis]):
                wider = with_cells(cube, {axis: cube[axis] | cell})
                if self._fits(wider, against):
                    cube = wider
        return cube

    def _fits(self, cube: Cube, against: Formula) -> bool:
        return truth(against, cube) is False or find((self.valid, against), cube) is None

    def _size(self, cube: Cube) -> tuple[int, int]:
        """The number of facts that a region limits, and then minus the number of its cells."""
        named = sum(mask != full for mask, full in zip(cube, self.full, strict=True))
        return named, -sum(mask.bit_count() for mask in cube)

    def _needed(self, cubes: Sequence[Cube]) -> list[Cube]:
        """The regions without those that the others cover, the least simple dropped first."""
        kept = list(cubes)
        for cube in sorted(cubes, key=self._size, reverse=True):
            others = [other for other in kept if other != cube]
            covered = disjoin((_formula(other, self.full) for other in others), self.full)
            alone = (self.valid, self.target, opposite(covered, self.full))
            if others and find(alone, cube) is None:
                kept = others
        return kept


def _formula(cube: Cube, full: Cube) -> Formula:
    """The formula of a region."""
    return conjoin((AxisLiteral(axis, mask) for axis, mask in enumerate(cube)), full)


def _nearest_first(mask: int, full: int) -> list[int]:
    """The cells outside a mask, the adjacent ones first, so that ages stay together."""
    inside = [cell.bit_length() for cell in cells_of(mask)]
    outside = cells_of(full & ~mask)
    return sorted(outside, key=lambda cell: min(abs(cell.bit_length() - one) for one in inside))
