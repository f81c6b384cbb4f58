"""Cells: the values of a fact, divided only where some condition can tell two students apart.

Within a cell no condition gives another answer, so a handful of cells stand for every possible student.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import groupby

from routekaart.logic.date_ranges import date_domain
from routekaart.model.condition import All, AnyOf, Condition, FactTest, Not, Value
from routekaart.model.fact_types import LARGEST, FactType
from routekaart.model.fact_values import plain_number, same_text
from routekaart.model.vocabulary import Vocabulary

_SMALLEST, _LARGEST = -LARGEST + 1, LARGEST - 1
_OTHER_TEXT = "\N{HORIZONTAL ELLIPSIS}"
"""Stands for every text that no condition names."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The cells of one fact. `repr` does not show them, because those of a date can follow from one student.

    Attributes:
        cells: one value of each cell; for numbers and dates the first value of the cell, in ascending order.
        last: the last value of the domain, for numbers and dates.
    """

    fact: FactType
    cells: tuple[Value, ...] = field(repr=False)
    last: Value | None = field(default=None, repr=False)

    @property
    def full(self) -> int:
        """The mask of every cell."""
        return (1 << len(self.cells)) - 1

    def mask_of(self, value: Value) -> int:
        """The mask of the cell that contains the value; 0 if the value lies outside the domain."""
        if self.fact.kind in ("number", "date"):
            return self.mask_between(value, value)
        if self.fact.kind == "text":
            named = (index for index, cell in enumerate(self.cells[:-1]) if same_text(str(cell), str(value)))
            return 1 << next(named, len(self.cells) - 1)
        return 1 << self.cells.index(value) if value in self.cells else 0

    def bounds(self, cell: int) -> tuple[Value, Value]:
        """The first and the last value of a cell of numbers or dates."""
        first = self.cells[cell]
        if cell + 1 == len(self.cells):
            assert self.last is not None
            return first, self.last
        following = self.cells[cell + 1]
        if isinstance(following, date):
            return first, following - timedelta(days=1)
        assert isinstance(following, int | Decimal)
        return first, plain_number(Decimal(following) - Decimal(1).scaleb(-self.fact.decimals))

    def only_value(self, cell: int) -> Value | None:
        """The value of a cell with a single value; None for a cell with more."""
        if self.fact.kind in ("number", "date"):
            first, last = self.bounds(cell)
            return first if first == last else None
        stands_for_others = self.fact.kind == "text" and cell == len(self.cells) - 1
        return None if stands_for_others else self.cells[cell]

    def mask_between(self, low: Value, high: Value) -> int:
        """The mask of the cells that contain some value from `low` to `high`, both included."""
        assert self.last is not None
        low, high = max(low, self.cells[0]), min(high, self.last)
        if low > high:  # type: ignore[operator]
            return 0
        first = bisect_right(self.cells, low) - 1
        final = bisect_right(self.cells, high) - 1
        return (1 << (final + 1)) - (1 << first)

    def condition(self, mask: int) -> Condition:
        """The condition that the fact lies in one of the cells of a mask; adjacent cells become one interval."""
        name, cells = self.fact.name, [index for index in range(len(self.cells)) if mask >> index & 1]
        if self.fact.kind in ("number", "date"):
            together = groupby(enumerate(cells), key=lambda numbered: numbered[1] - numbered[0])
            runs = [[cell for _, cell in run] for _, run in together]
            return _any_of([self._between(run[0], run[-1]) for run in runs])
        stands_for_others = self.fact.kind == "text" and len(self.cells) - 1 in cells
        if stands_for_others:
            named = [value for index, value in enumerate(self.cells[:-1]) if index not in cells]
            return Not(FactTest(name, "one_of", tuple(named)))
        return FactTest(name, "one_of", tuple(self.cells[index] for index in cells))

    def _between(self, first: int, final: int) -> Condition:
        name = self.fact.name
        low, high = self.bounds(first)[0], self.bounds(final)[1]
        if low == high:
            return FactTest(name, "one_of", (low,))
        tests = [FactTest(name, "at_least", (low,))] if first else []
        tests += [FactTest(name, "at_most", (high,))] if final + 1 < len(self.cells) else []
        return tests[0] if len(tests) == 1 else All(tuple(tests))


def _any_of(parts: list[Condition]) -> Condition:
    return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))


def choice_axis(fact: FactType) -> Axis:
    """The axis of a choice, with a cell for each option, or of a yes_no fact, with the cells nee and ja."""
    return Axis(fact, (False, True) if fact.kind == "yes_no" else fact.options)


def text_axis(fact: FactType, constants: Iterable[Value]) -> Axis:
    """The axis of a text, with a cell for each text that some condition names, and one for all others."""
    named: list[str] = []
    for constant in constants:
        if isinstance(constant, str) and not any(same_text(constant, known) for known in named):
            named.append(constant)
    return Axis(fact, (*named, _OTHER_TEXT))


def number_axis(fact: FactType, constants: Iterable[Value]) -> Axis:
    """The axis of a number, cut at the constants in conditions, in steps of the fact's decimals."""
    step = Decimal(1).scaleb(-fact.decimals)
    low = Decimal(_SMALLEST if fact.minimum is None else fact.minimum)
    high = Decimal(_LARGEST if fact.maximum is None else fact.maximum)
    starts = {low}
    for constant in constants:
        assert isinstance(constant, int | Decimal)
        limit = Decimal(constant)
        starts.add((limit / step).to_integral_value(ROUND_CEILING) * step)
        starts.add((limit / step).to_integral_value(ROUND_FLOOR) * step + step)
    cells = tuple(plain_number(start) for start in sorted(starts) if low <= start <= high)
    return Axis(fact, cells, plain_number(high))


def date_axis(vocabulary: Vocabulary, fact: FactType, on: date, days: Iterable[date]) -> Axis:
    """The axis of a date, cut at the days for which some count off it (an age, a term) passes a limit."""
    low, high = date_domain(vocabulary, fact.name, on)
    return Axis(fact, tuple(sorted({low, *(day for day in days if low < day <= high)})), high)
