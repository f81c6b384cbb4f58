"""Chooses a student for whom something holds: the fewest facts that matter, with the values a person would choose."""

from collections.abc import Mapping
from datetime import date

from routekaart.condition import Value
from routekaart.frozen import frozen
from routekaart.logic.axes import Axis
from routekaart.logic.formula import Cube, cells_of
from routekaart.logic.grid import Grid
from routekaart.vocabulary import Vocabulary


def facts_in(vocabulary: Vocabulary, grid: Grid, region: Cube, on: date) -> Mapping[str, Value]:
    """The facts of a student out of a region of a grid."""
    facts: dict[str, Value] = {}
    for position, axis in enumerate(grid.axes):
        if region[position] != grid.full[position]:
            name, value = _chosen(vocabulary, grid, axis, region[position], on)
            facts[name] = value
    return frozen(facts)


def _chosen(vocabulary: Vocabulary, grid: Grid, axis: Axis, mask: int, on: date) -> tuple[str, Value]:
    """The fact and the value to name: for a date off which the conditions only read one count, that count."""
    name = axis.fact.name
    chain = grid.only_chain(name)
    counted = chain is not None and bool(chain.steps)
    value = value_in(axis, mask, from_the_end=counted)
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
