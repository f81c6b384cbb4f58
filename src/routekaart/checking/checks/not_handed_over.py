"""not-handed-over: an end that hands over, reached by a student to whom no hand-over applies."""

from collections.abc import Iterator
from dataclasses import replace

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.moves import Edge
from routekaart.checking.analysis.proving import shown
from routekaart.checking.analysis.reachability import Reachability
from routekaart.checking.analysis.subject import Subject
from routekaart.checking.analysis.ways import NotShown, not_shown, somebody, via
from routekaart.diagnostics.diagnostic import Finding
from routekaart.diagnostics.witness import Witness
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Text
from routekaart.logic.diagram import NOBODY
from routekaart.model.condition import AnyOf
from routekaart.model.step import Step, Transition
from routekaart.route import Route

_HANDED_OVER = ""
"""The place for students who have been handed over; no step or end has this name."""


def _check(subject: Subject, _: Reachability) -> Iterator[Finding]:
    """One finding for each such end."""
    ends = [end.id for end in subject.route.ends.values() if end.outcome == "hand_over" and end.hand_over is None]
    if not ends:
        return
    reach = subject.reachability_in(_without_those_handed_over(subject.route))
    for end in ends:
        for edge in (edge for edge in reach.moves.every_edge if edge.target == end):
            found = _reaching_it(subject, reach, edge)
            if found is not None:
                yield found
                break


def _reaching_it(subject: Subject, reach: Reachability, edge: Edge) -> Finding | None:
    """A finding that a student comes to an end over an edge without a hand-over; None if proven that none do."""
    students = reach.moves.diagrams.both(reach.present[edge.source], edge.guard)
    if students == NOBODY:
        return None
    maybe = Text(
        f"misschien komt iemand in einde {edge.target} zonder overdracht",
        f"maybe somebody comes to end {edge.target} without a hand-over",
    )
    try:
        witness = somebody(subject, reach, edge.source, students, lambda decision: decision.target == edge.target)
    except NotShown:
        return not_shown(edge.source, maybe)
    if any(_is_handed_over(subject.route, moment) for moment in (*witness.before, witness)):
        return not_shown(edge.source, maybe)
    came = via(witness)
    what = Text(
        f"een student komt in einde {edge.target}, maar wordt aan niemand overgedragen{came.nl}",
        f"a student comes to end {edge.target}, but is handed over to nobody{came.en}",
    )
    return shown(subject, what, witness, ("ends", edge.target), None)


def _is_handed_over(route: Route, moment: Witness) -> bool:
    """Whether a student is, or may be, handed over by an action of the step where they are."""
    duties = route.duties(moment.step_id, moment.facts, on=moment.on)
    return any(duty.hand_over is not None for duty in duties.actions)


def _without_those_handed_over(route: Route) -> Route:
    """The same route, in which students who leave a step while a hand-over applies go to a separate place."""
    return replace(route, steps=frozen({name: _taking_out(step) for name, step in route.steps.items()}))


def _taking_out(step: Step) -> Step:
    applying = tuple(action.when for action in step.actions if action.hand_over is not None)
    if not applying:
        return step
    out = Transition(to=_HANDED_OVER, when=AnyOf(applying))
    return replace(step, policy="first", transitions=(out, *step.transitions))


CHECK = Check("not-handed-over", of_ways=_check)
