"""A block of made-up students moved through a route, day after day.

On each day a student goes as many steps as are decided, as `Journey.advance(steps="all")` does: whoever would come into
a step for the second time on one day goes round in a circle, and waits for the next day.
"""

from enum import IntEnum
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from routekaart.simulation.counting import Tally
from routekaart.simulation.crowd import Crowd, Who
from routekaart.simulation.drawing_codes import Pieces
from routekaart.simulation.luck import Luck, what
from routekaart.simulation.spreads import Part
from routekaart.simulation.stage import Stage
from routekaart.simulation.vector_steps import NOWHERE, SEVERAL


class Reason(IntEnum):
    """Why a student goes no further on a day."""

    STAY = 0
    AMBIGUOUS = 1
    STUCK = 2
    CIRCLE = 3
    IMPOSSIBLE = 4


_NEVER = -1


class Block:
    """The students of one block on their way.

    Attributes:
        position: the number of the place where each is.
        entered: the number of the day on which she came there.
        arrived: the number of the day on which she came into the route.
    """

    def __init__(self, stage: Stage, tally: Tally, number: int, size: int) -> None:
        self._stage = stage
        self._tally = tally
        self._luck = Luck(stage.plan.seed, number, size)
        self._crowd = Crowd(stage, self._luck, size)
        self._steps = len(stage.plan.route.steps)
        self._begins = self._first_steps()
        self.arrived = self._arrivals(size)
        self.position = np.full(size, _NEVER, dtype=np.int32)
        self.entered = np.zeros(size, dtype=np.int16)
        self.reason = np.zeros(size, dtype=np.int8)
        self._circled = np.zeros(size, dtype=np.bool_)
        self._moved = np.zeros(size, dtype=np.bool_)
        # By step, and only for steps that somebody comes into: who was ever there, and who walked into it today.
        self._was_in: dict[int, NDArray[np.bool_]] = {}
        self._walked_into: dict[int, NDArray[np.bool_]] = {}

    def follow(self) -> None:
        """Move everybody from the first day to the last, and count."""
        for tick in range(len(self._stage.plan.ticks.days)):
            self._live(tick)
            newcomers = np.flatnonzero(self.arrived == tick)
            if len(newcomers):
                self._come_in(newcomers, tick)
            self._walk(tick)
            self._luck.forget_day()
        self._count_those_left()

    def _arrivals(self, size: int) -> NDArray[np.int16]:
        days = self._stage.plan.ticks.first_year if self._stage.plan.arrivals == "first_year" else 1
        luck = what(self._luck.words("@arrival", "first"))
        return Pieces((Part(0, days - 1),)).codes(luck).astype(np.int16) if days > 1 else np.zeros(size, dtype=np.int16)

    def _first_steps(self) -> NDArray[np.int64]:
        start = self._stage.plan.start
        parts = [Part(self._stage.places[name], self._stage.places[name], weight) for name, weight in start.items()]
        return Pieces(parts or [Part(0, 0, Fraction(1))]).codes(what(self._luck.words("@start", "first")))

    def _live(self, tick: int) -> None:
        """What time does to everybody who is on the way; what gives a student who cannot be is taken back."""
        under_way = np.flatnonzero(self._is_under_way())
        if not len(under_way):
            return
        groups = self._by_step(under_way)
        self._crowd.change(self._stage.plan.lasting, under_way, tick)
        for place, who in groups:
            self._crowd.change(self._stage.plan.asked_anew_at(self._stage.names[place]), who, tick)
        wrong = self._who_cannot_be(groups, tick)
        if len(wrong):
            self._crowd.undo(wrong)
            self.reason[self._who_cannot_be(self._by_step(wrong), tick)] = Reason.IMPOSSIBLE
        self._crowd.settle()

    def _who_cannot_be(self, groups: list[tuple[int, Who]], tick: int) -> Who:
        existing, columns = self._stage.existing(tick), self._crowd.columns
        found = [
            who[~(existing.of(columns, who) & self._stage.step(place, tick).can_exist(columns, who))]
            for place, who in groups
        ]
        return np.concatenate(found) if found else np.empty(0, dtype=np.intp)

    def _come_in(self, who: Who, tick: int) -> None:
        self._crowd.begin(who, tick)
        for place in np.unique(self._begins[who]):
            self._enter(who[self._begins[who] == place], int(place), tick)

    def _enter(self, who: Who, place: int, tick: int) -> None:
        """Students come into a step."""
        self.position[who] = place
        self.entered[who] = tick
        self._tally.visits[place] += len(who)
        self._mark(self._was_in, place, who)
        fits = self._crowd.enter(who, self._stage.step(place, tick), tick)
        self.reason[who] = np.where(fits, Reason.STAY, Reason.IMPOSSIBLE)

    def _mark(self, marks: dict[int, NDArray[np.bool_]], place: int, who: Who) -> None:
        if place not in marks:
            marks[place] = np.zeros(len(self.position), dtype=np.bool_)
        marks[place][who] = True

    def _is_under_way(self) -> NDArray[np.bool_]:
        in_a_step = (self.position >= 0) & (self.position < self._steps)
        found: NDArray[np.bool_] = in_a_step & (self.reason != Reason.IMPOSSIBLE)
        return found

    def _by_step(self, who: Who) -> list[tuple[int, Who]]:
        """Students by the step in which they are."""
        if not len(who):
            return []
        order = np.argsort(self.position[who], kind="stable")
        sorted_by_step = who[order]
        places, begins = np.unique(self.position[sorted_by_step], return_index=True)
        return list(zip(places.tolist(), np.split(sorted_by_step, begins[1:]), strict=True))

    def _walk(self, tick: int) -> None:
        """Everybody goes as far as is decided on this day."""
        began = self.position.copy()
        self._walked_into.clear()
        waiting = dict(self._by_step(np.flatnonzero(self._is_under_way())))
        while waiting:
            place = min(waiting)
            for target, going in self._leave(place, waiting.pop(place), began, tick):
                self._mark(self._walked_into, target, going)
                self._enter(going, target, tick)
                who = going[self.reason[going] != Reason.IMPOSSIBLE]
                if len(who):
                    waiting[target] = np.concatenate((waiting[target], who)) if target in waiting else who

    def _leave(self, place: int, who: Who, began: NDArray[np.int32], tick: int) -> list[tuple[int, Who]]:
        """The steps that students go to from a step, with who does; those who come to an end are done."""
        targets = self._stage.step(place, tick).targets(self._crowd.columns, who)
        self.reason[who] = Reason.STAY
        self.reason[who[targets == NOWHERE]] = Reason.STUCK
        self.reason[who[targets == SEVERAL]] = Reason.AMBIGUOUS
        found = []
        for target in np.unique(targets[(targets >= 0) & (targets != place)]).tolist():
            going = who[targets == target]
            if target < self._steps:
                circles = self._goes_round(going, target, began)
                self.reason[going[circles]] = Reason.CIRCLE
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
        """Whether each was in this step before on this day.

        To where she began the day she may come back once, when something is asked anew there.
        """
        marks = self._walked_into.get(target)
        found: NDArray[np.bool_] = np.zeros(len(who), dtype=np.bool_) if marks is None else marks[who]
        if not self._stage.plan.asked_anew_at(self._stage.names[target]):
            found = found | (began[who] == target)
        return found

    def _count_those_left(self) -> None:
        tally = self._tally
        in_a_step = np.flatnonzero((self.position >= 0) & (self.position < self._steps))
        for place, who in self._by_step(in_a_step):
            for reason in Reason:
                entered = self.entered[who[self.reason[who] == reason]]
                tally.waiting[place, reason] += np.bincount(entered, minlength=tally.ticks)
            tally.never_moved[place] += int(np.count_nonzero(~self._moved[who]))
        for place, marks in self._was_in.items():
            tally.students[place] += np.count_nonzero(marks)
        tally.circled += int(np.count_nonzero(self._circled))
        tally.redrawn += self._crowd.redrawn
        tally.refused_changes += self._crowd.refused_changes
