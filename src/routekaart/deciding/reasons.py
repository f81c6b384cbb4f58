"""The reasons of a decision: what became of each transition, and the tests that settled that."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from routekaart.deciding.fitting_students import Students
from routekaart.deciding.grounds import Ground
from routekaart.foundation.truth import Truth
from routekaart.model.condition import AnyOf
from routekaart.model.evaluation import Evidence, examine
from routekaart.model.situation import Situation
from routekaart.model.step import Step, Transition

Status: TypeAlias = Literal["taken", "holds", "fell_away", "outranked", "open"]


@dataclass(frozen=True, slots=True)
class Reason:
    """What became of one transition. `repr` shows no facts of the student.

    Attributes:
        number: its place in the step, from 1.
        status: "taken"; "holds" (it holds too, with another target or the same one); "fell_away"; "outranked" (an
            earlier one wins, under policy first); "open" (unknown facts leave it undecided).
        evidence: the condition with the truth and value of every test.
        truth: whether it holds for every student who fits what is known, for none, or (None) for some. The evidence
            can leave open what is settled: whoever was born in 2000 is of age, though the age is one of two.
    """

    number: int
    transition: Transition
    status: Status
    evidence: Evidence = field(repr=False)
    truth: Truth = field(repr=False)


def statuses_of(step: Step, truths: Sequence[Truth], target: str | None) -> Iterator[Status]:
    """What became of each transition of a step, given the truth of each for every student who fits what is known."""
    earlier_wins = False
    for truth, transition in zip(truths, step.transitions, strict=True):
        if truth is False:
            yield "fell_away"
        elif earlier_wins:
            yield "outranked"
        elif transition.to == target:
            yield "taken"
        else:
            yield "open" if truth is None else "holds"
        earlier_wins = earlier_wins or (step.policy == "first" and truth is True)


def reasons_of(step: Step, known: Situation, truths: Sequence[Truth], statuses: Sequence[Status]) -> tuple[Reason, ...]:
    """What became of each transition of a step, with the evidence from the facts of a student."""
    told = zip(step.transitions, truths, statuses, strict=True)
    return tuple(
        Reason(
            number,
            transition,
            status,
            examine(transition.when, known.vocabulary.facts, known.value, known.parameters),
            truth,
        )
        for number, (transition, truth, status) in enumerate(told, start=1)
    )


def grounds_of(reason: Reason, step: Step, chosen: Transition | None, students: Students) -> tuple[Ground, ...]:
    """The facts that settled what became of a transition, each once; for an open one, those that are known.

    Args:
        chosen: the transition taken. If it is not certain that it holds, it is certain that one of those to the same
            target does, and the grounds are of that.

    Raises:
        TooHardError: there is no budget left for it.
    """
    if reason.truth is None and reason.transition is chosen:
        return students.grounds(AnyOf(tuple(one.when for one in step.transitions if one.to == chosen.to)), True)
    return students.grounds(reason.transition.when, reason.truth)
