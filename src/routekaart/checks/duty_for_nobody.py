"""duty-for-nobody: an action, contact or support that applies to no student who is in this step.

What: The condition of this part can hold, but not for a student who gets to this step: what the steps before it ask
of her already says otherwise.

Why: It is never done. Whoever reads the route believes that it is.

Fix: Remove the part or its condition, or correct the condition on the way here.

Nederlands: een taak, contact of middel dat voor geen enkele student in deze stap geldt.

Wat: De voorwaarde van dit onderdeel kan wel gelden, maar niet voor een student die in deze stap komt: de stappen
ervoor laten zo iemand niet door.

Waarom: Het gebeurt nooit. Wie de route leest, denkt van wel.

Herstel: Haal het onderdeel of zijn voorwaarde weg, of verbeter de voorwaarde in de stappen hiervoor.

Wrong example:

    steps:
      begin:
        title: Is de student meerderjarig?
        transitions:
          - {to: jong, when: {leeftijd: {below: 18}}}
          - {to: werk, when: {leeftijd: {at_least: 18}}}
      jong:
        title: Jonger dan 18
        actions:
          - {do: Wijs op zorgtoeslag, when: {leeftijd: {at_least: 18}}}
        transitions: [{to: school}]

Right example:

    steps:
      begin:
        title: Is de student meerderjarig?
        transitions:
          - {to: jong, when: {leeftijd: {below: 18}}}
          - {to: werk, when: {leeftijd: {at_least: 18}}}
      jong:
        title: Jonger dan 18
        actions:
          - {do: Meld bij de leerplichtambtenaar, when: {leeftijd: {below: 16}}}
        transitions: [{to: school}]
"""

from collections.abc import Iterator

from routekaart.checks.proving import conditional_parts
from routekaart.checks.subject import Subject
from routekaart.checks.ways import along_the_ways, what_excludes
from routekaart.diagnostic import Finding
from routekaart.language import Text
from routekaart.logic.diagram import NOBODY
from routekaart.reaching import Reaching
from routekaart.step import Transition

RULE = "duty-for-nobody"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such part."""
    return along_the_ways(subject, _check)


def _check(subject: Subject, reaching: Reaching) -> Iterator[Finding]:
    for step in subject.route.steps.values():
        here = reaching.present[step.id]
        for path, part in conditional_parts(step) if here != NOBODY else ():
            fitting = NOBODY if isinstance(part, Transition) else reaching.where(part.when)
            if fitting != NOBODY and reaching.diagrams.both(here, fitting) == NOBODY:
                why = what_excludes(reaching, step.id, fitting)
                text = Text(
                    f"dit geldt voor geen enkele student in stap {step.id}{why.nl}",
                    f"this applies to no student in step {step.id}{why.en}",
                )
                yield Finding((*path, "when"), text, at_key=True)
