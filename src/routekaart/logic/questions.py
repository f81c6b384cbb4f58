"""The facts that can still change an answer, and the order in which to ask them."""

from collections.abc import Sequence

from routekaart.foundation.errors import TooHardError
from routekaart.logic.budget import Budget, current
from routekaart.logic.formula import Cube, cells_of, narrow, split, truth, undecided, weight_of
from routekaart.logic.smallest import smallest_sets
from routekaart.logic.table import Answer, Table

_MOST_WORK = 200_000
"""After this work, all axes that may matter count as mattering: asking too much is better than waiting."""


def deciding_axes(table: Table, cube: Cube) -> tuple[int, ...]:
    """The axes that can still change the answer; knowing all of them settles it.

    An axis counts if two students who differ only there get different answers. Where facts exclude each other, two
    students may have to differ in several facts at once; then all axes of such a smallest difference count.
    """
    open_axes = [axis for axis, mask in enumerate(cube) if mask & (mask - 1)]
    deciding = _found_by_trying(table, cube, open_axes)
    rest = [axis for axis in open_axes if axis not in deciding]
    budget = Budget(_MOST_WORK, current())

    def can_vary(axes: Sequence[int]) -> bool:
        return _varies(table, cube, frozenset(axes), budget)

    try:
        # Mostly all that matter were found by trying, and one question about the others together tells it.
        while rest and can_vary(rest) and (groups := smallest_sets(rest, can_vary)):
            deciding.update(axis for group in groups for axis in group)
            rest = [axis for axis in rest if axis not in deciding]
    except TooHardError:
        deciding.update(rest)
    return tuple(axis for axis in open_axes if axis in deciding)


def most_decisive_first(table: Table, cube: Cube, axes: Sequence[int]) -> tuple[int, ...]:
    """The axes sorted by the average number of answers left once that fact is known; ties keep their order.

    Values that leave the same answers count once. Where counting takes too much work, the axes stay in their order: an
    order needs no proof.
    """
    if len(axes) < 2:
        return tuple(axes)
    budget, weight = Budget(_MOST_WORK, current()), _weight(table)

    def answers_left(axis: int) -> float:
        kinds: set[frozenset[Answer]] = set()
        for cell in cells_of(cube[axis]):
            budget.spend(weight)
            kinds.add(frozenset(table.answers((*cube[:axis], cell, *cube[axis + 1 :]))))
        counts = [len(answers) for answers in kinds if answers]
        return sum(counts) / len(counts) if counts else 0.0

    try:
        return tuple(sorted(axes, key=answers_left))
    except TooHardError:
        return tuple(axes)


def _found_by_trying(table: Table, cube: Cube, axes: Sequence[int]) -> set[int]:
    """The axes on which a sample student of some answer, changed only there, gets another answer: most that matter."""
    found: set[int] = set()
    for answer in table.candidates(cube):
        region = table.region(answer, cube)
        if region is None:
            continue
        student = tuple(mask & -mask for mask in region)
        for axis in axes:
            if axis not in found:
                changed = ((*student[:axis], cell, *student[axis + 1 :]) for cell in cells_of(cube[axis]))
                if any(_is_another_answer(table, one, answer) for one in changed):
                    found.add(axis)
    return found


def _is_another_answer(table: Table, student: Cube, answer: Answer) -> bool:
    return truth(table.valid, student) is True and answer not in table.candidates(student)


def _varies(table: Table, cube: Cube, free: frozenset[int], budget: Budget) -> bool:
    """Whether two students who differ only on the axes `free` can get different answers.

    Raises:
        TooHardError: the budget is spent.
    """
    budget.spend(_weight(table))
    narrowed = narrow(table.valid, cube)
    if narrowed is None or len(table.candidates(narrowed)) == 1:
        return False
    for atom in (*table.open_atoms(narrowed), *undecided(table.valid, narrowed)):
        if atom.axis not in free:
            return any(_varies(table, half, free, budget) for half in split(narrowed, atom))
    return len(table.answers(narrowed)) > 1


def _weight(table: Table) -> int:
    """The work of looking at everything in a table once."""
    return weight_of(table.valid) + sum(weight_of(row.formula) for row in table.rows)
