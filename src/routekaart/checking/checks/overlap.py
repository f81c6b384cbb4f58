"""overlap: a student for whom two transitions to different targets hold at once."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.proving import AtStep, Proof, outcome_of, shown, unproven
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding, Mention
from routekaart.foundation.language import Text
from routekaart.model.step import Step

_MOST_REPORTED = 20
"""The most pairs that are reported in one step."""


def _check(at: AtStep) -> Iterator[Finding]:
    """One finding for each pair of transitions that overlap, at the later one."""
    subject, step = at.subject, at.step
    if step.policy == "first":
        return
    reported: set[tuple[int, int]] = set()
    for proof in at.proofs:
        for pair in proof.table.may_overlap():
            if pair not in reported:
                finding = _overlap(subject, proof, *pair)
                if finding is not None:
                    reported.add(pair)
                    yield finding
            if len(reported) == _MOST_REPORTED:
                yield _and_more(step)
                return


def _overlap(subject: Subject, proof: Proof, first: int, second: int) -> Finding | None:
    both = proof.table.rows[first].formula, proof.table.rows[second].formula
    region = proof.find(*both)
    if region is None:
        return None
    witness = proof.student(subject, region, *both)
    step = proof.step
    targets = step.transitions[first].to, step.transitions[second].to
    what = Text(
        f"de overgangen naar {targets[0]} en {targets[1]} gelden tegelijk",
        f"the transitions to {targets[0]} and {targets[1]} hold at once",
    )
    path = ("steps", step.id, "transitions", second)
    outcome = outcome_of(subject, witness)
    if outcome is None:
        return None
    held = outcome == "ambiguous"
    if not held:
        return unproven(what, path)
    other = Text(f"hier staat de overgang naar {targets[0]}", f"here is the transition to {targets[0]}")
    mention = Mention(("steps", step.id, "transitions", first), other)
    return shown(subject, what, witness, path, proof.since, (mention,))


def _and_more(step: Step) -> Finding:
    text = Text(
        f"in stap {step.id} overlappen {_MOST_REPORTED} paren overgangen of meer; de rest wordt niet genoemd",
        f"in step {step.id} {_MOST_REPORTED} pairs of transitions or more overlap; the rest is not listed",
    )
    return Finding(("steps", step.id), text, at_key=True)


CHECK = Check("overlap", of_step=_check)
