"""One student of a region, as each version knows them."""

from collections.abc import Callable, Mapping
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
from routekaart.model.fact_problems import FactError
from routekaart.model.step import Step
from routekaart.model.vocabulary import DateChain


def students_in(joint: Joint, old: Step, new: Step) -> Callable[[Seen[Any]], Pair[Witness]]:
    """A function that makes one of the students of a region, in a step of the old version and its counterpart."""
    return lambda seen: Pair(
        student_of(joint, joint.old, old.id, seen),
        student_of(joint, joint.new, new.id, seen),
    )


def student_of(joint: Joint, side: Side, step: str, seen: Seen[Any], *, contradict: bool = False) -> Witness:
    """One of the students of a region for a version: the fewest facts, with values at a limit.

    Args:
        contradict: give also the facts that follow from others in this version.
    """
    cube = seen.change.students.some_in(seen.cube)
    facts = _facts(joint, side, seen, cube, as_counts=not contradict)
    if contradict:
        facts |= _given_to_the_other(joint, side, seen.grid, cube)
    return Witness(side.called, step, seen.on, frozen(facts), chosen=side.route.chosen)


def accepts(side: Side, student: Witness) -> bool:
    """Whether a version really accepts the facts of a student."""
    try:
        side.route.decide(student.step_id, student.facts, on=student.on)
    except FactError:
        return False
    return True


def facts_of(joint: Joint, side: Side, seen: Seen[Any], dates: frozenset[str]) -> dict[str, Value]:
    """The facts of one of the students of a region for a version, with a day for each of `dates` too."""
    return _facts(joint, side, seen, seen.change.students.some_in(seen.cube), as_counts=False, always=dates)


def _facts(
    joint: Joint, side: Side, seen: Seen[Any], cube: Cube, *, as_counts: bool, always: frozenset[str] = frozenset()
) -> dict[str, Value]:
    """The facts by their own names; with `as_counts`, a date is given as the count that is read off it."""
    found: dict[str, Value] = {}
    for axis, mask in zip(seen.grid.axes, cube, strict=True):
        name = axis.fact.name
        if mask == axis.full and name not in always:
            continue
        value = _value(joint, seen.grid, axis, mask)
        count = _count(joint, side, seen.grid, name) if as_counts and isinstance(value, date) else None
        if count is not None and isinstance(value, date):
            found[count[0]] = count[1].read(value, seen.on)
        elif (own := side.own_name(name)) is not None:
            found[own] = side.own_value(own, value)
    return found


def _value(joint: Joint, grid: Grid, axis: Axis, mask: int) -> Value:
    chain = grid.dates.only_chain(axis.fact.name)
    value = value_in(axis, mask, from_the_end=chain is not None and bool(chain.steps))
    return joint.spelled(axis.fact.name, value)


def _count(joint: Joint, side: Side, grid: Grid, name: str) -> tuple[str, DateChain] | None:
    """The own name of the only count that is read off a date, and its chain; None if a version has no such fact."""
    chain = grid.dates.only_chain(name)
    if chain is not None and chain.steps:
        for count in joint.everyone.vocabulary.read_off(name):
            own = side.own_name(count.name)
            if count.chain == chain and own is not None and joint.own_label(count.name) is None:
                return own, chain
    return None


def _given_to_the_other(joint: Joint, side: Side, grid: Grid, cube: Cube) -> Mapping[str, Value]:
    """The facts that are given in the other version and follow in this one."""
    other = joint.old if side is joint.new else joint.new
    found: dict[str, Value] = {}
    for axis, mask in zip(grid.axes, cube, strict=True):
        given = other.own_name(axis.fact.name)
        own = joint.counterpart(side, given) if given is not None and side.own_name(axis.fact.name) is None else None
        if own is not None and mask != axis.full:
            value = _value(joint, grid, axis, mask)
            # A yes_no fact refuses any other option as it is written.
            words: Mapping[object, Value] = {"ja": True, "nee": False} if side.route.facts[own].kind == "yes_no" else {}
            found[own] = words.get(value, value)
    return found
