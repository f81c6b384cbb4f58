"""Rows of students for the tests of cohorts: what `decide` says of each, one by one, and tables of every engine."""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from routekaart import FactError, UnknownNameError
from routekaart.errors import WrongTypeError
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


def as_polars(frame: Any) -> pl.DataFrame:
    """The answers of any engine in a table of polars."""
    import narwhals as nw

    wrapped = nw.from_native(frame)
    collected = wrapped.collect() if isinstance(wrapped, nw.LazyFrame) else wrapped
    found = pl.from_arrow(collected.to_arrow())
    assert isinstance(found, pl.DataFrame)
    names = [name for name in ("outcome", "target", "missing", "problem") if name in found.columns]
    days = [name for name in ("changes_on",) if name in found.columns]
    return found.with_columns(pl.col(names).cast(pl.String), pl.col(days).cast(pl.Date))


def engines() -> dict[str, Callable[[pl.DataFrame], Any]]:
    """How a table of polars becomes one of each engine."""
    import duckdb
    import pandas

    return {
        "polars": lambda frame: frame,
        "polars, lazy": lambda frame: frame.lazy(),
        "pyarrow": lambda frame: frame.to_arrow(),
        "pandas": lambda frame: pandas.DataFrame(frame.to_dict(as_series=False)),
        "pandas, arrow": lambda frame: frame.to_pandas(use_pyarrow_extension_array=True),
        "duckdb": lambda frame: duckdb.from_arrow(frame.to_arrow()),
    }
