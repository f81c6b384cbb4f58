"""Date arithmetic: whole years, months, weeks and days between two dates, and dates moved by such units.

Everything here is about calendar days; there are no times and no time zones. Each count is monotone in its date, so
the logic can turn a count back into the range of dates that give it.

`cohorts.calendar` does the same for whole columns, and is tested against this module.
"""

from bisect import bisect_left
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

if TYPE_CHECKING:
    from dateutil.relativedelta import relativedelta

Unit: TypeAlias = Literal["years", "months", "weeks", "days"]
UNITS: tuple[Unit, ...] = get_args(Unit)

EARLIEST = date(1850, 1, 1)
"""The first day that can be a fact: nobody alive was born before it."""
LATEST = date(2199, 12, 31)
"""The last day that can be a fact or a reference date."""

_DAYS = range(EARLIEST.toordinal(), LATEST.toordinal() + 1)
_LAST_ORDINAL = date.max.toordinal()
_FIRST_MONTH = 8
"""The month with which a school year begins."""


def move(day: date, amount: int, unit: Unit) -> date:
    """`day` moved by a number of units, which may be negative.

    The end of a month is clamped (31 January + 1 month = 28 February), and so are the ends of the calendar.
    """
    try:
        return _moved(day, amount, unit)
    except (OverflowError, ValueError):
        return date.max if amount > 0 else date.min


def about(ordinal: int, amount: int, unit: Unit) -> int:
    """The ordinal of a day moved by some units; fast, but only close by at the end of a month or of the calendar."""
    if unit in ("days", "weeks"):
        return ordinal + amount * (7 if unit == "weeks" else 1)
    day = date.fromordinal(min(max(ordinal, 1), _LAST_ORDINAL))
    months = day.year * 12 + day.month - 1 + amount * (12 if unit == "years" else 1)
    year, month = divmod(months, 12)
    if not EARLIEST.year <= year <= LATEST.year:
        return 1 if amount < 0 else _LAST_ORDINAL
    return date(year, month + 1, 1).toordinal() + day.day - 1


def about_first_of_school_year(ordinal: int) -> int:
    """The ordinal of the first day of the school year of a day, which is first clamped to the calendar."""
    day = date.fromordinal(min(max(ordinal, _DAYS[0]), _DAYS[-1]))
    return date(day.year - (day.month < _FIRST_MONTH), _FIRST_MONTH, 1).toordinal()


def end_of_school_year(day: date) -> date:
    """The last day of the school year of a day: it runs from 1 August to 31 July (WEB, article 1.1.1)."""
    last = day.replace(month=7, day=31)
    if day <= last:
        return last
    return last.replace(year=day.year + 1) if day.year < date.max.year else date.max


def _moved(day: date, amount: int, unit: Unit) -> date:
    if unit == "days":
        return day + timedelta(days=amount)
    if unit == "weeks":
        return day + timedelta(weeks=amount)
    return day + _months(amount * 12 if unit == "years" else amount)


@lru_cache(maxsize=4096)
def _months(amount: int) -> "relativedelta":
    # Imported here because loading and showing a route does not need it, and starts faster without.
    from dateutil.relativedelta import relativedelta

    return relativedelta(months=amount)


def units_since(day: date, on: date, unit: Unit) -> int:
    """The number of whole units from `day` to `on`; 0 if `day` lies after `on`.

    Someone born on 29 February turns a year older on 1 March (so `years` compares month and day). Months are calendar
    months with the end of the month clamped; weeks and days are full ones.
    """
    if on <= day:
        return 0
    if unit == "days":
        return (on - day).days
    if unit == "weeks":
        return (on - day).days // 7
    if unit == "years":
        return on.year - day.year - ((on.month, on.day) < (day.month, day.day))
    count = (on.year - day.year) * 12 + on.month - day.month
    return count if move(day, count, "months") <= on else count - 1


def reached_since(day: date, amount: int, unit: Unit) -> date | None:
    """The first day of the calendar on which at least `amount` units have passed since `day`; None if there is none."""
    if amount <= 0:
        return EARLIEST
    if unit == "years":
        try:
            found = day.replace(year=day.year + amount)
        except (OverflowError, ValueError):
            # `day` is 29 February, or the year is past the last one that a date can have.
            found = date(day.year + amount, 3, 1) if day.year + amount <= date.max.year else date.max
    else:
        found = move(day, amount, unit)
    return None if found > LATEST else max(found, EARLIEST)


def units_until(day: date, on: date, unit: Unit) -> int:
    """The smallest number of whole units that, added to `on`, reaches `day`; 0 if `day` does not lie after `on`."""
    if day <= on:
        return 0
    if unit == "days":
        return (day - on).days
    if unit == "weeks":
        return -((on - day).days // 7)
    months_each = 12 if unit == "years" else 1
    months = (day.year - on.year) * 12 + day.month - on.month
    count = months // months_each
    return count if move(on, count, unit) >= day else count + 1


def first_day(holds: Callable[[date], bool], near: float | None = None) -> date | None:
    """The first day of the calendar on which `holds` is true; None if there is none.

    Args:
        holds: must stay true on all days after the first one on which it is.
        near: the ordinal of the day at which to start searching. It affects speed only, not the result.
    """

    def holds_at(index: int) -> bool:
        return holds(date.fromordinal(_DAYS[index]))

    low, high = 0, len(_DAYS)
    if near is not None:
        low, high = _around(holds_at, min(max(round(near) - _DAYS[0], 0), len(_DAYS) - 1))
    index = bisect_left(range(len(_DAYS)), True, low, high, key=holds_at)
    return date.fromordinal(_DAYS[index]) if index < len(_DAYS) else None


def _around(holds_at: Callable[[int], bool], at: int) -> tuple[int, int]:
    """Bounds of the index of the first day on which it holds, by exponential search from the index `at`."""
    stride, last = 1, len(_DAYS) - 1
    if not holds_at(at):
        if not holds_at(last):
            return len(_DAYS), len(_DAYS)
        low = at
        while not holds_at(high := min(last, at + stride)):
            low, stride = high, stride * 2
        return low + 1, high
    high = at
    while high:
        if stride == 2 and holds_at(0):
            return 0, 0
        low = max(0, at - stride)
        if not holds_at(low):
            return low + 1, high
        high, stride = low, stride * 2
    return 0, 0
