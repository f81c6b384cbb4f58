"""A decision without its route: what is stored when one is pickled, and the decision that is made of it again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from routekaart.deciding.contested import Contested
from routekaart.deciding.decided_student import DecidedStudent
from routekaart.deciding.explanation import why
from routekaart.deciding.fact_question import FactQuestion
from routekaart.deciding.grounds import Ground
from routekaart.deciding.outcome_words import Outcome
from routekaart.deciding.reasons import Reason
from routekaart.deciding.rests_on import RestsOn
from routekaart.deciding.surroundings import Surroundings
from routekaart.deciding.template import Template
from routekaart.deciding.verdict import Verdict
from routekaart.foundation.language import LANGUAGES
from routekaart.model.condition import Value
from routekaart.model.step import Step
from routekaart.model.vocabulary import Vocabulary
from routekaart.model.wording import Wording


class Told(NamedTuple):
    """Everything that a decision shows, with the parts of one step and no route. Personal data.

    Attributes:
        route: the id, the version and the two digests of the route that decided.
        chosen: the alternatives that the route uses.
        reasons: each with its grounds.
        taken: the index of the reason that was taken, counted from 0; None if there is none.
        explanations: by language, without the readings that the decision depends on.
    """

    route: tuple[str, str, str, str]
    chosen: Mapping[str, str]
    step_id: str
    on: date | None
    day: date
    outcome: Outcome
    target: str | None
    possible: tuple[str, ...]
    missing: tuple[str, ...]
    questions: tuple[FactQuestion, ...]
    facts: tuple[tuple[str, Value], ...]
    reasons: tuple[tuple[Reason, tuple[Ground, ...]], ...]
    taken: int | None
    changes_on: date | None
    explanations: tuple[str, ...]
    rests_on: RestsOn
    contested: tuple[Contested, ...]


@dataclass
class DetachedStudent(DecidedStudent):
    """The student of a decision that was pickled: every detail has been worked out."""

    kept: dict[int, tuple[Ground, ...]] = field(repr=False)

    def grounds(self, reason: Reason) -> tuple[Ground, ...]:
        """The facts that settled what became of a transition."""
        return self.kept[reason.number]


def told_by(student: DecidedStudent) -> Told:
    """Everything that a decision shows.

    Raises:
        TooHardError: it takes too much work to find out.
    """
    verdict, around = student.verdict, student.verdict.around
    numbers = (number for number, reason in enumerate(student.reasons) if reason.transition is verdict.transition)
    return Told(
        route=(around.route_id, around.route_version, around.digest(), around.meaning_digest()),
        chosen=around.chosen,
        step_id=verdict.step.id,
        on=verdict.on,
        day=verdict.day,
        outcome=verdict.outcome,
        target=verdict.target,
        possible=verdict.possible,
        missing=verdict.missing,
        questions=verdict.fact_questions,
        facts=student.facts,
        reasons=tuple((reason, student.grounds(reason)) for reason in student.reasons),
        taken=next(numbers, None),
        changes_on=student.changes_on,
        explanations=tuple(why(student, lang) for lang in LANGUAGES),
        rests_on=verdict.rests_on,
        contested=student.contested,
    )


def verdict_told(told: Told) -> Verdict:
    """The verdict of a decision that was pickled."""
    digest, meaning_digest = told.route[2:]
    verdict = Verdict(
        around=Surroundings(
            *(*told.route[:2], {}, {}, {}, {}, {}, {}, {}, told.chosen),
            digest=lambda: digest,
            meaning_digest=lambda: meaning_digest,
            under=lambda _reading, _alternative: None,
        ),
        vocabulary=Vocabulary({}, {}, ()),
        step=Step(id=told.step_id, title=""),
        on=told.on,
        day=told.day,
        outcome=told.outcome,
        target=told.target,
        transition=None if told.taken is None else told.reasons[told.taken][0].transition,
        possible=told.possible,
        questions=(),
        first_change=None,
    )
    texts = zip(LANGUAGES, told.explanations, strict=True)
    templates = {lang: Template((text,), (), Wording({}, {}, lang)) for lang, text in texts}
    vars(verdict).update(
        missing=told.missing, fact_questions=told.questions, templates=templates, rests_on=told.rests_on
    )
    return verdict


def student_told(told: Told, verdict: Verdict) -> DetachedStudent:
    """The student of a decision that was pickled."""
    kept = {reason.number: grounds for reason, grounds in told.reasons}
    student = DetachedStudent(verdict, dict(told.facts), kept)
    reasons = tuple(reason for reason, _ in told.reasons)
    vars(student).update(facts=told.facts, reasons=reasons, changes_on=told.changes_on, contested=told.contested)
    return student
