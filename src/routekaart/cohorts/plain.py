"""What is known in each row, once read: columns in which null is unknown, and what in a row cannot be used."""

from dataclasses import dataclass
from typing import TypeAlias

import narwhals as nw

from routekaart.language import Text


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
class Number:
    """A column of numbers."""

    value: nw.Expr


@dataclass(frozen=True)
class Days:
    """Two columns of days as numbers, the first and the last that a date can be; `exact` when they are one column."""

    first: nw.Expr
    last: nw.Expr
    exact: bool


Plain: TypeAlias = YesNo | OneOf | Number | Days


@dataclass(frozen=True)
class Refusal:
    """A column that is true in each row that cannot be used, and why; never null."""

    found: nw.Expr
    text: Text
