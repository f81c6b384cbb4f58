"""transition-for-nobody: a transition that no student who is in this step can take."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.moves import Edge
from routekaart.checking.analysis.reachability import Reachability
from routekaart.checking.analysis.subject import Subject
from routekaart.checking.analysis.ways import what_excludes
from routekaart.diagnostics.diagnostic import Finding, PartPath
from routekaart.foundation.language import Text
from routekaart.logic.diagram import NOBODY


def _check(_: Subject, reach: Reachability) -> Iterator[Finding]:
    """One finding for each such transition, except to a step that nobody reaches: step-for-nobody reports that step."""
    for edge in reach.moves.every_edge:
        here = reach.present[edge.source]
        taken = here == NOBODY or reach.moves.diagrams.both(here, edge.guard) != NOBODY
        if edge.guard != NOBODY and not taken and reach.present.get(edge.target) != NOBODY:
            why = what_excludes(reach, edge.source, edge.guard)
            text = Text(
                f"geen enkele student in stap {edge.source} kan naar {edge.target}{why.nl}",
                f"no student in step {edge.source} can go to {edge.target}{why.en}",
            )
            yield Finding(_place(edge), text, at_key=edge.number is None)


def _place(edge: Edge) -> PartPath:
    step: PartPath = ("steps", edge.source)
    return (*step, "otherwise") if edge.number is None else (*step, "transitions", edge.number)


CHECK = Check("transition-for-nobody", of_ways=_check)
