"""The known facts of one student on one reference date, and how they are read from what an application gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias, get_args

from routekaart.foundation.arguments import NAMES, mapping, option
from routekaart.foundation.errors import wrong_type
from routekaart.foundation.escaping.letters import writable
from routekaart.foundation.foreign import as_python
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Text
from routekaart.foundation.suggest import nearest
from routekaart.model.condition import Value
from routekaart.model.evaluation import evaluate
from routekaart.model.fact_problems import FactProblem, ReferenceDateError
from routekaart.model.fact_types import Elapsed, Shifted
from routekaart.model.fact_values import (
    A_DAY,
    PartlyKnown,
    ValueRefused,
    accepted_values,
    day_in,
    read_partly_known,
    read_value,
)
from routekaart.model.refusal_words import refusal
from routekaart.model.vocabulary import ReadOff, Vocabulary, count, shift

_REFERENCE_DATE = Text("peildatum", "reference date")

UnknownFacts: TypeAlias = Literal["error", "ignore"]
_UNKNOWN_FACTS: tuple[UnknownFacts, ...] = get_args(UnknownFacts)
Known: TypeAlias = Value | PartlyKnown
"""What can be known of a fact: its value, or for a date the days that it can be."""


@dataclass(frozen=True)
class Situation:
    """The known facts of one student on the reference date. `repr` shows nothing: all of it is personal data.

    Attributes:
        days: for each date that is not known exactly, the first and the last day that it can be.
    """

    vocabulary: Vocabulary = field(repr=False)
    on: date = field(repr=False)
    given: Mapping[str, Value] = field(repr=False)
    parameters: Mapping[str, int | Decimal] = field(repr=False)
    days: Mapping[str, tuple[date, date]] = field(default_factory=lambda: frozen({}), repr=False)
    _derived: dict[str, Value | None] = field(default_factory=dict, repr=False, compare=False)

    def value(self, name: str) -> Value | None:
        """The value of a fact, given or derived; None if it is unknown."""
        if name in self.given:
            return self.given[name]
        if name not in self._derived:
            self._derived[name] = self._derive(name)
        return self._derived[name]

    def tells_of(self, date_fact: str) -> bool:
        """Whether anything is known of a date: in full, in part, or by a count off it."""
        if date_fact in self.given or date_fact in self.days:
            return True
        return any(one.name in self.given for one in self.vocabulary.read_off(date_fact))

    def _derive(self, name: str) -> Value | None:
        derivation = self.vocabulary.facts[name].derivation
        if derivation is None:
            return None
        if isinstance(derivation, Elapsed | Shifted):
            day = self.value(derivation.date_fact)
            if not isinstance(day, date):
                return None
            return count(derivation, day, self.on) if isinstance(derivation, Elapsed) else shift(derivation, day)
        return evaluate(derivation, self.vocabulary.facts, self.value, self.parameters)

    def without(self, names: frozenset[str]) -> "Situation":
        """The same student with some facts unknown."""
        kept = {name: value for name, value in self.given.items() if name not in names}
        days = {name: stretch for name, stretch in self.days.items() if name not in names}
        return situation(self.vocabulary, kept, self.on, days)


def situation(
    vocabulary: Vocabulary, given: Mapping[str, Value], on: date, days: Mapping[str, tuple[date, date]] | None = None
) -> Situation:
    """The situation of a student whose facts have been read and checked."""
    return Situation(vocabulary, on, frozen(dict(given)), vocabulary.parameter_values(on), frozen(dict(days or {})))


def situation_of(vocabulary: Vocabulary, known: Mapping[str, Known], on: date) -> Situation:
    """The situation of a student, with dates that may be known only in part."""
    values = {name: value for name, value in known.items() if not isinstance(value, PartlyKnown)}
    days = {name: (value.first, value.last) for name, value in known.items() if isinstance(value, PartlyKnown)}
    return situation(vocabulary, values, on, days)


def given_facts(facts: object, unknown_facts: object = "error") -> dict[str, object]:
    """The given facts as a dict with text as names and plain Python values (see `as_python`).

    A name that is not text is unknown to every route, so it is skipped where unknown names are ignored.

    Raises:
        WrongTypeError: it is not a mapping, or a name is not text.
        WrongValueError: `unknown_facts` is not one of its words.
    """
    ignored = option("unknown_facts", unknown_facts, _UNKNOWN_FACTS) == "ignore"
    read: dict[str, object] = {}
    for name, value in mapping("facts", facts).items():
        if isinstance(name, str):
            read[str.__str__(name)] = as_python(value)
        elif not ignored:
            raise wrong_type("facts", name, NAMES)
    return read


def read_facts(
    vocabulary: Vocabulary, facts: Mapping[str, object], unknown_facts: UnknownFacts
) -> tuple[dict[str, Known], list[FactProblem]]:
    """The values of the given facts, and every problem in reading them. `None` as a value means unknown.

    Args:
        facts: as returned by `given_facts`.
    """
    values: dict[str, Known] = {}
    problems: list[FactProblem] = []
    for name, given in facts.items():
        fact = vocabulary.facts.get(name)
        if fact is None:
            if unknown_facts == "error":
                known = Text("een gegeven van deze route", "a fact of this route")
                problems.append(
                    FactProblem("unknown_fact", writable(name), known, given, nearest(name, vocabulary.facts))
                )
        elif given is not None:
            try:
                values[name] = read_partly_known(fact, given) or read_value(fact, given)
            except ValueRefused as refused:
                problems.append(FactProblem("invalid_value", name, refused.accepted, given, refused.nearest))
    return values, problems


def read_reference_date(on: object, called: Text = _REFERENCE_DATE, parameter: str = "on") -> date | None:
    """The reference date, or another date that messages call `called`; None if none was given.

    Args:
        parameter: the argument in which it was given.

    Raises:
        ReferenceDateError: it is not a day from 1850 to 2199.
    """
    if on is None:
        return None
    day = day_in(on)
    if day is None:
        text = Text(f"{called.nl}: verwacht wordt {A_DAY.nl}", f"{called.en}: expected {A_DAY.en}")
        raise ReferenceDateError(text, where=(parameter,))
    return day


def required_date(on: object, asked: Text, called: Text = _REFERENCE_DATE, parameter: str = "on") -> date:
    """The reference date of a question that cannot be answered without one.

    Args:
        asked: the question, as named in the error.
        called: the name of the date in the error.
        parameter: the argument in which it is given.

    Raises:
        ReferenceDateError: none was given, or it is not a day from 1850 to 2199.
    """
    day = read_reference_date(on, called, parameter)
    if day is None:
        raise ReferenceDateError(
            Text(
                f"{asked.nl} heeft altijd een {called.nl} nodig ({parameter}=...)",
                f"{asked.en} always needs a {called.en} ({parameter}=...)",
            ),
            where=(parameter,),
        )
    return day


def out_of_domain(vocabulary: Vocabulary, values: Mapping[str, Known], on: date) -> list[FactProblem]:
    """Problems with dates outside their domain: after the reference date, or with a count (an age) out of bounds."""
    problems = []
    for name, value in values.items():
        fact = vocabulary.facts[name]
        days = (value.first, value.last) if isinstance(value, PartlyKnown) else (value, value)
        if fact.past and isinstance(days[0], date) and days[0] > on:
            problems.append(FactProblem("invalid_value", name, refusal("not_after", date=str(on)), value))
            continue
        for off in vocabulary.read_off(name):
            results = [off.chain.read(day, on) for day in days if isinstance(day, date)]
            if isinstance(results[0], int) and not _within(results, off):
                counted = vocabulary.facts[off.name]
                text = refusal("date_giving", fact=counted.title, accepted=accepted_values(counted))
                problems.append(FactProblem("invalid_value", name, text, value))
                break
    return problems


def _within(results: Sequence[object], off: ReadOff) -> bool:
    """Whether a count may lie within its domain on some day between two days, given the counts on those two days."""
    counts = [result for result in results if isinstance(result, int)]
    return (off.minimum is None or max(counts) >= off.minimum) and (off.maximum is None or min(counts) <= off.maximum)
