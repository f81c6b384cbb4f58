"""Many students at once get exactly what each of them gets from `decide`."""

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from profiles import examples, use_profile
from strategies import ANY_CASES, Case, as_text

import routekaart
from routekaart import FactError
from routekaart.route import Route

use_profile()

ON = date(2026, 3, 1)
Row = Mapping[str, object]
Answer = tuple[str, str | None, str | None]


def one_by_one(route: Route, steps: Iterable[str], rows: Iterable[Row], on: date) -> list[Answer]:
    """What `decide` says of each row."""
    return [_decided(route, step, row, on) for step, row in zip(steps, rows, strict=True)]


def _decided(route: Route, step: str, row: Row, on: date) -> Answer:
    try:
        made = route.decide(step, row, on=on)
    except FactError:
        return "refused", None, None
    return made.outcome, made.target, next(iter(made.missing), None)


def answers(found: Iterable[Mapping[str, Any]]) -> list[Answer]:
    return [(row["outcome"], row["target"], row["missing"]) for row in found]


def some_known(rows: int, facts: Mapping[str, object], seed: int) -> list[dict[str, object]]:
    """One row with all facts, and others of which some are not known."""
    chance = random.Random(seed)
    some = ({name: value if chance.random() < 0.6 else None for name, value in facts.items()} for _ in range(rows - 1))
    return [dict(facts), *some]


def table(rows: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    """The rows as columns of the types of their values."""
    return pl.DataFrame(
        {name: [float(v) if isinstance(v := row[name], Decimal) else v for row in rows] for name in rows[0]},
        strict=False,
    )


@pytest.mark.parametrize("kind", ["generated", "real"])
@examples(1)
@given(data=st.data())
def test_every_row_gets_what_decide_says_of_it(kind: str, data: st.DataObject) -> None:
    case: Case = data.draw(ANY_CASES[kind])
    if not case.facts:
        return
    facts = as_text(case.facts) if data.draw(st.booleans()) else case.facts
    rows = some_known(12, facts, data.draw(st.integers(0, 10**6)))
    found = routekaart.cohort(case.route, case.step.id, table(rows), on=case.on, changes=False)
    assert answers(found.to_dicts()) == one_by_one(case.route, [case.step.id] * len(rows), rows, case.on)
