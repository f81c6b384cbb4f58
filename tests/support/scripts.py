"""Journeys that Hypothesis makes up: what is done with a student, day after day, in a route."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from typing import Literal

from hypothesis import assume
from hypothesis import strategies as st

from routekaart import FactError, Journey, JourneyError, Route
from routekaart.model.condition import Value
from support import bruteforce
from support.strategies import REAL_ROUTES, _day, _number, _pick, _value, generated_routes, real_route
from support.walk_routes import walk_routes

ROUTES = ("real", "walk", "generated")
AFTER = (0, 0, 1, 7, 30, 31, 92, 365)
"""How many days may lie between two things that are done."""


@dataclass(frozen=True)
class Call:
    """One thing that is done with a journey; `instead` are other values for the facts that are learned."""

    kind: Literal["learn", "advance", "place", "correct"]
    on: date
    facts: Mapping[str, Value | None]
    steps: Literal["one", "all"] = "one"
    place: str = ""
    instead: Mapping[str, Value | None] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None

    def done(self, journey: Journey) -> Journey:
        if self.kind == "learn":
            return journey.learn(self.facts, on=self.on, by="tester")
        if self.kind == "correct":
            return journey.correct(self.facts, on=self.on, since=self.since, until=self.until, by="tester")
        if self.kind == "advance":
            return journey.advance(on=self.on, steps=self.steps)
        return journey.place(self.place, on=self.on, because="zo bleek het")


@dataclass(frozen=True)
class Script:
    """A route, the day on which a student comes into it, and what is done."""

    route: Route
    start: date
    calls: tuple[Call, ...]

    def __repr__(self) -> str:
        real = self.route.id in REAL_ROUTES
        route = self.route.id if real else {part.name: getattr(self.route, part.name) for part in fields(self.route)}
        return f"Script({route}, {self.start}, {self.calls})"


@st.composite
def scripts(draw: st.DrawFn, longest: int = 6, *, corrects: bool = False) -> Script:
    """A script in one of the five routes, or in one that is made up.

    Args:
        corrects: whether facts are corrected too.
    """
    made = _pick(draw, ROUTES)
    if made == "real":
        route = real_route(_pick(draw, REAL_ROUTES))
    else:
        route = draw(walk_routes() if made == "walk" else generated_routes())
    on = start = _day(draw, years=2)
    assume(made == "real" or bruteforce.somebody_exists(route, on))
    calls: list[Call] = []
    for _ in range(_number(draw, 1, longest)):
        on += timedelta(days=_pick(draw, AFTER))
        correction = corrects and bool(calls) and _pick(draw, (False, False, True))
        calls.append(_correction(draw, route, start, on) if correction else _call(draw, route, on))
    return Script(route, start, tuple(calls))


def _correction(draw: st.DrawFn, route: Route, start: date, on: date) -> Call:
    """A correction of all that was told, or of what was told from a day on, perhaps up to another day."""
    days = sorted(start + timedelta(days=_number(draw, 0, (on - start).days)) for _ in range(2))
    since, until = _pick(draw, ((None, None), (days[0], None), (days[0], days[1])))
    return Call("correct", on, _some_facts(draw, route, on), since=since, until=until)


def _call(draw: st.DrawFn, route: Route, on: date) -> Call:
    kind = _pick(draw, ("learn", "advance", "learn", "advance", "place"))
    if kind == "learn":
        facts = _some_facts(draw, route, on)
        return Call("learn", on, facts, instead={name: _value(draw, route.facts[name], on) for name in facts})
    if kind == "advance":
        return Call("advance", on, {}, steps=_pick(draw, ("one", "all")))
    return Call("place", on, {}, place=_pick(draw, (*route.steps, *route.ends)))


def _some_facts(draw: st.DrawFn, route: Route, on: date) -> dict[str, Value | None]:
    """Values of some facts; now and then that one is not known any more."""
    names = tuple(route.facts)
    chosen = sorted({_pick(draw, names) for _ in range(_number(draw, 1, 5))})
    forgets = {name for name in chosen if _pick(draw, (False,) * 9 + (True,))}
    return {name: None if name in forgets else _value(draw, route.facts[name], on) for name in chosen}


def lived(script: Script) -> tuple[Journey, tuple[Call, ...]]:
    """The journey of a script, without what is refused; and what was done."""
    journey = Journey.start(script.route, on=script.start)
    done = []
    for call in script.calls:
        try:
            journey = call.done(journey)
        except (FactError, JourneyError):
            continue
        done.append(call)
    return journey, tuple(done)


def lived_again(route: Route, start: date, calls: Iterable[Call]) -> Journey:
    """The journey of these calls, none of which may be refused."""
    journey = Journey.start(route, on=start)
    for call in calls:
        journey = call.done(journey)
    return journey
