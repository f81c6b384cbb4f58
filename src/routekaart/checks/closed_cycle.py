"""closed-cycle: steps that only lead to each other.

What: from each of these steps the others can be reached, and nothing else.

Why: whoever enters the circle walks in it for ever and never reaches an end.

How to fix: add a transition from one of the steps to a step outside the circle, or to an end.
"""

from collections.abc import Iterator

from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding
from routekaart.language import Text

RULE = "closed-cycle"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each circle, at its first step."""
    for group in subject.graph.closed_cycles():
        listed = ", ".join(group)
        text = Text(
            f"deze stappen leiden alleen naar elkaar: {listed}", f"these steps lead only to each other: {listed}"
        )
        yield Finding(("steps", group[0]), text, at_key=True)
