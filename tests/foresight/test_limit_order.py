"""An outlook for a date that is not known, where other counts off it are possible on some days: each day is tried."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.profiles import examples, use_profile

import routekaart
from routekaart import FactError, Route
from routekaart.logic.date_ranges import date_domain

use_profile()

ROUTE = """\
routekaart: 1
id: telt
title: Telt
version: "1"
start: hier
facts:
  dag: {{type: date{past}}}
  verschoven: {{type: date, derive: {{date: dag{moved}}}}}
  telling: {{type: number, unit: {unit}, derive: {{{unit}_{direction}: verschoven}}}}
  ander: {{type: number, unit: {other_unit}, derive: {{{other_unit}_{other_direction}: dag}}{least}}}
steps:
  hier: {{title: Hier, transitions: [{{to: daar, when: {{telling: {test}{beside}}}}}], otherwise: stay}}
ends: {{daar: {{title: Daar, outcome: success}}}}
"""
MOVED = (
    ", plus: {days: 1}",
    ", to: end_of_school_year",
    ", plus: {months: 1}",
    ", plus: {years: 2}, to: end_of_school_year",
)
TESTS = ("0", "1", "2", "12", "{at_least: 1, at_most: 3}", "{at_least: 52}", "{above: 30}")
KNOWN = (
    None,
    (date(2025, 1, 1), date(2025, 12, 31)),
    (date(2025, 3, 1), date(2025, 3, 31)),
    (date(2025, 3, 1), date(2026, 11, 30)),
    (date(2024, 2, 29), date(2024, 2, 29)),
)
BESIDE = ("", "3", "{below: 91}", "{at_least: 4}", "{above: 71}", "{at_least: 60, at_most: 61}")
UNITS = ("years", "months", "weeks", "days")
DAYS = 800


def loaded(text: str) -> Route:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "telt.yaml"
        file.write_text(text, encoding="utf-8")
        return routekaart.load(file)


def answer(route: Route, facts: dict[str, object], on: date) -> object:
    try:
        decision = route.decide("hier", facts, on=on)
    except FactError:
        return None
    return decision.outcome, decision.target, decision.possible


@st.composite
def routes(draw: st.DrawFn) -> str:
    """A route that counts off one date in one way or two."""
    past, beside = draw(st.booleans()), draw(st.sampled_from(BESIDE))
    return ROUTE.format(
        past=", past: true" if past else "",
        moved=draw(st.sampled_from(MOVED)),
        unit=draw(st.sampled_from(UNITS)),
        direction=draw(st.sampled_from(["since", "until"])),
        test=draw(st.sampled_from(TESTS)),
        other_unit=draw(st.sampled_from(UNITS)),
        other_direction=draw(st.sampled_from(["since", "until"])),
        least=draw(st.sampled_from(["", ", min: 1"])),
        beside=beside and f", ander: {beside}",
    )


@pytest.mark.slow
@given(made=routes(), known=st.sampled_from(KNOWN), on=st.dates(date(2025, 12, 1), date(2027, 3, 1)))
@examples(0.5)
def test_an_outlook_tells_each_day_on_which_other_counts_are_possible(
    made: str, known: tuple[date, date] | None, on: date
) -> None:
    route = loaded(made)
    # Of the days that were told, those that the date can be on the day of the question are what is known.
    first, last = date_domain(route.vocabulary, "dag", on)
    facts: dict[str, object] = {} if known is None else {"dag": f"{max(first, known[0])}/{min(last, known[1])}"}
    if known is not None and max(first, known[0]) > min(last, known[1]):
        return
    before = answer(route, facts, on)
    if before is None:
        return
    expected = []
    for day in (on + timedelta(days=ahead) for ahead in range(1, DAYS + 1)):
        found = answer(route, facts, day)
        if found is None:
            break
        if found != before:
            before = found
            expected.append((day, found))
    outlook = route.outlook("hier", facts, on=on, until=on + timedelta(days=DAYS))
    told = [(one.on, (one.decision.outcome, one.decision.target, one.decision.possible)) for one in outlook]
    assert told == expected


def test_a_day_that_comes_back_each_year_is_told_each_year() -> None:
    text = ROUTE.format(
        past="",
        moved=MOVED[1],
        unit="weeks",
        direction="since",
        test="1",
        other_unit="days",
        other_direction="since",
        least="",
        beside="",
    )
    outlook = loaded(text).outlook("hier", {}, on="2025-09-03", until="2027-09-01")
    assert [(str(one.on), one.decision.outcome) for one in outlook] == [
        ("2026-08-07", "needs_facts"),
        ("2026-08-14", "stay"),
        ("2027-08-07", "needs_facts"),
        ("2027-08-14", "stay"),
    ]
