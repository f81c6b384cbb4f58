"""The first later day on which the answer for a row changes if only time passes.

An answer changes only on the day of an event: a count that passes a limit, or a parameter that gets another value. So
the diagram of the step is evaluated for each row on the day of each event; the result is the earliest day with another
answer. `outlook.first_change` does the same for one student.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

import narwhals as nw

from routekaart.cohorts.calendar import day_number
from routekaart.cohorts.date_columns import days_by_themselves
from routekaart.cohorts.diagrams import ConflictDiagram, RowAnswer, StepDiagram, conflict_diagrams, step_diagram
from routekaart.cohorts.events import (
    DayNumber,
    Events,
    Limit,
    NotExpressible,
    RangeEnd,
    counts,
    cuts_of,
    ends_of,
    passed,
    passings,
)
from routekaart.cohorts.expressions import Chooser, cells_passed, choosers, code, numbered_cells
from routekaart.cohorts.known_columns import Count, Days
from routekaart.cohorts.rows import Rows
from routekaart.cohorts.working_table import WorkingTable
from routekaart.foundation.dates import LATEST
from routekaart.logic.choices import Choice, alike
from routekaart.logic.grid import Grid
from routekaart.model.condition import Condition
from routekaart.model.step import Step
from routekaart.route import Route


@dataclass(frozen=True)
class ParameterPeriod:
    """The days from `first` to before `end`, in which every parameter keeps its value."""

    first: date
    end: date
    asked: StepDiagram
    conflicts: tuple[ConflictDiagram, ...]


class Changing:
    """Finds when the answers for the rows of a table change."""

    def __init__(self, table: WorkingTable, route: Route, rows: Rows, on: date) -> None:
        """Prepares the later periods of a table.

        Raises:
            NotExpressible: a column holds a derived fact that changes with time.
            TooHardError: a diagram would become too large.
        """
        vocabulary = route.vocabulary
        follows = (name for name in rows.columns.facts if isinstance(route.facts[name].derivation, Condition))
        if any(vocabulary.depends_on_time(name) for name in follows):
            raise NotExpressible
        days = {name: one.as_days() if isinstance(one, Count) else one for name, one in rows.known.items()}
        known = {
            name: days_by_themselves(table, route.grids, name, one, on) if isinstance(one, Days) else one
            for name, one in days.items()
        }
        self._table, self._route, self._rows, self._on = table, route, replace(rows, known=known), on
        self._events = Events(table)
        self._starts = tuple(start for start in vocabulary.periods()[1:] if on < start)
        self._conflicts = [conflict_diagrams(route, day, rows.columns, self._starts) for day in (on, *self._starts)]
        self._groups: dict[tuple[object, ...], int] = {}
        self._still: dict[int, dict[str, Chooser]] = {}

    def first_change(self, step: Step) -> nw.Expr | None:
        """The number of the first day on which the answer at a step changes; None when it never does for any row.

        Raises:
            NotExpressible: a date is used in several ways, so that no diagram holds on every day.
        """
        self._events, self._still = Events(self._table), {}
        return self._table.kept(lambda: self._first_change(step))

    def _first_change(self, step: Step) -> nw.Expr | None:
        periods = self._periods(step)
        if not any(self._dated(one.asked.grid) for one in periods) and all(
            alike(one.asked.tree, periods[0].asked.tree) for one in periods
        ):
            return None
        now = self._table.put(self._answer(periods[0], day_number(self._on)))
        found = [self._looked(period, day, now) for period in periods for day in self._days(step, period)]
        if not found:
            return None
        first = self._table.put(nw.min_horizontal(*found))
        # An odd number: no student can have these facts from that day on, so later days have no answer.
        return nw.when(first - first // 2 * 2 == 0).then(first // 2)

    def _periods(self, step: Step) -> list[ParameterPeriod]:
        found = []
        bounds = [self._on, *self._starts, LATEST]
        for (first, end), conflicts in zip(pairwise(bounds), self._conflicts, strict=True):
            asked = step_diagram(self._route, step, first, self._rows.columns, self._starts)
            for grid in (asked.grid, *(one.grid for one in conflicts)):
                if not grid.dates.same_every_day:
                    raise NotExpressible
            found.append(ParameterPeriod(first, end, asked, conflicts))
        return found

    def _dated(self, grid: Grid) -> list[str]:
        """The dates that have a column and that some count starts from."""
        names = (axis.fact.name for axis in grid.axes if axis.fact.kind == "date")
        return [
            name
            for name in names
            if name in self._rows.known and any(counts(chain) for chain, _ in grid.dates.compared(name))
        ]

    def _days(self, step: Step, period: ParameterPeriod) -> Iterator[DayNumber]:
        """The days of a period on which the answer can change."""
        if period.first != self._on:
            yield day_number(period.first)
        grid = self._route.grids.grid(step.guards, period.first, {})
        if any(period.first <= day < period.end for day in grid.dates.turning_days):
            raise NotExpressible
        for name in self._dated(grid):
            days = self._known(name)
            limits = (limit for chain, value in grid.dates.limits_of(name) for limit in passings(chain, value))
            for limit in dict.fromkeys(limits):
                for end in ends_of(days):
                    yield self._events.day_of(name, days, end, limit)

    def _looked(self, period: ParameterPeriod, day: DayNumber, now: nw.Expr) -> nw.Expr:
        """Twice the day number if the answer differs then, plus one if no student can have these facts; else null."""
        refused = self._table.put(self._refused(period, day))
        answer = self._table.put(self._answer(period, day))
        low, high = day_number(max(period.first, self._on + timedelta(days=1))), day_number(period.end)
        number = nw.lit(day) if isinstance(day, int) else day
        changed = (number >= low) & (number < high) & ((answer != now) | refused)
        return self._table.put(nw.when(changed).then(number * 2 + refused.cast(nw.Int32)))

    def _answer(self, period: ParameterPeriod, day: DayNumber) -> nw.Expr:
        asked = period.asked
        return code(self._table, asked.tree, self._chosen(period.first, asked.grid, asked.choices, day), self._group)

    def _group(self, answer: RowAnswer | None) -> int:
        if answer is None:
            return 0
        return self._groups.setdefault((answer.outcome, answer.target, answer.possible), len(self._groups) + 1)

    def _refused(self, period: ParameterPeriod, day: DayNumber) -> nw.Expr:
        """Whether no student can have these facts on a day."""
        found = [one for name in self._rows.known for one in self._out_of_domain(name, day)]
        for conflicts, now in zip(period.conflicts, self._conflicts[0], strict=True):
            if alike(conflicts.tree, now.tree) and not self._dated(conflicts.grid):
                # Rows with these conflicts are refused already.
                continue
            chosen = self._chosen(period.first, conflicts.grid, conflicts.choices, day)
            found.append(code(self._table, conflicts.tree, chosen, lambda texts: int(bool(texts))) == 1)
        return nw.any_horizontal(*found, ignore_nulls=True) if found else nw.lit(value=False)

    def _out_of_domain(self, name: str, day: DayNumber) -> Iterable[nw.Expr]:
        known = self._rows.known[name]
        if not isinstance(known, Days):
            return
        for off in self._route.vocabulary.read_off(name):
            if not counts(off.chain):
                continue
            bound = off.minimum if off.chain.rising else off.maximum
            if bound is not None and not (off.chain.rising and bound <= 0):
                limit = Limit(off.chain, int(bound) - 1 if off.chain.rising else int(bound) + 1)
                reached = self._events.day_of(name, known, ends_of(known)[-1], limit)
                yield (~passed(day, reached)).fill_null(value=False)

    def _chosen(self, on: date, grid: Grid, choices: Sequence[Choice], day: DayNumber) -> list[Chooser]:
        """How each choice is made on a day, in a diagram that was made for another day of the same period."""
        if id(grid) not in self._still:
            others = [choice for choice in choices if choice.name not in self._dated(grid)]
            chosen = choosers(self._table, grid, others, self._rows.known)
            self._still[id(grid)] = {choice.name: one for choice, one in zip(others, chosen, strict=True)}
        still = self._still[id(grid)]
        return [still[one.name] if one.name in still else self._on_day(on, grid, one.name, day) for one in choices]

    def _on_day(self, on: date, grid: Grid, name: str, day: DayNumber) -> Chooser:
        days = self._known(name)
        between = cuts_of(self._route.vocabulary, grid, name, on)

        def cell(end: RangeEnd) -> nw.Expr:
            known = days.first if end == "first" else days.last
            return cells_passed(
                [
                    known >= one.day
                    if one.limit is None
                    else passed(day, self._events.day_of(name, days, end, one.limit))
                    for one in between
                ]
            )

        last = None if days.exact else cell("last")
        return numbered_cells(self._table, days.first, cell("first"), last, len(between) + 1)

    def _known(self, name: str) -> Days:
        days = self._rows.known[name]
        assert isinstance(days, Days)
        return days
