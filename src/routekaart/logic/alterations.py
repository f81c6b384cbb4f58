"""Alterations of what is known after which every student who fits gets a given answer."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from routekaart.logic.formula import Cube, cells_of, with_cells
from routekaart.logic.questions import deciding_axes
from routekaart.logic.smallest import growing_sets
from routekaart.logic.table import Answer, Table

_MOST_TRIES = 5_000
"""The most ways to settle unknown facts that are tried; after that, an alteration may name more than is needed."""


@dataclass(frozen=True, slots=True)
class Alteration:
    """An alteration of what is known, in cells.

    Attributes:
        students: the students who fit afterwards, with one cell for each altered axis; some of them can exist.
        alike: the same, with every other cell that has the same effect for some student who can exist.
        changed: the axes on which a student moves to another cell.
        settled: the axes on which more becomes known.
    """

    students: Cube
    alike: Cube
    changed: tuple[int, ...]
    settled: tuple[int, ...]


def smallest_alterations(
    table_after: Callable[[Sequence[int]], Table], answer: Answer, known: Cube, possible: Cube
) -> tuple[Alteration, ...]:
    """The alterations with the fewest changed axes, and of those the ones with the fewest settled axes.

    An empty result proves that no change gives the answer: every combination of changes is searched in full.

    Args:
        table_after: returns the table for students who move on these axes.
        known: the students who fit what is known.
        possible: the cells that students can move to on each axis, including those they are in.
    """
    movable = [axis for axis, mask in enumerate(possible) if mask & ~known[axis]]

    def may_do(axes: Sequence[int]) -> bool:
        free = tuple(possible[axis] if axis in axes else mask for axis, mask in enumerate(known))
        return table_after(axes).region(answer, free) is not None

    for sets in growing_sets(movable, may_do):
        found: dict[Cube, Alteration] = {}
        for changed in sets:
            moved = _moved(known, possible, changed)
            table = table_after(changed)
            if table.region(answer, moved) is not None:
                for one in _settling(table, answer, moved, changed):
                    found.setdefault(one.alike, one)
        if found:
            fewest = min(len(one.settled) for one in found.values())
            return tuple(one for one in found.values() if len(one.settled) == fewest)
    return ()


def every_alteration(
    table_after: Callable[[Sequence[int]], Table], answer: Answer, known: Cube, possible: Cube, tries: Iterator[object]
) -> tuple[Alteration, ...]:
    """Return the alterations of which no part is enough by itself, including those that are not the smallest.

    Args:
        tries: one item is consumed for each set of changes that is tried; the search stops when it is exhausted.
    """
    movable = [axis for axis, mask in enumerate(possible) if mask & ~known[axis]]
    found: dict[Cube, Alteration] = {}
    for changed in (some for size in range(len(movable) + 1) for some in combinations(movable, size)):
        if next(tries, None) is None:
            break
        moved = _moved(known, possible, changed)
        table = table_after(changed)
        if table.region(answer, moved) is None:
            continue
        for one in _settling(table, answer, moved, changed, every=True):
            fewer = ((axis, tuple(other for other in changed if other != axis)) for axis in changed)
            if not any(
                table_after(rest).answers(with_cells(one.students, {axis: known[axis]})) == (answer,)
                for axis, rest in fewer
            ):
                found.setdefault(one.alike, one)
    return tuple(found.values())


def _settling(
    table: Table, answer: Answer, moved: Cube, changed: Sequence[int], *, every: bool = False
) -> Iterator[Alteration]:
    """The smallest sets of axes to settle so that all who have moved get the answer; with `every`, larger sets too."""
    open_axes = [axis for axis in sorted(deciding_axes(table, moved)) if axis not in changed]
    tries = 0
    for size in range(len(open_axes) + 1):
        found = False
        for settled in combinations(open_axes, size):
            fixed = (*changed, *settled)
            covered: list[Cube] = []
            for cells in product(*(cells_of(moved[axis]) for axis in fixed)):
                tries += 1
                if tries > _MOST_TRIES:
                    break
                students = with_cells(moved, dict(zip(fixed, cells, strict=True)))
                if any(_lies_in(students, alike) for alike in covered):
                    continue
                if table.answers(students) == (answer,):
                    fewer = (with_cells(students, {axis: moved[axis]}) for axis in settled)
                    if every and any(table.answers(one) == (answer,) for one in fewer):
                        continue
                    found = True
                    alike = _widened(table, answer, students, moved, fixed)
                    covered.append(alike)
                    yield Alteration(students, alike, tuple(changed), settled)
        if (found and not every) or tries > _MOST_TRIES:
            break
    if tries > _MOST_TRIES and not found:
        region = table.region(answer, moved)
        assert region is not None
        narrowed = tuple(axis for axis, mask in enumerate(region) if mask != moved[axis] and axis not in changed)
        yield Alteration(region, region, tuple(changed), narrowed)


def _widened(table: Table, answer: Answer, students: Cube, moved: Cube, axes: Sequence[int]) -> Cube:
    """The students of an alteration, extended with every other cell of these axes that gives the same answer."""
    for axis in axes:
        for cell in cells_of(moved[axis] & ~students[axis]):
            wider = with_cells(students, {axis: students[axis] | cell})
            if table.answers(with_cells(students, {axis: cell})) == table.answers(wider) == (answer,):
                students = wider
    return students


def _moved(known: Cube, possible: Cube, changed: Sequence[int]) -> Cube:
    """The students after moving to another cell on these axes and staying where they are on the others."""
    return tuple(possible[axis] & ~mask if axis in changed else mask for axis, mask in enumerate(known))


def _lies_in(students: Cube, others: Cube) -> bool:
    return all(mask & ~other == 0 for mask, other in zip(students, others, strict=True))
