"""Fact columns after reading: one type for each kind of fact. Null is unknown."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import narwhals as nw

from routekaart.model.vocabulary import DateChain


@dataclass(frozen=True)
class YesNo:
    """A boolean column."""

    value: nw.Expr


@dataclass(frozen=True)
class OneOf:
    """A column of indexes into `names`: options, or texts the route compares with. `len(names)` is any other text."""

    number: nw.Expr
    names: tuple[str, ...]


@dataclass(frozen=True)
class Numeric:
    """A column of numbers."""

    value: nw.Expr


@dataclass(frozen=True)
class Days:
    """The first and the last day a date can be, as `calendar.day_number`; `exact` when both are one column."""

    first: nw.Expr
    last: nw.Expr
    exact: bool


@dataclass(frozen=True)
class Count:
    """A count from a date that has no other column, such as an age without a birth date.

    Attributes:
        chain: how the count follows from the date, on the reference date `on`.
        domain: the first and the last day the date can be.
        bounds: the least and the greatest count those days give.
        as_days: computes the range of days of the date, which takes many times longer than comparing counts.
    """

    value: nw.Expr
    chain: DateChain
    on: date
    domain: tuple[date, date]
    bounds: tuple[int, int]
    as_days: Callable[[], Days]

    def of(self, day: date) -> int:
        """The count for one day."""
        return count_of(self.chain, day, self.on)


def count_of(chain: DateChain, day: date, on: date) -> int:
    """The count that a chain gives for one day."""
    found = chain.read(day, on)
    assert isinstance(found, int)
    return found


KnownColumn: TypeAlias = YesNo | OneOf | Numeric | Days | Count
