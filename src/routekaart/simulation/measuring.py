"""Makes the outcome of a simulation from counts: how many students, and how long."""

from array import array
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from routekaart.simulation.moving import Block, WaitReason
from routekaart.simulation.outcome import EndCount, Final, RouteOutcome, Spell, StepCount
from routekaart.simulation.plan import Plan
from routekaart.simulation.route_by_day import RouteByDay
from routekaart.simulation.tally import CountArray, Tally

BLOCK = 1 << 16
"""The number of students moved together. Random numbers are made by block: another size changes all of them."""
_MEDIAN, _MOST = (1, 2), (9, 10)


def outcome_of(plan: Plan, students: int, parameters: Mapping[str, str]) -> RouteOutcome:
    """Move students through a route, and count.

    Raises:
        SimulationError: the distributions leave no student who can exist.
    """
    by_day = RouteByDay(plan)
    tally = Tally(len(by_day.names), len(plan.ticks.days), len(WaitReason))
    places, entered, arrived = array("i"), array("h"), array("h")
    for number, begin in enumerate(range(0, students, BLOCK)):
        block = Block(by_day, tally, number, min(BLOCK, students - begin))
        block.follow()
        for kept, column in ((places, block.position), (entered, block.entered), (arrived, block.arrived)):
            kept.frombytes(column.tobytes())
    days = _Days(plan.ticks.days)
    steps = len(plan.route.steps)
    return RouteOutcome(
        route=plan.route,
        parameters=parameters,
        draws=plan.draws,
        unused=plan.unused,
        ends=tuple(
            _end(name, tally.between(tally.ended, steps + number), days) for number, name in enumerate(plan.route.ends)
        ),
        steps=tuple(_step(name, number, tally, days) for number, name in enumerate(plan.route.steps)),
        redrawn=tally.redrawn,
        refused_changes=tally.refused_changes,
        circled=tally.circled,
        final=Final(by_day.names, places, entered, arrived),
    )


class _Days:
    """The numbers of days between the days of a simulation."""

    def __init__(self, days: Sequence[date]) -> None:
        self.days = days
        ordinals = np.array([day.toordinal() for day in days], dtype=np.int64)
        self._between: NDArray[np.int64] = ordinals[np.newaxis, :] - ordinals[:, np.newaxis]

    def spell(self, counts: CountArray) -> Spell:
        """The lengths of time, from counts by first and last day."""
        return _spell(self._between[counts > 0], counts[counts > 0])

    def until_the_last(self, counts: CountArray) -> Spell:
        """The lengths of time up to the last day, from counts by first day."""
        return _spell(self._between[:, -1][counts > 0], counts[counts > 0])


def _spell(lengths: NDArray[np.int64], counts: CountArray) -> Spell:
    total = int(counts.sum())
    if not total:
        return Spell(0, None, None)
    order = np.argsort(lengths, kind="stable")
    reached = np.cumsum(counts[order])

    def at(share: tuple[int, int]) -> int:
        return int(lengths[order][np.flatnonzero(reached * share[1] >= total * share[0])[0]])

    return Spell(total, at(_MEDIAN), at(_MOST))


def _end(name: str, counts: CountArray, days: _Days) -> EndCount:
    return EndCount(name, int(counts.sum()), days.spell(counts))


def _step(name: str, number: int, tally: Tally, days: _Days) -> StepCount:
    waiting = tally.waiting[number]
    since = waiting.sum(axis=0)
    by_reason = waiting.sum(axis=1).tolist()
    still_there = days.until_the_last(since)
    return StepCount(
        step=name,
        students=int(tally.students[number]),
        visits=int(tally.visits[number]),
        stays=days.spell(tally.between(tally.stays, number)),
        still_there=still_there,
        since=None if still_there.median is None else days.days[-1] - timedelta(days=still_there.median),
        never_moved=int(tally.never_moved[number]),
        ambiguous=by_reason[WaitReason.AMBIGUOUS],
        stuck=by_reason[WaitReason.STUCK],
        circling=by_reason[WaitReason.CIRCLE],
        impossible=by_reason[WaitReason.IMPOSSIBLE],
    )
