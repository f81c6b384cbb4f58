"""Proofs about a step, as a table on each day that differs, with made-up students as evidence."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial

from routekaart.checking.analysis.own_definitions import bounded
from routekaart.checking.analysis.subject import Subject
from routekaart.deciding.decider import step_table
from routekaart.deciding.decision import Decision
from routekaart.deciding.outcome_words import Outcome
from routekaart.deciding.witnessing import facts_in
from routekaart.diagnostics.diagnostic import Finding, Mention, PartPath
from routekaart.diagnostics.witness import Witness
from routekaart.foundation.errors import TooHardError
from routekaart.foundation.language import Text
from routekaart.logic.budget import at_most
from routekaart.logic.distinguishing_days import distinguishing_grids
from routekaart.logic.formula import Cube, Formula
from routekaart.logic.grid import Grid
from routekaart.logic.search import find, widen
from routekaart.logic.table import Table
from routekaart.model.condition import ALWAYS, Condition, FactTest, Not
from routekaart.model.fact_problems import FactError
from routekaart.model.occurrences import occurrences
from routekaart.model.step import Conditional, Step
from routekaart.model.vocabulary import Vocabulary
from routekaart.model.wording import Wording, in_both_languages
from routekaart.route import Route

MOST_WORK = 5_000_000
"""The work that one check of one step may take: some seconds. Steps of real routes need some thousands."""

_AT_ONCE = 20_000
"""The work of a quick search in the grid of all conditions of a step, before a condition is proven by itself."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A step on one day out of a period of the parameters.

    Attributes:
        since: the first day of the period; None for the first period, and when there is only one.
    """

    step: Step
    on: date
    since: date | None
    grid: Grid
    table: Table

    def find(self, *formulas: Formula) -> Cube | None:
        """Students who can exist and for whom every formula holds; None when it is proven that there are none."""
        return find((self.table.valid, *formulas), self.grid.full)

    def gap(self) -> Cube | None:
        """Students who can exist and for whom no transition holds; None when it is proven that there are none."""
        return self.table.without_row(self.grid.full)

    def taking(self, number: int) -> Cube | None:
        """Students who can exist and take a row (it holds, and no earlier one if the first wins); None if none do."""
        if self.table.first_wins:
            return self.table.first_at(number)
        return self.find(self.table.rows[number].formula)

    def student(self, subject: Subject, region: Cube, *formulas: Formula) -> Witness:
        """A student in a region for whom the formulas hold, with only the facts that matter."""
        wide = widen((self.table.valid, *formulas), region, self.grid.full)
        facts = facts_in(subject.route.vocabulary, self.grid, wide, self.on)
        return Witness(subject.called, self.step.id, self.on, facts)


class Together:
    """Several conditions in one grid: a student found in it also exists in the grid of each condition alone."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._formulas: dict[tuple[int, bool], tuple[Condition, Formula]] = {}

    def surely_for_some(self, condition: Condition) -> bool:
        """Whether a student can exist for whom a condition holds, as far as a quick search shows."""
        return self._is_seen(self._grid.formula(condition))

    def surely_not_for_all(self, condition: Condition) -> bool:
        """Whether a student can exist for whom a condition does not hold, as far as a quick search shows."""
        return self._is_seen(self._grid.formula(condition, positive=False))

    def surely_needs_every_part(self, condition: Condition) -> bool:
        """Whether each test in a condition alone decides for some student, as far as a quick search shows."""
        if _says_nothing_somewhere(condition):
            return False
        for one in occurrences(condition):
            beside = [self._formula(part) for part in one.circumstances]
            if not all(self._is_seen(*beside, self._formula(part)) for part in (one.test, Not(one.test))):
                return False
        return True

    def _formula(self, condition: Condition) -> Formula:
        positive, part = True, condition
        while isinstance(part, Not):
            positive, part = not positive, part.part
        known = self._formulas.get((id(part), positive))
        if known is None:
            known = self._formulas[id(part), positive] = part, self._grid.formula(part, positive=positive)
        return known[1]

    def _is_seen(self, *formulas: Formula) -> bool:
        try:
            with at_most(_AT_ONCE):
                return find((self._grid.valid, *formulas), self._grid.full) is not None
        except TooHardError:
            return False


def _says_nothing_somewhere(condition: Condition) -> bool:
    """Whether some part of a condition has no test in it."""
    if isinstance(condition, Not):
        return _says_nothing_somewhere(condition.part)
    return not isinstance(condition, FactTest) and (
        not condition.parts or any(map(_says_nothing_somewhere, condition.parts))
    )


@dataclass(frozen=True)
class AtStep:
    """A step to be checked, with what several checks need: made once, and dropped before the next step."""

    subject: Subject
    step: Step

    @cached_property
    def proofs(self) -> tuple[Proof, ...]:
        """The step as a table, once for each period of the parameters (and more often where the calendar matters)."""
        days = distinguishing_grids(self.subject.route.grids, self.step.guards)
        return tuple(Proof(self.step, day, since, grid, step_table(self.step, grid)) for day, since, grid in days)

    @cached_property
    def together(self) -> Together:
        """Every condition in the step, on the first day."""
        first = self.proofs[0]
        if all(part.when == ALWAYS or part.when in self.step.guards for part in self.step.duty_parts):
            return Together(first.grid)
        return Together(self.subject.route.grids.passing(self.step.conditions, first.on))


def found_at(at: AtStep, check: Callable[[AtStep], Iterator[Finding]]) -> Iterator[Finding]:
    """The findings of a check in a step; where it takes too much work, a finding that says so."""
    found, complete = bounded(partial(check, at), MOST_WORK, at.subject.budget)
    yield from found
    if not complete:
        name = at.step.id
        text = Text(
            f"stap {name} is te ingewikkeld om dit te bewijzen; verdeel de stap of vereenvoudig de voorwaarden",
            f"step {name} is too complicated to prove this; divide the step or simplify its conditions",
        )
        yield Finding(("steps", name), text, at_key=True, reported_as="too-hard")


def decided(subject: Subject, witness: Witness) -> Decision | None:
    """The actual decision for a witness; None when no student can have these facts on that day."""
    try:
        return subject.route.decide(witness.step_id, witness.facts, on=witness.on)
    except FactError:
        return None


def outcome_of(subject: Subject, witness: Witness) -> Outcome | None:
    """The outcome of the actual decision for a witness; None when no student can have these facts on that day."""
    decision = decided(subject, witness)
    return decision.outcome if decision else None


def never(made: Iterable[Proof], found: Callable[[Proof], Cube | None]) -> bool:
    """Whether it is proven that no student is found on any day."""
    return all(proof.grid.dates.same_every_day and found(proof) is None for proof in made)


def always(made: Iterable[Proof], number: int) -> bool:
    """Whether it is proven that a transition holds for every student on every day."""
    return never(made, lambda proof: proof.find(proof.table.opposite_of(number)))


def in_words(known: Route | Vocabulary, condition: Condition) -> Text:
    """A condition in words."""
    return in_both_languages(known.facts, known.parameters, lambda wording: wording.condition(condition))


def conditional_parts(step: Step) -> Iterator[tuple[PartPath, Conditional]]:
    """Every part of a step that has a condition, with its place."""
    for section in ("responsible", "contacts", "actions", "supports", "transitions"):
        parts: tuple[Conditional, ...] = getattr(step, section)
        for number, part in enumerate(parts):
            if part.when != ALWAYS:
                yield ("steps", step.id, section, number), part


def shown(
    subject: Subject,
    what: Text,
    witness: Witness,
    path: PartPath,
    since: date | None,
    related: tuple[Mention, ...] = (),
) -> Finding:
    """A finding with its student, in words."""
    period = Text(f" (vanaf {since})", f" (from {since})") if since else Text("", "")
    text = Text(f"{what.nl}{period.nl}", f"{what.en}{period.en}")
    facts = _in_words(subject.route, witness)
    return Finding(path, text, at_key=True, label=facts, witness=witness, related=related)


def illustrated(at: AtStep, finding: Finding, tries: Iterable[tuple[Proof, tuple[Formula, ...]]]) -> Finding:
    """A finding that something concerns no student, with an example of a student whose next step is known, if found.

    Args:
        tries: formulas that may hold for such a student, the clearest example first.
    """
    subject = at.subject
    for proof, formulas in tries:
        region = proof.find(*formulas)
        if region is not None:
            witness = proof.student(subject, region, *formulas)
            decision = decided(subject, witness)
            if decision is not None and decision.target is not None:
                return replace(finding, label=_in_words(subject.route, witness), witness=witness)
    return finding


def unproven(what: Text, path: PartPath) -> Finding:
    """A finding whose student turned out not to demonstrate it: a fault in the proof, which must be reported."""
    text = Text(f"{what.nl}: niet bewezen; meld dit als fout", f"{what.en}: not proven; please report this as a fault")
    return Finding(path, text, at_key=True, reported_as="not-proven")


def _in_words(route: Route, witness: Witness) -> Text:
    return in_both_languages(route.facts, route.parameters, lambda wording: _facts(wording, witness))


def _facts(wording: Wording, witness: Witness) -> str:
    if not witness.facts:
        return "elke student" if wording.lang == "nl" else "every student"
    return ", ".join(wording.value(name, value) for name, value in witness.facts.items())
