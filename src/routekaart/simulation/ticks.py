"""The days of a simulation, and the checks of its numbers."""

import math
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import count, takewhile
from typing import Literal, TypeAlias, get_args

from routekaart.foundation.arguments import text, whole_between
from routekaart.foundation.dates import LATEST, move
from routekaart.foundation.errors import WrongTypeError, WrongValueError, wrong_type
from routekaart.foundation.foreign import as_python
from routekaart.foundation.language import Text, enumerate_text
from routekaart.simulation.distributions import SimulationError

Every: TypeAlias = Literal["month", "week"]
EVERY: tuple[Every, ...] = get_args(Every)
Arrivals: TypeAlias = Literal["first_day", "first_year"]
_WORDS = enumerate_text(EVERY)
MOST_YEARS = 50
CERTAIN = 1 << 32
"""A chance of 1; other chances are fractions of this."""
_WEEKS_A_MONTH = 365.25 / 12 / 7
_COARSE = 1 << 24


class WrongNumberTypeError(WrongTypeError, SimulationError):
    """A number of a simulation is of another type."""


class WrongChoiceError(WrongValueError, SimulationError):
    """A number or a word of a simulation is out of range."""


def whole_number(name: str, given: object, least: int, most: int) -> int:
    """A whole number from `least` to `most`.

    Raises:
        SimulationError: it is something else.
    """
    expected = whole_between(least, most)
    number = as_python(given)
    if type(number) is not int:
        raise WrongNumberTypeError(name, expected, wrong_type(name, given, expected).given)
    if not least <= number <= most:
        raise WrongChoiceError(name, expected)
    return number


@dataclass(frozen=True)
class Ticks:
    """The days of a simulation, in order: the first day, and then one each month or week."""

    days: tuple[date, ...]
    every: Every

    @property
    def first_year(self) -> int:
        """How many of the days lie in the first year."""
        year_later = move(self.days[0], 1, "years")
        return sum(day < year_later for day in self.days)

    def chance(self, per_month: Fraction) -> int:
        """The chance, in parts of `CERTAIN`, that an event with a chance per month happens between two days."""
        if self.every == "month":
            return int(per_month * CERTAIN)
        # Rounded, so that the last bit of a power is the same on every machine.
        weekly = 1 - math.pow(1 - float(per_month), 1 / _WEEKS_A_MONTH)
        return round(weekly * _COARSE) * (CERTAIN // _COARSE)


def ticks_of(on: date, years: object, every: Every) -> Ticks:
    """The days from `on` up to and including the day that lies `years` later.

    Raises:
        SimulationError: `years` is not from 1 to 50, `every` is another word, or the calendar ends earlier.
    """
    followed = whole_number("years", years, 1, MOST_YEARS)
    if text("every", every, _WORDS) not in EVERY:
        raise WrongChoiceError("every", _WORDS)
    last = move(on, followed, "years")
    if last > LATEST:
        raise SimulationError(
            Text(f"de simulatie loopt tot na {LATEST}, verder gaat de kalender niet", f"the calendar ends on {LATEST}"),
            where=("on", "years"),
        )
    days = (move(on, amount, "months" if every == "month" else "weeks") for amount in count())
    return Ticks(tuple(takewhile(lambda day: day <= last, days)), every)
