"""dead-end: a step without a way out.

What: the step has no transitions, and `otherwise` leads nowhere else.

Why: whoever gets there stays for ever and never reaches an end.

How to fix: add the transition to the next step. If the route stops here, make it an end instead of a step.
"""

from collections.abc import Iterator

from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding
from routekaart.language import Text
from routekaart.usage import edges_of

RULE = "dead-end"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each step that leads nowhere."""
    edges = edges_of(subject.route)
    for name in subject.route.steps:
        if not edges[name]:
            text = Text(
                f"stap {name} heeft geen overgang naar een andere stap of een einde",
                f"step {name} has no transition to another step or an end",
            )
            yield Finding(("steps", name), text, at_key=True)
