"""recorded-fact-decides: a fact that should only be recorded, decides something."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text


def _check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such fact."""
    for name, fact in subject.route.facts.items():
        if fact.only_recorded and name in subject.usage.facts:
            text = Text(
                f"{name} wordt alleen bewaard (only_recorded), maar een voorwaarde gebruikt het",
                f"{name} is only recorded, but a condition uses it",
            )
            yield Finding(("facts", name, "only_recorded"), text, at_key=True)


CHECK = Check("recorded-fact-decides", of_route=_check)
