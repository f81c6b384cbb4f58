"""An outlook for a date that is not known, where some days do not have every count: each day is tried."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.profiles import examples, use_profile

import routekaart
from routekaart import FactError, Route

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
steps:
  hier: {{title: Hier, transitions: [{{to: daar, when: {{telling: {test}}}}}], otherwise: stay}}
ends: {{daar: {{title: Daar, outcome: success}}}}
"""
MOVED = (", to: end_of_school_year", ", plus: {months: 1}", ", plus: {years: 2}, to: end_of_school_year")
TESTS = ("0", "1", "2", "12", "{at_least: 1, at_most: 3}", "{at_least: 52}", "{above: 30}")
KNOWN = (
    None,
    (date(2025, 1, 1), date(2025, 12, 31)),
    (date(2025, 3, 1), date(2025, 3, 31)),
    (date(2025, 3, 1), date(2026, 11, 30)),
    (date(2024, 2, 29), date(2024, 2, 29)),
)
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


@pytest.mark.slow
@given(
    moved=st.sampled_from(MOVED),
    unit=st.sampled_from(["years", "months", "weeks", "days"]),
    direction=st.sampled_from(["since", "until"]),
    test=st.sampled_from(TESTS),
    known=st.sampled_from(KNOWN),
    past=st.booleans(),
    on=st.dates(date(2025, 12, 1), date(2027, 3, 1)),
)
@examples(0.5)
def test_an_outlook_tells_each_day_on_which_another_count_is_possible(
    moved: str, unit: str, direction: str, test: str, known: tuple[date, date] | None, past: bool, on: date
) -> None:
    route = loaded(
        ROUTE.format(past=", past: true" if past else "", moved=moved, unit=unit, direction=direction, test=test)
    )
    # What has passed on the day of the question cannot come to lie after it.
    last = known and (min(known[1], on) if past else known[1])
    facts: dict[str, object] = {} if known is None else {"dag": f"{known[0]}/{last}"}
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
    text = ROUTE.format(past="", moved=MOVED[0], unit="weeks", direction="since", test="1")
    outlook = loaded(text).outlook("hier", {}, on="2025-09-03", until="2027-09-01")
    assert [(str(one.on), one.decision.outcome) for one in outlook] == [
        ("2026-08-07", "needs_facts"),
        ("2026-08-14", "stay"),
        ("2027-08-07", "needs_facts"),
        ("2027-08-14", "stay"),
    ]
