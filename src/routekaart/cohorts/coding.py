"""Diagrams as expressions: for each row the number of where it ends, by comparing columns with constants alone."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

import narwhals as nw

from routekaart.cohorts.bench import Bench
from routekaart.cohorts.calendar import day_number
from routekaart.cohorts.plain import Number, OneOf, Plain, YesNo
from routekaart.cohorts.trees import interval
from routekaart.condition import Value
from routekaart.facts import same_text
from routekaart.logic.axes import Axis
from routekaart.logic.choices import Choice, Fork, Tree, forks
from routekaart.logic.grid import Grid

Leaf = TypeVar("Leaf")
_NUMBER = nw.Int16()
_MOST_WRITTEN_OUT, _MOST_AGAIN = 120, 12
"""Forks in one expression, and in one that is written out wherever it is reached; a larger one becomes a column."""


@dataclass(frozen=True)
class Numbers:
    """A column of numbers, each of which is a branch; null is the first branch.

    Attributes:
        branches: the branch of each number; a number that is not here cannot be.
    """

    column: nw.Expr
    branches: Mapping[int, int]


Chooser: TypeAlias = YesNo | Numbers


def choosers(bench: Bench, grid: Grid, choices: Sequence[Choice], known: Mapping[str, Plain]) -> list[Chooser]:
    """How each choice of a diagram is made in a row, on the reference date of the grid."""
    return [
        _chooser(bench, None if choice.axis is None else grid.axes[choice.axis], known[choice.name])
        for choice in choices
    ]


def _chooser(bench: Bench, axis: Axis | None, plain: Plain) -> Chooser:
    if isinstance(plain, YesNo):
        return plain
    assert axis is not None
    if isinstance(plain, OneOf):
        return Numbers(plain.number, {number: 1 + _cell(axis, name) for number, name in _named(plain)})
    starts = axis.cells[1:]
    if isinstance(plain, Number):
        cell = cells_passed([plain.value >= _plain(start) for start in starts])
        return numbered_cells(bench, plain.value, cell, None, len(axis.cells))
    limits = [day_number(start) for start in starts]  # type: ignore[arg-type]
    first = cells_passed([plain.first >= limit for limit in limits])
    last = None if plain.exact else cells_passed([plain.last >= limit for limit in limits])
    return numbered_cells(bench, plain.first, first, last, len(axis.cells))


def cells_passed(passed: Sequence[nw.Expr]) -> nw.Expr:
    """How many limits a row has passed."""
    found = nw.lit(0, dtype=nw.Int16)
    for one in passed:
        found = found + one.cast(nw.Int16)
    return found


def numbered_cells(bench: Bench, known: nw.Expr, first: nw.Expr, last: nw.Expr | None, cells: int) -> Numbers:
    """The branch of the cell, or of the stretch of cells, in which a row lies; null where nothing is known."""
    if last is None:
        return Numbers(bench.put(nw.when(~known.is_null()).then(first)), {cell: 1 + cell for cell in range(cells)})
    first, last = bench.put_all([first, last])
    column = bench.put(nw.when(~known.is_null()).then(first * cells + last))
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
    """The cell of an option or a text; of what is not named the last."""
    for cell, value in enumerate(axis.cells):
        if name is not None and (value == name if axis.fact.kind == "choice" else same_text(str(value), name)):
            return cell
    return len(axis.cells) - 1


def code(
    bench: Bench,
    tree: Tree[Leaf],
    chosen: Sequence[Chooser],
    number_of: Callable[[Leaf], int],
    dtype: nw.Int8 | nw.Int16 = _NUMBER,
) -> nw.Expr:
    """For each row the number of its end.

    Args:
        dtype: the type of the numbers.
        chosen: how each choice is made.
    """
    made: dict[int, nw.Expr] = {}
    written: dict[int, int] = {}
    below = {fork: {branch for branch in fork.branches if isinstance(branch, Fork)} for fork in forks(tree)}
    reached = Counter(branch for branches in below.values() for branch in branches)

    def expression(one: Tree[Leaf]) -> nw.Expr:
        return made[id(one)] if isinstance(one, Fork) else nw.lit(number_of(one.leaf), dtype=dtype)

    for fork, branches in below.items():
        made[id(fork)] = _parted(chosen[fork.choice], fork.branches, expression)
        written[id(fork)] = 1 + sum(written[id(branch)] for branch in branches)
        if written[id(fork)] > (_MOST_AGAIN if reached[fork] > 1 else _MOST_WRITTEN_OUT):
            made[id(fork)], written[id(fork)] = bench.put(made[id(fork)]), 0
    return expression(tree)


def _parted(chooser: Chooser, branches: Sequence[Tree[Leaf]], expression: Callable[[Tree[Leaf]], nw.Expr]) -> nw.Expr:
    if isinstance(chooser, YesNo):
        unknown, no, yes = branches
        value = chooser.value
        if no is unknown:
            return nw.when(value).then(expression(yes)).otherwise(expression(no))
        if yes is unknown:
            return nw.when(~value).then(expression(no)).otherwise(expression(yes))
        if yes is no:
            return nw.when(value.is_null()).then(expression(unknown)).otherwise(expression(yes))
        return (
            nw.when(value)
            .then(expression(yes))
            .otherwise(nw.when(~value).then(expression(no)).otherwise(expression(unknown)))
        )
    ways: dict[int, list[int]] = {}
    trees: dict[int, Tree[Leaf]] = {id(branches[0]): branches[0]}
    for number, branch in chooser.branches.items():
        trees[id(branches[branch])] = branches[branch]
        ways.setdefault(id(branches[branch]), []).append(number)
    # Null compares with nothing, so the branch of the unknown is what is left over.
    chosen = expression(branches[0])
    for key in sorted((key for key in ways if key != id(branches[0])), key=lambda key: len(ways[key])):
        chosen = nw.when(_is_one_of(chooser.column, ways[key])).then(expression(trees[key])).otherwise(chosen)
    return chosen


def _is_one_of(column: nw.Expr, numbers: Sequence[int]) -> nw.Expr:
    if len(numbers) == 1:
        return column == numbers[0]
    low, high = min(numbers), max(numbers)
    if high - low + 1 == len(numbers):
        return (column >= low) & (column <= high)
    return column.is_in(list(numbers))
