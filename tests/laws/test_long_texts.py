"""How long the text of a fact may be: the same at every door, and what is kept of it can be read again."""

import json
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from unicodedata import normalize

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from support.cohort_rows import answers, one_by_one, table
from support.tables import as_polars, engines

import routekaart
from routekaart import Route
from routekaart.cli import main
from routekaart.files.shelf import Shelf
from routekaart.journeys import Journey
from routekaart.model.fact_types import FactType
from routekaart.model.fact_values import FALLS_APART, LONGEST, ValueRefused, is_too_long, read_value
from routekaart.simulation.distributions_file import read_distributions
from routekaart.testing.route_tests.tests_file import read_tests

ROUTE = """\
routekaart: 1
id: plaats
title: Plaats
version: "1"
start: zoeken
facts: {gemeente: {type: text}}
steps: {zoeken: {title: Zoeken, transitions: [{to: klaar, when: {gemeente: %s}}], otherwise: stay}}
ends: {klaar: {title: Klaar, outcome: success}}
"""
FITS = ("a" * LONGEST, "é" * LONGEST, "\u0958" * (LONGEST // 3), "e\u0301" * (LONGEST // 2), "Alkmaar" + " " * 900)
TOO_LONG = (
    "a" * (LONGEST + 1),
    "é" * (LONGEST + 1),
    "\u0958" * (LONGEST // 3 + 1),
    "e\u0301" * (LONGEST // 2 + 1),
    "Alkmaar" + " " * LONGEST,
    "a" * 1_000_000,
)
TEXT = FactType("gemeente", "text", "gemeente")


@pytest.fixture
def route(tmp_path: Path) -> Route:
    (tmp_path / "plaats.yaml").write_text(ROUTE % "Alkmaar", encoding="utf-8")
    return routekaart.load(tmp_path / "plaats.yaml")


def decided(route: Route, text: str) -> None:
    route.decide("zoeken", {"gemeente": text}, on="2026-03-01")


def decided_again(route: Route, text: str) -> None:
    for known in ("Alkmaar", "Bergen", "Bergen"):
        decided(route, known)
    decided(route, text)


def learned(route: Route, text: str) -> None:
    told = Journey.start(route, on="2026-03-01").learn({"gemeente": text}, on="2026-03-01")
    assert Journey.from_dict(json.loads(json.dumps(told.to_dict())), route) == told


def in_a_tests_file(route: Route, text: str) -> None:
    file = Path("plaats.tests.yaml")
    student = {"name": "x", "step": "zoeken", "facts": {"gemeente": text}, "outcome": "stay"}
    file.write_text(json.dumps({"routekaart_tests": 1, "students": [student]}), encoding="utf-8")
    read = read_tests(file, Shelf())
    if read.tests is None:
        raise routekaart.RouteError(read.diagnostics)


def in_a_condition(route: Route, text: str) -> None:
    file = Path("anders.yaml")
    file.write_text(ROUTE.replace("id: plaats", "id: anders") % json.dumps(text), encoding="utf-8")
    routekaart.load(file)


def in_a_distribution(route: Route, text: str) -> None:
    file = Path("plaats.simulation.yaml")
    # A longer key than 1,024 characters needs a question mark before it.
    weights = f"{{? {json.dumps(text, ensure_ascii=False)} : 1}}"
    content = f"routekaart_simulation: 1\nfacts: {{gemeente: {{weights: {weights}}}}}\n"
    file.write_text(content, encoding="utf-8")
    read_distributions(file, [route], [date(2026, 3, 1)])


FILES = (in_a_tests_file, in_a_condition, in_a_distribution)
"""Doors behind which a letter with a loose accent is one letter already."""
DOORS = (decided, decided_again, learned, *FILES)


@pytest.mark.parametrize("text", FITS, ids=len)
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_a_text_that_fits_is_read_everywhere(
    door: Callable[[Route, str], None], text: str, route: Route, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    door(route, text)


@pytest.mark.parametrize(
    ("door", "text"),
    [(door, text) for door in DOORS for text in TOO_LONG if door not in FILES or is_too_long(normalize("NFC", text))],
)
def test_a_longer_text_is_refused_everywhere_in_one_plain_message(
    door: Callable[[Route, str], None], text: str, route: Route, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises((routekaart.FactError, routekaart.RouteError), match=r"1 tot en met 1\.000 tekens") as error:
        door(route, text)
    assert len(str(error.value)) < 300


@pytest.mark.parametrize("engine", sorted(engines()))
def test_a_table_says_of_each_text_what_a_decision_says(engine: str, route: Route) -> None:
    rows = [{"gemeente": text} for text in (*FITS, *TOO_LONG, "Alkmaar", "\u0958\u0958 ", None)]
    found = routekaart.cohort(route, "zoeken", engines()[engine](table(rows)), on="2026-03-01")
    assert answers(as_polars(found)) == one_by_one(route, "zoeken", rows, date(2026, 3, 1))


def test_the_command_tells_it_in_one_line(route: Route, tmp_path: Path) -> None:
    file = str(tmp_path / "plaats.yaml")
    result = CliRunner().invoke(main, ["decide", file, "zoeken", "--fact", f"gemeente={TOO_LONG[0]}"])
    assert result.exit_code == 2
    assert re.fullmatch(r"gemeente = a{57}\.\.\.: verwacht wordt tekst van 1 tot en met 1\.000 tekens\n", result.stderr)


@given(
    st.text(st.sampled_from("ae \u0301\u0958\u0344\U0001d160\u1100\u1161é😀"), min_size=1, max_size=12),
    st.integers(1, 400),
)
def test_what_is_read_of_a_text_that_fits_fits_too(part: str, times: int) -> None:
    try:
        value = read_value(TEXT, part * times)
    except ValueRefused:
        return
    assert read_value(TEXT, value) == value


@pytest.mark.slow
def test_the_characters_that_fall_apart_are_those_of_unicode() -> None:
    pattern = re.compile(f"[{FALLS_APART}]")
    for letter in map(chr, range(sys.maxunicode + 1)):
        written = normalize("NFC", letter)
        assert (len(written) > 1) == (pattern.fullmatch(letter) is not None), hex(ord(letter))
        assert len(written) <= 3
