"""unreachable-step: a step that no student can get to.

What: no way leads from the start of the route to this step.

Why: nobody will ever be in it, so its transitions, actions and partners do nothing. Most often a transition to it was
forgotten or leads to another step by mistake.

How to fix: add the transition that leads to the step, or remove the step. A step that students enter from another route
is reachable when that other route hands over to it, but it must be reachable in its own route too.
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
