"""unused-fact: a fact that nothing uses."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text


def _check(subject: Subject) -> Iterator[Finding]:
    """One finding for each."""
    for name, fact in subject.route.facts.items():
        if name in subject.own["facts"] and name not in subject.usage.facts and not fact.only_recorded:
            text = Text(f"gegeven {name} wordt nergens gebruikt", f"fact {name} is used nowhere")
            yield Finding(("facts", name), text, at_key=True, needless=True)


CHECK = Check("unused-fact", of_route=_check)
