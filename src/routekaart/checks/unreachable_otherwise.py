"""unreachable-otherwise: an `otherwise` that no student ever needs.

What: the transitions together hold for every student who can exist, so `otherwise` is never used.

Why: it hides the next gap: when a condition is narrowed later, students fall into `otherwise` without anybody noticing.

Wrong example: `{heeft_werk: ja}` and `{heeft_werk: nee}` with `otherwise: stay`.

How to fix: remove `otherwise`, or narrow the condition that goes too far.
"""

from collections.abc import Iterator

from routekaart.checks.proving import Proof, never
from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding
from routekaart.language import Text
from routekaart.logic.formula import Formula

RULE = "unreachable-otherwise"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such step."""
    for step in subject.route.steps.values():
        if step.otherwise is None or not step.transitions:
            continue
        if never(subject, step, _no_transition):
            text = Text(
                f"otherwise wordt in stap {step.id} nooit gebruikt: er geldt altijd een overgang",
                f"otherwise is never used in step {step.id}: some transition always holds",
            )
            yield Finding(("steps", step.id, "otherwise"), text, at_key=True)


def _no_transition(proof: Proof) -> tuple[Formula, ...]:
    return tuple(map(proof.against, range(len(proof.table.rows))))
