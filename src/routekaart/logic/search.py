"""Finds students for whom formulas hold, or settles that there are none.

Sets of students are split, never tried one by one. A cube is narrowed by what each formula excludes by itself, and
split on an atom that is still open only when nothing can be narrowed any more. Where that takes long, the students are
looked for in a diagram: what falls apart in cubes is often small as a diagram, and the other way round. What is found
is a set of students, so it names only the facts that matter.
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
"""So much is searched before a diagram is tried."""

_PART = 10
"""The work of looking at one part of a formula to see in which order its axes are named."""

_MOST_NODES = 50_000
"""Of a diagram that is made for one search: some tens of megabytes."""


def find(formulas: Iterable[Formula], cube: Cube) -> Cube | None:
    """A set of students in the cube for all of whom every formula holds; None when there is no such student.

    Raises:
        TooHardError: there is no budget left for it.
    """
    wanted = tuple(formulas)
    return searched(lambda budget: search(wanted, cube, budget), lambda: wanted, cube)


def searched(
    search: Callable[[Budget], Cube | None], formulas: Callable[[], Iterable[Formula]], cube: Cube
) -> Cube | None:
    """What a search finds; where it takes long, what a diagram of the formulas holds.

    Args:
        search: finds students in the cube for whom the formulas hold, and spends from a budget.
        formulas: makes the same as formulas, when they are needed.

    Raises:
        TooHardError: there is no budget left for it.
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
    """The same as `find`, by narrowing and splitting alone.

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
                # What contradicts itself is mostly seen at the first atoms.
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
    order = _as_they_come(formulas)
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


def _as_they_come(formulas: Iterable[Formula]) -> list[int]:
    """The axes of some formulas, in the order in which they are named: what is named together stays together."""
    parts = [part for formula in formulas for part in parts_first(formula)]
    current().spend(_PART * len(parts))
    return list(dict.fromkeys(part.axis for part in parts if isinstance(part, AxisLiteral)))


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


def _branch(formulas: Sequence[Formula], cube: Cube) -> AxisLiteral:
    """An atom of the formula that has the fewest open atoms: the one nearest to being settled."""
    open_atoms = (list(undecided(formula, cube)) for formula in formulas)
    return min(open_atoms, key=len)[0]


def widen(formulas: Iterable[Formula], region: Cube, full: Cube) -> Cube:
    """A set of students that holds `region`, in which every formula still surely holds, and that cannot be made larger.

    Facts that do not matter are freed first, so that what is left names only facts that do.
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
