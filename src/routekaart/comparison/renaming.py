"""New names of facts, steps and ends: the counterparts in two versions, and the old version under its new names."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from routekaart.foundation.frozen import frozen
from routekaart.model.condition import All, AnyOf, Condition, FactTest, Not
from routekaart.model.fact_types import Derivation, Elapsed, FactType, Shifted
from routekaart.model.step import STAY, Conditional, End, HandOver, Step
from routekaart.route import Route

AnyConditional = TypeVar("AnyConditional", bound=Conditional)
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Renaming:
    """New names for facts, steps and ends; others keep their name."""

    facts: Mapping[str, str]
    places: Mapping[str, str]

    def route(self, route: Route) -> Route:
        """A route with every name replaced."""
        return replace(
            route,
            start=self._place(route.start),
            steps=self._by_new_name(route.steps, self._place, lambda step: self._step(route.id, step)),
            ends=self._by_new_name(route.ends, self._place, lambda end: self._end(route.id, end)),
            facts=self._by_new_name(route.facts, self._fact_name, self._fact),
            impossible=tuple(replace(rule, when=self._condition(rule.when)) for rule in route.impossible),
        )

    def _by_new_name(
        self, things: Mapping[str, Thing], called: Callable[[str], str], renamed: Callable[[Thing], Thing]
    ) -> Mapping[str, Thing]:
        found: dict[str, Thing] = {}
        for name, thing in things.items():
            # When two became one, the first is compared and the other is gone.
            new = called(name) if called(name) not in found else name
            found[new] = renamed(thing)
        return frozen(found)

    def _place(self, name: str) -> str:
        return self.places.get(name, name)

    def _fact_name(self, name: str) -> str:
        return self.facts.get(name, name)

    def _step(self, route: str, step: Step) -> Step:
        otherwise = step.otherwise if step.otherwise in (None, STAY) else self._place(str(step.otherwise))
        return replace(
            step,
            id=self._place(step.id),
            otherwise=otherwise,
            ask=tuple(map(self._fact_name, step.ask)),
            responsible=self._conditional(step.responsible),
            contacts=self._conditional(step.contacts),
            actions=tuple(
                replace(action, hand_over=with_place(action.hand_over, route, self.places))
                for action in self._conditional(step.actions)
            ),
            supports=self._conditional(step.supports),
            transitions=tuple(
                replace(transition, to=self._place(transition.to)) for transition in self._conditional(step.transitions)
            ),
            terms=tuple(
                replace(term, fact=self._fact_name(term.fact)) if term.fact is not None else term for term in step.terms
            ),
        )

    def _end(self, route: str, end: End) -> End:
        return replace(end, id=self._place(end.id), hand_over=with_place(end.hand_over, route, self.places))

    def _conditional(self, parts: tuple[AnyConditional, ...]) -> tuple[AnyConditional, ...]:
        return tuple(replace(part, when=self._condition(part.when)) for part in parts)

    def _fact(self, fact: FactType) -> FactType:
        return replace(fact, name=self._fact_name(fact.name), derivation=self._derivation(fact.derivation))

    def _derivation(self, derivation: Derivation | None) -> Derivation | None:
        if derivation is None:
            return None
        if isinstance(derivation, Elapsed | Shifted):
            return replace(derivation, date_fact=self._fact_name(derivation.date_fact))
        return self._condition(derivation)

    def _condition(self, condition: Condition) -> Condition:
        return with_tests(condition, lambda test: replace(test, fact=self._fact_name(test.fact)))


def with_tests(condition: Condition, changed: Callable[[FactTest], FactTest]) -> Condition:
    """A condition with every test replaced."""
    match condition:
        case FactTest():
            return changed(condition)
        case Not(part):
            return Not(with_tests(part, changed))
        case All(parts) | AnyOf(parts):
            return type(condition)(tuple(with_tests(part, changed) for part in parts))


def with_place(hand_over: HandOver | None, route: str, places: Mapping[str, str]) -> HandOver | None:
    """A hand-over with another name for the step, when it stays within the route."""
    if hand_over is None or hand_over.route != route or hand_over.bundled or hand_over.step is None:
        return hand_over
    return replace(hand_over, step=places.get(hand_over.step, hand_over.step))


def facts_of(old: Route, new: Route) -> dict[str, str]:
    """The new name of each fact of the old version that the new one still has."""
    return _counterparts(old.facts, new.facts, _renamed(old.facts, new.facts))


def _counterparts(old: Iterable[str], new: Iterable[str], renamed: Mapping[str, str]) -> dict[str, str]:
    """The new name of each old one that is kept or renamed."""
    known = set(new)
    return {name: name if name in known else renamed[name] for name in old if name in known or name in renamed}


def _renamed(old: Mapping[str, FactType], new: Mapping[str, FactType]) -> dict[str, str]:
    """The new name of each renamed fact, by the `renamed_from` of either version."""
    forward = {former: fact.name for fact in new.values() for former in reversed(fact.renamed_from) if former in old}
    # A new version may be compared with an older one too.
    back = {fact.name: former for fact in old.values() for former in fact.renamed_from if former in new}
    found: dict[str, str] = {}
    for name, other in {**back, **forward}.items():
        # When two facts became one, one is compared and the other is gone.
        if name not in new and other not in old and other not in found.values():
            found[name] = other
    return found


def places_of(old: Route, new: Route) -> dict[str, str]:
    """The new name of each step and end of the old version that the new one still has."""
    return {**_places(old.steps, new.steps), **_places(old.ends, new.ends)}


def _places(old: Mapping[str, Step] | Mapping[str, End], new: Mapping[str, Step] | Mapping[str, End]) -> dict[str, str]:
    forward = {former: place.id for place in new.values() for former in place.renamed_from}
    back = {place.id: former for place in old.values() for former in place.renamed_from if former in new}
    return _counterparts(old, new, {**back, **forward})
