"""Journeys: what is learned decides, moves forget what is asked at each visit, and another version takes them over."""

import json
from collections.abc import Iterator
from datetime import date, timedelta

import routekaart
from routekaart import FactError, Journey, RouteError

from ..made_up.dice import Dice
from ..made_up.students import Facts, made_up_student, reference_date, told_of
from ..oracle import deciding as oracle
from ..oracle.route_file import Route
from ..oracle.students import TooMany, somebody_can_be
from .compared import Compared
from .subjects import Subject

MOVES = 4


def law(subject: Subject) -> Iterator[Compared]:
    """One student, followed on one day; then a correction, and the new version."""
    dice = subject.dice("journey")
    route = subject.old.oracle
    on, step = reference_date(dice, route), dice.pick(list(route.steps))
    if not somebody_can_be(route, on):
        return
    facts = told_of(dice, route, made_up_student(dice, route, on), on, follows=False)
    try:
        if oracle.decide(route, step, facts, on) == oracle.REFUSED:
            return
        yield from _moved(subject, step, facts, on)
        yield from _taken_back(subject, dice, step, facts, on)
        yield from _migrated(subject, dice, step, facts, on)
    except TooMany:
        return


def _moved(subject: Subject, step: str, facts: Facts, on: date) -> Iterator[Compared]:
    route = subject.old.oracle
    question = f"{step} {on} {facts}"
    journey = Journey.start(subject.old.route, on=on, step=step).learn(facts, on=on)
    for _ in range(MOVES):
        if step in route.ends:
            break
        answer = oracle.decide(route, step, facts, on)
        journey = journey.advance(on=on)
        if answer.outcome in ("next", "end"):
            step = answer.target or step
            facts = {name: value for name, value in facts.items() if route.facts[name].lifetime != "visit"}
        yield Compared("journey: where she goes", question, step, journey.position)
    kept = json.loads(json.dumps(journey.to_dict()))
    yield Compared("journey: kept and read", question, True, Journey.from_dict(kept, subject.old.route) == journey)


def _taken_back(subject: Subject, dice: Dice, step: str, facts: Facts, on: date) -> Iterator[Compared]:
    """A fact that was told and is not known any more leaves nothing behind."""
    route = subject.old.oracle
    other = told_of(dice, route, made_up_student(dice, route, on), on)
    names = [name for name in other if name not in facts]
    if not names or oracle.decide(route, step, {**facts, names[0]: other[names[0]]}, on) == oracle.REFUSED:
        return
    journey = Journey.start(subject.old.route, on=on, step=step).learn({names[0]: other[names[0]]}, on=on)
    question = f"{step} {on} {names[0]} {other[names[0]]}, taken back; then {facts}"
    try:
        decision = journey.learn({names[0]: None}, on=on).learn(facts, on=on).decision
    except FactError as error:
        yield Compared("journey: taken back", question, "learned", str(error))
        return
    answer = oracle.decide(route, step, facts, on)
    found = decision and (decision.outcome, decision.target)
    yield Compared("journey: taken back", question, (answer.outcome, answer.target), found)


def _migrated(subject: Subject, dice: Dice, step: str, facts: Facts, on: date) -> Iterator[Compared]:
    try:
        new_route = subject.new.route
    except RouteError:
        return
    old, new = subject.old.oracle, subject.new.oracle
    other = told_of(dice, old, made_up_student(dice, old, on), on, follows=False)
    corrected = {name: value for name, value in other.items() if name in facts}
    later = on + timedelta(days=dice.number(0, 40))
    journey = Journey.start(subject.old.route, on=on, step=step).learn(facts, on=on)
    try:
        journey = journey.correct(corrected, on=later)
        facts = {**facts, **corrected}
    except (FactError, routekaart.JourneyError):
        corrected = {}
    if not (somebody_can_be(new, on) and somebody_can_be(new, later)):
        return
    question = f"{step} {on} {facts}, corrected on {later}: {sorted(corrected)}"
    migration = routekaart.migrate(json.loads(json.dumps(journey.to_dict())), new_route)
    moved = migration.journey(on=later, step=None if migration.position else new_route.start)
    gone = {name for name in facts if name not in new.facts}
    yield Compared("journey: another version takes it over", question, set(), gone - set(migration.lost))
    if moved.position in new.steps and not migration.lost and _means_the_same(old, new, facts):
        answer = oracle.decide(new, moved.position, facts, later)
        try:
            made = moved.decision
            found = ("refused", None) if made is None else (made.outcome, made.target)
        except FactError:
            found = ("refused", None)
        yield Compared("journey: the other version decides", question, (answer.outcome, answer.target), found)


def _means_the_same(old: Route, new: Route, facts: Facts) -> bool:
    return all(old.facts[name] == new.facts[name] and not new.facts[name].past for name in facts)
