"""The verdict of a step: the part of a decision that is equal for students whose facts lie in the same cells."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from routekaart.deciding.fact_question import FactQuestion, question_of
from routekaart.deciding.outcome_words import Outcome
from routekaart.deciding.reasons import Status, statuses_of
from routekaart.deciding.rests_on import RestsOn, rests_on
from routekaart.deciding.surroundings import Surroundings
from routekaart.deciding.template import Template
from routekaart.foundation.language import Language
from routekaart.foundation.truth import Truth
from routekaart.logic.budget import at_most
from routekaart.logic.formula import Cube
from routekaart.logic.grid import Grid
from routekaart.logic.questions import deciding_axes
from routekaart.logic.search import settled
from routekaart.logic.table import Table
from routekaart.model.situation import Situation
from routekaart.model.step import Step, Transition
from routekaart.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Question:
    """The question that a decision answers: the step as a table over cells, and the students who fit the facts.

    Attributes:
        asked_as: the fact to ask instead of an input, if that is another one: a date for a count off it.
    """

    grid: Grid
    table: Table
    cube: Cube = field(repr=False)
    asked_as: Mapping[str, str]

    def missing(self) -> tuple[str, ...]:
        """The inputs that can still change the answer, most decisive first."""
        names = [self.grid.axes[axis].fact.name for axis in deciding_axes(self.table, self.cube)]
        return tuple(dict.fromkeys(self.asked_as.get(name, name) for name in names))

    def truth(self, number: int) -> Truth:
        """Whether a transition (counted from 0) holds for all students who fit, for none (False) or for some (None)."""
        return settled(self.table.rows[number].formula, self.table.valid, self.cube, self.table.full)


def as_asked(step: Step, names: Iterable[str]) -> tuple[str, ...]:
    """The facts to ask in the order in which a step asks them: first those that its author wants first."""
    first = {name: number for number, name in enumerate(step.ask)}
    return tuple(sorted(names, key=lambda name: first.get(name, len(first))))


@dataclass(frozen=True)
class Verdict:
    """The part of a decision that is equal for every student whose facts lie in the same cells.

    `repr` shows the outcome.

    Attributes:
        around: the parts of the route that a decision names.
        on: the reference date; None when the answer does not depend on it and none was given.
        day: the day on which the facts are read: `on`, or any day without it.
        questions: the questions that were answered: one, or without a reference date one for each period of the limits.
        first_change: returns the later date on which the decision about a student changes; None if no date is sought.
        outcome, target, transition, possible: as in `Decision`.
    """

    around: Surroundings = field(repr=False)
    vocabulary: Vocabulary = field(repr=False)
    step: Step = field(repr=False)
    on: date | None = field(repr=False)
    day: date = field(repr=False)
    outcome: Outcome
    target: str | None
    transition: Transition | None = field(repr=False)
    possible: tuple[str, ...]
    questions: tuple[Question, ...] = field(repr=False)
    first_change: Callable[[Situation], date | None] | None = field(repr=False)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The facts that can still change the decision, in the order in which to ask them; empty when it is made."""
        if self.outcome != "needs_facts":
            return ()
        with at_most(step_id=self.step.id):
            names = dict.fromkeys(name for question in self.questions for name in question.missing())
        return as_asked(self.step, names)

    @cached_property
    def fact_questions(self) -> tuple[FactQuestion, ...]:
        """The missing facts as questions, in the same order."""
        return tuple(question_of(self.around, name) for name in self.missing)

    @cached_property
    def rests_on(self) -> RestsOn:
        """The limits, documents and readings that it is based on."""
        return rests_on(self.around, self.vocabulary, self.step, self.transition, self.on)

    @cached_property
    def truths(self) -> tuple[Truth, ...]:
        """For each transition whether it holds for all of these students, for none or (None) for some."""
        with at_most(step_id=self.step.id):
            return tuple(self.questions[0].truth(number) for number in range(len(self.step.transitions)))

    @cached_property
    def templates(self) -> dict[Language, Template]:
        """The explanations written so far, without the values of the student they were written for."""
        return {}

    @cached_property
    def statuses(self) -> tuple[Status, ...]:
        """What became of each transition."""
        target = self.target if self.outcome in ("next", "end") else None
        return tuple(statuses_of(self.step, self.truths, target))

    @property
    def shows(self) -> tuple[object, ...]:
        """Everything that a person sees of it, except the reference date and the facts to ask."""
        return self.outcome, self.target, self.possible, self.transition, self.statuses
