"""Every student followed along a route, state by state: what is said of whole walks is compared with this.

Naive on purpose, as `bruteforce` is. A state is a value for every fact that must be given, students are a set of
states, and what is true of them is found by uniting and intersecting such sets. It shares the plain data classes and
`bruteforce` with the library, nothing else: no cells, no formulas, no search.

Time is taken loosely: what can be done in some period of the parameters can be done. Facts change only while a student
waits in a step (`otherwise: stay`), and what is asked at each visit gets a new answer on each arrival.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import product
from typing import Literal, TypeAlias, get_args

from routekaart.model.condition import All, AnyOf, Condition, FactTest, Not, Value
from routekaart.model.fact_types import FactType
from routekaart.model.step import STAY, Conditional, Step
from routekaart.route import Route
from support.bruteforce import Parameters, closure, is_true, parameters_on

State: TypeAlias = tuple[Value, ...]
"""A value for each fact that must be given, in the order of `Explored.inputs`."""
States: TypeAlias = frozenset[State]
NOBODY: States = frozenset()

Section: TypeAlias = Literal["responsible", "contacts", "actions", "supports"]
SECTIONS: tuple[Section, ...] = get_args(Section)


@dataclass(frozen=True)
class Explored:
    """What can happen on a route. Each mapping has every step of the route.

    Attributes:
        inputs: the facts that must be given, in the order of the route.
        everyone: the students who can exist in some period.
        arriving: who can arrive at a step.
        present: who can be there: who arrived, and at a waiting step who they become.
        entered: the steps where somebody arrives.
        taken: the transitions that somebody present can take; None for an `otherwise` that leads elsewhere.
        applying: the duties that hold for somebody present.
        finishing: who of those present can still reach an end.
        stuck_waiting: for each waiting step, who arrives there and can never leave it, whatever changes.
        looping: the steps where somebody present can be sent round and back at once, as nothing changes.
    """

    inputs: tuple[str, ...]
    everyone: States
    arriving: Mapping[str, States]
    present: Mapping[str, States]
    entered: frozenset[str]
    taken: frozenset[tuple[str, int | None]]
    applying: frozenset[tuple[str, Section, int]]
    finishing: Mapping[str, States]
    stuck_waiting: Mapping[str, States]
    looping: frozenset[str]


def explore(route: Route, entries: Iterable[str] = ()) -> Explored:
    """Follow everybody from the start, and from each step of `entries`, wherever they can go."""
    world = _World(route)
    arriving, present = _arrivals(world, [route.start, *entries])
    return Explored(
        inputs=world.inputs,
        everyone=world.everyone,
        arriving=arriving,
        present=present,
        entered=frozenset(name for name, states in arriving.items() if states),
        taken=frozenset(
            (name, edge.index) for name in route.steps for edge in world.edges[name] if present[name] & edge.takers
        ),
        applying=frozenset(_applying(world, present)),
        finishing=_finishing(world, present),
        stuck_waiting={name: _stuck(world, name, arriving[name]) for name, step in route.steps.items() if waits(step)},
        looping=frozenset(name for name in route.steps if _comes_back(world, name, present[name])),
    )


def waits(step: Step) -> bool:
    """Whether a student can stay in a step, so that time passes."""
    return step.otherwise == STAY


# Who there are, and what is true of them.


def inputs_of(route: Route) -> tuple[str, ...]:
    """The facts that must be given."""
    return tuple(name for name, fact in route.facts.items() if fact.derivation is None)


@dataclass(frozen=True)
class Period:
    """A time in which the parameters keep their values.

    Attributes:
        day: its first day.
        all_states: every combination of values, possible or not.
        having: who has which value of each fact, given or derived.
    """

    day: date
    parameters: Parameters
    all_states: States
    having: dict[str, dict[Value, States]]

    def holding(self, condition: Condition) -> States:
        """Everyone for whom a condition is true, possible or not."""
        match condition:
            case All(parts):
                return self.all_states.intersection(*map(self.holding, parts))
            case AnyOf(parts):
                return NOBODY.union(*map(self.holding, parts))
            case Not(part):
                return self.all_states - self.holding(part)
            case FactTest(fact):
                alike = self.having[fact].items()
                return NOBODY.union(
                    *(who for value, who in alike if is_true(condition, {fact: value}, self.parameters))
                )


def periods_of(route: Route) -> Iterator[Period]:
    """One period for each set of values that the parameters have together at some time."""
    inputs = inputs_of(route)
    domains = [_domain(route.facts[name]) for name in inputs]
    states = frozenset(product(*domains))
    given = {
        name: {value: frozenset(state for state in states if state[place] == value) for value in domains[place]}
        for place, name in enumerate(inputs)
    }
    starts = {dated.start for parameter in route.parameters.values() for dated in parameter.values if dated.start}
    seen: list[Parameters] = []
    for day in (date.min, *sorted(starts)):
        parameters = parameters_on(route, day)
        if parameters not in seen:
            seen.append(parameters)
            yield _with_derived(route, Period(day, parameters, states, dict(given)))


def _domain(fact: FactType) -> tuple[Value, ...]:
    match fact.kind:
        case "yes_no":
            return (False, True)
        case "choice":
            return fact.options
        case "number" if isinstance(fact.minimum, int) and isinstance(fact.maximum, int) and not fact.decimals:
            return tuple(range(fact.minimum, fact.maximum + 1))
        case _:
            raise NotImplementedError(f"{fact.name} has no small domain")


def _with_derived(route: Route, period: Period) -> Period:
    for name in closure(route, route.facts):
        derivation = route.facts[name].derivation
        if derivation is not None:
            assert isinstance(derivation, Condition)
            yes = period.holding(derivation)
            period.having[name] = {True: yes, False: period.all_states - yes}
    return period


@dataclass(frozen=True)
class Edge:
    """A way out of a step, and everyone who can take it in some period."""

    index: int | None
    to: str
    takers: States


class _World:
    """Everyone who can exist, which edges they can take, and what can become of them."""

    def __init__(self, route: Route) -> None:
        self.route = route
        self.inputs = inputs_of(route)
        self.periods = [
            (period, period.all_states.difference(*(period.holding(rule.when) for rule in route.impossible)))
            for period in periods_of(route)
        ]
        self.everyone = NOBODY.union(*(valid for _, valid in self.periods))
        self.edges = {name: tuple(self._edges(step)) for name, step in route.steps.items()}

    def _edges(self, step: Step) -> Iterator[Edge]:
        takers: list[States] = [NOBODY for _ in step.transitions]
        left_over = NOBODY
        for period, valid in self.periods:
            rest = valid
            for index, transition in enumerate(step.transitions):
                holding = period.holding(transition.when)
                takers[index] |= holding & (rest if step.policy == "first" else valid)
                rest -= holding
            left_over |= rest
        for index, transition in enumerate(step.transitions):
            yield Edge(index, transition.to, takers[index])
        if step.otherwise is not None and not waits(step):
            yield Edge(None, step.otherwise, left_over)

    @cached_property
    def evolutions(self) -> dict[State, States]:
        """Who each student can be after some time, all facts having changed as they may; she herself is among them."""
        later = [
            {
                old: frozenset(state for state in self.everyone if _can_become(fact, old, state[place]))
                for old in _domain(fact)
            }
            for place, fact in enumerate(self.route.facts[name] for name in self.inputs)
        ]
        return {
            state: self.everyone.intersection(*(later[place][value] for place, value in enumerate(state)))
            for state in self.everyone
        }

    @cached_property
    def asked_again(self) -> dict[State, States]:
        """Who each student can be when what is asked at each visit is asked anew."""
        lasting = [place for place, name in enumerate(self.inputs) if self.route.facts[name].lifetime == "lasting"]
        alike: dict[State, list[State]] = {}
        for state in self.everyone:
            alike.setdefault(tuple(state[place] for place in lasting), []).append(state)
        groups = map(frozenset, alike.values())
        return {state: group for group in groups for state in group}

    def after_waiting(self, name: str, arrived: States) -> States:
        """Who is in a step when these students arrive there."""
        return _united(arrived, self.evolutions) if waits(self.route.steps[name]) else arrived

    @cached_property
    def sure_edges(self) -> dict[str, tuple[Edge, ...]]:
        """The edges with who takes them whatever is answered to what is asked at each visit."""
        return {
            name: tuple(replace(edge, takers=self._sure(edge.takers)) for edge in edges)
            for name, edges in self.edges.items()
        }

    def _sure(self, takers: States) -> States:
        return frozenset(state for state in takers if self.asked_again[state] <= takers)


def _can_become(fact: FactType, old: Value, new: Value) -> bool:
    match fact.changes:
        case "never":
            return new == old
        case "grows":
            assert isinstance(old, int | Decimal)
            assert isinstance(new, int | Decimal)
            return new >= old
        case "once":
            return new == old or new is True
        case "freely":
            return True


def _united(states: States, become: Mapping[State, States]) -> States:
    return NOBODY.union(*(become[state] for state in states))


# What happens to them.


def _arrivals(world: _World, entries: Iterable[str]) -> tuple[dict[str, States], dict[str, States]]:
    arriving = dict.fromkeys(world.route.steps, NOBODY)
    present = dict.fromkeys(world.route.steps, NOBODY)
    coming = [(name, world.everyone) for name in entries]
    while coming:
        name, states = coming.pop()
        new = states - arriving[name]
        arriving[name] |= new
        here = world.after_waiting(name, new) - present[name]
        present[name] |= here
        for edge in world.edges[name]:
            leaving = here & edge.takers
            if leaving and edge.to in world.route.steps:
                coming.append((edge.to, _united(leaving, world.asked_again)))
    return arriving, present


def _applying(world: _World, present: Mapping[str, States]) -> Iterator[tuple[str, Section, int]]:
    for name, step in world.route.steps.items():
        sections: dict[Section, tuple[Conditional, ...]] = {
            "responsible": step.responsible,
            "contacts": step.contacts,
            "actions": step.actions,
            "supports": step.supports,
        }
        for section, parts in sections.items():
            for index, part in enumerate(parts):
                if any(present[name] & valid & period.holding(part.when) for period, valid in world.periods):
                    yield name, section, index


def _finishing(world: _World, present: Mapping[str, States]) -> dict[str, States]:
    finishing = dict.fromkeys(world.route.steps, NOBODY)
    while True:
        found = {name: _finishing_from(world, name, present[name], finishing) for name in world.route.steps}
        if found == finishing:
            return found
        finishing = found


def _finishing_from(world: _World, name: str, present: States, finishing: Mapping[str, States]) -> States:
    """Who of those present at a step reaches an end, given who does so from the steps after it."""
    leaving = NOBODY
    for edge in world.edges[name]:
        takers = present & edge.takers
        if edge.to in world.route.steps:
            takers = _who_meets(takers, world.asked_again, finishing[edge.to])
        leaving |= takers
    return _who_meets(present, world.evolutions, leaving) if waits(world.route.steps[name]) else leaving


def _who_meets(states: States, become: Mapping[State, States], goal: States) -> States:
    return frozenset(state for state in states if not become[state].isdisjoint(goal))


def _stuck(world: _World, name: str, arriving: States) -> States:
    leaving = NOBODY.union(*(edge.takers for edge in world.edges[name]))
    return arriving - _who_meets(arriving, world.evolutions, leaving)


def _comes_back(world: _World, start: str, present: States) -> bool:
    """Whether somebody who is at a step can go round to it without anything changing."""
    passed = dict.fromkeys(world.route.steps, NOBODY)
    going = [(start, present)]
    while going:
        name, states = going.pop()
        for edge in world.sure_edges[name]:
            if edge.to in world.route.steps:
                new = (states & edge.takers) - passed[edge.to]
                passed[edge.to] |= new
                if new:
                    going.append((edge.to, new))
    return bool(passed[start])
