"""The readings that a decision depends on: what a student would get if the source meant something else."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar

from routekaart.deciding.explaining_words import explained
from routekaart.deciding.outcome_words import Outcome
from routekaart.deciding.surroundings import Answered, OtherRoute, Surroundings
from routekaart.foundation.language import Language, Text, text_dict
from routekaart.model.condition import Value
from routekaart.model.fact_problems import FactError, ReferenceDateError
from routekaart.model.source_readings import Alternative, Instead, Reading

if TYPE_CHECKING:
    from routekaart.deciding.deciding_dicts import ContestedDict

NoDecision: TypeAlias = Literal["refused", "needs_date", "no_step"]
OtherOutcome: TypeAlias = Outcome | NoDecision
"""The outcome for a student under another reading. It can be no decision: the facts are refused, the outcome depends on
the reference date and none was given, or the route does not have the step.
"""

Told = TypeVar("Told")

NO_DECISION: Mapping[NoDecision, Text] = {
    "refused": Text("deze gegevens kunnen dan niet samen", "these facts cannot be true together then"),
    "needs_date": Text("dat hangt af van de peildatum", "that depends on the reference date"),
    "no_step": Text("deze stap is er dan niet", "there is no such step then"),
}
"""The words for an outcome under another reading that is not a decision."""


@dataclass(frozen=True, slots=True)
class Contested:
    """An unconfirmed reading that a decision depends on, with the outcome under one of its alternatives.

    Attributes:
        reading, alternative: their ids.
        text: the alternative, in the words of the route.
        outcome, target, possible, missing: the decision under the alternative, as in `Decision`; see `OtherOutcome`.
        answer: the same in words.
    """

    reading: str
    alternative: str
    text: str
    outcome: OtherOutcome
    target: str | None
    possible: tuple[str, ...]
    missing: tuple[str, ...]
    answer: Text

    def to_dict(self) -> "ContestedDict":
        """The reading as plain JSON-ready values."""
        return {
            "reading": self.reading,
            "alternative": self.alternative,
            "text": self.text,
            "outcome": self.outcome,
            "target": self.target,
            "possible": list(self.possible),
            "missing": list(self.missing),
            "answer": text_dict(self.answer),
        }


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """What is known of a student. Personal data.

    Attributes:
        given: the facts as they were given, if the route was asked about the student on this day; None if the day may
            follow from the facts.
        read: the facts as this route reads them.
    """

    given: Mapping[str, object] | None = field(repr=False)
    read: Callable[[], Mapping[str, Value]] = field(repr=False)


def contested_at(
    around: Surroundings,
    step: str,
    as_written: Answered,
    student: AskedAbout,
    on: date | None,
) -> Iterator[Contested]:
    """Each alternative of an unconfirmed reading under which a student gets another answer at a step.

    Args:
        as_written: the decision of the route itself.
        student: what is known of the student.

    Raises:
        TooHardError: it would take too much work to find out.
    """
    answer = _answer_of(as_written)
    for reading, alternative, other in others_at(around, step):
        assert alternative.instead is not None
        reads_alike = not alternative.instead.facts
        found = told_there(other, step, partial(_decided, other, step, student, on, reads_alike=reads_alike))
        if isinstance(found, str) or _answer_of(found) != answer:
            yield _contested(other, reading, alternative, step, found)


def others_at(around: Surroundings, step: str) -> Iterator[tuple[Reading, Alternative, OtherRoute]]:
    """The alternatives of `unconfirmed_at`, each with the route under it; without those that do not fit the route."""
    for reading, alternative in unconfirmed_at(around, step):
        assert alternative.id is not None
        other = around.under(reading.id, alternative.id)
        if other is not None:
            yield reading, alternative, other


def told_there(other: OtherRoute, step: str, ask: Callable[[], Told]) -> Told | NoDecision:
    """The result of `ask` about a student at a step of a route under another reading, or why there is none."""
    if step not in other.steps:
        return "no_step"
    try:
        return ask()
    except FactError:
        return "refused"
    except ReferenceDateError:
        return "needs_date"


def unconfirmed_at(around: Surroundings, step: str) -> tuple[tuple[Reading, Alternative], ...]:
    """The alternatives of unconfirmed readings that can be run and can change the answer at a step."""
    found = around.unconfirmed.get(step)
    if found is None:
        found = around.unconfirmed[step] = tuple(_unconfirmed(around, step))
    return found


def _unconfirmed(around: Surroundings, step: str) -> Iterator[tuple[Reading, Alternative]]:
    for reading in around.readings.values():
        if reading.to_confirm and reading.id not in around.chosen:
            for alternative in reading.others:
                if (
                    alternative.id is not None
                    and alternative.instead is not None
                    and touches(alternative.instead, step)
                ):
                    yield reading, alternative


def contested_lines(contested: tuple[Contested, ...], lang: Language) -> Iterator[str]:
    """The lines of an explanation about the readings that a decision depends on."""
    for one in contested:
        text, answer = one.text.rstrip("."), one.answer.in_language(lang)
        yield explained("contested", lang, reading=one.reading, text=text, answer=answer)


def touches(instead: Instead, step: str) -> bool:
    """Whether an alternative can change the answer at a step.

    A change of another step cannot. A change of facts or limits can, even those that no transition tests: they
    determine whether what is known can be true together. A step or end that is added or removed can too, since a step
    may lead there.
    """
    for section, *names in instead.changed:
        as_a_whole = len(names) == 1
        if section in ("facts", "parameters", "impossible") or (section in ("steps", "ends") and as_a_whole):
            return True
        if section == "steps" and names[0] == step:
            return True
    return False


def _contested(
    other: OtherRoute, reading: Reading, alternative: Alternative, step: str, found: Answered | NoDecision
) -> Contested:
    """The outcome for a student under an alternative."""
    assert alternative.id is not None
    if isinstance(found, str):
        return Contested(reading.id, alternative.id, alternative.text, found, None, (), (), NO_DECISION[found])
    return Contested(
        reading.id,
        alternative.id,
        alternative.text,
        found.outcome,
        found.target,
        found.possible,
        found.missing,
        other.surroundings.answer(step, found),
    )


def _decided(other: OtherRoute, step: str, student: AskedAbout, on: date | None, *, reads_alike: bool) -> Answered:
    if student.given is not None and reads_alike:
        return other.decide(step, student.given, on=on, unknown_facts="ignore")
    if student.given is not None or on is None:
        return other.decide(step, student.read(), on=on, unknown_facts="ignore")
    # No data about a day that follows from the facts of a student may stay with the other route.
    return other.decider.apart().decide(other.steps[step], student.read(), on, "ignore")


def _answer_of(found: Answered) -> tuple[object, ...]:
    """The part of an answer that is compared: the order of the possible targets makes no difference."""
    return found.outcome, found.target, frozenset(found.possible)
