"""endless-wait: a student waits in a step that they can never leave."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.proving import shown
from routekaart.checking.analysis.reachability import Reachability
from routekaart.checking.analysis.subject import Subject
from routekaart.checking.analysis.ways import NotShown, not_shown, somebody, via
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text
from routekaart.logic.diagram import NOBODY


def _check(subject: Subject, reach: Reachability) -> Iterator[Finding]:
    """One finding for each step in which some student waits forever."""
    for name in subject.route.steps:
        if reach.moves.waits(name) and reach.moves.edges[name]:
            leaving = reach.moves.earlier(reach.moves.leaving(name))
            stuck = reach.moves.diagrams.minus(reach.arriving[name], leaving)
            if stuck != NOBODY:
                try:
                    witness = somebody(subject, reach, name, stuck, lambda decision: decision.outcome == "stay")
                except NotShown:
                    yield not_shown(name)
                    continue
                came = via(witness)
                what = Text(
                    f"een student wacht in stap {name} en kan er nooit meer uit{came.nl}",
                    f"a student waits in step {name} and can never leave it{came.en}",
                )
                yield shown(subject, what, witness, ("steps", name), None)


CHECK = Check("endless-wait", of_ways=_check)
