"""One decision about students who are new: another birth date, another day, facts that are text."""

import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count

from answers import agree, once_each
from by_routekaart import ON, decides
from decision_rows import Decide
from findings import Part, ratio_table
from students import Student, new_students, two_valued, with_birth_date, with_text
from timing import SAMPLES, Task, in_rounds

import routekaart

STUDENTS = 2_000
FLOOR = "hand-written if/elif"
AGAIN = "routekaart, students whom it has seen"
BORN = "routekaart, birth dates for ages"
BORN_TEXT = "routekaart, birth dates for ages, as text"
TODAY = "routekaart, on a day that it has not seen"
PACKAGES = ()


def measure(quick: bool) -> Part:
    """How long a decision takes when little of it has been seen before."""
    route = routekaart.load("roc_bbl")
    decide = decides(route)
    seen, batches = new_students(STUDENTS, 0), [new_students(STUDENTS, seed) for seed in range(1, SAMPLES + 1)]
    born = [[with_birth_date(student, seed) for seed, student in enumerate(batch)] for batch in batches]
    text = [[with_text(student) for student in batch] for batch in batches]
    born_text = [[with_text(student) for student in batch] for batch in born]
    _agree(decide, batches[0], born[0], text[0], born_text[0])
    days = (ON + timedelta(days=1 + number) for number in count())
    tasks = {
        FLOOR: once_each(two_valued, iter(batches)),
        AGAIN: once_each(decide, iter([seen] * SAMPLES)),
        "routekaart, facts that are text": once_each(decide, iter(text)),
        BORN: once_each(decide, iter(born)),
        BORN_TEXT: once_each(decide, iter(born_text)),
        TODAY: _each_day(route, seen, days),
    }
    taken = in_rounds(tasks, to=FLOOR, quick=quick, sample=0, clock=time.process_time)
    about = (
        f"{STUDENTS:,} students at the same four steps, all facts known, other ones in each round. What has been seen "
        "before can be answered quickly; here some of it has not. By hand the age is given, also where routekaart gets "
        "a birth date."
    )
    return Part(
        "One decision about a new student",
        about,
        (ratio_table("Facts as applications have them", taken, FLOOR, per=STUDENTS),),
        {"decide, birth date": taken[BORN].ratio, "decide, new day": taken[TODAY].ratio},
    )


def _agree(decide: Decide, known: Sequence[Student], *told: Sequence[Student]) -> None:
    """Stops when a student who is told of in another way gets another answer."""
    agree({"routekaart": decide}, known, two_valued)
    for way in told:
        for (step, facts), (_, otherwise) in zip(known, way, strict=True):
            if (given := decide(step, otherwise)) != (right := two_valued(step, facts)):
                raise SystemExit(f"routekaart answers {given} at {step}, and {right} is right, for {otherwise}")


def _each_day(route: routekaart.Route, students: Sequence[Student], days: Iterator[date]) -> Task:
    def run() -> None:
        decide = decides(route, next(days))
        for step, facts in students:
            decide(step, facts)

    return run
