"""transition-for-nobody: a transition that no student who is in this step can take."""

from collections.abc import Iterator

from routekaart.checking.analysis.reachability import Edge, Reaching
from routekaart.checking.analysis.subject import Subject
from routekaart.checking.analysis.ways import along_the_ways, what_excludes
from routekaart.diagnostics.diagnostic import Finding, PartPath
from routekaart.foundation.language import Text
from routekaart.logic.diagram import NOBODY

RULE = "transition-for-nobody"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such transition, unless its step is empty because of it: that is told there."""
    return along_the_ways(subject, _check)


def _check(_: Subject, reaching: Reaching) -> Iterator[Finding]:
    for edge in (edge for edges in reaching.edges.values() for edge in edges):
        here = reaching.present[edge.source]
        taken = here == NOBODY or reaching.diagrams.both(here, edge.guard) != NOBODY
        if edge.guard != NOBODY and not taken and reaching.present.get(edge.target) != NOBODY:
            why = what_excludes(reaching, edge.source, edge.guard)
            text = Text(
                f"geen enkele student in stap {edge.source} kan naar {edge.target}{why.nl}",
                f"no student in step {edge.source} can go to {edge.target}{why.en}",
            )
            yield Finding(_place(edge), text, at_key=edge.number is None)


def _place(edge: Edge) -> PartPath:
    step: PartPath = ("steps", edge.source)
    return (*step, "otherwise") if edge.number is None else (*step, "transitions", edge.number)
