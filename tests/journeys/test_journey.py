"""A journey as an application uses it: what it tells, what it refuses, and what a new version of the route does."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from support.places import ROOT
from support.strategies import real_route

import routekaart
from routekaart import FactError, Journey, JourneyError, Network, ReferenceDateError, Route, UnknownNameError
from routekaart.foundation.digest import digest_of
from routekaart.journeys.log import Advanced, HandedOver, Started

ROUTES = ROOT / "routes"


@pytest.fixture(scope="module")
def network() -> Network:
    return routekaart.network(ROUTES)


@pytest.fixture(scope="module")
def bbl(network: Network) -> Route:
    return network.routes["roc_bbl"]


@pytest.fixture
def stopped(bbl: Route) -> Journey:
    """A student of 17 whose BBL programme stopped."""
    journey = Journey.start(bbl, on="2026-01-12", step="P10", by="slb")
    facts = {"geboortedatum": "2008-03-15", "startkwalificatie": "nee", "vrijstelling_kwalificatieplicht": "nee"}
    journey = journey.learn({**facts, "kan_bol": "nee"}, on="2026-01-12", by="slb")
    return journey.advance(on="2026-01-12", by="slb", steps="all")


def last(journey: Journey) -> Advanced:
    entry = journey.log[-1]
    assert isinstance(entry, Advanced)
    return entry


# What a journey tells.


def test_a_journey_tells_where_a_student_is_and_what_is_open(stopped: Journey) -> None:
    assert (stopped.position, stopped.ended, stopped.place_now.title) == (
        "P12",
        False,
        "Jonger dan 18 en kwalificatieplichtig",
    )
    assert stopped.open_questions == ("overstap_andere_opleiding",)
    assert last(stopped).stopped == "needs_facts"
    assert {duty.id for duty in stopped.duties.partners if duty.role == "responsible"}
    assert stopped.decision is not None
    assert repr(stopped) == "<Journey roc_bbl P12 on 2026-01-12>"


def test_the_clock_of_a_visit_runs_from_the_day_of_coming_in(stopped: Journey) -> None:
    later = stopped.at("2026-03-11")
    assert later.entered_on == date(2026, 1, 12)
    assert [later.time_here(unit) for unit in ("days", "weeks", "months", "years")] == [58, 8, 1, 0]
    again = later.place("P12", on="2026-03-11", because="opnieuw begonnen")
    assert again.at("2026-03-12").time_here() == 1


def test_the_history_is_dated_and_says_why(stopped: Journey) -> None:
    told = [(str(one.on), one.by, one.step, one.text.nl) for one in stopped.history]
    assert told == [
        ("2026-01-12", "slb", "P10", "begonnen in P10 (Overstappen naar BOL?)"),
        (
            "2026-01-12",
            "slb",
            "P10",
            "bekend: geboortedatum is 2008-03-15; heeft geen startkwalificatie; is niet vrijgesteld van de"
            " kwalificatieplicht; kan de BOL-variant niet volgen",
        ),
        (
            "2026-01-12",
            "slb",
            "P10",
            "van P10 (Overstappen naar BOL?) naar P11 (De BBL-opleiding stopt): kan de BOL-variant niet volgen",
        ),
        (
            "2026-01-12",
            "slb",
            "P11",
            "van P11 (De BBL-opleiding stopt) naar P12 (Jonger dan 18 en kwalificatieplichtig): is"
            " kwalificatieplichtig; leeftijd is 17 jaar; heeft geen startkwalificatie; is niet vrijgesteld van de"
            " kwalificatieplicht",
        ),
        (
            "2026-01-12",
            "slb",
            "P12",
            "nog niet te bepalen vanuit P12 (Jonger dan 18 en kwalificatieplichtig); "
            "vraag: overstap naar een andere opleiding",
        ),
    ]
    decisions = [one.decision for one in stopped.history if one.decision]
    assert [decision.step_id for decision in decisions] == ["P10", "P11"]
    assert "Waarom" in decisions[1].explain()


def test_a_term_has_a_day_or_says_what_to_ask(bbl: Route) -> None:
    searching = Journey.start(bbl, on="2026-02-01", step="P9").learn({"heeft_werkplek": "nee"}, on="2026-02-01")
    (unknown,) = searching.due
    assert (unknown.on, unknown.ask, unknown.passed) == (None, "zoekperiode_gestart_op", None)
    known = searching.learn({"zoekperiode_gestart_op": "2025-11-30"}, on="2026-02-01")
    (due,) = known.due
    assert (due.on, due.ask, due.passed) == (date(2026, 2, 28), None, False)
    assert known.at("2026-02-28").due[0].passed
    (about,) = searching.learn({"zoekduur": 1}, on="2026-02-01").due
    assert (about.on, about.earliest, about.latest) == (None, date(2026, 3, 2), date(2026, 4, 1))
    assert about.ask == "zoekperiode_gestart_op"


def test_an_end_asks_nothing_and_nobody_acts(stopped: Journey) -> None:
    done = stopped.place("uitgeschreven", on="2026-02-01", because="verhuisd")
    assert done.ended
    assert (done.decision, done.open_questions, done.due, done.outlook()) == (None, (), (), ())
    assert not done.duties.actions
    assert not done.duties.partners
    assert last(done.advance(on="2026-02-01")).stopped == "end"


def test_a_circle_is_told_and_not_walked_for_ever(tmp_path: Path) -> None:
    file = tmp_path / "rond.yaml"
    step = "{{title: Stap, transitions: [{{to: {}}}]}}"
    steps = "\n".join(f"  {name}: {step.format(to)}" for name, to in (("A", "B"), ("B", "C"), ("C", "B")))
    head = 'routekaart: 1\nid: rond\ntitle: Rond\nversion: "1"\nstart: A\n'
    file.write_text(f"{head}steps:\n{steps}\nends:\n  klaar: {{title: Klaar, outcome: success}}\n", encoding="utf-8")
    journey = Journey.start(routekaart.load(file), on="2026-01-01").advance(on="2026-01-01", steps="all")
    assert (last(journey).stopped, last(journey).circle, journey.position) == ("circle", ("B", "C"), "C")
    assert journey.history[-1].text.nl == "zou in een kring rondgaan: B → C → B"


# What a journey refuses.


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        (
            {"geboortedatum": "2009-01-01"},
            "geboortedatum past niet bij wat al bekend was en nooit verandert; was het fout",
        ),
        ({"leeftijd": 16}, "leeftijd past niet bij wat al bekend was"),
        ({"heeft_werkplk": "ja"}, "onbekend gegeven heeft_werkplk; bedoelde u heeft_werkplek?"),
        ({"kwalificatieplicht": "nee"}, "kunnen niet samen waar zijn"),
        ({"geboortedatum": "2031-01-01"}, "een datum op of voor 2026-02-01"),
    ],
)
def test_what_cannot_be_learned_is_refused_with_one_plain_message(
    stopped: Journey, facts: dict[str, object], message: str
) -> None:
    with pytest.raises(FactError, match=message) as error:
        stopped.learn(facts, on="2026-02-01")
    assert "2008" not in str(error.value)


def test_everything_that_is_wrong_is_told_at_once(stopped: Journey) -> None:
    with pytest.raises(FactError) as error:
        stopped.learn({"leeftijd": 30, "heeft_werkplek": "misschien", "nergens": 1}, on="2026-02-01")
    assert [problem.fact for problem in error.value.problems] == ["heeft_werkplek", "nergens", "leeftijd"]


def test_names_of_other_routes_can_be_passed_over(stopped: Journey) -> None:
    record = {"startkwalificatie": "nee", "studieadvies": "doorgaan"}
    learned = stopped.learn(record, on="2026-02-01", unknown_facts="ignore")
    assert dict(learned.log[-1].facts) == {"startkwalificatie": False}  # type: ignore[union-attr]


def test_a_fact_that_is_forgotten_is_asked_again(bbl: Route) -> None:
    journey = Journey.start(bbl, on="2026-01-12", step="P10").learn({"kan_bol": "ja"}, on="2026-01-12")
    assert journey.open_questions == ("wil_bol",)
    assert set(journey.learn({"kan_bol": None}, on="2026-01-12").open_questions) == {"kan_bol", "wil_bol"}


@pytest.mark.parametrize("later", ["2026-01-12", "2026-01-13"])
@pytest.mark.parametrize("follows", [{"kwalificatieplicht": "ja"}, {"kwalificatieplicht": "ja", "leeftijd": 17}])
def test_what_follows_and_is_taken_back_leaves_nothing_behind(
    bbl: Route, follows: dict[str, object], later: str
) -> None:
    journey = Journey.start(bbl, on="2026-01-12", step="P11").learn(follows, on="2026-01-12")
    back = journey.learn(dict.fromkeys(follows), on=later)
    adult = {"geboortedatum": "2000-01-01", "startkwalificatie": "nee", "vrijstelling_kwalificatieplicht": "nee"}
    assert back.facts == {}
    assert back.learn(adult, on=later).facts == Journey.start(bbl, on=later, step="P11").learn(adult, on=later).facts


CALLS: dict[str, tuple[Callable[[Journey], object], type[Exception], str]] = {
    "too early": (lambda journey: journey.learn({}, on="2025-12-31"), JourneyError, "op of na de laatste gebeurtenis"),
    "no day": (lambda journey: journey.advance(on="31-12-2026"), ReferenceDateError, "bestaande datum"),
    "None as a day": (lambda journey: journey.at(None), ReferenceDateError, "altijd een datum nodig"),  # type: ignore[arg-type]
    "no such step": (
        lambda journey: journey.place("P99", on="2026-02-01", because="x"),
        UnknownNameError,
        "geen stap P99",
    ),
    "no reason": (lambda journey: journey.place("P3", on="2026-02-01", because=" "), JourneyError, "zeg waarom"),
    "wrong steps": (
        lambda journey: journey.advance(on="2026-02-01", steps="two"),  # type: ignore[arg-type]
        ValueError,
        "steps: verwacht wordt 'one' of 'all'",
    ),
    "before the start": (
        lambda journey: journey.correct({"kan_bol": "ja"}, on="2026-02-01", since="2025-01-01"),
        JourneyError,
        "dagen van 2026-01-12 .* tot en met 2026-02-01",
    ),
    "the wrong way round": (
        lambda journey: journey.correct({"kan_bol": "ja"}, on="2026-02-01", since="2026-01-20", until="2026-01-13"),
        JourneyError,
        "een correctie gaat over dagen",
    ),
    "no text": (
        lambda journey: journey.advance(on="2026-02-01", by=5),  # type: ignore[arg-type]
        TypeError,
        "by: verwacht wordt tekst, niet int",
    ),
    "until without since": (
        lambda journey: journey.correct({"kan_bol": "ja"}, on="2026-02-01", until="2026-01-20"),
        JourneyError,
        "until staat niet zonder since",
    ),
    "what cannot be corrected": (
        lambda journey: journey.correct({"geboortedatum": "2030-01-01"}, on="2026-02-01"),
        FactError,
        "een datum op of voor 2026-02-01",
    ),
    "against what else was told": (
        lambda journey: journey.correct({"geboortedatum": "2009-01-01"}, on="2026-02-01", since="2026-01-13"),
        FactError,
        "kies andere dagen, of corrigeer ook",
    ),
}


@pytest.mark.parametrize("name", CALLS)
def test_what_cannot_be_done_is_refused_with_one_plain_message(stopped: Journey, name: str) -> None:
    call, kind, message = CALLS[name]
    with pytest.raises(kind, match=message):
        call(stopped)


# Corrections.


def test_a_correction_shows_what_would_have_been_and_moves_nobody(stopped: Journey) -> None:
    corrected = stopped.correct({"geboortedatum": "2007-03-15"}, on="2026-02-01", by="balie")
    (correction,) = corrected.corrections
    assert corrected.position == "P12"
    assert corrected.facts["leeftijd"] == 18
    assert [(one.was, one.instead) for one in correction.differences] == [
        (("P10", "P11", "P12"), ("P10", "P11", "P13")),
    ]
    assert correction.instead is not None
    assert correction.instead.position == "P13"
    assert corrected.log[1] == stopped.log[1]
    assert corrected.history[-1].text.nl == "gecorrigeerd: geboortedatum is 2007-03-15"
    assert "2007" not in repr(correction)


def test_a_correction_of_some_days_ends_with_those_days(network: Network) -> None:
    journey = Journey.start(network.routes["pro_vso"], on="2025-01-06", step="stap_c_nazorg_arbeid")
    facts = {"geboortedatum": "2005-05-05", "startkwalificatie": "nee", "uitschrijfdatum": "2024-07-31"}
    journey = journey.learn({**facts, "heeft_werk": "ja"}, on="2025-01-06").advance(on="2025-03-15")
    journey = journey.advance(on="2025-05-01")
    corrected = journey.correct({"heeft_werk": "nee"}, on="2025-06-02", since="2025-03-01", until="2025-04-06")
    (correction,) = corrected.corrections
    assert [one.on for one in correction.differences] == [date(2025, 3, 15), date(2025, 5, 1)]
    assert corrected.facts["heeft_werk"] is True


@pytest.mark.parametrize("steps", [(), ("2026-01-15",), ("2026-01-05", "2026-01-15")])
def test_a_correction_of_some_days_holds_in_those_days_whatever_else_stands_in_the_log(
    bbl: Route, steps: tuple[str, ...]
) -> None:
    journey = Journey.start(bbl, on="2026-01-01", step="P9").learn({"gemeente": "Alkmaar"}, on="2026-01-01")
    for day in steps:
        journey = journey.advance(on=day)
    moved = {"gemeente": "andere"}
    again = journey.correct(moved, on="2026-01-20", since="2026-01-03", until="2026-01-08")
    assert again.facts["gemeente"] == "alkmaar"
    now = journey.correct(moved, on="2026-01-20", since="2026-01-03")
    assert now.facts["gemeente"] == "andere"
    forgotten = journey.correct({"gemeente": None}, on="2026-01-20", since="2026-01-03")
    assert "gemeente" not in forgotten.facts


def test_facts_that_are_corrected_together_must_be_true_together(bbl: Route) -> None:
    journey = Journey.start(bbl, on="2026-03-01", step="P11").learn({"geboortedatum": "2009"}, on="2026-03-01")
    with pytest.raises(FactError, match="kunnen niet samen waar zijn"):
        journey.correct({"geboortedatum": "2000-01-01", "leeftijd": 17}, on="2026-03-02")
    with pytest.raises(JourneyError, match="zoekduur is nooit verteld; zeg met since="):
        journey.correct({"zoekduur": 2}, on="2026-03-02")


# What was told of a fact that follows from others.


def test_what_follows_and_was_told_holds_as_long_as_time_cannot_have_changed_it(bbl: Route) -> None:
    start = Journey.start(bbl, on="2026-03-01", step="P11")
    exempt = start.learn({"kwalificatieplicht": "nee", "leeftijd": 17}, on="2026-03-01")
    assert exempt.decision is not None
    assert (
        exempt.decision.target
        == bbl.decide("P11", {"kwalificatieplicht": "nee", "leeftijd": 17}, on="2026-03-01").target
    )
    # Who is exempt at 17 does not become kwalificatieplichtig by growing older.
    assert exempt.at("2030-01-01").facts["kwalificatieplicht"] is False
    bound = start.learn({"kwalificatieplicht": "ja"}, on="2026-03-01")
    assert bound.facts["startkwalificatie"] is False
    assert "kwalificatieplicht" not in bound.at("2026-03-02").facts
    assert [change.on for change in bound.outlook()] == [date(2026, 3, 2)]
    known = start.learn({"kwalificatieplicht": "ja", "geboortedatum": "2009-03-01"}, on="2026-03-01")
    assert known.at("2027-02-28").facts["kwalificatieplicht"] is True
    assert known.at("2027-03-01").facts["kwalificatieplicht"] is False


def test_nothing_is_made_of_what_only_followed(bbl: Route) -> None:
    journey = Journey.start(bbl, on="2026-03-01", step="P11").learn({"kwalificatieplicht": "ja"}, on="2026-03-01")
    later = journey.learn({"kwalificatieplicht": "nee"}, on="2026-03-02")
    assert later.facts == {"kwalificatieplicht": False}
    born = later.learn({"geboortedatum": "2010-01-01", "vrijstelling_kwalificatieplicht": "ja"}, on="2026-03-09")
    assert born.decision is not None
    assert born.decision.target == "P14"
    with pytest.raises(FactError, match="kunnen niet samen waar zijn"):
        journey.learn({"startkwalificatie": "ja"}, on="2026-03-01")
    diploma = journey.learn({"startkwalificatie": "ja"}, on="2026-03-02")
    followed = {"kwalificatieplicht": False, "doorstroompunt_monitort": False, "vsv_mogelijk": False}
    assert diploma.facts == {"startkwalificatie": True} | followed


def test_what_followed_gives_way_on_the_same_day_only_to_what_changes() -> None:
    journey = Journey.start(real_route("transitieroute"), on="2024-02-28", step="student_met_vraag")
    journey = journey.learn({"laatste_jaar_opleiding": "nee"}, on="2024-02-28")
    with pytest.raises(FactError, match="kunnen niet samen waar zijn"):
        journey.learn({"jaren_tot_einde_opleiding": 1}, on="2024-02-28")
    journey = journey.learn({"jaren_tot_einde_opleiding": 2}, on="2024-02-28")
    changed = journey.learn({"jaren_tot_einde_opleiding": 1}, on="2024-02-28")
    assert changed.facts["laatste_jaar_opleiding"] is True


def test_a_date_that_can_change_is_replaced_by_what_is_known_of_the_new_one(bbl: Route) -> None:
    journey = Journey.start(bbl, on="2026-01-12", step="P9").learn(
        {"zoekperiode_gestart_op": "2025-09-10"}, on="2026-01-12"
    )
    assert journey.learn({"zoekperiode_gestart_op": "2026-02"}, on="2026-03-01").facts == {
        "zoekperiode_gestart_op": "2026-02"
    }


def test_a_fact_of_a_visit_is_corrected_in_the_visit_in_which_it_was_told(bbl: Route) -> None:
    journey = Journey.start(bbl, on="2026-01-05", step="P4").learn({"voortgang": "uitgevallen"}, on="2026-02-02")
    journey = journey.advance(on="2026-02-02").place("P4", on="2026-03-02", because="weer begonnen")
    journey = journey.learn({"voortgang": "afgerond"}, on="2026-03-03")
    (correction,) = journey.correct({"voortgang": "loopt"}, on="2026-03-04").corrections
    assert correction.differences == ()
    (earlier,) = journey.correct(
        {"voortgang": "loopt"}, on="2026-03-04", since="2026-01-05", until="2026-02-02"
    ).corrections
    assert [(one.was, one.instead) for one in earlier.differences] == [(("P4", "P7"), ("P4",))]
    never_told = journey.correct({"begeleiding_nodig": "ja"}, on="2026-03-04")
    assert never_told.facts["begeleiding_nodig"] is True


# In JSON.


def changed(data: Mapping[str, Any], *path: str | int, to: Any) -> dict[str, Any]:
    copied: dict[str, Any] = json.loads(json.dumps(data))
    part: Any = copied
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = to
    return copied


ODD = {"version": "1", "digest": "x", "meaning_digest": "x"}
HOSTILE: dict[str, tuple[tuple[str | int, ...], Any, str]] = {
    "a later form": (("format_version",), 3, "dit is vorm 3; deze routekaart leest vorm 2"),
    "another thing": (("format",), "routekaart.decision", "verwacht wordt een reis"),
    "a field of the future": (("log", 1, "mood"), "blij", "log.1.mood: onbekend veld; misschien"),
    "a field of the future above": (("later",), 1, "later: onbekend veld"),
    "a kind of the future": (("log", 1, "kind"), "danced", "log.1: verwacht wordt een van 'started', 'learned'"),
    "no date": (("log", 1, "on"), "gisteren", "log.1.on: verwacht wordt een datum"),
    "a date that is not there": (("log", 1, "on"), "2026-02-30", "log.1.on: verwacht wordt een datum"),
    "a list as a fact": (("log", 1, "facts", "kan_bol"), [1], "log.1.facts.kan_bol: verwacht wordt ja of nee"),
    "no log": (("log",), [], "log: verwacht wordt een lijst die niet leeg is"),
    "text as a log": (("log",), "leeg", "log: verwacht wordt een lijst"),
    "days that go back": (("log", 0, "on"), "2026-01-13", "log.1.on: verwacht wordt een datum op of na de vorige"),
    "a day before the log": (("on",), "2026-01-11", "on: verwacht wordt een datum op of na de vorige"),
    "no start": (("log", 0), {"kind": "learned", "on": "2026-01-12", "facts": {}}, "een keer started, vooraan"),
    "another move": (("log", 2, "moves", 1, "to"), "P13", "iets anders dan de route op die dag beslist"),
    "another reason to stop": (("log", 2, "stopped"), "stay", "iets anders"),
    "another route": (("log", 0, "route"), {**ODD, "id": "roc_bbl"}, "gebruik migrate"),
    "another digest": (("log", 0, "route", "meaning_digest"), "sha256:0", "iets anders dan de route op die dag"),
    "another id": (("log", 0, "route"), {**ODD, "id": "entree"}, "route entree, niet roc_bbl"),
    "a place that is not there": (("log", 0, "step"), "P99", "geen stap P99"),
    "a correction in the far future": (
        ("log", 1),
        {"kind": "corrected", "on": "2026-01-12", "facts": {}, "since": "2026-01-12", "until": "9999-12-31"},
        "van 1850-01-01 tot en met 2199-12-31",
    ),
    "deep nesting": (("log", 1, "facts", "kan_bol"), json.loads("[" * 400 + "]" * 400), "verwacht wordt"),
    "a far future": (("on",), "9999-01-01", "van 1850-01-01 tot en met 2199-12-31"),
    "a form with as many digits as JSON has": (
        ("format_version",),
        10**4200,
        "geschreven door een nieuwere routekaart",
    ),
    "a field whose name clears the screen": (("log", 1, "\x1b[2J" + "x" * 5000), 1, "log\\.1\\.\\\\x1b\\[2Jxxx"),
    "a fact whose name is a book": (("log", 1, "facts", "x" * 5000), [1], "verwacht wordt ja of nee"),
    "hundreds of facts that are lists": (
        ("log", 1, "facts"),
        {f"gegeven_{number}": [] for number in range(500)},
        "en nog 490",
    ),
    "another route with an odd name": (
        ("log", 0, "route"),
        {**ODD, "id": "x\x9b\n" * 2000},
        "niet roc_bbl",
    ),
    "another version with an odd name": (
        ("log", 0, "route"),
        {**ODD, "id": "roc_bbl", "version": "1\x1b" * 2000},
        "gebruik migrate",
    ),
    "an odd place that is not there": (("log", 0, "step"), "P\x1b" * 2000, "geen stap P"),
}
LONGEST = 1_500
"""So many characters such a message has at most."""


@pytest.mark.parametrize("name", HOSTILE)
def test_json_that_is_not_a_journey_gets_one_plain_message(stopped: Journey, name: str) -> None:
    path, value, message = HOSTILE[name]
    with pytest.raises(JourneyError, match=message) as error:
        Journey.from_dict(changed(stopped.to_dict(), *path, to=value), stopped.route)
    shown = str(error.value) + error.value.text.en
    assert "2008" not in shown
    assert shown.isprintable()
    assert len(shown) < 2 * LONGEST


def test_an_odd_journey_is_not_migrated_with_an_odd_message(stopped: Journey) -> None:
    odd = {**ODD, "id": "x\x9b\n" * 2000}
    with pytest.raises(JourneyError, match="niet roc_bbl") as error:
        routekaart.migrate(changed(stopped.to_dict(), "log", 0, "route", to=odd), stopped.route)
    assert str(error.value).isprintable()
    assert len(str(error.value)) < LONGEST
    gone = changed(stopped.to_dict(), "log", 0, "route", to={**ODD, "id": "roc_bbl"})
    gone = changed(gone, "log", to=[{**gone["log"][0], "step": "P\x1b" * 2000}])
    with pytest.raises(JourneyError, match="zeg met step=") as error:
        routekaart.migrate(gone, stopped.route).journey()
    assert str(error.value).isprintable()
    assert len(str(error.value)) < LONGEST


@pytest.mark.parametrize("data", [None, [], "x", {}, {"format": "routekaart.journey", "on": object()}], ids=range(5))
def test_what_is_no_json_gets_one_plain_message(bbl: Route, data: Any) -> None:
    with pytest.raises(JourneyError, match="deze reis is niet te lezen"):
        Journey.from_dict(data, bbl)


def test_facts_in_json_that_contradict_each_other_are_refused_without_values(stopped: Journey) -> None:
    data = changed(stopped.to_dict(), "log", 1, "facts", "leeftijd", to=40)
    with pytest.raises(FactError) as error:
        Journey.from_dict(data, stopped.route)
    assert "2008" not in str(error.value)


# A new version of a route.


FIRST = """\
routekaart: 1
id: werk
title: Naar werk
version: "1"
start: zoeken
facts:
  werk: {type: yes_no}
  wens: {type: choice, options: [hout, zorg]}
  diploma: {type: yes_no, changes: once}
steps:
  zoeken:
    title: Werk zoeken
    transitions: [{to: proef, when: {werk: ja}}]
    otherwise: stay
  proef:
    title: Proeftijd
    transitions: [{to: klaar, when: {diploma: ja}}]
    otherwise: stay
ends:
  klaar: {title: Klaar, outcome: success}
"""
SECOND = """\
routekaart: 1
id: werk
title: Naar werk
version: "2"
start: zoeken
facts:
  heeft_werk: {type: yes_no, renamed_from: werk}
  wens: {type: choice, options: [zorg, techniek]}
  uren: {type: number, min: 0, max: 40}
steps:
  zoeken:
    title: Werk zoeken
    transitions: [{to: proeftijd, when: {heeft_werk: ja, uren: {at_least: 12}}}]
    otherwise: stay
  proeftijd:
    title: Proeftijd
    renamed_from: [proef, test]
    transitions: [{to: gelukt, when: {uren: {at_least: 20}}}]
    otherwise: stay
ends:
  gelukt: {title: Gelukt, outcome: success, renamed_from: klaar}
"""


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Route, Route, Route]:
    """Two versions of a route, and one in which the step is gone."""
    texts = (FIRST, SECOND, SECOND.replace("    renamed_from: [proef, test]\n", "").replace('"2"', '"3"'))
    found = []
    for number, text in enumerate(texts):
        file = tmp_path / f"versie_{number}.yaml"
        file.write_text(text, encoding="utf-8")
        found.append(routekaart.load(file))
    return found[0], found[1], found[2]


@pytest.fixture
def at_work(versions: tuple[Route, Route, Route]) -> Journey:
    journey = Journey.start(versions[0], on="2026-01-05").advance(on="2026-01-05")
    journey = journey.learn({"werk": "ja", "wens": "hout", "diploma": "nee"}, on="2026-01-06")
    return journey.advance(on="2026-01-06", steps="all")


def test_a_new_version_tells_what_it_changes_and_moves_nobody(
    at_work: Journey, versions: tuple[Route, Route, Route]
) -> None:
    new = versions[1]
    migration = routekaart.migrate(at_work.to_dict(), new)
    assert (migration.was.version, migration.becomes.version) == ("1", "2")
    assert (migration.old_position, migration.position) == ("proef", "proeftijd")
    told = [(one.step, one.was, one.now.outcome if one.now else None, one.same) for one in migration.decisions]
    assert told == [
        ("zoeken", "proef", "needs_facts", False),
        ("proef", "proef", "needs_facts", False),
    ]
    assert migration.lost == ("diploma", "wens")
    assert migration.asks == ("uren",)
    moved = migration.journey(on="2026-02-01", by="beheer")
    assert (moved.position, moved.entered_on, moved.log[:-1]) == ("proeftijd", date(2026, 1, 6), at_work.log)
    assert moved.facts == {"heeft_werk": True}
    assert moved.history[-1].text.nl == "verder met versie 2, proeftijd (Proeftijd)"
    assert "hout" in moved.history[2].text.nl
    assert [one.route.version for one in moved.history] == ["1"] * (len(moved.history) - 1) + ["2"]
    done = moved.learn({"uren": 24}, on="2026-02-02").advance(on="2026-02-02")
    assert done.position == "gelukt"
    assert Journey.from_dict(json.loads(json.dumps(done.to_dict())), new) == done
    assert [one.decision is not None for one in done.history if " naar " in one.text.nl] == [False, True]


def test_a_step_that_is_gone_must_be_chosen_by_a_person(at_work: Journey, versions: tuple[Route, Route, Route]) -> None:
    migration = routekaart.migrate(at_work, versions[2])
    assert (migration.position, migration.asks) == (None, ())
    with pytest.raises(JourneyError, match="proef bestaat niet meer in versie 3; zeg met step="):
        migration.journey()
    with pytest.raises(UnknownNameError, match="nergens"):
        migration.journey(step="nergens")
    assert migration.journey(step="zoeken").position == "zoeken"
    with pytest.raises(JourneyError, match="op of na de laatste gebeurtenis"):
        migration.journey(step="zoeken", on="2025-01-01")


def test_a_correction_after_a_migration_still_sees_the_days_before_it(
    at_work: Journey, versions: tuple[Route, Route, Route]
) -> None:
    moved = routekaart.migrate(at_work, versions[1]).journey(on="2026-02-01")
    corrected = moved.correct({"heeft_werk": "nee"}, on="2026-02-02")
    assert corrected.facts == {"heeft_werk": False}
    (correction,) = corrected.corrections
    assert correction.instead is not None
    assert correction.instead.position == "zoeken"


def test_corrections_before_a_migration_can_still_be_told(
    at_work: Journey, versions: tuple[Route, Route, Route]
) -> None:
    corrected = at_work.correct({"werk": "nee"}, on="2026-01-08")
    moved = (
        routekaart.migrate(corrected, versions[1])
        .journey(on="2026-02-01")
        .correct({"heeft_werk": "nee"}, on="2026-02-02")
    )
    earlier, later = moved.corrections
    assert earlier.instead is not None
    assert earlier.instead.position == "zoeken"
    assert later.differences == ()
    placed = at_work.place("proef", on="2026-01-08", because="x").place("zoeken", on="2026-01-09", because="y")
    gone = routekaart.migrate(placed, versions[2]).journey(on="2026-02-01").correct({"uren": 3}, on="2026-02-01")
    assert [one.instead for one in gone.corrections] == [None]


def test_a_fact_that_a_version_refuses_does_not_bring_back_what_was_known_before(
    versions: tuple[Route, Route, Route],
) -> None:
    journey = Journey.start(versions[0], on="2026-01-05").learn({"wens": "zorg"}, on="2026-01-05")
    journey = journey.learn({"wens": "hout"}, on="2026-01-06")
    migration = routekaart.migrate(journey, versions[1])
    assert migration.lost == ("wens",)
    assert migration.journey().facts == {}


def test_whoever_is_put_elsewhere_by_a_migration_comes_in_there(
    at_work: Journey, versions: tuple[Route, Route, Route]
) -> None:
    moved = routekaart.migrate(at_work, versions[2]).journey(step="zoeken", on="2026-02-01", because="overleg")
    assert (moved.position, moved.entered_on, moved.here) == ("zoeken", date(2026, 2, 1), ())
    assert Journey.from_dict(json.loads(json.dumps(moved.to_dict())), versions[2]) == moved
    with pytest.raises(JourneyError, match="zeg waarom"):
        routekaart.migrate(at_work, versions[2]).journey(step="zoeken", on="2026-02-01", because="")


def test_a_log_that_is_refused_is_not_let_in_by_migrating(stopped: Journey) -> None:
    data = changed(stopped.to_dict(), "log", 2, "moves", 1, "to", to="P13")
    with pytest.raises(JourneyError, match="iets anders"):
        routekaart.migrate(data, stopped.route)


def test_another_route_is_no_new_version(at_work: Journey, bbl: Route) -> None:
    with pytest.raises(JourneyError, match="over route werk, niet roc_bbl"):
        routekaart.migrate(at_work, bbl)


def test_a_digest_is_of_the_whole_content_and_of_nothing_else(
    versions: tuple[Route, Route, Route], tmp_path: Path
) -> None:
    first = versions[0]
    assert first.digest.startswith("sha256:")
    file = tmp_path / "met_opmerking.yaml"
    file.write_text(
        "# een opmerking\n" + FIRST.replace("werk: {type: yes_no}", "werk:\n    type: yes_no"), encoding="utf-8"
    )
    assert routekaart.load(file).digest == first.digest
    assert len({one.digest for one in versions}) == 3
    assert replace(first, title="Anders").digest != first.digest
    assert digest_of((1, "a", True)) == "sha256:" + sha256(b'[1,"a",true]').hexdigest()


# Hand-overs.


def test_a_hand_over_starts_a_journey_that_points_back(network: Network, bbl: Route) -> None:
    journey = Journey.start(bbl, on="2026-03-02", step="P13")
    journey = journey.learn({"leeftijd": 19, "startkwalificatie": "nee"}, on="2026-03-02")
    assert network.hand_overs(journey) == ()
    link = next(one for one in network.links if (one.route, one.place) == ("roc_bbl", "P13"))
    with pytest.raises(JourneyError, match="staat voor deze student geen overdracht aan doorstroompunt S1 open"):
        network.hand_over(journey, link, on="2026-03-02")
    journey = journey.learn({"overstap_andere_opleiding": "nee"}, on="2026-03-02")
    assert network.hand_overs(journey) == (link,)
    transfer = network.hand_over(journey, link, on="2026-09-01", by="slb", reference="bbl-17")
    assert (transfer.received.route.id, transfer.received.position) == ("doorstroompunt", "S1")
    start = transfer.received.log[0]
    assert isinstance(start, Started)
    assert start.origin is not None
    assert (start.origin.route.digest, start.origin.place, start.origin.on, start.origin.reference) == (
        bbl.digest,
        "P13",
        date(2026, 9, 1),
        "bbl-17",
    )
    # Nobody knows whether she had a birthday since, but the days that she can be born on go along.
    assert transfer.received.facts["geboortedatum"] == "2006-03-03/2007-03-02"
    assert transfer.received.history[0].text.nl.startswith("overgenomen uit roc_bbl P13")
    assert isinstance(transfer.sent.log[-1], HandedOver)
    assert transfer.sent.position == "P13"
    with pytest.raises(JourneyError, match="al gedaan"):
        network.hand_over(transfer.sent, link, on="2026-09-02")
    for one in (transfer.sent, transfer.received):
        assert Journey.from_dict(json.loads(json.dumps(one.to_dict())), one.route) == one


def test_what_is_of_one_school_stays_there(network: Network) -> None:
    journey = Journey.start(network.routes["pro_vso"], on="2026-07-06", step="stap_b_uitstroom_onderwijs")
    facts = {"ingeschreven_vervolgopleiding": "ja", "vervolgopleiding_is_entree": "ja", "startkwalificatie": "nee"}
    journey = journey.learn({**facts, "gemeente": "Alkmaar"}, on="2026-07-06")
    link = next(one for one in network.hand_overs(journey) if one.to_route == "entree")
    received = network.hand_over(journey, link, on="2026-07-06").received
    assert {"gemeente", "startkwalificatie"} <= received.facts.keys()
    assert "ingeschreven_vervolgopleiding" not in received.facts


def test_another_place_than_where_she_is_hands_over_nobody(network: Network, stopped: Journey) -> None:
    link = next(one for one in network.links if one.place == "P14")
    with pytest.raises(JourneyError, match="in P12"):
        network.hand_over(stopped, link, on="2026-02-01")


def test_an_entry_says_what_decided_with_which_limits_and_for_what(bbl: Route) -> None:
    start = Journey.start(bbl, on="2026-03-01", step="P15").learn({"leeftijd": 22}, on="2026-03-01")
    journey = start.advance(on="2026-03-01", reference="B-2026-17")
    entry = journey.log[-1]
    assert isinstance(entry, Advanced)
    assert (entry.engine, entry.reference) == (routekaart.__version__, "B-2026-17")
    assert entry.moves[0].parameters == {"leeftijdsgrens_exitgesprek": 23}
    assert "B-2026-17" not in repr(journey.log)
    (decision,) = journey.decisions
    record = decision.to_dict(reference=entry.reference)
    assert (record["target"], record["reference"]) == (journey.position, "B-2026-17")
    assert [one["value"] for one in record["parameters"]] == [23]
    assert [one["id"] for one in record["readings"]] == list(entry.moves[0].readings)


def test_a_journey_of_another_engine_is_read(bbl: Route) -> None:
    start = Journey.start(bbl, on="2026-03-01", step="P15").learn({"leeftijd": 22}, on="2026-03-01")
    kept: Any = json.loads(json.dumps(start.advance(on="2026-03-01").to_dict()))
    kept["log"][-1]["engine"] = "0.0.9"
    again = Journey.from_dict(kept, bbl)
    assert again.to_dict() == kept
    move = kept["log"][-1]["moves"][0]
    told = move.pop("parameters")
    with pytest.raises(JourneyError, match=r"log\.2\.moves\.0\.parameters: verwacht wordt namen met waarden"):
        Journey.from_dict(kept, bbl)
    # Before there were these, there was no digest of the meaning either.
    del kept["log"][-1]["engine"], kept["log"][-1]["reference"], kept["log"][0]["route"]["meaning_digest"]
    older = Journey.from_dict({**kept, "format_version": 1}, bbl)
    assert older.to_dict()["log"][-1]["engine"] is None  # type: ignore[typeddict-item]
    assert Journey.from_dict(json.loads(json.dumps(older.to_dict())), bbl) == older
    move["parameters"] = {**told, "leeftijdsgrens_exitgesprek": 27}
    kept["log"][0]["route"]["meaning_digest"] = bbl.meaning_digest
    with pytest.raises(JourneyError, match=r"log\.2\.moves\.0\.parameters"):
        Journey.from_dict(kept, bbl)
