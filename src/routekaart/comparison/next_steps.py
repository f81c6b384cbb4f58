"""The students in a step who get another next step from the new version."""

from collections.abc import Iterable, Iterator

from routekaart.comparison.answers import AnswerChanges
from routekaart.comparison.changes import NextStepChange, StepAnswer
from routekaart.comparison.joint import Joint, Side
from routekaart.comparison.over_time import Different, Looked, Seen, look_on_every_day
from routekaart.comparison.region_words import regions_of
from routekaart.comparison.regions import StudentSet
from routekaart.comparison.shown_students import student_of
from routekaart.diagnostics.witness import Witness
from routekaart.logic.grid import Grid
from routekaart.logic.table import AMBIGUOUS, STUCK, Answer, Row, Table
from routekaart.model.condition import Condition
from routekaart.model.situation import FactError
from routekaart.model.step import STAY, Step

Answered = tuple[Answer, Answer]
"""What the old and the new version answer, in the names of the joint vocabulary."""


class NextSteps:
    """Compares what two versions of a step answer.

    Attributes:
        looked: what was seen, and what keeps it from being everything.
        not_replayed: whether a version says something else of a student than was proven: a fault in the proof.
    """

    def __init__(self, joint: Joint, called: tuple[str, str], old: Step, new: Step) -> None:
        """The step of the old version and what it became; `called` is how the routes are loaded."""
        self._joint, self._called = joint, called
        self._steps = (old, new)
        self._sides = (joint.old, joint.new)
        self._guards = tuple(
            tuple(side.condition(guard) for guard in step.guards)
            for side, step in zip(self._sides, self._steps, strict=True)
        )
        self._targets = tuple(
            tuple(side.places[transition.to] for transition in step.transitions)
            for side, step in zip(self._sides, self._steps, strict=True)
        )
        self._fallbacks = tuple(_fallback(side, step) for side, step in zip(self._sides, self._steps, strict=True))
        self.looked: Looked[Answered] = Looked()
        self.not_replayed = False

    @property
    def _same(self) -> bool:
        """Whether the two are the same as they stand, so that nothing needs to be looked for."""
        old, new = self._steps
        alike = (old.policy, self._fallbacks[0], self._guards[0], self._targets[0])
        return alike == (new.policy, self._fallbacks[1], self._guards[1], self._targets[1])

    def changes(self) -> Iterator[NextStepChange]:
        """Each region of students who get another next step."""
        if self._same:
            return
        conditions: tuple[Condition, ...] = tuple(dict.fromkeys((*self._guards[0], *self._guards[1])))
        self.looked = look_on_every_day(self._joint.everyone, conditions, self._look)
        old, new = self._steps
        for (was, becomes), region in regions_of(self._joint, self.looked, self._students):
            before = _answer(self._joint.old, old, was, region.old)
            after = _answer(self._joint.new, new, becomes, region.new)
            if before is None or after is None:
                self.not_replayed = True
                continue
            named = self._joint.new.route.surroundings.named(new.id)
            yield NextStepChange(old.id, new.id, named, before, after, region)

    def _look(self, grid: Grid) -> Iterable[Different[Answered]]:
        changes = AnswerChanges(self._table(0, grid), self._table(1, grid))
        for was, becomes, formula in changes.pairs():
            yield Different((was, becomes), StudentSet(grid.valid, formula, grid.full), changes.axes)

    def _table(self, index: int, grid: Grid) -> Table:
        rows = tuple(
            Row(Answer("target", target), grid.formula(guard))
            for target, guard in zip(self._targets[index], self._guards[index], strict=True)
        )
        return Table(rows, self._steps[index].policy == "first", self._fallbacks[index], grid.valid, grid.full)

    def _students(self, seen: Seen[Answered]) -> tuple[Witness, Witness]:
        old, new = (
            student_of(self._joint, side, called, step.id, seen)
            for side, called, step in zip(self._sides, self._called, self._steps, strict=True)
        )
        return old, new


def _fallback(side: Side, step: Step) -> Answer:
    if step.otherwise is None:
        return STUCK
    return Answer("target", side.places[step.id if step.otherwise == STAY else step.otherwise])


def _answer(side: Side, step: Step, answer: Answer, student: Witness) -> StepAnswer | None:
    """What a version really decides for a student; None when that is not what was proven."""
    try:
        decision = side.route.decide(step.id, student.facts, on=student.on)
    except FactError:
        return None
    target = decision.target
    expected = answer.kind if answer in (AMBIGUOUS, STUCK) else answer.target
    if expected != (decision.outcome if target is None else side.places[target]):
        return None
    return StepAnswer(decision.outcome, target, side.route.surroundings.named(target) if target else None)
