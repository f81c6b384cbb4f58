"""From a step and the facts of a student to a decision."""

from collections.abc import Mapping
from datetime import date

from routekaart.admission import admit, assumed_facts
from routekaart.decision import Decision, OpenQuestion, Outcome
from routekaart.evaluation import examine
from routekaart.explanation import Surroundings
from routekaart.facts import Elapsed
from routekaart.language import Text
from routekaart.logic.grid import Grid
from routekaart.logic.grids import Grids
from routekaart.logic.search import AMBIGUOUS, STUCK, Answer, Row, Table, answers, settled
from routekaart.reasons import Reason, Status
from routekaart.situation import ReferenceDateError, Situation, UnknownFacts
from routekaart.step import STAY, Step, Transition
from routekaart.truth import Truth
from routekaart.vocabulary import Vocabulary


def decide(
    grids: Grids,
    around: Surroundings,
    identity: tuple[str, str],
    facts: Mapping[str, object],
    on: date | None,
    unknown_facts: UnknownFacts,
) -> Decision:
    """Where the student goes from `around.step`.

    Args:
        identity: the id and the version of the route.

    Raises:
        FactError: the facts cannot be used.
        ReferenceDateError: no reference date was given, and the answer depends on it.
    """
    if on is not None:
        return _decide_on(grids, around, identity, admit(grids, facts, on, unknown_facts), on)
    return _decide_undated(grids, around, identity, facts, unknown_facts)


def _decide_on(
    grids: Grids, around: Surroundings, identity: tuple[str, str], known: Situation, on: date | None
) -> Decision:
    step = around.step
    question = open_question(grids, step, known)
    found = answers(question.table, question.cube)
    outcome, target = _outcome(around, found)
    truths = [settled(row.formula, question.table.valid, question.cube) for row in question.table.rows]
    chosen = _chosen(step, target, truths)
    return Decision(
        route_id=identity[0],
        route_version=identity[1],
        step_id=step.id,
        on=on,
        outcome=outcome,
        target=target,
        transition=chosen,
        possible=_possible_targets(step, found),
        facts=tuple(known.given.items()),
        reasons=tuple(_reasons(step, known, truths, outcome, target)),
        _around=around,
        _situation=known,
        _questions=(question,),
    )


def _decide_undated(
    grids: Grids,
    around: Surroundings,
    identity: tuple[str, str],
    facts: Mapping[str, object],
    unknown_facts: UnknownFacts,
) -> Decision:
    """The decision when no reference date was given: made only when it is the same on every date."""
    dates = dates_counted_from(grids.vocabulary)
    decisions = []
    for day in grids.vocabulary.periods():
        known = admit(grids, facts, day, unknown_facts, leave_out=dates)
        decisions.append(_decide_on(grids, around, identity, known, None))
    first = decisions[0]
    same = all((other.outcome, other.target) == (first.outcome, first.target) for other in decisions)
    asked = {name for decision in decisions for name in decision.missing}
    needed = sorted(name for name in asked if facts.get(name) is not None)
    if not same or needed:
        raise date_needed(around.step.id, needed)
    return first


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


def open_question(grids: Grids, step: Step, known: Situation) -> OpenQuestion:
    """The step as a table over cells, with the students who fit what is known."""
    assumed = assumed_facts(grids.vocabulary, known)
    grid = grids.grid(tuple(transition.when for transition in step.transitions), known.on, assumed)
    cube = grid.cube(known)
    assert cube is not None, "admission lets only situations through that some student can be in"
    return OpenQuestion(grid, step_table(step, grid), cube)


def step_table(step: Step, grid: Grid) -> Table:
    """What a step does, as rows over the cells of a grid."""
    rows = tuple(Row(Answer("target", transition.to), grid.formula(transition.when)) for transition in step.transitions)
    fallback = Answer("target", step.id if step.otherwise == STAY else step.otherwise) if step.otherwise else STUCK
    return Table(rows, step.policy == "first", fallback, grid.valid)


def _outcome(around: Surroundings, found: tuple[Answer, ...]) -> tuple[Outcome, str | None]:
    if len(found) > 1:
        return "needs_facts", None
    answer = found[0]
    if answer == AMBIGUOUS:
        return "ambiguous", None
    if answer == STUCK or answer.target is None:
        return "stuck", None
    if answer.target == around.step.id:
        return "stay", answer.target
    return ("end" if answer.target in around.ends else "next"), answer.target


def _possible_targets(step: Step, found: tuple[Answer, ...]) -> tuple[str, ...]:
    if AMBIGUOUS in found:
        return step.targets
    reached = {answer.target for answer in found}
    return tuple(target for target in step.targets if target in reached)


def _chosen(step: Step, target: str | None, truths: list[Truth]) -> Transition | None:
    candidates = [
        (truth, transition)
        for truth, transition in zip(truths, step.transitions, strict=True)
        if transition.to == target and truth is not False
    ]
    sure = [transition for truth, transition in candidates if truth]
    if sure:
        return sure[0]
    ends_up_there = target in (step.otherwise, step.id)
    return candidates[0][1] if candidates and not ends_up_there else None


def _reasons(step: Step, known: Situation, truths: list[Truth], outcome: Outcome, target: str | None) -> list[Reason]:
    reasons = []
    settled_earlier = False
    for number, (truth, transition) in enumerate(zip(truths, step.transitions, strict=True), start=1):
        status: Status
        if truth is False:
            status = "fell_away"
        elif settled_earlier:
            status = "outranked"
        elif truth is None and not (outcome in ("next", "end") and transition.to == target):
            status = "open"
        else:
            status = "taken" if transition.to == target else "holds"
        settled_earlier = settled_earlier or (step.policy == "first" and truth is True)
        evidence = examine(transition.when, known.value, known.parameters)
        reasons.append(Reason(number, transition, status, evidence))
    return reasons
