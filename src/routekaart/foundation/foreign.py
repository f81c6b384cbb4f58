"""Conversion of values of numpy, pandas and subclasses to built-in types, without importing those packages."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

_OF_PYTHON = frozenset({bool, int, float, str, Decimal, date, datetime, type(None)})
_MIDNIGHT = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(T00(:00(:00(\.0+)?)?)?)?", re.ASCII)


def as_python(given: object) -> object:
    """The value as an equal value of a built-in type, if that is certain; any other value unchanged.

    Scalars of numpy and pandas are converted: a float32 with all its decimals, midnight without a time zone to a date,
    NaT and NA to None (unknown). Arrays are not, however small. An instance of a subclass of a built-in type (a
    `StrEnum`) becomes the built-in value, so that no overridden method is called later.
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
        # A Timestamp has nanoseconds, which a datetime cannot hold.
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
            # A datetime64 in weeks is written as the first day of the week, but is not that day.
            return given if match is None or "W" in given.dtype.str else iso_day(match["day"]) or given
    return given


def iso_day(written: str) -> date | None:
    """The day in a text such as 2009-03-01; None if there is no such day."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
