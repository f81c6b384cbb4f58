"""Memoised lookups shared by the grids of a vocabulary: inputs of facts, axes, and the cells in which tests hold."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from routekaart.logic.axes import Axis, choice_axis, date_axis, number_axis, text_axis
from routekaart.logic.budget import current
from routekaart.logic.date_ranges import edges
from routekaart.model.condition import Condition, FactTest, Not, Value, tests_in
from routekaart.model.evaluation import holds
from routekaart.model.vocabulary import DateChain, Vocabulary

_KEPT = 4096
_CELL = 10
"""The work of evaluating a test in one cell."""

Limits = frozenset[tuple[DateChain, Value]] | frozenset[Value] | tuple[Value, ...]
"""The values that a fact is compared with: for a date each with its chain, for a text in order."""


class TestedAxis:
    """An axis on a reference date, with a cache of the cells in which tests hold."""

    def __init__(self, axis: Axis, vocabulary: Vocabulary, on: date, parameters: Mapping[str, int | Decimal]) -> None:
        self.axis = axis
        self.full = axis.full
        self._vocabulary = vocabulary
        self._on = on
        self._parameters = parameters
        self._masks: dict[FactTest, int] = {}

    def mask(self, test: FactTest) -> int:
        """The mask of the cells in which a test of this fact, or of a fact that follows from it, holds."""
        found = self._masks.get(test)
        if found is None:
            found = self._masks[test] = self._found(test)
        return found

    def _found(self, test: FactTest) -> int:
        current().spend(_CELL * len(self.axis.cells))
        chain, mask = self._vocabulary.date_chain(test.fact), 0
        as_text = self.axis.fact.kind == "text"
        for index, cell in enumerate(self.axis.cells):
            value = chain.read(cell, self._on) if chain and isinstance(cell, date) else cell
            if holds(test, value, self._parameters, as_text=as_text):
                mask |= 1 << index
        return mask


class Undated:
    """Lookups that depend on the parameters in force at most, not on the reference date. Safe to share between threads.

    Attributes:
        constraints: the negation of each impossible combination, with its inputs.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._inputs: dict[str, tuple[str, ...]] = {}
        self._periods = vocabulary.periods()
        self._axes = lru_cache(maxsize=_KEPT)(self._axis)
        self._parameters = lru_cache(maxsize=_KEPT)(vocabulary.parameter_values)
        self._limits = lru_cache(maxsize=_KEPT)(self._distinct)
        rules: Iterable[Condition] = (Not(impossible.when) for impossible in vocabulary.impossible)
        self.constraints = tuple((rule, self.inputs_of_condition(rule)) for rule in rules)

    def inputs(self, name: str) -> tuple[str, ...]:
        """The facts that must be given to know a fact."""
        found = self._inputs.get(name)
        if found is None:
            found = self._inputs[name] = self._vocabulary.inputs([name])
        return found

    def inputs_of_condition(self, condition: Condition) -> tuple[str, ...]:
        """The facts that must be given to know whether a condition holds, each once."""
        return tuple(dict.fromkeys(name for test in tests_in(condition) for name in self.inputs(test.fact)))

    def parameters(self, on: date) -> Mapping[str, int | Decimal]:
        """The value of every parameter on a reference date."""
        return self._parameters(self._period(on))

    def limits(self, days: Iterable[date]) -> tuple[Mapping[str, int | Decimal], ...]:
        """The distinct values of all parameters on some days."""
        return self._limits(tuple(sorted(set(map(self._period, days)))))

    def _distinct(self, periods: tuple[date, ...]) -> tuple[Mapping[str, int | Decimal], ...]:
        found: dict[tuple[int | Decimal, ...], Mapping[str, int | Decimal]] = {}
        for values in map(self._parameters, periods):
            found.setdefault(tuple(values.values()), values)
        return tuple(found.values())

    def axis(self, name: str, on: date, limits: Limits) -> TestedAxis:
        """The axis of an input that is not a date, cut at some limits."""
        return self._axes(name, self._period(on), limits)

    def _period(self, on: date) -> date:
        """A day that stands for its period: every parameter has the same value as on the reference date."""
        return self._periods[max(0, bisect_right(self._periods, on) - 1)]

    def _axis(self, name: str, on: date, limits: Limits) -> TestedAxis:
        fact = self._vocabulary.facts[name]
        match fact.kind:
            case "number":
                made = number_axis(fact, limits)  # type: ignore[arg-type]
            case "text":
                made = text_axis(fact, limits)  # type: ignore[arg-type]
            case _:
                made = choice_axis(fact)
        return TestedAxis(made, self._vocabulary, on, self.parameters(on))


class Lookups:
    """Memoised lookups for the grids of one vocabulary. Safe to share between threads.

    Attributes:
        undated: lookups that do not depend on the reference date; may be shared with other vocabularies of these facts.
        edges: `date_ranges.edges`, cached.
    """

    def __init__(self, vocabulary: Vocabulary, undated: Undated | None = None) -> None:
        self.vocabulary = vocabulary
        self.undated = undated or Undated(vocabulary)
        self.edges = lru_cache(maxsize=_KEPT)(edges)
        self._dates = lru_cache(maxsize=_KEPT)(self._date)

    def axis(self, name: str, on: date, limits: Limits) -> TestedAxis:
        """The axis of an input on a reference date, cut at some limits."""
        find = self._dates if self.vocabulary.facts[name].kind == "date" else self.undated.axis
        return find(name, on, limits)

    def _date(self, name: str, on: date, limits: Limits) -> TestedAxis:
        days = (day for chain, limit in limits for day in self.edges(chain, on, limit))  # type: ignore[misc,str-unpack]
        made = date_axis(self.vocabulary, self.vocabulary.facts[name], on, days)
        return TestedAxis(made, self.vocabulary, on, self.undated.parameters(on))
