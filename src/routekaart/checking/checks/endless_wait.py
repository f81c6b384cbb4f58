"""endless-wait: a student who waits in a step that she can never leave."""

from collections.abc import Iterator

from routekaart.checking.analysis.proving import shown
from routekaart.checking.analysis.reachability import Reaching
from routekaart.checking.analysis.subject import Subject
from routekaart.checking.analysis.ways import NotShown, along_the_ways, not_shown, somebody, via
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text
from routekaart.logic.diagram import NOBODY

RULE = "endless-wait"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each step in which some student waits for ever."""
    return along_the_ways(subject, _check)


def _check(subject: Subject, reaching: Reaching) -> Iterator[Finding]:
    for name in subject.route.steps:
        if reaching.waits(name) and reaching.edges[name]:
            leaving = reaching.earlier(reaching.leaving(name))
            stuck = reaching.diagrams.minus(reaching.arriving[name], leaving)
            if stuck != NOBODY:
                try:
                    witness = somebody(subject, reaching, name, stuck, lambda decision: decision.outcome == "stay")
                except NotShown:
                    yield not_shown(name)
                    continue
                came = via(witness)
                what = Text(
                    f"een student wacht in stap {name} en kan er nooit meer uit{came.nl}",
                    f"a student waits in step {name} and can never leave it{came.en}",
                )
                yield shown(subject, what, witness, ("steps", name), None)
