"""Laws of simulations: what many students get at once is what each of them gets alone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st
from support import bruteforce
from support.one_by_one import Follower, walked_as_a_journey
from support.profiles import examples, use_profile
from support.strategies import REAL_ROUTES, _day, _number, _pick, generated_routes, real_route
from support.walk_routes import walk_routes

from routekaart.foundation.frozen import frozen
from routekaart.model.fact_types import Changes, FactType, Lifetime
from routekaart.route import Route
from routekaart.simulation.distributions import SimulationError
from routekaart.simulation.distributions_file import Declared
from routekaart.simulation.moving import Block, WaitReason
from routekaart.simulation.plan import Plan, plan_of
from routekaart.simulation.route_by_day import RouteByDay
from routekaart.simulation.tally import Tally
from routekaart.simulation.ticks import ticks_of

use_profile()

LIFETIMES: tuple[Lifetime, ...] = ("lasting", "visit", "lasting", "route")


def plan_for(route: Route, on: date, **how: Any) -> Plan:
    """A plan with nothing declared."""
    years, every = how.pop("years", 1), how.pop("every", "month")
    declared = Declared(arrivals=how.pop("arrivals", "first_day"), start=how.pop("start", frozen({})))
    return plan_of(route, ticks_of(on, years, every), how.pop("seed", 1), declared, frozen({}), step=None)


def moved(plan: Plan, students: int) -> tuple[Block, RouteByDay]:
    """The students of a plan after the last day."""
    by_day = RouteByDay(plan)
    block = Block(by_day, Tally(len(by_day.names), len(plan.ticks.days), len(WaitReason)), 0, students)
    block.follow()
    return block, by_day


def check_against_one_by_one(plan: Plan, students: int) -> int:
    """Compare everybody with who is followed alone; how many decisions that took."""
    block, by_day = moved(plan, students)
    follower = Follower(plan, students)
    for number in range(students):
        alone = follower.follow(number)
        together = (
            by_day.names[block.position[number]],
            int(block.entered[number]),
            int(block.arrived[number]),
        )
        assert together == (alone.position, alone.entered, alone.arrived), number
        if alone.position not in plan.route.ends:
            assert WaitReason(int(block.reason[number])).name.lower() == alone.reason, number
    return follower.decided


def varied(draw: st.DrawFn, route: Route) -> Route:
    """The route with facts that change in other ways, and some that are asked anew."""
    facts: Mapping[str, FactType] = {name: _varied(draw, fact) for name, fact in route.facts.items()}
    return replace(route, facts=frozen(facts))


def _varied(draw: st.DrawFn, fact: FactType) -> FactType:
    if fact.derivation is not None:
        return fact
    ways: dict[str, tuple[Changes, ...]] = {
        "yes_no": ("freely", "never", "once"),
        "number": ("freely", "never", "grows"),
        "date": ("freely", "never", "grows"),
    }
    changes = _pick(draw, ways.get(fact.kind, ("freely", "never")))
    return replace(fact, lifetime=_pick(draw, LIFETIMES), changes=changes)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans for made-up routes, of which somebody can exist on every day."""
    route = varied(draw, draw(_pick(draw, (generated_routes(), walk_routes()))))
    on = _day(draw, years=2)
    every, arrivals = _pick(draw, ("month", "month", "week")), _pick(draw, ("first_day", "first_year"))
    try:
        plan = plan_for(route, on, seed=_number(draw, 0, 1000), every=every, arrivals=arrivals)
    except SimulationError:
        assume(False)
        raise
    assume(all(bruteforce.somebody_exists(route, plan.ticks.days[place]) for place in (0, -1)))
    chance = _pick(draw, (1, 3, 10, 0))
    draws = {name: replace(one, per_month=one.per_month * chance) for name, one in plan.draws.items()}
    return replace(plan, draws=frozen(draws))


@pytest.mark.slow
@examples(0.5)
@given(plan=plans())
def test_in_made_up_routes_many_go_as_each_goes_alone(plan: Plan) -> None:
    try:
        decided = check_against_one_by_one(plan, students=8)
    except SimulationError:
        event("refused")
        return
    event("decided" if decided > 8 else "hardly anything")


@pytest.mark.slow
@examples(0.5)
@given(plan=plans())
def test_a_day_in_a_simulation_is_a_day_of_a_journey(plan: Plan) -> None:
    """Of one day, in routes that ask nothing anew: where she walks to, and where she goes round in a circle."""
    lasting = {name: replace(fact, lifetime="lasting") for name, fact in plan.route.facts.items()}
    route = replace(plan.route, facts=frozen(lasting))
    plan = plan_of(
        route, replace(plan.ticks, days=plan.ticks.days[:1]), plan.seed, Declared(), frozen({}), step=None, like=None
    )
    try:
        block, by_day = moved(plan, 20)
    except SimulationError:
        event("refused")
        return
    follower = Follower(plan, 20)
    for number in range(20):
        facts = follower.follow(number).lasting
        walked = walked_as_a_journey(route, route.start, facts, plan.ticks.days[0])
        assert by_day.names[block.position[number]] == walked
        event(WaitReason(int(block.reason[number])).name)


@pytest.mark.slow
@pytest.mark.parametrize("arrivals", ["first_day", "first_year"])
@pytest.mark.parametrize("name", REAL_ROUTES)
def test_in_real_routes_many_go_as_each_goes_alone(name: str, arrivals: str) -> None:
    route = real_route(name)
    start = frozen(dict.fromkeys(route.steps, 1))
    plan = plan_for(route, date(2026, 2, 28), years=2, arrivals=arrivals, start=start)
    assert check_against_one_by_one(plan, students=60) > 300
