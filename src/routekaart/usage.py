"""Which facts, parameters and partners a route uses, and where it leads."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from routekaart.model.condition import Condition, ParameterRef, parameters_in, tests_in
from routekaart.model.fact_meaning import means_the_same
from routekaart.model.step import HandOver, Sourced, Step
from routekaart.route import Route


@dataclass(frozen=True, slots=True)
class Usage:
    """The names that some part of a route needs.

    Attributes:
        facts: tested in a step or measured by a term, or needed for such a fact.
    """

    facts: frozenset[str]
    parameters: frozenset[str]
    partners: frozenset[str]


def usage_of(route: Route) -> Usage:
    """The names that a route uses, from the route itself and from its vocabularies."""
    tested = [test.fact for condition in conditions_of(route) for test in tests_in(condition)]
    terms = [term for step in route.steps.values() for term in step.terms]
    measured = [term.fact for term in terms if term.fact is not None]
    facts = route.vocabulary.needed([*tested, *measured])
    conditions = [*conditions_of(route), *(rule.when for rule in route.impossible)]
    conditions += [derived for name in facts if isinstance(derived := route.facts[name].derivation, Condition)]
    parameters = {name for condition in conditions for name in parameters_in(condition)}
    parameters |= {term.value.name for term in terms if isinstance(term.value, ParameterRef)}
    partners = {name for step in route.steps.values() for name in partners_of(step)}
    partners |= {name for fact in route.facts.values() for name in fact.asked_of}
    partners |= {one.partner for _, one in hand_overs_of(route) if one.partner is not None}
    return Usage(frozenset(facts), frozenset(parameters), frozenset(partners))


def conditions_of(route: Route) -> Iterator[Condition]:
    """Every condition in the steps of a route."""
    for step in route.steps.values():
        yield from step.conditions


def parameters_of(route: Route, step: Step) -> Iterator[str]:
    """The parameters that a step tests, directly or through a derived fact, or that it has as a term; in order."""
    used = {name for when in route.vocabulary.resting_on(step.conditions) for name in parameters_in(when)}
    used |= {term.value.name for term in step.terms if isinstance(term.value, ParameterRef)}
    yield from (name for name in route.parameters if name in used)


def readings_in_step(step: Step) -> Iterator[str]:
    """The readings that a step and its parts are based on, each once."""
    parts = (step, *step.transitions, *step.duty_parts)
    yield from dict.fromkeys(name for one in parts for name in one.readings)


def acting_in(step: Step) -> frozenset[str]:
    """The partners who are responsible in a step, must be contacted or take part in an action."""
    parts = (*(one.partners for one in (*step.responsible, *step.contacts)), *_in_actions(step))
    return frozenset(name for partners in parts for name in partners)


def _in_actions(step: Step) -> Iterator[tuple[str, ...]]:
    yield from ((*action.by, *action.partners) for action in step.actions)


def partners_of(step: Step) -> Iterator[str]:
    """Every partner that a step names, in order."""
    for involved in (*step.responsible, *step.contacts):
        yield from involved.partners
    for action in step.actions:
        yield from (*action.by, *action.partners)
        if action.hand_over is not None and action.hand_over.partner is not None:
            yield action.hand_over.partner
    for support in step.supports:
        yield from support.via


def hand_overs_of(route: Route) -> Iterator[tuple[tuple[str | int, ...], HandOver]]:
    """Every hand-over to a step of another route, with the part of the file that holds it."""
    for step in route.steps.values():
        for index, action in enumerate(step.actions):
            if action.hand_over is not None and action.hand_over.route is not None:
                yield ("steps", step.id, "actions", index, "hand_over"), action.hand_over
    for end in route.ends.values():
        if end.hand_over is not None and end.hand_over.route is not None:
            yield ("ends", end.id, "hand_over"), end.hand_over


def bundled_receivers(routes: Iterable[Route], read: Callable[[str], Route | None]) -> dict[str, Route]:
    """The bundled routes to which students can be handed over, directly or through each other, by id.

    Args:
        read: returns the bundled route with an id; None if there is none.
    """
    waiting = [hand_over for route in routes for _, hand_over in hand_overs_of(route) if hand_over.bundled]
    found: dict[str, Route] = {}
    for hand_over in waiting:
        name = str(hand_over.route)
        receiver = None if name in found else read(name)
        if receiver is not None:
            found[name] = receiver
            # A bundled route refers to other bundled routes by their plain names.
            waiting += (other for _, other in hand_overs_of(receiver))
    return found


def readings_of(route: Route) -> frozenset[str]:
    """Every reading that some part of a route is based on."""
    found = {name for fact in route.facts.values() for name in fact.readings}
    found.update(name for parameter in route.parameters.values() for name in parameter.readings)
    found.update(name for end in route.ends.values() for name in end.readings)
    for step in route.steps.values():
        parts: tuple[Sourced, ...] = (step, *step.transitions, *step.duty_parts, *step.terms)
        found.update(name for part in parts for name in part.readings)
    return frozenset(found)


def sources_behind(route: Route, reading: str) -> tuple[str, ...]:
    """The places in the sources that a reading is about: its own, or else those of the parts that are based on it."""
    own = route.readings[reading].sources
    if own:
        return own
    parts: list[Any] = [*route.facts.values(), *route.parameters.values(), *route.ends.values()]
    found: dict[str, None] = {}
    for step in route.steps.values():
        inside: tuple[Sourced, ...] = (*step.transitions, *step.duty_parts, *step.terms)
        parts += [step, *inside]
        # A part of a step has the source of its step unless it names another.
        within = (source for one in inside if reading in one.readings for source in one.sources or step.sources)
        found.update(dict.fromkeys(within))
    found.update(dict.fromkeys(source for one in parts if reading in one.readings for source in one.sources))
    return tuple(found)


def goes_along(name: str, sender: Route, receiver: Route) -> bool:
    """Whether a fact is kept when a student is handed over from one route to another."""
    root = sender.vocabulary.root_date(name)
    lasts = sender.facts[name].lifetime == sender.facts[root].lifetime == "lasting"
    return lasts and means_the_same(name, sender.vocabulary, receiver.vocabulary)


def edges_of(route: Route) -> Mapping[str, tuple[str, ...]]:
    """For each step and end, the places that it leads to; staying in a step is not an edge."""
    edges = {name: tuple(target for target in step.targets if target != name) for name, step in route.steps.items()}
    return {**edges, **dict.fromkeys(route.ends, ())}
