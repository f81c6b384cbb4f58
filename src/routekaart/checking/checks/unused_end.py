"""unused-end: an end that nothing uses."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text


def _check(subject: Subject) -> Iterator[Finding]:
    """One finding for each."""
    targets = {target for step in subject.route.steps.values() for target in step.targets}
    for name in subject.route.ends:
        if name not in targets:
            text = Text(f"geen enkele overgang leidt naar einde {name}", f"no transition leads to end {name}")
            yield Finding(("ends", name), text, at_key=True, needless=True)


CHECK = Check("unused-end", of_route=_check)
