"""shadowed-transition: a transition whose students have all been taken by earlier ones."""

from collections.abc import Iterable, Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.proving import AtStep, Proof, illustrated, never
from routekaart.diagnostics.diagnostic import Finding, Mention
from routekaart.foundation.language import Text

_MOST_MENTIONED = 5


def _check(at: AtStep) -> Iterator[Finding]:
    """One finding for each transition that can hold but never comes first."""
    step = at.step
    if step.policy != "first":
        return
    made = at.proofs
    for number in range(1, len(step.transitions)):
        if _never_first(made, number) and not _never(made, number):
            target = step.transitions[number].to
            text = Text(
                f"de overgang naar {target} komt nooit aan de beurt: eerdere overgangen gaan altijd voor",
                f"the transition to {target} never comes first: earlier ones always win",
            )
            earlier = Text("deze overgang gaat voor", "this transition comes first")
            related = tuple(Mention(("steps", step.id, "transitions", one), earlier) for one in range(number))
            finding = Finding(("steps", step.id, "transitions", number), text, related=related[:_MOST_MENTIONED])
            rows = ((proof, proof.table.rows) for proof in made)
            pairs = ((proof, (row[number].formula, row[one].formula)) for proof, row in rows for one in range(number))
            yield illustrated(at, finding, pairs)


def _never(made: Iterable[Proof], number: int) -> bool:
    return never(made, lambda proof: proof.find(proof.table.rows[number].formula))


def _never_first(made: Iterable[Proof], number: int) -> bool:
    return never(made, lambda proof: proof.table.first_at(number))


CHECK = Check("shadowed-transition", of_step=_check)
