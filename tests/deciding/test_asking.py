"""The order of the questions: what an author wants to be asked first, then what decides most."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.profiles import examples, use_profile
from support.strategies import Case, generated_cases, real_route

from routekaart import FactError, ReferenceDateError, load
from routekaart.foundation.frozen import frozen

use_profile()


@pytest.mark.slow
@given(case=generated_cases(), data=st.data())
@examples(2)
def test_what_an_author_asks_first_comes_first_and_nothing_else_changes(case: Case, data: st.DataObject) -> None:
    ask = tuple(data.draw(st.permutations(sorted(case.route.facts))))[:3]
    step = replace(case.step, ask=ask)
    route = replace(case.route, steps=frozen({**case.route.steps, step.id: step}))
    try:
        before = case.route.decide(step.id, case.facts, on=case.on)
    except (FactError, ReferenceDateError):
        return
    after = route.decide(step.id, case.facts, on=case.on)
    assert (after.outcome, after.target, after.possible) == (before.outcome, before.target, before.possible)
    first = tuple(name for name in ask if name in before.missing)
    assert after.missing == (*first, *(name for name in before.missing if name not in first))
    assert route.meaning_digest == case.route.meaning_digest


def test_options_that_come_to_the_same_count_once() -> None:
    # Six municipalities inside the region and one outside it are two cases: where she lives decides most.
    decision = load("entree").decide("stap_1", {}, on="2026-03-01")
    assert decision.missing == ("gemeente", "stopt_zonder_diploma", "startdatum_opleiding")


def test_a_caseworker_asks_about_work_before_dates() -> None:
    assert real_route("transitieroute").decide("eerste_baan", {}, on="2026-03-01").missing[0] == "heeft_werk"
