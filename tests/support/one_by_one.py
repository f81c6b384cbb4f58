"""A second opinion on simulations: one made-up student at a time, decided by `route.decide`.

Shares with the library what is drawn (the plan, the ranges and the random numbers), and nothing of how many students
are decided and moved at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from routekaart import FactError, Journey, Route
from routekaart.model.condition import Value
from routekaart.simulation.distributions import CodeRange, Draw, code_of, parts_on, value_of
from routekaart.simulation.plan import Plan
from routekaart.simulation.random_stream import RandomStream
from support import bruteforce

MOST_DRAWS = 1_000
MOST_DRAWS_ON_ENTERING = 100
IMPOSSIBLE = "impossible"


@dataclass
class Lone:
    """One student: where she is, since which day, what is known of her, and why she waits."""

    position: str = ""
    entered: int = 0
    arrived: int = 0
    reason: str = "stay"
    lasting: dict[str, Value] = field(default_factory=dict)
    visit: dict[str, Value] = field(default_factory=dict)


class Follower:
    """Follows the students of a plan; `number` is their place in the one block there is."""

    def __init__(self, plan: Plan, students: int) -> None:
        self.plan = plan
        self.stream = RandomStream(plan.seed, 0, students)
        self.decided = 0

    def follow(self, number: int) -> Lone:
        one = Lone(arrived=self._arrival(number))
        for tick, day in enumerate(self.plan.ticks.days):
            if tick < one.arrived or one.position in self.plan.route.ends or one.reason == IMPOSSIBLE:
                continue
            if tick == one.arrived:
                self._begin(one, number, tick)
            else:
                self._live(one, number, tick)
            if one.reason != IMPOSSIBLE:
                self._walk(one, number, tick, day)
        return one

    def facts(self, one: Lone) -> dict[str, Value]:
        needed = self.plan.needed_at[one.position]
        return {name: value for name, value in {**one.lasting, **one.visit}.items() if name in needed}

    def _word(self, name: str, moment: str, number: int, tick: int = 0, attempt: int = 0) -> int:
        return int(self.stream.words(name, moment, tick, attempt)[number])  # type: ignore[arg-type]

    def _arrival(self, number: int) -> int:
        if self.plan.arrivals == "first_day":
            return 0
        return drawn((CodeRange(0, self.plan.ticks.first_year - 1),), self._word("@arrival", "first", number) % 2**32)

    def _drawn(self, name: str, tick: int, word: int, *, changed: bool = False) -> Value:
        draw = self.plan.draws[name]
        spread = draw.becomes if changed and draw.becomes else draw.distribution
        parts = parts_on(draw, spread, self.plan.route.vocabulary, self.plan.ticks.days[tick])
        return value_of(draw.fact, drawn(parts, word % 2**32), draw.texts)

    def _begin(self, one: Lone, number: int, tick: int) -> None:
        route, lasting = self.plan.route, self.plan.lasting
        involved = {
            name
            for rule in route.impossible
            if set(inputs := route.vocabulary.inputs(test.fact for test in bruteforce.tests_of(rule.when)))
            <= set(lasting)
            for name in inputs
        }
        for attempt in range(MOST_DRAWS):
            for name in lasting:
                if not attempt or name in involved:
                    word = self._word(name, "first", number, attempt=attempt)
                    one.lasting[name] = self._drawn(name, tick, word)
            if self._exists(one, tick):
                break
        else:
            raise AssertionError("the simulation should have refused this")
        steps = list(self.plan.start)
        parts = tuple(CodeRange(place, place, self.plan.start[name]) for place, name in enumerate(steps))
        self._enter(one, steps[drawn(parts, self._word("@start", "first", number) % 2**32)], number, tick)

    def _enter(self, one: Lone, step: str, number: int, tick: int) -> None:
        one.position, one.entered, one.reason, one.visit = step, tick, "stay", {}
        asked = [name for name in self.plan.needed_at[step] if self.plan.draws[name].fact.lifetime == "visit"]
        for attempt in range(MOST_DRAWS_ON_ENTERING):
            for name in asked:
                one.visit[name] = self._drawn(name, tick, self._word(name, "in_time", number, tick, attempt))
            if self._exists(one, tick):
                return
        one.reason = IMPOSSIBLE

    def _live(self, one: Lone, number: int, tick: int) -> None:
        lasting, visit = dict(one.lasting), dict(one.visit)
        for known in (one.lasting, one.visit):
            for name in known:
                self._age(known, self.plan.draws[name], self._word(name, "in_time", number, tick), tick)
        if not self._exists(one, tick):
            one.lasting, one.visit = lasting, visit
            if not self._exists(one, tick):
                one.reason = IMPOSSIBLE

    def _age(self, known: dict[str, Value], draw: Draw, word: int, tick: int) -> None:
        if (word >> 32) >= self.plan.ticks.chance(draw.per_month):
            return
        fact = draw.fact
        if fact.changes == "once":
            known[fact.name] = True
        elif fact.changes == "grows" and fact.kind == "number":
            most = code_of(fact, fact.maximum) if fact.maximum is not None else 10**18
            known[fact.name] = value_of(fact, min(most, code_of(fact, known[fact.name]) + 10**fact.decimals))
        elif fact.changes == "grows":
            known[fact.name] = max(known[fact.name], self._drawn(fact.name, tick, word))
        else:
            known[fact.name] = self._drawn(fact.name, tick, word, changed=True)

    def _exists(self, one: Lone, tick: int) -> bool:
        day, route = self.plan.ticks.days[tick], self.plan.route
        student = bruteforce.complete(route, {**one.lasting, **one.visit}, day)
        return bruteforce.can_exist(route, student, {}, day)

    def _walk(self, one: Lone, number: int, tick: int, day: date) -> None:
        places = [one.position]
        while True:
            decision = self.plan.route.decide(one.position, self.facts(one), on=day)
            self.decided += 1
            one.reason = decision.outcome
            if decision.outcome not in ("next", "end"):
                return
            target = decision.target
            assert target is not None
            again = target == places[0] and not self.plan.asked_anew_at(target)
            if again or target in places[1:]:
                one.reason = "circle"
                return
            if target in self.plan.route.ends:
                one.position, one.entered = target, tick
                return
            self._enter(one, target, number, tick)
            if one.reason == IMPOSSIBLE:
                return
            places.append(target)


def drawn(parts: tuple[CodeRange, ...], number: int) -> int:
    """The code that a number (below 2 to the 32nd) gives, in fractions."""
    total = sum((part.weight for part in parts), Fraction(0))
    edges = [
        int(sum((part.weight for part in parts[:count]), Fraction(0)) / total * 2**32)
        for count in range(len(parts) + 1)
    ]
    for part, begin, end in zip(parts, edges, edges[1:], strict=False):
        if begin <= number < end:
            return part.low + (number - begin) * (part.high - part.low + 1) // (end - begin)
    raise AssertionError("the parts hold all numbers")


def walked_as_a_journey(route: Route, step: str, facts: Mapping[str, Value], on: date) -> str | None:
    """Where a journey of one day ends, in a route that asks nothing anew; None when nobody can be like this."""
    try:
        journey = Journey.start(route, on=on, step=step).learn(facts, on=on)
        return journey.advance(on=on, steps="all").position
    except FactError:
        return None
