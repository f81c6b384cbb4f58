"""Moves a block of made-up students through a route, day after day.

On each day a student goes as many steps as are decided, as with `Journey.advance(steps="all")`. A student who would
enter a step for the second time on one day goes round in a circle, and waits for the next day.
"""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from routekaart.simulation.distributions import CodeRange
from routekaart.simulation.population import Population, Who
from routekaart.simulation.random_stream import Pieces, RandomStream, what
from routekaart.simulation.route_by_day import RouteByDay
from routekaart.simulation.tally import Tally
from routekaart.simulation.vector_steps import NOWHERE, SEVERAL


class WaitReason(IntEnum):
    """Why a student goes no further on a day."""

    STAY = 0
    AMBIGUOUS = 1
    STUCK = 2
    CIRCLE = 3
    IMPOSSIBLE = 4


_NEVER = -1


class Block:
    """The students of one block.

    Attributes:
        position: for each student, the number of the place.
        entered: for each student, the number of the day of arrival there.
        arrived: for each student, the number of the day of arrival in the route.
    """

    def __init__(self, by_day: RouteByDay, tally: Tally, number: int, size: int) -> None:
        self._by_day = by_day
        self._tally = tally
        self._stream = RandomStream(by_day.plan.seed, number, size)
        self._population = Population(by_day, self._stream, size)
        self._steps = len(by_day.plan.route.steps)
        self._begins = self._first_steps()
        self.arrived = self._arrivals(size)
        self.position = np.full(size, _NEVER, dtype=np.int32)
        self.entered = np.zeros(size, dtype=np.int16)
        self.reason = np.zeros(size, dtype=np.int8)
        self._circled = np.zeros(size, dtype=np.bool_)
        self._moved = np.zeros(size, dtype=np.bool_)
        # By step, only for steps that some student entered: which students were ever there, and which walked in today.
        self._was_in: dict[int, NDArray[np.bool_]] = {}
        self._walked_into: dict[int, NDArray[np.bool_]] = {}

    def follow(self) -> None:
        """Move everybody from the first day to the last, and count."""
        for tick in range(len(self._by_day.plan.ticks.days)):
            self._live(tick)
            newcomers = np.flatnonzero(self.arrived == tick)
            if len(newcomers):
                self._come_in(newcomers, tick)
            self._walk(tick)
            self._stream.forget_day()
        self._count_those_left()

    def _arrivals(self, size: int) -> NDArray[np.int16]:
        if self._by_day.plan.arrivals == "first_day":
            return np.zeros(size, dtype=np.int16)
        days = CodeRange(0, self._by_day.plan.ticks.first_year - 1)
        return Pieces((days,)).codes(what(self._stream.words("@arrival", "first"))).astype(np.int16)

    def _first_steps(self) -> NDArray[np.int64]:
        places = ((self._by_day.places[name], weight) for name, weight in self._by_day.plan.start.items())
        pieces = Pieces([CodeRange(place, place, weight) for place, weight in places])
        return pieces.codes(what(self._stream.words("@start", "first")))

    def _live(self, tick: int) -> None:
        """Let the facts of everybody under way change; changes that give an impossible student are undone."""
        under_way = np.flatnonzero(self._is_under_way())
        if not len(under_way):
            return
        groups = self._by_step(under_way)
        self._population.change(self._by_day.plan.lasting, under_way, tick)
        for place, who in groups:
            self._population.change(self._by_day.plan.asked_anew_at(self._by_day.names[place]), who, tick)
        wrong = self._who_cannot_be(groups, tick)
        if len(wrong):
            self._population.undo(wrong)
            self.reason[self._who_cannot_be(self._by_step(wrong), tick)] = WaitReason.IMPOSSIBLE
        self._population.settle()

    def _who_cannot_be(self, groups: list[tuple[int, Who]], tick: int) -> Who:
        existing, columns = self._by_day.existing(tick), self._population.columns
        found = [
            who[~(existing.of(columns, who) & self._by_day.step(place, tick).can_exist(columns, who))]
            for place, who in groups
        ]
        return np.concatenate(found) if found else np.empty(0, dtype=np.intp)

    def _come_in(self, who: Who, tick: int) -> None:
        self._population.begin(who, tick)
        for place in np.unique(self._begins[who]):
            self._enter(who[self._begins[who] == place], int(place), tick)

    def _enter(self, who: Who, place: int, tick: int) -> None:
        """Let students enter a step."""
        self.position[who] = place
        self.entered[who] = tick
        self._tally.visits[place] += len(who)
        self._mark(self._was_in, place, who)
        fits = self._population.enter(who, self._by_day.step(place, tick), tick)
        self.reason[who] = np.where(fits, WaitReason.STAY, WaitReason.IMPOSSIBLE)

    def _mark(self, marks: dict[int, NDArray[np.bool_]], place: int, who: Who) -> None:
        if place not in marks:
            marks[place] = np.zeros(len(self.position), dtype=np.bool_)
        marks[place][who] = True

    def _is_under_way(self) -> NDArray[np.bool_]:
        in_a_step = (self.position >= 0) & (self.position < self._steps)
        found: NDArray[np.bool_] = in_a_step & (self.reason != WaitReason.IMPOSSIBLE)
        return found

    def _by_step(self, who: Who) -> list[tuple[int, Who]]:
        """Students grouped by the step in which they are."""
        if not len(who):
            return []
        order = np.argsort(self.position[who], kind="stable")
        sorted_by_step = who[order]
        places, begins = np.unique(self.position[sorted_by_step], return_index=True)
        return list(zip(places.tolist(), np.split(sorted_by_step, begins[1:]), strict=True))

    def _walk(self, tick: int) -> None:
        """Move everybody as far as is decided on this day."""
        began = self.position.copy()
        self._walked_into.clear()
        waiting = dict(self._by_step(np.flatnonzero(self._is_under_way())))
        while waiting:
            place = min(waiting)
            for target, going in self._leave(place, waiting.pop(place), began, tick):
                self._mark(self._walked_into, target, going)
                self._enter(going, target, tick)
                who = going[self.reason[going] != WaitReason.IMPOSSIBLE]
                if len(who):
                    waiting[target] = np.concatenate((waiting[target], who)) if target in waiting else who

    def _leave(self, place: int, who: Who, began: NDArray[np.int32], tick: int) -> list[tuple[int, Who]]:
        """Move students out of a step, and return the steps they go to with the students; those at an end are done."""
        targets = self._by_day.step(place, tick).targets(self._population.columns, who)
        self.reason[who] = WaitReason.STAY
        self.reason[who[targets == NOWHERE]] = WaitReason.STUCK
        self.reason[who[targets == SEVERAL]] = WaitReason.AMBIGUOUS
        found = []
        for target in np.unique(targets[(targets >= 0) & (targets != place)]).tolist():
            going = who[targets == target]
            if target < self._steps:
                circles = self._goes_round(going, target, began)
                self.reason[going[circles]] = WaitReason.CIRCLE
                self._circled[going[circles]] = True
                going = going[~circles]
            self._tally.leave(place, self.entered[going], tick)
            self._moved[going] = True
            if target < self._steps:
                found.append((target, going))
            else:
                self.position[going] = target
                self.entered[going] = tick
                self._tally.end(target, self.arrived[going], tick)
        return [(target, going) for target, going in found if len(going)]

    def _goes_round(self, who: Who, target: int, began: NDArray[np.int32]) -> NDArray[np.bool_]:
        """For each student, whether the student was in this step before on this day.

        A student may return once to the step where the day began, if something is asked anew there.
        """
        marks = self._walked_into.get(target)
        found: NDArray[np.bool_] = np.zeros(len(who), dtype=np.bool_) if marks is None else marks[who]
        if not self._by_day.plan.asked_anew_at(self._by_day.names[target]):
            found = found | (began[who] == target)
        return found

    def _count_those_left(self) -> None:
        tally = self._tally
        in_a_step = np.flatnonzero((self.position >= 0) & (self.position < self._steps))
        for place, who in self._by_step(in_a_step):
            for reason in WaitReason:
                entered = self.entered[who[self.reason[who] == reason]]
                tally.waiting[place, reason] += np.bincount(entered, minlength=tally.ticks)
            tally.never_moved[place] += int(np.count_nonzero(~self._moved[who]))
        for place, marks in self._was_in.items():
            tally.students[place] += np.count_nonzero(marks)
        tally.circled += int(np.count_nonzero(self._circled))
        tally.redrawn += self._population.redrawn
        tally.refused_changes += self._population.refused_changes
