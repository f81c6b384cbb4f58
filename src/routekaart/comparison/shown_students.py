"""One student of a region, as each version knows her."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from routekaart.comparison.changes import Pair
from routekaart.comparison.joint import Joint, Side
from routekaart.comparison.over_time import Seen
from routekaart.deciding.witnessing import value_in
from routekaart.diagnostics.witness import Witness
from routekaart.foundation.frozen import frozen
from routekaart.logic.axes import Axis
from routekaart.logic.formula import Cube
from routekaart.logic.grid import Grid
from routekaart.model.condition import Value
from routekaart.model.situation import FactError
from routekaart.model.step import Step
from routekaart.model.vocabulary import DateChain


def students_in(joint: Joint, old: Step, new: Step) -> Callable[[Seen[Any]], Pair[Witness]]:
    """Makes one of the students of a region in a step of the old version and what it became."""
    return lambda seen: Pair(
        student_of(joint, joint.old, old.id, seen),
        student_of(joint, joint.new, new.id, seen),
    )


def student_of(joint: Joint, side: Side, step: str, seen: Seen[Any], *, contradict: bool = False) -> Witness:
    """One of the students in a region as a version knows her: the fewest facts, with values at a limit.

    Args:
        contradict: whether she also tells the facts that follow from other facts in this version.
    """
    cube = seen.change.students.some_in(seen.cube)
    facts = dict(_facts(joint, side, seen.grid, cube, seen.on, as_counts=not contradict))
    if contradict:
        facts |= _told_otherwise(joint, side, seen.grid, cube)
    return Witness(side.called, step, seen.on, frozen(facts))


def accepts(side: Side, student: Witness) -> bool:
    """Whether a version really accepts what is told of a student."""
    try:
        side.route.decide(student.step_id, student.facts, on=student.on)
    except FactError:
        return False
    return True


def facts_of(joint: Joint, side: Side, seen: Seen[Any], dates: frozenset[str]) -> dict[str, Value]:
    """What one of the students in a region tells a version: of dates the day, also where any day will do (`dates`)."""
    cube = seen.change.students.some_in(seen.cube)
    return dict(_facts(joint, side, seen.grid, cube, seen.on, as_counts=False, always=dates))


def _facts(
    joint: Joint,
    side: Side,
    grid: Grid,
    cube: Cube,
    on: date,
    *,
    as_counts: bool,
    always: frozenset[str] = frozenset(),
) -> Iterator[tuple[str, Value]]:
    for axis, mask in zip(grid.axes, cube, strict=True):
        if mask != axis.full or axis.fact.name in always:
            chain = grid.only_chain(axis.fact.name)
            yield from _fact(joint, side, axis, mask, chain if chain and chain.steps else None, on, as_counts=as_counts)


def _fact(
    joint: Joint, side: Side, axis: Axis, mask: int, chain: DateChain | None, on: date, *, as_counts: bool
) -> Iterator[tuple[str, Value]]:
    """The fact as this version calls it; with `as_counts`, for a date off which one count is read, that count."""
    value = joint.spelled(axis.fact.name, value_in(axis, mask, from_the_end=chain is not None))
    if isinstance(value, date) and chain is not None and as_counts:
        for count in joint.everyone.vocabulary.read_off(axis.fact.name):
            own = side.own_name(count.name)
            if count.chain == chain and own is not None and joint.own_label(count.name) is None:
                yield own, chain.read(value, on)
                return
    own = side.own_name(axis.fact.name)
    if own is not None:
        yield own, side.own_value(own, value)


def _told_otherwise(joint: Joint, side: Side, grid: Grid, cube: Cube) -> Mapping[str, Value]:
    """What the other version is told of facts that follow in this one."""
    other = joint.old if side is joint.new else joint.new
    found: dict[str, Value] = {}
    for axis, mask in zip(grid.axes, cube, strict=True):
        told = other.own_name(axis.fact.name)
        own = joint.counterpart(side, told) if told is not None and side.own_name(axis.fact.name) is None else None
        if own is not None and mask != axis.full:
            chain = grid.only_chain(axis.fact.name)
            value = value_in(axis, mask, from_the_end=chain is not None and bool(chain.steps))
            value = joint.spelled(axis.fact.name, value)
            # Another option than these two is refused as it is.
            words: Mapping[object, Value] = {"ja": True, "nee": False} if side.route.facts[own].kind == "yes_no" else {}
            found[own] = words.get(value, value)
    return found
