"""Conditions turned into formulas over cells, for one reference date.

Derived facts are replaced by their definitions, so that what is known of one fact counts for the facts that depend on
it: whoever is 18 is not kwalificatieplichtig, whatever else is unknown.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from routekaart.logic.axes import Axis
from routekaart.logic.budget import current
from routekaart.logic.date_ranges import every_date_can_be, known_days
from routekaart.logic.date_roles import DateRoles, is_counted
from routekaart.logic.formula import AxisLiteral, Cube, Formula, conjoin, disjoin
from routekaart.logic.in_step import turns_of
from routekaart.logic.lookups import Lookups, TestedAxis
from routekaart.model.condition import All, AnyOf, Condition, FactTest, Not, Value, tests_in_all
from routekaart.model.evaluation import holds, operand_values
from routekaart.model.situation import Situation
from routekaart.model.vocabulary import DateChain, Vocabulary

_TEST = 5
"""The work of turning a test into a part of a formula."""


class Grid:
    """The axes that a set of conditions needs, and the formulas of those conditions.

    Attributes:
        axes: one for each input (a fact that must be given) of the conditions and of the constraints connected to them.
        full: every cell of every axis.
        dates: how each date takes part in the conditions.
        constraints: the negation of each impossible combination that is connected, and the given derived facts.
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
        """The grid of some conditions on a reference date.

        Without dates in the vocabulary, grids for different days with the same `also` have the same axes.

        Args:
            conditions: without any, every constraint of the vocabulary is taken.
            assumed: derived facts that were given, with their values.
            also: more days; the cells tell the limits of parameters on those days apart too.
            lookups: shared with other grids of this vocabulary.
        """
        self._vocabulary = vocabulary
        self._on = on
        self._lookups = lookups or Lookups(vocabulary)
        self._parameters = self._lookups.undated.parameters(on)
        self._limiting = self._lookups.undated.limits((on, *also))
        self._derived: dict[tuple[str, bool], Formula] = {}
        turns: dict[DateChain, set[int]] = {}
        conditions = list(conditions)
        self._assumed: dict[str, Condition] = {
            name: FactTest(name, "one_of", (value,)) for name, value in assumed.items()
        }
        needed, kept = self._connected(conditions, self._assumed.values())
        self.constraints = tuple(kept)
        values, self._compared = self._operands([*conditions, *kept], turns)
        self._tested = [self._axis(name, values.get(name, ())) for name in needed]
        self.axes = tuple(tested.axis for tested in self._tested)
        dates = [name for name in needed if vocabulary.facts[name].kind == "date"]
        self.dates = DateRoles(dates, on, self._compared, turns, self._lookups)
        self._index = {name: position for position, name in enumerate(needed)}
        self.full: Cube = tuple(tested.full for tested in self._tested)

    @cached_property
    def valid(self) -> Formula:
        """Holds for students who can exist: no impossible combination, and every given derived fact follows."""
        return conjoin([self.formula(constraint) for constraint in self.constraints], self.full)

    def formula(self, condition: Condition, *, positive: bool = True) -> Formula:
        """The formula of a condition (unless `positive`, of its negation), for facts that this grid has axes for."""
        match condition:
            case FactTest():
                return self._test(condition, positive=positive)
            case Not(part):
                return self.formula(part, positive=not positive)
            case All(parts) | AnyOf(parts):
                join = conjoin if isinstance(condition, All) == positive else disjoin
                return join((self.formula(part, positive=positive) for part in parts), self.full)

    def cube(self, situation: Situation) -> Cube | None:
        """The set of students who fit what is known; None if nobody does."""
        masks = []
        for axis in self.axes:
            mask = self._known_mask(axis, situation)
            if not mask:
                return None
            masks.append(mask)
        return tuple(masks)

    def valid_without(self, names: Container[str]) -> Formula:
        """The formula `valid` as it would be without some of the given derived facts."""
        left_out = [condition for name, condition in self._assumed.items() if name in names]
        return conjoin([self.formula(one) for one in self.constraints if one not in left_out], self.full)

    def is_said_every_day(self, students: Cube) -> bool:
        """Whether the words for a set of students hold on every day: no date is named where an age is counted."""
        named = (axis.fact.name for axis, mask in zip(self.axes, students, strict=True) if mask != axis.full)
        return self.dates.same_every_day and not any(map(self.dates.is_counted_among_others, named))

    @cached_property
    def every_date_can_be(self) -> bool:
        """Whether each date of the vocabulary, with or without an axis, has a non-empty domain."""
        return every_date_can_be(self._vocabulary, self._on)

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
        """The inputs of the conditions and of the constraints connected by shared inputs, and those constraints."""
        undated = self._lookups.undated
        needed = {name: None for test in tests_in_all(conditions) for name in undated.inputs(test.fact)}
        kept: list[Condition] = []
        waiting = [
            *undated.constraints,
            *((one, undated.inputs_of_condition(one)) for one in assumed),
        ]
        while True:
            touching = [one for one in waiting if not conditions or not needed.keys().isdisjoint(one[1])]
            if not touching:
                return tuple(needed), kept
            kept += [constraint for constraint, _ in touching]
            waiting = [one for one in waiting if one not in touching]
            needed.update({name: None for _, names in touching for name in names})

    def _operands(
        self, conditions: Iterable[Condition], turns: dict[DateChain, set[int]]
    ) -> tuple[dict[str, list[Value]], dict[str, list[tuple[DateChain, Value]]]]:
        """The values that tests compare with: of each number and text, and of each date with how it is read off.

        Args:
            turns: gets, for each count, the counts at which a test begins or ceases to hold.
        """
        values: dict[str, list[Value]] = {}
        compared: dict[str, list[tuple[DateChain, Value]]] = {}
        for test in self._all_tests(conditions):
            chain, kind = self._vocabulary.date_chain(test.fact), self._vocabulary.facts[test.fact].kind
            if chain is None and kind in ("number", "text"):
                found = values.setdefault(test.fact, [])
                for parameters in self._limiting:
                    found += operand_values(test, parameters)
            elif chain is not None or kind == "date":
                chain = chain or DateChain(test.fact, ())
                for parameters in self._limiting:
                    operands = operand_values(test, parameters)
                    compared.setdefault(chain.date_fact, []).extend((chain, value) for value in operands)
                    if is_counted(chain):
                        turns.setdefault(chain, set()).update(turns_of(test.operator, operands))
        return values, compared

    def _axis(self, name: str, values: Iterable[Value]) -> TestedAxis:
        match self._vocabulary.facts[name].kind:
            case "date":
                return self._lookups.axis(name, self._on, frozenset(self._compared.get(name, ())))
            case "text":
                return self._lookups.axis(name, self._on, tuple(values))
            case _:
                return self._lookups.axis(name, self._on, frozenset(values))

    def _all_tests(self, conditions: Iterable[Condition]) -> list[FactTest]:
        """Every test in the conditions and in the definitions they depend on, each definition once."""
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
