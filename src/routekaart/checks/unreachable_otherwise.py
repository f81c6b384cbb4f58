"""unreachable-otherwise: an `otherwise` that no student ever needs.

What: the transitions together hold for every student who can exist, so `otherwise` is never used.

Why: it hides the next gap: when a condition is narrowed later, students fall into `otherwise` without anybody noticing.

Wrong example: `{heeft_werk: ja}` and `{heeft_werk: nee}` with `otherwise: stay`.

How to fix: remove `otherwise`, or narrow the condition that goes too far.
"""

from collections.abc import Iterator

from routekaart.checks.proving import each_step, never, proofs
from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding
from routekaart.language import Text
from routekaart.step import Step

RULE = "unreachable-otherwise"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such step."""
    return each_step(subject, _check_step)


def _check_step(subject: Subject, step: Step) -> Iterator[Finding]:
    if step.otherwise is None or not step.transitions:
        return
    if never(proofs(subject, step), lambda proof: proof.table.opposites):
        text = Text(
            f"otherwise wordt in stap {step.id} nooit gebruikt: er geldt altijd een overgang",
            f"otherwise is never used in step {step.id}: some transition always holds",
        )
        yield Finding(("steps", step.id, "otherwise"), text, at_key=True)
