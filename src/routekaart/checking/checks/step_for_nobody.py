"""step-for-nobody: a step that no student can get to, given the facts on the way."""

from collections.abc import Iterator

import networkx

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.moves import Edge
from routekaart.checking.analysis.reachability import Reachability
from routekaart.checking.analysis.subject import Subject
from routekaart.checking.analysis.ways import what_excludes
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text, enumerate_text, joined
from routekaart.logic.diagram import NOBODY


def _check(subject: Subject, reach: Reachability) -> Iterator[Finding]:
    """One finding for each first step that nobody reaches, with the steps after it that nobody reaches either."""
    empty = [name for name, students in reach.present.items() if students == NOBODY]
    closed: dict[str, list[Edge]] = {name: [] for name in empty}
    for edge in reach.moves.every_edge:
        if edge.target in closed and edge.guard != NOBODY and reach.present[edge.source] != NOBODY:
            closed[edge.target].append(edge)
    for name in empty:
        if closed[name]:
            further = networkx.descendants(subject.graph, name)
            also = ", ".join(one for one in empty if one in further and not closed[one])
            then = Text(f"; daarna ook niet in {also}", f"; nor after it in {also}") if also else Text("", "")
            sources = enumerate_text(dict.fromkeys(edge.source for edge in closed[name]))
            reasons = dict.fromkeys(what_excludes(reach, edge.source, edge.guard) for edge in closed[name])
            why = joined(reasons, "")
            text = Text(
                f"geen enkele student kan in stap {name} komen vanuit {sources.nl}{why.nl}{then.nl}",
                f"no student can get to step {name} from {sources.en}{why.en}{then.en}",
            )
            yield Finding(("steps", name), text, at_key=True)


CHECK = Check("step-for-nobody", of_ways=_check)
