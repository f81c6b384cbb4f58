"""responsible-unknown: a step for which nobody is responsible yet.

What: The step says `responsible: n.t.b.`: the source leaves open who acts here.

Why: The route can be followed, but nobody knows whose turn it is. The gap is in the policy, not in the file.

Fix: Ask the owner of the source and write who it is. Until then the warning stays, so that nobody forgets it.

Nederlands: een stap waarvoor nog niemand verantwoordelijk is.

Wat: Bij de stap staat `responsible: n.t.b.`: de bron laat open wie hier iets doet.

Waarom: De route kan gevolgd worden, maar niemand weet wie aan zet is. Het gat zit in het beleid, niet in het bestand.

Herstel: Vraag het de eigenaar van de bron en schrijf op wie het is. Tot dan blijft de waarschuwing staan, zodat
niemand het vergeet.

Wrong example:

    steps:
      nazorg:
        title: Nazorg
        responsible: n.t.b.
        transitions: [{to: werk}]

Right example:

    partners:
      slb: {title: SLB'er}
    steps:
      nazorg:
        title: Nazorg
        responsible: [slb]
        transitions: [{to: werk}]
"""

from collections.abc import Iterator

from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding
from routekaart.language import Text

RULE = "responsible-unknown"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such step."""
    for name, step in subject.route.steps.items():
        if step.responsible_unknown:
            text = Text(
                f"bij stap {name} is nog te bepalen wie verantwoordelijk is (n.t.b.)",
                f"in step {name} it is still to be determined who is responsible",
            )
            yield Finding(("steps", name, "responsible"), text, at_key=True)
