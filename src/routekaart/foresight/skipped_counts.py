"""Later days on which a count becomes possible, or ceases to be, for a date that is not known exactly.

Most counts off an unknown date are possible on every day: somebody is 18 today, and tomorrow somebody else. But a date
that is moved to the end of its school year lies on few days: twelve days after such a day is 12 August, and no other.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from heapq import merge
from itertools import dropwhile, takewhile
from math import ceil, floor

from routekaart.foundation.dates import EARLIEST, LATEST, first_day
from routekaart.logic.date_roles import DateRoles
from routekaart.logic.in_step import to_an_end
from routekaart.model.condition import Value
from routekaart.model.vocabulary import DateChain

_AROUND = 3
"""So many days beside the end of a month a moved date can lie on, or pass over."""
_MARGIN = timedelta(days=400)
"""More than two ways to measure the same length can differ."""
_JULY = 7
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class _Anchors:
    """The days beside which a moved date passes over days, in order.

    Attributes:
        first, last: the first and the last day that the date can be moved to.
    """

    moved: DateChain
    first: date
    last: date

    def since(self, day: date) -> Iterator[date]:
        """Those on and after a day."""
        start = max(day, self.first)
        of_years = to_an_end(self.moved)
        for month in range(start.year * 12 + start.month - 1, self.last.year * 12 + self.last.month + 1):
            end = date(month // 12 + (month % 12 == 11), (month + 1) % 12 + 1, 1) - _DAY
            if of_years:
                found: Iterable[date] = [end] if end.month == _JULY else []
            else:
                near = [end + timedelta(days=days) for days in range(-_AROUND - 1, _AROUND + 3)]
                found = self._beside_a_gap(near)
            yield from (one for one in found if start <= one <= self.last)

    def _beside_a_gap(self, days: list[date]) -> Iterator[date]:
        """The days of a row, but for its ends, of which one beside it is passed over and it is not, or the reverse."""
        reached = list(map(self._is_reached, days))
        for number in range(1, len(days) - 1):
            if len(set(reached[number - 1 : number + 2])) > 1:
                yield days[number]

    def _is_reached(self, day: date) -> bool:
        """Whether some date is moved to a day."""
        near = round(self.moved.near(day, day))
        first, last = max(near - _AROUND, EARLIEST.toordinal()), min(near + _AROUND, LATEST.toordinal())
        return any(self.moved.read(date.fromordinal(one), day) == day for one in range(first, last + 1))


def days_of_skipped_counts(
    dates: DateRoles, name: str, known: tuple[date, date] | None, on: date, until: date
) -> Iterator[date]:
    """The days after `on`, up to `until`, in order, on which the counts that are possible off a date can be others.

    Args:
        known: the first and the last day that the date can be; None when nothing is known of it.
    """
    first, last = known or (EARLIEST, LATEST)
    streams: list[Iterator[date]] = []
    for chain in dates.skipping(name) if first < last else ():
        moved, counted = DateChain(name, chain.steps[:-1]), DateChain(name, chain.steps[-1:])
        anchors = _Anchors(moved, _moved(moved, on, first), _moved(moved, on, last))
        for limit in {limit for one, limit in dates.limits_of(name) if one == chain}:
            for turn in _turns(counted, limit):
                start = counted.near(on, turn)
                near = date.fromordinal(round(min(max(start, EARLIEST.toordinal()), LATEST.toordinal())))
                days = anchors.since(max(EARLIEST, near) - min(_MARGIN, near - EARLIEST))
                streams.append(_found(partial(counted.reached_on, limit=turn), days, on, until))
        if dates.is_past(name):
            # The latest date that has passed can be moved to a day that no earlier one is moved to.
            streams.append(_found(partial(_first_moved_to, moved, on), anchors.since(on), on, until))
    return merge(*streams)


def _moved(moved: DateChain, on: date, day: date) -> date:
    value = moved.read(day, on)
    assert isinstance(value, date)
    return min(max(value, EARLIEST), LATEST)


def _first_moved_to(moved: DateChain, on: date, end: date) -> date | None:
    """The first day that is moved to a day, or beyond it."""
    return first_day(lambda day: _moved(moved, on, day) >= end, moved.near(on, end))


def _turns(counted: DateChain, limit: Value) -> tuple[Value, Value]:
    """The count at which a limit is reached, and that at which it is passed."""
    assert isinstance(limit, int | Decimal)
    return limit, ceil(limit) - 1 if counted.rising else floor(limit) + 1


def _found(day_of: Callable[[date], date | None], anchors: Iterator[date], on: date, until: date) -> Iterator[date]:
    """The days that follow from some anchors and lie after `on`, up to `until`; later anchors give later days."""
    days = (day for day in map(day_of, anchors) if day is not None)
    return takewhile(lambda day: day <= until, dropwhile(lambda day: day <= on, days))
