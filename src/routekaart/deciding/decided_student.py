"""The student of a decision: the facts that were given, and the details worked out for exactly this student."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeAlias

from routekaart.deciding.contested import AskedAbout, Contested, contested_at
from routekaart.deciding.fitting_students import Students
from routekaart.deciding.grounds import Ground
from routekaart.deciding.reasons import Reason, grounds_of, reasons_of
from routekaart.deciding.verdict import Verdict
from routekaart.logic.budget import at_most
from routekaart.logic.date_ranges import date_domain
from routekaart.model.condition import Value
from routekaart.model.fact_values import PartlyKnown
from routekaart.model.situation import Situation, read_facts, situation_of

Given: TypeAlias = Mapping[str, object] | Situation
"""The input of a decision: the facts as they were given, or a situation that was read before."""


@dataclass
class DecidedStudent:
    """The details of a decision about one student, each made on first use and then kept. Personal data."""

    verdict: Verdict
    given: Given = field(repr=False)

    @cached_property
    def known(self) -> Situation:
        """The situation of the student."""
        if isinstance(self.given, Situation):
            return self.given
        # The facts have been accepted before; names that the route does not know were ignored then.
        values, _ = read_facts(self.verdict.vocabulary, self.given, "ignore")
        return situation_of(self.verdict.vocabulary, values, self.verdict.day)

    @cached_property
    def facts(self) -> tuple[tuple[str, Value], ...]:
        """The facts that were given, as values."""
        return tuple(as_given(self.known))

    @cached_property
    def changes_on(self) -> date | None:
        """The first later date on which the decision would be different."""
        first_change = self.verdict.first_change
        return first_change(self.known) if first_change and self.verdict.on else None

    @cached_property
    def contested(self) -> tuple[Contested, ...]:
        """The unconfirmed readings under which the decision would be different."""
        verdict = self.verdict
        # A situation can belong to a later day, to which an outlook looks ahead.
        given = None if isinstance(self.given, Situation) else self.given
        student = AskedAbout(given, lambda: dict(self.facts))
        return tuple(contested_at(verdict.around, verdict.step.id, verdict, student, verdict.on))

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """What became of each transition of the step, with the tests that settled it."""
        verdict = self.verdict
        return reasons_of(verdict.step, self.known, verdict.truths, verdict.statuses)

    @property
    def taken(self) -> Reason | None:
        """The reason of the transition that was taken; None when there is none."""
        return next((reason for reason in self.reasons if reason.transition is self.verdict.transition), None)

    @cached_property
    def students(self) -> Students:
        """Every student who fits what was known."""
        question = self.verdict.questions[0]
        return Students(question.grid, question.cube, self.known)

    def grounds(self, reason: Reason) -> tuple[Ground, ...]:
        """The facts that settled what became of a transition."""
        verdict = self.verdict
        with at_most(step_id=verdict.step.id):
            return grounds_of(reason, verdict.step, verdict.transition, self.students)


def as_given(known: Situation) -> Iterator[tuple[str, Value]]:
    """Known facts in the form that `decide` takes: of a date that is known in part, the days that it can be."""
    yield from known.given.items()
    for name, days in known.days.items():
        if name not in known.given and days != date_domain(known.vocabulary, name, known.on):
            yield name, str(PartlyKnown(*days))
