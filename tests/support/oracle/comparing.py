"""For whom two versions of a route differ, by asking both about everybody: docs/diff.md."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from math import prod

from .conditions import ALWAYS, Student, Value, holds
from .deciding import goes_to, outcome_of
from .route_file import Part, Route, Step
from .students import TooMany, World, fits, values_of, world
from .telling import Refused, in_domain, tell


@dataclass(frozen=True)
class Both:
    """A student as she is told, and as each version knows her; None where a version refuses her."""

    told: dict[str, str]
    old: Student | None
    new: Student | None


def everybody_in_both(old: Route, new: Route, on: date, most: int = 2_000) -> Iterator[Both]:
    """Everyone who can be told of, in full, one of each kind that some version can tell apart.

    Raises:
        TooMany: there are more than `most`.
    """
    worlds = (_whole_world(old, on), _whole_world(new, on))
    ways = {name: _ways_to_tell(worlds, name) for there in worlds for name in there.told}
    if prod(map(len, ways.values())) > most:
        raise TooMany
    for values in product(*ways.values()):
        told = dict(zip(ways, values, strict=True))
        yield Both(told, *(_known_by(there, told) for there in worlds))


def _whole_world(route: Route, on: date) -> World:
    asked = [when for step in route.steps.values() for when in step.conditions]
    return world(route, on, asked, route.facts)


def _ways_to_tell(worlds: tuple[World, World], name: str) -> list[str]:
    """What can be said of a fact: a value of each kind, in the words of a person."""
    knowing = [there for there in worlds if name in there.route.facts]
    alike = len({there.route.facts[name].type for there in knowing}) == 1 and all(
        there.route.facts[name].decimals == knowing[0].route.facts[name].decimals for there in knowing
    )
    groups = [knowing] if alike else [[there] for there in knowing]
    values = [value for group in groups for there in group for value in values_of([there, *group], name, {})]
    if len(knowing) == 1:  # what only one version asks, it accepts: the other never heard of it
        values = [value for value in values if in_domain(knowing[0].route.facts[name], value, knowing[0].on)]
    return list(dict.fromkeys(map(written, values)))


def written(value: Value) -> str:
    """A value as a person writes it."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return value.isoformat() if isinstance(value, date) else str(value)


def _known_by(there: World, told: Mapping[str, str]) -> Student | None:
    try:
        known = tell(there.route, {name: one for name, one in told.items() if name in there.route.facts})
    except Refused:
        return None
    student = there.complete({name: one.first for name, one in known.items() if name in there.told})
    return student if fits(student, known) and there.can_be(student) else None


def next_step(route: Route, step: Step, student: Student, on: date) -> tuple[str, str | None]:
    """The outcome and the target for one student."""
    return outcome_of(route, step, goes_to(step, student, route.limits(on)))


def applying(route: Route, step: Step, student: Student, on: date) -> frozenset[Part]:
    """The parts of a step that apply to one student, without their conditions."""
    limits = route.limits(on)
    return frozenset(replace(part, when=ALWAYS) for part in step.parts if holds(part.when, student, limits))


def differences(old: Route, new: Route, on: date, both: Both) -> Iterator[tuple[str, ...]]:
    """What one version does with a student and the other does not.

    Yields:
        `("accepted", version)` for whom only this version accepts; `("follows", fact)` for a fact of which they make
        something else, so that telling it is refused by one; `("next", step, was, becomes)`; `("parts", step)`.
    """
    if both.old is None or both.new is None:
        if both.old is not both.new:
            yield "accepted", "new" if both.old is None else "old"
        return
    for name in both.old.keys() & both.new.keys() - both.told.keys():
        if both.old[name] != both.new[name]:
            yield "follows", name
    for name in old.steps.keys() & new.steps.keys():
        before, after = old.steps[name], new.steps[name]
        was, becomes = next_step(old, before, both.old, on), next_step(new, after, both.new, on)
        if was != becomes:
            yield "next", name, was[1] or was[0], becomes[1] or becomes[0]
        if applying(old, before, both.old, on) != applying(new, after, both.new, on):
            yield "parts", name


def days_to_compare(old: Route, new: Route) -> list[date]:
    """A day out of each period in which no limit of either version changes."""
    starts = sorted({*old.starts(), *new.starts()})
    return [*starts, *([starts[0] - timedelta(days=1)] if starts else [])]
