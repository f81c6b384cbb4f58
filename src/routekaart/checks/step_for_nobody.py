"""step-for-nobody: a step that no student can get to, given the facts on the way.

What: Steps and transitions lead here, but no student fits all of their conditions one after another. Facts are
followed from step to step: a step that only minors enter cannot lead on to a step for 23-year-olds at once.

Why: Nobody will ever be in this step, and in what comes after it, so what stands there does nothing.

Fix: Correct the condition on the way that keeps everybody out, or remove the step. If a fact can change while the
student waits, write `otherwise: stay` in the step where she waits, and `changes` at the fact.

Nederlands: een stap waar geen enkele student kan komen, gezien de gegevens onderweg.

Wat: Er leiden wel stappen en overgangen hierheen, maar geen student past onderweg bij elk van hun voorwaarden.
De gegevens worden van stap tot stap gevolgd: een stap waar alleen minderjarigen komen, leidt niet meteen naar een
stap voor wie 23 is.

Waarom: Niemand komt ooit in deze stap of in wat erna komt, dus wat daar staat, doet niets.

Herstel: Verbeter de voorwaarde onderweg die iedereen tegenhoudt, of haal de stap weg. Kan een gegeven veranderen
terwijl de student in een stap wacht, schrijf dan `otherwise: stay` in die stap, en `changes` bij het gegeven.

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
          - {to: oud, when: {leeftijd: {at_least: 23}}}
      oud:
        title: 23 of ouder
        transitions: [{to: werk}]

Right example:

    steps:
      begin:
        title: Is de student meerderjarig?
        transitions:
          - {to: jong, when: {leeftijd: {below: 18}}}
          - {to: oud, when: {leeftijd: {at_least: 18}}}
      jong:
        title: Jonger dan 18
        transitions: [{to: school}]
      oud:
        title: 18 of ouder
        transitions: [{to: werk}]
"""

from collections.abc import Iterator

from routekaart.checks.subject import Subject
from routekaart.checks.ways import along_the_ways, what_excludes
from routekaart.diagnostic import Finding
from routekaart.language import Text, enumerate_text, joined
from routekaart.logic.diagram import NOBODY
from routekaart.reaching import Edge, Reaching

RULE = "step-for-nobody"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each step where the way stops, with the steps after it that nobody reaches either."""
    return along_the_ways(subject, _check)


def _check(subject: Subject, reaching: Reaching) -> Iterator[Finding]:
    empty = [name for name, students in reaching.present.items() if students == NOBODY]
    closed: dict[str, list[Edge]] = {name: [] for name in empty}
    for edge in (edge for edges in reaching.edges.values() for edge in edges):
        if edge.target in closed and edge.guard != NOBODY and reaching.present[edge.source] != NOBODY:
            closed[edge.target].append(edge)
    for name in empty:
        if closed[name]:
            further = subject.graph.reachable(name) - {name}
            also = ", ".join(one for one in empty if one in further and not closed[one])
            then = Text(f"; daarna ook niet in {also}", f"; nor after it in {also}") if also else Text("", "")
            sources = enumerate_text(dict.fromkeys(edge.source for edge in closed[name]))
            reasons = dict.fromkeys(what_excludes(reaching, edge.source, edge.guard) for edge in closed[name])
            why = joined(reasons, "")
            text = Text(
                f"geen enkele student kan in stap {name} komen vanuit {sources.nl}{why.nl}{then.nl}",
                f"no student can get to step {name} from {sources.en}{why.en}{then.en}",
            )
            yield Finding(("steps", name), text, at_key=True)
