"""The distributions of facts for which nothing is declared. Every output names these facts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction

from routekaart.foundation.dates import Unit
from routekaart.logic.date_chains import to_an_end
from routekaart.model.condition import Condition, FactTest, Value, tests_in
from routekaart.model.evaluation import operand_values
from routekaart.model.fact_types import Elapsed, FactType
from routekaart.model.vocabulary import DateChain, ReadOff
from routekaart.route import Route
from routekaart.simulation.distributions import LARGEST_CODE, MOST_VALUES, CodeRange, Distribution, Draw, dates_left

PER_MONTH = Fraction(1, 12)
"""A fact that can change does so once a year on average."""
BESIDE = 2
"""Values lie from this much below the lowest limit of the route to this much above the highest."""
_DAYS_BESIDE = timedelta(days=366)
_IN_A_YEAR: Mapping[Unit, int] = {"days": 366, "weeks": 53, "months": 12, "years": 1}
_MOST_OF_A_DOMAIN = 1_000
_FAR = LARGEST_CODE // 2
_OTHER_TEXT = "\N{HORIZONTAL ELLIPSIS}"
"""Stands for every text that no condition names."""


def assumed_draw(route: Route, name: str, days: Sequence[date]) -> Draw:
    """The draw of a fact for which nothing is declared.

    Args:
        name: a fact without a derivation.
        days: the days of the simulation; limits that are in force on one of them count.
    """
    fact = route.facts[name]
    texts = (*_named_texts(route, name, days), _OTHER_TEXT) if fact.kind == "text" else ()
    told_as, distribution = _distribution(route, fact, days, texts)
    changes = fact.changes != "never" and fact.kind != "date"
    return Draw(fact, told_as, distribution, per_month=PER_MONTH if changes else Fraction(0), texts=texts)


def _distribution(route: Route, fact: FactType, days: Sequence[date], texts: Sequence[str]) -> tuple[str, Distribution]:
    match fact.kind:
        case "date":
            return _distribution_of_date(route, fact, days)
        case "number":
            return fact.name, Distribution((_part_of_number(route, fact, days),))
        case "yes_no":
            return fact.name, _each(2)
        case "choice":
            return fact.name, _each(len(fact.options))
        case "text":
            return fact.name, _each(len(texts))


def _each(count: int) -> Distribution:
    return Distribution(tuple(CodeRange(code, code) for code in range(count)))


def _part_of_number(route: Route, fact: FactType, days: Sequence[date]) -> CodeRange:
    """The whole domain if it has two bounds and is not large, or else the values around the limits of the route."""
    low, high = (None if end is None else _code(end, fact) for end in (fact.minimum, fact.maximum))
    if low is not None and high is not None and high - low < _MOST_OF_A_DOMAIN:
        return CodeRange(low, high)
    limits = [_code(limit, fact) for limit in _limits(route, fact.name, days) if isinstance(limit, int | Decimal)]
    near = min(limits, key=abs, default=0 if low is None else low)
    limits = [limit for limit in limits if abs(limit - near) < MOST_VALUES // 2] or [near]
    beside = BESIDE * 10**fact.decimals
    first, last = min(limits) - beside, max(limits) + beside
    # The domain may lie outside all limits.
    first = max(first, low) if low is not None else first
    last = min(last, high) if high is not None else last
    if first > last:
        first = last = first if low is not None else last
    return CodeRange(first, last)


def _code(limit: int | Decimal, fact: FactType) -> int:
    code = int(Decimal(limit).scaleb(fact.decimals).to_integral_value(ROUND_FLOOR))
    return max(-_FAR, min(_FAR, code))


def _distribution_of_date(route: Route, fact: FactType, days: Sequence[date]) -> tuple[str, Distribution]:
    """A date of a visit is the day of the visit; others give counts around the limits, or lie around fixed days."""
    if fact.lifetime == "visit":
        return fact.name, Distribution((CodeRange(0, 0),), "days_ago")
    for count in route.vocabulary.read_off(fact.name):
        limits = [Decimal(limit) for limit in _limits(route, count.name, days) if isinstance(limit, int | Decimal)]
        if limits and isinstance(count.chain.steps[-1], Elapsed):
            found = _beside(count, count.chain.steps[-1].unit, limits)
            # A count from a date that is moved may be out of reach on some days.
            moved = len(count.chain.steps) > 1
            if not moved or all(dates_left(fact.name, found, route.vocabulary, day) for day in days):
                return count.name, found
    fixed = [limit for limit in _limits(route, fact.name, days) if isinstance(limit, date)]
    if fixed:
        low, high = min(fixed) - _DAYS_BESIDE, max(fixed) + _DAYS_BESIDE
        if not fact.past or low <= days[0]:
            return fact.name, Distribution((CodeRange(low.toordinal(), high.toordinal()),))
    return fact.name, Distribution((CodeRange(0, _DAYS_BESIDE.days - 1),), "days_ago")


def _beside(count: ReadOff, unit: Unit, limits: Sequence[Decimal]) -> Distribution:
    """Counts around the limits; from the end of a school year, up to a school year more."""
    first = max(0, int(min(limits).to_integral_value(ROUND_FLOOR)) - BESIDE, int(count.minimum or 0))
    last = int(max(limits).to_integral_value(ROUND_CEILING)) + BESIDE
    last += _IN_A_YEAR[unit] if to_an_end(count.chain) else 0
    last = last if count.maximum is None else min(last, int(count.maximum))
    return Distribution((CodeRange(first, max(first, last)),), count.chain)


def _named_texts(route: Route, name: str, days: Sequence[date]) -> Iterator[str]:
    yield from dict.fromkeys(str(limit) for limit in _limits(route, name, days))


def _limits(route: Route, name: str, days: Sequence[date]) -> Iterator[Value]:
    """Each value that a transition, or a condition that it depends on, compares a fact with on one of the days."""
    tests = list(dict.fromkeys(_tests(route)))
    periods = {tuple(route.vocabulary.parameter_values(day).items()) for day in days}
    for test in tests:
        if test.fact == name:
            for parameters in sorted(periods):
                yield from operand_values(test, dict(parameters))


def _tests(route: Route) -> Iterator[FactTest]:
    guards = [guard for step in route.steps.values() for guard in step.guards]
    guards += [rule.when for rule in route.impossible]
    needed = route.vocabulary.needed([test.fact for guard in guards for test in tests_in(guard)])
    derived = (route.facts[name].derivation for name in needed)
    for condition in (*guards, *(one for one in derived if isinstance(one, Condition))):
        yield from tests_in(condition)


def same_draw_fits(draw: Draw, route: Route) -> bool:
    """Whether the draw of a fact in another version fits the fact in a route."""
    other = route.facts.get(draw.fact.name)
    if other is None or other.derivation is not None:
        return False
    chain = draw.distribution.means
    if isinstance(chain, DateChain) and route.vocabulary.date_chain(draw.told_as) != chain:
        return False
    return _drawn_as(draw.fact) == _drawn_as(other)


def _drawn_as(fact: FactType) -> tuple[object, ...]:
    return fact.kind, fact.options, fact.minimum, fact.maximum, fact.decimals, fact.lifetime, fact.changes
