"""Rows of students for the tests of cohorts: what `decide` says of each, one by one, and tables of every engine."""

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

import polars as pl

from routekaart import FactError, UnknownNameError
from routekaart.foundation.errors import WrongTypeError
from routekaart.route import Route

Row = Mapping[str, object]
Answer = tuple[str | None, str | None, str | None, date | None]
"""The outcome, the target, the first question, and when it changes."""
REFUSED: Answer = ("refused", None, None, None)
NOBODY: Answer = (None, None, None, None)
"""Of a row in which nothing stands."""


def decided(route: Route, step: object, row: Row, on: date) -> Answer:
    """What `decide` says of one row."""
    try:
        made = route.decide(step, row, on=on)  # type: ignore[arg-type]
    except (FactError, UnknownNameError, WrongTypeError):
        return REFUSED
    return made.outcome, made.target, next(iter(made.missing), None), made.changes_on


def one_by_one(route: Route, step: str, rows: Iterable[Row], on: date) -> list[Answer]:
    """What `decide` says of each row of a table with no other columns; a row in which nothing stands is nobody."""
    return [NOBODY if is_blank(row) else decided(route, step, row, on) for row in rows]


def is_blank(row: Row) -> bool:
    """Whether a row has columns, and nothing stands in them."""
    return bool(row) and all(value is None or (isinstance(value, str) and not value.strip()) for value in row.values())


def problem_of(route: Route, step: str, row: Row, on: date) -> str | None:
    """Why `decide` refuses a row, its problems in order of the alphabet; without the nearest name, which is a guess."""
    try:
        route.decide(step, row, on=on)
    except FactError as error:
        return "; ".join(sorted(problem.message().partition("; bedoelde")[0] for problem in error.problems))
    return None


def answers(found: pl.DataFrame) -> list[Answer]:
    """What a table of polars tells of each row."""
    columns = ["outcome", "target", "missing", "changes_on"]
    return list(found.select(columns).iter_rows())


def some_known(rows: int, facts: Row, seed: int) -> list[dict[str, object]]:
    """One row with all facts, and others of which some are not known."""
    chance = random.Random(seed)
    some = ({name: value if chance.random() < 0.6 else None for name, value in facts.items()} for _ in range(rows - 1))
    return [dict(facts), *some]


def table(rows: Sequence[Row]) -> pl.DataFrame:
    """The rows as columns of the types of their values."""
    columns = {name: [_plain(row[name]) for row in rows] for name in rows[0]}
    return pl.DataFrame(columns, strict=False)


def _plain(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else value
