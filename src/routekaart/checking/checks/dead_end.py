"""dead-end: a step without a way out."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text


def _check(subject: Subject) -> Iterator[Finding]:
    """One finding for each step that leads nowhere."""
    for name in subject.route.steps:
        if not subject.edges[name]:
            text = Text(
                f"stap {name} heeft geen overgang naar een andere stap of een einde",
                f"step {name} has no transition to another step or an end",
            )
            yield Finding(("steps", name), text, at_key=True)


CHECK = Check("dead-end", of_route=_check)
