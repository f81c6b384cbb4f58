"""Answers at the steps of a route that are found again on other reference dates, by cells that mean the same on each.

For what follows from the facts of one student: the days of an outlook are never kept, and what was answered on them is.
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
"""The outcome, the target and what is possible."""
AnswersByDay: TypeAlias = Callable[[date], DayAnswer | None]
"""Gives the answer on a reference date; None when nobody can be like this on it."""


class EverydayAnswers:
    """The answers that were given at the steps of one route, by everyday cells. Safe to share between threads."""

    def __init__(self, grids: GridCache) -> None:
        """Without answers, for the facts of a route."""
        self._grids = grids
        self._cells: dict[str, EverydayCells] = {}
        self._answers: dict[tuple[str, EverydayCube], DayAnswer | None] = {}

    def of(self, step: Step, known: Mapping[str, Known], find: AnswersByDay) -> AnswersByDay:
        """The answers at a step, found as they were found before for who is alike.

        Args:
            known: what is known of facts that follow from no others; nothing is known of those that do.
            find: for who is the first of a kind.
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
                # Not found from here: its error would hold this one.
                pass
            found = find(on)
            if len(self._answers) >= _MOST_ANSWERS:
                self._answers.clear()
            self._answers[key] = found
            return found

        return answer
