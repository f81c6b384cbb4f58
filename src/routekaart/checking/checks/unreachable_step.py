"""unreachable-step: a step that no student can get to."""

from collections.abc import Iterator

import networkx

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text


def _check(subject: Subject) -> Iterator[Finding]:
    """One finding for each step that cannot be reached from the start."""
    route = subject.route
    reached = {route.start, *networkx.descendants(subject.graph, route.start)}
    for name in route.steps:
        if name not in reached:
            text = Text(
                f"geen enkele weg leidt van {route.start} naar stap {name}",
                f"no way leads from {route.start} to step {name}",
            )
            yield Finding(("steps", name), text, at_key=True)


CHECK = Check("unreachable-step", of_route=_check)
