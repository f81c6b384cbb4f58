"""duty-for-nobody: an action, contact or support that applies to no student who is in this step."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.proving import conditional_parts
from routekaart.checking.analysis.reachability import Reachability
from routekaart.checking.analysis.subject import Subject
from routekaart.checking.analysis.ways import what_excludes
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text
from routekaart.logic.diagram import NOBODY
from routekaart.model.step import Transition


def _check(subject: Subject, reach: Reachability) -> Iterator[Finding]:
    """One finding for each such part."""
    for step in subject.route.steps.values():
        here = reach.present[step.id]
        for path, part in conditional_parts(step) if here != NOBODY else ():
            fitting = NOBODY if isinstance(part, Transition) else reach.moves.where(part.when)
            if fitting != NOBODY and reach.moves.diagrams.both(here, fitting) == NOBODY:
                why = what_excludes(reach, step.id, fitting)
                text = Text(
                    f"dit geldt voor geen enkele student in stap {step.id}{why.nl}",
                    f"this applies to no student in step {step.id}{why.en}",
                )
                yield Finding((*path, "when"), text, at_key=True)


CHECK = Check("duty-for-nobody", of_ways=_check)
