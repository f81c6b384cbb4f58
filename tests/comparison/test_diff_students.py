"""Every student whom a comparison shows exists, differs and can be told: also where a fact is not what it was."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import bruteforce
from support import explicit_diff as explicit
from support.profiles import examples, use_profile
from support.small_routes import small_route

from routekaart import FactError
from routekaart.comparison import Comparison, compare
from routekaart.comparison.changes import Region
from routekaart.diagnostics.witness import Witness
from routekaart.model import condition
from routekaart.model.condition import Condition, Not, Value
from routekaart.model.fact_types import Elapsed, FactType
from routekaart.model.fact_values import write_value
from routekaart.model.step import Step, Transition
from routekaart.route import Route

use_profile()

FACTS = (
    FactType("x", "yes_no", "x"),
    FactType("x", "choice", "x", options=("ja", "nee", "Alkmaar")),
    FactType("x", "choice", "x", options=("alkmaar", "1")),
    FactType("x", "text", "x"),
    FactType("x", "number", "x", minimum=0, maximum=3),
    FactType("x", "number", "x", unit="years"),
    FactType("x", "date", "x"),
    FactType("x", "yes_no", "x", derivation=condition.FactTest("n", "at_least", (1,))),
    FactType("x", "yes_no", "x", derivation=condition.FactTest("n", "at_least", (2,))),
    FactType("x", "number", "x", unit="years", derivation=Elapsed("g", "years", "since")),
    FactType("x", "number", "x", unit="years", derivation=Elapsed("h", "years", "since")),
    FactType("x", "number", "x", unit="weeks", derivation=Elapsed("g", "weeks", "since")),
)
"""One fact in every way in which a version can have it."""
SHARED = (FactType("g", "date", "g"), FactType("h", "date", "h"), FactType("n", "number", "n", minimum=0, maximum=3))
TEXTS = ("Alkmaar", "ALKMAAR", "Bergen", "ja")


@st.composite
def some_test(draw: st.DrawFn, fact: FactType) -> Condition:
    """A test of the fact, in some way that its type allows."""
    match fact.kind:
        case "yes_no":
            value: Value = draw(st.booleans())
        case "choice":
            value = draw(st.sampled_from(fact.options))
        case "text":
            value = draw(st.sampled_from(TEXTS))
        case "number":
            return condition.FactTest("x", "at_least", (draw(st.integers(1, 3)),))
        case "date":
            return condition.FactTest("x", "at_least", (draw(st.sampled_from([date(2000, 1, 1), date(2020, 1, 1)])),))
    return condition.FactTest("x", "one_of", (value,))


@st.composite
def version_of(draw: st.DrawFn) -> Route:
    fact = draw(st.sampled_from(FACTS))
    when = draw(some_test(fact)) if draw(st.booleans()) else condition.FactTest("n", "at_least", (1,))
    transitions = (Transition(to="een", when=when), Transition(to="twee", when=Not(when)))
    step = Step(id="A", title="Begin", transitions=transitions)
    return small_route("soort", [step], ("een", "twee"), (*SHARED, fact))


def regions(found: Comparison) -> list[Region]:
    parts = (found.next_steps, found.duties, found.admissions, found.follows)
    return [one.region for changes in parts for one in changes]


def accepts(route: Route, facts: Mapping[str, Value], on: date) -> bool:
    try:
        route.decide("A", facts, on=on)
    except FactError:
        return False
    return True


def everything_of(route: Route, student: Witness) -> dict[str, Value]:
    """What is told of a student, with what follows from it."""
    told = {name: value for name, value in student.facts.items() if route.facts[name].derivation is None}
    return {**student.facts, **bruteforce.complete(route, told, student.on)}


@pytest.mark.slow
@given(version_of(), version_of())
@examples(1.5)
def test_every_student_who_is_shown_exists_differs_and_can_be_told(old: Route, new: Route) -> None:
    found = compare(old, new)
    assert not [note for note in found.unproven if "fout" in note.text.nl]
    for one in found.next_steps:
        before, after = one.region.old, one.region.new
        answers = [route.decide("A", her.facts, on=her.on) for route, her in ((old, before), (new, after))]
        assert (answers[0].target, answers[1].target) == (one.was.target, one.becomes.target)
    for admission in found.admissions:
        before, after = admission.region.old, admission.region.new
        accepted = accepts(old, before.facts, before.on), accepts(new, after.facts, after.on)
        assert accepted == (admission.refused, not admission.refused)
    for follow in found.follows:
        before, after = follow.region.old, follow.region.new
        assert accepts(old, before.facts, before.on)
        assert accepts(new, after.facts, after.on)
        assert not accepts(old, {**before.facts, "x": follow.becomes}, before.on)
        assert not accepts(new, {**after.facts, "x": follow.was}, after.on)
    for region in regions(found):
        check_one_student(old, new, region)


def check_one_student(old: Route, new: Route, region: Region) -> None:
    """What is told of a fact to both versions is one thing, and it is what the region says."""
    told = [
        {name: write_value(value) for name, value in her.facts.items() if route.facts[name].derivation is None}
        for route, her in ((old, region.old), (new, region.new))
    ]
    both = told[0].keys() & told[1].keys()
    assert {name: told[0][name] for name in both} == {name: told[1][name] for name in both}, region
    before, after = everything_of(old, region.old), everything_of(new, region.new)
    apart = {f"{name}@old": value for name, value in before.items()} | {
        f"{name}@new": value for name, value in after.items()
    }
    names = list(explicit.named(region.when))
    assert all(name.partition("@")[0] in old.facts or name.partition("@")[0] in new.facts for name in names)
    known = {**before, **after, **apart}
    if all(name in known for name in names):
        assert explicit.meets(region.when, known, region.old.on)


def test_what_is_accepted_together_counts_though_nothing_uses_it() -> None:
    """An unused definition that changed: `n: 1, x: ja` is accepted by the old version alone."""
    old, new = (
        small_route("soort", [Step(id="A", title="Begin", otherwise="stay", transitions=())], (), (*SHARED, fact))
        for fact in FACTS[7:9]
    )
    (change,) = compare(old, new).follows
    assert (change.was, change.becomes, change.region.when) == (True, False, {"n": 1})
    assert compare(old, new).same_meaning is False


@pytest.mark.slow
@given(version_of(), version_of(), st.integers(0, 3), st.dates(date(2015, 1, 1), date(2026, 1, 1)), st.data())
@examples(1.5)
def test_versions_that_mean_the_same_accept_the_same_facts_together(
    old: Route, new: Route, n: int, born: date, data: st.DataObject
) -> None:
    on = date(2026, 3, 1)
    if compare(old, new).same_meaning is not True:
        return
    value = data.draw(st.sampled_from(["ja", "nee", "Alkmaar", "alkmaar", "0", "1", "2", "3", "7", "2015-01-01"]))
    facts: dict[str, object] = {"n": n, "g": born, "h": date(2020, 2, 29), "x": value}
    assert accepts(old, facts, on) == accepts(new, facts, on)  # type: ignore[arg-type]
    if accepts(old, facts, on):  # type: ignore[arg-type]
        assert old.decide("A", facts, on=on).target == new.decide("A", facts, on=on).target
