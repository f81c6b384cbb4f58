"""`Route.reach` against trying every change of facts."""

from collections.abc import Iterator
from datetime import date

from routekaart import FactError

from ..made_up.students import Facts, made_up_student, reference_date, told_of
from ..oracle import changing as oracle
from ..oracle import deciding
from ..oracle.deciding import decide
from ..oracle.students import TooMany, somebody_can_be
from ..oracle.telling import fit, tell
from .compared import Compared
from .subjects import Subject

QUESTIONS = 3


def law(subject: Subject) -> Iterator[Compared]:
    """Each way works, none is smaller, and that there is none is so."""
    dice = subject.dice("reach")
    route = subject.old.oracle
    for _ in range(QUESTIONS):
        on = reference_date(dice, route)
        step = dice.pick([one for one in route.steps.values() if one.targets] or list(route.steps.values()))
        if not somebody_can_be(route, on) or not step.targets:
            continue
        facts = told_of(dice, route, made_up_student(dice, route, on), on, follows=dice.one_in(4))
        try:
            yield from _asked(subject, step.name, dice.pick(step.targets), facts, on)
        except TooMany:
            continue


def _asked(subject: Subject, step: str, target: str, facts: Facts, on: date) -> Iterator[Compared]:
    route = subject.old.oracle
    question = f"{step} to {target}, {on} {facts}"
    if decide(route, step, facts, on) == deciding.REFUSED:
        return
    try:
        found = subject.old.route.reach(step, target, facts, on=on)
    except FactError as error:
        yield Compared("reach", question, "accepted", error.message(values=True))
        return
    known = tell(route, facts)
    for way in found.ways:
        answer = decide(route, step, way.facts, on)
        yield Compared("reach: a way works", f"{question}: {dict(way.facts)}", target, answer.target)
        within = fit(route, known, way.settles)
        yield Compared("reach: what turns out can be", f"{question}: {dict(way.settles)}", True, within)
        allowed = all(
            oracle.can_become(route.facts[name], known[name].first, tell(route, {name: value})[name].first, on)
            for name, value in way.changes.items()
            if name in known
        )
        yield Compared("reach: a change can be", f"{question}: {dict(way.changes)}", True, allowed)
    if any(route.facts[name].derive is not None or one.first != one.last for name, one in known.items()):
        return
    expected = oracle.smallest_ways(route, step, target, facts, on)
    told = {(route.dates_behind(way.changes), route.dates_behind(way.settles)) for way in found.ways}
    some_of_them = bool(told) == bool(expected) and told <= expected  # the step need not ask for what settles it too
    yield Compared("reach: the smallest ways", question, expected, expected if some_of_them else told)
