"""What an input can still be, for the students who fit what is known."""

from datetime import date

from routekaart.logic.formula import Cube, cells_of
from routekaart.logic.grid import Grid, known_days
from routekaart.logic.search import find
from routekaart.model.situation import Situation


def possible_cells(grid: Grid, cube: Cube, position: int) -> list[int]:
    """The cells of an axis that some student who can exist is in, lowest first.

    Raises:
        TooHardError: there is no budget left for it.
    """
    return [
        cell.bit_length() - 1
        for cell in cells_of(cube[position])
        if find((grid.valid,), (*cube[:position], cell, *cube[position + 1 :])) is not None
    ]


def possible_days(grid: Grid, cube: Cube, root: str, known: Situation) -> tuple[date, date]:
    """The first and the last day that a date can be.

    Raises:
        TooHardError: there is no budget left for it.
    """
    days = known_days(known.vocabulary, root, known)
    assert days is not None
    if not grid.has(root):
        return days
    axis = grid.axes[grid.position(root)]
    cells = possible_cells(grid, cube, grid.position(root))
    low, high = axis.bounds(cells[0])[0], axis.bounds(cells[-1])[1]
    assert isinstance(low, date)
    assert isinstance(high, date)
    return max(days[0], low), min(days[1], high)
