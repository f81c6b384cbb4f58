"""`not-asked`: a fact that is to be asked first in a step, and is not asked there at all."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text
from routekaart.model.condition import tests_in


def _check(subject: Subject) -> Iterator[Finding]:
    """One finding for each fact in `ask` on which the transitions of its step do not depend."""
    for step in subject.route.steps.values():
        asked = subject.route.vocabulary.inputs(test.fact for when in step.guards for test in tests_in(when))
        for index, name in enumerate(step.ask):
            if name not in asked:
                listed = ", ".join(asked)
                text = Text(
                    f"naar {name} wordt in deze stap niet gevraagd; wel naar: {listed or 'niets'}",
                    f"{name} is not asked in this step; asked are: {listed or 'nothing'}",
                )
                yield Finding(("steps", step.id, "ask", index), text)


CHECK = Check("not-asked", of_route=_check)
