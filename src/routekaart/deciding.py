"""From a step and the facts of a student to a decision."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

from routekaart.admission import admit, assumed_facts
from routekaart.decision import Decision, Outcome, Question
from routekaart.explanation import Surroundings
from routekaart.facts import Elapsed
from routekaart.language import Text
from routekaart.logic.grid import Grid
from routekaart.logic.grids import Grids
from routekaart.logic.table import AMBIGUOUS, STUCK, Answer, Row, Table
from routekaart.situation import ReferenceDateError, Situation, UnknownFacts
from routekaart.step import STAY, Step, Transition
from routekaart.vocabulary import Vocabulary

_KEPT = 512


class Decider:
    """Decides at the steps of one route, and keeps the latest steps as tables. Safe to share between threads."""

    def __init__(self, grids: Grids, around: Surroundings) -> None:
        self._grids = grids
        self._around = around
        self._prepared = lru_cache(maxsize=_KEPT)(self._prepare)

    def decide(self, step: Step, facts: Mapping[str, object], on: date | None, unknown_facts: UnknownFacts) -> Decision:
        """Where the student goes from a step.

        Raises:
            FactError: the facts cannot be used.
            ReferenceDateError: no reference date was given, and the answer depends on it.
        """
        if on is None:
            return self._decide_undated(step, facts, unknown_facts)
        return self._decide_on(step, admit(self._grids, facts, on, unknown_facts), on)

    def question(self, step: Step, known: Situation) -> Question:
        """The step as a table over cells, with the students who fit what is known."""
        assumed = assumed_facts(self._grids.vocabulary, known)
        grid, table = self._prepared(step.id, known.on, tuple(assumed.items()))
        cube = grid.cube(known)
        assert cube is not None, "admission lets only situations through that some student can be in"
        return Question(step, known, grid, table, cube)

    def _prepare(self, step_id: str, on: date, assumed: tuple[tuple[str, bool], ...]) -> tuple[Grid, Table]:
        step = self._around.steps[step_id]
        grid = self._grids.grid(tuple(transition.when for transition in step.transitions), on, dict(assumed))
        return grid, step_table(step, grid)

    def _decide_on(self, step: Step, known: Situation, on: date | None) -> Decision:
        question = self.question(step, known)
        found = question.table.answers(question.cube)
        outcome, target = self._outcome(step, found)
        return Decision(
            route_id=self._around.route_id,
            route_version=self._around.route_version,
            step_id=step.id,
            on=on,
            outcome=outcome,
            target=target,
            transition=_chosen(question, target),
            possible=_possible_targets(step, found),
            facts=tuple(known.given.items()),
            _around=self._around,
            _questions=(question,),
        )

    def _decide_undated(self, step: Step, facts: Mapping[str, object], unknown_facts: UnknownFacts) -> Decision:
        """The decision when no reference date was given: made only when it is the same on every date."""
        dates = dates_counted_from(self._grids.vocabulary)
        decisions = []
        for day in self._grids.vocabulary.periods():
            known = admit(self._grids, facts, day, unknown_facts, leave_out=dates)
            decisions.append(self._decide_on(step, known, None))
        first = decisions[0]
        same = all((other.outcome, other.target) == (first.outcome, first.target) for other in decisions)
        left_out = sorted(name for name in dates if facts.get(name) is not None)
        asked = {name for decision in decisions for name in decision.missing} if left_out else set()
        needed = [name for name in left_out if name in asked]
        if not same or needed:
            raise date_needed(step.id, needed)
        return replace(first, _questions=tuple(question for decision in decisions for question in decision._questions))

    def _outcome(self, step: Step, found: tuple[Answer, ...]) -> tuple[Outcome, str | None]:
        if len(found) > 1:
            return "needs_facts", None
        answer = found[0]
        if answer == AMBIGUOUS:
            return "ambiguous", None
        if answer == STUCK or answer.target is None:
            return "stuck", None
        if answer.target == step.id:
            return "stay", answer.target
        return ("end" if answer.target in self._around.ends else "next"), answer.target


def date_needed(step_id: str, counted_from: list[str]) -> ReferenceDateError:
    """The error for an answer that depends on a reference date that was not given."""
    nl, en = ("een grens verandert in de tijd", "a limit changes over time")
    if counted_from:
        names = ", ".join(counted_from)
        nl, en = (f"de tijd telt vanaf {names}", f"time is counted from {names}")
    return ReferenceDateError(
        Text(
            f"stap {step_id} heeft een peildatum nodig (on=...): {nl}",
            f"step {step_id} needs a reference date (on=...): {en}",
        )
    )


def dates_counted_from(vocabulary: Vocabulary) -> frozenset[str]:
    """The dates whose meaning depends on the reference date: something is counted from them, or they must be past."""
    names = {name for name, fact in vocabulary.facts.items() if fact.past}
    for fact in vocabulary.facts.values():
        if isinstance(fact.derivation, Elapsed):
            names.add(fact.derivation.date_fact)
            chain = vocabulary.date_chain(fact.derivation.date_fact)
            if chain is not None:
                names.add(chain.date_fact)
    return frozenset(names)


def step_table(step: Step, grid: Grid) -> Table:
    """What a step does, as rows over the cells of a grid."""
    rows = tuple(Row(Answer("target", transition.to), grid.formula(transition.when)) for transition in step.transitions)
    fallback = Answer("target", step.id if step.otherwise == STAY else step.otherwise) if step.otherwise else STUCK
    return Table(rows, step.policy == "first", fallback, grid.valid, grid.full)


def _possible_targets(step: Step, found: tuple[Answer, ...]) -> tuple[str, ...]:
    if AMBIGUOUS in found:
        return step.targets
    reached = {answer.target for answer in found}
    return tuple(target for target in step.targets if target in reached)


def _chosen(question: Question, target: str | None) -> Transition | None:
    """The transition taken: one that surely holds, or else the first of those that lead there together."""
    step = question.step
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
