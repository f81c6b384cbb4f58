"""unreachable-otherwise: an `otherwise` that no student ever needs."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.proving import AtStep, Proof, always, never
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text


def _check(at: AtStep) -> Iterator[Finding]:
    """One finding for each such step."""
    step = at.step
    if step.otherwise is None or not step.transitions:
        return
    made = at.proofs
    # A transition that holds for everybody by itself is reported as always-true-condition instead.
    if never(made, Proof.gap) and not any(always(made, number) for number in range(len(step.transitions))):
        text = Text(
            f"otherwise wordt in stap {step.id} nooit gebruikt: er geldt altijd een overgang",
            f"otherwise is never used in step {step.id}: some transition always holds",
        )
        yield Finding(("steps", step.id, "otherwise"), text, at_key=True)


CHECK = Check("unreachable-otherwise", of_step=_check)
