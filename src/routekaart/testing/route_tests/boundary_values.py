"""Boundary values of a test: the values on both sides of each limit, for each period in which the limit is the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import TypeAlias

from routekaart.foundation.dates import EARLIEST, LATEST
from routekaart.model.condition import FactTest, ParameterRef, Value
from routekaart.model.fact_types import Elapsed, FactType
from routekaart.model.fact_values import plain_number
from routekaart.model.parameters import Parameter

DaySpan: TypeAlias = tuple[date | None, date | None]
"""From the first day up to, but not including, the second; None where there is no limit."""

ANY_DAY: DaySpan = (None, None)


@dataclass(frozen=True, slots=True)
class BoundaryValue:
    """A value on one side of a limit.

    Attributes:
        test: the test with its limit looked up.
        period: the days on which the limit has this value.
    """

    value: Value
    test: FactTest
    period: DaySpan


def boundary_values(test: FactTest, fact: FactType, parameters: Mapping[str, Parameter]) -> Iterator[BoundaryValue]:
    """The values on both sides of each limit of a test, or each of its options, in each period of the limit."""
    for period in _periods(test, parameters):
        looked_up = _looked_up(test, parameters, period)
        values = dict.fromkeys(value for operand in looked_up.operands for value in _beside(looked_up, operand, fact))
        for value in values:
            if _can_be(fact, value):
                yield BoundaryValue(value, looked_up, period)


def _periods(test: FactTest, parameters: Mapping[str, Parameter]) -> Iterator[DaySpan]:
    limits = [parameters[operand.name] for operand in test.operands if isinstance(operand, ParameterRef)]
    starts = sorted({dated.start for limit in limits for dated in limit.values if dated.start})
    yield from pairwise([None, *starts, None])


def _looked_up(test: FactTest, parameters: Mapping[str, Parameter], period: DaySpan) -> FactTest:
    day = period[0] or (period[1] - timedelta(days=1) if period[1] else EARLIEST)
    found = (
        parameters[operand.name].at(day).value if isinstance(operand, ParameterRef) else operand
        for operand in test.operands
    )
    return FactTest(test.fact, test.operator, tuple(found))


def _beside(test: FactTest, operand: object, fact: FactType) -> Iterator[Value]:
    """The values of the fact nearest to a limit, on both sides; an option gives itself if there are several."""
    if isinstance(operand, bool) or fact.kind in ("yes_no", "choice", "text"):
        if len(test.operands) > 1:
            yield operand  # type: ignore[misc]
        return
    low, high = _around(operand, fact)
    if test.operator == "one_of":
        yield from (_next(low, fact, -1), low, _next(high, fact, 1)) if low == high else ()
    elif test.operator in ("at_least", "below"):
        yield from (_next(high, fact, -1), high)
    else:
        yield from (low, _next(low, fact, 1))


def _around(limit: object, fact: FactType) -> tuple[date | int | Decimal, date | int | Decimal]:
    """The last value up to a limit and the first from it on: the limit itself, where the fact can have that value."""
    if isinstance(limit, date):
        return limit, limit
    assert isinstance(limit, int | Decimal)
    return _on_grid(limit, fact, ROUND_FLOOR), _on_grid(limit, fact, ROUND_CEILING)


def _on_grid(limit: int | Decimal, fact: FactType, rounding: str) -> int | Decimal:
    step = Decimal(1).scaleb(-fact.decimals)
    return plain_number((Decimal(limit) / step).to_integral_value(rounding) * step)


def _next(value: date | int | Decimal, fact: FactType, direction: int) -> date | int | Decimal:
    if isinstance(value, date):
        return value + timedelta(days=direction)
    return plain_number(Decimal(value) + Decimal(direction).scaleb(-fact.decimals))


def _can_be(fact: FactType, value: Value) -> bool:
    """Whether the value lies in the domain of the fact."""
    if isinstance(value, date):
        return EARLIEST <= value <= LATEST
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return True
    low = max(0, fact.minimum or 0) if isinstance(fact.derivation, Elapsed) else fact.minimum
    return (low is None or value >= low) and (fact.maximum is None or value <= fact.maximum)
