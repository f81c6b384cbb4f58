"""unknown-hand-over: a student is handed over to a route or step that is not there.

What: `hand_over` names a route of which there is no file beside this one, or a step that the route does not have.

Why: The student would be handed over to nobody.

Fix: Correct the name of the route or the step. If there is no file for the other route, write
`hand_over: {outside: ...}` with the name people know it by.

Nederlands: een student wordt overgedragen aan een route of stap die er niet is.

Wat: `hand_over` noemt een route waarvan naast dit bestand geen bestand staat, of een stap die deze route niet heeft.

Waarom: De student zou aan niemand worden overgedragen.

Herstel: Verbeter de naam van de route of de stap. Is er geen bestand voor de andere route, schrijf dan
`hand_over: {outside: ...}` met de naam die mensen kennen.

Wrong example:

    steps:
      begin:
        title: Een gesprek met de student
        actions:
          - {do: Draag de student over, hand_over: {route: mas, step: intake}}
        transitions:
          - {to: school}

Right example:

    steps:
      begin:
        title: Een gesprek met de student
        actions:
          - {do: Draag de student over, hand_over: {outside: MAS-route}}
        transitions:
          - {to: school}
"""

from collections.abc import Iterator

from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding
from routekaart.language import Text
from routekaart.suggest import did_you_mean
from routekaart.usage import hand_overs_of

RULE = "unknown-hand-over"


def check(subject: Subject) -> Iterator[Finding]:
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
