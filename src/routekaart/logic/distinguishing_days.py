"""Reference dates to examine so that a proof covers all days, where a date plays more than one role."""

from collections.abc import Iterator
from datetime import date

from routekaart.foundation.dates import EARLIEST, LATEST
from routekaart.logic.grid import Grid
from routekaart.logic.grid_cache import GridCache
from routekaart.model.condition import Condition

_MONTH_DAYS = ((1, 31), (2, 28), (2, 29), (3, 1), (3, 31), (12, 31))
"""Days around which counts of years, months, weeks and days since one date can change order."""

_LEAP_CYCLE = 4
"""In years: the calendar repeats after these, except three times in four hundred years."""


def distinguishing_grids(
    grids: GridCache, conditions: tuple[Condition, ...]
) -> Iterator[tuple[date, date | None, Grid]]:
    """Days that represent all days for some conditions, each with the first day of its period and its grid.

    That is one day for each period, and more where a date is counted from in several ways, or is both counted from and
    compared with a fixed day. The first period has no first day.
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
    """More days of a period, from `first` to before `end`, on which other combinations are possible than on `start`."""
    days = [day for day in grid.dates.turning_days if first <= day < end]
    if grid.dates.counts_in_several_ways():
        years = range(start.year, start.year + _LEAP_CYCLE + 1)
        candidates = (_in_year(year, month, day) for year in years for month, day in _MONTH_DAYS)
        days += [day for day in candidates if day is not None and start < day < end]
        days += [day for day in grid.dates.days_of_turns(start) if first <= day < end]
    yield from sorted(set(days) - {start})


def day_with_somebody(grids: GridCache, first: date, start: date, end: date) -> date:
    """A day of a period on which somebody can exist: `start`, or else another day.

    If no such day is found, the result is `start`; that does not prove that nobody can exist on any day.

    Raises:
        TooHardError: the budget is spent.
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
