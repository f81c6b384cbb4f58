"""Strategies for journeys: facts learned, steps taken and time passed, in an order that can occur in an application."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

from hypothesis import note
from hypothesis import strategies as st

from routekaart.foundation.arguments import ROUTE, checked, whole
from routekaart.foundation.dates import LATEST
from routekaart.journeys import Journey, JourneyError
from routekaart.model.condition import Value
from routekaart.model.fact_problems import FactError
from routekaart.route import Route
from routekaart.testing.strategies.reference_dates import dates
from routekaart.testing.strategies.students import ShortRoute, students

_LONGEST = 1000
_LATER = (0, 1, 7, 30, 31, 92, 365, 366)
"""Numbers of days between two actions."""


def histories(route: Route, *, longest: int = 8) -> st.SearchStrategy[Journey]:
    """Journeys in a route. Actions that a journey refuses (a fact that cannot have changed) are left out.

    When a test fails, hypothesis reports the actions as Python code that repeats them.

    Args:
        longest: the largest number of actions.

    Raises:
        WrongTypeError: `route` is not a route, or `longest` is not a whole number.
        WrongValueError: `longest` is not a number from 0 to 1000.
    """
    return _histories(ShortRoute(checked("route", route, Route, ROUTE)), whole("longest", longest, 0, _LONGEST))


@st.composite
def _histories(draw: st.DrawFn, short: ShortRoute, longest: int) -> Journey:
    route = short.route
    on = draw(dates(route))
    journey = Journey.start(route, on=on)
    note(f"journey = Journey.start(route, on={str(on)!r})")
    for _ in range(draw(st.integers(0, longest))):
        on = min(LATEST, on + timedelta(days=draw(st.sampled_from(_LATER))))
        journey = _done(draw, journey, on)
    return journey


def _done(draw: st.DrawFn, journey: Journey, on: date) -> Journey:
    """A journey after one action: facts are learned, or the student advances, or both."""
    if journey.ended:
        return journey.at(on)
    what = draw(st.sampled_from(("answer", "learn", "advance", "advance all")))
    try:
        if what in ("answer", "learn"):
            told = _told(draw, journey, on, complete=what == "answer")
            journey = journey.learn(told, on=on)
            note(f"journey = journey.learn({dict(told)!r}, on={str(on)!r})")
        if what != "learn":
            steps: Literal["one", "all"] = "one" if what == "advance" else "all"
            journey = journey.advance(on=on, steps=steps)
            note(f"journey = journey.advance(on={str(on)!r}, steps={steps!r})")
    except (FactError, JourneyError):
        return journey.at(on) if _can_be(journey, on) else journey
    return journey


def _told(draw: st.DrawFn, journey: Journey, on: date, *, complete: bool) -> Mapping[str, Value]:
    """Facts that matter at the student's place and are not known yet: all of them, or some."""
    found = draw(students(journey.route, step=journey.position, on=on, complete=complete)).facts
    known = journey.told
    return {name: value for name, value in found.items() if name not in known} or found


def _can_be(journey: Journey, on: date) -> bool:
    try:
        return journey.at(on).decision is not None
    except FactError:
        return False
