"""Ranges of days: the days that a date can be, and the days that give a count a value."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from routekaart.foundation.dates import EARLIEST, LATEST, first_day
from routekaart.model.condition import Value
from routekaart.model.fact_types import Elapsed
from routekaart.model.situation import Situation
from routekaart.model.vocabulary import DateChain, ReadOff, Vocabulary

NEVER = LATEST.toordinal() + 1
"""The ordinal that stands for no day of the calendar."""
_MOST_KEPT = 4096

_Key = TypeVar("_Key")
_Item = TypeVar("_Item")


def edges(chain: DateChain, on: date, limit: Value) -> tuple[date, ...]:
    """The first days for which a fact that follows from a date reaches a limit, and passes it."""
    first, beyond = passes(chain, on, limit)
    return tuple(day for day in (first, beyond) if day is not None)


def passes(chain: DateChain, on: date, limit: Value) -> tuple[date | None, date | None]:
    """The first day that gives the limit or a value past it, and the first day that gives a value past it."""
    return _first_past(chain, on, limit, beyond=False), _first_past(chain, on, limit, beyond=True)


def _first_past(chain: DateChain, on: date, limit: Value, *, beyond: bool) -> date | None:
    """The first day that gives a value past a limit, or (unless `beyond`) the limit itself."""
    before = limit
    if not beyond and isinstance(limit, int | Decimal):
        before = limit - 1 if chain.rising else limit + 1
    return first_day(lambda day: is_past(chain, on, limit, day, beyond=beyond), chain.near(on, before))


def passed_on_each_day(chain: DateChain, limit: Value, days: range, *, beyond: bool) -> list[int]:
    """The first day that gives a limit or (`beyond`) only what lies past it, on each of some reference dates.

    Args:
        days: ordinals, one after another.

    Returns:
        An ordinal for each; `NEVER` where no day of the calendar does.
    """
    found: list[int] = []
    for number in days:
        on = date.fromordinal(number)
        if not found:
            first = _first_past(chain, on, limit, beyond=beyond)
            found.append(NEVER if first is None else first.toordinal())
            continue
        # It never moves back from one day to the next, so the search goes on from where it was.
        place = found[-1]
        while place < NEVER and not is_past(chain, on, limit, date.fromordinal(place), beyond=beyond):
            place += 1
        found.append(place)
    return found


def is_past(chain: DateChain, on: date, limit: Value, day: date, *, beyond: bool) -> bool:
    """Whether a day gives a value past a limit, in the order of the calendar, or (unless `beyond`) the limit itself."""
    value = chain.read(day, on)
    if value == limit:
        return not beyond
    return bool(value > limit) == chain.rising  # type: ignore[operator]


def days_giving(chain: DateChain, on: date, value: Value) -> tuple[date, date] | None:
    """The first and last day for which the fact at the end of the chain has this value; None if no day does."""
    return days_between(chain, on, value, value)


def days_of_count(vocabulary: Vocabulary, chain: DateChain, on: date, value: Value) -> tuple[date, date] | None:
    """The same as `days_giving`, cached for counts of years or months.

    Other values identify one day or a few, which are personal data and so are not kept.
    """
    counted = chain.steps[-1]
    if not isinstance(counted, Elapsed) or counted.unit not in ("years", "months"):
        return days_giving(chain, on, value)
    return _cached(vocabulary.kept_days, (chain, on, value), lambda: days_giving(chain, on, value))


def days_between(chain: DateChain, on: date, low: Value, high: Value) -> tuple[date, date] | None:
    """The first and last day for which the fact at the end of the chain lies from `low` to `high`; None if no day."""
    least, most = (low, high) if chain.rising else (high, low)
    first, beyond = _first_past(chain, on, least, beyond=False), _first_past(chain, on, most, beyond=True)
    last = LATEST if beyond is None else beyond - timedelta(days=1)
    return None if first is None or last < first else (first, last)


def date_domain(vocabulary: Vocabulary, name: str, on: date) -> tuple[date, date]:
    """The first and last day that a date can be: not after `on` for a past date, and with every count in its domain."""
    past, counts = vocabulary.facts[name].past, vocabulary.read_off(name)
    return _cached(vocabulary.kept_domains, (name, on), lambda: _domain(past, counts, on))


def every_date_can_be(vocabulary: Vocabulary, on: date) -> bool:
    """Whether the domain of every date is non-empty, given the domains of the counts off it."""
    domains = (date_domain(vocabulary, name, on) for name in vocabulary.dates)
    return all(first <= last for first, last in domains)


def _cached(kept: dict[_Key, _Item], key: _Key, find: Callable[[], _Item]) -> _Item:
    """The cached value for a key, or else the result of `find`, which is then cached."""
    try:
        return kept[key]
    except KeyError:
        answer = find()
    if len(kept) >= _MOST_KEPT:
        kept.clear()
    kept[key] = answer
    return answer


def _domain(past: bool, counts: tuple[ReadOff, ...], on: date) -> tuple[date, date]:
    low, high = EARLIEST, on if past else LATEST
    for count in counts:
        for bound, is_minimum in ((count.minimum, True), (count.maximum, False)):
            if bound is None:
                continue
            if is_minimum == count.chain.rising:
                low = max(low, _first_past(count.chain, on, bound, beyond=False) or LATEST)
            elif (beyond := _first_past(count.chain, on, bound, beyond=True)) is not None:
                high = min(high, beyond - timedelta(days=1))
    return low, high


def known_days(vocabulary: Vocabulary, name: str, situation: Situation) -> tuple[date, date] | None:
    """The first and last day that a date can be, given what is known of it and of the facts that follow from it.

    None if no day fits.
    """
    low, high = date_domain(vocabulary, name, situation.on)
    given = situation.given.get(name)
    if isinstance(given, date):
        low, high = max(low, given), min(high, given)
    if name in situation.days:
        first, last = situation.days[name]
        low, high = max(low, first), min(high, last)
    for count in vocabulary.read_off(name):
        value = situation.given.get(count.name)
        if value is not None:
            days = days_of_count(vocabulary, count.chain, situation.on, value)
            if days is None:
                return None
            low, high = max(low, days[0]), min(high, days[1])
    return (low, high) if low <= high else None
