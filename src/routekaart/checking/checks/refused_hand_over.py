"""refused-hand-over: a hand-over of students for whom the other route has no place."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.reachability import Reachability, reachability_of
from routekaart.checking.analysis.subject import Subject
from routekaart.checking.analysis.ways import who
from routekaart.diagnostics.diagnostic import Finding, PartPath
from routekaart.foundation.language import Text
from routekaart.logic.axes import Axis
from routekaart.logic.diagram import NOBODY, Node
from routekaart.model.step import Action
from routekaart.route import Route
from routekaart.usage import goes_along, hand_overs_of


def _check(subject: Subject, reach: Reachability) -> Iterator[Finding]:
    """One finding for each hand-over after which no student can get a place in the other route."""
    receiving: dict[str, Reachability] = {}
    for path, hand_over in hand_overs_of(subject.route):
        other = subject.others.get(hand_over.route or "")
        step = hand_over.step or ""
        if other is None or step not in other.steps:
            continue
        students = _handed_over(subject.route, reach, path)
        if students == NOBODY:
            continue
        if other.id not in receiving:
            receiving[other.id] = reachability_of(other)
        there = receiving[other.id]
        ends = [end.id for end in other.ends.values() if end.outcome != "out_of_scope"]
        arriving = _as_known_there(reach, students, there)
        if there.moves.diagrams.both(arriving, there.coming_to(ends)[step]) == NOBODY:
            whom = who(reach, students)
            text = Text(
                f"route {other.id} heeft geen plaats voor wie hier wordt overgedragen{whom.nl}",
                f"route {other.id} has no place for whoever is handed over here{whom.en}",
            )
            yield Finding(path, text, at_key=True)


def _handed_over(route: Route, reach: Reachability, path: PartPath) -> Node:
    """The students who are handed over by an action of a step, or by coming to an end."""
    if path[0] == "ends":
        found = NOBODY
        for edge in reach.moves.every_edge:
            if edge.target == path[1]:
                taking = reach.moves.diagrams.both(reach.present[edge.source], edge.guard)
                found = reach.moves.diagrams.either(found, taking)
        return found
    step, position = route.steps[str(path[1])], path[3]
    assert isinstance(position, int)
    action: Action = step.actions[position]
    return reach.moves.diagrams.both(reach.present[step.id], reach.moves.where(action.when))


def _as_known_there(reach: Reachability, students: Node, there: Reachability) -> Node:
    """Students as another route knows them: limited by the values that they can have of each shared fact."""
    masks = dict(zip((axis.fact.name for axis in reach.moves.axes), reach.moves.diagrams.masks(students), strict=True))
    own = {axis.fact.name: axis for axis in reach.moves.axes}
    found = there.moves.everybody
    for position, axis in enumerate(there.moves.axes):
        name = axis.fact.name
        if name in own and goes_along(name, reach.moves.route, there.moves.route):
            mask = _same_values(own[name], masks[name], axis)
            found = there.moves.diagrams.both(found, there.moves.diagrams.within(position, mask))
    return there.moves.entering(found)


def _same_values(axis: Axis, mask: int, other: Axis) -> int:
    """The cells of the other axis that have some value in common with these cells."""
    found = 0
    for cell in range(len(axis.cells)):
        if mask >> cell & 1:
            if axis.fact.kind in ("number", "date"):
                found |= other.mask_between(*axis.bounds(cell))
            else:
                only = axis.only_value(cell)
                found |= other.full if only is None else other.mask_of(only)
    return found


CHECK = Check("refused-hand-over", of_ways=_check)
