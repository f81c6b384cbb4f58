"""A page about one student: at every step of the five routes where she goes, who acts, and when that changes."""

import random
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count, cycle

from findings import Part, ratio_table
from timing import in_rounds

import routekaart
from routekaart import Decision, Route

PACKAGES = ()
ON = date(2026, 3, 2)
STUDENTS = 40
DECIDE = "decide at every step"
DUTIES = "who acts, and what must be done"
CHANGES = "decide, and the day on which that changes"


def measure(quick: bool) -> Part:
    """How long it takes to ask everything of one student; another student each time."""
    routes = [routekaart.load(name) for name in routekaart.bundled_names()]
    students = list(_students())
    steps = sum(len(route.steps) for route in routes)

    def page(ask: Callable[[Route, str, dict[str, object]], object]) -> Callable[[], None]:
        turn = cycle(students)

        def asked() -> None:
            facts = next(turn)
            for route in routes:
                for step in route.steps:
                    ask(route, step, facts)

        for _ in students:
            asked()
        return asked

    def decision(route: Route, step: str, facts: dict[str, object]) -> Decision:
        return route.decide(step, facts, on=ON, unknown_facts="ignore")

    told = in_rounds(
        {
            DECIDE: page(decision),
            DUTIES: page(lambda route, step, facts: route.duties(step, facts, on=ON, unknown_facts="ignore")),
            CHANGES: page(lambda route, step, facts: decision(route, step, facts).changes_on),
        },
        to=DECIDE,
        quick=quick,
        clock=time.process_time,
    )
    first, fourth = _new_days(routes, students[0], 5 if quick else 20)
    figures = {
        "page, duties": told[DUTIES].ratio,
        "page, changes_on": told[CHANGES].ratio,
        "new day, spike": fourth,
        "new day, first": first,
    }
    about = (
        f"{STUDENTS} students in turn at {steps} steps; some facts known, and names that a route does not know passed "
        "over. On a day that nobody asked about before, the first page takes "
        f"{first:.1f} times the third, and the fourth, which makes the quick tables, {fourth:.1f} times."
    )
    return Part("A page about one student", about, (ratio_table("A page", told, DECIDE, per=1),), figures)


def _students() -> Iterator[dict[str, object]]:
    chance = random.Random(5)
    for number in range(STUDENTS):
        facts: dict[str, object] = {
            "geboortedatum": date(2005, 1, 1) + timedelta(days=chance.randrange(1800)),
            "startkwalificatie": chance.random() < 0.5,
            "gemeente": chance.choice(("alkmaar", "heiloo")),
        }
        if number % 3 == 0:
            facts["uitschrijfdatum"] = ON - timedelta(days=chance.randrange(10, 900))
        if number % 4 == 0:
            facts["zoekperiode_gestart_op"] = ON - timedelta(days=chance.randrange(10, 200))
        yield facts


def _new_days(routes: list[Route], facts: dict[str, object], days: int) -> tuple[float, float]:
    """How many times the third page of a day the first and the fourth take, the median of some new days."""
    ratios: list[tuple[float, float]] = []
    for ahead in count(1):
        taken = []
        for _ in range(4):
            start = time.process_time()
            for route in routes:
                for step in route.steps:
                    route.decide(step, facts, on=ON + timedelta(days=ahead), unknown_facts="ignore")
            taken.append(time.process_time() - start)
        ratios.append((taken[0] / taken[2], taken[3] / taken[2]))
        if len(ratios) == days:
            break
    first, fourth = (sorted(found)[days // 2] for found in zip(*ratios, strict=True))
    return first, fourth
