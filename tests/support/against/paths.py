"""Each way of `Route.path` against walking it: step by step with the oracle, and with a `Journey`."""

from collections.abc import Iterator
from datetime import date

from routekaart import FactError, Journey, JourneyError
from routekaart.foresight.paths import PathStep, RoutePath
from routekaart.foundation.errors import TooHardError

from ..made_up.students import Facts, made_up_student, reference_date, told_of
from ..oracle import deciding as oracle
from ..oracle.students import TooMany, somebody_can_be
from .compared import Compared
from .subjects import Subject

QUESTIONS = 3


def law(subject: Subject) -> Iterator[Compared]:
    """From some step to some step or end."""
    dice = subject.dice("path")
    route = subject.old.oracle
    for _ in range(QUESTIONS):
        on, start = reference_date(dice, route), dice.pick(list(route.steps))
        target = dice.pick([name for name in (*route.steps, *route.ends) if name != start] or [start])
        if not somebody_can_be(route, on):
            continue
        facts = told_of(dice, route, made_up_student(dice, route, on), on, follows=dice.one_in(4))
        try:
            if oracle.decide(route, start, facts, on) != oracle.REFUSED:
                yield from _asked(subject, start, target, facts, on)
        except TooMany:
            continue


def _asked(subject: Subject, start: str, target: str, facts: Facts, on: date) -> Iterator[Compared]:
    question = f"{start} to {target}, {on} {facts}"
    try:
        found = subject.old.route.path(facts, to=target, step=start, on=on)
    except FactError as error:
        yield Compared("path", question, "accepted", error.message(values=True))
        return
    except TooHardError as error:
        yield Compared("path", question, "an answer", str(error))
        return
    if found is None:
        return
    shown = "; ".join([question, *map(_shown, found.steps)])
    yield Compared("path: each step is decided so", shown, [], list(_misled(subject, found, start, target)))
    if all(subject.old.oracle.facts[name].derive is None for name in facts):
        yield from _walked(subject, found, start, facts, on, shown)


def _shown(one: PathStep) -> str:
    return f"{one.step} {one.on} to {one.target}, changed {dict(one.way.changes)}, settled {dict(one.way.settles)}"


def _misled(subject: Subject, found: RoutePath, start: str, target: str) -> Iterator[str]:
    """The steps that do not lead on, by the oracle."""
    here = start
    for one in found.steps:
        assert one.on is not None
        answer = oracle.decide(subject.old.oracle, one.step, one.way.facts, one.on)
        if one.step != here or answer.target != one.target:
            yield f"{one.step} {one.on} {dict(one.way.facts)}: {answer}"
        here = one.target
    if here != target:
        yield f"it ends in {here}"


def _walked(subject: Subject, found: RoutePath, start: str, facts: Facts, on: date, shown: str) -> Iterator[Compared]:
    journey = Journey.start(subject.old.route, on=on, step=start).learn(facts, on=on)
    for one in found.steps:
        assert one.on is not None
        if one.waited:
            waits = journey.at(journey.on).decision
            assert waits is not None
            yield Compared("path: who waits, can stay", shown, False, waits.outcome in ("next", "end"))
        try:
            journey = _step(journey, one)
        except (FactError, JourneyError) as error:
            yield Compared("path: a journey walks it", shown, one.target, str(error))
            return
        yield Compared("path: a journey walks it", shown, one.target, journey.position)
        if journey.position != one.target:
            return


def _step(journey: Journey, one: PathStep) -> Journey:
    assert one.on is not None
    learned = {**one.way.changes, **one.way.settles}
    if learned:
        journey = journey.learn(learned, on=one.on)
    return journey.advance(on=one.on)
