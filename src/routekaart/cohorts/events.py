"""The days on which a count off a date passes a limit, for every row; and where a row stands on such a day."""

from dataclasses import dataclass
from datetime import date
from math import ceil, floor
from typing import Literal, TypeAlias

import narwhals as nw

from routekaart.cohorts.calendar import DayParts, day_number, month_and_day, moved, reached
from routekaart.cohorts.known_columns import Days
from routekaart.cohorts.working_table import WorkingTable
from routekaart.foundation.errors import TooHardError
from routekaart.logic.axes import passes
from routekaart.logic.grid import Grid
from routekaart.model.condition import Value
from routekaart.model.facts import Elapsed, Shifted
from routekaart.model.vocabulary import DateChain, Vocabulary

DayNumber: TypeAlias = nw.Expr | int
RangeEnd: TypeAlias = Literal["first", "last"]


class NotExpressible(TooHardError):
    """Something that time does to a row and that cannot be said of all rows together."""


@dataclass(frozen=True)
class Limit:
    """A count that reaches a limit as time passes.

    Attributes:
        count: of a count since a date, so many or more; of a count until a date, so many or fewer.
    """

    chain: DateChain
    count: int

    @property
    def elapsed(self) -> Elapsed:
        """What is counted."""
        elapsed = self.chain.steps[-1]
        assert isinstance(elapsed, Elapsed)
        return elapsed


def counts(chain: DateChain) -> bool:
    """Whether a count ends the chain, so that what is read off changes by the day."""
    return bool(chain.steps) and isinstance(chain.steps[-1], Elapsed)


def passings(chain: DateChain, value: Value) -> tuple[Limit, Limit]:
    """A count reaching a value that it is compared with, and passing it."""
    low, high = _whole_numbers(value)
    return (
        (Limit(chain, low), Limit(chain, high + 1)) if not chain.rising else (Limit(chain, high), Limit(chain, low - 1))
    )


def cuts(chain: DateChain, value: Value) -> tuple[Limit, Limit]:
    """For the two days that `passes` tells: what has not come yet for the days from that one on."""
    low, high = _whole_numbers(value)
    return (
        (Limit(chain, high + 1), Limit(chain, low)) if not chain.rising else (Limit(chain, low - 1), Limit(chain, high))
    )


def _whole_numbers(value: Value) -> tuple[int, int]:
    """The least whole number that is at least a value, and the greatest that is at most the value."""
    assert not isinstance(value, date | str)
    return ceil(value), floor(value)


class Events:
    """Finds for each row the day of an event, and works each out once."""

    def __init__(self, table: WorkingTable) -> None:
        self._table = table
        self._days: dict[tuple[str, RangeEnd, tuple[Shifted | Elapsed, ...]], DayParts] = {}
        self._found: dict[tuple[str, RangeEnd, Limit], DayNumber] = {}

    def day_of(self, root: str, days: Days, end: RangeEnd, limit: Limit) -> DayNumber:
        """The first reference date on which a limit is reached, counted from an end of what a date can be."""
        key = root, end, limit
        if key not in self._found:
            start = self._counted_from(root, days, end, limit.chain.steps[:-1])
            found = reached(self._table.put, start, limit.elapsed.unit, limit.elapsed.direction, limit.count)
            self._found[key] = found if isinstance(found, int) else self._table.put(found)
        return self._found[key]

    def _counted_from(self, root: str, days: Days, end: RangeEnd, shifts: tuple[Shifted | Elapsed, ...]) -> DayParts:
        key = root, end, shifts
        if key not in self._days:
            self._days[key] = self._moved(root, days, end, shifts)
        return self._days[key]

    def _moved(self, root: str, days: Days, end: RangeEnd, shifts: tuple[Shifted | Elapsed, ...]) -> DayParts:
        if not shifts:
            return self._split(days.first if end == "first" else days.last)
        day = self._counted_from(root, days, end, shifts[:-1])
        shifted = shifts[-1]
        assert isinstance(shifted, Shifted)
        for unit, amount in shifted.amounts:
            day = self._split(moved(self._table.put, day, amount, unit))
        return day

    def _split(self, number: nw.Expr) -> DayParts:
        month, day = month_and_day(self._table.put, number)
        return DayParts(number, month, day)


def ends_of(days: Days) -> tuple[RangeEnd, ...]:
    """The ends of what a date can be; one when it is known as a day."""
    return ("first",) if days.exact else ("first", "last")


@dataclass(frozen=True)
class Cut:
    """What tells two cells of a date apart: a fixed day, or a limit that has not been reached."""

    day: int | None
    limit: Limit | None = None


def cuts_of(vocabulary: Vocabulary, grid: Grid, name: str, on: date) -> list[Cut]:
    """What stands between each two cells of a date, in order; the same on every day, though the cells move.

    Raises:
        NotExpressible: cells can come together or apart as time passes.
    """
    axis = grid.axes[grid.position(name)]
    found: dict[Value, Cut] = {}
    for chain, value in grid.compared(name):
        if not counts(chain):
            found.update((day, Cut(day_number(day))) for day in passes(chain, on, value) if day is not None)
            continue
        for day, limit in zip(passes(chain, on, value), cuts(chain, value), strict=True):
            if day in axis.cells[1:]:
                if found.setdefault(day, Cut(None, limit)) != Cut(None, limit):
                    raise NotExpressible
            elif not _never_tells_apart(vocabulary, limit):
                raise NotExpressible
    return [found[start] for start in axis.cells[1:]]


def _never_tells_apart(vocabulary: Vocabulary, limit: Limit) -> bool:
    """Whether a limit is reached always or never, on any day, by what the count can be."""
    since = limit.elapsed.direction == "since"
    if limit.count <= 0 if since else limit.count < 0:
        return True
    if not since and vocabulary.facts[limit.chain.date_fact].past and len(limit.chain.steps) == 1:
        return True
    bounds = [off for off in vocabulary.read_off(limit.chain.date_fact) if off.chain == limit.chain]
    low = max((off.minimum for off in bounds if off.minimum is not None), default=None)
    high = min((off.maximum for off in bounds if off.maximum is not None), default=None)
    least, most = (limit.count, limit.count - 1) if since else (limit.count + 1, limit.count)
    return (low is not None and least <= low) or (high is not None and most >= high)


def passed(at: DayNumber, day: DayNumber) -> nw.Expr:
    """Whether a day lies after another."""
    if isinstance(day, int):
        return nw.lit(value=day > at) if isinstance(at, int) else at < day
    return day > at
