"""first-not-needed: `policy: first` where the order of the transitions makes no difference."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.proving import AtStep, Proof
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text


def _check(at: AtStep) -> Iterator[Finding]:
    """One finding for each such step."""
    step = at.step
    if step.policy == "first" and all(proof.grid.dates.same_every_day and _never_two(proof) for proof in at.proofs):
        text = Text(
            f"policy: first doet in stap {step.id} niets: er gelden nooit twee overgangen naar verschillende plekken",
            f"policy: first does nothing in step {step.id}: two transitions to different places never hold at once",
        )
        yield Finding(("steps", step.id, "policy"), text, at_key=True, needless=True)


def _never_two(proof: Proof) -> bool:
    rows = proof.table.rows
    return all(proof.find(rows[one].formula, rows[other].formula) is None for one, other in proof.table.may_overlap())


CHECK = Check("first-not-needed", of_step=_check)
