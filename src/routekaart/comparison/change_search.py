"""A search for the students for whom one thing changes: all of them in regions, or only whether there are any."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic

from routekaart.comparison.changes import Pair, Region, T
from routekaart.comparison.joint import Joint
from routekaart.comparison.over_time import (
    ChangeKey,
    DaySearch,
    Findings,
    Seen,
    search_every_day,
    search_until,
)
from routekaart.comparison.region_words import is_replayed, replayed
from routekaart.diagnostics.witness import Witness
from routekaart.logic.grid_cache import GridCache
from routekaart.model.condition import Condition


@dataclass(frozen=True, slots=True)
class ChangeSearch(Generic[ChangeKey, T]):
    """A search, and how its results become changes.

    Attributes:
        among: the joint facts, with the students who are searched.
        conditions: the conditions that tell these students apart.
        on_a_day: returns the students who get a different result on the day of a grid.
        students: makes one of the students of a region, as either version knows them.
        change: makes a change from a region; None if a version decides differently about this student.
    """

    joint: Joint
    among: GridCache
    conditions: tuple[Condition, ...]
    on_a_day: DaySearch[ChangeKey]
    students: Callable[[Seen[ChangeKey]], Pair[Witness]]
    change: Callable[[ChangeKey, Region], T | None]

    def changes(self) -> Findings[T]:
        """All changes, each with the regions of its students."""
        result = search_every_day(self.among, self.conditions, self.on_a_day)
        return Findings(tuple(replayed(self.joint, result, self.students, self.change)), (result,))

    def finds_somebody(self) -> bool | None:
        """Whether both versions really give some student a different result; None if that is not proven."""

        def enough(seen: Seen[ChangeKey]) -> bool:
            return is_replayed(self.joint, seen, self.students, self.change)

        result = search_until(self.among, self.conditions, self.on_a_day, enough)
        if not result.seen and result.not_replayed:
            # The students who were tried are not the only ones: a region may have others.
            found = self.changes()
            return True if found.changes else None
        return bool(result.seen) or (False if result.is_complete else None)


def all_changes(searches: Iterable[ChangeSearch[Any, T]]) -> Findings[T]:
    """What several searches find together."""
    found = [one.changes() for one in searches]
    changes = tuple(change for one in found for change in one.changes)
    return Findings(changes, tuple(result for one in found for result in one.searches))
