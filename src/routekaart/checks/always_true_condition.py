"""always-true-condition: a condition that every student fits, beside other transitions.

What: the condition of this transition holds for every student who can exist, and the step has other transitions after
it (under `policy: first`) or beside it (under `policy: unique`).

Why: under `policy: first` the transitions after it are never taken; under `policy: unique` all others overlap with it.

Wrong example: `{leeftijd: {at_least: 0}}`.

How to fix: narrow the condition, or write the transition without `when` as the only one, or as `otherwise`.
"""

from collections.abc import Iterable, Iterator

from routekaart.checks.proving import Proof, each_step, never, proofs
from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding
from routekaart.language import Text
from routekaart.step import Step

RULE = "always-true-condition"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such transition."""
    return each_step(subject, _check_step)


def _check_step(subject: Subject, step: Step) -> Iterator[Finding]:
    made = list(proofs(subject, step))
    for number, transition in enumerate(step.transitions):
        last = number == len(step.transitions) - 1
        alone = len(step.transitions) == 1 and step.otherwise is None
        closes = last and step.policy == "first" and step.otherwise is None
        if not (alone or closes) and _always(made, number):
            text = Text(
                f"de overgang naar {transition.to} geldt voor elke student, dus de andere doen er niet toe",
                f"the transition to {transition.to} holds for every student, so the others do not matter",
            )
            yield Finding(("steps", step.id, "transitions", number), text)


def _always(made: Iterable[Proof], number: int) -> bool:
    return never(made, lambda proof: (proof.table.opposites[number],))
