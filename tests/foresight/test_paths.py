"""Ways through a route: each can be walked, day by day, and where trying everything finds one, one is found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from math import prod

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.profiles import SLOW, examples, use_profile
from support.small_routes import small_route
from support.strategies import CASES, OPERATORS, POLICIES, REAL_ROUTES, Case, _pick, real_route
from support.walk_routes import walk_routes
from test_reach import can_become, values_of

from routekaart import Decision, FactError, Journey, Route
from routekaart.foresight.paths import RoutePath
from routekaart.model import condition
from routekaart.model.condition import All, AnyOf, Condition, Value
from routekaart.model.fact_types import Changes, Elapsed, FactType, Lifetime
from routekaart.model.parameters import DatedValue, Parameter
from routekaart.model.step import STAY, End, Step, Transition

use_profile()
ON = date(2026, 3, 1)
LAW = date(2026, 8, 1)
"""On this day a limit of a made-up route may change."""
MOST_STUDENTS = 60
Known = tuple[Value | None, ...]


def walks(route: Route, start: str, facts: Mapping[str, object], on: date, path: RoutePath, to: str) -> None:
    """Walks a path with a journey: learns what each step says on its day, and goes on then; nothing moves before."""
    journey = Journey.start(route, on=on, step=start)
    journey = journey.learn(facts, on=on) if facts else journey
    for one in path.steps:
        assert one.on is not None
        assert journey.position == one.step
        if one.waited:
            assert route.steps[one.step].otherwise == STAY
            for day in days_before(journey, one.on):
                assert journey.at(day).advance(on=day).position == one.step, "she was sent away while she waited"
        told = {**one.way.changes, **one.way.settles}
        journey = journey.learn(told, on=one.on) if told else journey
        journey = journey.advance(on=one.on)
        assert journey.position == one.target
    assert journey.position == to


def days_before(journey: Journey, until: date) -> Iterator[date]:
    """The days on which a decision may change before another day, and the day before it."""
    yield journey.on
    yield from (change.on for change in journey.outlook(until=until) if change.on < until)
    yield max(journey.on, until - timedelta(days=1))


@pytest.mark.slow
@pytest.mark.parametrize("kind", CASES)
@given(data=st.data())
@examples(0.5)
def test_every_path_can_be_walked(kind: str, data: st.DataObject) -> None:
    case: Case = data.draw(CASES[kind])
    try:
        case.route.decide(case.step.id, case.facts, on=case.on)
    except FactError:
        assume(False)
    to = data.draw(st.sampled_from((*case.route.steps, *case.route.ends)))
    path = case.route.path(case.facts, to=to, step=case.step.id, on=case.on)
    if path is not None:
        walks(case.route, case.step.id, case.facts, case.on, path, to)


@dataclass(frozen=True)
class Beginning:
    """A student of whom some facts are known, in a small route without dates, and where she wants to come."""

    route: Route
    facts: Mapping[str, Value]
    to: str


@st.composite
def beginnings(draw: st.DrawFn) -> Beginning:
    route = draw(narrow_routes() if _pick(draw, (True, True, False)) else walk_routes())
    inputs = [fact for fact in route.facts.values() if fact.derivation is None]
    assume(prod(len(values_of(fact)) + 1 for fact in inputs) <= MOST_STUDENTS)
    facts = {fact.name: _pick(draw, values_of(fact)) for fact in inputs if _pick(draw, (True, True, True, False))}
    return Beginning(route, facts, _pick(draw, (*route.steps, *route.ends)))


@st.composite
def narrow_routes(draw: st.DrawFn) -> Route:
    """Four steps in a row with few ways on, in which a wrong change early on cannot be undone later."""
    kinds: tuple[Changes, ...] = ("once", "once", "never", "freely")
    lifetimes: tuple[Lifetime, ...] = ("lasting", "lasting", "lasting", "visit")
    flags = [
        FactType(f"ja_{n}", "yes_no", f"ja {n}", changes=_pick(draw, kinds), lifetime=_pick(draw, lifetimes))
        for n in range(2)
    ]
    number = FactType("aantal", "number", "aantal", minimum=1, maximum=3, changes="grows")
    limits = [draw(st.integers(1, 3)) for _ in range(2)]
    values = (DatedValue(None, limits[0]), DatedValue(LAW, limits[1]))
    facts = (*flags[: draw(st.integers(1, 2))], number)

    def one() -> Condition:
        match _pick(draw, ("flag", "flag", "limit", "number")):
            case "flag":
                return condition.FactTest(_pick(draw, facts[:-1]).name, "one_of", (_pick(draw, (True, False)),))
            case "limit":
                return condition.FactTest("aantal", _pick(draw, OPERATORS), (condition.ParameterRef("grens"),))
            case _:
                return condition.FactTest("aantal", _pick(draw, OPERATORS), (draw(st.integers(1, 3)),))

    def when() -> Condition:
        match _pick(draw, ("all", "any", "one", "one")):
            case "all":
                return All((one(), one()))
            case "any":
                return AnyOf((one(), one()))
            case _:
                return one()

    ids = ("S1", "S2", "S3", "S4")
    steps = {}
    for place, name in enumerate(ids):
        following = (*ids[place + 1 : place + 2], "klaar") if place < 3 else ("klaar", "gestopt")
        others = [other for other in (*ids, "gestopt") if other != name]
        targets = (_pick(draw, following), _pick(draw, others))[: draw(st.integers(1, 2))]
        transitions = tuple(Transition(to=to, when=when()) for to in targets)
        otherwise = _pick(draw, (STAY, STAY, STAY, None, "gestopt"))
        policy = _pick(draw, POLICIES)
        steps[name] = Step(id=name, title=name, policy=policy, otherwise=otherwise, transitions=transitions)
    return replace(
        real_route("entree"),
        id="smal",
        start="S1",
        steps=steps,
        ends={name: End(id=name, title=name, outcome="success") for name in ("klaar", "gestopt")},
        facts={fact.name: fact for fact in facts},
        parameters={"grens": Parameter("grens", "grens", values)},
        impossible=(),
    )


class Everything:
    """Tries every change of facts, at every step, on the two days that can matter."""

    def __init__(self, one: Beginning) -> None:
        self.one, self.route = one, one.route
        self.inputs = [fact for fact in one.route.facts.values() if fact.derivation is None]
        self.kept: dict[tuple[str, Known, date], Decision | None] = {}

    def comes_there(self) -> bool:
        first = (self.route.start, tuple(self.one.facts.get(fact.name) for fact in self.inputs), ON)
        seen, waiting = {first}, [first]
        while waiting:
            here = waiting.pop()
            if here[0] == self.one.to:
                return True
            for following in self.following(*here):
                if following not in seen:
                    seen.add(following)
                    waiting.append(following)
        return False

    def following(self, place: str, known: Known, on: date) -> Iterator[tuple[str, Known, date]]:
        if place in self.route.ends:
            return
        for now in product(*map(self.becomes, range(len(known)), known)):
            decision = self.decide(place, now, on)
            if decision is None:
                continue
            if decision.outcome in ("next", "end"):
                assert decision.target is not None
                visit = [fact.lifetime == "visit" for fact in self.inputs]
                entering = tuple(None if gone else value for gone, value in zip(visit, now, strict=True))
                yield decision.target, entering, on
            elif on < LAW and self.route.steps[place].otherwise == STAY and decision.outcome != "ambiguous":
                yield place, now, LAW

    def becomes(self, number: int, value: Value | None) -> tuple[Value | None, ...]:
        fact = self.inputs[number]
        return (None, *values_of(fact)) if value is None else (value, *can_become(fact, value))

    def decide(self, place: str, known: Known, on: date) -> Decision | None:
        key = place, known, on
        if key not in self.kept:
            facts = {fact.name: value for fact, value in zip(self.inputs, known, strict=True)}
            try:
                self.kept[key] = self.route.decide(place, facts, on=on)
            except FactError:
                self.kept[key] = None
        return self.kept[key]


@pytest.mark.slow
@given(one=beginnings())
@examples(2)
def test_where_trying_everything_finds_a_way_a_path_is_found(one: Beginning) -> None:
    everything = Everything(one)
    known = tuple(one.facts.get(fact.name) for fact in everything.inputs)
    assume(everything.decide(one.route.start, known, ON) is not None)
    path = one.route.path(one.facts, to=one.to, on=ON)
    assert (path is not None) == everything.comes_there()
    if path is not None:
        walks(one.route, one.route.start, one.facts, ON, path, one.to)


def in_a_row(facts: tuple[FactType, ...], *whens: Condition) -> Route:
    """A route of steps in a row, with the condition that leads on from each, and in which one waits."""
    ids = (*(f"S{number}" for number in range(1, len(whens) + 1)), "klaar")
    steps = [
        Step(id=name, title=name, otherwise=STAY, transitions=(Transition(to=ids[place + 1], when=whens[place]),))
        for place, name in enumerate(ids[:-1])
    ]
    return small_route("rij", steps, ids[-1:], facts)


def test_a_larger_change_is_tried_where_the_smallest_leads_nowhere() -> None:
    once = tuple(FactType(name, "yes_no", name, changes="once") for name in ("diploma", "werk", "hulp"))
    yes = {name: condition.FactTest(name, "one_of", (True,)) for name in ("diploma", "werk", "hulp")}
    without = condition.FactTest("diploma", "one_of", (False,))
    route = in_a_row(once, AnyOf((yes["diploma"], All((yes["werk"], yes["hulp"])))), without)
    facts: dict[str, Value] = {fact.name: False for fact in once}
    path = route.path(facts, to="klaar", on=ON)
    assert path is not None
    assert Everything(Beginning(route, facts, "klaar")).comes_there()
    assert dict(path.steps[0].way.changes) == {"werk": True, "hulp": True}
    walks(route, "S1", facts, ON, path, "klaar")
    # Of what is unknown, too: with a diploma nobody gets further.
    unsettled = route.path({}, to="klaar", on=ON)
    assert unsettled is not None
    walks(route, "S1", {}, ON, unsettled, "klaar")


def test_one_count_has_one_value_on_a_way() -> None:
    born = FactType("geboortedatum", "date", "geboortedatum", past=True, changes="never")
    age = FactType(
        "leeftijd", "number", "leeftijd", minimum=0, maximum=130, derivation=Elapsed(born.name, "years", "since")
    )
    adult, young = condition.FactTest(age.name, "at_least", (18,)), condition.FactTest(age.name, "below", (27,))
    old = condition.FactTest(age.name, "at_least", (23,))
    route = in_a_row((born, age), adult, old, young)
    for facts in ({}, {"leeftijd": 17}, {"geboortedatum": "2000"}, {"geboortedatum": "2003"}):
        path = route.path(facts, to="klaar", on=ON)
        assert path is not None
        walks(route, "S1", facts, ON, path, "klaar")
    steps = route.path({}, to="klaar", on=ON)
    assert steps is not None
    told = [one.way.settles["leeftijd"] for one in steps.steps]
    assert len(set(told)) == 1
    assert "18 of ouder" in steps.steps[0].way.text.nl
    assert route.path({"leeftijd": 27}, to="klaar", on=ON) is None


LEFT = {
    "opleiding_gestopt": "ja",
    "startkwalificatie": "nee",
    "geboortedatum": "2000-05-05",
    "uitschrijfdatum": "2025-07-21",
}


def test_nobody_waits_in_a_step_that_sends_her_away_that_day() -> None:
    route, step, on = real_route("pro_vso"), "stap_c_nazorg_onderwijs", date(2026, 1, 1)
    assert route.decide(step, LEFT, on=on).outcome == "end"
    path = route.path(LEFT, to="einde_nazorg", step=step, on=on)
    assert path is not None
    walks(route, step, LEFT, on, path, "einde_nazorg")
    # She can only wait when the study did not stop after all, and that is told.
    assert (path.steps[0].target, dict(path.steps[0].way.changes)) == (step, {"opleiding_gestopt": False})
    assert path.text.nl.startswith(f"1. blijft in {step}")


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL_ROUTES)
def test_every_path_of_a_student_in_these_routes_can_be_walked(name: str) -> None:
    route, facts = real_route(name), {"startkwalificatie": False, "leeftijd": 17}
    places = list(product(route.steps, (*route.steps, *route.ends)))
    for step, to in places if SLOW else places[::4]:
        path = route.path(facts, to=to, step=step, on=ON)
        if path is not None:
            walks(route, step, facts, ON, path, to)
