"""What is told of a student, and what of it cannot be: the values of "Facts" in docs/format.md."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from .conditions import Value, plain_text
from .days import EARLIEST, LATEST
from .route_file import Fact, Route


class Refused(Exception):
    """No student can have these facts."""


@dataclass(frozen=True)
class Told:
    """What is told of one fact: a value, or the first and the last day that a date can be."""

    first: Value
    last: Value

    def fits(self, value: Value) -> bool:
        """Whether this can be the value."""
        if isinstance(value, date) and isinstance(self.first, date) and isinstance(self.last, date):
            return self.first <= value <= self.last
        return value == self.first


Known: TypeAlias = dict[str, Told]


def tell(route: Route, facts: Mapping[str, object]) -> Known:
    """What is told, by fact; None is unknown.

    Raises:
        Refused: the route has no such fact, or the fact has no such value.
    """
    known: Known = {}
    for name, given in facts.items():
        if name not in route.facts:
            raise Refused(f"{name} is no fact")
        if given is not None:
            known[name] = _told(route.facts[name], given)
    return known


def fit(route: Route, known: Known, facts: Mapping[str, object]) -> bool:
    """Whether facts are as was told of them, so far as anything was."""
    return all(known[name].fits(one.first) for name, one in tell(route, facts).items() if name in known)


def _told(fact: Fact, given: object) -> Told:
    if fact.type == "date":
        return _told_date(fact, given)
    value = _value(fact, given)
    if value is None:
        raise Refused(f"{fact.name} has no such value")
    return Told(value, value)


def _value(fact: Fact, given: object) -> Value | None:
    match fact.type:
        case "yes_no":
            words = {"ja": True, "yes": True, "true": True, "nee": False, "no": False, "false": False}
            return given if isinstance(given, bool) else words.get(str(given).casefold())
        case "number":
            number = _number(given)
            return number if number is not None and in_domain(fact, number) else None
        case "choice":
            if not isinstance(given, str) or given.strip() in fact.options:
                return given.strip() if isinstance(given, str) else None
            return dict(fact.also).get(plain_text(given))
        case _:
            return plain_text(given) if isinstance(given, str) and given.strip() else None


def _number(given: object) -> Decimal | None:
    if isinstance(given, bool) or not isinstance(given, int | float | Decimal | str):
        return None
    return Decimal(str(given)) if re.fullmatch(r"-?\d+(\.\d+)?", str(given)) else None


def in_domain(fact: Fact, value: Value, on: date | None = None) -> bool:
    """Whether a fact can have a value: `min`, `max`, `decimals` and `past`, also where the fact follows from others."""
    if isinstance(value, Decimal):
        whole = value.scaleb(fact.decimals) % 1 == 0
        return whole and (fact.low is None or value >= fact.low) and (fact.high is None or value <= fact.high)
    if isinstance(value, date):
        return not (fact.past and on is not None and value > on)
    return True


def _told_date(fact: Fact, given: object) -> Told:
    days = (given, given) if isinstance(given, date) else _days(given) if isinstance(given, str) else None
    if days is None:
        raise Refused(f"{fact.name} is no date")
    first, last = days
    if fact.derive is not None and (first != last or "/" in str(given)):
        raise Refused(f"{fact.name} follows, so it is told as a whole day")
    if last < first or first < EARLIEST or last > LATEST:
        raise Refused(f"{fact.name} lies outside the calendar")
    return Told(first, last)


def _days(given: str) -> tuple[date, date] | None:
    """The first and the last day that a date can be: `2009-03-01`, `2009-03`, `2009-03-00`, `2009`, or two days."""
    try:
        if "/" in given:
            first, last = given.split("/")
            return date.fromisoformat(first), date.fromisoformat(last)
        if re.fullmatch(r"\d{4}(-00-00)?", given):
            return date(int(given[:4]), 1, 1), date(int(given[:4]), 12, 31)
        if re.fullmatch(r"\d{4}-\d{2}(-00)?", given):
            year, month = int(given[:4]), int(given[5:7])
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return (date.fromisoformat(given),) * 2 if re.fullmatch(r"\d{4}-\d{2}-\d{2}", given) else None
    except ValueError:
        return None
