"""The students in a step who get another next step from the new version."""

from collections.abc import Iterable, Iterator

from routekaart.comparison.answers import AnswerChanges
from routekaart.comparison.change_search import ChangeSearch
from routekaart.comparison.changes import NextStepChange, Pair, Region, StepAnswer
from routekaart.comparison.joint import Joint, Side
from routekaart.comparison.over_time import Different
from routekaart.comparison.regions import StudentSet
from routekaart.comparison.shown_students import students_in
from routekaart.diagnostics.witness import Witness
from routekaart.logic.grid import Grid
from routekaart.logic.table import AMBIGUOUS, STUCK, Answer, Row, Table
from routekaart.model.condition import Condition
from routekaart.model.fact_problems import FactError
from routekaart.model.step import STAY, Step


def next_step_searches(joint: Joint, old: Step, new: Step) -> Iterator[ChangeSearch[Pair[Answer], NextStepChange]]:
    """The search for students who get another next step from a step of the old version and its counterpart.

    There is none if the two steps are equal.
    """
    before, after = _StepRules(joint.old, old), _StepRules(joint.new, new)
    if before.same_as(after):
        return

    def search(grid: Grid) -> Iterable[Different[Pair[Answer]]]:
        changes = AnswerChanges(before.table(grid), after.table(grid))
        for was, becomes, formula in changes.pairs():
            yield Different(Pair(was, becomes), StudentSet(grid.valid, formula, grid.full), changes.axes)

    def change(answers: Pair[Answer], region: Region) -> NextStepChange | None:
        was, becomes = before.replay(answers.old, region.old), after.replay(answers.new, region.new)
        if was is None or becomes is None:
            return None
        return NextStepChange(old.id, new.id, joint.new.route.surroundings.named(new.id), was, becomes, region)

    conditions = tuple(dict.fromkeys((*before.guards, *after.guards)))
    yield ChangeSearch(joint, joint.everyone, conditions, search, students_in(joint, old, new), change)


class _StepRules:
    """The transitions of a step of one version, in the joint vocabulary."""

    def __init__(self, side: Side, step: Step) -> None:
        self._side, self._step = side, step
        self.guards: tuple[Condition, ...] = tuple(side.condition(guard) for guard in step.guards)
        self._answers = tuple(Answer("target", side.places[transition.to]) for transition in step.transitions)
        self._fallback = STUCK
        if step.otherwise is not None:
            target = step.id if step.otherwise == STAY else step.otherwise
            self._fallback = Answer("target", side.places[target])

    def same_as(self, other: "_StepRules") -> bool:
        """Whether the two are equal, so that nothing needs to be searched."""
        return self._written == other._written

    @property
    def _written(self) -> tuple[object, ...]:
        return self._step.policy, self._fallback, self.guards, self._answers

    def table(self, grid: Grid) -> Table:
        """The table of the step over the cells of a grid."""
        rows = (Row(answer, grid.formula(guard)) for answer, guard in zip(self._answers, self.guards, strict=True))
        return Table(tuple(rows), self._step.policy == "first", self._fallback, grid.valid, grid.full)

    def replay(self, answer: Answer, student: Witness) -> StepAnswer | None:
        """The actual decision of the version about a student; None if it is not the proven answer."""
        route, places = self._side.route, self._side.places
        try:
            decision = route.decide(self._step.id, student.facts, on=student.on)
        except FactError:
            return None
        target = decision.target
        expected = answer.kind if answer in (AMBIGUOUS, STUCK) else answer.target
        if expected != (decision.outcome if target is None else places[target]):
            return None
        return StepAnswer(decision.outcome, target, route.surroundings.named(target) if target else None)
