"""Distributions of facts over the made-up students: ranges of codes, each with a weight.

A code is a whole number that stands for a value: the place of an option, a number in its smallest decimals, a date as
its ordinal. Within a range every code is equally likely.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

from routekaart.foundation.dates import EARLIEST
from routekaart.foundation.errors import RoutekaartError
from routekaart.foundation.language import Text
from routekaart.logic.date_ranges import date_domain, days_between
from routekaart.model.condition import Value
from routekaart.model.fact_types import Elapsed, FactType
from routekaart.model.vocabulary import DateChain, Vocabulary

LARGEST_CODE = 1 << 62
"""The largest code that is drawn; limits beyond it make no difference."""
MOST_VALUES = 1 << 31
"""The number of codes in a range must be smaller than this."""


class SimulationError(RoutekaartError, ValueError):
    """A simulation is impossible: wrong numbers, a distribution that leaves nobody, or numpy is not installed.

    Attributes:
        text: what is wrong and what was expected, in both languages.
    """

    code = "no-simulation"


def numpy_missing() -> SimulationError:
    """The error for a simulation without numpy."""
    install = 'pip install "routekaart[simulate]"'
    return SimulationError(
        Text(
            f"voor een simulatie is het pakket numpy nodig; installeer het met: {install}",
            f"a simulation needs the package numpy; install it with: {install}",
        )
    )


@dataclass(frozen=True, slots=True)
class CodeRange:
    """The codes from `low` to `high`, both included."""

    low: int
    high: int
    weight: Fraction = Fraction(1)


Meaning: TypeAlias = Literal["code", "days_ago"] | DateChain
"""The meaning of the numbers of a distribution: codes, days before the day of the draw, or a count read off a date."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """Ranges, and what their numbers mean."""

    parts: tuple[CodeRange, ...]
    means: Meaning = "code"


@dataclass(frozen=True)
class Draw:
    """How one fact is drawn.

    Attributes:
        fact: the fact that is drawn; for an age, the date of birth.
        told_as: the name of the fact whose values `distribution` gives, such as the age.
        becomes: the values it changes to; None if it is drawn from `distribution` again.
        per_month: the chance that it changes in a month.
        distribution_declared, chance_declared: whether this is declared; if not, it is assumed.
        texts: for a fact of text, the text of each code.
    """

    fact: FactType
    told_as: str
    distribution: Distribution
    becomes: Distribution | None = None
    per_month: Fraction = Fraction(0)
    distribution_declared: bool = False
    chance_declared: bool = False
    source: str | None = None
    texts: tuple[str, ...] = ()


def code_of(fact: FactType, value: Value, texts: tuple[str, ...] = ()) -> int:
    """The code of a value."""
    match fact.kind:
        case "yes_no":
            return int(bool(value))
        case "choice":
            return fact.options.index(str(value))
        case "text":
            return texts.index(str(value))
        case "date":
            assert isinstance(value, date)
            return value.toordinal()
        case "number":
            assert isinstance(value, int | Decimal)
            return int(Decimal(value).scaleb(fact.decimals))


def value_of(fact: FactType, code: int, texts: tuple[str, ...] = ()) -> Value:
    """The value that a code stands for."""
    match fact.kind:
        case "yes_no":
            return bool(code)
        case "choice":
            return fact.options[code]
        case "text":
            return texts[code]
        case "date":
            return date.fromordinal(code)
        case "number":
            return Decimal(code).scaleb(-fact.decimals) if fact.decimals else code


def parts_on(draw: Draw, distribution: Distribution, vocabulary: Vocabulary, day: date) -> tuple[CodeRange, ...]:
    """The ranges of codes for a draw on a day, without the dates that are impossible on that day.

    Raises:
        SimulationError: no date is left.
    """
    name = draw.fact.name
    found = distribution.parts if draw.fact.kind != "date" else dates_left(name, distribution, vocabulary, day)
    if any(part.weight for part in found):
        return found
    nl, en = f"laat op {day} geen enkele datum over", f"leaves no date at all on {day}"
    if draw.distribution_declared:
        text = Text(f"de verdeling van {draw.told_as} {nl}", f"the distribution of {draw.told_as} {en}")
    else:
        text = Text(
            f"de aangenomen verdeling van {draw.told_as} {nl}; geef zelf een verdeling van {name}",
            f"the assumed distribution of {draw.told_as} {en}; declare a distribution of {name}",
        )
    raise SimulationError(text, where=(draw.told_as,))


def dates_left(name: str, distribution: Distribution, vocabulary: Vocabulary, day: date) -> tuple[CodeRange, ...]:
    """The ranges of a date, without the dates that are impossible on a day."""
    first, last = date_domain(vocabulary, name, day)
    found = []
    for part in distribution.parts:
        days = _days(part, distribution.means, day)
        if days is not None and max(days[0], first.toordinal()) <= min(days[1], last.toordinal()):
            low, high = max(days[0], first.toordinal()), min(days[1], last.toordinal())
            found.append(CodeRange(low, high, part.weight))
    return tuple(found)


def _days(part: CodeRange, means: Meaning, day: date) -> tuple[int, int] | None:
    """The first and the last day of a range, as ordinals."""
    if means == "code":
        return part.low, part.high
    if means == "days_ago":
        return day.toordinal() - part.high, day.toordinal() - part.low
    days = days_between(means, day, part.low, part.high)
    if days is None:
        return None
    began = _begun(means, day)
    if began is None:
        return days[0].toordinal(), days[1].toordinal()
    return max(days[0], began[0]).toordinal(), min(days[1], began[1]).toordinal()


def _begun(chain: DateChain, day: date) -> tuple[date, date] | None:
    """The dates whose count has begun: every date on the other side of `day` gives a count of 0 too."""
    *moved, count = chain.steps
    if not isinstance(count, Elapsed):
        return None
    since = count.direction == "since"
    low, high = (date.min, day) if since else (day, date.max)
    if not moved:
        return low, high
    found = days_between(DateChain(chain.date_fact, tuple(moved)), day, low, high)
    return found or (EARLIEST, EARLIEST)
