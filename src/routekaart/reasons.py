"""Why a decision is what it is: for each transition what became of it, and the tests that settled that."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from routekaart.condition import All, AnyOf, Condition, Test, Value
from routekaart.evaluation import Evidence, examine
from routekaart.facts import Elapsed, Shifted
from routekaart.situation import Situation
from routekaart.step import Step, Transition
from routekaart.truth import Truth

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


@dataclass(frozen=True, slots=True)
class Ground:
    """A fact that settled a condition, with its value; `follows_from` when it was derived, not given."""

    fact: str
    value: Value = field(repr=False)
    follows_from: tuple[str, ...]


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
    """Why that became of each transition of a step, on the facts of a student."""
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


def grounds(evidence: Evidence, known: Situation) -> tuple[Ground, ...]:
    """The facts that settled a condition, each once; for an open condition those that are known."""
    found: dict[str, Ground] = {}
    for leaf in _settling(evidence):
        test = leaf.condition
        if isinstance(test, Test) and leaf.value is not None:
            found.setdefault(test.fact, Ground(test.fact, leaf.value, _follows_from(test.fact, known)))
    return tuple(found.values())


def _settling(evidence: Evidence) -> Iterator[Evidence]:
    """The tests that a truth rests on: all parts of a true `all`, only the failing parts of a false one, and so on."""
    condition = evidence.condition
    if isinstance(condition, Test):
        yield evidence
        return
    wanted = evidence.parts
    if evidence.truth is not None and isinstance(condition, All | AnyOf):
        one_suffices = evidence.truth is isinstance(condition, AnyOf)
        if one_suffices:
            wanted = tuple(part for part in wanted if part.truth is evidence.truth)
    for part in wanted:
        yield from _settling(part)


def _follows_from(name: str, known: Situation) -> tuple[str, ...]:
    """The known facts that settled a derived fact; none when the fact itself was given."""
    if name in known.given:
        return ()
    derivation = known.vocabulary.facts[name].derivation
    if isinstance(derivation, Elapsed | Shifted):
        return (derivation.date_fact,)
    if isinstance(derivation, Condition):
        return tuple(
            ground.fact
            for ground in grounds(examine(derivation, known.vocabulary.facts, known.value, known.parameters), known)
        )
    return ()
