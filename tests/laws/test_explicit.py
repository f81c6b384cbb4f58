"""The reference for whole walks: small routes with known answers, and what there is to see on the made-up routes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from support import bruteforce
from support.explicit import NOBODY, explore, inputs_of, periods_of, waits
from support.profiles import examples, use_profile
from support.walk_routes import LARGEST_CLASS, walk_routes

from routekaart.model.condition import ALWAYS, Condition, Not, ParameterRef
from routekaart.model.condition import FactTest as Comparison
from routekaart.model.fact_types import Changes, FactType, Lifetime
from routekaart.model.parameters import DatedValue, Parameter
from routekaart.model.step import STAY, Action, End, Policy, Step, Transition
from routekaart.model.vocabulary import Impossible
from routekaart.route import Route

use_profile()

YES = Comparison("antwoord", "one_of", (True,))
NO = Not(YES)
ADULT = Comparison("leeftijd", "at_least", (18,))
MINOR = Not(ADULT)


def age(changes: Changes) -> FactType:
    return FactType("leeftijd", "number", "leeftijd", minimum=16, maximum=19, changes=changes)


def answer(changes: Changes, lifetime: Lifetime = "lasting") -> FactType:
    return FactType("antwoord", "yes_no", "antwoord", changes=changes, lifetime=lifetime)


def step(
    *ways: tuple[Condition, str],
    otherwise: str | None = None,
    policy: Policy = "unique",
    actions: Iterable[Condition] = (),
) -> Step:
    """A step with these ways out; `route_of` gives it its name."""
    transitions = tuple(Transition(to=to, when=when) for when, to in ways)
    duties = tuple(Action(text="Doe dit", when=when) for when in actions)
    return Step(id="", title="", transitions=transitions, otherwise=otherwise, policy=policy, actions=duties)


def route_of(
    facts: Iterable[FactType],
    steps: Mapping[str, Step],
    *,
    impossible: Iterable[Condition] = (),
    limits: Iterable[tuple[date | None, int]] = (),
) -> Route:
    """A route that starts at the first of its steps and ends at `klaar`, with at most the parameter `grens`."""
    dated = tuple(DatedValue(start, value) for start, value in limits)
    return Route(
        id="klein",
        title="Een kleine route",
        version="1",
        language="nl",
        start=next(iter(steps)),
        steps={name: replace(one, id=name) for name, one in steps.items()},
        ends={"klaar": End(id="klaar", title="Klaar", outcome="success")},
        facts={fact.name: fact for fact in facts},
        parameters={"grens": Parameter("grens", "grens", dated)} if dated else {},
        partners={},
        readings={},
        sources={},
        phases={},
        impossible=tuple(Impossible(when, "Dat kan niet samen.") for when in impossible),
    )


def states(*values: bool | int) -> frozenset[tuple[bool | int]]:
    """Students of a route with one fact."""
    return frozenset((value,) for value in values)


# Small routes.


def test_what_was_asked_before_settles_what_is_asked_again() -> None:
    steps = {
        "poort": step((ADULT, "klaar"), (MINOR, "school")),
        "school": step((ADULT, "werk"), (MINOR, "klaar"), actions=(ADULT, MINOR, ALWAYS)),
        "werk": step((ALWAYS, "klaar"), actions=(ALWAYS,)),
    }
    explored = explore(route_of([age("grows")], steps))
    assert explored.inputs == ("leeftijd",)
    assert explored.arriving == {"poort": states(16, 17, 18, 19), "school": states(16, 17), "werk": NOBODY}
    assert explored.present == explored.arriving == explored.finishing
    assert explored.entered == {"poort", "school"}
    assert explored.taken == {("poort", 0), ("poort", 1), ("school", 1)}
    assert explored.applying == {("school", "actions", 1), ("school", "actions", 2)}
    assert (explored.stuck_waiting, explored.looping) == ({}, frozenset())


def test_who_enters_half_way_has_not_been_asked_before() -> None:
    steps = {
        "poort": step((ADULT, "klaar"), (MINOR, "school")),
        "school": step((ADULT, "klaar"), (MINOR, "klaar")),
    }
    route = route_of([age("grows")], steps)
    assert ("school", 0) not in explore(route).taken
    explored = explore(route, entries=["school"])
    assert ("school", 0) in explored.taken
    assert explored.arriving["school"] == explored.everyone


@pytest.mark.parametrize(
    ("changes", "present", "stuck"),
    [
        ("never", (16, 17), (16, 17)),
        ("grows", (16, 17, 18, 19), ()),
        ("freely", (16, 17, 18, 19), ()),
    ],
)
def test_facts_change_as_they_may_while_a_student_waits(
    changes: Changes, present: tuple[int, ...], stuck: tuple[int, ...]
) -> None:
    steps = {
        "poort": step((ADULT, "klaar"), otherwise="wacht"),
        "wacht": step((ADULT, "klaar"), otherwise=STAY, actions=(ADULT,)),
    }
    explored = explore(route_of([age(changes)], steps))
    assert explored.arriving["wacht"] == states(16, 17)
    assert explored.present["wacht"] == states(*present)
    assert explored.stuck_waiting == {"wacht": states(*stuck)}
    assert explored.finishing["wacht"] == states(*set(present) - set(stuck))
    assert (("wacht", 0) in explored.taken) == (("wacht", "actions", 0) in explored.applying) == (not stuck)
    assert ("poort", None) in explored.taken


def test_who_is_past_a_limit_waits_for_ever() -> None:
    steps = {"wacht": step((MINOR, "klaar"), otherwise=STAY)}
    explored = explore(route_of([age("grows")], steps))
    assert explored.stuck_waiting == {"wacht": states(18, 19)}
    assert explored.finishing == {"wacht": states(16, 17)}
    assert explore(route_of([age("freely")], steps)).stuck_waiting == {"wacht": NOBODY}


def test_what_happens_once_is_not_undone() -> None:
    steps = {
        "poort": step((YES, "met"), (NO, "zonder")),
        "met": step((NO, "klaar"), otherwise=STAY),
        "zonder": step((YES, "klaar"), otherwise=STAY),
    }
    explored = explore(route_of([answer("once")], steps))
    assert explored.present["met"] == states(True)
    assert explored.present["zonder"] == states(False, True)
    assert explored.stuck_waiting == {"met": states(True), "zonder": NOBODY}
    assert explored.taken == {("poort", 0), ("poort", 1), ("zonder", 0)}


def test_time_passes_over_what_no_student_can_be() -> None:
    at_17 = Comparison("leeftijd", "one_of", (17,))
    steps = {
        "poort": step((Comparison("leeftijd", "below", (17,)), "wacht"), otherwise="klaar"),
        "wacht": step((ADULT, "klaar"), otherwise=STAY),
    }
    explored = explore(route_of([age("grows")], steps, impossible=[at_17]))
    assert explored.everyone == states(16, 18, 19)
    assert explored.present["wacht"] == states(16, 18, 19)


def test_what_is_asked_at_each_visit_is_forgotten_on_arrival() -> None:
    steps = {"een": step((YES, "twee"), otherwise="klaar"), "twee": step((NO, "klaar"), (YES, "klaar"))}
    assert ("twee", 0) in explore(route_of([answer("never", "visit")], steps)).taken
    assert ("twee", 0) not in explore(route_of([answer("never")], steps)).taken
    # What is answered anew still fits the rest of what is known.
    facts = [answer("never", "visit"), age("never")]
    explored = explore(route_of(facts, {**steps, "een": step((ADULT, "twee"), otherwise="klaar")}, impossible=[MINOR]))
    assert explored.arriving["twee"] == {(value, years) for value in (False, True) for years in (18, 19)}


def test_the_same_student_goes_round_at_once() -> None:
    steps = {
        "een": step((YES, "twee"), (NO, "klaar")),
        "twee": step((YES, "een"), otherwise="drie"),
        "drie": step((ALWAYS, "een")),
    }
    explored = explore(route_of([answer("freely")], steps))
    assert explored.looping == {"een", "twee"}
    assert explored.finishing["een"] == states(False)
    # The one who goes on from the first step is not the one who comes back from the second.
    other = {**steps, "twee": step((YES, "klaar"), otherwise="een")}
    assert explore(route_of([answer("freely")], other)).looping == frozenset()


@pytest.mark.parametrize(
    ("lifetime", "otherwise", "looping"),
    [
        ("lasting", "klaar", {"een", "twee"}),
        ("lasting", STAY, {"een", "twee"}),
        ("visit", "klaar", set()),
        ("visit", STAY, set()),
    ],
)
def test_a_step_where_something_is_asked_at_each_visit_breaks_a_loop(
    lifetime: Lifetime, otherwise: str, looping: set[str]
) -> None:
    steps = {"een": step((YES, "twee"), otherwise=otherwise), "twee": step((ALWAYS, "een"))}
    assert explore(route_of([answer("freely", lifetime)], steps)).looping == looping


def test_a_trap_has_no_end_for_those_who_are_in_it() -> None:
    steps = {
        "poort": step((YES, "val"), otherwise="klaar"),
        "val": step((NO, "klaar"), otherwise="diep"),
        "diep": step((YES, "val"), (NO, "klaar")),
    }
    explored = explore(route_of([answer("freely")], steps))
    assert explored.finishing == {"poort": states(False), "val": NOBODY, "diep": NOBODY}
    assert explored.entered == {"poort", "val", "diep"}


def test_the_policy_says_whether_a_later_transition_is_taken() -> None:
    ways = ((YES, "klaar"), (ALWAYS, "twee"))
    two = step((ALWAYS, "klaar"))
    unique = explore(route_of([answer("never")], {"een": step(*ways, otherwise="klaar"), "twee": two}))
    first = explore(route_of([answer("never")], {"een": step(*ways, otherwise="klaar", policy="first"), "twee": two}))
    assert unique.arriving["twee"] == states(False, True)
    assert first.arriving["twee"] == states(False)
    assert ("een", None) not in unique.taken | first.taken


def test_what_can_be_done_in_some_period_can_be_done() -> None:
    limit = Comparison("leeftijd", "at_least", (ParameterRef("grens"),))
    steps = {"een": step((limit, "klaar"), otherwise="twee"), "twee": step((limit, "klaar"), otherwise=STAY)}
    facts = [age("never"), FactType("oud", "yes_no", "oud", derivation=limit)]
    now = explore(route_of(facts, steps, limits=[(None, 18)]))
    assert now.stuck_waiting == {"twee": states(16, 17)}
    later = explore(route_of(facts, steps, limits=[(None, 18), (date(2026, 8, 1), 17)]))
    assert later.arriving["twee"] == states(16, 17)
    assert later.stuck_waiting == {"twee": states(16)}
    old = Comparison("oud", "one_of", (True,))
    ruled = explore(route_of(facts, steps, limits=[(None, 18), (date(2026, 8, 1), 17)], impossible=[Not(old)]))
    assert ruled.everyone == states(17, 18, 19)
    assert ruled.entered == {"een"}


# The made-up routes.


@given(route=walk_routes())
@examples(0.5)
def test_a_set_of_students_is_right_about_each_of_them(route: Route) -> None:
    for period in periods_of(route):
        assert 0 < len(period.all_states) <= LARGEST_CLASS
        for state in period.all_states:
            student = bruteforce.complete(route, dict(zip(inputs_of(route), state, strict=True)), period.day)
            for one in route.steps.values():
                for when in bruteforce.conditions_of(one):
                    assert (state in period.holding(when)) == bruteforce.is_true(when, student, period.parameters)


def sights(route: Route) -> dict[str, bool]:
    """What there may be to see on a route for a check of whole walks, and whether it is there."""
    explored = explore(route)
    entered = [route.steps[name] for name in explored.entered]
    unrelated = explore(route, entries=route.steps)
    frozen = explore(replace(route, facts={name: replace(fact, changes="never") for name, fact in route.facts.items()}))
    lasting = {name: replace(fact, lifetime="lasting") for name, fact in route.facts.items()}
    remembered = explore(replace(route, facts=lasting))
    first_period = {name: replace(one, values=one.values[:1]) for name, one in route.parameters.items()}
    return {
        "somebody": bool(explored.everyone),
        "far": len(entered) > 3,
        "a step that only the facts close off": not linked(route) <= explored.entered,
        "a dead branch": any(name in explored.entered for name, _ in unrelated.taken - explored.taken),
        "a dead duty": any(name in explored.entered for name, *_ in unrelated.applying - explored.applying),
        "a branch that opens while waiting": bool(explored.taken - frozen.taken),
        "a step that waits": any(map(waits, entered)),
        "waiting in vain": any(explored.stuck_waiting.values()),
        "some wait in vain": any(
            stuck and stuck != explored.arriving[name] for name, stuck in explored.stuck_waiting.items()
        ),
        "a loop": bool(explored.looping),
        "a loop that waits": any(waits(route.steps[name]) for name in explored.looping),
        "a loop that cannot be reached": explored.looping < unrelated.looping,
        "a trap": any(not explored.finishing[one.id] for one in entered),
        "a trap for some": any(NOBODY < explored.finishing[one.id] < explored.present[one.id] for one in entered),
        "no trap": all(explored.finishing[one.id] == explored.present[one.id] for one in entered),
        "a visit that matters": remembered != explored,
        "a period that matters": explore(replace(route, parameters=first_period)) != explored,
        "a rule that matters": explore(replace(route, impossible=())).taken != explored.taken,
    }


def linked(route: Route) -> set[str]:
    """The steps that arrows lead to from the start."""
    found: set[str] = set()
    waiting = [route.start]
    while waiting:
        name = waiting.pop()
        if name in route.steps and name not in found:
            found.add(name)
            waiting.extend(route.steps[name].targets)
    return found


@pytest.mark.slow
def test_the_made_up_routes_have_much_to_see() -> None:
    counted: Counter[str] = Counter()

    @given(route=walk_routes())
    @settings(max_examples=300, derandomize=True)
    def look(route: Route) -> None:
        counted.update({"a route": 1, **sights(route)})

    look()
    assert counted["a route"] == 300
    assert {sight: times for sight, times in counted.items() if times < 3} == {}
