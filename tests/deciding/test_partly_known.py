"""Dates of which only the year, or the year and the month, is known: every day of it counts."""

import calendar
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.profiles import examples, use_profile

import routekaart
from routekaart import FactError, Journey

use_profile()
BBL = routekaart.load("roc_bbl")
REST = {"startkwalificatie": "nee", "vrijstelling_kwalificatieplicht": "nee"}
NO_DAY_LEFT = """\
routekaart: 1
id: proef
title: Proefroute
version: "1"
start: A
facts:
  begin: {type: date, past: true}
  dagen: {type: number, min: 1, derive: {days_until: begin}}
  werk: {type: yes_no}
steps:
  A: {title: Begin, transitions: [{to: klaar, when: {werk: ja}}], otherwise: stay}
ends: {klaar: {title: Klaar, outcome: success}}
"""
STEPS = [("roc_bbl", "P11"), ("roc_bbl", "P12"), ("roc_bbl", "P15"), ("pro_vso", "stap_c_nazorg_arbeid")]


def days_of(year: int, month: int | None) -> list[date]:
    first = date(year, month or 1, 1)
    last = date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


@given(
    place=st.sampled_from(STEPS),
    year=st.integers(1998, 2012),
    month=st.one_of(st.none(), st.integers(1, 12)),
    on=st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    zeros=st.booleans(),
)
@examples(0.5)
def test_a_part_of_a_date_leaves_open_what_its_days_do(
    place: tuple[str, str], year: int, month: int | None, on: date, *, zeros: bool
) -> None:
    route, step = routekaart.load(place[0]) if place[0] != "roc_bbl" else BBL, place[1]
    written = f"{year}" if month is None else f"{year}-{month:02}"
    written += {(True, True): "-00-00", (True, False): "-00"}.get((zeros, month is None), "")
    decision = route.decide(step, {**REST, "geboortedatum": written}, on=on)
    each = [route.decide(step, {**REST, "geboortedatum": day}, on=on) for day in days_of(year, month)]
    assert set(decision.possible) == {target for one in each for target in one.possible}
    if len({(one.outcome, one.target) for one in each}) == 1:
        assert (decision.outcome, decision.target) == (each[0].outcome, each[0].target)
    else:
        assert decision.outcome == "needs_facts"
        assert "geboortedatum" in decision.missing


def test_the_year_suffices_when_every_birthday_leads_to_the_same_step() -> None:
    assert BBL.decide("P11", {**REST, "geboortedatum": "2000"}, on="2026-03-01").target == "P13"
    unsure = BBL.decide("P11", {**REST, "geboortedatum": "2008-03"}, on="2026-03-10")
    assert (unsure.outcome, unsure.possible, unsure.missing) == ("needs_facts", ("P12", "P13"), ("geboortedatum",))
    # Until the whole month is past, some are 17 and some are 18.
    assert unsure.changes_on == date(2026, 3, 31)
    assert dict(unsure.facts)["geboortedatum"] == "2008-03"
    assert unsure.to_dict()["facts"]["geboortedatum"] == "2008-03"
    assert BBL.decide("P11", {**REST, "geboortedatum": "2008-03"}, on="2026-03-31").target == "P13"


@pytest.mark.parametrize("given_", ["2009-13", "2009-00-01", "1849", "20", "2009-3", 2009, "2009-02-30"])
def test_what_is_no_part_of_a_date_is_refused(given_: object) -> None:
    with pytest.raises(FactError, match="geboortedatum"):
        BBL.decide("P11", {"geboortedatum": given_}, on="2026-03-01")


def test_a_part_that_cannot_be_is_refused_and_named() -> None:
    for born in ("2027", "2026-04", "1870"):
        with pytest.raises(FactError, match="geboortedatum"):
            BBL.decide("P11", {"geboortedatum": born}, on="2026-03-01")
    with pytest.raises(FactError) as caught:
        BBL.decide("P11", {"geboortedatum": "2000", "leeftijd": 17}, on="2026-03-01")
    (problem,) = caught.value.problems
    assert set(problem.involved) == {"geboortedatum", "leeftijd"}
    assert "2000" not in str(caught.value)
    assert "2000" in caught.value.message(values=True)


def test_what_is_certain_is_not_called_uncertain() -> None:
    explained = BBL.decide("P11", {**REST, "geboortedatum": "2000"}, on="2026-03-01").explain()
    assert "is meerderjarig en heeft geen startkwalificatie.\n" in explained
    assert "niet zeker" not in explained


def test_where_a_date_has_no_day_left_no_student_can_exist(tmp_path: Path) -> None:
    file = tmp_path / "proef.yaml"
    file.write_text(NO_DAY_LEFT, encoding="utf-8")
    route = routekaart.load(file)
    asked: list[Callable[[Mapping[str, object]], object]] = [
        lambda facts: route.decide("A", facts, on="2025-03-01"),
        lambda facts: route.duties("A", facts, on="2025-03-01"),
        lambda facts: route.resolve(facts, on="2025-03-01"),
        lambda facts: route.reach("A", "klaar", facts, on="2025-03-01"),
        lambda facts: Journey.start(route, on="2025-03-01").learn(facts, on="2025-03-01").decision,
    ]
    for facts in ({}, {"werk": "ja"}, {"begin": "2025-03"}):
        for ask in asked:
            with pytest.raises(FactError, match="kan geen enkele student bestaan"):
                ask(facts)


def test_a_part_and_an_age_together_say_more() -> None:
    known = BBL.resolve({"geboortedatum": "2008", "leeftijd": 18}, on="2026-03-01")
    assert known["leeftijd"] == 18
    assert "geboortedatum" not in known
    assert BBL.resolve({"geboortedatum": "2000"}, on="2026-03-01")["minderjarig"] is False


def test_a_part_of_a_moved_date_is_refused_since_it_follows() -> None:
    route = routekaart.load("transitieroute")
    moved = next(fact.name for fact in route.facts.values() if fact.kind == "date" and fact.derivation is not None)
    for told in ("2026", "2026-03-01/2026-03-01"):
        with pytest.raises(FactError):
            route.decide(route.start, {moved: told}, on="2026-03-01")
