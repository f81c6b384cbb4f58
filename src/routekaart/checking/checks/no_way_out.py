"""no-way-out: a step from which no student who gets there can ever reach an end."""

from collections.abc import Iterator

from routekaart.checking.analysis.components import components_of, graph_of
from routekaart.checking.analysis.proving import shown
from routekaart.checking.analysis.reachability import Reaching
from routekaart.checking.analysis.subject import Subject
from routekaart.checking.analysis.ways import NotShown, along_the_ways, somebody, via
from routekaart.diagnostics.diagnostic import Finding
from routekaart.diagnostics.witness import Witness
from routekaart.foundation.language import Text
from routekaart.logic.diagram import NOBODY

RULE = "no-way-out"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each step, or circle of steps, that keeps its students; not for what leads into it."""
    return along_the_ways(subject, _check)


def _check(subject: Subject, reaching: Reaching) -> Iterator[Finding]:
    drawn = (name for name in subject.route.steps if name in subject.finishing)
    kept = dict.fromkeys(name for name in drawn if _keeps(reaching, name))
    live = {name: _next(reaching, name) for name in kept}
    graph = graph_of({name: [one for one in others if one in kept] for name, others in live.items()})
    circles = {name: component for component in components_of(graph) for name in component}
    for name in kept:
        circle = circles.get(name, (name,))
        beyond = {other for one in circle for other in live[one]} - set(circle)
        # A step that only leads into another one that is told, is not told itself; one where all are stuck is a gap.
        leads_into_told = bool(beyond) and beyond <= kept.keys()
        if name == circle[0] and not leads_into_told and (live[name] or reaching.waits(name)):
            told = ", ".join(circle)
            witness = _somebody_in(subject, reaching, name)
            came = via(witness) if witness else Text("", "")
            what = Text(
                f"wie in {told} komt, bereikt nooit een einde: geen student past bij een weg eruit{came.nl}",
                f"whoever gets to {told} never reaches an end: no student fits a way out{came.en}",
            )
            place = ("steps", name)
            yield shown(subject, what, witness, place, None) if witness else Finding(place, what, at_key=True)


def _somebody_in(subject: Subject, reaching: Reaching, name: str) -> Witness | None:
    """A student in a step, if one can be shown; whoever it is, she does not get out."""
    try:
        return somebody(subject, reaching, name, reaching.present[name], lambda _: True)
    except NotShown:
        return None


def _keeps(reaching: Reaching, name: str) -> bool:
    here = reaching.present[name]
    return here != NOBODY and reaching.diagrams.both(here, reaching.finishing[name]) == NOBODY


def _next(reaching: Reaching, name: str) -> list[str]:
    here = reaching.present[name]
    return [edge.target for edge in reaching.edges[name] if reaching.diagrams.both(here, edge.guard) != NOBODY]
