"""From a step and the facts of a student to a decision."""

from collections.abc import Callable, Collection, Container, Iterable, Mapping
from datetime import date
from functools import lru_cache, partial
from typing import TypeAlias

from routekaart.deciding.admission import admit, assumed_facts, students_who_fit
from routekaart.deciding.decision import Decision, decision_of
from routekaart.deciding.everyday_answers import DayAnswer, EverydayAnswers
from routekaart.deciding.outcome_words import Outcome
from routekaart.deciding.surroundings import Surroundings
from routekaart.deciding.verdict import Question, Verdict
from routekaart.foundation.frozen import frozen
from routekaart.logic.grid import Grid
from routekaart.logic.grid_cache import GridCache
from routekaart.logic.lookups import SharedFormulas
from routekaart.logic.table import AMBIGUOUS, STUCK, Answer, Row, Table
from routekaart.model.situation import Situation, UnknownFacts
from routekaart.model.step import STAY, Step, Transition

_KEPT = 512
FirstChange: TypeAlias = Callable[["Decider", Step, DayAnswer, Situation], date | None]
_AS_THEY_ARE: Mapping[str, str] = frozen({})


class Decider:
    """Decides at the steps of one route, and keeps the latest steps as tables. Safe to share between threads."""

    def __init__(
        self,
        grids: GridCache,
        around: Surroundings,
        asked_as: Mapping[str, str] = _AS_THEY_ARE,
        first_change: FirstChange | None = None,
    ) -> None:
        """A decider for the facts of `grids`.

        Args:
            asked_as: which facts are asked in another form; see `Question`.
            first_change: finds the later date on which a decision changes; without it, `changes_on` is always None.
        """
        self.grids = grids
        self._asked_as = asked_as
        self.around = around
        self._first_change = first_change
        self.answers = EverydayAnswers(grids)
        self._prepared = lru_cache(maxsize=_KEPT)(self._prepare)
        self._tables: dict[tuple[str, SharedFormulas], Table] = {}

    def apart(self) -> "Decider":
        """A copy for days that follow from the facts of one student: it has its own caches of days."""
        made = Decider(self.grids.apart(), self.around, self._asked_as, self._first_change)
        made._tables = self._tables
        return made

    def decide(self, step: Step, facts: Mapping[str, object], on: date, unknown_facts: UnknownFacts) -> Decision:
        """Where the student goes from a step on a date.

        Raises:
            FactError: the facts cannot be used.
        """
        return self.decide_known(step, admit(self.grids, facts, on, unknown_facts))

    def question(self, step: Step, known: Situation) -> Question:
        """The step as a table over cells, with the students who fit what is known.

        Raises:
            FactError: no student can be like this.
        """
        assumed = assumed_facts(self.grids.vocabulary, known)
        grid, table = self._prepared(step.id, known.on, tuple(assumed.items()))
        return Question(grid, table, students_who_fit(grid, known), self._asked_as)

    def grid(self, step: Step, on: date) -> Grid:
        """The cells of a step on a date, when no fact is known that follows from others."""
        return self._prepared(step.id, on, ())[0]

    def _prepare(self, step_id: str, on: date, assumed: tuple[tuple[str, bool], ...]) -> tuple[Grid, Table]:
        step = self.around.steps[step_id]
        grid = self.grids.grid(step.guards, on, dict(assumed))
        key = step_id, grid.formulas
        table = self._tables.get(key)
        if table is None:
            if len(self._tables) >= _KEPT:
                self._tables.clear()
            table = self._tables[key] = step_table(step, grid)
        return grid, table

    def decide_known(self, step: Step, known: Situation) -> Decision:
        """Where a student goes from a step, given a situation that was read before.

        Raises:
            FactError: no student can be like this.
        """
        question = self.question(step, known)
        found = question.table.answers(question.cube)
        outcome, target = outcome_at(step, found, self.around.ends)
        # Used only if several can hold at once.
        may_hold = (one.to for at, one in enumerate(step.transitions) if question.truth(at) is not False)
        possible = possible_targets(step, found, may_hold)
        verdict = Verdict(
            around=self.around,
            vocabulary=known.vocabulary,
            step=step,
            on=known.on,
            day=known.on,
            outcome=outcome,
            target=target,
            transition=_chosen(step, question, target),
            possible=possible,
            questions=(question,),
            first_change=self._change_at(step, (outcome, target, possible), known, question.grid),
        )
        return decision_of(verdict, known)

    def _change_at(
        self, step: Step, now: DayAnswer, known: Situation, grid: Grid
    ) -> Callable[[Situation], date | None] | None:
        """Return a function for the later date on which the decision changes; None if time changes nothing."""
        vocabulary, dates = self.grids.vocabulary, grid.dates
        moves = (
            not dates.same_every_day
            or any(map(known.tells_of, dates.turns))
            or known.on < vocabulary.periods()[-1]
            or any(known.on < day for day in dates.turning_days)
            # A fact that was given as true today need not be true tomorrow.
            or any(map(vocabulary.depends_on_time, assumed_facts(vocabulary, known)))
        )
        return partial(self._first_change, self, step, now) if self._first_change and moves else None


def outcome_at(step: Step, found: Collection[Answer], ends: Container[str]) -> tuple[Outcome, str | None]:
    """The outcome for students who can get these answers at a step, and their target if there is one."""
    if len(found) > 1:
        return "needs_facts", None
    (answer,) = found
    if answer == AMBIGUOUS:
        return "ambiguous", None
    if answer == STUCK or answer.target is None:
        return "stuck", None
    if answer.target == step.id:
        return "stay", answer.target
    return ("end" if answer.target in ends else "next"), answer.target


def possible_targets(step: Step, found: Collection[Answer], together: Iterable[str | None]) -> tuple[str, ...]:
    """The targets that some student can get, in order.

    Args:
        found: the answers that students can get.
        together: the targets of the transitions that may hold; used only if several can hold at once.
    """
    reached = {answer.target for answer in found}.union(together if AMBIGUOUS in found else ())
    return tuple(target for target in step.targets if target in reached)


def step_table(step: Step, grid: Grid) -> Table:
    """A step as a table: a row for each transition, over the cells of a grid."""
    rows = tuple(Row(Answer("target", transition.to), grid.formula(transition.when)) for transition in step.transitions)
    fallback = Answer("target", step.id if step.otherwise == STAY else step.otherwise) if step.otherwise else STUCK
    return Table(rows, step.policy == "first", fallback, grid.valid, grid.full)


def _chosen(step: Step, question: Question, target: str | None) -> Transition | None:
    """The transition taken: one that surely holds, or else the first of those that together lead to the target."""
    if target is None:
        return None
    candidates = [
        (truth, transition)
        for number, transition in enumerate(step.transitions)
        if transition.to == target and (truth := question.truth(number)) is not False
    ]
    sure = [transition for truth, transition in candidates if truth]
    if sure:
        return sure[0]
    ends_up_there_anyway = target in (step.otherwise, step.id)
    return candidates[0][1] if candidates and not ends_up_there_anyway else None
