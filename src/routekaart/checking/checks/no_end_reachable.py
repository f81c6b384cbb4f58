"""no-end-reachable: a step from which no end can be reached."""

from collections.abc import Iterator

import networkx

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text


def _check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such step that is not itself a dead end or part of a closed cycle."""
    traps = [*((name,) for name in subject.route.steps if not subject.edges[name]), *subject.closed_components]
    trapped_in: dict[str, list[str]] = {name: [] for name in subject.route.steps if name not in subject.finishing}
    for trap in traps:
        for name in networkx.ancestors(subject.graph, trap[0]).difference(trap):
            if name in trapped_in:
                trapped_in[name].extend(trap)
    for name, trapping in trapped_in.items():
        if trapping:
            into = ", ".join(sorted(trapping))
            text = Text(
                f"vanuit stap {name} is geen einde te bereiken; elke weg loopt vast in {into}",
                f"no end can be reached from step {name}; every way is trapped in {into}",
            )
            yield Finding(("steps", name), text, at_key=True)


CHECK = Check("no-end-reachable", of_route=_check)
