"""Proofs about the ways through a route: which students can be at a step, and made-up students with their way there."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from routekaart.checking.analysis.moments import AxisCells, Moment, as_one_student
from routekaart.checking.analysis.moves import Edge
from routekaart.checking.analysis.own_definitions import bounded
from routekaart.checking.analysis.proving import in_words
from routekaart.checking.analysis.reachability import Reachability
from routekaart.checking.analysis.subject import Subject
from routekaart.deciding.decision import Decision
from routekaart.diagnostics.diagnostic import Finding
from routekaart.diagnostics.witness import Witness
from routekaart.foundation.language import Text, untranslated
from routekaart.logic.diagram import NOBODY, Node
from routekaart.model.condition import All

_MOST_WORK = 20_000_000
"""The work that one check of the ways may take."""

_MOST_TRIES = 10
"""The number of students that are tried before a finding says that none was found."""

_MOST_STEPS_NAMED = 8


class NotShown(Exception):
    """No student could be found for whom something holds, although it may hold for some."""


def along_the_ways(subject: Subject, check: Callable[[Subject, Reachability], Iterator[Finding]]) -> Iterator[Finding]:
    """The findings of a check on the ways through a route; if it takes too much work, a finding that says so."""
    reach, complete = subject.reachability, False
    if reach is not None:
        found, complete = bounded(partial(check, subject, reach), _MOST_WORK, subject.budget)
        yield from found
    if not complete:
        text = Text(
            "de wegen door deze route zijn te ingewikkeld om alles te bewijzen; verdeel de route in kleinere routes",
            "the ways through this route are too complicated to prove everything; divide it into smaller routes",
        )
        yield Finding(("steps",), text, at_key=True, reported_as="ways-not-proven")


def is_taken_by_nobody(subject: Subject, step_id: str, number: int) -> bool:
    """Whether it is proven that nobody who comes to a step can take one of its transitions."""
    reach = subject.reachability
    if reach is None:
        return False
    edge = next(edge for edge in reach.moves.edges[step_id] if edge.number == number)
    return reach.moves.diagrams.both(reach.present[step_id], edge.guard) == NOBODY


def what_excludes(reach: Reachability, step_id: str, compared: Node) -> Text:
    """What holds for everybody at a step and matters for `compared`, in words.

    It names the facts that alone separate the two sets; if there are none, all facts that are limited in both.
    """
    possible, wanted = reach.moves.diagrams.masks(reach.present[step_id]), reach.moves.diagrams.masks(compared)
    limited = [
        axis
        for axis, mask in enumerate(possible)
        if mask != reach.moves.grids[0].full[axis] and wanted[axis] != reach.moves.grids[0].full[axis]
    ]
    apart = [axis for axis in limited if not possible[axis] & wanted[axis]]
    known = _all_of(reach, possible, apart or limited)
    if known is None:
        return Text(
            f"; de stappen tot en met {step_id} sluiten dat samen uit",
            f"; the steps up to {step_id} together exclude it",
        )
    return Text(f"; wie in {step_id} komt: {known.nl}", f"; whoever gets to {step_id}: {known.en}")


def who(reach: Reachability, students: Node) -> Text:
    """What holds for all students of a set, after a colon; empty when no single fact is limited."""
    possible = reach.moves.diagrams.masks(students)
    limited = [axis for axis, mask in enumerate(possible) if mask != reach.moves.grids[0].full[axis]]
    known = _all_of(reach, possible, limited)
    return Text(f": {known.nl}", f": {known.en}") if known else Text("", "")


def _all_of(reach: Reachability, masks: Sequence[int], axes: Sequence[int]) -> Text | None:
    """The words that some facts are in these cells; None without facts."""
    if not axes:
        return None
    return in_words(reach.moves.route, All(tuple(reach.moves.axes[axis].condition(masks[axis]) for axis in axes)))


def somebody(
    subject: Subject, reach: Reachability, step_id: str, students: Node, holds: Callable[[Decision], bool]
) -> Witness:
    """A student in a set who is at a step, with the way there, on real days.

    Every moment is replayed: on the way the decision must be the next step, and at the end `holds` must be true.

    Args:
        students: the set; all of them can be present at the step.

    Raises:
        NotShown: no student was found, so it is not certain that there is one.
    """
    for _ in range(_MOST_TRIES):
        if students == NOBODY:
            break
        cells = reach.moves.diagrams.first(students)
        way = way_to(reach, step_id, reach.moves.diagrams.student(cells))
        if way is None:
            # The sets on the way were widened; other students of this set will most likely have no way either.
            break
        moments = [
            Moment(edge.source, taken, edge.guards, lambda decision, to=edge.target: decision.target == to)  # type: ignore[misc]
            for edge, taken in way
        ]
        last = Moment(step_id, cells, [students] * len(reach.moves.periods), holds)
        found = as_one_student(subject, reach.moves, [*moments, last])
        if found is not None:
            return found
        students = reach.moves.diagrams.minus(students, reach.moves.diagrams.student(cells))
    raise NotShown


def not_shown(step_id: str, what: Text | None = None) -> Finding:
    """The finding that something may be wrong at a step, although no student was found who demonstrates it.

    Args:
        what: what may happen; by default that a student does not get further.
    """
    what = what or Text(
        f"misschien komt niet iedereen verder vanuit stap {step_id}",
        f"maybe not everybody gets further from step {step_id}",
    )
    text = Text(
        f"{what.nl}; een student die dat laat zien, is niet gevonden",
        f"{what.en}; no student was found who shows it",
    )
    return Finding(("steps", step_id), text, at_key=True, reported_as="ways-not-proven")


def way_to(reach: Reachability, step_id: str, students: Node) -> list[tuple[Edge, AxisCells]] | None:
    """A way from a start to a step that some of these students went: each edge, with the cells of the student then.

    None when there is none, because the sets on the way were widened.
    """
    diagrams = reach.moves.diagrams
    way: list[tuple[Edge, AxisCells]] = []
    serial = 1 << 60
    while True:
        came = reach.moves.earlier(students) if reach.moves.waits(step_id) else students
        arrivals = (one for one in reach.arrivals[step_id] if one.serial < serial)
        arrival = next((one for one in arrivals if diagrams.both(one.students, came) != NOBODY), None)
        if arrival is None:
            return None
        if arrival.edge is None:
            return way[::-1]
        edge, serial = arrival.edge, arrival.serial
        there = diagrams.both(arrival.students, came)
        left = diagrams.both(_present_before(reach, edge.source, serial), edge.guard)
        left = diagrams.both(left, diagrams.changed(there, reach.moves.asked_anew))
        if left == NOBODY:
            return None
        cells = diagrams.first(left)
        way.append((edge, cells))
        step_id, students = edge.source, diagrams.both(diagrams.student(cells), left)


def _present_before(reach: Reachability, step_id: str, serial: int) -> Node:
    """The students who could be at a step according to the arrivals found before `serial`."""
    here = NOBODY
    for arrival in reach.arrivals[step_id]:
        if arrival.serial >= serial:
            break
        here = reach.moves.diagrams.either(here, arrival.students)
    return reach.moves.later(here) if reach.moves.waits(step_id) else here


def via(witness: Witness) -> Text:
    """The steps that a student came through, in brackets; empty at the start."""
    steps = list(dict.fromkeys(earlier.step_id for earlier in witness.before))
    if len(steps) > _MOST_STEPS_NAMED:
        steps[_MOST_STEPS_NAMED // 2 : -_MOST_STEPS_NAMED // 2] = ["..."]
    listed = ", ".join(steps)
    return untranslated(f" (via {listed})") if steps else Text("", "")
