"""Many made-up students at the steps of a route, of whom some facts are unknown, told in different ways."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from routekaart.model.condition import Condition, Value
from routekaart.model.fact_types import Elapsed
from routekaart.route import Route
from routekaart.usage import conditions_of
from support import bruteforce

UNKNOWN_SHARES = (0.0, 0.0, 0.2, 0.5, 0.8)


@dataclass(frozen=True, slots=True)
class MadeStudent:
    """A student at a step on a day, by what is told of her."""

    step: str
    on: date
    facts: Mapping[str, Value]


class Maker:
    """Makes students for a route and for other versions of it: at and beside every limit of any of them.

    They may be refused: by an impossible combination, or by another version of what follows from something told.
    """

    def __init__(self, route: Route, others: Iterable[Route], seed: int) -> None:
        self._route, self._random = route, Random(seed)
        self._all = (route, *others)
        self._facts = {name: fact for one in reversed(self._all) for name, fact in one.facts.items()}
        self.days = tuple(sorted(_days(self._all)))
        self._values: dict[date, dict[str, list[Value]]] = {}
        self._asked = {step: tuple(sorted(self._inputs(step))) for step in route.steps}

    def students(self, count: int) -> Iterator[MadeStudent]:
        """Students spread over the steps and days."""
        steps = tuple(self._route.steps)
        for number in range(count):
            yield self.student(steps[number % len(steps)], self._random.choice(self.days), {})

    def student(self, step: str, on: date, given: Mapping[str, Value]) -> MadeStudent:
        """A student of whom some facts are given, and the others made up."""
        values, random = self._values_on(on), self._random
        inputs = {
            name: random.choice(values[name])
            for name in self._asked[step]
            if name not in given and not self._follows(name, given)
        }
        inputs |= {name: one for name, one in given.items() if self._facts[name].derivation is None}
        own = {name: value for name, value in inputs.items() if name in self._route.facts}
        full = {**inputs, **bruteforce.complete(self._route, own, on), **given}
        share = random.choice(UNKNOWN_SHARES)
        told = {name: full[name] for name in inputs if name not in given and random.random() >= share}
        return MadeStudent(step, on, {**self._told_otherwise(told, full), **given})

    def _told_otherwise(self, told: Mapping[str, Value], full: Mapping[str, Value]) -> dict[str, Value]:
        """A date sometimes as a count off it, and sometimes what follows from it all as well."""
        found: dict[str, Value] = {}
        for name, value in told.items():
            counts = [one.name for one in self._route.vocabulary.read_off(name) if self._counts(one.name)]
            if counts and self._random.random() < 0.4:
                found |= {one: full[one] for one in counts if self._random.random() < 0.8}
            else:
                found[name] = value
        if self._random.random() < 0.1:
            derived = [name for name in full if isinstance(self._facts[name].derivation, Condition)]
            if derived:
                also = self._random.choice(derived)
                found[also] = full[also]
        return found

    def _counts(self, name: str) -> bool:
        return isinstance(self._route.facts[name].derivation, Elapsed)

    def _follows(self, name: str, given: Mapping[str, Value]) -> bool:
        """Whether something given is read off a date, so that the date would contradict it."""
        return any(one.name in given for one in self._route.vocabulary.read_off(name))

    def _inputs(self, step: str) -> set[str]:
        """The facts of the route that count at a step in any version."""
        found: set[str] = set()
        for route in self._all:
            if step in route.steps:
                asked = [*route.steps[step].conditions, *(rule.when for rule in route.impossible)]
                tested = (test.fact for when in asked for test in bruteforce.tests_of(when))
                found.update(bruteforce.inputs_of(route, tested))
        return {name for name in found if self._facts[name].derivation is None}

    def _values_on(self, on: date) -> dict[str, list[Value]]:
        if on not in self._values:
            found: dict[str, dict[Value, None]] = {}
            for route in self._all:
                limits = bruteforce._limits(route, conditions_of(route), {}, on)
                for name, fact in route.facts.items():
                    if fact.derivation is None:
                        values = bruteforce._candidates(route, name, limits, on, both_ends=True)
                        found.setdefault(name, {}).update(dict.fromkeys(values))
            self._values[on] = {name: list(values) for name, values in found.items()}
        return self._values[on]


def _days(routes: Iterable[Route]) -> set[date]:
    """The first and the last day of each period in which all limits stay the same, and two other days."""
    starts = {start for route in routes for start in route.vocabulary.periods()}
    beside = {start - timedelta(days=1) for start in starts}
    return starts | beside | {date(2024, 2, 29), date(2026, 3, 1)}
