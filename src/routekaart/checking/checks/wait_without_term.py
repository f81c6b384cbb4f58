"""wait-without-term: a step in which time alone lets nobody out."""

from collections.abc import Iterator

from routekaart.checking.analysis.reachability import Reaching
from routekaart.checking.analysis.subject import Subject
from routekaart.checking.analysis.ways import along_the_ways
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text
from routekaart.logic.diagram import NOBODY

RULE = "wait-without-term"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such step."""
    return along_the_ways(subject, _check)


def _check(subject: Subject, reaching: Reaching) -> Iterator[Finding]:
    for name in subject.route.steps:
        if reaching.waits(name) and reaching.edges[name]:
            leaving = reaching.until_then(reaching.leaving(name))
            if reaching.diagrams.minus(reaching.present[name], leaving) != NOBODY:
                text = Text(
                    f"de tijd alleen laat niet iedereen uit stap {name}: iemand moet een verandering invullen",
                    f"time alone does not let everybody out of step {name}: somebody must record a change",
                )
                yield Finding(("steps", name, "otherwise"), text, at_key=True)
