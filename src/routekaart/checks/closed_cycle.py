"""closed-cycle: steps that only lead to each other.

What: From each of these steps the others can be reached, and nothing else.

Why: Whoever enters the circle walks in it for ever and never reaches an end.

Fix: Add a transition from one of the steps to a step outside the circle, or to an end.

Nederlands: stappen die alleen naar elkaar leiden.

Wat: Vanuit elk van deze stappen zijn alleen de andere te bereiken, en verder niets.

Waarom: Wie in de kring komt, blijft er altijd in rondlopen en bereikt nooit een einde.

Herstel: Voeg bij een van de stappen een overgang toe naar een stap buiten de kring, of naar een einde.

Wrong example:

    steps:
      zoeken:
        title: Werk zoeken
        transitions:
          - {to: proberen}
      proberen:
        title: Werk proberen
        transitions:
          - {to: zoeken}

Right example:

    steps:
      zoeken:
        title: Werk zoeken
        transitions:
          - {to: proberen}
      proberen:
        title: Werk proberen
        transitions:
          - {to: werk, when: {heeft_werk: ja}}
          - {to: school, when: {heeft_werk: nee}}
"""

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
