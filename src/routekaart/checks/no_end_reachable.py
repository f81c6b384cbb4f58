"""no-end-reachable: a step from which no end can be reached.

What: Every way from this step runs into a dead end or a closed cycle. Those are told by their own rules.

Why: Whoever is in this step can never finish the route.

Fix: Mend the dead end or the closed cycle that the message names.

Nederlands: een stap vanwaar geen einde te bereiken is.

Wat: Elke weg vanuit deze stap loopt vast in een stap zonder uitweg, of in stappen die alleen naar elkaar leiden. Die
hebben hun eigen melding.

Waarom: Wie in deze stap is, kan de route nooit afmaken.

Herstel: Los het probleem op in de stappen die de melding noemt.

Wrong example:

    steps:
      zoeken:
        title: Werk zoeken
        transitions:
          - {to: proberen}
      proberen:
        title: Werk proberen

Right example:

    steps:
      zoeken:
        title: Werk zoeken
        transitions:
          - {to: proberen}
      proberen:
        title: Werk proberen
        transitions:
          - {to: werk}
"""

from collections.abc import Iterator

from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding
from routekaart.language import Text

RULE = "no-end-reachable"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such step that is not itself a dead end or part of a closed cycle."""
    traps = {name for name in subject.route.steps if not subject.edges[name]}
    traps |= {name for group in subject.graph.closed_cycles() for name in group}
    finishing = subject.graph.leading_to(subject.route.ends)
    for name in subject.route.steps:
        if name not in finishing and name not in traps:
            into = ", ".join(sorted(traps & subject.graph.reachable(name)))
            text = Text(
                f"vanuit stap {name} is geen einde te bereiken; elke weg loopt vast in {into}",
                f"no end can be reached from step {name}; every way is trapped in {into}",
            )
            yield Finding(("steps", name), text, at_key=True)
