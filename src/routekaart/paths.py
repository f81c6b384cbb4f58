"""A shortest way through a route for a student, with what must become true at each step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from heapq import heappop, heappush
from itertools import count
from typing import Any

from routekaart.condition import Value
from routekaart.dates import LATEST
from routekaart.deciding import Decider
from routekaart.explanation import Surroundings
from routekaart.facts import FactType
from routekaart.knowledge import Knowledge, knowledge_of
from routekaart.language import Text
from routekaart.logic.alterations import Alteration
from routekaart.logic.axes import Axis, date_domain
from routekaart.outlook import changes, days_to_look
from routekaart.reach import Possibilities, Way, alterations, possibilities, way
from routekaart.situation import FactError, Situation, situation
from routekaart.step import STAY, Step
from routekaart.witnessing import value_in

_MOST_STATES = 2_000
"""So many states are looked at; the five routes take some tens."""


@dataclass(frozen=True)
class PathStep:
    """One step of a way.

    Attributes:
        on: the day on which she goes on; None without a reference date. Not in `repr`: it can follow from facts.
        waited: whether she waits for that day: time alone makes it so.
        way: what must become true in the step. Personal data, not in `repr`.
    """

    on: date | None = field(repr=False)
    step: str
    target: str
    waited: bool
    way: Way = field(repr=False)


@dataclass(frozen=True)
class Path:
    """A way through a route, with as few steps as were found.

    Attributes:
        steps: in order; empty for who is there already.
        text: the way in words, a line for each step. Personal data, not in `repr`.
    """

    steps: tuple[PathStep, ...]
    text: Text = field(repr=False)

    def to_dict(self) -> dict[str, Any]:
        """The way as plain JSON-ready values. Personal data."""
        return {
            "format": "routekaart.path",
            "format_version": 1,
            "steps": [
                {
                    "step": one.step,
                    "target": one.target,
                    "on": one.on.isoformat() if one.on else None,
                    "waited": one.waited,
                    **one.way.to_dict(),
                }
                for one in self.steps
            ],
        }


@dataclass(frozen=True)
class _State:
    """A student on the way.

    Attributes:
        cost: the steps so far, the times she waited, and the facts that changed and that turned out.
        waited: whether she waited in this step for the day it is.
    """

    step_id: str
    known: Situation
    cost: tuple[int, int, int, int] = (0, 0, 0, 0)
    steps: tuple[PathStep, ...] = ()
    waited: bool = False


def find_path(decider: Decider, start: Step, known: Situation, to: str) -> Path | None:
    """A way from a step to a step or an end; None when none was found.

    Waiting for a day on which something further on is otherwise (a birthday) is tried when there is no way without.
    """
    # The days that she waits for follow from what is known of her.
    finder = _Finder(decider.apart(), to)
    first = _State(start.id, known)
    return finder.find(first, wait_anywhere=False) or finder.find(first, wait_anywhere=True)


class _Finder:
    """Looks for a way to a place: the ways with the fewest steps first."""

    def __init__(self, decider: Decider, to: str) -> None:
        self._decider = decider
        self._around = decider.around
        self._to = to
        self._useful = _leading_to(decider.around, to)

    def find(self, first: _State, *, wait_anywhere: bool) -> Path | None:
        serial = count()
        waiting = [(first.cost, next(serial), first)]
        seen: set[object] = set()
        while waiting and len(seen) < _MOST_STATES:
            _, _, state = heappop(waiting)
            if state.step_id == self._to:
                return Path(state.steps, _text(self._around, state.steps))
            key = _what_cannot_be_undone(state)
            if key in seen or state.step_id not in self._around.steps:
                continue
            seen.add(key)
            for following in self._following(state, wait_anywhere=wait_anywhere):
                heappush(waiting, (following.cost, next(serial), following))
        return None

    def _following(self, state: _State, *, wait_anywhere: bool) -> Iterator[_State]:
        step = self._around.steps[state.step_id]
        for target in step.targets:
            if target in self._useful and target != state.step_id:
                yield from self._onwards(step, state, target)
        if wait_anywhere and step.otherwise == STAY:
            for day in self._other_days(state):
                try:
                    yield self._later(state, day)
                except FactError:
                    # Nobody lives so long.
                    return

    def _onwards(self, step: Step, state: _State, target: str) -> Iterator[_State]:
        """The student at a target of her step, for each smallest way to come there."""
        try:
            found = possibilities(self._decider, step, state.known)
        except FactError:
            # What was settled on the way cannot all be true together after all.
            return
        reversible = _kept_reversible(found)
        altered = dict.fromkeys(alterations(reversible, target))
        if reversible.possible != found.possible:
            altered.update(dict.fromkeys(alterations(found, target)))
        for one in altered:
            yield _gone(found, state, one, target)
        if not altered and step.otherwise == STAY:
            later = changes(self._decider, step, self._knowledge(state), state.known.on, LATEST)
            day = next((change.on for change in later if change.decision.target == target), None)
            if day is not None:
                then = self._later(state, day)
                again = possibilities(self._decider, step, then.known)
                for one in alterations(again, target):
                    yield _gone(again, then, one, target)

    def _later(self, state: _State, day: date) -> _State:
        """The same student in the same step on a later day."""
        moves, waits, changed, settled = state.cost
        known = self._knowledge(state).on(day)
        return replace(state, known=known, cost=(moves, waits + 1, changed, settled), waited=True)

    def _knowledge(self, state: _State) -> Knowledge:
        return knowledge_of(self._decider.grids, state.known)

    def _other_days(self, state: _State) -> Iterator[date]:
        """The later days on which a step further on can be otherwise for this student."""
        days = self._knowledge(state).days()
        steps = [step for name, step in self._around.steps.items() if name in self._useful]
        found = (days_to_look(self._decider.grids, step, days, state.known.on, LATEST) for step in steps)
        yield from sorted({day for each in found for day in each})


def undated_path(decider: Decider, start: Step, known: Situation, to: str) -> Path | None:
    """The same for a decider without time: its days mean nothing."""
    found = find_path(decider, start, known, to)
    if found is None:
        return None
    return replace(found, steps=tuple(one if one.waited else replace(one, on=None) for one in found.steps))


def _leading_to(around: Surroundings, to: str) -> set[str]:
    """The steps from which some chain of transitions leads to a place, and that place."""
    found = {to}
    while True:
        more = {name for name, step in around.steps.items() if name not in found and found & set(step.targets)}
        if not more:
            return found
        found |= more


def _what_cannot_be_undone(state: _State) -> object:
    """What tells two students at a step apart for good; a fact that can change freely can be changed again."""
    facts = state.known.vocabulary.facts
    given = frozenset((name, value) for name, value in state.known.given.items() if not _is_free(facts[name]))
    return state.step_id, state.known.on, given, frozenset(state.known.days.items())


def _kept_reversible(found: Possibilities) -> Possibilities:
    """The same student when only facts change that can change back."""
    possible = tuple(
        mask if _is_free(axis.fact) else found.known[number]
        for number, (axis, mask) in enumerate(zip(found.grid.axes, found.possible, strict=True))
    )
    return replace(found, possible=possible)


def _gone(found: Possibilities, state: _State, altered: Alteration, target: str) -> _State:
    moves, waits, changed, settled = state.cost
    cost = (moves + 1, waits, changed + len(altered.changed), settled + len(altered.settled))
    taken = PathStep(found.situation.on, state.step_id, target, state.waited, way(found, altered))
    return _State(target, _entering(_after(found, altered)), cost, (*state.steps, taken))


def _after(found: Possibilities, altered: Alteration) -> Situation:
    """What is known of the student after an alteration; a date as the days that it can be."""
    given: dict[str, Value] = {**found.situation.given, **found.assumed_after(altered.changed)}
    days = dict(found.situation.days)
    vocabulary, grid = found.situation.vocabulary, found.grid
    for number in (*altered.changed, *altered.settled):
        axis = grid.axes[number]
        name = axis.fact.name
        if axis.fact.kind == "date":
            low, high = _hull(axis, altered.alike[number])
            before = days.get(name) if number in altered.settled else None
            first, last = before or date_domain(vocabulary, name, found.situation.on)
            given.pop(name, None)
            days[name] = max(first, low), min(last, high)
        else:
            given[name] = value_in(axis, altered.students[number])
    return situation(vocabulary, given, found.situation.on, days)


def _hull(axis: Axis, mask: int) -> tuple[date, date]:
    """The first and the last day in the cells of a mask."""
    ends = [day for cell in range(len(axis.cells)) if mask >> cell & 1 for day in axis.bounds(cell)]
    days = [day for day in ends if isinstance(day, date)]
    return min(days), max(days)


def _entering(known: Situation) -> Situation:
    """What is known on coming into a step: the facts of a visit are asked anew."""
    asked_anew = frozenset(name for name in known.vocabulary.facts if known.vocabulary.is_of_a_visit(name))
    return known.without(asked_anew)


def _is_free(fact: FactType) -> bool:
    return fact.changes == "freely" and fact.kind != "date"


def _text(around: Surroundings, steps: Sequence[PathStep]) -> Text:
    lines = [_line(around, number, one) for number, one in enumerate(steps, start=1)]
    return Text("\n".join(line.nl for line in lines), "\n".join(line.en for line in lines))


def _line(around: Surroundings, number: int, one: PathStep) -> Text:
    here = f"{number}. {around.named(one.step)} → {around.named(one.target)}"
    waits = (f", op {one.on}", f", on {one.on}") if one.waited else ("", "")
    why = (f": {one.way.text.nl}", f": {one.way.text.en}") if one.way.text.nl else ("", "")
    return Text(f"{here}{waits[0]}{why[0]}", f"{here}{waits[1]}{why[1]}")
