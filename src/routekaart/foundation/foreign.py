"""Values of other packages, and of subclasses, as Python itself knows them. No such package is imported."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

_OF_PYTHON = frozenset({bool, int, float, str, Decimal, date, datetime, type(None)})
_MIDNIGHT = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(T00(:00(:00(\.0+)?)?)?)?", re.ASCII)


def as_python(given: object) -> object:
    """What is given as a value of Python itself, where it certainly stands for one; else the same.

    A scalar of numpy or pandas becomes the value that it is: a float32 with all its decimals, a moment at midnight
    without a time zone a date, NaT and NA None (unknown). An array does not, however small it is. Of a subclass of a
    type of Python (a `StrEnum`) the value is taken, so that nothing is asked of it that it may answer in its own way.
    """
    kind = type(given)
    if kind in _OF_PYTHON:
        return given
    package = kind.__module__.partition(".")[0]
    if package == "numpy" and any(base.__name__ == "generic" for base in kind.__mro__):
        return _of_numpy(given)
    if package == "pandas" and kind.__name__ in ("NaTType", "NAType"):
        return None
    if isinstance(given, str):
        return str.__str__(given)
    if isinstance(given, int):
        return int.__index__(given)
    if isinstance(given, float):
        return float.__float__(given)
    if isinstance(given, Decimal):
        return Decimal(given)
    if isinstance(given, datetime):
        # A Timestamp counts on where a datetime ends.
        if package == "pandas" and getattr(given, "nanosecond", False):
            return given
        return datetime.combine(datetime.date(given), datetime.timetz(given))
    if isinstance(given, date):
        return date.fromordinal(date.toordinal(given))
    return given


def _of_numpy(given: Any) -> object:
    match given.dtype.kind:
        case "b" | "i" | "u" | "f":
            return given.item()
        case "U":
            return str.__str__(given)
        case "M":
            written = str(given)
            match = _MIDNIGHT.fullmatch(written)
            if written == "NaT":
                return None
            # A week is written as its first day, and is none.
            return given if match is None or "W" in given.dtype.str else iso_day(match["day"]) or given
    return given


def iso_day(written: str) -> date | None:
    """The day in a text such as 2009-03-01; None when there is no such day."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
