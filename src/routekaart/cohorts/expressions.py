"""Diagrams as expressions: the number of the leaf that each row reaches, by comparing columns with constants."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import add
from typing import TypeAlias, TypeVar

import narwhals as nw

from routekaart.cohorts.calendar import day_number
from routekaart.cohorts.diagrams import interval
from routekaart.cohorts.known_columns import Count, KnownColumn, Numeric, OneOf, YesNo
from routekaart.cohorts.working_table import WorkingTable
from routekaart.logic.axes import Axis
from routekaart.logic.choices import Choice, Fork, Tree, forks, with_leaves
from routekaart.logic.date_ranges import days_giving
from routekaart.logic.grid import Grid
from routekaart.model.condition import Value

_Leaf = TypeVar("_Leaf")
_NUMBER = nw.Int16()
_MOST_WRITTEN_OUT, _MOST_AGAIN = 120, 12
"""The most forks in one expression, and in one that is used more than once; a larger one becomes a column."""


@dataclass(frozen=True)
class Numbers:
    """A choice made by a column of numbers; null takes the first branch.

    Attributes:
        branches: the branch of each number that can occur.
    """

    column: nw.Expr
    branches: Mapping[int, int]


@dataclass(frozen=True)
class Ordered:
    """A choice made by a column of numbers or days, cut into pieces; null takes the first branch.

    Attributes:
        starts: the first value of each piece except the first.
        branches: the branch of each piece.
    """

    column: nw.Expr
    starts: Sequence[int | float]
    branches: Sequence[int]


Chooser: TypeAlias = YesNo | Numbers | Ordered


def choosers(
    table: WorkingTable, grid: Grid, choices: Sequence[Choice], known: Mapping[str, KnownColumn]
) -> list[Chooser]:
    """How each choice of a diagram follows from the columns, on the reference date of the grid."""
    return [
        _chooser(table, None if choice.axis is None else grid.axes[choice.axis], known[choice.name])
        for choice in choices
    ]


def _chooser(table: WorkingTable, axis: Axis | None, plain: KnownColumn) -> Chooser:
    if isinstance(plain, YesNo):
        return plain
    assert axis is not None
    if isinstance(plain, OneOf):
        return Numbers(plain.number, {number: 1 + _cell(axis, name) for number, name in _named(plain)})
    if isinstance(plain, Count):
        return _by_count(axis, plain)
    cells = range(1, len(axis.cells) + 1)
    if isinstance(plain, Numeric):
        return Ordered(plain.value, [_plain(start) for start in axis.cells[1:]], cells)
    limits = [day_number(start) for start in axis.cells[1:]]  # type: ignore[arg-type]
    if plain.exact:
        return Ordered(plain.first, limits, cells)
    first, last = (cells_passed([end >= limit for limit in limits]) for end in (plain.first, plain.last))
    return numbered_cells(table, plain.first, first, last, len(axis.cells))


def _by_count(axis: Axis, count: Count) -> Ordered:
    """A count as an ordered choice, cut where the days that give the count enter another cell: around each limit."""
    limits = [limit for limit in axis.cells if isinstance(limit, date)]
    around = [day for limit in limits[1:] for day in (limit - timedelta(days=1), limit)]
    least, most = count.bounds
    cuts = {cut for day in around for cut in (count.of(day), count.of(day) + 1)}
    starts = sorted(cut for cut in cuts if least < cut <= most)
    return Ordered(count.value, starts, [_stretch(limits, count, start) for start in (least, *starts)])


def _stretch(limits: Sequence[date], count: Count, number: int) -> int:
    """The branch of the cells that hold the days giving a count; 0 (unknown) if those are all days of the domain."""
    days = days_giving(count.chain, count.on, number)
    assert days is not None
    low, high = count.domain
    first, last = max(days[0], low), min(days[1], high)
    if (first, last) == count.domain:
        return 0
    return interval(bisect_right(limits, first) - 1, bisect_right(limits, last) - 1, len(limits))


def cells_passed(passed: Sequence[nw.Expr]) -> nw.Expr:
    """The number of limits that a row has passed."""
    return reduce(add, (one.cast(nw.Int16) for one in passed), nw.lit(0, dtype=nw.Int16))


def numbered_cells(table: WorkingTable, known: nw.Expr, first: nw.Expr, last: nw.Expr | None, cells: int) -> Numbers:
    """The branch of the cell, or range of cells, of a row; null where nothing is known."""
    if last is None:
        return Numbers(table.put(nw.when(~known.is_null()).then(first)), {cell: 1 + cell for cell in range(cells)})
    first, last = table.put_all([first, last])
    column = table.put(nw.when(~known.is_null()).then(first * cells + last))
    stretches = {
        start * cells + end: interval(start, end, cells) for start in range(cells) for end in range(start, cells)
    }
    return Numbers(column, stretches)


def _plain(value: Value) -> int | float:
    assert not isinstance(value, bool | str)
    return value if isinstance(value, int) else float(value)  # type: ignore[arg-type]


def _named(plain: OneOf) -> list[tuple[int, str | None]]:
    return [*enumerate(plain.names), (len(plain.names), None)]


def _cell(axis: Axis, name: str | None) -> int:
    """The cell of an option or a text; the last one for texts without a name."""
    return len(axis.cells) - 1 if name is None else axis.mask_of(name).bit_length() - 1


def code(
    table: WorkingTable,
    tree: Tree[_Leaf],
    chosen: Sequence[Chooser],
    number_of: Callable[[_Leaf], int],
    dtype: nw.Int8 | nw.Int16 = _NUMBER,
) -> nw.Expr:
    """The number of the leaf that each row reaches.

    Args:
        chosen: how each choice is made.
        number_of: the number of a leaf.
        dtype: the type of the numbers.
    """
    numbered = with_leaves(tree, number_of)
    made: dict[int, nw.Expr] = {}
    written: dict[int, int] = {}
    below = {fork: {branch for branch in fork.branches if isinstance(branch, Fork)} for fork in forks(numbered)}
    reached = Counter(branch for branches in below.values() for branch in branches)

    def expression(one: Tree[int]) -> nw.Expr:
        return made[id(one)] if isinstance(one, Fork) else nw.lit(one.leaf, dtype=dtype)

    for fork, branches in below.items():
        made[id(fork)] = _parted(chosen[fork.choice], fork.branches, expression)
        written[id(fork)] = 1 + sum(written[id(branch)] for branch in branches)
        if written[id(fork)] > (_MOST_AGAIN if reached[fork] > 1 else _MOST_WRITTEN_OUT):
            made[id(fork)], written[id(fork)] = table.put(made[id(fork)]), 0
    return expression(numbered)


def _parted(chooser: Chooser, branches: Sequence[Tree[int]], expression: Callable[[Tree[int]], nw.Expr]) -> nw.Expr:
    """The expression of the branch that each row takes. Null fails every comparison, so unknown is the rest."""
    unknown = branches[0]
    if isinstance(chooser, YesNo):
        ways = [(~chooser.value, branches[1]), (chooser.value, branches[2])]
        if branches[1] is branches[2]:
            ways = [(~chooser.value.is_null(), branches[1])]
    elif isinstance(chooser, Ordered):
        ways = _by_order(chooser, branches)
    else:
        ways = _by_number(chooser, branches)
    chosen = expression(unknown)
    for holds, branch in reversed(ways):
        chosen = nw.when(holds).then(expression(branch)).otherwise(chosen)
    return chosen


def _by_order(chooser: Ordered, branches: Sequence[Tree[int]]) -> list[tuple[nw.Expr, Tree[int]]]:
    """One comparison for each run of adjacent pieces with the same branch."""
    cells = [branches[branch] for branch in chooser.branches]
    column = chooser.column
    last = len(cells) - 1
    while last and cells[last - 1] is cells[-1]:
        last -= 1
    lower = [
        (column < start, cell)
        for cell, following, start in zip(cells[:-1], cells[1:], chooser.starts, strict=True)
        if cell is not following
    ]
    if cells[-1] is branches[0]:
        return lower
    rest = column >= chooser.starts[last - 1] if last else ~column.is_null()
    return [*lower, (rest, cells[-1])]


def _by_number(chooser: Numbers, branches: Sequence[Tree[int]]) -> list[tuple[nw.Expr, Tree[int]]]:
    ways: dict[int, list[int]] = {}
    for number, branch in chooser.branches.items():
        if branches[branch] is not branches[0]:
            ways.setdefault(id(branches[branch]), []).append(number)
    trees = {id(branch): branch for branch in branches}
    return [(_is_one_of(chooser.column, numbers), trees[key]) for key, numbers in ways.items()]


def _is_one_of(column: nw.Expr, numbers: Sequence[int]) -> nw.Expr:
    if len(numbers) == 1:
        return column == numbers[0]
    low, high = min(numbers), max(numbers)
    if high - low + 1 == len(numbers):
        return (column >= low) & (column <= high)
    return column.is_in(list(numbers))
