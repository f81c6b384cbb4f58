"""Reads all columns about one date: the date itself, an age, and whatever else is counted from it.

Each column gives the range of days in which the date lies. What is known is the intersection of those ranges.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import narwhals as nw

from routekaart.cohorts.calendar import DayParts, day_number, days_of_count, in_school_years, month_and_day, moved_from
from routekaart.cohorts.known_columns import Count, Days, Numeric, count_of
from routekaart.cohorts.unusable import RefusedRows
from routekaart.cohorts.working_table import WorkingTable
from routekaart.foundation.language import Text, enumerate_text
from routekaart.logic.date_ranges import date_domain, passes
from routekaart.logic.grid_cache import GridCache
from routekaart.logic.possible import possible_stretches
from routekaart.model.fact_types import Elapsed, Shifted
from routekaart.model.fact_values import accepted_values
from routekaart.model.vocabulary import DateChain, ReadOff, Vocabulary


@dataclass(frozen=True)
class DateColumns:
    """Reads the columns of one date, on a reference date. Each method returns the rows it refuses too."""

    table: WorkingTable
    vocabulary: Vocabulary
    on: date

    def read(self, root: str, columns: Mapping[str, Days | Numeric]) -> tuple[Days | Count, list[RefusedRows]]:
        """The days a date can be in each row, and the rows whose columns contradict each other or the domain.

        Args:
            root: the name of the date.
            columns: the date, its counts and the dates that follow from it, in the order of the table.
        """
        if len(columns) == 1:
            ((name, column),) = columns.items()
            chain = self.vocabulary.date_chain(name)
            if isinstance(column, Numeric) and chain is not None and len(chain.steps) == 1:
                return self._count(name, column, chain)
        return self._days(root, columns)

    def _count(self, name: str, column: Numeric, chain: DateChain) -> tuple[Count, list[RefusedRows]]:
        """A count without other columns of its date. It changes by at most 1 a day, so its values are consecutive."""
        domain = date_domain(self.vocabulary, chain.date_fact, self.on)
        least, most = sorted(count_of(chain, day, self.on) for day in domain)
        fact, value, refusals = self.vocabulary.facts[name], column.value, list[RefusedRows]()
        if fact.minimum is None or fact.maximum is None or fact.minimum < least or fact.maximum > most:
            refused = self.table.put(((value < least) | (value > most)).fill_null(value=False))
            refusals.append(_no_such_value(name, refused))
            value = self.table.put(nw.when(~refused).then(value))

        def as_days() -> Days:
            return self._days(chain.date_fact, {name: column})[0]

        return Count(value, chain, self.on, domain, (least, most), as_days), refusals

    def _days(self, root: str, columns: Mapping[str, Days | Numeric]) -> tuple[Days, list[RefusedRows]]:
        """The intersection of the ranges of days that the columns give."""
        ranges, refusals = list[Days](), list[RefusedRows]()
        for name, column in columns.items():
            if name == root:
                assert isinstance(column, Days)
                days, refused = self._within_domain(root, column)
            else:
                days, refused = self._of_read_off(name, column)
            ranges.append(days)
            refusals += refused
        if len(ranges) == 1:
            return ranges[0], refusals
        latest_first = nw.max_horizontal(*(one.first for one in ranges))
        earliest_last = nw.min_horizontal(*(one.last for one in ranges))
        first, last = self.table.put_all([latest_first, earliest_last])
        disjoint = self.table.put((first > last).fill_null(value=False))
        listed = enumerate_text(columns, every=True)
        text = Text(f"{listed.nl} kunnen niet samen waar zijn", f"{listed.en} cannot be true together")
        first, last = self.table.put_all([nw.when(first <= last).then(first), nw.when(first <= last).then(last)])
        return Days(first, last, exact=False), [*refusals, RefusedRows(disjoint, text)]

    def _within_domain(self, root: str, days: Days) -> tuple[Days, list[RefusedRows]]:
        """A date limited to its domain on the reference date, as `situation.out_of_domain` and `known_days` do."""
        low, high = self._domain(root)
        if days.exact and self.table.nowhere((days.first < low) | (days.first > high)):
            return days, []
        refusals: list[RefusedRows] = []
        seen: nw.Expr | None = None
        for impossible, text in self._limits(root, days):
            found = impossible.fill_null(value=False)
            refused = self.table.put(found if seen is None else found & ~seen)
            seen = refused if seen is None else seen | refused
            refusals.append(RefusedRows(refused, text))
        if seen is None:
            return days, []
        if days.exact:
            day = self.table.put(nw.when(~seen).then(days.first))
            return Days(day, day, exact=True), refusals
        first, last = nw.when(~seen).then(days.first), nw.when(~seen).then(days.last)
        return self._clipped(first, last, low, high), refusals

    def _limits(self, root: str, days: Days) -> Iterator[tuple[nw.Expr, Text]]:
        """For each limit of a date, the rows that exceed it, and what was expected."""
        if self.vocabulary.facts[root].past:
            yield days.first > day_number(self.on), self._on_or_before(root)
        for off in self.vocabulary.read_off(root):
            outside = self._outside(off, days)
            if outside is not None:
                counted = self.vocabulary.facts[off.name]
                limits = accepted_values(counted)
                text = Text(
                    f"{root}: verwacht wordt een datum die voor {counted.title} geeft: {limits.nl}",
                    f"{root}: expected a date that gives for {counted.title}: {limits.en}",
                )
                yield outside, text

    def _outside(self, off: ReadOff, days: Days) -> nw.Expr | None:
        """Whether no day of the range gives a count within its domain; None when every day does."""
        if not any(isinstance(step, Elapsed) for step in off.chain.steps):
            return None
        parts = []
        for bound, is_minimum in ((off.minimum, True), (off.maximum, False)):
            if bound is None:
                continue
            first, beyond = passes(off.chain, self.on, bound)
            if is_minimum == off.chain.rising:
                parts.append(nw.lit(value=True) if first is None else days.last < day_number(first))
            elif beyond is not None:
                parts.append(days.first >= day_number(beyond))
        return nw.any_horizontal(*parts, ignore_nulls=True) if parts else None

    def _of_read_off(self, name: str, column: Days | Numeric) -> tuple[Days, list[RefusedRows]]:
        """The days the root date can be, given a fact that is read off it."""
        chain = self.vocabulary.date_chain(name)
        assert chain is not None
        known, first, last, refusals = self._before_shifts(name, column, chain)
        for step in (one for one in reversed(chain.steps) if isinstance(one, Shifted)):
            if step.to:
                begun = in_school_years(self.table.put, self._parts(first), self._parts(last))
                first, last = self.table.put_all(begun)
            for unit, amount in reversed(step.amounts):
                moved = moved_from(self.table.put, self._parts(first), self._parts(last), amount, unit)
                first, last = self.table.put_all(moved)
        low, high = self._domain(chain.date_fact)
        impossible = nw.max_horizontal(first, nw.lit(low)) > nw.min_horizontal(last, nw.lit(high))
        refused = self.table.put(impossible & ~known.is_null())
        good = ~refused & ~known.is_null()
        days = self._clipped(nw.when(good).then(first), nw.when(good).then(last), low, high)
        return days, [*refusals, _no_such_value(name, refused)]

    def _before_shifts(
        self, name: str, column: Days | Numeric, chain: DateChain
    ) -> tuple[nw.Expr, nw.Expr, nw.Expr, list[RefusedRows]]:
        """The values of a column, and the first and the last day to which the last step of the chain gives each."""
        if isinstance(column, Numeric):
            elapsed = chain.steps[-1]
            assert isinstance(elapsed, Elapsed)
            counted = days_of_count(self.table.put, column.value, self.on, elapsed.unit, elapsed.direction)
            first, last = self.table.put_all(counted)
            return column.value, first, last, []
        if not self.vocabulary.facts[name].past:
            return column.first, column.first, column.last, []
        late = self.table.put((column.first > day_number(self.on)).fill_null(value=False))
        day = self.table.put(nw.when(~late).then(column.first))
        return day, day, day, [RefusedRows(late, self._on_or_before(name))]

    def _domain(self, root: str) -> tuple[int, int]:
        low, high = date_domain(self.vocabulary, root, self.on)
        return day_number(low), day_number(high)

    def _on_or_before(self, name: str) -> Text:
        on = self.on
        return Text(f"{name}: verwacht wordt een datum op of voor {on}", f"{name}: expected a date on or before {on}")

    def _parts(self, number: nw.Expr) -> DayParts:
        return DayParts(number, *month_and_day(self.table.put, number))

    def _clipped(self, first: nw.Expr, last: nw.Expr, low: int, high: int) -> Days:
        """A range limited to the domain of its date."""
        first, last = self.table.put_all([first, last])
        first, last = self.table.put_all(
            [
                nw.when(first < low).then(nw.lit(low)).otherwise(first),
                nw.when(last > high).then(nw.lit(high)).otherwise(last),
            ]
        )
        return Days(first, last, exact=False)


def days_by_themselves(table: WorkingTable, grids: GridCache, root: str, days: Days, on: date) -> Days:
    """The days a date can be by its own columns alone; `logic.possible.days_by_themselves` does so for one student.

    Raises:
        TooHardError: it would take too much work.
    """
    stretches = [] if days.exact else possible_stretches(grids, root, on)
    if not stretches:
        return days
    first, last = days.first, days.last
    for low, high in map(_numbered, reversed(stretches)):
        first = nw.when(days.first <= high).then(nw.max_horizontal(days.first, nw.lit(low))).otherwise(first)
    for low, high in map(_numbered, stretches):
        last = nw.when(days.last >= low).then(nw.min_horizontal(days.last, nw.lit(high))).otherwise(last)
    first, last = table.put_all([first, last])
    return Days(first, last, exact=False)


def _numbered(stretch: tuple[date, date]) -> tuple[int, int]:
    return day_number(stretch[0]), day_number(stretch[1])


def _no_such_value(name: str, refused: nw.Expr) -> RefusedRows:
    return RefusedRows(refused, Text(f"{name} kan deze waarde niet hebben", f"{name} cannot have this value"))
