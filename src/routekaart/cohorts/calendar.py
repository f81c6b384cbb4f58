"""Ages and moved dates for whole columns: `foundation.dates` as expressions over whole numbers, for any engine.

A day is the number of days since 1970-01-01, as in polars, Arrow and Parquet. A month is the number of months since the
year 0. Only whole numbers are added and divided. `tests/cohorts/test_cohort_calendar.py` tests every function against
`foundation.dates`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

import narwhals as nw

from routekaart.foundation.dates import EARLIEST, LATEST, Unit

_EPOCH = date(1970, 1, 1).toordinal()
_MARCH = 2
_AUGUST = 7
_TO_EPOCH = 719_468
"""The number of days from 1 March of the year 0 to 1970-01-01; the years below begin on 1 March."""

_DAYS_EACH: dict[Unit, int] = {"days": 1, "weeks": 7}
_MONTHS_EACH: dict[Unit, int] = {"months": 1, "years": 12}

Direction = Literal["since", "until"]
Put: TypeAlias = Callable[[nw.Expr], nw.Expr]
"""Materialises an expression that is used more than once, so that no engine repeats it (`WorkingTable.put`)."""


def day_number(day: date) -> int:
    """The number of a day."""
    return day.toordinal() - _EPOCH


FIRST, LAST = day_number(EARLIEST), day_number(LATEST)
NEVER = day_number(date(9999, 12, 31))
ALWAYS = day_number(date(1, 1, 1))


@dataclass(frozen=True)
class DayParts:
    """A day as a number, with its month and the day in that month (from 1). All are null together."""

    number: nw.Expr
    month: nw.Expr
    day: nw.Expr


def first_of(put: Put, month: nw.Expr) -> nw.Expr:
    """The number of the first day of a month."""
    since_march = put(month - _MARCH)
    year = put(since_march // 12)
    # In a year that begins in March, each group of five months has 153 days.
    in_year = (153 * (since_march - 12 * year) + 2) // 5
    return put(365 * year + year // 4 - year // 100 + year // 400 + in_year - _TO_EPOCH)


def as_date(put: Put, number: nw.Expr, *, by_casting: bool) -> nw.Expr:
    """The date of a day.

    Args:
        by_casting: whether the engine casts day numbers to dates; otherwise dates are parsed from text.
    """
    if by_casting:
        return number.cast(nw.Int32).cast(nw.Date)
    month, day = month_and_day(put, number)
    year = put(month // 12)
    digits = year * 10_000 + (month - 12 * year + 1) * 100 + day
    return digits.cast(nw.String).str.to_date("%Y%m%d")


def in_month(put: Put, month: nw.Expr, day: nw.Expr | int) -> nw.Expr:
    """The number of a day in a month; the last day of the month if it has fewer days."""
    return put(nw.min_horizontal(first_of(put, month) + (day - 1), first_of(put, month + 1) - 1))


def in_month_or_after(put: Put, month: nw.Expr, day: nw.Expr | int) -> nw.Expr:
    """The number of a day in a month; the first day of the next month if it has fewer days."""
    return put(nw.min_horizontal(first_of(put, month) + (day - 1), first_of(put, month + 1)))


def month_and_day(put: Put, number: nw.Expr) -> tuple[nw.Expr, nw.Expr]:
    """The month of a day, and the day in that month."""
    days = put(number + _TO_EPOCH)
    # The guess is at most one year too late, and is corrected.
    guess = put((400 * days + 591) // 146_097)
    begins = 365 * guess + guess // 4 - guess // 100 + guess // 400
    year = put(nw.when(days >= begins).then(guess).otherwise(guess - 1))
    in_year = put(days - (365 * year + year // 4 - year // 100 + year // 400))
    month = put((5 * in_year + 2) // 153)
    return put(year * 12 + month + _MARCH), put(in_year - (153 * month + 2) // 5 + 1)


def moved(put: Put, day: DayParts, amount: int, unit: Unit) -> nw.Expr:
    """The number of a day moved by a number of units, as `dates.move`."""
    if unit in _DAYS_EACH:
        return day.number + _DAYS_EACH[unit] * amount
    return in_month(put, day.month + _MONTHS_EACH[unit] * amount, day.day)


def end_of_school_year(put: Put, day: DayParts) -> nw.Expr:
    """The number of the last day of the school year of a day, as `dates.end_of_school_year`."""
    return first_of(put, _school_year(put, day.month) * 12 + _AUGUST) - 1


def in_school_years(put: Put, first: DayParts, last: DayParts) -> tuple[nw.Expr, nw.Expr]:
    """The range of days whose school year ends in a given range; empty (the first after the last) if there are none."""
    begins = first_of(put, (_school_year(put, first.month) - 1) * 12 + _AUGUST)
    ends = first_of(put, (_school_year(put, last.month) - 1) * 12 + _AUGUST) - 1
    is_end = last.number + 1 == first_of(put, _school_year(put, last.month) * 12 + _AUGUST)
    return begins, nw.when(is_end).then(last.number).otherwise(ends)


def _school_year(put: Put, month: nw.Expr) -> nw.Expr:
    """The year in which the school year of a month ends."""
    return put((month + 12 - _AUGUST) // 12)


def reached(put: Put, day: DayParts, unit: Unit, direction: Direction, count: int) -> nw.Expr | int:
    """The number of the first reference date on which `count` units have passed since a day.

    With `until`, the first on which at most `count` are left until it.
    """
    if direction == "since":
        if count <= 0:
            return ALWAYS
        if unit == "years":
            # A student born on 29 February is a year older on 1 March.
            return first_of(put, day.month + 12 * count) + (day.day - 1)
        return moved(put, day, count, unit)
    if count < 0:
        return NEVER
    if unit in _DAYS_EACH:
        return moved(put, day, -count, unit)
    return in_month_or_after(put, day.month - _MONTHS_EACH[unit] * count, day.day)


def days_of_count(put: Put, count: nw.Expr, on: date, unit: Unit, direction: Direction) -> tuple[nw.Expr, nw.Expr]:
    """The first and the last day with a given count on the reference date, on a calendar without ends.

    For a count that no day has, the first lies after the last.
    """
    most = 400 * 366
    count = put(nw.when(count > most).then(nw.lit(most)).otherwise(count).cast(nw.Int64))
    today = day_number(on)
    if direction == "since":
        last = nw.when(count == 0).then(nw.lit(NEVER)).otherwise(_counted_back(put, count, on, unit))
        first = _counted_back(put, count + 1, on, unit) + 1
    else:
        first = nw.when(count == 0).then(nw.lit(ALWAYS)).otherwise(_counted_on(put, count - 1, on, unit) + 1)
        last = nw.when(count == 0).then(nw.lit(today)).otherwise(_counted_on(put, count, on, unit))
    return nw.when(count < 0).then(nw.lit(NEVER)).otherwise(first), last


def _counted_back(put: Put, count: nw.Expr, on: date, unit: Unit) -> nw.Expr:
    """The last day since which `count` units have passed."""
    if unit in _DAYS_EACH:
        return day_number(on) - _DAYS_EACH[unit] * count
    month = on.year * 12 + on.month - 1 - _MONTHS_EACH[unit] * count
    # On the last day of a month every later day of the earlier month counts too, but not for years.
    is_last = unit == "months" and on.month != date.fromordinal(on.toordinal() + 1).month
    return in_month(put, month, 31 if is_last else on.day)


def _counted_on(put: Put, count: nw.Expr, on: date, unit: Unit) -> nw.Expr:
    if unit in _DAYS_EACH:
        return day_number(on) + _DAYS_EACH[unit] * count
    return in_month(put, on.year * 12 + on.month - 1 + _MONTHS_EACH[unit] * count, on.day)


def moved_from(put: Put, first: DayParts, last: DayParts, amount: int, unit: Unit) -> tuple[nw.Expr, nw.Expr]:
    """The range of days that move into a given range; empty (the first after the last) if there are none."""
    if unit in _DAYS_EACH:
        days = _DAYS_EACH[unit] * amount
        return first.number - days, last.number - days
    months = _MONTHS_EACH[unit] * amount
    is_last = last.number + 1 == first_of(put, last.month + 1)
    month = last.month - months
    end = nw.when(is_last).then(first_of(put, month + 1) - 1).otherwise(in_month(put, month, last.day))
    return in_month_or_after(put, first.month - months, first.day), end
