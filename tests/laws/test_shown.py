"""What a `repr` shows of a student: names and outcomes, and no value of a fact. So it can stand in a log."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial

import pytest
from support.planted import DATES, ON, WORD, route_with_a_text, students
from support.reachable import reachable
from support.strategies import REAL_ROUTES
from test_kept import BORN, if_accepted, lived

import routekaart
from routekaart import Decision, FactError, Route, Text
from routekaart.model import condition
from routekaart.model.step import Step

pytestmark = pytest.mark.slow

AGE = 41
ASKED_FOR = (dict, Text, condition.FactTest)
"""What is nothing but a value: who asks for it, gets to see it. A test names the limit of a cell."""


def values_from(results: Iterable[object], route: Route) -> Iterator[object]:
    """Every value of ours that attributes lead to from some results, the parts of the route left out."""
    known = {id(one) for one in reachable([route])}
    waiting, seen = list(results), dict[int, object]()
    while waiting:
        one = waiting.pop()
        if id(one) in seen or id(one) in known:
            continue
        seen[id(one)] = one
        if isinstance(one, Mapping):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, (tuple, list, frozenset)):
            waiting += one
        elif type(one).__module__.startswith("routekaart."):
            if not isinstance(one, ASKED_FOR):
                yield one
            names = [name for name in dir(one) if not name.startswith("__")]
            waiting += [found for name in names if not callable(found := if_accepted(partial(getattr, one, name)))]


def shown(told: Iterable[date]) -> re.Pattern[str]:
    """Finds a planted value in a `repr`, or a day that was told."""
    days = {day for days in DATES.values() for day in days}.union(told) - {ON}
    ways = [way for day in days for way in (day.isoformat(), f"{day:%Y-%m}\\b", re.escape(repr(day)))]
    return re.compile("|".join([WORD, rf"\b{AGE}\b", *ways]))


def asked(route: Route, step: Step, facts: Mapping[str, object]) -> Iterator[object]:
    """Everything that can be asked of a route about a student."""
    yield if_accepted(partial(route.decide, step.id, facts, on=ON))
    yield if_accepted(partial(route.duties, step.id, facts, on=ON))
    yield if_accepted(partial(route.outlook, step.id, facts, on=ON))
    for target in step.targets:
        yield if_accepted(partial(route.reach, step.id, target, facts, on=ON))
    for wrong in ({**facts, "geboortedatum": f"{BORN} {WORD}"}, {"geboortedatum": BORN, "leeftijd": AGE}):
        with pytest.raises(FactError) as refused:
            route.decide(step.id, wrong, on=ON)
        yield refused.value


def days_told(results: Iterable[object]) -> Iterator[date]:
    for one in results:
        if isinstance(one, routekaart.Change):
            yield one.on
        if isinstance(one, Decision) and one.changes_on:
            yield one.changes_on


@pytest.mark.parametrize("name", REAL_ROUTES)
def test_no_value_of_a_student_shows_in_a_repr(name: str) -> None:
    route = route_with_a_text(name)
    results: list[object] = []
    for step in route.steps.values():
        for facts in students(route, step, 4):
            results += asked(route, step, {"leeftijd": AGE, **facts} if "geboortedatum" not in facts else facts)
    found = list(values_from(results, route))
    planted = shown(days_told(found))
    showing = {type(one).__name__: repr(one) for one in found if planted.search(repr(one))}
    assert showing == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL_ROUTES)
def test_no_value_of_a_student_shows_in_a_repr_of_a_journey_or_a_path(name: str) -> None:
    route = route_with_a_text(name)
    results: list[object] = []
    end = next(iter(route.ends))
    for step in list(route.steps.values())[::3]:
        dates = {name: days[0] for name, days in DATES.items() if name in route.facts}
        journey = lived(route, step, dates | next(students(route, step, 1)))
        results += [journey, if_accepted(journey.outlook), routekaart.migrate(journey, route)]
    results.append(if_accepted(partial(route.path, {"geboortedatum": BORN}, to=end, on=ON)))
    found = list(values_from(results, route))
    planted = shown(days_told(found))
    showing = {type(one).__name__: repr(one) for one in found if planted.search(repr(one))}
    assert showing == {}
    assert {"Journey", "Learned", "Corrected", "Correction", "Happening", "RoutePath"} <= {
        type(one).__name__ for one in found
    }
