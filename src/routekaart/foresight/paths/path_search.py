"""A search for a path through a route, the fewest steps first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import count
from typing import Literal, TypeAlias

from routekaart.deciding.decider import Decider
from routekaart.deciding.surroundings import Surroundings
from routekaart.foresight.paths.path import RoutePath, path_of
from routekaart.foresight.paths.path_values import Stage, path_steps
from routekaart.foresight.paths.student_cells import Cells, StudentCells
from routekaart.foresight.required_changes import Possibilities
from routekaart.foundation.dates import LATEST
from routekaart.foundation.errors import TooHardError
from routekaart.logic.alterations import Alteration, every_alteration, smallest_alterations
from routekaart.logic.budget import at_most
from routekaart.logic.table import Answer
from routekaart.model.fact_types import FactType
from routekaart.model.situation import Situation
from routekaart.model.step import STAY, Step

_MOST_STATES = 2_000
"""The most states that are examined; the five routes need some tens."""
_MOST_CHANGES = 2_000
"""The most sets of changes in the last try, in which larger changes than a step needs are tried too."""
_MOST_WORK = 2_000_000
"""The most work in the last try. A path that is not found with it counts as not found."""

Alterations: TypeAlias = Callable[[Possibilities, str], tuple[Alteration, ...]]
WaitsFor: TypeAlias = Literal["itself", "others"]
"""The changes of answer that a student waits for in a step: only those of that step, or those of later steps too."""


@dataclass(frozen=True)
class _State:
    """A student along a path.

    Attributes:
        cost: the number of steps, waits, changed facts and settled facts so far.
        waited: whether the student waited in this step for the current day.
    """

    step_id: str
    student: StudentCells
    cost: tuple[int, int, int, int] = (0, 0, 0, 0)
    stages: tuple[Stage, ...] = ()
    waited: bool = False


def find_path(decider: Decider, start: Step, known: Situation, to: str) -> RoutePath | None:
    """A path from a step to a step or an end; None if none was found.

    The first try takes the smallest changes, and waits for the day on which a step sends the student on. The second
    also waits for a day on which a later step gives another answer (a birthday); the third also takes larger changes
    than a step needs.
    """
    useful = _leading_to(decider.around, to)
    if start.id not in useful:
        return None
    # The days that the student waits for follow from what is known of them.
    apart = decider.apart()
    cells = Cells(apart, [decider.around.steps[name] for name in useful if name in decider.around.steps], known)
    first = _State(start.id, cells.first)
    smallest = _kept(_smallest)
    waits: tuple[WaitsFor, ...] = "itself", "others"
    for waits_for in waits:
        found = _Search(decider.around, cells, useful, to, smallest, waits_for).find(first)
        if found is not None:
            return found
    try:
        with at_most(_MOST_WORK):
            return _Search(decider.around, cells, useful, to, _every(_MOST_CHANGES), "others").find(first)
    except TooHardError:
        return None


def undated_path(decider: Decider, start: Step, known: Situation, to: str) -> RoutePath | None:
    """The same for a decider without time: only steps that were waited for keep their day."""
    found = find_path(decider, start, known, to)
    if found is None:
        return None
    return replace(found, steps=tuple(one if one.waited else replace(one, on=None) for one in found.steps))


class _Search:
    """A search for a path to a place, with the alterations to try at each step."""

    def __init__(
        self,
        around: Surroundings,
        cells: Cells,
        useful: set[str],
        to: str,
        alterations: Alterations,
        waits_for: WaitsFor,
    ) -> None:
        self._around, self._cells, self._useful, self._to = around, cells, useful, to
        self._alterations, self._waits_for = alterations, waits_for

    def find(self, first: _State) -> RoutePath | None:
        serial = count()
        waiting = [(first.cost, next(serial), first)]
        seen: set[object] = set()
        while waiting and len(seen) < _MOST_STATES:
            _, _, state = heappop(waiting)
            if state.step_id == self._to:
                steps = path_steps(self._cells, state.stages)
                if steps is not None:
                    return path_of(self._around, steps)
                continue
            key = self._what_cannot_be_undone(state)
            if key in seen or state.step_id not in self._around.steps:
                continue
            seen.add(key)
            for following in self._following(state):
                heappush(waiting, (following.cost, next(serial), following))
        return None

    def _following(self, state: _State) -> Iterator[_State]:
        step = self._around.steps[state.step_id]
        found = self._cells.possibilities(step, state.student)
        if found is None:
            # What was settled along the path cannot all be true together after all.
            return
        for target in step.targets:
            if target in self._useful and target != step.id:
                yield from self._gone(found, state, target)
        if step.otherwise != STAY:
            return
        if not _is_sent_away(found.table_after(()).answers(found.known), step):
            yield from self._later(step, state)
        elif self._waits_for == "others":
            yield from self._gone(found, state, step.id)

    def _gone(self, found: Possibilities, state: _State, target: str) -> Iterator[_State]:
        """The student at a target of the current step, for each alteration that leads there."""
        moves, waits, changed, settled = state.cost
        stays = target == found.step.id
        for altered in self._alterations(found, target):
            cost = moves + (not stays), waits, changed + len(altered.changed), settled + len(altered.settled)
            for after, part in self._cells.students_after(found, state.student, altered):
                stage = Stage(target, state.waited, found, part, state.student, after)
                there = after if stays else self._cells.entering(after)
                yield _State(target, there, cost, (*state.stages, stage))

    def _later(self, step: Step, state: _State) -> Iterator[_State]:
        """The same student in the same step on later days, as long as nothing sends them away."""
        moves, waits, changed, settled = state.cost
        for_others = self._waits_for == "others"
        steps = [one for name, one in self._around.steps.items() if name in self._useful] if for_others else [step]
        for day in self._cells.days_ahead(steps, state.student, LATEST):
            student = self._cells.later(state.student, day)
            answers = () if student is None else self._cells.answers(step, student)
            if student is None or not answers:
                # No student lives so long.
                return
            sent_away = _is_sent_away(answers, step)
            if for_others or sent_away:
                yield replace(state, student=student, cost=(moves, waits + 1, changed, settled), waited=True)
            if sent_away:
                return

    def _what_cannot_be_undone(self, state: _State) -> object:
        """The part of a state that later changes cannot undo; a fact that changes freely can be changed again."""
        student, facts = state.student, self._cells.vocabulary.facts
        masks = frozenset((name, mask) for name, mask in student.masks.items() if not _is_free(facts[name]))
        # A student who was made to stay must keep staying.
        stays = bool(state.stages) and state.stages[-1].target == state.step_id and len(state.stages)
        return state.step_id, student.on, masks, frozenset(student.days.items()), student.told, stays


def _is_sent_away(answers: tuple[Answer, ...], step: Step) -> bool:
    """Whether the student is surely sent elsewhere, or the route has no answer for them."""
    return len(answers) == 1 and answers[0] != Answer("target", step.id)


def _smallest(found: Possibilities, target: str) -> tuple[Alteration, ...]:
    """The smallest alterations: those that can be undone, and those that cannot."""
    answer = Answer("target", target)
    reversible = tuple(
        mask if _is_free(axis.fact) else found.known[number]
        for number, (axis, mask) in enumerate(zip(found.grid.axes, found.possible, strict=True))
    )
    altered = dict.fromkeys(smallest_alterations(found.table_after, answer, found.known, reversible))
    if reversible != found.possible:
        altered.update(dict.fromkeys(smallest_alterations(found.table_after, answer, found.known, found.possible)))
    return tuple(altered)


def _kept(alterations: Alterations) -> Alterations:
    """The same, cached for steps that have equal tables and cells on other days."""
    kept: dict[object, tuple[Alteration, ...]] = {}

    def found(here: Possibilities, target: str) -> tuple[Alteration, ...]:
        free = tuple(_is_free(axis.fact) for axis in here.grid.axes)
        key = here.table, tuple(here.assumed), here.grid if here.assumed else free, here.known, here.possible, target
        if key not in kept:
            kept[key] = alterations(here, target)
        return kept[key]

    return found


def _every(most: int) -> Alterations:
    """All alterations of which no part is enough, from at most this many sets of changes."""
    left = iter(range(most))

    def found(here: Possibilities, target: str) -> tuple[Alteration, ...]:
        return every_alteration(here.table_after, Answer("target", target), here.known, here.possible, left)

    return found


def _leading_to(around: Surroundings, to: str) -> set[str]:
    """The steps from which some chain of transitions leads to a place, and that place."""
    found = {to}
    while True:
        more = {name for name, step in around.steps.items() if name not in found and found & set(step.targets)}
        if not more:
            return found
        found |= more


def _is_free(fact: FactType) -> bool:
    return fact.changes == "freely" and fact.kind != "date"
