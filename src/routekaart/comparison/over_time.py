"""Searches on every reference date: in each period between changes of limits, and on each day that matters."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeAlias, TypeVar

from routekaart.comparison.changes import Pair, Period, T
from routekaart.comparison.regions import StudentSet
from routekaart.foundation.dates import EARLIEST, LATEST
from routekaart.foundation.errors import TooHardError
from routekaart.logic.budget import at_most
from routekaart.logic.distinguishing_days import day_with_somebody, further_days
from routekaart.logic.formula import Cube, conjoin, opposite
from routekaart.logic.grid import Grid
from routekaart.logic.grid_cache import GridCache
from routekaart.model.condition import Condition
from routekaart.model.situation import situation

MOST_WORK = 5_000_000
"""The budget of one search: some seconds. Real steps need some thousands."""

ChangeKey = TypeVar("ChangeKey")


@dataclass(frozen=True, slots=True)
class Different(Generic[ChangeKey]):
    """Students who get a different result on one day.

    Attributes:
        key: the old and the new answer.
        about: the axes that the change is about.
    """

    key: ChangeKey
    students: StudentSet
    about: frozenset[int]


DaySearch: TypeAlias = Callable[[Grid], Iterable[Different[ChangeKey]]]


def meeting_one(before: Condition, after: Condition) -> DaySearch[Pair[bool]]:
    """A search for the students who meet only one of two conditions; the key has whether each of the two holds."""

    def search(grid: Grid) -> Iterator[Different[Pair[bool]]]:
        old, new = grid.formula(before), grid.formula(after)
        for key, holding, failing in ((Pair(True, False), old, new), (Pair(False, True), new, old)):
            formula = conjoin([holding, opposite(failing, grid.full)], grid.full)
            students = StudentSet(grid.valid, formula, grid.full)
            if students.some() is not None:
                yield Different(key, students, frozenset())

    return search


@dataclass(frozen=True, slots=True)
class Seen(Generic[ChangeKey]):
    """A region of students with a change, on one day of a period.

    Attributes:
        every_day: whether it holds on every day of the period.
    """

    change: Different[ChangeKey]
    on: date
    period: Period
    every_day: bool
    grid: Grid
    cube: Cube


@dataclass(slots=True)
class SearchResult(Generic[ChangeKey]):
    """The students seen on all days, and what the search may have missed.

    Attributes:
        too_much: the search took too long, or gave too many regions.
        unsure: the days that were not examined may differ.
        incomparable: some students have facts whose values in the two versions cannot be compared.
        not_replayed: a version decides differently about a student than was proven, which is a fault in the proof.
    """

    seen: list[Seen[ChangeKey]] = field(default_factory=list)
    too_much: bool = False
    unsure: bool = False
    incomparable: bool = False
    not_replayed: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether nothing was missed."""
        return not (self.too_much or self.unsure or self.incomparable or self.not_replayed)


@dataclass(frozen=True, slots=True)
class Findings(Generic[T]):
    """The changes of one kind in one part of a route.

    Attributes:
        searches: the searches that gave them.
        unsure: the versions may differ although no student shows it.
    """

    changes: tuple[T, ...] = ()
    searches: tuple[SearchResult[Any], ...] = ()
    unsure: bool = False


def search_every_day(
    grids: GridCache, conditions: tuple[Condition, ...], search: DaySearch[ChangeKey]
) -> SearchResult[ChangeKey]:
    """Search on every reference date.

    Args:
        grids: the joint facts, with the students who are searched.
        conditions: the conditions that tell these students apart.
        search: returns the students who get a different result on the day of a grid.
    """
    found: SearchResult[ChangeKey] = SearchResult()
    try:
        with at_most(MOST_WORK):
            for here in _on_every_day(grids, conditions, search, found):
                regions = here.change.students.regions(here.change.about)
                found.too_much |= not regions.complete
                found.seen += [here.seen(cube) for cube in regions.cubes]
    except TooHardError:
        found.too_much = True
    return found


def search_until(
    grids: GridCache,
    conditions: tuple[Condition, ...],
    search: DaySearch[ChangeKey],
    enough: Callable[[Seen[ChangeKey]], bool],
) -> SearchResult[ChangeKey]:
    """Search day by day, until `enough` accepts some students with a change; only these are in the result.

    Args:
        enough: whether nothing more needs to be found, given some of the students of a change.
    """
    found: SearchResult[ChangeKey] = SearchResult()
    try:
        with at_most(MOST_WORK):
            for here in _on_every_day(grids, conditions, search, found):
                some = here.change.students.some()
                if some is None:
                    continue
                if enough(seen := here.seen(some)):
                    found.seen.append(seen)
                    return found
                found.not_replayed = True
    except TooHardError:
        found.too_much = True
    return found


@dataclass(frozen=True, slots=True)
class _OnOneDay(Generic[ChangeKey]):
    """A change on one day of a period, whose regions have not been searched yet."""

    change: Different[ChangeKey]
    on: date
    period: Period
    grid: Grid

    def seen(self, cube: Cube) -> Seen[ChangeKey]:
        every_day = self.grid.is_said_every_day(cube)
        return Seen(self.change, self.on, self.period, every_day, self.grid, cube)


def _on_every_day(
    grids: GridCache, conditions: tuple[Condition, ...], search: DaySearch[ChangeKey], found: SearchResult[ChangeKey]
) -> Iterator[_OnOneDay[ChangeKey]]:
    for span in _periods(grids):
        yield from _in_period(grids, conditions, search, span, found)


def _in_period(
    grids: GridCache,
    conditions: tuple[Condition, ...],
    search: DaySearch[ChangeKey],
    span: tuple[Period, date, date],
    found: SearchResult[ChangeKey],
) -> Iterator[_OnOneDay[ChangeKey]]:
    period, start, end = span
    first = period.since or EARLIEST
    start = day_with_somebody(grids, first, start, end)
    grid = grids.grid(conditions, start, {})
    known: set[ChangeKey] = set()
    for on in (start, *(() if grid.dates.same_every_day else further_days(grid, first, start, end))):
        here = grid if on == start else grids.grid(conditions, on, {})
        if here.cube(situation(grids.vocabulary, {}, on)) is None or not grids.has_somebody(on):
            continue
        new: set[ChangeKey] = set()
        for different in search(here):
            if different.key in known:
                # Reported as on the first day; on another day it may begin at another birth date.
                continue
            new.add(different.key)
            yield _OnOneDay(different, on, period, here)
        known |= new
    if not known and not grid.dates.same_every_day and grid.dates.counts_in_several_ways():
        found.unsure |= _differs_without_time(grids, conditions, search, start)


def _differs_without_time(
    grids: GridCache, conditions: tuple[Condition, ...], search: DaySearch[ChangeKey], on: date
) -> bool:
    """Whether some student gets a different result if ages and terms can have any value; if not, none ever does."""
    timeless = GridCache(grids.vocabulary.without_time()).grid(conditions, on, {})
    return next(iter(search(timeless)), None) is not None


def _periods(grids: GridCache) -> Iterator[tuple[Period, date, date]]:
    """Each period in which all limits of both versions keep their value, with the first day to examine and its end."""
    starts = grids.vocabulary.periods()
    for position, start in enumerate(starts):
        until = starts[position + 1] if position + 1 < len(starts) else None
        yield Period(start if position else None, until), start, until or LATEST
