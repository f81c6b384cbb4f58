"""Strategies for reference dates: changes of limits, birthdays, ends of terms, leap days and ends of months."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from routekaart.foundation.arguments import ROUTE, checked
from routekaart.foundation.dates import EARLIEST, LATEST
from routekaart.model.condition import Condition, Value, tests_in
from routekaart.model.evaluation import operand_values
from routekaart.model.situation import given_facts
from routekaart.model.vocabulary import DateChain
from routekaart.route import Route
from routekaart.usage import conditions_of

_MONTH_DAYS = ((1, 1), (2, 28), (3, 1), (3, 31), (11, 30), (12, 31))
_YEARS = 3
"""The number of years around the latest change of a limit that are of interest."""


def dates(route: Route, facts: Mapping[str, Value] | None = None) -> st.SearchStrategy[date]:
    """Reference dates, often on or next to a day on which something changes.

    Args:
        facts: facts of a student; with a date in them (a birth date), also the days on which an age or a term that is
            counted from it passes a limit of the route.

    Raises:
        WrongTypeError: `route` is not a route, or `facts` is not a mapping with text as names.
    """
    checked("route", route, Route, ROUTE)
    known = {} if facts is None else given_facts(facts)
    turning = tuple(dict.fromkeys(_turning(route)))
    births = tuple(dict.fromkeys(_counted(route, known)))
    latest = max(route.vocabulary.periods())
    middle = max(latest, date(2024, 2, 29))
    anything = st.dates(middle - timedelta(days=366 * _YEARS), middle + timedelta(days=366 * _YEARS))
    choices = [st.sampled_from(turning), anything]
    return st.one_of(*([st.sampled_from(births)] if births else []), *choices)


def _turning(route: Route) -> Iterator[date]:
    """Days at which limits change, leap days and the ends of months, in the years around them."""
    starts = [dated.start for limit in route.parameters.values() for dated in limit.values if dated.start]
    yield from _beside(*starts)
    first = min((start.year for start in starts), default=2024)
    for year in range(first - 1, max((start.year for start in starts), default=2024) + _YEARS):
        for month, day in _MONTH_DAYS:
            yield date(year, month, day)
        if year % 4 == 0:
            yield date(year, 2, 29)


def _counted(route: Route, facts: Mapping[str, object]) -> Iterator[date]:
    """The days on which a count from a known date passes a limit."""
    for chain, limit in _limits(route):
        day = facts.get(chain.date_fact)
        if isinstance(day, date):
            reached = chain.reached_on(day, limit)
            if reached is not None:
                yield from _beside(reached)


def _limits(route: Route) -> Iterator[tuple[DateChain, int | Decimal]]:
    derivations = (fact.derivation for fact in route.facts.values())
    conditions = [*conditions_of(route), *(one for one in derivations if isinstance(one, Condition))]
    for period in route.vocabulary.periods():
        parameters = route.vocabulary.parameter_values(period)
        for test in (test for condition in conditions for test in tests_in(condition)):
            chain = route.vocabulary.date_chain(test.fact)
            if chain is not None and route.facts[test.fact].kind == "number":
                for limit in operand_values(test, parameters):
                    assert isinstance(limit, int | Decimal)
                    yield chain, limit


def _beside(*days: date) -> Iterator[date]:
    for day in days:
        for moved in (day, day - timedelta(days=1), day + timedelta(days=1)):
            if EARLIEST <= moved <= LATEST:
                yield moved
