"""The facts of a block of made-up students, as columns, and how they change."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from routekaart.foundation.language import Text
from routekaart.simulation.distributions import Draw, SimulationError
from routekaart.simulation.random_stream import RandomStream, RandomWords, what, whether
from routekaart.simulation.route_by_day import RouteByDay
from routekaart.simulation.vector_steps import Bools, Column, VectorStep

Who = NDArray[np.intp]
_MOST_DRAWS = 1_000
_MOST_DRAWS_ON_ENTERING = 100


class Population:
    """The facts of the students of one block."""

    def __init__(self, by_day: RouteByDay, stream: RandomStream, size: int) -> None:
        self._by_day = by_day
        self._stream = stream
        self._draws = by_day.plan.draws
        self._size = size
        self.columns: dict[str, Column] = {
            name: np.zeros(size, dtype=_kept_as(draw)) for name, draw in self._draws.items()
        }
        self.redrawn = 0
        self.refused_changes = 0
        self._undo: list[tuple[str, Who, Column]] = []

    def begin(self, who: Who, tick: int) -> None:
        """Draw the lasting facts of students who arrive on a day.

        Raises:
            SimulationError: nearly every combination that is drawn is impossible.
        """
        for name in self._by_day.plan.lasting:
            self._draw(name, who, tick, self._stream.words(name, "first"))
        existing = self._by_day.existing(tick)
        left = who[~existing.of(self.columns, who)]
        for attempt in range(1, _MOST_DRAWS):
            if not len(left):
                return
            self.redrawn += len(left)
            for name in existing.involved:
                self._draw(name, left, tick, self._stream.words(name, "first", attempt=attempt))
            left = left[~existing.of(self.columns, left)]
        listed = ", ".join(existing.involved)
        raise SimulationError(
            Text(
                f"de verdelingen geven bijna alleen studenten die niet kunnen; kijk naar impossible en {listed}",
                f"the distributions give almost only students who cannot exist; look at impossible and {listed}",
            ),
            where=tuple(existing.involved),
        )

    def enter(self, who: Who, step: VectorStep, tick: int) -> Bools:
        """Draw the facts that a step asks anew; return for each student whether they can exist there."""
        asked = self._by_day.plan.asked_anew_at(step.step.id)
        for name in asked:
            self._draw(name, who, tick, self._stream.words(name, "in_time", tick))
        fits = step.can_exist(self.columns, who)
        for attempt in range(1, _MOST_DRAWS_ON_ENTERING):
            left = np.flatnonzero(~fits)
            if not len(left) or not asked:
                break
            self.redrawn += len(left)
            for name in asked:
                self._draw(name, who[left], tick, self._stream.words(name, "in_time", tick, attempt))
            fits[left] = step.can_exist(self.columns, who[left])
        return fits

    def change(self, names: Sequence[str], who: Who, tick: int) -> None:
        """Let these facts change on a day, with their chances; `undo` takes the changes back."""
        for name in names:
            draw = self._draws[name]
            chance = self._by_day.plan.ticks.chance(draw.per_month)
            if not chance:
                continue
            words = self._stream.words(name, "in_time", tick)[who]
            happens = whether(words, chance)
            if happens.any():
                self._change(draw, who[happens], tick, words[happens])

    def undo(self, who: Who) -> None:
        """Take back the changes of this day for some students."""
        taken_back = np.zeros(self._size, dtype=np.bool_)
        taken_back[who] = True
        self.refused_changes += len(who)
        for name, changed, before in reversed(self._undo):
            back = taken_back[changed]
            self.columns[name][changed[back]] = before[back]

    def settle(self) -> None:
        """Make the changes of the day final."""
        self._undo.clear()

    def _change(self, draw: Draw, who: Who, tick: int, words: RandomWords) -> None:
        name, fact = draw.fact.name, draw.fact
        column = self.columns[name]
        before = column[who]
        self._undo.append((name, who, before))
        match fact.changes:
            case "once":
                column[who] = 1
            case "grows" if fact.kind == "number":
                grown = before + 10**fact.decimals
                if fact.maximum is not None:
                    grown = np.minimum(grown, int(fact.maximum * 10**fact.decimals))
                column[who] = grown
            case "grows":
                later = self._by_day.pieces(name, tick).codes(what(words))
                column[who] = np.maximum(before, later)
            case _:
                column[who] = self._by_day.pieces(name, tick, changed=True).codes(what(words))

    def _draw(self, name: str, who: Who, tick: int, words: RandomWords) -> None:
        self.columns[name][who] = self._by_day.pieces(name, tick).codes(what(words[who]))


def _kept_as(draw: Draw) -> type[np.signedinteger]:
    """The narrowest type that holds every code of a fact."""
    match draw.fact.kind:
        case "yes_no":
            return np.int8
        case "number":
            return np.int64
        case _:
            return np.int32
