"""transition-for-nobody: a transition that no student who is in this step can take.

What: The condition can hold, but not for a student who gets to this step: what the steps before it ask of her already
says otherwise. Facts are followed from step to step, with what can change while she waits (`changes`).

Why: The transition does nothing. Most often a limit was copied from another step, or a step before this one lets too
few students through.

Fix: Remove the transition, or correct the condition here or on the way here.

Nederlands: een overgang die geen enkele student in deze stap kan nemen.

Wat: De voorwaarde kan wel gelden, maar niet voor een student die in deze stap komt: de stappen ervoor laten zo iemand
niet door. De gegevens worden van stap tot stap gevolgd, met wat kan veranderen terwijl de student wacht (`changes`).

Waarom: De overgang doet niets. Vaak is een grens overgenomen uit een andere stap, of laat een eerdere stap te weinig
studenten door.

Herstel: Haal de overgang weg, of verbeter de voorwaarde hier of in de stappen hiervoor.

Wrong example:

    steps:
      begin:
        title: Is de student meerderjarig?
        transitions:
          - {to: jong, when: {leeftijd: {below: 18}}}
          - {to: werk, when: {leeftijd: {at_least: 18}}}
      jong:
        title: Jonger dan 18
        transitions:
          - {to: school, when: {leeftijd: {below: 23}}}
          - {to: werk, when: {leeftijd: {at_least: 23}}}

Right example:

    steps:
      begin:
        title: Is de student meerderjarig?
        transitions:
          - {to: jong, when: {leeftijd: {below: 18}}}
          - {to: werk, when: {leeftijd: {at_least: 18}}}
      jong:
        title: Jonger dan 18, wacht tot 23 of tot er werk is
        transitions:
          - {to: werk, when: {heeft_werk: ja}}
          - {to: school, when: {heeft_werk: nee, leeftijd: {at_least: 23}}}
        otherwise: stay
"""

from collections.abc import Iterator

from routekaart.checks.subject import Subject
from routekaart.checks.ways import along_the_ways, what_excludes
from routekaart.diagnostic import Finding, Path
from routekaart.language import Text
from routekaart.logic.diagram import NOBODY
from routekaart.reaching import Edge, Reaching

RULE = "transition-for-nobody"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such transition, unless its step is empty because of it: that is told there."""
    return along_the_ways(subject, _check)


def _check(_: Subject, reaching: Reaching) -> Iterator[Finding]:
    for edge in (edge for edges in reaching.edges.values() for edge in edges):
        here = reaching.present[edge.source]
        taken = here == NOBODY or reaching.diagrams.both(here, edge.guard) != NOBODY
        if edge.guard != NOBODY and not taken and reaching.present.get(edge.target) != NOBODY:
            why = what_excludes(reaching, edge.source, edge.guard)
            text = Text(
                f"geen enkele student in stap {edge.source} kan naar {edge.target}{why.nl}",
                f"no student in step {edge.source} can go to {edge.target}{why.en}",
            )
            yield Finding(_place(edge), text, at_key=edge.number is None)


def _place(edge: Edge) -> Path:
    step: Path = ("steps", edge.source)
    return (*step, "otherwise") if edge.number is None else (*step, "transitions", edge.number)
