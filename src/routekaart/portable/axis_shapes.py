"""The order of cuts on each reference date that is served.

The days on which an age passes its limits differ from day to day, but their order seldom does. That order is the
*shape* of some axes: on two days with the same shape the same cells can be told apart, and each cell gets the same
decision.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache, partial
from itertools import groupby
from typing import Protocol, TypeAlias, TypeVar

from routekaart.foundation.dates import EARLIEST, LATEST
from routekaart.logic.date_ranges import passed_on_each_day
from routekaart.model.condition import Operand, ParameterRef, Value
from routekaart.model.fact_types import FactType
from routekaart.model.parameters import Parameter
from routekaart.model.vocabulary import DateChain, Vocabulary
from routekaart.portable.cuts import AxisCut

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
"""The reference dates that a portable route serves."""
_DAYS = range(FIRST.toordinal(), LAST.toordinal() + 1)

_Number = TypeVar("_Number", int, Decimal)

Places: TypeAlias = list[int]
"""For each day that is served, the ordinal of a date."""

Runs: TypeAlias = list[tuple[int, str]]
"""The shape of a fact on some days, by number; it stays the same until the next of these days."""


class _Passed(Protocol):
    def __call__(self, chain: DateChain, limit: Value, *, beyond: bool) -> Places:
        """See `date_ranges.passed_on_each_day`."""


class Shapes:
    """The shapes of the axes of a vocabulary.

    In a shape each number is a cut; cuts at the same value are separated by commas, and values by `<`. The cuts at or
    before the first value that the fact can have come before `|`; cuts past the last value are left out. Facts are
    separated by `;`.
    """

    def __init__(self, vocabulary: Vocabulary, kept: "Shapes | None" = None) -> None:
        """The shapes of a vocabulary.

        Args:
            kept: the shapes of a similar vocabulary; what is the same for both is reused.
        """
        self._vocabulary = vocabulary
        self._passed: _Passed = cache(partial(passed_on_each_day, days=_DAYS)) if kept is None else kept._passed
        self._known: dict[object, Runs] = {} if kept is None else kept._known
        self._domains = cache(self._domain)
        starts = {value.start for parameter in vocabulary.parameters.values() for value in parameter.values}
        self._starts = {start.toordinal() - _DAYS[0] for start in starts if start is not None}

    def of(self, cuts: Mapping[str, tuple[AxisCut, ...]]) -> Iterator[tuple[date, str]]:
        """The shape of some facts, each with its cuts, on the first day, and then on each day with another shape."""
        each = [dict(self._runs(self._vocabulary.facts[name], some)) for name, some in cuts.items()]
        now = [""] * len(each)
        before = None
        for number in sorted({number for runs in each for number in runs}):
            now = [runs.get(number, shape) for runs, shape in zip(each, now, strict=True)]
            if (shape := ";".join(now)) != before:
                before = shape
                yield date.fromordinal(_DAYS[number]), shape

    def _runs(self, fact: FactType, cuts: tuple[AxisCut, ...]) -> Runs:
        """The shape of one fact on the first day, and on each day, by number, on which it can change."""
        limits = tuple(self._vocabulary.parameters[cut.at.name] for cut in cuts if isinstance(cut.at, ParameterRef))
        chains = tuple(self._vocabulary.date_chain(cut.of) for cut in cuts)
        of_date = tuple(self._vocabulary.read_off(fact.name))
        key = cuts, chains, limits, of_date, fact.kind, fact.past, fact.minimum, fact.maximum, fact.decimals
        if key not in self._known:
            self._known[key] = self._dates_runs(fact, cuts) if fact.kind == "date" else self._numbers_runs(fact, cuts)
        return self._known[key]

    def _dates_runs(self, fact: FactType, cuts: tuple[AxisCut, ...]) -> Runs:
        places = [self._places(fact, cut) for cut in cuts]
        low, high = self._domains(fact.name)
        rows = [*places, *(end for end in (low, high) if not _lies_apart(end, places))]
        known: dict[tuple[int, ...], str] = {}
        runs: Runs = []
        # Places at equal distances from each other have the same shape: there are a few hundred patterns over all days.
        for number, row in enumerate(zip(*rows, strict=True)):
            apart = tuple([place - row[0] for place in row])
            shape = known.get(apart)
            if shape is None:
                shape = known[apart] = _shape(row[: len(places)], low[number], high[number])
            if not runs or shape != runs[-1][1]:
                runs.append((number, shape))
        return runs

    def _numbers_runs(self, fact: FactType, cuts: tuple[AxisCut, ...]) -> Runs:
        days = sorted({0, *(number for number in self._starts if 0 < number < len(_DAYS))})
        return [(number, self._numbers_shape(fact, cuts, date.fromordinal(_DAYS[number]))) for number in days]

    def _numbers_shape(self, fact: FactType, cuts: tuple[AxisCut, ...], on: date) -> str:
        step = Decimal(1).scaleb(-fact.decimals)
        places = []
        for cut in cuts:
            limit = _at(self._vocabulary.parameters, cut.at, on)
            assert isinstance(limit, int | Decimal)
            behind = (limit / step).to_integral_value(ROUND_FLOOR) * step + step
            places.append(behind if cut.beyond else (limit / step).to_integral_value(ROUND_CEILING) * step)
        low = Decimal("-Infinity" if fact.minimum is None else fact.minimum)
        return _shape(places, low, Decimal("Infinity" if fact.maximum is None else fact.maximum))

    def _places(self, fact: FactType, cut: AxisCut) -> Places:
        chain = self._vocabulary.date_chain(cut.of) or DateChain(fact.name, ())
        if not isinstance(cut.at, ParameterRef):
            return self._passed(chain, cut.at, beyond=cut.beyond)
        values = self._vocabulary.parameters[cut.at.name].values
        starts = [_DAYS[0] if value.start is None else max(_DAYS[0], value.start.toordinal()) for value in values]
        found: Places = []
        for value, start, end in zip(values, starts, [*starts[1:], _DAYS.stop], strict=True):
            if start < end:
                found += self._passed(chain, value.value, beyond=cut.beyond)[start - _DAYS[0] : end - _DAYS[0]]
        return found

    def _domain(self, name: str) -> tuple[Places, Places]:
        """The first and the last day that a date can be, on each day that is served; as in `logic.date_ranges`."""
        low = [EARLIEST.toordinal()] * len(_DAYS)
        high = list(_DAYS) if self._vocabulary.facts[name].past else [LATEST.toordinal()] * len(_DAYS)
        for count in self._vocabulary.read_off(name):
            for bound, is_minimum in ((count.minimum, True), (count.maximum, False)):
                if bound is None:
                    continue
                passed = self._passed(count.chain, bound, beyond=is_minimum != count.chain.rising)
                if is_minimum == count.chain.rising:
                    low = [max(one, min(place, LATEST.toordinal())) for one, place in zip(low, passed, strict=True)]
                else:
                    high = [min(one, place - 1) for one, place in zip(high, passed, strict=True)]
        return low, high


def _at(parameters: Mapping[str, Parameter], at: Operand, on: date) -> Value:
    return parameters[at.name].at(on).value if isinstance(at, ParameterRef) else at


def _lies_apart(end: Places, places: list[Places]) -> bool:
    """Whether an end of the calendar lies before or after all places on every day."""
    return end[0] == end[-1] and (all(one[0] > end[-1] for one in places) or all(one[-1] < end[0] for one in places))


def _shape(places: Sequence[_Number], low: _Number, high: _Number) -> str:
    placed = sorted((place, number) for number, place in enumerate(places))
    before = sorted(number for place, number in placed if place <= low)
    inside = [(place, number) for place, number in placed if low < place <= high]
    groups = (",".join(str(number) for _, number in group) for _, group in groupby(inside, key=lambda one: one[0]))
    return f"{','.join(map(str, before))}|{'<'.join(groups)}"
