"""A million students at a step: routekaart on several engines for dataframes, against what is written by hand."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
from by_routekaart import ON
from findings import Part, Table, duration, figure, times
from peers.whole_columns import TARGETS, by_numpy, by_polars, coded, in_sql
from students import THREE_VALUED, UNKNOWN, cohort
from timing import Timed, in_rounds

import routekaart
from routekaart import Route

STEPS = ("P11", "P15", "P9")
SIZE = 1_000_000
QUICK = 50_000
BUDGET = 40.0
"""Seconds that the rounds of one step may take together."""
LOOP = "hand-written loop over dicts"
NATIVE = "hand-written in polars, lazy"
SQL = "hand-written in SQL, duckdb"
OURS = "routekaart on polars, lazy"
CHANGES = "routekaart on polars, lazy, with `changes_on`"
DUCKDB = "routekaart on duckdb"
NUMBER = "nummer"
PACKAGES = ("duckdb", "narwhals", "numpy", "pandas", "polars", "pyarrow")


@dataclass(frozen=True)
class Engine:
    """Something that decides about all students at once.

    Attributes:
        run: makes the answer, whole.
        targets: the targets out of that answer, in the order of the students.
    """

    run: Callable[[], Any]
    targets: Callable[[Any], pl.Series]


def measure(quick: bool) -> Part:
    """How many students a second each engine decides about."""
    size = QUICK if quick else SIZE
    route = routekaart.load("roc_bbl")
    tables, slowest = [], dict[str, float]()
    for step in STEPS:
        rows = cohort(step, size)
        engines = _by_hand(step, rows) | _ours(route, step, rows)
        _agree(step, engines)
        tasks = {name: engine.run for name, engine in engines.items()}
        taken = in_rounds(tasks, to=LOOP, quick=quick, sample=0, budget=BUDGET)
        tables.append(_table(step, taken, size))
        ours = taken[OURS].seconds
        found = {
            "cohort to loop": taken[LOOP].seconds / ours,
            "cohort to native polars": taken[NATIVE].seconds / ours,
            "cohort on duckdb to SQL": taken[SQL].seconds / taken[DUCKDB].seconds,
            "cohort with changes_on to loop": taken[LOOP].seconds / taken[CHANGES].seconds,
        }
        slowest |= {name: min(ratio, slowest.get(name, ratio)) for name, ratio in found.items()}
    about = (
        f"{size:,} students at a step of `roc_bbl`, {UNKNOWN:.0%} of the facts unknown. All engines are three-valued "
        "and give every student the same target, or none. The aims look at the step where routekaart does worst."
    )
    return Part("A cohort", about, tuple(tables), slowest)


def _by_hand(step: str, rows: list[dict[str, Any]]) -> dict[str, Engine]:
    decide, frame, columns = THREE_VALUED[step], pl.DataFrame(rows), coded(rows)
    numbered = _numbered(frame.to_arrow())
    return {
        LOOP: Engine(lambda: [decide(row) for row in rows], _text),
        NATIVE: Engine(lambda: by_polars(step, frame), lambda made: made["target"]),
        "hand-written in SQL, polars": Engine(
            lambda: pl.SQLContext(t=frame).execute(f"SELECT *, {in_sql(step)} FROM t", eager=True),
            lambda made: made["target"],
        ),
        SQL: Engine(
            lambda: duckdb.from_arrow(numbered).project(f"*, {in_sql(step)}").to_arrow_table(),
            lambda made: _text(made.sort_by(NUMBER)["target"].to_pylist()),
        ),
        "hand-written in numpy, codes": Engine(
            lambda: by_numpy(step, columns), lambda made: pl.Series(made).replace_strict(_names(step))
        ),
    }


def _ours(route: Route, step: str, rows: list[dict[str, Any]]) -> dict[str, Engine]:
    frame = pl.DataFrame(rows)
    arrow = frame.to_arrow()
    # pandas has nulls in yes_no columns only with its nullable types, which it takes from arrow.
    pandas = arrow.to_pandas(types_mapper=pd.ArrowDtype)

    numbered = _numbered(arrow)

    def run(data: Any, **options: Any) -> Any:
        return routekaart.cohort(route, step, data, on=ON, **options)

    def from_duckdb() -> pa.Table:
        return run(duckdb.from_arrow(numbered), changes=False).to_arrow_table()

    return {
        "routekaart on polars": Engine(lambda: run(frame, changes=False), lambda made: made["target"]),
        OURS: Engine(lambda: run(frame.lazy(), changes=False).collect(), lambda made: made["target"]),
        CHANGES: Engine(lambda: run(frame.lazy()).collect(), lambda made: made["target"]),
        "routekaart on pandas": Engine(
            lambda: run(pandas, changes=False),
            lambda made: _text(None if pd.isna(one) else one for one in made["target"]),
        ),
        "routekaart on pyarrow": Engine(
            lambda: run(arrow, changes=False), lambda made: _text(made["target"].to_pylist())
        ),
        DUCKDB: Engine(from_duckdb, lambda made: _text(made.sort_by(NUMBER)["target"].to_pylist())),
    }


def _numbered(rows: pa.Table) -> pa.Table:
    """With a number for each row: in duckdb rows have no order."""
    return rows.append_column(NUMBER, pa.array(range(len(rows))))


def _text(targets: Iterable[str | None]) -> pl.Series:
    return pl.Series(list(targets), dtype=pl.String)


def _names(step: str) -> Mapping[int, str | None]:
    return {-1: None, **dict(enumerate(TARGETS[step]))}


def _agree(step: str, engines: Mapping[str, Engine]) -> None:
    """Stops when an engine gives some student another target than the loop does."""
    expected = engines[LOOP].targets(engines[LOOP].run())
    for name, engine in engines.items():
        given = engine.targets(engine.run()).cast(pl.String)
        if differs := (given.ne_missing(expected)).sum():
            raise SystemExit(f"{name} gives {differs:,} students at {step} another target than the loop does")


def _table(step: str, taken: Mapping[str, Timed], size: int) -> Table:
    """As for other benchmarks, but what is more is better: how many students in the same time."""
    rows = tuple(
        (
            name,
            duration(one.seconds),
            figure(size / one.seconds / 1e6),
            times(1 / one.ratio),
            f"{figure(1 / one.high)} - {figure(1 / one.low)}",
        )
        for name, one in taken.items()
    )
    return Table(f"Step {step}", ("", "time", "million a second", f"as fast as the {LOOP}", "middle half"), rows)
