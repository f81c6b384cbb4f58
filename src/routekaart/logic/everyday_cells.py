"""Cells that mean the same on every reference date, so that what was found on one day holds on another.

The cells of a date in a `Grid` are intervals of days, which move with the reference date. Here a cell of a date is what
the conditions see of it: for each count off it and each limit, whether the count lies below, on or above the limit.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeAlias

from routekaart.foundation.dates import EARLIEST, LATEST
from routekaart.logic.date_ranges import edges
from routekaart.logic.date_roles import DateRoles
from routekaart.logic.grid_cache import GridCache
from routekaart.model.condition import Condition, Value
from routekaart.model.fact_types import FactType
from routekaart.model.fact_values import PartlyKnown
from routekaart.model.situation import Known
from routekaart.model.vocabulary import DateChain

_Cell: TypeAlias = tuple[int, ...]
EverydayCube: TypeAlias = tuple[int | tuple[_Cell, ...], ...]
"""The cells that a student can be in: whole numbers only, also for dates and texts."""


class EverydayCells:
    """The cells of some conditions, and of all impossible combinations, on any reference date."""

    def __init__(self, grids: GridCache, conditions: Iterable[Condition]) -> None:
        """The cells for conditions over the facts of `grids`."""
        vocabulary = grids.vocabulary
        self._periods = vocabulary.periods()
        everything = (*conditions, *(impossible.when for impossible in vocabulary.impossible))
        grid = grids.passing(everything, self._periods[0], self._periods[1:])
        self._axes = tuple(axis for axis in grid.axes if axis.fact.kind != "date")
        dates = (_DateCells(vocabulary.facts[name], grid.dates) for name in vocabulary.dates)
        self._dates = tuple(cells for cells in dates if cells.limits)

    def of(self, known: Mapping[str, Known]) -> Callable[[date], EverydayCube]:
        """Return a function that gives the cells that a student can be in on a reference date.

        For equal cubes the same conditions hold, and they agree on whether anybody can be like this.

        Args:
            known: what is known of facts that follow from no others, on any of those dates.
        """
        values = ((axis, known.get(axis.fact.name)) for axis in self._axes)
        masks = tuple(0 if value is None else axis.mask_of(value) for axis, value in values)  # type: ignore[arg-type]
        dates = [(cells, known.get(cells.name)) for cells in self._dates]

        def on_day(on: date) -> EverydayCube:
            return (bisect_right(self._periods, on), *masks, *[cells.of(value, on) for cells, value in dates])

        return on_day


class _DateCells:
    """The cells of one date.

    Attributes:
        limits: the limits of each thing that is read off it, in order.
    """

    def __init__(self, fact: FactType, roles: DateRoles) -> None:
        self.name = fact.name
        self._past = fact.past
        # If so, the cells between two cells are the same on every day.
        self._ends_are_enough = roles.is_same_every_day(fact.name)
        limits: dict[DateChain, set[Value]] = {}
        for chain, limit in (*roles.compared(fact.name), *roles.limits_of(fact.name)):
            limits.setdefault(chain, set()).add(limit)
        self.limits = tuple((chain, sorted(found)) for chain, found in limits.items())

    def of(self, known: Known | None, on: date) -> tuple[_Cell, ...]:
        """The cells of the days that the date can be, in order; none where there is no such day."""
        first, last = EARLIEST, LATEST
        if isinstance(known, PartlyKnown):
            first, last = known.first, known.last
        elif isinstance(known, date):
            first = last = known
        if self._past and first > on:
            return ()
        if first == last:
            return (self._cell(first, on),)
        final = min(last, on) if self._past else last
        days = [first, *self._cuts(first, final, on), final]
        if known is not None:
            # The last day that is known counts too, even if it is still to come.
            days.append(last)
        return tuple([self._cell(day, on) for day in days])

    def _cuts(self, first: date, final: date, on: date) -> Iterable[date]:
        if self._ends_are_enough:
            return ()
        edging = (day for chain, limits in self.limits for limit in limits for day in edges(chain, on, limit))
        return sorted({day for day in edging if first < day < final})

    def _cell(self, day: date, on: date) -> _Cell:
        return tuple(
            [
                bisect_left(limits, count := chain.read(day, on)) + bisect_right(limits, count)
                for chain, limits in self.limits
            ]
        )
