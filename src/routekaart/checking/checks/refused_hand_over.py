"""refused-hand-over: a hand-over of students for whom there is no place in the other route."""

from collections.abc import Iterator

from routekaart.checking.analysis.reachability import Reaching
from routekaart.checking.analysis.subject import Subject
from routekaart.checking.analysis.ways import along_the_ways, who
from routekaart.diagnostics.diagnostic import Finding, PartPath
from routekaart.foundation.language import Text
from routekaart.logic.axes import Axis
from routekaart.logic.diagram import NOBODY, Node
from routekaart.model.step import Action
from routekaart.route import Route
from routekaart.usage import goes_along, hand_overs_of

RULE = "refused-hand-over"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each hand-over that nobody can make with success."""
    return along_the_ways(subject, _check)


def _check(subject: Subject, reaching: Reaching) -> Iterator[Finding]:
    receiving: dict[str, Reaching] = {}
    for path, hand_over in hand_overs_of(subject.route):
        other = subject.others.get(hand_over.route or "")
        step = hand_over.step or ""
        if other is None or step not in other.steps:
            continue
        students = _handed_over(subject.route, reaching, path)
        if students == NOBODY:
            continue
        if other.id not in receiving:
            receiving[other.id] = Reaching(other)
        there = receiving[other.id]
        ends = [end.id for end in other.ends.values() if end.outcome != "out_of_scope"]
        arriving = _as_known_there(reaching, students, there)
        if there.diagrams.both(arriving, there.coming_to(ends)[step]) == NOBODY:
            told = who(reaching, students)
            text = Text(
                f"route {other.id} heeft geen plaats voor wie hier wordt overgedragen{told.nl}",
                f"route {other.id} has no place for whoever is handed over here{told.en}",
            )
            yield Finding(path, text, at_key=True)


def _handed_over(route: Route, reaching: Reaching, path: PartPath) -> Node:
    """The students who are handed over by an action of a step, or by coming to an end."""
    if path[0] == "ends":
        found = NOBODY
        for edge in (edge for edges in reaching.edges.values() for edge in edges):
            if edge.target == path[1]:
                taking = reaching.diagrams.both(reaching.present[edge.source], edge.guard)
                found = reaching.diagrams.either(found, taking)
        return found
    step, position = route.steps[str(path[1])], path[3]
    assert isinstance(position, int)
    action: Action = step.actions[position]
    return reaching.diagrams.both(reaching.present[step.id], reaching.where(action.when))


def _as_known_there(reaching: Reaching, students: Node, there: Reaching) -> Node:
    """What another route can know of students: of each fact that both share, which values they can have."""
    masks = dict(zip((axis.fact.name for axis in reaching.axes), reaching.diagrams.masks(students), strict=True))
    own = {axis.fact.name: axis for axis in reaching.axes}
    found = there.everybody
    for position, axis in enumerate(there.axes):
        name = axis.fact.name
        if name in own and goes_along(name, reaching.route, there.route):
            mask = _same_values(own[name], masks[name], axis)
            found = there.diagrams.both(found, there.diagrams.within(position, mask))
    return there.entering(found)


def _same_values(axis: Axis, mask: int, other: Axis) -> int:
    """The cells of the other axis that hold some value out of these cells."""
    found = 0
    for cell in range(len(axis.cells)):
        if mask >> cell & 1:
            if axis.fact.kind in ("number", "date"):
                found |= other.mask_between(*axis.bounds(cell))
            else:
                only = axis.only_value(cell)
                found |= other.full if only is None else other.mask_of(only)
    return found
