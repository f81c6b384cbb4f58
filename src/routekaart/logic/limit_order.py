"""The reference dates on which the limits of counts off a date change their order.

Three months ago is 91 days ago on one day, and 90 on another: then other counts are possible together. Most limits lie
so far from each other that they never change places.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import combinations, pairwise
from typing import TypeAlias

from routekaart.foundation.dates import EARLIEST, LATEST
from routekaart.logic.date_chains import spread
from routekaart.logic.date_ranges import passed_on_each_day
from routekaart.model.vocabulary import DateChain

CountLimit: TypeAlias = tuple[DateChain, int]
"""A count off a date, from 1, at which something begins or ceases to hold."""


_SOME_DAY = range(date(2024, 1, 1).toordinal(), date(2024, 1, 2).toordinal())
"""A reference date: limits that lie far from each other on this day do so on every day."""


class LimitOrder:
    """The order of some limits of one date, where it can differ from day to day.

    Results are kept by year; they depend on no facts of any student.
    """

    def __init__(self, limits: Iterable[CountLimit], *, past: bool) -> None:
        """The order of limits.

        Args:
            past: whether the date cannot lie after the reference date, which is a limit too.
        """
        self._limits = tuple(dict.fromkeys(limits))
        self._past = past
        self._found: dict[int, tuple[date, ...]] = {}

    def new_on(self, on: date, until: date) -> Iterator[date]:
        """The days after `on`, up to `until`, on which the order differs from that of the day before."""
        for year in range(on.year, until.year + 1) if self._changing else ():
            if year not in self._found:
                self._found[year] = tuple(self._in_year(year))
            yield from (day for day in self._found[year] if on < day <= until)

    @cached_property
    def _changing(self) -> Sequence[CountLimit | None]:
        """The limits whose order can change; None is the reference date."""
        placed: list[tuple[CountLimit | None, int, int]] = [
            (limit, spread(limit[0]), self._places(limit, _SOME_DAY)[0]) for limit in self._limits
        ]
        if self._past:
            placed.append((None, 0, self._places(None, _SOME_DAY)[0]))
        found: dict[CountLimit | None, None] = {}
        for (one, its_spread, place), (other, other_spread, other_place) in combinations(placed, 2):
            if abs(place - other_place) <= its_spread + other_spread > 0:
                found |= {one: None, other: None}
        return tuple(found)

    def _in_year(self, year: int) -> Iterator[date]:
        first, last = max(date(year, 1, 1), EARLIEST).toordinal(), min(date(year, 12, 31), LATEST).toordinal()
        days = range(max(first - 1, EARLIEST.toordinal()), last + 1)
        places = [self._places(limit, days) for limit in self._changing]
        for number, (before, after) in enumerate(pairwise(map(_order, zip(*places, strict=True))), start=1):
            if before != after:
                yield date.fromordinal(days[number])

    def _places(self, limit: CountLimit | None, days: range) -> list[int]:
        """The first day on the other side of a limit, in the order of the calendar, on each reference date."""
        if limit is None:
            return [day + 1 for day in days]
        chain, turn = limit
        return passed_on_each_day(chain, turn, days, beyond=not chain.rising)


def _order(places: Sequence[int]) -> tuple[int, ...]:
    ranks = {place: rank for rank, place in enumerate(sorted(set(places)))}
    return tuple(ranks[place] for place in places)
