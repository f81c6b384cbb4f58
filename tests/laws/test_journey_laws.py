"""Laws of journeys, for made-up journeys in made-up and real routes."""

import copy
import json
import pickle
from dataclasses import replace
from datetime import date, timedelta

import jsonschema
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.profiles import SLOW, examples, use_profile
from support.scripts import Call, Script, lived, lived_again, scripts
from support.strategies import CASES, Case, real_route

import routekaart
from routekaart import Decision, FactError, Journey
from routekaart.journeys.log import Advanced, Learned
from routekaart.journeys.serialization import json_schema

use_profile()


def answer(decision: Decision | None) -> tuple[object, ...]:
    return (decision.outcome, decision.target, decision.possible) if decision else ("ended",)


def seen(journey: Journey) -> tuple[object, ...]:
    """What is decided for a student; in a made-up route nobody may be like her on that day."""
    try:
        return answer(journey.decision)
    except FactError as error:
        return ("nobody", *(problem.fact for problem in error.problems))


@pytest.mark.slow
@given(script=scripts())
@examples(2)
def test_a_journey_in_json_comes_back_as_it_was(script: Script) -> None:
    journey, _ = lived(script)
    written = json.loads(json.dumps(journey.to_dict()))
    jsonschema.validate(written, json_schema())
    back = Journey.from_dict(written, script.route)
    assert back == journey
    assert (back.position, back.entered_on) == (journey.position, journey.entered_on)
    assert seen(back) == seen(journey)
    assert back.to_dict() == written


@given(script=scripts())
@examples(0.5)
def test_the_same_calls_give_the_same_journey(script: Script) -> None:
    journey, done = lived(script)
    again = lived_again(script.route, script.start, done)
    assert again == journey
    assert again.history == journey.history
    assert copy.deepcopy(journey) == pickle.loads(pickle.dumps(journey)) == journey


@pytest.mark.parametrize("kind", CASES)
@given(data=st.data())
@examples(1)
def test_what_is_told_today_decides_today_as_if_it_were_given(kind: str, data: st.DataObject) -> None:
    case: Case = data.draw(CASES[kind])
    try:
        expected = answer(case.route.decide(case.step.id, case.facts, on=case.on))
    except FactError:
        assume(False)
    journey = Journey.start(case.route, on=case.on, step=case.step.id)
    together = journey.learn(case.facts, on=case.on)
    assert seen(together) == expected
    one_by_one = journey
    for name, value in case.facts.items():
        one_by_one = one_by_one.learn({name: value}, on=case.on)
    assert seen(one_by_one) == expected
    assert one_by_one.facts == together.facts


@given(script=scripts())
@examples(1)
def test_the_log_only_grows_and_is_in_order_of_time(script: Script) -> None:
    journey = Journey.start(script.route, on=script.start)
    for call in script.calls:
        before = journey
        try:
            journey = call.done(journey)
        except FactError:
            continue
        assert journey.log[: len(before.log)] == before.log
        assert len(journey.log) == len(before.log) + 1
        assert journey.on == call.on
    days = [entry.on for entry in journey.log]
    assert days == sorted(days)


@given(script=scripts())
@examples(1)
def test_whoever_goes_as_far_as_it_goes_takes_the_same_steps_as_one_at_a_time(script: Script) -> None:
    journey, _ = lived(script)
    assume(seen(journey)[0] != "nobody")
    far = journey.advance(on=journey.on, steps="all")
    last = far.log[-1]
    assert isinstance(last, Advanced)
    one = journey
    for move in last.moves:
        one = one.advance(on=journey.on)
        taken = one.log[-1]
        assert isinstance(taken, Advanced)
        assert taken.moves == (move,)
    assert one.position == far.position
    if last.stopped == "circle":
        for _ in range(len(last.circle) + 1):
            one = one.advance(on=journey.on)
            assert one.position in last.circle
    else:
        assert one.advance(on=journey.on).position == far.position


@pytest.mark.slow
@given(script=scripts(), data=st.data())
@examples(1)
def test_what_time_does_to_a_journey_is_what_its_outlook_says(script: Script, data: st.DataObject) -> None:
    journey, _ = lived(script)
    assume(seen(journey)[0] != "nobody")
    until = journey.on + timedelta(days=800)
    expected = [(journey.on, answer(journey.decision))]
    expected += [(change.on, answer(change.decision)) for change in journey.outlook(until=until)]
    for _ in range(20):
        day = journey.on + timedelta(days=data.draw(st.integers(0, 800)))
        found = seen(journey.at(day))
        if found[0] != "nobody":
            assert found == [said for since, said in expected if since <= day][-1]


@pytest.mark.slow
@given(script=scripts(), data=st.data())
@examples(2)
def test_a_correction_equals_a_fresh_journey_with_the_right_facts(script: Script, data: st.DataObject) -> None:
    wrong, done = lived(script)
    learned = [number for number, call in enumerate(done) if call.kind == "learn"]
    assume(learned)
    number = data.draw(st.sampled_from(learned))
    family = script.route.vocabulary.family
    name = data.draw(st.sampled_from(sorted(done[number].facts)))
    # Only facts that were told once, so that it is plain what the right facts would have been.
    others = [call for place, call in enumerate(done) if place != number]
    assume(not any(family(name) & call.facts.keys() for call in others))
    assume(not (family(name) - {name}) & done[number].facts.keys())
    value = done[number].instead[name]
    right = replace(done[number], facts={**done[number].facts, name: value})
    on = wrong.on + timedelta(days=3)
    try:
        fresh = lived_again(script.route, script.start, (*done[:number], right, *done[number + 1 :]))
        fresh.at(on).decision  # noqa: B018 — nobody may be like this on that day
    except FactError:
        assume(False)
    try:
        corrected = wrong.correct({name: value}, on=on)
    except FactError:
        # Where she really was, it contradicts something else that was told.
        assume(False)
    (correction,) = corrected.corrections
    assert correction.instead == fresh.at(on)
    assert corrected.position == wrong.position
    assert corrected.log[:-1] == wrong.log
    same = [entry.moves for entry in wrong.log if isinstance(entry, Advanced)] == [
        entry.moves for entry in fresh.log if isinstance(entry, Advanced)
    ]
    if correction.differences:
        assert not same
    if same and fresh.position == wrong.position:
        assert answer(corrected.decision) == answer(fresh.at(on).decision)
        assert corrected.facts == fresh.at(on).facts


@given(script=scripts())
@examples(1)
def test_to_migrate_to_the_same_version_changes_nothing(script: Script) -> None:
    journey, _ = lived(script)
    for given_as in (journey, journey.to_dict()):
        migration = routekaart.migrate(given_as, script.route)
        assert migration.changes_nothing
        assert migration.position == journey.position
        assert all(decision.same for decision in migration.decisions)
        if seen(journey)[0] != "nobody":
            assert migration.asks == journey.open_questions
        assert not migration.lost
        assert migration.journey() == journey


@pytest.mark.slow
@given(script=scripts())
@examples(1)
def test_a_version_with_other_words_decides_the_same(script: Script) -> None:
    journey, _ = lived(script)
    other = replace(script.route, version="2.0.0", title="Een andere titel")
    assert Journey.from_dict(journey.to_dict(), other) == journey
    migration = routekaart.migrate(journey.to_dict(), other)
    assert migration.only_words
    assert not migration.changes_nothing
    assert all(decision.same for decision in migration.decisions)
    moved = migration.journey(by="beheer")
    assert (moved.position, moved.entered_on) == (journey.position, journey.entered_on)
    assert seen(moved) == seen(journey)
    if seen(journey)[0] != "nobody":
        assert moved.facts == journey.facts
    assert Journey.from_dict(moved.to_dict(), other) == moved


@given(script=scripts())
@examples(0.5)
def test_everything_that_happened_is_told_in_both_languages_and_nothing_shows_in_a_repr(script: Script) -> None:
    journey, _ = lived(script)
    moves = sum(len(entry.moves) for entry in journey.log if isinstance(entry, Advanced))
    told = journey.history
    assert sum(one.decision is not None for one in told) == moves
    assert all(one.text.nl and one.text.en for one in told)
    assert [one.on for one in told] == sorted(one.on for one in told)
    shown = repr(journey) + repr(journey.log) + repr(told)
    days = {entry.on.isoformat() for entry in journey.log}
    facts = [entry.facts for entry in journey.log if isinstance(entry, Learned)]
    dates = {str(value) for told in facts for name, value in told.items() if script.route.facts[name].kind == "date"}
    assert not any(day in shown for day in dates - days - {"None"})


MANY_YEARS = (20 if SLOW else 7) * 365 + 5
FOLLOWED = (
    ("roc_bbl", "P11", {"geboortedatum": "2008-02-29", "startkwalificatie": "nee"}, date(2024, 2, 28)),
    ("roc_bbl", "P15", {"geboortedatum": "2001"}, date(2023, 12, 31)),
    (
        "pro_vso",
        "stap_c_nazorg_arbeid",
        {"geboortedatum": "2003-01-01", "startkwalificatie": "nee", "uitschrijfdatum": "2024-02-29"},
        date(2024, 3, 1),
    ),
    ("entree", "stap_5a", {"leeftijd": 21, "startkwalificatie": "nee", "heeft_werk": "ja"}, date(2025, 1, 31)),
    ("transitieroute", "eerste_baan", {"datum_afronding_opleiding": "2024-02-29"}, date(2024, 6, 30)),
)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "step", "facts", "on"), FOLLOWED, ids=[f"{one[0]} {one[1]}" for one in FOLLOWED])
def test_an_outlook_is_right_on_every_single_day_of_many_years(
    name: str, step: str, facts: dict[str, object], on: date
) -> None:
    journey = Journey.start(real_route(name), on=on, step=step).learn(facts, on=on)
    until = on + timedelta(days=MANY_YEARS)
    changes = {change.on: answer(change.decision) for change in journey.outlook(until=until)}
    expected = answer(journey.decision)
    for ahead in range(1, MANY_YEARS + 1):
        day = on + timedelta(days=ahead)
        expected = changes.get(day, expected)
        assert answer(journey.at(day).decision) == expected, day
    assert changes


def test_a_call_that_is_refused_leaves_the_journey_as_it_was() -> None:
    journey = Journey.start(real_route("roc_bbl"), on="2026-01-05").learn({"startkwalificatie": "ja"}, on="2026-01-05")
    before = journey.to_dict()
    call = Call("learn", date(2026, 1, 6), {"startkwalificatie": False})
    with pytest.raises(FactError, match="correct"):
        call.done(journey)
    assert journey.to_dict() == before
