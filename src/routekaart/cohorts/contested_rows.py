"""The unconfirmed readings that the answer of each row depends on, by also answering the table per alternative."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial, reduce
from operator import or_
from typing import TypeAlias

import narwhals as nw

from routekaart.cohorts.contested_names import BETWEEN, named
from routekaart.cohorts.diagrams import RowAnswer, step_diagram
from routekaart.cohorts.expressions import choosers, code
from routekaart.cohorts.rows import Rows, read_rows
from routekaart.cohorts.working_table import WorkingTable
from routekaart.deciding.contested import unconfirmed_at
from routekaart.route import Route

_REFUSED, _NO_STEP = 0, -1

_Answer: TypeAlias = tuple[str, str | None, tuple[str, ...]]
ByStep: TypeAlias = Callable[[Mapping[str, nw.Expr | None], nw.Expr], nw.Expr]
"""Picks for each row the column of its step; the second argument where its step has no column."""


def contested_rows(
    table: WorkingTable,
    route: Route,
    rows: Rows,
    facts: tuple[str, ...],
    steps: Collection[str],
    on: date,
    by_step: ByStep,
) -> nw.Expr:
    """The alternatives under which each row gets another answer, in one text; null where there are none.

    Args:
        rows: the known facts of each row.
        facts: the columns that are facts.
        steps: the steps that rows can be in.

    Raises:
        TooHardError: a diagram would become too large.
    """
    answering = _Answering(table, on, by_step)
    own = answering.numbers(route, rows, steps)
    told = []
    for (reading, alternative), touched in _alternatives(route, steps).items():
        other = route.under({reading: alternative})
        there = read_rows(table, other, tuple(name for name in facts if name in other.facts), on)
        found = answering.numbers(other, there, touched)
        here = by_step(dict.fromkeys(touched, nw.lit(value=True)), nw.lit(value=False))
        told.append(nw.when(here & (found != own)).then(nw.lit(named(reading, alternative))))
    if not told:
        return nw.lit(None, dtype=nw.String)
    text = table.put(nw.concat_str(*told, separator=BETWEEN, ignore_nulls=True))
    return nw.when((text != "") & (own != _REFUSED)).then(text)


def _alternatives(route: Route, steps: Collection[str]) -> dict[tuple[str, str], list[str]]:
    """The alternatives that can change an answer, each with the steps at which."""
    found: dict[tuple[str, str], list[str]] = {}
    for step in steps:
        for reading, alternative in unconfirmed_at(route.surroundings, step):
            assert alternative.id is not None
            found.setdefault((reading.id, alternative.id), []).append(step)
    listed = ((reading.id, one.id or "") for reading in route.readings.values() for one in reading.others)
    return {one: found[one] for one in listed if one in found}


@dataclass(frozen=True)
class _Answering:
    """Numbers answers; an answer keeps its number when another route answers the table."""

    table: WorkingTable
    on: date
    by_step: ByStep
    groups: dict[_Answer, int] = field(default_factory=dict)

    def numbers(self, route: Route, rows: Rows, steps: Collection[str]) -> nw.Expr:
        """A number for the answer of each row; equal answers have equal numbers."""
        made = {name: self.table.kept(partial(self._at, route, rows, name)) for name in steps}
        number = self.by_step(made, nw.lit(_NO_STEP, dtype=nw.Int32))
        if rows.refusals:
            refused = reduce(or_, (one.found.fill_null(value=False) for one in rows.refusals))
            number = nw.when(refused).then(nw.lit(_REFUSED, dtype=nw.Int32)).otherwise(number)
        return self.table.put(number)

    def _at(self, route: Route, rows: Rows, step: str) -> nw.Expr:
        if step not in route.steps:
            return nw.lit(_NO_STEP, dtype=nw.Int32)
        diagram = step_diagram(route, route.steps[step], self.on, rows.columns)
        chosen = choosers(self.table, diagram.grid, diagram.choices, rows.known)
        return code(self.table, diagram.tree, chosen, self._number, nw.Int16())

    def _number(self, answer: RowAnswer | None) -> int:
        if answer is None:
            return _REFUSED
        same = answer.outcome, answer.target, tuple(sorted(answer.possible))
        return self.groups.setdefault(same, len(self.groups) + 1)
