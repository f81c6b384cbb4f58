"""Tables of students, as CSV and as parquet."""

import csv
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO
from random import Random
from typing import Any, Literal

import polars

import routekaart
from routekaart import FactType, Route

from .actions import Action, call, command
from .cases import ROOT, Case, Kind, written
from .odd import DAYS, NUMBERS, TEXTS
from .sources import loaded, small_route, sound_route, text_of
from .students import likely_value
from .texts import changed_bytes

_STUDENTS = ROOT / "tests" / "data" / "cohorts" / "studenten.csv"
_COLUMNS = (
    "stap",
    "f0",
    "f1",
    "f2",
    "v0",
    "heeft_werk",
    "leeftijd",
    "geboortedatum",
    "soort",
    "nummer",
    "f00",
)
_CELLS = (
    "ja",
    "nee",
    "",
    "18",
    "-1",
    "1.5",
    "2008-06-01",
    "2009",
    "S0",
    "S1",
    "zoeken",
    "klaar",
    "geheim-q7zx",
    "73917391",
)


def _make(chance: Random) -> Case:
    beside = {"proef.yaml": chance.choice((lambda: written(sound_route(chance), "yaml"), small_route))()}
    which = chance.random()
    if which < 0.15:
        return Case("studenten.csv", changed_bytes(chance, text_of(_STUDENTS)), beside, "other")
    if which < 0.35:
        return Case("studenten.parquet", _parquet(chance), beside, "other")
    content = _csv(chance)
    if which < 0.6:
        content = changed_bytes(chance, content)
    return Case("studenten.csv", content, beside, "other")


def _csv(chance: Random) -> bytes:
    header = chance.sample(_COLUMNS, chance.randrange(1, 7))
    if chance.random() < 0.15:
        header[chance.randrange(len(header))] = chance.choice((*TEXTS, header[0], "outcome"))
    rows = [[_cell(chance) for _ in header] for _ in range(chance.choice((0, 1, 3, 10, 200)))]
    if rows and chance.random() < 0.1:
        chance.choice(rows).append("x")
    text = StringIO()
    quoting: Literal[0, 1] = chance.choice((0, 1))
    csv.writer(text, delimiter=chance.choice(",;\t|"), quoting=quoting).writerows([header, *rows])
    return text.getvalue().encode("utf-8", "surrogatepass")


def _cell(chance: Random) -> str:
    if chance.random() < 0.8:
        return chance.choice(_CELLS)
    return chance.choice((chance.choice(TEXTS), chance.choice(DAYS), str(chance.choice(NUMBERS)), "9" * 400))


def _parquet(chance: Random) -> bytes:
    rows = chance.choice((0, 1, 5, 50))
    columns: dict[str, Any] = {}
    for name in chance.sample(_COLUMNS, chance.randrange(1, 6)):
        columns[name] = _column(chance, rows)
    file = BytesIO()
    polars.DataFrame(columns).write_parquet(file)
    data = file.getvalue()
    return changed_bytes(chance, data) if chance.random() < 0.3 else data


def _column(chance: Random, rows: int) -> Any:
    kinds: tuple[tuple[Any, tuple[Any, ...]], ...] = (
        (polars.String, (*_CELLS, None)),
        (polars.Boolean, (True, False, None)),
        (polars.Int64, (18, 0, -1, 2**62, None)),
        (polars.UInt64, (2**64 - 1, 1, None)),
        (polars.Int8, (127, -128, 5)),
        (polars.Float64, (1.5, float("nan"), float("inf"), -0.0, 1e300, None)),
        (polars.Date, (date(2008, 6, 1), date(1, 1, 1), date(9999, 12, 31), None)),
        (polars.Datetime, (datetime(2008, 6, 1), datetime(2008, 6, 1, 12, 30), None)),
        (polars.Duration, (timedelta(days=3), None)),
        (polars.Categorical, ("ja", "nee", None)),
        (polars.Binary, (b"ja", b"\xff", None)),
        (polars.List(polars.String), (["ja"], [], None)),
        (polars.Struct({"a": polars.Int64}), ({"a": 1}, None)),
        (polars.Null, (None,)),
        (polars.Decimal(38, 2), (1, 18, None)),
    )
    kind, values = chance.choice(kinds)
    return polars.Series(values=[chance.choice(values) for _ in range(rows)], dtype=kind)


def _actions(case: Case, chance: Random) -> Iterator[Action]:
    at = chance.choice(("stap", "zoeken" if b"zoeken:" in case.beside["proef.yaml"] else "S0"))
    base = ("cohort", "proef.yaml", case.name, "--step", at, "--on", "2026-03-01")
    # A changed line may be a header: then a value is the name of a column.
    yield command(*base, "--no-changes")
    yield command(*base)
    more = chance.choice(((), ("--by", "f0"), ("--separator", ";"), ("--prefix", "x_"), ("--column", "f1=stap")))
    yield command(*base, *more, "--format", "json", form="json")
    ending = chance.choice(("csv", "parquet"))
    yield command(*base, "--no-changes", "-o", f"uit.{ending}", writes=(f"uit.{ending}",))
    route = loaded("proef.yaml")
    if route is not None and chance.random() < 0.5:
        yield call("cohort", lambda: _frame(route, chance))


def _frame(route: Route, chance: Random) -> Any:
    rows = 20
    columns = {name: _likely_column(fact, rows, chance) for name, fact in route.facts.items()}
    return routekaart.cohort(route, next(iter(route.steps)), polars.DataFrame(columns), on="2026-03-01")


def _likely_column(fact: FactType, rows: int, chance: Random) -> Any:
    return polars.Series(values=[str(likely_value(fact, chance)) for _ in range(rows)])


KIND = Kind("tables", _make, _actions)
