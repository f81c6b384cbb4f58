"""unused-partner: a partner that nothing uses."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text


def _check(subject: Subject) -> Iterator[Finding]:
    """One finding for each."""
    for name in subject.route.partners:
        if name in subject.own["partners"] and name not in subject.usage.partners:
            text = Text(f"partner {name} komt in geen enkele stap voor", f"partner {name} appears in no step")
            yield Finding(("partners", name), text, at_key=True, needless=True)


CHECK = Check("unused-partner", of_route=_check)
