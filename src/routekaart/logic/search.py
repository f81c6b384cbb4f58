"""Search for students for whom formulas hold, or a proof that there are none.

Sets of students are split, never enumerated. A cube is narrowed by what each formula excludes by itself, and split on
an undecided atom only if nothing can be narrowed further. Where that takes long, a diagram is built instead: a set of
many cubes is often a small diagram, and the other way round. The result is a set of students, so it constrains only the
facts that matter.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce

from routekaart.foundation.errors import TooHardError
from routekaart.foundation.truth import Truth
from routekaart.logic.budget import Budget, current
from routekaart.logic.diagram import EVERYBODY, NOBODY, Diagrams, TooLargeError
from routekaart.logic.formula import (
    HEAVY,
    AxisLiteral,
    Cube,
    Formula,
    cells_of,
    narrow,
    opposite,
    parts_first,
    split,
    truth,
    undecided,
    weight_of,
)

_AT_FIRST = 20_000
"""The work spent on splitting before a diagram is tried."""

_PART = 10
"""The work of visiting one part of a formula to find the order of its axes."""

_MOST_NODES = 50_000
"""The limit of a diagram that is built for one search: some tens of megabytes."""


def find(formulas: Iterable[Formula], cube: Cube) -> Cube | None:
    """A set of students in the cube for all of whom every formula holds; None if there is no such student.

    Raises:
        TooHardError: the budget is spent.
    """
    wanted = tuple(formulas)
    return searched(lambda budget: search(wanted, cube, budget), lambda: wanted, cube)


def searched(
    search: Callable[[Budget], Cube | None], formulas: Callable[[], Iterable[Formula]], cube: Cube
) -> Cube | None:
    """The result of a search; if it takes long, of a diagram of the same formulas instead.

    Args:
        search: finds students in the cube for whom the formulas hold, and spends from a budget.
        formulas: returns the formulas; called only if a diagram is built.

    Raises:
        TooHardError: the budget is spent.
    """
    budget = current()
    try:
        return search(Budget(_AT_FIRST, budget))
    except TooHardError:
        budget.go_on()
    try:
        return _in_diagram(tuple(formulas()), cube)
    except TooLargeError:
        return search(budget)


def search(formulas: Sequence[Formula], cube: Cube, budget: Budget) -> Cube | None:
    """The same as `find`, by narrowing and splitting only.

    Raises:
        TooHardError: `budget` is spent.
    """
    remaining = formulas
    weight = sum(map(weight_of, remaining))
    while True:
        before = cube
        for formula in remaining:
            narrowed = narrow(formula, cube)
            if narrowed is None:
                # A contradiction mostly shows at the first atoms.
                budget.spend(weight // 8 + 1)
                return None
            cube = narrowed
        budget.spend(weight)
        remaining = [formula for formula in remaining if truth(formula, cube) is not True]
        if not remaining:
            return cube
        if cube == before:
            break
    return first_found(search(remaining, half, budget) for half in split(cube, _branch(remaining, cube)))


def _in_diagram(formulas: Sequence[Formula], cube: Cube) -> Cube | None:
    """The same as `find`, by a diagram of the formulas.

    Raises:
        TooLargeError: the diagram has too many nodes.
    """
    order = as_they_come(formulas)
    sets = Diagrams([mask.bit_length() for mask in cube], order, _MOST_NODES)
    node = reduce(sets.both, (sets.within(axis, cube[axis]) for axis in order), EVERYBODY)
    for formula in formulas:
        node = sets.both(node, sets.of(formula))
    if node == NOBODY:
        return None
    cells = sets.first(node)
    students = tuple(mask if cell is None else 1 << cell for cell, mask in zip(cells, cube, strict=True))
    if all(truth(formula, students) is True for formula in formulas):
        return students
    return tuple(mask & -mask for mask in students)


def as_they_come(formulas: Iterable[Formula]) -> list[int]:
    """The axes of some formulas in order of appearance, so that axes that occur together stay together."""
    parts = [part for formula in formulas for part in parts_first(formula)]
    current().spend(_PART * len(parts))
    return list(dict.fromkeys(part.axis for part in parts if isinstance(part, AxisLiteral)))


def first_found(searches: Iterable[Cube | None]) -> Cube | None:
    """The first result that is not None. (Without axes, a cube is an empty tuple, which is falsy.)"""
    return next((found for found in searches if found is not None), None)


def settled(formula: Formula, valid: Formula, cube: Cube, full: Cube) -> Truth:
    """True or false if that holds for every student in the cube who can exist; None if students differ.

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


def _branch(formulas: Sequence[Formula], cube: Cube) -> AxisLiteral:
    """An undecided atom of the formula with the fewest of them: the one nearest to being settled."""
    open_atoms = (list(undecided(formula, cube)) for formula in formulas)
    return min(open_atoms, key=len)[0]


def widen(formulas: Iterable[Formula], region: Cube, full: Cube) -> Cube:
    """A maximal cube around `region` in which every formula surely holds.

    Whole axes are freed first, so that the result constrains only facts that matter.
    """
    needed = list(formulas)
    budget, weight = current(), sum(min(weight_of(formula), HEAVY) for formula in needed)

    def fits(cube: Cube) -> bool:
        budget.spend(weight)
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
