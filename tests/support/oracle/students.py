"""Every student who fits what is told.

There are as many students as there are values, so values that nothing in the route can tell apart are tried once. Two
days are alike when each comparison of the date, and of each date and count that is read off it, comes out the same. All
of these only go up, or only down, as the day moves on: so when two days are alike, each day between them is too.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import product
from math import prod
from typing import TypeAlias

from .conditions import Condition, Limits, Student, Value, holds, meant, operands_of, side_of, tests_in
from .days import EARLIEST, LATEST, counted, end_of_school_year, moved
from .route_file import Count, Definition, Fact, Moved, Route
from .telling import Known, in_domain

Cuts: TypeAlias = dict[str, set[Value]]
"""For each fact the values that something compares it with."""
OTHER_TEXTS = ("iets anders", "nog iets anders")
"""Texts that no route names."""


MOST = 20_000
"""So many students are looked at for one question."""


class TooMany(Exception):
    """There are more than `MOST` students to look at."""


@dataclass(frozen=True)
class World:
    """Who there can be in a route on a day.

    Attributes:
        names: the facts that count for what is asked, with all that they follow from.
        told: those of them that must be told, in the order of the route.
        follows: the facts that follow from them, in order.
    """

    route: Route
    on: date
    limits: Limits
    names: tuple[str, ...]
    told: tuple[str, ...]
    follows: tuple[tuple[str, Definition], ...]
    cuts: Cuts

    def complete(self, told: Mapping[str, Value]) -> Student:
        """A student with all that follows from what is told."""
        student = dict(told)
        for name, definition in self.follows:
            student[name] = self._what_follows(definition, student)
        return student

    def _what_follows(self, definition: Definition, student: Student) -> Value:
        if isinstance(definition, Count | Moved):
            day = student[definition.day]
            assert isinstance(day, date)
            return read_off(day, definition, self.on)
        return holds(definition, student, self.limits)

    def can_be(self, student: Student) -> bool:
        """Whether each value can be, and no combination is impossible."""
        return all(in_domain(self.route.facts[name], value, self.on) for name, value in student.items()) and not any(
            holds(condition, student, self.limits) for condition in self.route.impossible
        )


def read_off(day: date, definition: Count | Moved, on: date) -> Value:
    """The count of a date, or the moved date."""
    if isinstance(definition, Count):
        return Decimal(counted(day, on, definition.unit, definition.direction))
    for unit, amount in definition.amounts:
        day = moved(day, amount, unit)
    return end_of_school_year(day) if definition.to_end else day


def world(route: Route, on: date, asked: Sequence[Condition], known: Iterable[str] = ()) -> World:
    """The facts that some conditions and `impossible` speak of, and those that are known."""
    conditions = [*asked, *route.impossible]
    names = route.needed([*known, *(test.fact for one in conditions for test in tests_in(one))])
    counted_too = set(names)
    follows: list[tuple[str, Definition]] = []
    for name, fact in route.facts.items():
        readable = isinstance(fact.derive, Count | Moved) and fact.derive.day in counted_too
        if fact.derive is not None and (name in counted_too or readable):
            counted_too.add(name)
            follows.append((name, fact.derive))
    told = tuple(name for name in names if route.facts[name].derive is None)
    limits = route.limits(on)
    definitions = [one for _, one in follows if not isinstance(one, Count | Moved)]
    cuts = _cuts([*conditions, *definitions], limits)
    for name in counted_too:
        fact = route.facts[name]
        cuts.setdefault(name, set()).update(end for end in (fact.low, fact.high) if end is not None)
        if fact.past:
            cuts[name].add(on)
    return World(route, on, limits, names, told, tuple(follows), cuts)


def _cuts(conditions: Iterable[Condition], limits: Limits) -> Cuts:
    cuts: Cuts = {}
    for condition in conditions:
        for test in tests_in(condition):
            cuts.setdefault(test.fact, set()).update(meant(one, limits) for one in operands_of(test))
    return cuts


def everybody(there: World, known: Known, *, both_ends: bool = False) -> list[Student]:
    """Every student who fits what is known, one of each kind.

    Args:
        both_ends: of days and numbers that are alike the first and the last, to see whether there are more than one.

    Raises:
        TooMany: there are more than `MOST` to look at.
    """
    values = [values_of([there], name, known, both_ends=both_ends) for name in there.told]
    if prod(map(len, values)) > MOST:
        raise TooMany
    found = (there.complete(dict(zip(there.told, one, strict=True))) for one in product(*values))
    return [student for student in found if fits(student, known) and there.can_be(student)]


def somebody_can_be(route: Route, on: date) -> bool:
    """Whether there is a student at all on a day; True as well when there are too many to look at."""
    free = replace(route, impossible=())
    for name, fact in route.facts.items():
        if fact.derive is None:
            there = world(free, on, [], [name])
            if not any(there.can_be(there.complete({name: value})) for value in values_of([there], name, {})):
                return False
    try:
        return bool(everybody(world(route, on, []), {}))
    except TooMany:
        return True


def fits(student: Mapping[str, Value], known: Known) -> bool:
    """Whether a student is as was told."""
    return all(told.fits(student[name]) for name, told in known.items())


# One value of each kind.


def values_of(worlds: Sequence[World], name: str, known: Known, *, both_ends: bool = False) -> list[Value]:
    """The values that a fact can have, one of each kind that some of these worlds can tell apart."""
    told = known.get(name)
    if told is not None and told.first == told.last:
        return [told.first]
    fact = worlds[0].route.facts[name]
    cuts = {one for there in worlds for one in there.cuts.get(name, ())}
    match fact.type:
        case "yes_no":
            return [False, True]
        case "choice":
            return list(fact.options)
        case "text":
            return [*sorted(map(str, cuts)), *OTHER_TEXTS[: 2 if both_ends else 1]]
        case "number":
            return list(_numbers(fact, [one for one in cuts if isinstance(one, Decimal)], both_ends=both_ends))
        case _:
            return list(_days(worlds, name, known, both_ends=both_ends))


def _numbers(fact: Fact, cuts: list[Decimal], *, both_ends: bool) -> Iterator[Decimal]:
    """Every number that can be told, as far as one beyond each limit, where nothing differs any more."""
    grid = [int(one.scaleb(fact.decimals).to_integral_value("ROUND_FLOOR")) for one in cuts] or [0]
    low = (
        int(fact.low.scaleb(fact.decimals).to_integral_value("ROUND_CEILING"))
        if fact.low is not None
        else min(grid) - 2
    )
    high = int(fact.high.scaleb(fact.decimals)) if fact.high is not None else max(grid) + 2

    def number(place: int) -> Decimal:
        return Decimal(place).scaleb(-fact.decimals)

    def sides(place: int) -> tuple[int, ...]:
        return tuple(side_of(number(place), cut) for cut in cuts)

    return map(number, one_of_each(low, high, sides, both_ends=both_ends))


def _days(worlds: Sequence[World], name: str, known: Known, *, both_ends: bool) -> Iterator[date]:
    first, last = EARLIEST, LATEST
    told = known.get(name)
    if told is not None:
        assert isinstance(told.first, date)
        assert isinstance(told.last, date)
        first, last = told.first, told.last
    views = [_view(there, name, known) for there in worlds]

    def sides(number: int) -> tuple[int, ...]:
        day = date.fromordinal(number)
        return tuple(side for view in views for side in view(day))

    return map(date.fromordinal, one_of_each(first.toordinal(), last.toordinal(), sides, both_ends=both_ends))


def _view(there: World, name: str, known: Known) -> Callable[[date], Iterator[int]]:
    """What a world can tell of a day: on which side of each limit it lies, and all that is read off it."""
    chain = [(name, None), *_readings(there, name)]
    limits = {other: set(there.cuts.get(other, ())) for other, _ in chain}
    for other in limits:
        if other in known:
            limits[other] |= {known[other].first, known[other].last}

    def sides(day: date) -> Iterator[int]:
        values: dict[str, Value] = {}
        for other, definition in chain:
            if definition is None:
                values[other] = day
            else:
                start = values[definition.day]
                assert isinstance(start, date)
                values[other] = read_off(start, definition, there.on)
            for limit in limits[other]:
                yield side_of(values[other], limit)

    return sides


def _readings(there: World, name: str) -> list[tuple[str, Count | Moved]]:
    """The counts and moved dates that are read off a date."""
    found = [name]
    readings: list[tuple[str, Count | Moved]] = []
    for other, definition in there.follows:
        if isinstance(definition, Count | Moved) and definition.day in found:
            found.append(other)
            readings.append((other, definition))
    return readings


def one_of_each(low: int, high: int, sides: Callable[[int], tuple[int, ...]], *, both_ends: bool = False) -> list[int]:
    """The first number of each stretch of numbers that lie on the same sides of every limit; or its first and last."""
    if low > high:
        return []
    found = {low, high} if both_ends else {low}
    waiting = [(low, sides(low), high, sides(high))]
    while waiting:
        first, its_sides, last, other_sides = waiting.pop()
        if its_sides == other_sides:
            continue
        if last == first + 1:
            found |= {first, last} if both_ends else {last}
            continue
        middle = (first + last) // 2
        between = sides(middle)
        waiting += [(first, its_sides, middle, between), (middle, between, last, other_sides)]
    return sorted(found)
