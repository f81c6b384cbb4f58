"""Reference dates that tell apart what one date cannot, where a date takes part in more ways than one."""

from collections.abc import Iterator
from datetime import date

from routekaart.foundation.dates import EARLIEST, LATEST
from routekaart.logic.grid import Grid
from routekaart.logic.grid_cache import GridCache
from routekaart.model.condition import Condition

_MONTH_DAYS = ((1, 31), (2, 28), (2, 29), (3, 1), (3, 31), (12, 31))
"""Days on which years, months, weeks and days since one date can stand in another order."""

_LEAP_CYCLE = 4
"""In years: after these the same days come again, but for three in four hundred years."""


def distinguishing_grids(
    grids: GridCache, conditions: tuple[Condition, ...]
) -> Iterator[tuple[date, date | None, Grid]]:
    """Days that tell all days apart for some conditions, with their grid and the first day of their period.

    That is one day for each period, and more where a date is counted from in several ways, or compared with a fixed day
    too. The first period has no first day.
    """
    periods = grids.vocabulary.periods()
    for position, start in enumerate(periods):
        since = start if position else None
        end = periods[position + 1] if position + 1 < len(periods) else LATEST
        first = since or EARLIEST
        begin = day_with_somebody(grids, first, start, end)
        grid = grids.passing(conditions, begin)
        yield begin, since, grid
        for day in () if grid.dates.same_every_day else further_days(grid, first, begin, end):
            yield day, since, grids.passing(conditions, day)


def further_days(grid: Grid, first: date, start: date, end: date) -> Iterator[date]:
    """More days of a period, from `first` to before `end`: they tell apart what one day, the `start`, cannot."""
    days = [day for day in grid.dates.turning_days if first <= day < end]
    if grid.dates.counts_in_several_ways():
        years = range(start.year, start.year + _LEAP_CYCLE + 1)
        candidates = (_in_year(year, month, day) for year in years for month, day in _MONTH_DAYS)
        days += [day for day in candidates if day is not None and start < day < end]
    yield from sorted(set(days) - {start})


def day_with_somebody(grids: GridCache, first: date, start: date, end: date) -> date:
    """A day of a period to begin with: the `start`, or when nobody can exist on it another one on which somebody can.

    Where none is found it is the start all the same: it is not said that nobody can exist on any day.

    Raises:
        TooHardError: there is no budget left to find out.
    """
    if grids.has_somebody(start):
        return start
    others = further_days(grids.grid((), start, {}), first, start, end)
    return next((day for day in others if grids.has_somebody(day)), start)


def _in_year(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
