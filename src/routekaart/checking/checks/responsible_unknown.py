"""responsible-unknown: a step for which nobody is responsible yet."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text


def _check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such step."""
    for name, step in subject.route.steps.items():
        if step.responsible_unknown:
            text = Text(
                f"bij stap {name} is nog te bepalen wie verantwoordelijk is (n.t.b.)",
                f"in step {name} it is still to be determined who is responsible",
            )
            yield Finding(("steps", name, "responsible"), text, at_key=True)


CHECK = Check("responsible-unknown", of_route=_check)
