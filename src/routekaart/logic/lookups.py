"""Memoised lookups shared by the grids of a vocabulary: inputs of facts, axes, and the cells in which tests hold."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from routekaart.logic.axes import Axis, choice_axis, date_axis, number_axis, text_axis
from routekaart.logic.budget import current
from routekaart.logic.date_ranges import passes
from routekaart.logic.formula import Formula
from routekaart.logic.grid_basis import FactInputs, GridBasis, Limits, grid_basis
from routekaart.model.condition import Condition, FactTest
from routekaart.model.evaluation import ParameterValues, holds
from routekaart.model.vocabulary import Vocabulary

_KEPT = 4096
_MOST_BASES = 512
_CELL = 10
"""The work of evaluating a test in one cell."""

AxisShape: TypeAlias = tuple[int, ...]
"""The number of cells of an axis, and the cell that each limit begins."""


class TestedAxis:
    """An axis on a reference date, with a cache of the cells in which tests hold.

    Attributes:
        shape: for a date; on days with the same shape, the same tests hold in the same cells.
    """

    def __init__(
        self,
        axis: Axis,
        vocabulary: Vocabulary,
        on: date,
        parameters: ParameterValues,
        shape: AxisShape = (),
        masks: dict[FactTest, int] | None = None,
    ) -> None:
        """The axis on a date; `masks` is the cache of another day on which it has the same shape."""
        self.axis = axis
        self.full = axis.full
        self.shape = shape
        self._vocabulary = vocabulary
        self._on = on
        self._parameters = parameters
        self._masks = {} if masks is None else masks

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


@dataclass(eq=False)
class SharedFormulas:
    """The formulas of a basis, on all days on which its axes have the same shapes.

    Attributes:
        derived: those of derived facts, and (False) of their negations.
        valid: that of the constraints, once it is made.
    """

    derived: dict[tuple[str, bool], Formula] = field(default_factory=dict)
    valid: Formula | None = None


class Undated:
    """Lookups that depend on the parameters in force, not on the reference date. Safe to share between threads."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._inputs = FactInputs(vocabulary)
        self._periods = vocabulary.periods()
        self._axes = lru_cache(maxsize=_KEPT)(self._axis)
        self._parameters = lru_cache(maxsize=_KEPT)(vocabulary.parameter_values)
        self._bases = lru_cache(maxsize=_MOST_BASES)(self._basis)
        self._formulas = lru_cache(maxsize=_MOST_BASES)(lambda *_: SharedFormulas())
        self._masks: Callable[..., dict[FactTest, int]] = lru_cache(maxsize=_KEPT)(lambda *_: {})

    def parameters(self, on: date) -> ParameterValues:
        """The value of every parameter on a reference date."""
        return self._parameters(self._period(on))

    def basis(
        self, conditions: tuple[Condition, ...], assumed: tuple[Condition, ...], days: Iterable[date]
    ) -> GridBasis:
        """The basis of some conditions, with cells that tell the limits of parameters on some days apart."""
        return self._bases(conditions, assumed, tuple(sorted(set(map(self._period, days)))))

    def _basis(
        self, conditions: tuple[Condition, ...], assumed: tuple[Condition, ...], periods: tuple[date, ...]
    ) -> GridBasis:
        distinct: dict[tuple[int | Decimal, ...], ParameterValues] = {}
        for values in map(self._parameters, periods):
            distinct.setdefault(tuple(values.values()), values)
        return grid_basis(self._vocabulary, conditions, assumed, tuple(distinct.values()), self._inputs)

    def formulas(self, basis: GridBasis, on: date, shapes: tuple[AxisShape, ...]) -> SharedFormulas:
        """The formulas shared by the grids of a basis whose axes have these shapes."""
        return self._formulas(basis, self._period(on), shapes)

    def masks(self, name: str, on: date, limits: Limits, shape: AxisShape) -> dict[FactTest, int]:
        """The cache of masks shared by the axes of a date that have this shape."""
        return self._masks(name, self._period(on), limits, shape)

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
    """

    def __init__(self, vocabulary: Vocabulary, undated: Undated | None = None) -> None:
        self.vocabulary = vocabulary
        self.undated = undated or Undated(vocabulary)
        self._passes = lru_cache(maxsize=_KEPT)(passes)
        self._dates = lru_cache(maxsize=_KEPT)(self._date)

    def axis(self, name: str, on: date, limits: Limits) -> TestedAxis:
        """The axis of an input on a reference date, cut at some limits."""
        find = self._dates if self.vocabulary.facts[name].kind == "date" else self.undated.axis
        return find(name, on, limits)

    def _date(self, name: str, on: date, limits: Limits) -> TestedAxis:
        days = [day for chain, limit in limits for day in self._passes(chain, on, limit)]  # type: ignore[misc,str-unpack]
        made = date_axis(self.vocabulary, self.vocabulary.facts[name], on, (day for day in days if day))
        never = len(made.cells)
        # A limit beyond the last day is one that is never reached.
        shape = (
            never,
            *(
                never if day is None or day > made.last else max(0, bisect_right(made.cells, day) - 1)  # type: ignore[operator]
                for day in days
            ),
        )
        masks = self.undated.masks(name, on, limits, shape)
        return TestedAxis(made, self.vocabulary, on, self.undated.parameters(on), shape, masks)
