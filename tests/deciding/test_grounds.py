"""Grounds: what a decision rests on. They suffice, they are true for everybody who fits, and they are never empty."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support import bruteforce
from support.profiles import examples, use_profile
from support.strategies import PARTLY_KNOWN, PartlyCase

import routekaart
from routekaart import Decision, FactError, Journey, Reason
from routekaart.deciding.grounds import Several, read_several
from routekaart.deciding.template import said
from routekaart.model import condition as shapes
from routekaart.model.condition import All, AnyOf, Condition, Not, Value
from routekaart.model.fact_types import FactType
from routekaart.model.fact_values import read_partly_known, read_value
from routekaart.model.wording import Wording
from routekaart.route import Route

use_profile()
LARGEST_WORLD = 20_000
BBL = routekaart.load("roc_bbl")


def decided(partly: PartlyCase) -> Decision:
    """The decision; students who cannot be like this are not looked at."""
    case = partly.case
    try:
        return case.route.decide(case.step.id, partly.told, on=case.on)
    except FactError:
        assume(False)
        raise


def small_world(partly: PartlyCase) -> list[bruteforce.Student]:
    case = partly.case
    ends = [shapes.FactTest(name, "one_of", span) for name, span in partly.spans.items()]
    asked = (*bruteforce.conditions_of(case.step), *ends)
    assume(bruteforce.size_of_world(case.route, case.facts, case.on, asked) <= LARGEST_WORLD)
    return partly.students


def asks(condition: Condition) -> bool:
    """Whether a condition asks for anything: not when it holds, or fails, whoever the student is."""
    match condition:
        case shapes.FactTest():
            return True
        case Not(part):
            return asks(part)
        case All(parts) | AnyOf(parts):
            if any(without_asking(part) is isinstance(condition, AnyOf) for part in parts):
                return False
            return any(map(asks, parts))


def without_asking(condition: Condition) -> bool | None:
    return None if asks(condition) else bruteforce.is_true(condition, _Nobody(), {})


class _Nobody(dict[str, Value]):
    def __missing__(self, _name: str) -> Value:
        return "nothing"


def literals(route: Route, condition: Condition, *, positive: bool = True) -> Iterator[tuple[shapes.FactTest, bool]]:
    """Every test, also through definitions, with whether the condition wants it to hold."""
    match condition:
        case shapes.FactTest(fact):
            yield condition, positive
            definition = route.facts[fact].derivation
            if isinstance(definition, Condition):
                wanted = bruteforce.is_true(condition, {fact: True}, {}) is positive
                yield from literals(route, definition, positive=wanted)
        case Not(part):
            yield from literals(route, part, positive=not positive)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from literals(route, part, positive=positive)


def is_so(ground: Mapping[str, object], route: Route, student: bruteforce.Student) -> bool:
    """Whether what is told of a fact, as JSON, is true for a student."""
    fact = route.facts[str(ground["fact"])]
    value = student[fact.name]
    assert set(ground) <= {"fact", "value", "from", "to", "one_of", "follows_from"}
    if ground["value"] is not None:
        return same(value, read_value(fact, ground["value"]))
    if "one_of" in ground:
        return any(same(value, read_value(fact, one)) for one in ground["one_of"])  # type: ignore[attr-defined]
    above = "from" not in ground or read_value(fact, ground["from"]) <= value  # type: ignore[operator]
    below = "to" not in ground or value <= read_value(fact, ground["to"])  # type: ignore[operator]
    return above and below


def same(one: Value, other: Value) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
    return one == other


def names_in(grounds: Sequence[Mapping[str, object]]) -> list[str]:
    return [name for ground in grounds for name in (ground["fact"], *ground["follows_from"])]  # type: ignore[misc]


def told_of(partly: PartlyCase, names: list[str]) -> dict[str, object]:
    """Only what was told of these facts, of what they follow from, and of what says something of the same date."""
    route = partly.case.route
    wanted = set(bruteforce.closure(route, names))
    dates = {name for name in wanted if route.facts[name].kind == "date"}
    return {
        name: value
        for name, value in partly.told.items()
        if name in wanted or dates.intersection(bruteforce.closure(route, [name]))
    }


@pytest.mark.slow
@pytest.mark.parametrize("kind", PARTLY_KNOWN)
@given(data=st.data())
@examples()
def test_a_decision_on_a_condition_always_has_grounds_and_they_are_true(kind: str, data: st.DataObject) -> None:
    partly = data.draw(PARTLY_KNOWN[kind])
    decision = decided(partly)
    taken = decision.taken
    students = small_world(partly)
    if taken is not None and asks(taken.transition.when):
        assert decision.because
        told = decision.to_dict()["transitions"][taken.number - 1]["because"]
        assert [ground["fact"] for ground in told] == [ground.fact for ground in decision.because]
        assert all(is_so(ground, partly.case.route, student) for ground in told for student in students)


@pytest.mark.slow
@pytest.mark.parametrize("kind", PARTLY_KNOWN)
@given(data=st.data())
@examples(2)
def test_what_is_cited_settles_it_and_is_no_test_that_says_the_opposite(kind: str, data: st.DataObject) -> None:
    partly = data.draw(PARTLY_KNOWN[kind])
    decision = decided(partly)
    students = small_world(partly)
    for reason, told in zip(decision.reasons, decision.to_dict()["transitions"], strict=True):
        assert all(is_so(ground, partly.case.route, student) for ground in told["because"] for student in students)
        if reason.truth is not None and asks(reason.transition.when):
            check_settles(partly, reason, told["because"])
            check_no_opposite(partly, reason, told["because"], students)


def check_settles(partly: PartlyCase, reason: Reason, grounds: Sequence[Mapping[str, object]]) -> None:
    """Who knows nothing but what is cited finds the same of the transition."""
    case = partly.case
    again = case.route.decide(case.step.id, told_of(partly, names_in(grounds)), on=case.on)
    assert grounds
    assert again.verdict.truths[reason.number - 1] is reason.truth


def check_no_opposite(
    partly: PartlyCase, reason: Reason, grounds: Sequence[Mapping[str, object]], students: list[bruteforce.Student]
) -> None:
    """Of each fact that is cited for "does not hold", some test that is needed does not hold; and turned round."""
    route, parameters = partly.case.route, bruteforce.parameters_on(partly.case.route, partly.case.on)
    for ground in grounds:
        tests = [one for one in literals(route, reason.transition.when) if one[0].fact == ground["fact"]]
        found = [{bruteforce.is_true(test, one, parameters) is want for one in students} for test, want in tests]
        assert any(truths != {not reason.truth} for truths in found)


@pytest.mark.slow
@pytest.mark.parametrize("kind", PARTLY_KNOWN)
@given(data=st.data())
@examples(1)
def test_a_journey_tells_the_same_grounds(kind: str, data: st.DataObject) -> None:
    partly = data.draw(PARTLY_KNOWN[kind])
    case = partly.case
    decision = decided(partly)
    assume(decision.taken is not None and asks(decision.taken.transition.when))
    try:
        journey = Journey.start(case.route, on=case.on, step=case.step.id).learn(partly.told, on=case.on)
    except FactError:
        assume(False)
    journey = journey.advance(on=case.on)
    happened = next(one for one in journey.history if one.decision)
    assert happened.decision is not None
    move = journey.log[-1].moves[0]  # type: ignore[union-attr]
    cited = [name for ground in happened.decision.because for name in (ground.fact, *ground.follows_from)]
    assert list(move.because) == list(dict.fromkeys(cited)) != []
    assert Journey.from_dict(journey.to_dict(), case.route) == journey
    assert all(text for one in journey.history for text in (one.text.nl, one.text.en))


@pytest.mark.slow
@pytest.mark.parametrize("kind", PARTLY_KNOWN)
@given(data=st.data())
@examples(1)
def test_an_explanation_gives_grounds_for_whatever_does_not_hold(kind: str, data: st.DataObject) -> None:
    decision = decided(data.draw(PARTLY_KNOWN[kind]))
    fallen = [one for one in decision.reasons if one.status == "fell_away" and asks(one.transition.when)]
    explained = decision.explain("nl")
    assert explained.count("geldt niet: ") >= len(fallen)
    assert decision.explain("en").count("\n") == explained.count("\n")


NO_DIPLOMA = {"startkwalificatie": "nee", "vrijstelling_kwalificatieplicht": "nee"}


def test_what_every_day_of_a_year_shares_is_a_ground() -> None:
    decision = BBL.decide("P11", {"geboortedatum": "2009", **NO_DIPLOMA}, on="2026-10-01")
    assert decision.target == "P12"
    explained = decision.explain()
    assert "  - leeftijd is 16 of 17 jaar\n" in explained
    assert "P13: geldt niet: is minderjarig, want leeftijd is 16 of 17 jaar (nodig: is meerderjarig" in explained
    assert "leeftijd is 16 or 17 years" in decision.explain("en")


def test_where_days_differ_what_they_can_be_is_a_ground() -> None:
    decision = BBL.decide("P11", {"geboortedatum": "2008-09-02/2009-09-01", **NO_DIPLOMA}, on="2026-10-01")
    assert decision.outcome == "needs_facts"
    falls_away = decision.to_dict()["transitions"][2]["because"]
    assert falls_away[0] == {
        "fact": "leeftijd", "value": None, "from": 17, "to": 18, "follows_from": ["geboortedatum"],
    }  # fmt: skip
    assert decision.to_dict(values=False)["transitions"][2]["because"][0] == {
        "fact": "leeftijd", "follows_from": ["geboortedatum"],
    }  # fmt: skip
    assert "want geboortedatum ligt van 2008-09-02 tot en met 2009-09-01; heeft geen start" in decision.explain()


def test_what_is_certain_only_together_is_a_ground_together() -> None:
    """One of two transitions to one place holds, whatever the fact that they ask."""
    step = BBL.steps["P11"]
    both = tuple(replace(step.transitions[0], when=shapes.FactTest("leeftijd", "one_of", (age,))) for age in (16, 17))
    route = replace(BBL, steps={**BBL.steps, "P11": replace(step, transitions=both, otherwise="stay")})
    decision = route.decide("P11", {"geboortedatum": "2009"}, on="2026-10-01")
    assert decision.taken is not None
    assert (decision.taken.truth, [ground.fact for ground in decision.because]) == (None, ["leeftijd"])
    assert "naar P12" in decision.explain()
    assert "  - leeftijd is 16 of 17 jaar, want geboortedatum ligt ergens in 2009\n" in decision.explain()
    journey = Journey.start(route, on="2026-10-01", step="P11").learn({"geboortedatum": "2009"}, on="2026-10-01")
    journey = journey.advance(on="2026-10-01")
    assert journey.log[-1].moves[0].because == {"leeftijd": "16/17", "geboortedatum": "2009"}  # type: ignore[union-attr]
    assert journey.history[-1].text.nl.endswith("leeftijd is 16 of 17 jaar; geboortedatum ligt ergens in 2009")


KINDS = {
    "leeftijd": FactType("leeftijd", "number", "leeftijd", unit="years"),
    "uren": FactType("uren", "number", "uren", unit="hours", decimals=1),
    "dag": FactType("dag", "date", "dag"),
    "keus": FactType("keus", "choice", "keus", options=("nee", "mogelijk", "ja")),
}


def days(written: str) -> Several:
    known = read_partly_known(KINDS["dag"], written)
    assert known is not None
    return Several(known.first, known.last)


@pytest.mark.parametrize(
    ("name", "several", "text", "nl", "en"),
    [
        ("leeftijd", Several(16, 17), "16/17", "leeftijd is 16 of 17 jaar", "leeftijd is 16 or 17 years"),
        ("leeftijd", Several(1, 5), "1/5", "leeftijd is 1 tot en met 5 jaar", "leeftijd is 1 to 5 years"),
        ("leeftijd", Several(1), "1/..", "leeftijd: 1 jaar of meer", "leeftijd: 1 year or more"),
        ("leeftijd", Several(None, 5), "../5", "leeftijd: 5 jaar of minder", "leeftijd: 5 years or less"),
        ("uren", Several(1, 2), "1/2", "uren is 1 tot en met 2 uur", "uren is 1 to 2 hours"),
        ("dag", days("2009"), "2009", "dag ligt ergens in 2009", "dag lies somewhere in 2009"),
        ("dag", days("2009-02"), "2009-02", "dag ligt ergens in 2009-02", "dag lies somewhere in 2009-02"),
        ("dag", Several(date(2009, 2, 3)), "2009-02-03/..", "dag: op of na 2009-02-03", "dag: on or after 2009-02-03"),
        ("keus", Several(one_of=("nee", "ja")), "nee/ja", "keus is 'nee' of 'ja'", "keus is 'nee' or 'ja'"),
    ],
)  # fmt: skip
def test_what_a_fact_can_be_is_written_in_words_and_in_a_log(
    name: str, several: Several, text: str, nl: str, en: str
) -> None:
    assert str(several) == text
    assert read_several(KINDS[name], text) == several
    for lang, words in (("nl", nl), ("en", en)):
        assert said(Wording(KINDS, {}, lang), name, several) == words  # type: ignore[arg-type]


def test_nothing_known_is_said_so() -> None:
    assert (str(Several()), bool(Several())) == ("", False)
    assert said(Wording(KINDS, {}, "nl"), "keus", Several()) == "keus: niet bekend"
    assert "16" not in repr(Several(16, 17))
