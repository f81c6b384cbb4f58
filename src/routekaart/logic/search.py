"""Finds students for whom formulas hold, or settles that there are none.

Sets of students are split, never tried one by one. A cube is narrowed by what each formula excludes by itself, and
split on an atom that is still open only when nothing can be narrowed any more. What is found is a set of students, so
it names only the facts that matter.
"""

from collections.abc import Iterable, Sequence

from routekaart.logic.formula import Cube, Formula, Within, cells_of, narrow, opposite, split, truth, undecided
from routekaart.truth import Truth


class TooHard(Exception):
    """A search took more splits than it was given."""


class Effort:
    """How many splits a search may still take; shared by the searches that together prove one thing."""

    def __init__(self, splits: int) -> None:
        self._left = splits

    def spend(self) -> None:
        """Take one split.

        Raises:
            TooHard: there are none left.
        """
        self._left -= 1
        if self._left < 0:
            raise TooHard


def find(formulas: Iterable[Formula], cube: Cube, effort: Effort | None = None) -> Cube | None:
    """A set of students in the cube for all of whom every formula holds; None when there is no such student.

    Raises:
        TooHard: it would take more splits than `effort` has left.
    """
    remaining = list(formulas)
    while True:
        before = cube
        for formula in remaining:
            narrowed = narrow(formula, cube)
            if narrowed is None:
                return None
            cube = narrowed
        remaining = [formula for formula in remaining if truth(formula, cube) is not True]
        if not remaining:
            return cube
        if cube == before:
            break
    if effort is not None:
        effort.spend()
    return first_found(find(remaining, half, effort) for half in split(cube, _branch(remaining, cube)))


def first_found(searches: Iterable[Cube | None]) -> Cube | None:
    """The first search that found students. (Where nothing is asked of a student, a cube is an empty tuple.)"""
    return next((found for found in searches if found is not None), None)


def settled(formula: Formula, valid: Formula, cube: Cube, full: Cube) -> Truth:
    """True or false when it is so for every student who can exist; None when students differ.

    Args:
        valid: holds for the students who can exist.
        full: every cell of every axis.
    """
    quick = truth(formula, cube)
    if quick is not None:
        return quick
    if find((valid, formula), cube) is None:
        return False
    return True if find((valid, opposite(formula, full)), cube) is None else None


def _branch(formulas: Sequence[Formula], cube: Cube) -> Within:
    """An atom of the formula that has the fewest open atoms: the one nearest to being settled."""
    open_atoms = (list(undecided(formula, cube)) for formula in formulas)
    return min(open_atoms, key=len)[0]


def widen(formulas: Iterable[Formula], region: Cube, full: Cube) -> Cube:
    """A set of students that holds `region`, in which every formula still surely holds, and that cannot be made larger.

    Facts that do not matter are freed first, so that what is left names only facts that do.
    """
    needed = list(formulas)

    def fits(cube: Cube) -> bool:
        return all(truth(formula, cube) is True for formula in needed)

    for axis, mask in enumerate(full):
        wider = (*region[:axis], mask, *region[axis + 1 :])
        if fits(wider):
            region = wider
    for axis, mask in enumerate(full):
        for cell in cells_of(mask & ~region[axis]):
            wider = (*region[:axis], region[axis] | cell, *region[axis + 1 :])
            if fits(wider):
                region = wider
    return region
