"""The answer at one step: where a student goes next, why, and what is still unknown."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import FrozenInstanceError, replace
from datetime import date
from typing import TYPE_CHECKING, Literal, NoReturn, TypeVar, overload

from routekaart.deciding.contested import Contested
from routekaart.deciding.decided_student import DecidedStudent, Given
from routekaart.deciding.decision_to_dict import decision_dict, decision_names_dict
from routekaart.deciding.detached import DetachedStudent, Told, student_told, told_by, verdict_told
from routekaart.deciding.explanation import explain
from routekaart.deciding.fact_question import FactQuestion
from routekaart.deciding.fitting_students import Students
from routekaart.deciding.grounds import Ground
from routekaart.deciding.outcome_words import Outcome
from routekaart.deciding.reasons import Reason
from routekaart.deciding.rests_on import RestsOn
from routekaart.deciding.verdict import Verdict
from routekaart.foundation import arguments
from routekaart.foundation.arguments import checked, flag
from routekaart.foundation.errors import WithoutRouteError, checked_language
from routekaart.foundation.language import Language, Text
from routekaart.foundation.shapes import written_as
from routekaart.model.condition import Value
from routekaart.model.situation import Situation
from routekaart.model.step import Transition

if TYPE_CHECKING:
    from routekaart.deciding.deciding_dicts import DecisionDict, DecisionNamesDict

Decide = Callable[[Mapping[str, object]], "Decision"]
"""Decides at one step on one reference date, from the facts of a student."""

_Class = TypeVar("_Class")
_REMARKS = Text("een lijst van teksten (routekaart.Text)", "a list of texts (routekaart.Text)")
_ASK_AGAIN = Text(
    "dit besluit is ingepakt geweest (pickle) en heeft geen route meer; "
    "vraag de route opnieuw: decide(besluit.step_id, dict(besluit.facts), on=besluit.on)",
    "this decision was pickled and has no route any more; "
    "ask the route again: decide(decision.step_id, dict(decision.facts), on=decision.on)",
)


def _refuse(decision: object, _value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot change {decision!r}")


def _with_frozen_properties(owner: type[_Class]) -> type[_Class]:
    """The class, with properties that raise `FrozenInstanceError` when they are set.

    A `__setattr__` would do the same, but makes a decision take a sixth longer.
    """
    for name, shown in list(vars(owner).items()):
        if isinstance(shown, property):
            setattr(owner, name, shown.setter(_refuse))
    return owner


@_with_frozen_properties
@written_as("routekaart.deciding.deciding_dicts:DecisionDict")
class Decision:
    """Where a student goes from one step on one reference date. Immutable; `repr` shows no facts of the student.

    `Route.decide` makes decisions. A decision starts as a verdict and the given facts; the rest is made on first use.
    When it is pickled, all of that is made and stored with it, but the route is not. Such a decision has
    everything except `known` and `verdict`: those need the route, and raise `WithoutRouteError`.
    """

    __slots__ = ("__weakref__", "_student", "_verdict")

    _student: Given | DecidedStudent
    """The facts as they were given, until more than the verdict is asked for."""
    _verdict: Verdict

    def __reduce__(self) -> "tuple[Callable[[Told], Decision], tuple[Told]]":
        return _detached, (told_by(self._about),)

    def __copy__(self) -> "Decision":
        return self

    def __deepcopy__(self, _memo: object) -> "Decision":
        return self

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
    def route_digest(self) -> str:
        """The digest of the route that decided (`Route.digest`)."""
        return self._verdict.around.digest()

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
        """The outcome of the decision.

        "next" (to another step), "stay", "end", "needs_facts" (unknown facts can still change it), "ambiguous" (two
        transitions to different targets hold) or "stuck" (none holds, and there is no `otherwise`).
        """
        return self._verdict.outcome

    @property
    def target(self) -> str | None:
        """The next step, the end, or the step itself on "stay"; None for every other outcome."""
        return self._verdict.target

    @property
    def transition(self) -> Transition | None:
        """The transition taken. None on "stay", and if there is none.

        If several transitions to the same target may hold together, the first of them.
        """
        return self._verdict.transition

    @property
    def possible(self) -> tuple[str, ...]:
        """Every target that is still possible, in the order of the route; a single one once the decision is made."""
        return self._verdict.possible

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that can still change the decision, in the order in which to ask them; empty when it is made.

        Facts to ask: for a derived fact its inputs. Knowing all of them settles the decision.
        """
        return self._verdict.missing

    @property
    def questions(self) -> tuple[FactQuestion, ...]:
        """The missing facts as questions, in the same order: their words, their answers and who may answer."""
        return self._verdict.fact_questions

    @property
    def facts(self) -> tuple[tuple[str, Value], ...]:
        """The facts that were given, as pairs of a name and a value. Personal data."""
        return self._about.facts

    @property
    def known(self) -> Situation:
        """The situation of the student: everything that was known. Personal data.

        Raises:
            WithoutRouteError: the decision was pickled.
        """
        self._check_route()
        return self._about.known

    @property
    def changes_on(self) -> date | None:
        """The first later date on which the outcome, the target or the possible targets would be different.

        That is if no fact changes except by the passing of time: a birthday, a term, a limit that changes on a date.
        With facts unknown, the first date on which it may be different for some student who fits. None if no date
        changes it, or if there is no reference date.
        """
        return self._about.changes_on

    @property
    def rests_on(self) -> RestsOn:
        """The limits, documents and readings that it is based on, besides the facts."""
        return self._verdict.rests_on

    @property
    def contested(self) -> tuple[Contested, ...]:
        """The unconfirmed readings of the sources that the decision about this student depends on.

        One for each alternative that can be run (`Route.under`) and under which the student, with what this route knows
        of them, gets another outcome, target or set of possible targets. Worked out on first use.

        Raises:
            TooHardError: it takes too much work to find out.
        """
        return self._about.contested

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What became of each transition of the step, with the tests that settled it."""
        return self._about.reasons

    @property
    def verdict(self) -> Verdict:
        """The part of the decision that is equal for every student whose facts lie in the same cells.

        Raises:
            WithoutRouteError: the decision was pickled.
        """
        self._check_route()
        return self._verdict

    @property
    def taken(self) -> Reason | None:
        """The reason of the transition that was taken; None when there is none."""
        return self._about.taken

    @property
    def because(self) -> tuple[Ground, ...]:
        """The facts that settled the transition that was taken. Personal data.

        Never empty for a transition with a condition. For a fact that is not known exactly, the ground has the value
        that every student who fits shares, or else the values that are possible (`several`).

        Raises:
            TooHardError: it takes too long to find them.
        """
        return self._about.grounds(self.taken) if self.taken else ()

    def under(self, verdict: Verdict) -> "Decision":
        """A decision about the same student with another verdict.

        Raises:
            WithoutRouteError: the decision was pickled.
            WrongTypeError: it is not a verdict.
        """
        self._check_route()
        return decision_of(checked("verdict", verdict, Verdict), self._about.given)

    def explain(self, lang: Language = "nl") -> str:
        """Why, in words: what held, on which facts, what fell away, what to ask, and which readings it depends on.

        The text contains facts of the student.

        Raises:
            WrongTypeError: `lang` is not text.
            WrongValueError: `lang` is not "nl" or "en".
        """
        return explain(self._about, checked_language(lang))

    @overload
    def to_dict(
        self, *, values: Literal[True] = True, remarks: Iterable[Text] = (), reference: str | None = None
    ) -> "DecisionDict": ...

    @overload
    def to_dict(
        self, *, values: Literal[False], remarks: Iterable[Text] = (), reference: str | None = None
    ) -> "DecisionNamesDict": ...

    @overload
    def to_dict(
        self, *, values: bool, remarks: Iterable[Text] = (), reference: str | None = None
    ) -> "DecisionDict | DecisionNamesDict": ...

    def to_dict(
        self, *, values: bool = True, remarks: Iterable[Text] = (), reference: str | None = None
    ) -> "DecisionDict | DecisionNamesDict":
        """Return the decision as a record: JSON-ready values, in a form that stays the same (`format_version`).

        It records what decided (engine, route and digests), on which facts and limits, by which documents and readings,
        so that the reasons of a decision can be given (Awb 3:46 and 3:47) without the route at hand.

        The `value` of a fact in `because` is null if the fact is not known exactly. In that case `from` and `to` are
        the bounds of its values, both included, or `one_of` holds the values. A missing `from` or `to` means that there
        is no bound; without any of these, nothing is known of the fact.

        Args:
            values: False leaves out every value of a fact, keeping the names.
            remarks: remarks of the application, such as `routekaart.adapters.brp.remarks`. They change nothing in the
                decision.
            reference: the name of this decision in the application; it is copied as it is.

        Raises:
            WrongTypeError: an argument is of another type.
            WrongValueError: `reference` cannot be written as JSON.
        """
        told = tuple(checked("remarks", one, Text) for one in arguments.parts("remarks", remarks, _REMARKS))
        name = None if reference is None else arguments.writable("reference", reference)
        as_dict = decision_dict if flag("values", values) else decision_names_dict
        return as_dict(self._about, told, name)

    @property
    def _about(self) -> DecidedStudent:
        student = self._student
        if not isinstance(student, DecidedStudent):
            self._student = student = DecidedStudent(self._verdict, student)
        return student

    def _check_route(self) -> None:
        if isinstance(self._student, DetachedStudent):
            raise WithoutRouteError(_ASK_AGAIN)


def students_of(decision: Decision) -> Students:
    """Every student who fits what was known. Personal data; not part of the public interface."""
    return decision._about.students


def decision_of(verdict: Verdict, given: Given) -> Decision:
    """The decision about a student. A function, because a constructor with arguments takes longer."""
    decision = Decision()
    decision._verdict = verdict
    decision._student = given
    return decision


def _detached(told: Told) -> Decision:
    """A decision that was pickled."""
    decision = Decision()
    decision._verdict = verdict_told(told)
    decision._student = student_told(told, decision._verdict)
    return decision


def decide_by_codes(
    yes: Mapping[str, int],
    no: Mapping[str, int],
    whole: Mapping[str, Mapping[object, int]],
    other: Mapping[str, Mapping[object, int]],
    verdicts: Mapping[int, Verdict],
) -> Decide:
    """The quick way to decide: add up the codes of the facts, and look up the verdict of the sum.

    It raises an error of any kind for a student without a verdict, and for facts that must be read with care.

    Args:
        yes, no: the code of a fact that is `True` or `False`.
        whole, other: the code of a fact by its value, for an `int` and for any other value.
    """

    def decide(facts: Mapping[str, object]) -> Decision:
        # This runs for every student on every page view: the body of `decision_of` is repeated here, to save the call.
        state = 0
        for name, value in facts.items():
            if value is True:
                state += yes[name]
            elif value is False:
                state += no[name]
            elif type(value) is int:
                state += whole[name][value]
            else:
                state += other[name][value]
        verdict = verdicts[state]
        decision = Decision()
        decision._verdict = verdict
        decision._student = {**facts}
        return decision

    return decide


def without_date(decisions: Sequence[Decision]) -> Decision:
    """Combine equal decisions in every period into one without a date; it may ask what matters in any of them."""
    first = decisions[0]
    questions = tuple(question for decision in decisions for question in decision.verdict.questions)
    return first.under(replace(first.verdict, on=None, questions=questions))
