"""no-way-out: a step from which no student who gets there can ever reach an end."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.proving import shown
from routekaart.checking.analysis.reachability import Reachability
from routekaart.checking.analysis.subject import Subject, components_of, graph_of
from routekaart.checking.analysis.ways import NotShown, somebody, via
from routekaart.diagnostics.diagnostic import Finding
from routekaart.diagnostics.witness import Witness
from routekaart.foundation.language import Text
from routekaart.logic.diagram import NOBODY


def _check(subject: Subject, reach: Reachability) -> Iterator[Finding]:
    """One finding for each step, or cycle of steps, that keeps its students; not for steps that only lead into it."""
    drawn = (name for name in subject.route.steps if name in subject.finishing)
    kept = dict.fromkeys(name for name in drawn if _keeps(reach, name))
    live = {name: _next(reach, name) for name in kept}
    graph = graph_of({name: [one for one in others if one in kept] for name, others in live.items()})
    circles = {name: component for component in components_of(graph) for name in component}
    for name in kept:
        circle = circles.get(name, (name,))
        beyond = {other for one in circle for other in live[one]} - set(circle)
        # Not for a step that only leads to a reported one, nor for one where all are stuck, which is a gap.
        leads_into_reported = bool(beyond) and beyond <= kept.keys()
        if name == circle[0] and not leads_into_reported and (live[name] or reach.moves.waits(name)):
            listed = ", ".join(circle)
            witness = _somebody_in(subject, reach, name)
            came = via(witness) if witness else Text("", "")
            what = Text(
                f"wie in {listed} komt, bereikt nooit een einde: geen student past bij een weg eruit{came.nl}",
                f"whoever gets to {listed} never reaches an end: no student fits a way out{came.en}",
            )
            place = ("steps", name)
            yield shown(subject, what, witness, place, None) if witness else Finding(place, what, at_key=True)


def _somebody_in(subject: Subject, reach: Reachability, name: str) -> Witness | None:
    """A student in a step, if one can be found; no student in it gets out."""
    try:
        return somebody(subject, reach, name, reach.present[name], lambda _: True)
    except NotShown:
        return None


def _keeps(reach: Reachability, name: str) -> bool:
    here = reach.present[name]
    return here != NOBODY and reach.moves.diagrams.both(here, reach.finishing[name]) == NOBODY


def _next(reach: Reachability, name: str) -> list[str]:
    here = reach.present[name]
    return [edge.target for edge in reach.moves.edges[name] if reach.moves.diagrams.both(here, edge.guard) != NOBODY]


CHECK = Check("no-way-out", of_ways=_check)
