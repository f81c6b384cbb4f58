"""The vocabulary of a route: its facts, parameters and impossible combinations, and how facts depend on each other."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from routekaart.foundation.dates import (
    EARLIEST,
    about,
    about_first_of_school_year,
    end_of_school_year,
    first_day,
    move,
    reached_since,
    units_since,
    units_until,
)
from routekaart.foundation.frozen import frozen
from routekaart.model.condition import Condition, Value, parameters_in, tests_in
from routekaart.model.fact_types import Elapsed, FactType, Shifted
from routekaart.model.parameters import Parameter


@dataclass(frozen=True, slots=True)
class Impossible:
    """A combination of facts that no student can have."""

    when: Condition
    because: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateChain:
    """How a fact follows from a date: the derivations from that date to the fact, in order.

    The result is monotone in the date, so a given age can be turned back into a range of birth dates.
    """

    date_fact: str
    steps: tuple[Shifted | Elapsed, ...]

    def read(self, day: date, on: date) -> date | int:
        """The value of the fact when the date is `day` and the reference date is `on`."""
        value: date | int = day
        for step in self.steps:
            assert isinstance(value, date)
            value = count(step, value, on) if isinstance(step, Elapsed) else shift(step, value)
        return value

    def reached_on(self, day: date, limit: Value) -> date | None:
        """The first reference date on which the count from `day` has reached `limit`; None if there is none.

        A count since a date reaches a limit from below, a count until a date from above.
        """
        *moves, counted = self.steps
        assert isinstance(counted, Elapsed)
        start = DateChain(self.date_fact, tuple(moves)).read(day, day) if moves else day
        assert isinstance(start, date)
        if not self.rising and isinstance(limit, int):
            return reached_since(start, limit, counted.unit)

        def reaches(on: date) -> bool:
            value = count(counted, start, on)
            return bool(value <= limit if self.rising else value >= limit)  # type: ignore[operator]

        return first_day(reaches, about(start.toordinal(), -_counted(counted, limit), counted.unit))

    def near(self, on: date, value: Value) -> int:
        """The approximate ordinal of the first day that gives a value past `value` on a reference date."""
        day = (value if isinstance(value, date) else on).toordinal() + 1
        for step in reversed(self.steps):
            if isinstance(step, Elapsed):
                amount = 0 if isinstance(value, date) else _counted(step, value)
                day = about(on.toordinal(), amount, step.unit) + 1
            else:
                day = about_first_of_school_year(day) if step.to else day
                for unit, moved in reversed(step.amounts):
                    day = about(day, -moved, unit)
        return day

    @property
    def rising(self) -> bool:
        """Whether a later date gives a larger value (an age falls with a later birth date)."""
        last = self.steps[-1] if self.steps else None
        return not isinstance(last, Elapsed) or last.direction == "until"


@dataclass(frozen=True, slots=True)
class ReadOff:
    """A fact that follows from a date, with the bounds of its domain."""

    name: str
    chain: DateChain
    minimum: int | Decimal | None
    maximum: int | Decimal | None


@dataclass(frozen=True)
class Vocabulary:
    """The facts and parameters of a route, and the combinations of facts that are impossible."""

    facts: Mapping[str, FactType]
    parameters: Mapping[str, Parameter]
    impossible: tuple[Impossible, ...]

    def __getstate__(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def apart(self) -> "Vocabulary":
        """A copy with caches of its own, for days that follow from one student: they are dropped together with it."""
        other = replace(self)
        vars(other).update(_chains=self._chains, _read_off=self._read_off)
        return other

    @cached_property
    def kept_domains(self) -> dict[tuple[str, date], tuple[date, date]]:
        """A cache for `logic.date_ranges`: the first and last day that a date can be, by reference date."""
        return {}

    @cached_property
    def kept_days(self) -> dict[tuple[DateChain, date, Value], tuple[date, date] | None]:
        """A cache for `logic.date_ranges`: the first and last day that give a count, by reference date."""
        return {}

    @cached_property
    def dates(self) -> tuple[str, ...]:
        """The dates that must be given: those without a derivation."""
        return tuple(name for name, fact in self.facts.items() if fact.kind == "date" and fact.derivation is None)

    def parameter_values(self, on: date) -> Mapping[str, int | Decimal]:
        """The value of every parameter on the reference date."""
        return self._values[max(0, bisect_right(self._periods, on) - 1)]

    @cached_property
    def _values(self) -> tuple[Mapping[str, int | Decimal], ...]:
        return tuple(
            frozen({name: parameter.at(day).value for name, parameter in self.parameters.items()})
            for day in self._periods
        )

    def periods(self) -> tuple[date, ...]:
        """One day out of each period in which all parameters keep one value, in order of time."""
        return self._periods

    @cached_property
    def _periods(self) -> tuple[date, ...]:
        starts = {value.start for parameter in self.parameters.values() for value in parameter.values if value.start}
        first = min(starts, default=None)
        if first == EARLIEST:
            # No day lies before the first start, so the value before it is never in force.
            return tuple(sorted(starts))
        before = date(2000, 1, 1) if first is None else max(EARLIEST, move(first, -1, "years"))
        return (before, *sorted(starts))

    def without_time(self) -> "Vocabulary":
        """The same facts with every count off a date made independent, for decisions without a reference date.

        What follows from this vocabulary holds on every date: it leaves free all counts that a date would tie together.
        """
        facts = {name: _without_time(fact) for name, fact in self.facts.items()}
        return Vocabulary(frozen(facts), self.parameters, self.impossible)

    def needed(self, names: Iterable[str]) -> tuple[str, ...]:
        """The facts `names` and every fact they follow from, each once."""
        found: dict[str, None] = {}
        waiting = list(reversed(list(names)))
        while waiting:
            name = waiting.pop()
            if name not in found:
                found[name] = None
                waiting.extend(reversed(self.directly_from(name)))
        return tuple(found)

    def resting_on(self, conditions: Iterable[Condition]) -> tuple[Condition, ...]:
        """Some conditions, and the definitions of the facts that they depend on."""
        held = tuple(conditions)
        names = self.needed(test.fact for condition in held for test in tests_in(condition))
        definitions = (self.facts[name].derivation for name in names)
        return (*held, *(one for one in definitions if isinstance(one, Condition)))

    def inputs(self, names: Iterable[str]) -> tuple[str, ...]:
        """The facts that must be given to know the facts `names`."""
        return tuple(name for name in self.needed(names) if self.facts[name].derivation is None)

    def directly_from(self, name: str) -> tuple[str, ...]:
        """The facts in the derivation of `name`; none for a fact that must be given."""
        derivation = self.facts[name].derivation
        if derivation is None:
            return ()
        if isinstance(derivation, Elapsed | Shifted):
            return (derivation.date_fact,)
        return tuple(dict.fromkeys(test.fact for test in tests_in(derivation)))

    def now_called(self, name: str) -> str | None:
        """The present name of a fact of an earlier version (see `renamed_from`); None if the fact is gone."""
        if name in self.facts:
            return name
        return next((fact.name for fact in self.facts.values() if name in fact.renamed_from), None)

    def date_chain(self, name: str) -> DateChain | None:
        """How a fact follows from a date; None if it does not."""
        return self._chains.get(name)

    def depends_on_time(self, name: str) -> bool:
        """Whether a derived fact can change merely because time passes."""
        derivations = [self.facts[one].derivation for one in self.needed([name])]
        conditions = [one for one in derivations if isinstance(one, Condition)]
        limits = {limit for one in conditions for limit in parameters_in(one)}
        counts = any(isinstance(one, Elapsed) for one in derivations)
        return counts or any(len(self.parameters[limit].values) > 1 for limit in limits)

    def root_date(self, name: str) -> str:
        """The date that a fact follows from; the fact itself if it does not follow from a date."""
        chain = self.date_chain(name)
        return chain.date_fact if chain else name

    def is_of_a_visit(self, name: str) -> bool:
        """Whether a fact, or something that it follows from, is asked again each time a step is entered."""
        return any(self.facts[one].lifetime == "visit" for one in self.inputs([name]))

    def family(self, name: str) -> frozenset[str]:
        """A fact with all facts that follow from the same date, and that date: a birth date, and the age."""
        root = self.root_date(name)
        return frozenset({name, root, *(one.name for one in self.read_off(root))})

    def read_off(self, date_fact: str) -> tuple[ReadOff, ...]:
        """Every fact that follows from a date."""
        return self._read_off.get(date_fact, ())

    @cached_property
    def _chains(self) -> Mapping[str, DateChain]:
        chains = ((name, self._chain(name)) for name in self.facts)
        return {name: chain for name, chain in chains if chain is not None}

    @cached_property
    def _read_off(self) -> Mapping[str, tuple[ReadOff, ...]]:
        found: dict[str, tuple[ReadOff, ...]] = {}
        for name, chain in self._chains.items():
            fact = self.facts[name]
            read_off = ReadOff(name, chain, fact.minimum, fact.maximum)
            found[chain.date_fact] = (*found.get(chain.date_fact, ()), read_off)
        return found

    def _chain(self, name: str) -> DateChain | None:
        steps: list[Shifted | Elapsed] = []
        while isinstance(derivation := self.facts[name].derivation, Elapsed | Shifted):
            steps.insert(0, derivation)
            name = derivation.date_fact
        return DateChain(name, tuple(steps)) if steps else None


def _without_time(fact: FactType) -> FactType:
    if isinstance(fact.derivation, Elapsed):
        return replace(fact, past=False, derivation=None, minimum=max(0, fact.minimum or 0))
    return replace(fact, past=False) if fact.past else fact


def _counted(derivation: Elapsed, value: Value) -> int:
    """How far a reference date is moved to reach a date that gives a count; negative if that lies earlier."""
    amount = int(value) if isinstance(value, int | Decimal) else 0
    return amount if derivation.direction == "until" else -amount


def count(derivation: Elapsed, day: date, on: date) -> int:
    """The whole units since or until `day`, seen from the reference date."""
    counter = units_since if derivation.direction == "since" else units_until
    return counter(day, on, derivation.unit)


def shift(derivation: Shifted, day: date) -> date:
    """`day` moved by each amount in turn: years, months, weeks, days; and then to the end of its school year."""
    for unit, amount in derivation.amounts:
        day = move(day, amount, unit)
    return end_of_school_year(day) if derivation.to else day
