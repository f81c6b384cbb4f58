"""The first later day on which the answer for a row is another one, if nothing changes but that days pass.

Between two events nothing changes: a count that passes a limit, or a limit itself that changes. So for each row the
diagram of the step is gone through on the day of each event, and the earliest on which it ends elsewhere is told. This
is what `outlook.first_change` does for one student.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

import narwhals as nw

from routekaart.cohorts.bench import Bench
from routekaart.cohorts.calendar import day_number
from routekaart.cohorts.coding import Chooser, cells_passed, choosers, code, numbered_cells
from routekaart.cohorts.events import (
    DayNumber,
    End,
    Events,
    Limit,
    NotExpressible,
    counts,
    cuts_of,
    ends_of,
    passed,
    passings,
)
from routekaart.cohorts.families import days_by_themselves
from routekaart.cohorts.plain import Count, Days
from routekaart.cohorts.rows import Rows
from routekaart.cohorts.trees import Asked, Conflicts, Told, asked_at, conflicts_on
from routekaart.condition import Condition
from routekaart.dates import LATEST
from routekaart.logic.choices import Choice, alike
from routekaart.logic.grid import Grid
from routekaart.route import Route
from routekaart.step import Step


@dataclass(frozen=True)
class Stretch:
    """Days, from `first` to before `end`, in which the limits stay as they are."""

    first: date
    end: date
    asked: Asked
    conflicts: tuple[Conflicts, ...]


class Changing:
    """Tells for the rows of one table when their answers change."""

    def __init__(self, bench: Bench, route: Route, rows: Rows, on: date) -> None:
        """What lies ahead of a table.

        Raises:
            NotExpressible: a column tells a fact that follows from others and that time can change.
            TooHardError: too many things can be known together.
        """
        vocabulary = route.vocabulary
        follows = (name for name in rows.columns.facts if isinstance(route.facts[name].derivation, Condition))
        if any(vocabulary.depends_on_time(name) for name in follows):
            raise NotExpressible
        known = {name: one.as_days() if isinstance(one, Count) else one for name, one in rows.known.items()}
        for name, one in known.items():
            if isinstance(one, Days):
                known[name] = days_by_themselves(bench, route.grids, name, one, on)
        self._bench, self._route, self._rows, self._on = bench, route, replace(rows, known=known), on
        self._events = Events(bench)
        self._starts = tuple(start for start in vocabulary.periods()[1:] if on < start)
        self._conflicts = [conflicts_on(route, day, rows.columns, self._starts) for day in (on, *self._starts)]
        self._groups: dict[tuple[object, ...], int] = {}
        self._still: dict[int, dict[str, Chooser]] = {}

    def first_change(self, step: Step) -> nw.Expr | None:
        """The number of the first day on which the answer at a step changes; None when it never does for any row.

        Raises:
            NotExpressible: a date takes part in several ways, so that no diagram holds on every day.
        """
        self._events, self._still = Events(self._bench), {}
        return self._bench.kept(lambda: self._first_change(step))

    def _first_change(self, step: Step) -> nw.Expr | None:
        stretches = self._stretches(step)
        if not any(self._dated(one.asked.grid) for one in stretches) and all(
            alike(one.asked.tree, stretches[0].asked.tree) for one in stretches
        ):
            return None
        now = self._bench.put(self._answer(stretches[0], day_number(self._on)))
        found = [self._looked(stretch, day, now) for stretch in stretches for day in self._days(step, stretch)]
        if not found:
            return None
        first = self._bench.put(nw.min_horizontal(*found))
        # An odd number: nobody can be like this any more, and nothing is told of later days.
        return nw.when(first - first // 2 * 2 == 0).then(first // 2)

    def _stretches(self, step: Step) -> list[Stretch]:
        found = []
        bounds = [self._on, *self._starts, LATEST]
        for (first, end), conflicts in zip(pairwise(bounds), self._conflicts, strict=True):
            asked = asked_at(self._route, step, first, self._rows.columns, self._starts)
            for grid in (asked.grid, *(one.grid for one in conflicts)):
                if not grid.same_every_day:
                    raise NotExpressible
            found.append(Stretch(first, end, asked, conflicts))
        return found

    def _dated(self, grid: Grid) -> list[str]:
        """The dates that are known in some row and counted from."""
        names = (axis.fact.name for axis in grid.axes if axis.fact.kind == "date")
        return [
            name
            for name in names
            if name in self._rows.known and any(counts(chain) for chain, _ in grid.compared(name))
        ]

    def _days(self, step: Step, stretch: Stretch) -> Iterator[DayNumber]:
        """The days of a stretch on which something can be otherwise."""
        if stretch.first != self._on:
            yield day_number(stretch.first)
        grid = self._route.grids.grid(step.guards, stretch.first, {})
        if any(stretch.first <= day < stretch.end for day in grid.turning_days):
            raise NotExpressible
        for name in self._dated(grid):
            days = self._known(name)
            limits = (limit for chain, value in grid.limits_of(name) for limit in passings(chain, value))
            for limit in dict.fromkeys(limits):
                for end in ends_of(days):
                    yield self._events.day_of(name, days, end, limit)

    def _looked(self, stretch: Stretch, day: DayNumber, now: nw.Expr) -> nw.Expr:
        """Twice the number of a day on which the answer is another one; one more when nobody can be like this."""
        refused = self._bench.put(self._refused(stretch, day))
        answer = self._bench.put(self._answer(stretch, day))
        low, high = day_number(max(stretch.first, self._on + timedelta(days=1))), day_number(stretch.end)
        number = nw.lit(day) if isinstance(day, int) else day
        told = (number >= low) & (number < high) & ((answer != now) | refused)
        return self._bench.put(nw.when(told).then(number * 2 + refused.cast(nw.Int32)))

    def _answer(self, stretch: Stretch, day: DayNumber) -> nw.Expr:
        asked = stretch.asked
        return code(self._bench, asked.tree, self._chosen(stretch.first, asked.grid, asked.choices, day), self._group)

    def _group(self, told: Told | None) -> int:
        if told is None:
            return 0
        return self._groups.setdefault((told.outcome, told.target, told.possible), len(self._groups) + 1)

    def _refused(self, stretch: Stretch, day: DayNumber) -> nw.Expr:
        """Whether nobody can be like this on a day."""
        found = [one for name in self._rows.known for one in self._out_of_domain(name, day)]
        for conflicts, now in zip(stretch.conflicts, self._conflicts[0], strict=True):
            if alike(conflicts.tree, now.tree) and not self._dated(conflicts.grid):
                # These rows have been refused before.
                continue
            chosen = self._chosen(stretch.first, conflicts.grid, conflicts.choices, day)
            found.append(code(self._bench, conflicts.tree, chosen, lambda texts: int(bool(texts))) == 1)
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
        """How each choice is made on a day, in a diagram that was made for another day of the same stretch."""
        if id(grid) not in self._still:
            others = [choice for choice in choices if choice.name not in self._dated(grid)]
            chosen = choosers(self._bench, grid, others, self._rows.known)
            self._still[id(grid)] = {choice.name: one for choice, one in zip(others, chosen, strict=True)}
        still = self._still[id(grid)]
        return [still[one.name] if one.name in still else self._on_day(on, grid, one.name, day) for one in choices]

    def _on_day(self, on: date, grid: Grid, name: str, day: DayNumber) -> Chooser:
        days = self._known(name)
        between = cuts_of(self._route.vocabulary, grid, name, on)

        def cell(end: End) -> nw.Expr:
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
        return numbered_cells(self._bench, days.first, cell("first"), last, len(between) + 1)

    def _known(self, name: str) -> Days:
        days = self._rows.known[name]
        assert isinstance(days, Days)
        return days
