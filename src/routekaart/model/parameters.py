"""Parameters: limits that the law or a school sets, and that can change on a date."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from routekaart.foundation.errors import wrong_type
from routekaart.foundation.language import Text
from routekaart.model.fact_types import NumberUnit
from routekaart.model.fact_values import day_in

_A_DATE = Text("een datum", "a date")


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value in force from `start` (None: from the beginning) until the next dated value of its parameter."""

    start: date | None
    value: int | Decimal
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named limit whose value depends on the reference date; `values` are sorted by their start.

    Attributes:
        checked: when somebody last compared the values with the law or the document.
        valid_until: the last day on which the values are known to hold.
    """

    name: str
    title: str
    values: tuple[DatedValue, ...]
    unit: NumberUnit | None = None
    description: str | None = None
    sources: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    checked: date | None = None
    valid_until: date | None = None

    def at(self, on: date) -> DatedValue:
        """The dated value in force on the reference date `on`.

        Raises:
            WrongTypeError: it is not a date.
        """
        day = on if type(on) is date else day_in(on, anywhere=True)
        if day is None:
            raise wrong_type("on", on, _A_DATE)
        later = bisect_right(self.values, day, lo=1, key=lambda dated: dated.start or date.min)
        return self.values[later - 1]
