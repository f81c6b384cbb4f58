"""What is known in each row, once read: columns in which null is unknown, and what in a row cannot be used."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import narwhals as nw

from routekaart.foundation.language import Text
from routekaart.model.vocabulary import DateChain


@dataclass(frozen=True)
class YesNo:
    """A column of true and false."""

    value: nw.Expr


@dataclass(frozen=True)
class OneOf:
    """A column with the number of an option, or of a text that the route names; `len(names)` is any other text."""

    number: nw.Expr
    names: tuple[str, ...]


@dataclass(frozen=True)
class Numeric:
    """A column of numbers."""

    value: nw.Expr


@dataclass(frozen=True)
class Days:
    """Two columns of days as numbers, the first and the last that a date can be; `exact` when they are one column."""

    first: nw.Expr
    last: nw.Expr
    exact: bool


@dataclass(frozen=True)
class Count:
    """A column of what is counted off a date of which nothing else is said: an age, without a birth date.

    Attributes:
        chain: how it is counted, on the reference date `on`.
        domain: the first and the last day that the date can be.
        bounds: the least and the greatest count that those days give.
        as_days: makes the columns of days that the date can be. That takes many times longer than to compare counts.
    """

    value: nw.Expr
    chain: DateChain
    on: date
    domain: tuple[date, date]
    bounds: tuple[int, int]
    as_days: Callable[[], Days]

    def of(self, day: date) -> int:
        """The count of one day."""
        return count_of(self.chain, day, self.on)


def count_of(chain: DateChain, day: date, on: date) -> int:
    """What is counted off a day."""
    found = chain.read(day, on)
    assert isinstance(found, int)
    return found


KnownColumn: TypeAlias = YesNo | OneOf | Numeric | Days | Count


@dataclass(frozen=True)
class RefusedRows:
    """A column that is true in each row that cannot be used, and why; never null."""

    found: nw.Expr
    text: Text
