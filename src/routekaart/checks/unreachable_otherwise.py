"""unreachable-otherwise: an `otherwise` that no student ever needs.

What: The transitions together hold for every student who can exist, so `otherwise` is never used.

Why: It hides the next gap: when a condition is narrowed later, students fall into `otherwise` without anybody noticing.

Fix: Remove `otherwise`, or narrow the condition that goes too far.

Nederlands: een `otherwise` die geen enkele student nodig heeft.

Wat: De overgangen gelden samen voor elke student die kan bestaan, dus `otherwise` wordt nooit gebruikt.

Waarom: Zo blijft een volgend gat verborgen: wordt een voorwaarde later smaller, dan komen studenten bij `otherwise`
terecht zonder dat iemand het merkt.

Herstel: Haal `otherwise` weg, of maak de voorwaarde die te ver gaat smaller.

Wrong example:

    steps:
      begin:
        title: Heeft de student werk?
        transitions:
          - {to: werk, when: {heeft_werk: ja}}
          - {to: school, when: {heeft_werk: nee}}
        otherwise: school

Right example:

    steps:
      begin:
        title: Heeft de student werk?
        transitions:
          - {to: werk, when: {heeft_werk: ja}}
          - {to: school, when: {heeft_werk: nee}}
"""

from collections.abc import Iterator

from routekaart.checks.proving import AtStep, Proof, always, each_step, never
from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding
from routekaart.language import Text

RULE = "unreachable-otherwise"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such step."""
    return each_step(subject, check_step)


def check_step(at: AtStep) -> Iterator[Finding]:
    """The same for one step."""
    step = at.step
    if step.otherwise is None or not step.transitions:
        return
    made = list(at.proofs())
    # One transition that holds for everybody is told by itself, as an always-true condition.
    if never(made, Proof.gap) and not any(always(made, number) for number in range(len(step.transitions))):
        text = Text(
            f"otherwise wordt in stap {step.id} nooit gebruikt: er geldt altijd een overgang",
            f"otherwise is never used in step {step.id}: some transition always holds",
        )
        yield Finding(("steps", step.id, "otherwise"), text, at_key=True)
