"""A pickled decision or journey carries no route: it is small, and tells what it told."""

import copy
import pickle
import pickletools
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.profiles import examples, use_profile
from support.scripts import Script, lived, scripts
from support.strategies import CASES, Case, real_route

from routekaart import Decision, FactError, Journey, ReferenceDateError, Route
from routekaart.errors import WithoutRouteError
from routekaart.foundation.language import LANGUAGES
from routekaart.journeys.state import State

use_profile()
OF_A_ROUTE = {"Route", "Vocabulary", "Surroundings", "FactType", "Step", "GridCache", "Grid", "Engine", "Verdict"}
MOST = 9_000
"""The most bytes of a decision at a step of one of the five routes; what it hangs on goes along."""
MINOR = {"geboortedatum": "2009-03-01", "startkwalificatie": "nee"}
ON = "2026-03-01"


def classes_in(data: bytes) -> set[str]:
    """The names of the classes in a pickle."""
    return {str(argument) for operation, argument, _ in pickletools.genops(data) if "UNICODE" in operation.name}


def told(decision: Decision) -> tuple[object, ...]:
    """All that a decision tells."""
    return (
        *(decision.route_id, decision.route_version, decision.route_digest, decision.step_id, decision.on),
        *(decision.outcome, decision.target, decision.transition, decision.possible, decision.missing),
        *decision.questions,
        *(decision.facts, decision.changes_on, decision.reasons, decision.taken, decision.because, repr(decision)),
        decision.contested,
        *(decision.explain(lang) for lang in LANGUAGES),
        *(decision.to_dict(values=values) for values in (True, False)),
    )


def tells_the_same(decision: Decision) -> None:
    data = pickle.dumps(decision)
    again: Decision = pickle.loads(data)
    assert again == decision
    assert hash(again) == hash(decision)
    assert told(again) == told(decision)
    assert not classes_in(data) & OF_A_ROUTE
    # It can be sent on.
    assert told(pickle.loads(pickle.dumps(again))) == told(decision)


@pytest.mark.slow
@pytest.mark.parametrize("kind", CASES)
@given(data=st.data())
@examples(1)
def test_a_pickled_decision_tells_what_it_told(kind: str, data: st.DataObject) -> None:
    case: Case = data.draw(CASES[kind])
    try:
        decision = case.route.decide(case.step.id, case.facts, on=case.on)
    except FactError:
        assume(False)
    tells_the_same(decision)
    again = pickle.loads(pickle.dumps(decision))
    assert case.route.decide(again.step_id, dict(again.facts), on=again.on) == decision
    try:
        tells_the_same(case.route.decide(case.step.id, case.facts))
    except ReferenceDateError:
        return


def test_a_pickled_decision_is_small() -> None:
    for name in ("roc_bbl", "pro_vso", "entree"):
        route = real_route(name)
        for step in route.steps:
            assert len(pickle.dumps(route.decide(step, {}, on=ON))) < MOST
    bbl = real_route("roc_bbl")
    assert len(pickle.dumps(bbl.decide("P11", MINOR, on=ON))) < MOST
    (change, *_) = bbl.outlook("P11", MINOR, on=ON)
    assert len(pickle.dumps(change)) < MOST
    assert pickle.loads(pickle.dumps(change)) == change
    assert not classes_in(pickle.dumps(bbl.duties("P11", MINOR, on=ON))) & OF_A_ROUTE


def test_what_needs_the_route_says_so() -> None:
    bbl = real_route("roc_bbl")
    decision = bbl.decide("P11", MINOR, on=ON)
    again = pickle.loads(pickle.dumps(decision))
    asked: list[Callable[[], object]] = [
        lambda: again.known,
        lambda: again.verdict,
        lambda: again.under(decision.verdict),
    ]
    for ask in asked:
        with pytest.raises(WithoutRouteError, match=r"vraag de route opnieuw: decide\(") as error:
            ask()
        assert error.value.code == "without-route"
    assert bbl.decide(again.step_id, dict(again.facts), on=again.on).known == decision.known
    assert copy.deepcopy(decision).known == copy.copy(decision).known == decision.known


@pytest.mark.slow
@given(script=scripts(corrects=True))
@examples(1)
def test_a_pickled_journey_has_a_log_and_no_route(script: Script) -> None:
    journey, _ = lived(script)
    data = pickle.dumps(journey)
    again: Journey = pickle.loads(data)
    assert not classes_in(data) & OF_A_ROUTE
    assert (again, hash(again), repr(again)) == (journey, hash(journey), repr(journey))
    for name in ("log", "on", "position", "entered_on", "here"):
        assert getattr(again, name) == getattr(journey, name)
    assert again.to_dict() == journey.to_dict()
    whole = Journey.from_dict(again.to_dict(), script.route)
    assert whole == journey
    assert whole.facts == journey.facts


def test_what_a_journey_needs_its_route_for_says_so() -> None:
    journey = Journey.start(real_route("roc_bbl"), on=ON)
    again = pickle.loads(pickle.dumps(journey))
    asked: list[Callable[[], object]] = [
        lambda: again.route,
        lambda: again.decision,
        lambda: again.duties,
        lambda: again.facts,
        lambda: again.history,
        lambda: again.advance(on=ON),
    ]
    for ask in asked:
        with pytest.raises(WithoutRouteError, match=r"lees die opnieuw met Journey\.from_dict"):
            ask()
    with pytest.raises(AttributeError, match="'Journey' object has no attribute 'rout'"):
        journey.rout  # type: ignore[attr-defined]  # noqa: B018
    assert copy.deepcopy(journey).route is journey.route
    assert replace(journey).route is journey.route


@given(script=scripts(corrects=True))
@examples(1)
def test_the_log_says_where_she_is(script: Script) -> None:
    journey, _ = lived(script)
    state: State = journey._state
    assert (journey.position, journey.entered_on) == (state.position, state.entered_on)


def test_a_route_is_pickled_whole() -> None:
    route = real_route("roc_bbl")
    again: Route = pickle.loads(pickle.dumps(route))
    assert again == route
    assert again.decide("P11", MINOR, on=ON) == route.decide("P11", MINOR, on=ON)
