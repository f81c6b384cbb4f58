"""unknown-hand-over: a student is handed over to a route or step that is not there."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text
from routekaart.foundation.suggest import did_you_mean
from routekaart.usage import hand_overs_of


def _check(subject: Subject) -> Iterator[Finding]:
    """One finding for each hand-over whose route or step is not there."""
    for path, hand_over in hand_overs_of(subject.route):
        route, step = hand_over.route or "", hand_over.step or ""
        if route not in subject.beside:
            hint = did_you_mean(route, subject.beside)
            text = Text(
                f"naast dit bestand is er geen route {route}{hint.nl}",
                f"there is no route {route} beside this file{hint.en}",
            )
            yield Finding((*path, "route"), text)
        elif (steps := subject.beside[route]) is not None and step not in steps:
            hint = did_you_mean(step, steps)
            text = Text(f"route {route} heeft geen stap {step}{hint.nl}", f"route {route} has no step {step}{hint.en}")
            yield Finding((*path, "step"), text)


CHECK = Check("unknown-hand-over", of_route=_check)
