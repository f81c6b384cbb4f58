"""Small edits of made-up routes, each as a person could make it: a new version of the route."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from routekaart.foundation.dates import UNITS
from routekaart.model.condition import All, Condition
from routekaart.model.fact_types import Elapsed, FactType, Shifted
from routekaart.model.parameters import DatedValue
from routekaart.model.step import Action, Involvement, Step, Transition
from routekaart.model.vocabulary import Impossible
from routekaart.route import Route
from support.strategies import DIRECTIONS, SPECIAL_DAYS, conditions

Edit = Callable[[st.DrawFn, Route], Route]


@st.composite
def edited(draw: st.DrawFn, route: Route) -> Route:
    """The route after one to three edits; an edit may change nothing for anybody."""
    for _ in range(draw(st.integers(1, 3))):
        route = draw(st.sampled_from(EDITS))(draw, route)
    return route


def _condition(draw: st.DrawFn, route: Route, *, without: str | None = None) -> Condition:
    """A condition on the facts, or only on those that do not follow from a fact."""
    facts = [fact for fact in route.facts.values() if without not in route.vocabulary.needed([fact.name])]
    return draw(conditions(facts, tuple(route.parameters))) if facts else All(())


def _with_step(route: Route, step: Step) -> Route:
    return replace(route, steps={**route.steps, step.id: step})


def _with_fact(route: Route, fact: FactType) -> Route:
    return replace(route, facts={**route.facts, fact.name: fact})


def _step(draw: st.DrawFn, route: Route) -> Step:
    return draw(st.sampled_from(list(route.steps.values())))


def _transition(draw: st.DrawFn, route: Route) -> Route:
    step = _step(draw, route)
    if not step.transitions:
        return route
    number = draw(st.integers(0, len(step.transitions) - 1))
    one = step.transitions[number]
    others = [place for place in (*route.steps, *route.ends) if place != step.id]
    instead: tuple[Transition, ...] = draw(
        st.sampled_from(
            [
                (),
                (replace(one, when=_condition(draw, route)),),
                (replace(one, when=All((one.when, _condition(draw, route)))),),
                (replace(one, to=draw(st.sampled_from(others))),),
                (replace(one, when=All((one.when,))), one),
            ]
        )
    )
    return _with_step(
        route, replace(step, transitions=(*step.transitions[:number], *instead, *step.transitions[number + 1 :]))
    )


def _order(draw: st.DrawFn, route: Route) -> Route:
    step = _step(draw, route)
    return _with_step(route, replace(step, transitions=tuple(draw(st.permutations(step.transitions)))))


def _policy(draw: st.DrawFn, route: Route) -> Route:
    step = _step(draw, route)
    return _with_step(route, replace(step, policy="first" if step.policy == "unique" else "unique"))


def _otherwise(draw: st.DrawFn, route: Route) -> Route:
    return _with_step(route, replace(_step(draw, route), otherwise=draw(st.sampled_from([None, "stay", "klaar"]))))


def _duty(draw: st.DrawFn, route: Route) -> Route:
    step = _step(draw, route)
    if draw(st.booleans()):
        return _with_step(route, replace(step, actions=(*step.actions[1:], Action(text="Doe iets anders"))))
    contact = Involvement(partners=("slb",), when=_condition(draw, route))
    return _with_step(route, replace(step, contacts=(contact, *step.contacts[1:])))


def _definition(draw: st.DrawFn, route: Route) -> Route:
    derived = [fact for fact in route.facts.values() if isinstance(fact.derivation, Condition)]
    if not derived:
        return route
    fact = draw(st.sampled_from(derived))
    return _with_fact(route, replace(fact, derivation=_condition(draw, route, without=fact.name)))


def _way_of_counting(draw: st.DrawFn, route: Route) -> Route:
    """Another unit, direction, move or date for a fact that is read off a date."""
    read_off = [fact for fact in route.facts.values() if isinstance(fact.derivation, Elapsed | Shifted)]
    if not read_off:
        return route
    fact = draw(st.sampled_from(read_off))
    below = [one.name for one in route.facts.values() if fact.name in route.vocabulary.needed([one.name])]
    dates = [one.name for one in route.facts.values() if one.kind == "date" and one.name not in below]
    derivation = fact.derivation
    if isinstance(derivation, Shifted):
        moved = ((draw(st.sampled_from(UNITS)), draw(st.integers(-13, 13))),)
        return _with_fact(route, replace(fact, derivation=Shifted(draw(st.sampled_from(dates)), moved)))
    unit, direction = draw(st.sampled_from(UNITS)), draw(st.sampled_from(DIRECTIONS))
    counted = Elapsed(draw(st.sampled_from(dates)), unit, direction)
    return _with_fact(route, replace(fact, unit=unit, derivation=counted))


def _told_or_follows(draw: st.DrawFn, route: Route) -> Route:
    facts = [fact for fact in route.facts.values() if fact.kind == "yes_no"]
    if not facts:
        return route
    fact = draw(st.sampled_from(facts))
    derivation = _condition(draw, route, without=fact.name) if fact.derivation is None else None
    return _with_fact(route, replace(fact, derivation=derivation))


def _limit(draw: st.DrawFn, route: Route) -> Route:
    if not route.parameters:
        return route
    parameter = draw(st.sampled_from(list(route.parameters.values())))
    last = parameter.values[-1].start or date(2020, 1, 1)
    later = [day for day in SPECIAL_DAYS if day > last]
    values = parameter.values[:-1] or parameter.values
    way = draw(st.integers(0, 2))
    if later and way == 0:
        values = (*parameter.values, DatedValue(draw(st.sampled_from(later)), draw(st.integers(0, 4))))
    elif way == 1:
        values = (*parameter.values[:-1], replace(parameter.values[-1], value=draw(st.integers(0, 4))))
    return replace(route, parameters={**route.parameters, parameter.name: replace(parameter, values=values)})


def _impossible(draw: st.DrawFn, route: Route) -> Route:
    way = draw(st.integers(0, 1))
    if route.impossible and way == 0:
        return replace(route, impossible=route.impossible[1:])
    return replace(route, impossible=(*route.impossible, Impossible(_condition(draw, route), "Dat kan niet.")))


def _domain(draw: st.DrawFn, route: Route) -> Route:
    fact = draw(st.sampled_from(list(route.facts.values())))
    match fact.kind:
        case "choice":
            options = draw(st.sampled_from([(*fact.options, "anders"), fact.options[1:]]))
            return _with_fact(route, replace(fact, options=options))
        case "yes_no" if fact.derivation is None:
            return _with_fact(route, replace(fact, phrases={}))
        case "number" if fact.derivation is None or isinstance(fact.derivation, Elapsed):
            return _with_fact(route, replace(fact, minimum=draw(st.sampled_from([None, 0, 1])), maximum=3))
        case "date" if fact.derivation is None:
            return _with_fact(route, replace(fact, past=not fact.past))
        case _:
            return route


def _words(draw: st.DrawFn, route: Route) -> Route:
    return _with_step(replace(route, title="Anders"), replace(_step(draw, route), title="Een andere titel"))


EDITS: tuple[Edit, ...] = (
    _transition, _transition, _transition, _order, _policy, _otherwise, _duty, _definition, _definition,
    _told_or_follows, _way_of_counting, _limit, _limit, _impossible, _domain, _words,
)  # fmt: skip
