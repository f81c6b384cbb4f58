"""Counting and moving dates: the end of "Facts" in docs/format.md."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

Unit = Literal["years", "months", "weeks", "days"]
Direction = Literal["since", "until"]

EARLIEST, LATEST = date(1850, 1, 1), date(2199, 12, 31)
"""The first and the last date that can be told of a student (docs/cohorts.md)."""


def moved(day: date, amount: int, unit: Unit) -> date:
    """A day so many units later, or earlier; the end of a month is clamped."""
    if unit in ("weeks", "days"):
        return day + timedelta(days=amount * (7 if unit == "weeks" else 1))
    months = day.year * 12 + day.month - 1 + amount * (12 if unit == "years" else 1)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def end_of_school_year(day: date) -> date:
    """The last day of a school year, which runs from 1 August to 31 July."""
    return date(day.year if day.month < 8 else day.year + 1, 7, 31)


def counted(day: date, on: date, unit: Unit, direction: Direction) -> int:
    """How many whole units have passed since a day, or how many it takes until a day has come."""
    if direction == "since":
        number = _estimate(day, on, unit) + 2
        while number > 0 and _after(day, number, unit) > on:
            number -= 1
        return number
    number = max(0, _estimate(on, day, unit) - 2)
    while moved(on, number, unit) < day:
        number += 1
    return number


def _after(day: date, number: int, unit: Unit) -> date:
    """The first day on which so many units have passed since a day. Years are counted as a birthday is."""
    if unit == "years" and (day.month, day.day) == (2, 29):
        year = day.year + number
        return date(year, 2, 29) if monthrange(year, 2)[1] == 29 else date(year, 3, 1)
    return moved(day, number, unit)


def _estimate(day: date, on: date, unit: Unit) -> int:
    """About how many units lie between two days, wrong by less than two; 0 when the second is not later."""
    return max(0, (on - day).days // {"years": 365, "months": 30, "weeks": 7, "days": 1}[unit])
