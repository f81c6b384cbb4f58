"""The values that an input can have for students who fit what is known and can exist."""

from datetime import date, timedelta

from routekaart.logic.date_ranges import known_days
from routekaart.logic.formula import Cube, cells_of
from routekaart.logic.grid import Grid
from routekaart.logic.grid_cache import GridCache
from routekaart.logic.search import find
from routekaart.model.situation import Situation, situation


def possible_cells(grid: Grid, cube: Cube, position: int) -> list[int]:
    """The cells of an axis that some student who can exist is in, in ascending order.

    Raises:
        TooHardError: the budget is spent.
    """
    return [cell.bit_length() - 1 for cell in cells_of(cube[position]) if _somebody_is_in(grid, cube, position, cell)]


def possible_days(grid: Grid, cube: Cube, root: str, known: Situation) -> tuple[date, date]:
    """The first and the last day that a date can be.

    Raises:
        TooHardError: the budget is spent.
    """
    days = known_days(known.vocabulary, root, known)
    assert days is not None
    if not grid.has(root):
        return days
    position = grid.position(root)
    axis, cells = grid.axes[position], cells_of(cube[position])
    first = next(cell for cell in cells if _somebody_is_in(grid, cube, position, cell))
    last = next(cell for cell in reversed(cells) if _somebody_is_in(grid, cube, position, cell))
    low, high = axis.bounds(first.bit_length() - 1)[0], axis.bounds(last.bit_length() - 1)[1]
    assert isinstance(low, date)
    assert isinstance(high, date)
    return max(days[0], low), min(days[1], high)


def days_by_themselves(grids: GridCache, name: str, known: Situation) -> tuple[date, date] | None:
    """The first and the last day that a date can be, given only what is known of it; None if there is no such day.

    Raises:
        TooHardError: the budget is spent.
    """
    days = known_days(grids.vocabulary, name, known)
    grid = grids.grid((), known.on, {})
    if days is None or days[0] == days[1] or not grid.has(name):
        return days
    alone = situation(grids.vocabulary, {}, known.on, {name: days})
    cube = grid.cube(alone)
    assert cube is not None
    return possible_days(grid, cube, name, alone)


def possible_stretches(grids: GridCache, name: str, on: date) -> list[tuple[date, date]]:
    """The intervals of days that a date can be, in order; empty if no constraint limits it.

    Raises:
        TooHardError: the budget is spent.
    """
    grid = grids.grid((), on, {})
    cube = grid.cube(situation(grids.vocabulary, {}, on)) if grid.has(name) else None
    if cube is None:
        return []
    position = grid.position(name)
    axis, found = grid.axes[position], list[tuple[date, date]]()
    for cell in possible_cells(grid, cube, position):
        low, high = axis.bounds(cell)
        assert isinstance(low, date)
        assert isinstance(high, date)
        if found and found[-1][1] + timedelta(days=1) == low:
            low, _ = found.pop()
        found.append((low, high))
    return [] if found == [(axis.cells[0], axis.last)] else found


def _somebody_is_in(grid: Grid, cube: Cube, position: int, cell: int) -> bool:
    return find((grid.valid,), (*cube[:position], cell, *cube[position + 1 :])) is not None
