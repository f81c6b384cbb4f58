"""Chooses a student for whom something holds: the fewest facts that matter, with the values a person would choose."""

from collections.abc import Iterable, Mapping
from datetime import date

from routekaart.foundation.frozen import frozen
from routekaart.logic.axes import Axis
from routekaart.logic.formula import Cube, cells_of
from routekaart.logic.grid import Grid
from routekaart.model.condition import All, AnyOf, Condition, FactTest, Value
from routekaart.model.vocabulary import ReadOff, Vocabulary


def facts_in(
    vocabulary: Vocabulary, grid: Grid, region: Cube, on: date, *, within: Mapping[str, tuple[date, date]] = frozen({})
) -> Mapping[str, Value]:
    """The facts of a student from a region of a grid.

    Args:
        within: for a date, the first and the last day to choose from; the region has such a day.
    """
    facts: dict[str, Value] = {}
    for position, axis in enumerate(grid.axes):
        if region[position] != grid.full[position]:
            name, value = _chosen(vocabulary, grid, axis, region[position], on, within.get(axis.fact.name))
            facts[name] = value
    return frozen(facts)


def condition_in(vocabulary: Vocabulary, grid: Grid, position: int, mask: int, on: date) -> Condition:
    """The condition that a fact is in the cells of a mask; on a count if the conditions only look at that count."""
    axis = grid.axes[position]
    name = axis.fact.name
    chain = grid.dates.only_chain(name)
    counted = next((one for one in vocabulary.read_off(name) if one.chain == chain), None)
    if counted is None or vocabulary.facts[counted.name].kind != "number":
        return axis.condition(mask)
    counts = [_counts_in_cell(axis, cell, counted, on) for cell in range(len(axis.cells))]
    lowest, highest = min(low for low, _ in counts), max(high for _, high in counts)
    inside = sorted(counts[cell.bit_length() - 1] for cell in cells_of(mask))
    parts: list[Condition] = []
    for low, high in _joined(inside):
        tests = [FactTest(counted.name, "at_least", (low,))] if low > lowest else []
        tests += [FactTest(counted.name, "at_most", (high,))] if high < highest else []
        parts.append(FactTest(counted.name, "one_of", (low,)) if low == high else All(tuple(tests)))
    return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))


def _counts_in_cell(axis: Axis, cell: int, counted: ReadOff, on: date) -> tuple[int, int]:
    """The lowest and the highest count for the days in a cell."""
    counts = [counted.chain.read(day, on) for day in axis.bounds(cell) if isinstance(day, date)]
    numbers = [count for count in counts if isinstance(count, int)]
    return min(numbers), max(numbers)


def _joined(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges of counts, in order, with adjacent ranges merged."""
    found: list[tuple[int, int]] = []
    for low, high in ranges:
        if found and low <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(found[-1][1], high)
        else:
            found.append((low, high))
    return found


def _chosen(
    vocabulary: Vocabulary, grid: Grid, axis: Axis, mask: int, on: date, within: tuple[date, date] | None
) -> tuple[str, Value]:
    """The fact and the value to name: for a date off which the conditions only read one count, that count."""
    name = axis.fact.name
    chain = grid.dates.only_chain(name)
    counted = chain is not None and bool(chain.steps)
    if within is not None:
        mask &= axis.mask_between(*within)
    value = value_in(axis, mask, from_the_end=counted)
    if isinstance(value, date) and within is not None:
        # The cell has such a day, but may begin before or end after these days.
        value = min(max(value, within[0]), within[1])
    if isinstance(value, date) and chain is not None and counted:
        count = next(one for one in vocabulary.read_off(name) if one.chain == chain)
        return count.name, chain.read(value, on)
    return name, value


def value_in(axis: Axis, mask: int, *, from_the_end: bool = False) -> Value:
    """A value at the side where another cell begins: 17 for below 18, 18 for 18 and older.

    A count is lower for a later date, and people name the lowest count, so for a counted date we look from the end.
    """
    cells = [cell.bit_length() - 1 for cell in cells_of(mask)]
    if axis.fact.kind not in ("number", "date"):
        return axis.cells[cells[0]]
    chosen, outermost = (cells[-1], len(axis.cells) - 1) if from_the_end else (cells[0], 0)
    first, last = axis.bounds(chosen)
    inward, outward = (first, last) if from_the_end else (last, first)
    return inward if chosen == outermost and len(axis.cells) > 1 else outward
