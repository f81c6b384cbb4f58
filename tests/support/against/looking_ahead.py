"""`Route.outlook` and `Decision.changes_on` against deciding on each later day."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from routekaart import FactError

from ..made_up.students import Facts, made_up_student, reference_date, told_of
from ..oracle import deciding as oracle
from ..oracle.route_file import Route
from ..oracle.students import TooMany, everybody, somebody_can_be, world
from ..oracle.telling import tell
from .compared import Compared
from .subjects import Subject

QUESTIONS = 2
AHEAD = 500
"""In days."""
LOOKS = 25
"""So many of these days are looked at, beside those on which something changes."""


def law(subject: Subject) -> Iterator[Compared]:
    """Students of whom only what must be told is known: then nothing changes but the passing of time."""
    dice = subject.dice("outlook")
    route = subject.old.oracle
    for _ in range(QUESTIONS):
        on = reference_date(dice, route)
        if not somebody_can_be(route, on):
            continue
        facts = told_of(dice, route, made_up_student(dice, route, on), on, follows=False)
        step = dice.pick(list(route.steps))
        days = {on + timedelta(days=dice.number(1, AHEAD)) for _ in range(LOOKS)}
        try:
            yield from _asked(subject, step, facts, on, days)
        except TooMany:
            continue


Brief = tuple[str, str | None, frozenset[str]]


def _asked(subject: Subject, step: str, facts: Facts, on: date, days: set[date]) -> Iterator[Compared]:
    question = f"{step} {on} {facts}"
    until = on + timedelta(days=AHEAD)
    try:
        now = subject.old.route.decide(step, facts, on=on)
        changes = subject.old.route.outlook(step, facts, on=on, until=until)
    except FactError:
        return
    answers: dict[date, Brief] = {on: (now.outcome, now.target, frozenset(now.possible))}
    for change in changes:
        made = change.decision
        answers[change.on] = (made.outcome, made.target, frozenset(made.possible))
        days |= {change.on, change.on - timedelta(days=1), change.on + timedelta(days=1)}
    days |= {start for start in subject.old.oracle.starts() if on < start <= until}
    known = as_known_on(subject.old.oracle, facts, on)
    for day in sorted(day for day in days if on <= day <= until):
        decided = oracle.decide(subject.old.oracle, step, known, day)
        told = answers[max(start for start in answers if start <= day)]
        expected = (decided.outcome, decided.target, decided.possible)
        if decided == oracle.REFUSED:
            break
        yield Compared("outlook", f"{question}, on {day}", expected, told)
    following = [(one, answers[one]) for one in sorted(answers)]
    alike = [later for (_, earlier), (later, answer) in pairwise(following) if earlier == answer]
    yield Compared("outlook: each is a change", question, [], alike)
    first = min((change.on for change in changes), default=None)
    if now.changes_on is None or now.changes_on <= until:
        yield Compared("changes_on", question, first, now.changes_on)


def as_known_on(route: Route, facts: Facts, on: date) -> Facts:
    """The same facts for a later day: each date that is known in part is a day that it could be by itself on this day.

    What else was told does not count: see docs/journeys.md.
    """
    known = tell(route, facts)
    later = dict(facts)
    for name in (name for name, one in known.items() if one.first != one.last):
        alone = {name: known[name]}
        days = sorted({str(student[name]) for student in everybody(world(route, on, [], alone), alone, both_ends=True)})
        if days:
            later[name] = f"{days[0]}/{days[-1]}"
    return later
