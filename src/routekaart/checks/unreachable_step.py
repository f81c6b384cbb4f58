"""unreachable-step: a step that no student can get to.

What: No way leads from the start of the route to this step.

Why: Nobody will ever be in it, so its transitions, actions and partners do nothing. Most often a transition to it was
forgotten, or leads to another step by mistake.

Fix: Add the transition that leads to the step, or remove the step. It must be reachable in its own route, even when
students also enter it from another route.

Nederlands: een stap waar geen enkele student kan komen.

Wat: Geen enkele weg leidt van het begin van de route naar deze stap.

Waarom: Niemand komt ooit in deze stap, dus de overgangen, taken en partners ervan doen niets. Meestal is een overgang
ernaartoe vergeten, of leidt die per ongeluk naar een andere stap.

Herstel: Voeg de overgang toe die naar de stap leidt, of haal de stap weg. De stap moet in de eigen route te bereiken
zijn, ook als studenten er daarnaast vanuit een andere route binnenkomen.

Wrong example:

    steps:
      zoeken:
        title: Werk zoeken
        transitions:
          - {to: werk}
      proberen:
        title: Werk proberen
        transitions:
          - {to: werk}

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

RULE = "unreachable-step"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each step that cannot be reached from the start."""
    route = subject.route
    reached = subject.graph.reachable(route.start)
    for name in route.steps:
        if name not in reached:
            text = Text(
                f"geen enkele weg leidt van {route.start} naar stap {name}",
                f"no way leads from {route.start} to step {name}",
            )
            yield Finding(("steps", name), text, at_key=True)
