"""What it would take to come to a target, by trying every change: "What would it take?" in docs/journeys.md."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations, product
from math import prod
from typing import TypeAlias

from .conditions import Student, Value
from .deciding import goes_to
from .route_file import Fact, Route
from .students import TooMany, values_of, world
from .telling import tell

Way: TypeAlias = tuple[frozenset[str], frozenset[str]]
"""The facts that must become otherwise, and those that are unknown and must turn out so."""
MOST = 3_000


def can_become(fact: Fact, old: Value, new: Value, on: date) -> bool:
    """Whether a fact can change so: `changes`, and a date that has passed only makes place for a later one."""
    if new == old:
        return True
    match fact.changes:
        case "never":
            return False
        case "once":
            return new is True
        case "grows":
            return isinstance(new, Decimal | date) and new > old  # type: ignore[operator]
    return not (isinstance(old, date) and isinstance(new, date)) or new >= min(old, on)


def smallest_ways(route: Route, step: str, target: str, facts: Mapping[str, object], on: date) -> set[Way]:
    """The ways with the fewest changes, and of those with the fewest facts settled; no fact that follows is told.

    Raises:
        TooMany: there are more than `MOST` students to look at.
    """
    here = route.steps[step]
    known = {name: told.first for name, told in tell(route, facts).items()}
    there = world(route, on, [one.when for one in here.transitions], known)
    for name, value in known.items():
        there.cuts.setdefault(name, set()).add(value)
        if isinstance(value, date):
            there.cuts[name].add(on)
    values = {name: values_of([there], name, {}) for name in there.told}
    if prod(map(len, values.values())) > MOST:
        raise TooMany
    everyone = [there.complete(dict(zip(values, one, strict=True))) for one in product(*values.values())]
    students = [(student, goes_to(here, student, there.limits)) for student in everyone if there.can_be(student)]
    unknown = [name for name in there.told if name not in known]
    for changed, settled in _sizes(len(known), len(unknown)):
        ways = {
            (frozenset(changes), frozenset(settles))
            for changes in combinations(known, changed)
            for settles in combinations(unknown, settled)
            if _leads_there(route, students, known, changes, settles, target, on)
        }
        if ways:
            return ways
    return set()


def _sizes(known: int, unknown: int) -> Iterator[tuple[int, int]]:
    yield from product(range(known + 1), range(unknown + 1))


def _leads_there(
    route: Route,
    students: Sequence[tuple[Student, str]],
    known: Mapping[str, Value],
    changes: Sequence[str],
    settles: Sequence[str],
    target: str,
    on: date,
) -> bool:
    """Whether some values of these facts bring everybody there who fits them and what else is known."""
    same = [name for name in known if name not in changes]
    answers: dict[tuple[Value, ...], set[str]] = {}
    for student, answer in students:
        if all(student[name] == known[name] for name in same) and all(
            student[name] != known[name] and can_become(route.facts[name], known[name], student[name], on)
            for name in changes
        ):
            answers.setdefault(tuple(student[name] for name in (*changes, *settles)), set()).add(answer)
    return {target} in answers.values()
