"""wait-without-term: a waiting step that not every student leaves by time alone."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.reachability import Reachability
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text
from routekaart.logic.diagram import NOBODY


def _check(subject: Subject, reach: Reachability) -> Iterator[Finding]:
    """One finding for each such step."""
    for name in subject.route.steps:
        if reach.moves.waits(name) and reach.moves.edges[name]:
            leaving = reach.moves.until_then(reach.moves.leaving(name))
            if reach.moves.diagrams.minus(reach.present[name], leaving) != NOBODY:
                text = Text(
                    f"de tijd alleen laat niet iedereen uit stap {name}: iemand moet een verandering invullen",
                    f"time alone does not let everybody out of step {name}: somebody must record a change",
                )
                yield Finding(("steps", name, "otherwise"), text, at_key=True)


CHECK = Check("wait-without-term", of_ways=_check)
