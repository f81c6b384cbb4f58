"""Values of numpy and pandas, and of subclasses, are what the same value of Python is; arrays are refused."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal, localcontext
from enum import Enum, IntEnum, StrEnum
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from support.places import DATA

import routekaart
from routekaart import FactError, Journey, Route
from routekaart.foundation.foreign import as_python

ON = date(2026, 3, 1)


class Word(StrEnum):
    JA = "ja"


class OldWord(str, Enum):  # noqa: UP042
    JA = "ja"


class Number(IntEnum):
    THREE = 3


@pytest.fixture(scope="module")
def path() -> Path:
    return DATA / "routes" / "ok" / "alle_soorten_gegevens.yaml"


@pytest.fixture
def route(path: Path) -> Route:
    return routekaart.load(path)


SAME: dict[str, tuple[str, Callable[[], Any], object]] = {
    "np.bool_": ("heeft_werkplek", lambda: np.bool_(True), True),
    "np.bool_ no": ("diploma", lambda: np.bool_(False), False),
    "np.str_": ("hulp", lambda: np.str_("mogelijk"), "mogelijk"),
    "np.str_ yes": ("heeft_werkplek", lambda: np.str_("ja"), True),
    "np.str_ date": ("geboortedatum", lambda: np.str_("2009-03-01"), date(2009, 3, 1)),
    "np.str_ year": ("geboortedatum", lambda: np.str_("2009"), "2009"),
    "np.int8": ("leerjaar", lambda: np.int8(3), 3),
    "np.int64": ("leerjaar", lambda: np.int64(3), 3),
    "np.uint64": ("leerjaar", lambda: np.uint64(3), 3),
    "np.float64": ("uren", lambda: np.float64(17.1), Decimal("17.1")),
    "np.float64 whole": ("leerjaar", lambda: np.float64(3), 3),
    "np.float32": ("uren", lambda: np.float32(17.5), Decimal("17.5")),
    "np.float16": ("uren", lambda: np.float16(17.5), Decimal("17.5")),
    "np.datetime64": ("geboortedatum", lambda: np.datetime64("2009-03-01"), date(2009, 3, 1)),
    "np.datetime64 hours": ("geboortedatum", lambda: np.datetime64("2009-03-01T00"), date(2009, 3, 1)),
    "np.datetime64 minutes": ("geboortedatum", lambda: np.datetime64("2009-03-01T00:00"), date(2009, 3, 1)),
    "np.datetime64 ns": ("geboortedatum", lambda: np.datetime64("2009-03-01", "ns"), date(2009, 3, 1)),
    "pd.Timestamp": ("geboortedatum", lambda: pd.Timestamp("2009-03-01"), date(2009, 3, 1)),
    "StrEnum": ("heeft_werkplek", lambda: Word.JA, True),
    "str and Enum": ("heeft_werkplek", lambda: OldWord.JA, True),
    "IntEnum": ("leerjaar", lambda: Number.THREE, 3),
}
UNKNOWN: dict[str, Callable[[], Any]] = {
    "None": lambda: None,
    "pd.NaT": lambda: pd.NaT,
    "pd.NA": lambda: pd.NA,
    "np NaT": lambda: np.datetime64("NaT"),
    "np NaT of a day": lambda: np.datetime64("NaT", "D"),
}
REFUSED: dict[str, Callable[[], Any]] = {
    "nan": lambda: float("nan"),
    "np nan": lambda: np.float64("nan"),
    "float32 with a rest": lambda: np.float32(17.1),
    "longdouble": lambda: np.longdouble(17),
    "np.complex64": lambda: np.complex64(17),
    "np.bytes_": lambda: np.bytes_(b"ja"),
    "np.timedelta64": lambda: np.timedelta64(17, "D"),
    "np.datetime64 at noon": lambda: np.datetime64("2009-03-01T12:00"),
    "np.datetime64 with a rest": lambda: np.datetime64("2009-03-01T00:00:00.000000001"),
    "np.datetime64 of a week": lambda: np.datetime64("2009-03-01", "W"),
    "np.datetime64 of a month": lambda: np.datetime64("2009-03"),
    "np.datetime64 of a year": lambda: np.datetime64("2009"),
    "np.datetime64 far away": lambda: np.datetime64("12009-03-01"),
    "Timestamp at noon": lambda: pd.Timestamp("2009-03-01T12:00"),
    "Timestamp with a rest": lambda: pd.Timestamp("2009-03-01") + pd.Timedelta(1, "ns"),
    "Timestamp in a zone": lambda: pd.Timestamp("2009-03-01", tz="UTC"),
    "Timedelta": lambda: pd.Timedelta(17, "D"),
    "Period": lambda: pd.Period("2009-03-01"),
    "array without axes": lambda: np.array(3),
    "array of one": lambda: np.array([True]),
    "array of text": lambda: np.array("ja"),
    "masked": lambda: np.ma.masked,
    "list of one": lambda: ["ja"],
    "Series of one": lambda: pd.Series(["ja"]),
    "datetime in a zone": lambda: datetime(2009, 3, 1, tzinfo=timezone(timedelta(hours=1))),
}


@pytest.mark.parametrize("name", SAME)
def test_a_value_of_another_package_is_what_python_has_for_it(name: str, route: Route) -> None:
    fact, make, python = SAME[name]
    for _ in range(10):
        of_python = route.decide("intake", {fact: python, "gemeente": "Utrecht"}, on=ON)
        found = route.decide("intake", {fact: make(), "gemeente": "Utrecht"}, on=ON)
        assert (found, found.facts, found.explain()) == (of_python, of_python.facts, of_python.explain())
    assert route.resolve({fact: make()}, on=ON) == route.resolve({fact: python}, on=ON)
    assert route.duties("intake", {fact: make()}) == route.duties("intake", {fact: python})
    journey = Journey.start(route, on=ON)
    learned = journey.learn({fact: make()}, on=ON)
    assert learned == journey.learn({fact: python}, on=ON)
    assert Journey.from_dict(learned.to_dict(), route) == learned
    assert journey.correct({fact: make()}, on=ON) == journey.correct({fact: python}, on=ON)


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_says_that_nothing_is_there_is_unknown(name: str, route: Route) -> None:
    make = UNKNOWN[name]
    for fact in route.facts:
        for _ in range(10):
            assert route.decide("intake", {fact: make()}, on=ON) == route.decide("intake", {}, on=ON)
        assert route.decide("intake", {fact: make()}) == route.decide("intake", {})
        assert route.resolve({fact: make()}, on=ON) == route.resolve({}, on=ON)
    told = Journey.start(route, on=ON).learn({"gemeente": "Utrecht"}, on=ON)
    assert told.learn({"gemeente": make()}, on=ON).told == {}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_certain_is_refused_plainly(name: str, route: Route) -> None:
    make = REFUSED[name]
    for fact in route.facts:
        for _ in range(6):
            with pytest.raises(FactError) as raised:
                route.decide("intake", {fact: make()}, on=ON)
            (problem,) = raised.value.problems
            assert (problem.kind, problem.fact) == ("invalid_value", fact)
        with pytest.raises(FactError):
            Journey.start(route, on=ON).learn({fact: make()}, on=ON)


def test_a_reference_date_may_be_one_of_another_package(route: Route) -> None:
    expected = route.decide("intake", {"geboortedatum": "2009-03-01"}, on=ON)
    same: tuple[Any, ...] = (np.datetime64("2026-03-01"), pd.Timestamp("2026-03-01"), np.str_("2026-03-01"))
    for on in same:
        for _ in range(6):
            assert route.decide("intake", {"geboortedatum": "2009-03-01"}, on=on) == expected
    nothing: tuple[Any, ...] = (pd.NaT, np.datetime64("NaT"), pd.NA)
    for odd in nothing:
        with pytest.raises(routekaart.ReferenceDateError):
            route.decide("intake", {"geboortedatum": "2009-03-01"}, on=odd)


def test_a_number_is_not_rounded_by_the_context_of_an_application(route: Route) -> None:
    with localcontext(prec=2):
        assert route.resolve({"uren": 17.5}, on=ON)["uren"] == Decimal("17.5")
        assert route.resolve({"uren": "17.50"}, on=ON)["uren"] == Decimal("17.5")
        with pytest.raises(FactError):
            route.resolve({"uren": "17.55"}, on=ON)


def test_what_is_of_python_already_stays_the_same_object() -> None:
    for value in (True, 17, 17.1, "ja", Decimal(1), ON, datetime(2026, 3, 1), None, [], object()):
        assert as_python(value) is value
