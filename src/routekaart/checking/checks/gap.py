"""gap: a student for whom no transition holds."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.proving import AtStep, outcome_of, shown, unproven
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text


def _check(at: AtStep) -> Iterator[Finding]:
    """One finding for each step with a gap, at the first period that has one."""
    subject, step = at.subject, at.step
    if step.otherwise is not None or not step.transitions:
        return
    what = Text(f"geen overgang vanuit stap {step.id}", f"no transition from step {step.id}")
    path = ("steps", step.id)
    for proof in at.proofs:
        region = proof.gap()
        if region is None:
            continue
        against = (proof.table.opposite_of(number) for number in range(len(step.transitions)))
        witness = proof.student(subject, region, *against)
        outcome = outcome_of(subject, witness)
        if outcome:
            held = outcome == "stuck"
            yield shown(subject, what, witness, path, proof.since) if held else unproven(what, path)
            break


CHECK = Check("gap", of_step=_check)
