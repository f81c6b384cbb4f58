"""Conditions turned into formulas over cells, for one reference date.

Derived facts are replaced by their definitions, so that facts that hang together stay together: whoever is 18 is not
kwalificatieplichtig, whatever else is unknown.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property

from routekaart.foundation.dates import EARLIEST, LATEST, first_day
from routekaart.logic.axes import Axis, date_domain, days_of_count, every_date_can_be, is_past
from routekaart.logic.budget import current
from routekaart.logic.formula import AxisLiteral, Cube, Formula, conjoin, disjoin
from routekaart.logic.in_step import ends_elsewhere, is_of_days, skips_counts, turns_of
from routekaart.logic.lookups import Lookups, TestedAxis
from routekaart.model.condition import All, AnyOf, Condition, FactTest, Not, Value, tests_in_all
from routekaart.model.evaluation import holds, operand_values
from routekaart.model.facts import Elapsed
from routekaart.model.situation import Situation
from routekaart.model.vocabulary import DateChain, ReadOff, Vocabulary

_TEST = 5
"""The work of turning one test into a part of a formula."""


class Grid:
    """The axes that a set of conditions needs, and the formulas of those conditions.

    Attributes:
        axes: one for each input (a fact that must be given) that the conditions, or what they hang together with, need.
        valid: holds for students who can exist: no impossible combination, and every given derived fact follows.
        same_every_day: whether another reference date (with the same parameters) allows the same combinations. What is
            found on one day is found; that there is none on one day says something of all days only then.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        conditions: Iterable[Condition],
        on: date,
        assumed: Mapping[str, bool],
        also: Iterable[date] = (),
        *,
        lookups: Lookups | None = None,
    ) -> None:
        """The grid for a reference date; with `also`, the cells tell the limits of parameters on those days apart too.

        Without dates in the vocabulary, grids for different days with the same `also` have the same axes.

        Args:
            lookups: what other grids of this vocabulary have asked already.
        """
        self._vocabulary = vocabulary
        self._on = on
        self._lookups = lookups or Lookups(vocabulary)
        self._parameters = self._lookups.undated.parameters(on)
        self._limiting = self._lookups.undated.limits((on, *also))
        self._derived: dict[tuple[str, bool], Formula] = {}
        self._turns: dict[DateChain, set[int]] = {}
        conditions = list(conditions)
        self._assumed: dict[str, Condition] = {
            name: FactTest(name, "one_of", (value,)) for name, value in assumed.items()
        }
        needed, kept = self._connected(conditions, self._assumed.values())
        self._kept = kept
        values, self._limits = self._limits_of([*conditions, *kept])
        self._tested = [self._axis(name, values.get(name, ())) for name in needed]
        self.axes = tuple(tested.axis for tested in self._tested)
        self._chains = {
            name: {chain for chain, _ in self._limits.get(name, ())}
            for name in needed
            if vocabulary.facts[name].kind == "date"
        }
        self.same_every_day = all(self._is_same_every_day(name, chains) for name, chains in self._chains.items())
        self._index = {name: position for position, name in enumerate(needed)}
        self.full: Cube = tuple(tested.full for tested in self._tested)
        self.valid = conjoin([self.formula(constraint) for constraint in kept], self.full)

    def formula(self, condition: Condition, *, positive: bool = True) -> Formula:
        """The formula of a condition (or, when not `positive`, of its opposite) whose facts this grid has axes for."""
        match condition:
            case FactTest():
                return self._test(condition, positive=positive)
            case Not(part):
                return self.formula(part, positive=not positive)
            case All(parts) | AnyOf(parts):
                join = conjoin if isinstance(condition, All) == positive else disjoin
                return join((self.formula(part, positive=positive) for part in parts), self.full)

    def cube(self, situation: Situation) -> Cube | None:
        """The set of students who fit what is known; None when nobody does."""
        masks = []
        for axis in self.axes:
            mask = self._known_mask(axis, situation)
            if not mask:
                return None
            masks.append(mask)
        return tuple(masks)

    def valid_without(self, names: Container[str]) -> Formula:
        """What would hold for students who can exist if these given derived facts had not been given."""
        left_out = [condition for name, condition in self._assumed.items() if name in names]
        return conjoin([self.formula(one) for one in self._kept if one not in left_out], self.full)

    def only_chain(self, name: str) -> DateChain | None:
        """The one way in which the conditions read something off a date; None when they do in no way or in several."""
        chains = self._chains.get(name, set())
        return next(iter(chains)) if len(chains) == 1 else None

    def is_said_every_day(self, students: Cube) -> bool:
        """Whether a set of students is told in words that hold on every day: no date is said for a count."""
        named = (axis.fact.name for axis, mask in zip(self.axes, students, strict=True) if mask != axis.full)
        chains = (self._chains.get(name, set()) for name in named)
        return self.same_every_day and not any(len(some) > 1 and any(map(_counts, some)) for some in chains)

    @cached_property
    def turning_days(self) -> tuple[date, ...]:
        """The reference dates between which each date takes part in the same way, with the day before each.

        A date that is counted from and also compared with a fixed day (or that cannot lie in the future) takes part
        in another way once the count has passed that day.
        """
        found = {day for axis in self.axes if axis.fact.kind == "date" for day in self._turning_days(axis.fact.name)}
        before = {day - timedelta(days=1) for day in found}
        return tuple(sorted(day for day in found | before if EARLIEST <= day <= LATEST))

    @cached_property
    def every_date_can_be(self) -> bool:
        """Whether each date of the vocabulary, asked or not, has a day that it can be."""
        return every_date_can_be(self._vocabulary, self._on)

    def counts_in_several_ways(self) -> bool:
        """Whether two counts are read off one date, of which the order can differ from day to day."""
        return any(len(self._ways(name)) > 1 for name in self._chains)

    def limits_of(self, name: str) -> list[tuple[DateChain, Value]]:
        """Each value that something counted from a date is compared with, and how it is counted."""
        ends = [(count, end) for count in self._vocabulary.read_off(name) for end in (count.minimum, count.maximum)]
        bounds = [(count.chain, end) for count, end in ends if end is not None]
        return [(chain, limit) for chain, limit in (*self._limits.get(name, []), *bounds) if _counts(chain)]

    def compared(self, name: str) -> list[tuple[DateChain, Value]]:
        """Each value that something read off an input is compared with, and how it is read off."""
        return self._limits.get(name, [])

    def has(self, name: str) -> bool:
        """Whether there is an axis for this input."""
        return name in self._index

    def position(self, name: str) -> int:
        """The index of the axis of an input."""
        return self._index[name]

    def _known_mask(self, axis: Axis, situation: Situation) -> int:
        name = axis.fact.name
        if axis.fact.kind == "date":
            days = known_days(self._vocabulary, name, situation)
            return axis.mask_between(*days) if days else 0
        value = situation.given.get(name)
        return axis.full if value is None else axis.mask_of(value)

    def _connected(
        self, conditions: Sequence[Condition], assumed: Iterable[Condition]
    ) -> tuple[tuple[str, ...], list[Condition]]:
        """The inputs of the conditions and of each constraint that shares an input with them, and those constraints."""
        inputs = self._lookups.undated.inputs
        needed = {name: None for test in tests_in_all(conditions) for name in inputs(test.fact)}
        kept: list[Condition] = []
        waiting = [
            *self._lookups.undated.constraints,
            *((one, self._lookups.undated.inputs_of_condition(one)) for one in assumed),
        ]
        while True:
            touching = [one for one in waiting if not conditions or not needed.keys().isdisjoint(one[1])]
            if not touching:
                return tuple(needed), kept
            kept += [constraint for constraint, _ in touching]
            waiting = [one for one in waiting if one not in touching]
            needed.update({name: None for _, names in touching for name in names})

    def _limits_of(
        self, conditions: Iterable[Condition]
    ) -> tuple[dict[str, list[Value]], dict[str, list[tuple[DateChain, Value]]]]:
        """For each number and text, and for each date, the values that some test compares it with.

        Of a date also how the tested fact is read off it.
        """
        values: dict[str, list[Value]] = {}
        limits: dict[str, list[tuple[DateChain, Value]]] = {}
        for test in self._all_tests(conditions):
            chain, kind = self._vocabulary.date_chain(test.fact), self._vocabulary.facts[test.fact].kind
            if chain is None and kind in ("number", "text"):
                found = values.setdefault(test.fact, [])
                for parameters in self._limiting:
                    found += operand_values(test, parameters)
            elif chain is not None or kind == "date":
                chain = chain or DateChain(test.fact, ())
                for parameters in self._limiting:
                    compared = operand_values(test, parameters)
                    limits.setdefault(chain.date_fact, []).extend((chain, value) for value in compared)
                    if _counts(chain):
                        self._turns.setdefault(chain, set()).update(turns_of(test.operator, compared))
        return values, limits

    def _is_same_every_day(self, name: str, chains: set[DateChain]) -> bool:
        """Whether a date takes part in one way only: compared with fixed days, or by one count.

        A count with a minimum or maximum takes part too, since it limits what the date can be.
        """
        counted = self._counted(name)
        fixed = chains - counted
        if fixed and (counted or self._vocabulary.facts[name].past):
            return False
        return len(self._ways(name)) <= 1

    def _ways(self, name: str) -> set[DateChain | None]:
        """The ways in which a count is read off a date; all counts of days and weeks are one, for they keep in step.

        A count that some days do not have stands beside the days as another way.
        """
        ways: set[DateChain | None] = set()
        for chain in self._counted(name):
            ends = self._vocabulary.facts[name].past and ends_elsewhere(chain)
            if ends or skips_counts(chain, self._turns_of(chain)):
                ways |= {chain, None}
            ways.add(None if is_of_days(chain) else chain)
        return ways

    def _turns_of(self, chain: DateChain) -> Iterator[int]:
        """The counts at which some condition, or a limit of a count, begins or ceases to hold."""
        yield from self._turns.get(chain, ())
        for count in self._vocabulary.read_off(chain.date_fact):
            if count.chain == chain:
                yield from turns_of("at_least", () if count.minimum is None else (count.minimum,))
                yield from turns_of("at_most", () if count.maximum is None else (count.maximum,))

    def _counted(self, name: str) -> set[DateChain]:
        """The ways in which a count is read off a date, by a condition or because the count is limited."""
        limiting = {count.chain for count in self._vocabulary.read_off(name) if _limits_its_date(count)}
        return {chain for chain in self._chains[name] | limiting if _counts(chain)}

    def _turning_days(self, name: str) -> Iterator[date]:
        limits = self._limits.get(name, [])
        fixed = {
            day for chain, limit in limits if not _counts(chain) for day in self._lookups.edges(chain, self._on, limit)
        }
        if self._vocabulary.facts[name].past:
            for day in fixed:
                yield from (day, day + timedelta(days=1))
        counted = {(chain, limit) for chain, limit in limits if _counts(chain)}
        for count in self._vocabulary.read_off(name):
            if _limits_its_date(count):
                counted |= {(count.chain, end) for end in (count.minimum, count.maximum) if end is not None}
        for chain, limit in counted if fixed else ():
            for day in fixed:
                yield from _days_when_passed(chain, limit, day)

    def _axis(self, name: str, values: Iterable[Value]) -> TestedAxis:
        match self._vocabulary.facts[name].kind:
            case "date":
                return self._lookups.axis(name, self._on, frozenset(self._limits.get(name, ())))
            case "text":
                return self._lookups.axis(name, self._on, tuple(values))
            case _:
                return self._lookups.axis(name, self._on, frozenset(values))

    def _all_tests(self, conditions: Iterable[Condition]) -> list[FactTest]:
        """Every test in the conditions and in the definitions they rest on, each definition once."""
        found: list[FactTest] = []
        seen: set[str] = set()
        budget, waiting = current(), list(conditions)
        while waiting:
            conditions, waiting = waiting, []
            for test in tests_in_all(conditions):
                budget.spend(_TEST)
                found.append(test)
                derivation = self._vocabulary.facts[test.fact].derivation
                if isinstance(derivation, Condition) and test.fact not in seen:
                    seen.add(test.fact)
                    waiting.append(derivation)
        return found

    def _test(self, test: FactTest, *, positive: bool) -> Formula:
        current().spend(_TEST)
        fact = self._vocabulary.facts[test.fact]
        derivation = fact.derivation
        if isinstance(derivation, Condition):
            yes, no = (holds(test, value, self._parameters) == positive for value in (True, False))
            return yes if yes == no else self._definition(test.fact, derivation, positive=yes)
        chain = self._vocabulary.date_chain(test.fact)
        position = self._index[chain.date_fact if chain else test.fact]
        tested = self._tested[position]
        mask = tested.mask(test) if positive else tested.full & ~tested.mask(test)
        return mask == tested.full if mask in (0, tested.full) else AxisLiteral(position, mask)

    def _definition(self, name: str, derivation: Condition, *, positive: bool) -> Formula:
        key = (name, positive)
        if key not in self._derived:
            self._derived[key] = self.formula(derivation, positive=positive)
        return self._derived[key]


def _counts(chain: DateChain) -> bool:
    return any(isinstance(step, Elapsed) for step in chain.steps)


def _days_when_passed(chain: DateChain, limit: Value, day: date) -> Iterator[date]:
    """The reference dates from which on the days that give a limit, or what lies past it, begin after a fixed day."""
    for beyond in (False, True):
        for after in (day - timedelta(days=1), day):

            def is_passed(on: date, beyond: bool = beyond, after: date = after) -> bool:
                return after < EARLIEST or not is_past(chain, on, limit, after, beyond=beyond)

            found = first_day(is_passed)
            if found is not None:
                yield found


def _limits_its_date(count: ReadOff) -> bool:
    """Whether a count bounds its date; that it is not negative holds for every day."""
    return count.maximum is not None or (count.minimum is not None and count.minimum > 0)


def known_days(vocabulary: Vocabulary, name: str, situation: Situation) -> tuple[date, date] | None:
    """The first and last day that a date can be, given it or what hangs on it; None when nothing fits."""
    low, high = date_domain(vocabulary, name, situation.on)
    given = situation.given.get(name)
    if isinstance(given, date):
        low, high = max(low, given), min(high, given)
    if name in situation.days:
        first, last = situation.days[name]
        low, high = max(low, first), min(high, last)
    for count in vocabulary.read_off(name):
        value = situation.given.get(count.name)
        if value is not None:
            days = days_of_count(vocabulary, count.chain, situation.on, value)
            if days is None:
                return None
            low, high = max(low, days[0]), min(high, days[1])
    return (low, high) if low <= high else None
