"""receiver-absent: a student is handed over to a partner who does nothing in the receiving step.

What: None of the partners with whom the student is handed over (or the `partner` of the hand-over) is responsible, must
be contacted or takes part in an action in the step of the other route.

Why: The student is brought to somebody who does not expect her there.

Fix: Name in `hand_over` the partner who takes her over (`partner: ...`), hand over to another step, or let the partner
act in the receiving step.

Nederlands: een student wordt overgedragen aan een partner die in de ontvangende stap niets doet.

Wat: De partners met wie de overdracht gebeurt (of de `partner` van de overdracht) doen niets in de stap van de andere
route: geen van hen is daar verantwoordelijk, wordt daar benaderd of doet daar mee aan een taak.

Waarom: De student komt bij iemand die daar niet op rekent.

Herstel: Noem in `hand_over` de partner die de student overneemt (`partner: ...`), draag over aan een andere stap, of
laat de partner iets doen in de ontvangende stap.

Wrong example:

    partners:
      school: {title: School}
      gemeente: {title: Gemeente}
    steps:
      overdragen:
        title: Overdragen
        responsible: [school]
        actions:
          - {do: Draag over aan de gemeente, with: [gemeente], hand_over: {route: voorbeeld, step: zoeken}}
        transitions: [{to: zoeken}]
      zoeken:
        title: Werk zoeken
        responsible: [school]
        transitions: [{to: werk}]
    ends:
      werk: {title: Aan het werk, outcome: success}

Right example:

    partners:
      school: {title: School}
      gemeente: {title: Gemeente}
    steps:
      overdragen:
        title: Overdragen
        responsible: [school]
        actions:
          - {do: Draag over aan de gemeente, with: [gemeente], hand_over: {route: voorbeeld, step: zoeken}}
        transitions: [{to: zoeken}]
      zoeken:
        title: Werk zoeken
        responsible: [gemeente]
        transitions: [{to: werk}]
    ends:
      werk: {title: Aan het werk, outcome: success}
"""

from collections.abc import Iterator

from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding, Path
from routekaart.language import Text, enumerate_text
from routekaart.route import Route
from routekaart.step import HandOver
from routekaart.usage import acting_in, hand_overs_of

RULE = "receiver-absent"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each hand-over whose receiving partner does not act where the student comes in."""
    for path, hand_over in hand_overs_of(subject.route):
        other = subject.others.get(hand_over.route or "")
        step = other.steps.get(hand_over.step or "") if other else None
        partners = _receivers(subject.route, path, hand_over)
        if step is not None and partners and not partners & acting_in(step):
            listed = enumerate_text(sorted(partners))
            where = f"{hand_over.route} {step.id}"
            text = Text(
                f"{listed.nl} doet niets in {where}, waar de student binnenkomt; noem met partner: wie de student "
                "overneemt",
                f"{listed.en} does nothing in {where}, where the student comes in; name with partner: who takes over",
            )
            yield Finding((*path, "partner") if hand_over.partner else path, text)


def _receivers(route: Route, path: Path, hand_over: HandOver) -> frozenset[str]:
    """The partner who takes a student over, or else those with whom the hand-over is done."""
    if hand_over.partner is not None:
        return frozenset({hand_over.partner})
    if path[0] == "ends":
        return frozenset()
    assert isinstance(path[3], int)
    return frozenset(route.steps[str(path[1])].actions[path[3]].partners)
