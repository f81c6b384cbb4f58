"""unreachable-otherwise: an `otherwise` that no student ever needs."""

from collections.abc import Iterator

from routekaart.checking.analysis.proving import AtStep, Proof, always, each_step, never
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text

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
