"""Grounds: the facts that settled a condition, with their values.

A ground holds the value that every student who fits shares, or else the possible values: whoever was born in 2009
is 16 or 17.
"""

from dataclasses import dataclass, field
from datetime import date

from routekaart.model.condition import Value
from routekaart.model.fact_types import FactType
from routekaart.model.fact_values import PartlyKnown, ValueRefused, read_partly_known, read_value, write_value

_NO_END = ".."
_BETWEEN = "/"


@dataclass(frozen=True, slots=True)
class Several:
    """The values that are possible for a fact that is not known exactly; empty if nothing is known of it.

    `repr` does not show it. `str` writes it with a slash: `16/17`, and `16/..` for 16 or more.

    Attributes:
        low, high: for a number or a date, the smallest and the largest value, both included; None if there is no bound.
        one_of: for other facts, the values.
    """

    low: Value | None = field(default=None, repr=False)
    high: Value | None = field(default=None, repr=False)
    one_of: tuple[Value, ...] = field(default=(), repr=False)

    def __bool__(self) -> bool:
        return bool(self.one_of) or self.low is not None or self.high is not None

    def __str__(self) -> str:
        if isinstance(self.low, date) and isinstance(self.high, date):
            return str(PartlyKnown(self.low, self.high))
        if self.one_of or not self:
            return _BETWEEN.join(map(write_value, self.one_of))
        return _BETWEEN.join(_NO_END if end is None else write_value(end) for end in (self.low, self.high))


@dataclass(frozen=True, slots=True)
class Ground:
    """A fact that settled a condition.

    Attributes:
        value: its value; None if it can be one of several.
        several: the possible values if there is more than one.
        follows_from: the facts that it follows from; empty if it was given.
    """

    fact: str
    value: Value | None = field(repr=False)
    follows_from: tuple[str, ...]
    several: Several = field(default=Several(), repr=False)

    @property
    def what_is(self) -> Value | Several:
        """Its value, or else the values that are possible."""
        return self.several if self.value is None else self.value


def read_several(fact: FactType, text: str) -> Several | None:
    """The `Several` that `str` writes as this text; None for any other text."""
    days = read_partly_known(fact, text)
    if days is not None:
        return Several(days.first, days.last)
    parts = text.split(_BETWEEN)
    try:
        values = [None if part == _NO_END else read_value(fact, part) for part in parts]
    except ValueRefused:
        return None
    if len(values) == 2 and fact.kind in ("number", "date"):
        return Several(low=values[0], high=values[1])
    named = tuple(value for value in values if value is not None)
    return Several(one_of=named) if len(named) == len(values) > 1 else None
