"""Which facts can still change an answer, and which of them settles most."""

from collections.abc import Sequence
from itertools import combinations

from routekaart.logic.formula import Cube, cells_of, narrow, split, truth, undecided
from routekaart.logic.search import Effort, TooHard
from routekaart.logic.table import Answer, Table

_MOST_SPLITS = 5_000
"""After this many splits an axis is taken to matter: to ask too much is better than to wait for ever."""


def deciding_axes(table: Table, cube: Cube) -> tuple[int, ...]:
    """The axes that can still change the answer: knowing all of them settles it, whatever else stays unknown.

    An axis counts when two students who differ only there get different answers. Where facts exclude each other two
    students may have to differ in several facts at once; then all facts of such a smallest difference count.
    """
    open_axes = [axis for axis, mask in enumerate(cube) if mask & (mask - 1)]
    deciding = _found_by_trying(table, cube, open_axes)
    for size in range(1, len(open_axes) + 1):
        rest = [axis for axis in open_axes if axis not in deciding]
        if not rest or not _may_vary(table, cube, frozenset(rest)):
            break
        for group in combinations(rest, size):
            if _may_vary(table, cube, frozenset(group)):
                deciding.update(group)
    return tuple(axis for axis in open_axes if axis in deciding)


def most_decisive_first(table: Table, cube: Cube, axes: Sequence[int]) -> tuple[int, ...]:
    """The axes, ordered by how few answers are left on average once that fact is known; ties keep their order.

    Which answers are left is taken from three-valued truth: an order needs no proof.
    """

    def answers_left(axis: int) -> float:
        halves = (narrow(table.valid, (*cube[:axis], cell, *cube[axis + 1 :])) for cell in cells_of(cube[axis]))
        counts = [len(table.candidates(half)) for half in halves if half is not None]
        return sum(counts) / len(counts) if counts else 0.0

    return tuple(sorted(axes, key=answers_left))


def _found_by_trying(table: Table, cube: Cube, axes: Sequence[int]) -> set[int]:
    """The axes on which one student for each answer, changed there only, gets another answer: most that matter."""
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


def _may_vary(table: Table, cube: Cube, free: frozenset[int]) -> bool:
    """As `_varies`; also true when that takes too many splits to tell."""
    try:
        return _varies(table, cube, free, Effort(_MOST_SPLITS))
    except TooHard:
        return True


def _varies(table: Table, cube: Cube, free: frozenset[int], effort: Effort) -> bool:
    """Whether two students who differ only on the axes `free` can get different answers."""
    narrowed = narrow(table.valid, cube)
    if narrowed is None or len(table.candidates(narrowed)) == 1:
        return False
    effort.spend()
    for atom in (*table.open_atoms(narrowed), *undecided(table.valid, narrowed)):
        if atom.axis not in free:
            return any(_varies(table, half, free, effort) for half in split(narrowed, atom))
    return len(table.answers(narrowed)) > 1
