"""Cohorts on pyspark say what the same cohorts on polars say. A job of its own: pyspark is large and needs Java.

`uv run --group spark pytest tests/cohorts/test_cohort_spark.py` runs it.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl
import pytest
from support import needs
from support.cohort_rows import answers, one_by_one
from support.tables import as_polars

import routekaart

pytestmark = [
    pytest.mark.slow,
    needs.package("pyspark"),
    needs.program("java"),
    pytest.mark.filterwarnings("ignore"),
]

ON = date(2026, 3, 1)
BBL = routekaart.load("roc_bbl")


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    # Code of its own for each of a few small tables takes longer than reading the plan.
    builder = builder.config("spark.sql.shuffle.partitions", "1").config("spark.sql.codegen.wholeStage", "false")
    session = builder.config("spark.sql.session.timeZone", "UTC").config("spark.sql.ansi.enabled", "true").getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


TYPED: list[dict[str, object]] = [
    {"leeftijd": age, "startkwalificatie": diploma, "geboortedatum": born, "heeft_werkplek": place, "stap": step}
    for age, born in (
        (17, None),
        (None, date(2008, 2, 29)),
        (18, date(2008, 3, 1)),
        (3, date(2000, 1, 1)),
        (None, None),
    )
    for diploma, place in ((True, None), (None, False), (False, True))
    for step in ("P11", "P3", "P99")
]
TEXT: list[dict[str, object]] = [
    {"leeftijd": age, "startkwalificatie": diploma, "geboortedatum": born, "heeft_werkplek": "nee", "stap": "P11"}
    for age in ("17", " 18 ", "17.5", None)
    for diploma in ("ja", "NEE ", "misschien", None)
    for born in ("2009-03-01", "2008", "2009-02-30", "2008-09-02/2009-09-01", None)
]


def table_of(spark: Any, rows: list[dict[str, object]]) -> Any:
    first = {name: next(row[name] for row in rows if row[name] is not None) for name in rows[0]}
    kinds = {bool: "boolean", int: "long", str: "string", date: "date"}
    schema = ", ".join(f"{name} {kinds[type(value)]}" for name, value in first.items())
    return spark.createDataFrame([tuple(row.values()) for row in rows], schema)


def facts(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name != "stap"}


@pytest.mark.parametrize("rows", [TYPED, TEXT], ids=["typed", "text"])
def test_pyspark_tells_what_decide_tells(spark: Any, rows: list[dict[str, object]]) -> None:
    frame = table_of(spark, rows)
    found = as_polars(routekaart.cohort(BBL, "P11", frame, on=ON))
    expected = one_by_one(BBL, "P11", map(facts, rows), ON)
    assert answers(found) == expected
    alike = routekaart.cohort(BBL, "P11", pl.from_dicts(rows, infer_schema_length=None), on=ON)
    assert found["problem"].to_list() == alike["problem"].to_list()


def test_pyspark_with_a_step_column(spark: Any) -> None:
    found = as_polars(routekaart.cohort(BBL, "stap", table_of(spark, TYPED), on=ON, changes=False))
    alike = routekaart.cohort(BBL, "stap", pl.from_dicts(TYPED, infer_schema_length=None), on=ON, changes=False)
    for name in ("outcome", "target", "missing", "problem"):
        assert found[name].to_list() == alike[name].cast(pl.String).to_list()
