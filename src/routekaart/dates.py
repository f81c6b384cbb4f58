"""Ages, months and weeks between a date and the reference date, and dates that are moved.

Everything here is about calendar days; there are no times and no time zones. Each count is monotone in its date, which
is what lets the logic turn a count back into the range of dates that give it.
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


def move(day: date, amount: int, unit: Unit) -> date:
    """`day` moved by a number of units, which may be negative.

    The end of a month is clamped (31 January + 1 month = 28 February), and so are the ends of the calendar.
    """
    try:
        return _moved(day, amount, unit)
    except (OverflowError, ValueError):
        return date.max if amount > 0 else date.min


def _moved(day: date, amount: int, unit: Unit) -> date:
    if unit == "days":
        return day + timedelta(days=amount)
    if unit == "weeks":
        return day + timedelta(weeks=amount)
    return day + _months(amount * 12 if unit == "years" else amount)


@lru_cache(maxsize=4096)
def _months(amount: int) -> "relativedelta":
    # Loading and showing a route move no date, and start faster without it.
    from dateutil.relativedelta import relativedelta

    return relativedelta(months=amount)


def units_since(day: date, on: date, unit: Unit) -> int:
    """How many whole units have passed on `on` since `day`; 0 as long as `day` has not come.

    Who was born on 29 February is a year older on 1 March (so `years` compares month and day); the others follow
    calendar months with the end of the month clamped, full weeks and days.
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


def units_until(day: date, on: date, unit: Unit) -> int:
    """The smallest number of whole units after `on` at which `day` has come; 0 once it has."""
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


def first_day(holds: Callable[[date], bool]) -> date | None:
    """The first day of the calendar on which `holds`; None when there is none.

    The question must be one that, once answered yes, stays yes.
    """
    index = bisect_left(_DAYS, True, key=lambda ordinal: holds(date.fromordinal(ordinal)))
    return date.fromordinal(_DAYS[index]) if index < len(_DAYS) else None
