"""closed-cycle: steps that only lead to each other."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding, Mention
from routekaart.foundation.language import Text


def _check(subject: Subject) -> Iterator[Finding]:
    """One finding for each group of such steps, at its first step."""
    for first, *others in subject.closed_components:
        listed = ", ".join([first, *others])
        text = Text(
            f"deze stappen leiden alleen naar elkaar: {listed}", f"these steps lead only to each other: {listed}"
        )
        mentions = tuple(Mention(("steps", name), Text(f"ook {name}", f"{name} too"), at_key=True) for name in others)
        yield Finding(("steps", first), text, at_key=True, related=mentions)


CHECK = Check("closed-cycle", of_route=_check)
