"""What time alone does to a decision, against looking at every day."""

from datetime import date, timedelta
from pathlib import Path

import icalendar
import polars as pl
import pytest
from click.testing import CliRunner
from hypothesis import assume, given
from support.profiles import SLOW, examples, use_profile
from support.strategies import Case, generated_cases, real_cases

import routekaart
from routekaart import Decision, FactError, Journey
from routekaart.cli import main
from routekaart.foresight.ics import calendar

use_profile()
DAYS = 250
"""How far is looked ahead day by day."""
MANY_YEARS = (20 if SLOW else 7) * 365 + 5
MINOR = {"geboortedatum": "2009-03-01", "startkwalificatie": "nee", "vrijstelling_kwalificatieplicht": "nee"}


def answer(decision: Decision) -> tuple[object, ...]:
    return decision.outcome, decision.target, decision.possible


def only_inputs(case: Case) -> dict[str, object]:
    """What was given of facts that follow from nothing; the same facts then say the same on every day."""
    inputs: dict[str, object] = {
        name: value for name, value in case.facts.items() if case.route.facts[name].derivation is None
    }
    try:
        case.route.decide(case.step.id, inputs, on=case.on)
    except FactError:
        assume(False)
    return inputs


def day_by_day(case: Case, facts: dict[str, object], days: int) -> list[tuple[date, tuple[object, ...]]]:
    """Each day on which another answer begins, by deciding on every day; until nobody can be like this."""
    found = []
    before = answer(case.route.decide(case.step.id, facts, on=case.on))
    for ahead in range(1, days + 1):
        day = case.on + timedelta(days=ahead)
        try:
            now = answer(case.route.decide(case.step.id, facts, on=day))
        except FactError:
            break
        if now != before:
            found.append((day, now))
            before = now
    return found


@pytest.mark.slow
@given(case=generated_cases())
@examples(1)
def test_an_outlook_has_each_day_on_which_the_answer_changes_and_no_other(case: Case) -> None:
    facts = only_inputs(case)
    until = case.on + timedelta(days=DAYS)
    outlook = case.route.outlook(case.step.id, facts, on=case.on, until=until)
    expected = day_by_day(case, facts, DAYS)
    assert [(change.on, answer(change.decision)) for change in outlook] == expected
    first = case.route.decide(case.step.id, facts, on=case.on).changes_on
    assert first == expected[0][0] if expected else first is None or first > until or not expected


@pytest.mark.slow
@given(case=generated_cases())
@examples(0.05)
def test_an_outlook_is_right_on_every_single_day_of_many_years(case: Case) -> None:
    facts = only_inputs(case)
    outlook = case.route.outlook(case.step.id, facts, on=case.on, until=case.on + timedelta(days=MANY_YEARS))
    expected = day_by_day(case, facts, MANY_YEARS)
    assert [(change.on, answer(change.decision)) for change in outlook] == expected


@given(case=real_cases())
@examples(1)
def test_the_day_before_a_change_in_a_real_route_gives_the_old_answer_and_the_day_itself_the_new_one(
    case: Case,
) -> None:
    facts = only_inputs(case)
    before = answer(case.route.decide(case.step.id, facts, on=case.on))
    for change in case.route.outlook(case.step.id, facts, on=case.on):
        eve = change.on - timedelta(days=1)
        assert answer(case.route.decide(case.step.id, facts, on=eve)) == before
        before = answer(case.route.decide(case.step.id, facts, on=change.on))
        assert before == answer(change.decision)
        assert change.because


def test_a_birthday_a_term_and_a_law_are_named() -> None:
    bbl, pro = routekaart.load("roc_bbl"), routekaart.load("pro_vso")
    (birthday,) = bbl.outlook("P11", MINOR, on="2026-03-01")
    assert (birthday.on, birthday.decision.target) == (date(2027, 3, 1), "P13")
    assert [text.nl for text in birthday.because] == ["leeftijd wordt 18 jaar"]
    (term,) = bbl.outlook("P9", {"heeft_werkplek": "nee", "zoekperiode_gestart_op": "2026-01-31"}, on="2026-03-01")
    assert (term.on, term.decision.target) == (date(2026, 4, 30), "P10")
    assert [text.en for text in term.because] == ["duur van het zoeken becomes 3 months"]
    facts = {"geboortedatum": "2001-06-01", "startkwalificatie": "nee", "heeft_werk": "ja"}
    law = pro.outlook("stap_c_nazorg_arbeid", facts, on="2024-07-01", until="2026-12-31")[0]
    assert law.on == date(2026, 1, 1)
    assert [text.nl for text in law.because] == ["leeftijdsgrens van het Doorstroompunt wordt 27 jaar"]


def test_an_age_without_a_birth_date_may_change_from_tomorrow_and_surely_has_after_a_year() -> None:
    facts = {**MINOR, "leeftijd": 17}
    del facts["geboortedatum"]
    bbl = routekaart.load("roc_bbl")
    maybe, surely = bbl.outlook("P11", facts, on="2026-03-01")
    assert (maybe.on, maybe.decision.outcome, maybe.decision.missing) == (
        date(2026, 3, 2),
        "needs_facts",
        ("geboortedatum",),
    )
    assert [text.nl for text in maybe.because] == ["leeftijd kan 18 jaar worden"]
    assert (surely.on, surely.decision.target) == (date(2027, 3, 1), "P13")
    for born in (date(2008, 3, 2) + timedelta(days=days) for days in range(365)):
        exact = {**facts, "geboortedatum": born}
        del exact["leeftijd"]
        assert bbl.decide("P11", exact, on=maybe.on - timedelta(days=1)).target == "P12"
        assert bbl.decide("P11", exact, on=surely.on).target == "P13"


def test_a_decision_that_no_date_changes_says_so() -> None:
    decision = routekaart.load("roc_bbl").decide("P3", {"heeft_werkplek": "nee"}, on="2026-03-01")
    assert decision.changes_on is None
    assert routekaart.load("roc_bbl").decide("P3", {"heeft_werkplek": "nee"}).changes_on is None


def test_an_outlook_needs_a_reference_date() -> None:
    with pytest.raises(routekaart.ReferenceDateError, match="outlook"):
        routekaart.load("roc_bbl").outlook("P11", MINOR, on=None)  # type: ignore[arg-type]


def test_a_calendar_has_an_event_for_each_change_with_an_identity_that_stays() -> None:
    bbl = routekaart.load("roc_bbl")
    changes = bbl.outlook("P11", {**MINOR, "startkwalificatie": None}, on="2026-03-01")
    on = date(2026, 3, 1)
    made = calendar(bbl.surroundings, "P11", changes, on, label="1234", lang="nl")
    assert made == calendar(bbl.surroundings, "P11", changes, on, label="1234", lang="nl")
    events = icalendar.Calendar.from_ical(made).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [change.on for change in changes]
    assert all("1234" in str(event["summary"]) and str(event["description"]) for event in events)
    assert not any(event.errors for event in events)
    assert b"2009" not in made
    other = calendar(bbl.surroundings, "P11", changes, date(2026, 4, 1), label="5678", lang="en")
    identities = {str(event["uid"]) for event in events}
    later = calendar(bbl.surroundings, "P11", changes, date(2026, 4, 1), label="1234", lang="en")
    assert identities == {str(event["uid"]) for event in icalendar.Calendar.from_ical(later).walk("VEVENT")}
    assert not identities & {str(event["uid"]) for event in icalendar.Calendar.from_ical(other).walk("VEVENT")}
    assert max(map(len, made.split(b"\r\n"))) <= 75


def test_a_calendar_without_changes_still_has_a_component_and_no_event() -> None:
    bbl = routekaart.load("roc_bbl")
    made = calendar(bbl.surroundings, "P3", (), date(2026, 3, 1), label="1\x1b[31m", lang="nl")
    read = icalendar.Calendar.from_ical(made)
    assert [part.name for part in read.subcomponents] == ["VTIMEZONE"]
    assert not read.walk("VEVENT")


def test_the_command_writes_the_calendar(tmp_path: Path) -> None:
    file = tmp_path / "agenda.ics"
    arguments = ["outlook", "roc_bbl", "P11", "--fact", "leeftijd=17", "--on", "2026-03-01", "--ics", str(file)]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    assert len(icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")) == 2


UNTIL_THE_SUMMER = """\
routekaart: 1
id: proef
title: Proefroute
version: "1"
start: A
facts:
  weg: {type: date}
  einde: {type: date, derive: {date: weg, to: end_of_school_year}}
  nog: {type: number, unit: days, title: nog te gaan, derive: {days_until: einde}}
steps:
  A: {title: Begin, transitions: [{to: klaar, when: {nog: {at_most: 0}}}], otherwise: stay}
ends: {klaar: {title: Klaar, outcome: success}}
"""


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("2026-09-01/2027-07-31", ["nog te gaan wordt 0 dagen"]),
        ("2026-09", ["nog te gaan wordt 0 dagen"]),
        ("2026-09-01/2027-08-01", ["nog te gaan kan 0 dagen worden", "nog te gaan kan 0 dagen worden"]),
    ],
)
def test_what_every_day_of_a_date_told_in_part_gives_is_certain(told: str, words: list[str], tmp_path: Path) -> None:
    (tmp_path / "proef.yaml").write_text(UNTIL_THE_SUMMER, encoding="utf-8")
    route = routekaart.load(tmp_path / "proef.yaml")
    outlook = route.outlook("A", {"weg": told}, on="2026-09-15")
    assert [text.nl for change in outlook for text in change.because] == words


TOLD_IN_PART = """\
routekaart: 1
id: proef
title: Proefroute
version: "1"
start: A
facts:
  begin: {{type: date{past}}}
  dagen: {{type: number, unit: days, derive: {{days_{way}: begin}}{limits}}}
  jaren: {{type: number, unit: years, derive: {{years_until: begin}}}}
{impossible}\
steps:
  A: {{title: Begin, transitions: [{{to: klaar, when: {{dagen: {{at_least: 30}}}}}}], otherwise: stay}}
ends: {{klaar: {{title: Klaar, outcome: success}}}}
"""
NEVER = "impossible:\n  - {{when: {{dagen: {{{}}}}}, because: Dat kan niet.}}\n"


@pytest.mark.parametrize(
    ("way", "past", "limits", "impossible", "is_told", "ends"),
    [
        ("since", ", past: true", "", "", {"begin": "2025"}, ("2025-01-01", "2025-09-03")),
        ("since", ", past: true", ", max: 245", "", {"begin": "2025"}, ("2025-01-01", "2025-09-03")),
        ("until", "", ", min: 10, max: 119", "", {"begin": "2025"}, ("2025-09-13", "2025-12-31")),
        ("since", ", past: true", "", NEVER.format("below: 10"), {"begin": "2025"}, ("2025-01-01", "2025-08-24")),
        ("until", "", "", NEVER.format("below: 10"), {"begin": "2025"}, ("2025-09-13", "2025-12-31")),
        ("since", ", past: true", "", "", {"jaren": 0}, ("1850-01-01", "2025-09-03")),
        ("until", "", "", NEVER.format("above: 100"), {"jaren": 1}, ("2025-09-04", "2025-12-12")),
    ],
)  # fmt: skip
def test_a_date_told_in_part_stays_what_it_could_be_on_the_day_it_was_told(
    way: str, past: str, limits: str, impossible: str, is_told: dict[str, object], ends: tuple[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "proef.yaml"
    file.write_text(TOLD_IN_PART.format(way=way, past=past, limits=limits, impossible=impossible), encoding="utf-8")
    route, on = routekaart.load(file), date(2025, 9, 3)
    exactly = {"begin": f"{ends[0]}/{ends[1]}"}
    expected, before = [], answer(route.decide("A", is_told, on=on))
    assert before == answer(route.decide("A", exactly, on=on))
    for day in (on + timedelta(days=ahead) for ahead in range(1, 500)):
        try:
            now = answer(route.decide("A", exactly, on=day))
        except FactError:
            break
        if now != before:
            expected.append((day, now))
            before = now
    until = on + timedelta(days=499)
    outlook = route.outlook("A", is_told, on=on, until=until)
    assert [(change.on, answer(change.decision)) for change in outlook] == expected
    changes_on = route.decide("A", is_told, on=on).changes_on
    assert changes_on == (expected[0][0] if expected else None)
    journey = Journey.start(route, on=on).learn(is_told, on=on)
    assert [(change.on, answer(change.decision)) for change in journey.outlook(until=until)] == expected
    for day, then in expected:
        decision = journey.at(day).decision
        assert decision is not None
        assert answer(decision) == then
    column = pl.DataFrame({name: [value] for name, value in is_told.items()})
    assert routekaart.cohort(route, "A", column, on=on)["changes_on"].to_list() == [changes_on]
