"""`cohort` on each engine against deciding about each row."""

from collections.abc import Iterator
from datetime import date

import polars as pl

import routekaart

from ..made_up.dice import Dice
from ..made_up.students import Facts, made_up_student, reference_date, told_of
from ..oracle import deciding as oracle
from ..oracle.comparing import written
from ..oracle.route_file import Fact, Route
from ..oracle.students import TooMany, somebody_can_be
from ..tables import as_polars, engines
from .compared import Compared
from .subjects import Subject

ROWS = 12


def law(subject: Subject) -> Iterator[Compared]:
    """One table of one engine: each row gets what it gets alone."""
    dice = subject.dice("cohort")
    route = subject.old.oracle
    on, step = reference_date(dice, route), dice.pick(list(route.steps))
    if not somebody_can_be(route, on):
        return
    rows = [_row(dice, route, on) for _ in range(ROWS)]
    names = [name for name in route.facts if any(row.get(name) is not None for row in rows)]
    if not names:
        return
    columns = {name: _column(dice, route.facts[name], [row.get(name) for row in rows]) for name in names}
    table = pl.DataFrame(columns, strict=False)
    name, engine = dice.pick(list(engines().items()))
    found = as_polars(
        routekaart.cohort(subject.old.route, step, engine(table.with_row_index("rij")), on=on, changes=False)
    )
    for answer in found.sort("rij").iter_rows(named=True):
        facts = {fact: columns[fact][answer["rij"]] for fact in names}
        try:
            decided = oracle.decide(route, step, facts, on)
        except TooMany:
            continue
        given = (answer["outcome"], answer["target"], answer["missing"] or "")
        missing = answer["missing"] if answer["missing"] in decided.missing else min(decided.missing, default="")
        yield Compared(f"cohort: {name}", f"{step} {on} {facts}", (decided.outcome, decided.target, missing), given)


def _row(dice: Dice, route: Route, on: date) -> Facts:
    return told_of(dice, route, made_up_student(dice, route, on), on, strange=dice.one_in(8), follows=dice.one_in(2))


def _column(dice: Dice, fact: Fact, values: list[object]) -> list[object]:
    """The values of a fact in one type, as a column has them: typed where all of them can be, or text."""
    typed = {"yes_no": bool, "date": date, "choice": str, "text": str}.get(fact.type)
    if fact.type == "number":
        return [None if value is None else _as_number(value) for value in values]
    if typed is not None and dice.one_in(2) and all(value is None or type(value) is typed for value in values):
        return values
    return [None if value is None else _as_text(value) for value in values]


def _as_number(value: object) -> float:
    try:
        return float(str(value))
    except ValueError:
        return 1e9


def _as_text(value: object) -> str:
    return written(value) if isinstance(value, bool | date) else str(value)
