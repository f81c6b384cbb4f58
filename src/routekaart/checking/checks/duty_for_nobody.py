"""duty-for-nobody: an action, contact or support that applies to no student who is in this step."""

from collections.abc import Iterator

from routekaart.checking.analysis.proving import conditional_parts
from routekaart.checking.analysis.reachability import Reaching
from routekaart.checking.analysis.subject import Subject
from routekaart.checking.analysis.ways import along_the_ways, what_excludes
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text
from routekaart.logic.diagram import NOBODY
from routekaart.model.step import Transition

RULE = "duty-for-nobody"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such part."""
    return along_the_ways(subject, _check)


def _check(subject: Subject, reaching: Reaching) -> Iterator[Finding]:
    for step in subject.route.steps.values():
        here = reaching.present[step.id]
        for path, part in conditional_parts(step) if here != NOBODY else ():
            fitting = NOBODY if isinstance(part, Transition) else reaching.where(part.when)
            if fitting != NOBODY and reaching.diagrams.both(here, fitting) == NOBODY:
                why = what_excludes(reaching, step.id, fitting)
                text = Text(
                    f"dit geldt voor geen enkele student in stap {step.id}{why.nl}",
                    f"this applies to no student in step {step.id}{why.en}",
                )
                yield Finding((*path, "when"), text, at_key=True)
