"""The terms of a step with their dates, for one student."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING

from routekaart.foundation.shapes import written_as
from routekaart.logic.date_ranges import known_days
from routekaart.model.condition import ParameterRef
from routekaart.model.situation import Situation
from routekaart.model.step import Step, Term
from routekaart.model.vocabulary import DateChain, Vocabulary

if TYPE_CHECKING:
    from routekaart.journeys.journeys_dicts import DueDict


@written_as("routekaart.journeys.journeys_dicts:DueDict")
@dataclass(frozen=True, slots=True)
class Due:
    """A time limit that the source names at a step. Its days follow from facts of the student and are not in `repr`.

    Attributes:
        on: the day on which the term is over; None if it has no day (yet).
        earliest, latest: the days between which it is over, if the date that it counts from is known in part.
        ask: the fact that must be asked to know the day.
        passed: whether the day has come on the reference date; None if that is not known.
        term: the term of the step, with its source.
    """

    title: str
    on: date | None = field(repr=False)
    earliest: date | None = field(repr=False)
    latest: date | None = field(repr=False)
    ask: str | None
    passed: bool | None
    term: Term

    def to_dict(self) -> "DueDict":
        """The term as plain JSON-ready values, in a form that stays the same (`format_version`). Personal data."""
        return {
            "format": "routekaart.due",
            "format_version": 1,
            "title": self.title,
            "on": self.on.isoformat() if self.on else None,
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "latest": self.latest.isoformat() if self.latest else None,
            "ask": self.ask,
            "passed": self.passed,
            "sources": list(self.term.sources),
            "readings": list(self.term.readings),
        }


def due_at(step: Step, known: Situation) -> tuple[Due, ...]:
    """The terms of a step: those with a day first, in order of time, then the others in the order of the step."""
    found = list(_due(step, known))
    return tuple(sorted(found, key=lambda due: due.earliest or date.max))


def _over_on(vocabulary: Vocabulary, chain: DateChain, day: date, length: int | ParameterRef) -> date:
    """The first day on which the time of a term has passed since a day; `date.max` if there is none."""
    if not isinstance(length, ParameterRef):
        return chain.reached_on(day, length) or date.max
    values = vocabulary.parameters[length.name].values
    for dated, following in zip_longest(values, values[1:]):
        reached = chain.reached_on(day, dated.value)
        over = max(reached or date.max, dated.start or date.min)
        if following is None or over < (following.start or date.max):
            return over
    return date.max


def _due(step: Step, known: Situation) -> Iterator[Due]:
    for term in step.terms:
        chain = known.vocabulary.date_chain(term.fact) if term.fact else None
        if chain is None or term.value is None:
            yield Due(term.title, None, None, None, None, None, term)
            continue
        if not any(name in known.given or name in known.days for name in known.vocabulary.family(chain.date_fact)):
            yield Due(term.title, None, None, None, chain.date_fact, None, term)
            continue
        days = known_days(known.vocabulary, chain.date_fact, known)
        assert days is not None
        reached = [_over_on(known.vocabulary, chain, day, term.value) for day in days]
        earliest, latest = min(reached), max(reached)
        passed = True if latest <= known.on else False if earliest > known.on else None
        yield Due(
            term.title,
            on=earliest if earliest == latest else None,
            earliest=earliest,
            latest=latest,
            ask=None if earliest == latest else chain.date_fact,
            passed=passed,
            term=term,
        )
