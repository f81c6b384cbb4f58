"""first-not-needed: `policy: first` where the order of the transitions makes no difference."""

from collections.abc import Iterator

from routekaart.checking.analysis.proving import AtStep, Proof, each_step
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text

RULE = "first-not-needed"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such step."""
    return each_step(subject, check_step)


def check_step(at: AtStep) -> Iterator[Finding]:
    """The same for one step."""
    step = at.step
    if step.policy == "first" and all(proof.grid.same_every_day and _never_two(proof) for proof in at.proofs()):
        text = Text(
            f"policy: first doet in stap {step.id} niets: er gelden nooit twee overgangen naar verschillende plekken",
            f"policy: first does nothing in step {step.id}: two transitions to different places never hold at once",
        )
        yield Finding(("steps", step.id, "policy"), text, at_key=True, needless=True)


def _never_two(proof: Proof) -> bool:
    rows = proof.table.rows
    return all(proof.find(rows[one].formula, rows[other].formula) is None for one, other in proof.table.may_overlap())
