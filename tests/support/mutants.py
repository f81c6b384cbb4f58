"""Damaged copies of a route, each with one fault that a person could make."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from routekaart import Route, Step, Transition
from routekaart.foundation.frozen import frozen
from routekaart.model.condition import All, AnyOf, Condition, FactTest, Not, Operator, tests_in

_LOOSER: dict[Operator, Operator] = {"at_least": "above", "above": "at_least", "at_most": "below", "below": "at_most"}


@dataclass(frozen=True)
class Mutant:
    """A route with one fault, what the fault is, and the steps that it can change."""

    name: str
    step_ids: tuple[str, ...]
    route: Route


def mutants_of(route: Route) -> Iterator[Mutant]:
    """Every copy of a route with one fault in the transitions of a step, a derived fact or a hand-over."""
    for step in route.steps.values():
        for name, damaged in (*_damaged_steps(step), *_damaged_hand_overs(step)):
            steps = frozen({**route.steps, step.id: damaged})
            yield Mutant(f"{step.id}: {name}", (step.id,), replace(route, steps=steps))
    for end in route.ends.values():
        if end.hand_over is not None and end.hand_over.route is not None:
            lost = replace(end, hand_over=replace(end.hand_over, step="weg"))
            yield Mutant(
                f"{end.id}: hand-over to nowhere", (), replace(route, ends=frozen({**route.ends, end.id: lost}))
            )
    for fact in route.facts.values():
        if isinstance(fact.derivation, Condition):
            using = tuple(step.id for step in route.steps.values() if fact.name in _asked_in(route, step))
            for name, derivation in _damaged_conditions(fact.derivation):
                facts = frozen({**route.facts, fact.name: replace(fact, derivation=derivation)})
                yield Mutant(f"{fact.name}: {name}", using, replace(route, facts=facts))


def _asked_in(route: Route, step: Step) -> tuple[str, ...]:
    tests = (test for transition in step.transitions for test in tests_in(transition.when))
    return route.vocabulary.needed(test.fact for test in tests)


def _damaged_hand_overs(step: Step) -> Iterator[tuple[str, Step]]:
    for number, action in enumerate(step.actions):
        if action.hand_over is not None and action.hand_over.route is not None:
            for name, lost in (
                ("to nowhere", replace(action.hand_over, step="weg")),
                ("to an unknown route", replace(action.hand_over, route="weg")),
            ):
                actions = (*step.actions[:number], replace(action, hand_over=lost), *step.actions[number + 1 :])
                yield f"hand-over {number} {name}", replace(step, actions=actions)


def _damaged_steps(step: Step) -> Iterator[tuple[str, Step]]:
    transitions = step.transitions
    if step.otherwise is not None and transitions:
        yield "otherwise left out", replace(step, otherwise=None)
    if step.policy == "first":
        yield "policy unique", replace(step, policy="unique")
    for number, transition in enumerate(transitions):
        if len(transitions) > 1:
            yield f"transition {number} left out", _with(step, number)
            yield f"transition {number} given to everybody", _with(step, number, replace(transition, when=All(())))
        others = [target for target in step.targets if target not in (transition.to, step.id)]
        for target in others[:1]:
            yield f"transition {number} to {target}", _with(step, number, replace(transition, to=target))
            copy = replace(transition, to=target)
            yield f"transition {number} twice", replace(step, transitions=(*transitions, copy))
        for name, condition in _damaged_conditions(transition.when):
            yield f"transition {number}: {name}", _with(step, number, replace(transition, when=condition))


def _with(step: Step, number: int, *instead: Transition) -> Step:
    return replace(step, transitions=(*step.transitions[:number], *instead, *step.transitions[number + 1 :]))


def _damaged_conditions(condition: Condition) -> Iterator[tuple[str, Condition]]:
    match condition:
        case FactTest():
            yield f"not {condition.fact}", Not(condition)
            yield from _damaged_tests(condition)
        case Not(part):
            yield "not left out", part
        case All(parts) | AnyOf(parts):
            kind = type(condition)
            if len(parts) > 1:
                yield "all and any swapped", AnyOf(parts) if kind is All else All(parts)
            for number, part in enumerate(parts):
                rest = (*parts[:number], *parts[number + 1 :])
                if rest:
                    yield f"part {number} left out", kind(rest)
                for name, damaged in _damaged_conditions(part):
                    yield name, kind((*parts[:number], damaged, *parts[number + 1 :]))


def _damaged_tests(test: FactTest) -> Iterator[tuple[str, FactTest]]:
    if test.operator in _LOOSER:
        yield f"{test.fact} {test.operator} swapped", replace(test, operator=_LOOSER[test.operator])
        limit = test.operands[0]
        if isinstance(limit, int) and not isinstance(limit, bool):
            yield f"{test.fact} limit one higher", replace(test, operands=(limit + 1,))
            yield f"{test.fact} limit one lower", replace(test, operands=(limit - 1,))
    elif len(test.operands) > 1:
        yield f"{test.fact} one option less", replace(test, operands=test.operands[1:])
