"""unused-parameter: a parameter that nothing uses."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text


def _check(subject: Subject) -> Iterator[Finding]:
    """One finding for each."""
    for name in subject.route.parameters:
        if name in subject.own["parameters"] and name not in subject.usage.parameters:
            text = Text(f"parameter {name} wordt nergens gebruikt", f"parameter {name} is used nowhere")
            yield Finding(("parameters", name), text, at_key=True, needless=True)


CHECK = Check("unused-parameter", of_route=_check)
