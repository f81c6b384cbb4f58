"""A cache of answers at the steps of a route, by cells that mean the same on every reference date.

It is for dates that follow from the facts of one student: the days of an outlook are never kept, but the answers are.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

from routekaart.deciding.outcome_words import Outcome
from routekaart.logic.everyday_cells import EverydayCells, EverydayCube
from routekaart.logic.grid_cache import GridCache
from routekaart.model.situation import Known
from routekaart.model.step import Step

_MOST_ANSWERS = 65_536
"""The number of answers that are kept for one route."""

DayAnswer: TypeAlias = tuple[Outcome, str | None, tuple[str, ...]]
"""The outcome, the target and the possible targets."""
AnswersByDay: TypeAlias = Callable[[date], DayAnswer | None]
"""Returns the answer on a reference date; None if no student can be like this on that date."""


class EverydayAnswers:
    """The answers that were given at the steps of one route, by everyday cells. Safe to share between threads."""

    def __init__(self, grids: GridCache) -> None:
        """An empty cache, for the facts of a route."""
        self._grids = grids
        self._cells: dict[str, EverydayCells] = {}
        self._answers: dict[tuple[str, EverydayCube], DayAnswer | None] = {}

    def of(self, step: Step, known: Mapping[str, Known], find: AnswersByDay) -> AnswersByDay:
        """The answers at a step; `find` is called only for a student unlike every earlier one.

        Args:
            known: what is known of facts that follow from no others; nothing is known of those that do.
            find: finds the answer for the first student of a kind.
        """
        cells = self._cells.get(step.id)
        if cells is None:
            cells = self._cells[step.id] = EverydayCells(self._grids, step.guards)
        cube_on = cells.of(known)

        def answer(on: date) -> DayAnswer | None:
            key = step.id, cube_on(on)
            try:
                return self._answers[key]
            except KeyError:
                # `find` is not called from here: an error that it raises would keep this one alive.
                pass
            found = find(on)
            if len(self._answers) >= _MOST_ANSWERS:
                self._answers.clear()
            self._answers[key] = found
            return found

        return answer
