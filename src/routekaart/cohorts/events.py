"""For every row, the days on which a count from a date passes a limit, and the cell of the row on such a day."""

from dataclasses import dataclass
from datetime import date
from math import ceil, floor
from typing import Literal, TypeAlias

import narwhals as nw

from routekaart.cohorts.calendar import DayParts, day_number, end_of_school_year, month_and_day, moved, reached
from routekaart.cohorts.known_columns import Days
from routekaart.cohorts.working_table import WorkingTable
from routekaart.foundation.errors import TooHardError
from routekaart.logic.date_ranges import passes
from routekaart.logic.grid import Grid
from routekaart.model.condition import Value
from routekaart.model.fact_types import Elapsed, Shifted
from routekaart.model.vocabulary import DateChain, Vocabulary

DayNumber: TypeAlias = nw.Expr | int
RangeEnd: TypeAlias = Literal["first", "last"]


class NotExpressible(TooHardError):
    """No single expression describes the change over time for all rows."""


@dataclass(frozen=True)
class Limit:
    """A count reaching a number as time passes.

    Attributes:
        count: the number; reached from below by a count since a date, from above by a count until a date.
    """

    chain: DateChain
    count: int

    @property
    def elapsed(self) -> Elapsed:
        """The last step of the chain: the unit that is counted, since or until the date."""
        elapsed = self.chain.steps[-1]
        assert isinstance(elapsed, Elapsed)
        return elapsed


def counts(chain: DateChain) -> bool:
    """Whether the chain ends in a count, so that its value changes with the reference date."""
    return bool(chain.steps) and isinstance(chain.steps[-1], Elapsed)


def passings(chain: DateChain, value: Value) -> tuple[Limit, Limit]:
    """The limits at which a count reaches a value that it is compared with, and passes it.

    They are in the reverse order of the days of `axes.passes`: a date on or after such a day has not reached its limit.
    """
    assert not isinstance(value, date | str)
    if chain.rising:
        return Limit(chain, floor(value)), Limit(chain, ceil(value) - 1)
    return Limit(chain, ceil(value)), Limit(chain, floor(value) + 1)


class Events:
    """The day of each event in every row, each computed once."""

    def __init__(self, table: WorkingTable) -> None:
        self._table = table
        self._days: dict[tuple[str, RangeEnd, tuple[Shifted | Elapsed, ...]], DayParts] = {}
        self._found: dict[tuple[str, RangeEnd, Limit], DayNumber] = {}

    def day_of(self, root: str, days: Days, end: RangeEnd, limit: Limit) -> DayNumber:
        """The first reference date on which a limit is reached, from the first or last day a date can be."""
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
        return self._split(end_of_school_year(self._table.put, day)) if shifted.to else day

    def _split(self, number: nw.Expr) -> DayParts:
        month, day = month_and_day(self._table.put, number)
        return DayParts(number, month, day)


def ends_of(days: Days) -> tuple[RangeEnd, ...]:
    """The ends of the range of days a date can be; only one when the date is exact."""
    return ("first",) if days.exact else ("first", "last")


@dataclass(frozen=True)
class Cut:
    """The boundary between two cells of a date: a fixed day, or a limit that is not reached yet."""

    day: int | None
    limit: Limit | None = None


def cuts_of(vocabulary: Vocabulary, grid: Grid, name: str, on: date) -> list[Cut]:
    """The boundaries between the cells of a date, in order; the same on every day, though the cells move.

    Raises:
        NotExpressible: cells can merge or split as time passes.
    """
    axis = grid.axes[grid.position(name)]
    found: dict[Value, Cut] = {}
    for chain, value in grid.dates.compared(name):
        if not counts(chain):
            found.update((day, Cut(day_number(day))) for day in passes(chain, on, value) if day is not None)
            continue
        for day, limit in zip(passes(chain, on, value), reversed(passings(chain, value)), strict=True):
            if day in axis.cells[1:]:
                if found.setdefault(day, Cut(None, limit)) != Cut(None, limit):
                    raise NotExpressible
            elif not _never_tells_apart(vocabulary, limit):
                raise NotExpressible
    return [found[start] for start in axis.cells[1:]]


def _never_tells_apart(vocabulary: Vocabulary, limit: Limit) -> bool:
    """Whether the domain of a count implies that a limit is reached on every day, or on none."""
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
