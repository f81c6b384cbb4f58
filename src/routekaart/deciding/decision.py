"""The answer at one step: where a student goes next, why, and what is still unknown."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import FrozenInstanceError, dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, NoReturn, TypeAlias, TypeVar

from routekaart.deciding.explanation import Explanation, Surroundings, Template
from routekaart.deciding.grounds import Ground, Several, Students
from routekaart.deciding.outcome_words import Outcome
from routekaart.deciding.reasons import Reason, Status, grounds_of, reasons_of, statuses_of
from routekaart.foundation.arguments import checked, flag
from routekaart.foundation.errors import checked_language
from routekaart.foundation.language import Language
from routekaart.foundation.truth import Truth
from routekaart.logic.axes import date_domain
from routekaart.logic.budget import at_most
from routekaart.logic.formula import Cube
from routekaart.logic.grid import Grid
from routekaart.logic.questions import deciding_axes, most_decisive_first
from routekaart.logic.search import settled
from routekaart.logic.table import Table
from routekaart.model.condition import Value
from routekaart.model.facts import PartlyKnown, plain_value
from routekaart.model.situation import Situation, read_facts, situation_of
from routekaart.model.step import Step, Transition
from routekaart.model.vocabulary import Vocabulary

Instance = TypeVar("Instance")

DICT_VERSION = 1
"""The version of `Decision.to_dict`; raised when a field changes its meaning or goes away."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a decision answers: the step as a table over cells, and the students who fit what is known.

    Attributes:
        asked_as: for an input that is asked in another form, that form (a date for a count off it).
    """

    grid: Grid
    table: Table
    cube: Cube = field(repr=False)
    asked_as: Mapping[str, str]

    def missing(self) -> tuple[str, ...]:
        """The inputs that can still change the answer, most decisive first."""
        axes = deciding_axes(self.table, self.cube)
        names = [self.grid.axes[axis].fact.name for axis in most_decisive_first(self.table, self.cube, axes)]
        return tuple(dict.fromkeys(self.asked_as.get(name, name) for name in names))

    def truth(self, number: int) -> Truth:
        """Whether a transition (counted from 0) holds for all students who fit, for none (False) or for some (None)."""
        return settled(self.table.rows[number].formula, self.table.valid, self.cube, self.table.full)


@dataclass(frozen=True)
class Verdict:
    """What is decided alike for every student whose facts lie in the same cells. `repr` shows the outcome.

    Attributes:
        around: the route, as far as a decision names it.
        on: the reference date; None when the answer does not depend on it and none was given.
        day: the day that the facts are read on: `on`, or without it any day.
        questions: what was answered; without a reference date, for each period of the limits.
        first_change: tells for a student on which later date the decision changes; None when nothing is told of that.
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
        """The facts that can still change the decision, most decisive first; empty when it is made."""
        if self.outcome != "needs_facts":
            return ()
        with at_most(step_id=self.step.id):
            return tuple(dict.fromkeys(name for question in self.questions for name in question.missing()))

    @cached_property
    def truths(self) -> tuple[Truth, ...]:
        """For each transition whether it holds for all of these students, for none or (None) for some."""
        with at_most(step_id=self.step.id):
            return tuple(self.questions[0].truth(number) for number in range(len(self.step.transitions)))

    @cached_property
    def templates(self) -> dict[Language, Template]:
        """The explanations that have been written, without the values of the student they were written for."""
        return {}

    @cached_property
    def statuses(self) -> tuple[Status, ...]:
        """What became of each transition."""
        target = self.target if self.outcome in ("next", "end") else None
        return tuple(statuses_of(self.step, self.truths, target))

    @property
    def shows(self) -> tuple[object, ...]:
        """Everything that a person is told of it, but for the reference date and what to ask."""
        return self.outcome, self.target, self.possible, self.transition, self.statuses


Given: TypeAlias = Mapping[str, object] | Situation
"""What a decision was made of: the facts as they were given, or what was known of the student."""


def _refuse(decision: object, _value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot change {decision!r}")


def _without_setters(decisions: type[Instance]) -> type[Instance]:
    """The class, of which everything that shows refuses to be changed.

    Not by `__setattr__`: that would make the making of a decision slower by a fifth.
    """
    for name, shown in list(vars(decisions).items()):
        if isinstance(shown, property):
            setattr(decisions, name, shown.setter(_refuse))
    return decisions


@_without_setters
class Decision:
    """Where a student goes from one step on one reference date. Immutable; `repr` shows no facts of the student.

    The verdict is all that is there at once. What else can be asked is made when it is asked for. `Route.decide` makes
    decisions.
    """

    __slots__ = ("__weakref__", "_later", "_told", "_verdict")

    _later: "_Later"
    _told: Given
    _verdict: Verdict

    def __reduce__(self) -> "tuple[Callable[[Verdict, Given], Decision], tuple[Verdict, Given]]":
        return decision_of, (self._verdict, self._told)

    def __repr__(self) -> str:
        target = f" {self.target}" if self.target else ""
        return f"<Decision {self.route_id} {self.step_id}: {self.outcome}{target}>"

    def __eq__(self, other: object) -> bool:
        return self._compared() == other._compared() if isinstance(other, Decision) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._compared())

    def _compared(self) -> tuple[object, ...]:
        verdict = self._verdict
        place = self.route_id, self.route_version, self.step_id, self.on
        return *place, verdict.outcome, verdict.target, verdict.transition, verdict.possible, self.facts

    @property
    def route_id(self) -> str:
        """The id of the route that decided."""
        return self._verdict.around.route_id

    @property
    def route_version(self) -> str:
        """The version of the route that decided."""
        return self._verdict.around.route_version

    @property
    def step_id(self) -> str:
        """The id of the step where it was decided."""
        return self._verdict.step.id

    @property
    def on(self) -> date | None:
        """The reference date; None when the answer does not depend on it and none was given."""
        return self._verdict.on

    @property
    def outcome(self) -> Outcome:
        """What is decided.

        "next" (to another step), "stay", "end", "needs_facts" (unknown facts can still change it), "ambiguous" (two
        transitions to different targets hold) or "stuck" (none holds, and there is no `otherwise`).
        """
        return self._verdict.outcome

    @property
    def target(self) -> str | None:
        """The next step, the end, or the step itself on "stay"; None otherwise."""
        return self._verdict.target

    @property
    def transition(self) -> Transition | None:
        """The transition taken. None on "stay", and when there is none.

        When several that lead to the same target may hold together, the first of them.
        """
        return self._verdict.transition

    @property
    def possible(self) -> tuple[str, ...]:
        """Every target that is still possible, in the order of the route; one on a made decision."""
        return self._verdict.possible

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that can still change the decision, most decisive first; empty when it is made.

        Facts that must be asked: for a derived fact its inputs. Knowing all of them settles the decision.
        """
        return self._verdict.missing

    @property
    def facts(self) -> tuple[tuple[str, Value], ...]:
        """What was given, as values. Personal data."""
        return self._about.facts

    @property
    def known(self) -> Situation:
        """What was known of the student. Personal data."""
        return self._about.known

    @property
    def changes_on(self) -> date | None:
        """The first later date on which the outcome, the target or what is possible would be otherwise.

        That is if no fact changes but the passing of time: a birthday, a term, a limit that changes on a date. With
        facts unknown, the first date on which it may be otherwise for some student who fits. None when no date changes
        it, and when there is no reference date.
        """
        return self._about.changes_on

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What became of each transition of the step, with the tests that settled it."""
        return self._about.reasons

    @property
    def verdict(self) -> Verdict:
        """What is decided alike for every student whose facts lie in the same cells."""
        return self._verdict

    @property
    def taken(self) -> Reason | None:
        """What is told of the transition that was taken; None when there is none."""
        return next((reason for reason in self.reasons if reason.transition is self.transition), None)

    @property
    def because(self) -> tuple[Ground, ...]:
        """The facts that settled the transition that was taken. Personal data.

        Never empty for a transition with a condition. Of a fact that is not known exactly, it is what every student
        who fits shares, or else what it can be (`several`).

        Raises:
            TooHardError: it takes too long to find them.
        """
        return self._about.grounds(self.taken) if self.taken else ()

    def under(self, verdict: Verdict) -> "Decision":
        """The same student under another verdict.

        Raises:
            WrongTypeError: it is not a verdict.
        """
        return decision_of(checked("verdict", verdict, Verdict), self._told)

    @property
    def _about(self) -> "_Later":
        try:
            return self._later
        except AttributeError:
            self._later = _Later(self._verdict, self._told)
            return self._later

    def explain(self, lang: Language = "nl") -> str:
        """Why, in words: what held, on which facts, what fell away, and what to ask. Holds facts of the student.

        Raises:
            WrongTypeError: `lang` is not text.
            WrongValueError: `lang` is not "nl" or "en".
        """
        lang = checked_language(lang)
        template = self._verdict.templates.get(lang) or self._template(lang)
        return template.filled(self._value)

    def _template(self, lang: Language) -> Template:
        verdict = self._verdict
        explanation = Explanation(
            verdict.around,
            verdict.step,
            self.known,
            verdict.outcome,
            verdict.target,
            verdict.possible,
            verdict.missing,
            self.reasons,
            self._about.grounds,
            students_of(self).of,
            verdict.transition,
            verdict.on is not None,
        )
        template = explanation.template(lang)
        if template.fits_others:
            verdict.templates[lang] = template
        return template

    def _value(self, name: str) -> Value | Several:
        if isinstance(self._told, dict):
            given = self._told.get(name)
            if type(given) is int or type(given) is date:
                # As it is read: no need to read everything that was told.
                return given
        return students_of(self).of(name)

    def to_dict(self, *, values: bool = True) -> dict[str, Any]:
        """The decision as plain JSON-ready values, in a form that stays the same (`format_version`).

        The `value` of a fact in `because` is null when the fact is not known exactly. Then `from` and `to` are the ends
        of what it can be, both included, or `one_of` holds the values; an end that is left out is no end, and
        without any of these nothing is known of the fact.

        Args:
            values: False leaves out every value of a fact, keeping the names.

        Raises:
            WrongTypeError: `values` is not True or False.
        """
        values = flag("values", values)
        return {
            "format": "routekaart.decision",
            "format_version": DICT_VERSION,
            "route": self.route_id,
            "route_version": self.route_version,
            "step": self.step_id,
            "on": self.on.isoformat() if self.on else None,
            "outcome": self.outcome,
            "target": self.target,
            "possible": list(self.possible),
            "missing": list(self.missing),
            "transition": self._transition_dict(),
            "transitions": [self._reason_dict(reason, values=values) for reason in self.reasons],
            "facts": {name: plain_value(value) for name, value in self.facts}
            if values
            else [name for name, _ in self.facts],
        }

    def _transition_dict(self) -> dict[str, Any] | None:
        if self.taken is None:
            return None
        transition = self.taken.transition
        return {
            "number": self.taken.number,
            "to": transition.to,
            "sources": list(transition.sources),
            "readings": list(transition.readings),
        }

    def _reason_dict(self, reason: Reason, *, values: bool) -> dict[str, Any]:
        because = [_ground_dict(ground, values=values) for ground in self._about.grounds(reason)]
        return {"number": reason.number, "to": reason.transition.to, "status": reason.status, "because": because}


def _ground_dict(ground: Ground, *, values: bool) -> dict[str, Any]:
    told: dict[str, Any] = {"fact": ground.fact}
    if values:
        told["value"] = None if ground.value is None else plain_value(ground.value)
        ends = {"from": ground.several.low, "to": ground.several.high}
        told |= {key: plain_value(end) for key, end in ends.items() if end is not None}
        if ground.several.one_of:
            told["one_of"] = [plain_value(one) for one in ground.several.one_of]
    return {**told, "follows_from": list(ground.follows_from)}


def students_of(decision: Decision) -> Students:
    """Every student who fits what was known. Personal data; not a part of what an application gets."""
    return decision._about.students


def decision_of(verdict: Verdict, told: Given) -> Decision:
    """The decision about a student. Not a constructor with arguments: `Route.decide` would wait for it."""
    decision = Decision()
    decision._verdict = verdict
    decision._told = told
    return decision


@dataclass
class _Later:
    """What is made of a decision once somebody asks for it."""

    verdict: Verdict
    told: Given = field(repr=False)

    @cached_property
    def known(self) -> Situation:
        if isinstance(self.told, Situation):
            return self.told
        # The facts have been accepted before; names that the route does not know were passed over then.
        values, _ = read_facts(self.verdict.vocabulary, self.told, "ignore")
        return situation_of(self.verdict.vocabulary, values, self.verdict.day)

    @cached_property
    def facts(self) -> tuple[tuple[str, Value], ...]:
        return tuple(as_given(self.known))

    @cached_property
    def changes_on(self) -> date | None:
        first_change = self.verdict.first_change
        return first_change(self.known) if first_change and self.verdict.on else None

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        verdict = self.verdict
        return reasons_of(verdict.step, self.known, verdict.truths, verdict.statuses)

    @cached_property
    def students(self) -> Students:
        question = self.verdict.questions[0]
        return Students(question.grid, question.cube, self.known)

    def grounds(self, reason: Reason) -> tuple[Ground, ...]:
        verdict = self.verdict
        with at_most(step_id=verdict.step.id):
            return grounds_of(reason, verdict.step, verdict.transition, self.students)


def as_given(known: Situation) -> Iterator[tuple[str, Value]]:
    """What is known, the way it can be given to `decide`: of a date that is known in part, what can be."""
    yield from known.given.items()
    for name, days in known.days.items():
        if name not in known.given and days != date_domain(known.vocabulary, name, known.on):
            yield name, str(PartlyKnown(*days))


def without_date(decisions: Sequence[Decision]) -> Decision:
    """The one decision that the same decision in every period comes to; it may ask what matters in any of them."""
    first = decisions[0]
    questions = tuple(question for decision in decisions for question in decision.verdict.questions)
    return first.under(replace(first.verdict, on=None, questions=questions))
