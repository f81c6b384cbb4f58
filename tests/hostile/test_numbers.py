"""Numbers at the edge of what a number can be are what somebody wrote, or are refused; never nearly the same."""

from decimal import Decimal
from pathlib import Path

import pytest

import routekaart
from routekaart import Route
from routekaart.files.shelf import Shelf
from routekaart.files.source.scalars import plain_scalar
from routekaart.model.situation import read_reference_date
from routekaart.testing.route_tests.coverage import coverage_of
from routekaart.testing.route_tests.generating import propose
from routekaart.testing.route_tests.proposals_yaml import new_file
from routekaart.testing.route_tests.runner import run_tests
from routekaart.testing.route_tests.tests_file import read_tests, without_tests

ROUTE = """\
routekaart: 1
id: proef
title: Proefroute
version: "1"
start: A
facts:
  bedrag: {type: number, decimals: 3}
steps:
  A: {title: Begin, transitions: [{to: klaar, when: {bedrag: {at_least: LIMIT}}}], otherwise: stay}
ends: {klaar: {title: Klaar, outcome: success}}
"""
LONG = "99999999999999.001", "999999999999999998.999", "-123456789012345678.5", "9007199254740993.0"


def route_with(limit: str, folder: Path) -> Route:
    file = folder / "proef.yaml"
    file.write_text(ROUTE.replace("LIMIT", limit), encoding="utf-8")
    return routekaart.load(file)


@pytest.mark.parametrize("limit", [*LONG, "0.1", "18.25", "1e3", "999999999999999999"])
def test_a_limit_is_exactly_what_is_written(limit: str, tmp_path: Path) -> None:
    route = route_with(limit, tmp_path)
    exact, least = Decimal(limit), Decimal("0.001")
    assert route.decide("A", {"bedrag": exact}).target == "klaar"
    assert route.decide("A", {"bedrag": exact - least}).target == "A"


@pytest.mark.parametrize("limit", LONG)
def test_students_beside_such_a_limit_come_out_as_they_are_proposed(limit: str, tmp_path: Path) -> None:
    route_with(limit, tmp_path)
    tests = without_tests(tmp_path / "proef.yaml", Shelf()).tests
    assert tests is not None
    day = read_reference_date("2026-03-01")
    assert day is not None
    file = tmp_path / "proef.tests.yaml"
    students = propose(coverage_of(tests, []), day).students
    file.write_text(new_file(tests.route, "proef", students), encoding="utf-8")
    read = read_tests(file, Shelf())
    assert read.tests is not None, read.diagnostics
    results = list(run_tests(read.tests))
    assert len(results) == len(students) > 1
    assert all(result.passed for result in results)


@pytest.mark.parametrize("where", ["min: 99999999999999.001", "max: 1234567890123456789012.5"])
def test_a_number_that_is_not_held_exactly_is_refused_where_nothing_else_can_hold_it(
    where: str, tmp_path: Path
) -> None:
    file = tmp_path / "proef.yaml"
    file.write_text(ROUTE.replace("LIMIT", "3").replace("decimals: 3", where), encoding="utf-8")
    assert [one.rule for one in routekaart.check(file).diagnostics if one.breaks_file] == ["wrong-value"]


def test_a_number_that_is_held_is_a_number() -> None:
    for text in ("0.1", "18.25", "1e3", "-0.5", ".5", "1.", "123456789012345", "1.10", f"0.{'3' * 30}", "1e38"):
        assert isinstance(plain_scalar(text), int | float)
