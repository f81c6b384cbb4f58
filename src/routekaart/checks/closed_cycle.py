"""closed-cycle: steps that only lead to each other."""

from collections.abc import Iterator

from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding, Mention
from routekaart.language import Text

RULE = "closed-cycle"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each circle, at its first step."""
    for group in subject.graph.closed_cycles():
        listed = ", ".join(group)
        text = Text(
            f"deze stappen leiden alleen naar elkaar: {listed}", f"these steps lead only to each other: {listed}"
        )
        others = tuple(Mention(("steps", name), Text(f"ook {name}", f"{name} too"), at_key=True) for name in group[1:])
        yield Finding(("steps", group[0]), text, at_key=True, related=others)
