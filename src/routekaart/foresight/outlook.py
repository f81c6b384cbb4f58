"""The effect of time alone on a decision: the dates on which it changes, and why.

Nothing changes for the student except that days pass. A date stays as it is, so a given age becomes the days that the
birth date can be; and on every later day the decision is made anew. Only days on which a count passes a limit, or a
limit itself changes, need to be looked at.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property, partial
from heapq import merge
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from routekaart.deciding.decider import Decider
from routekaart.deciding.decision import Decision
from routekaart.deciding.everyday_answers import AnswersByDay, DayAnswer
from routekaart.deciding.surroundings import Surroundings
from routekaart.foresight.knowledge import Knowledge, knowledge_of
from routekaart.foundation.arguments import checked
from routekaart.foundation.dates import LATEST
from routekaart.foundation.errors import checked_language
from routekaart.foundation.language import Language, Text, text_dict
from routekaart.foundation.shapes import written_as
from routekaart.logic.date_roles import DateRoles
from routekaart.model.condition import parameters_in, tests_in
from routekaart.model.evaluation import holds
from routekaart.model.fact_problems import FactError, ReferenceDateError
from routekaart.model.fact_types import Elapsed
from routekaart.model.situation import Situation, read_reference_date
from routekaart.model.step import Step
from routekaart.model.vocabulary import DateChain, Vocabulary
from routekaart.model.wording import PHRASES, Wording, in_both_languages

if TYPE_CHECKING:
    from routekaart.foresight.foresight_dicts import ChangeDict

DateRange: TypeAlias = tuple[date, date]

_LAST_DATE = Text("laatste datum", "last date")


@written_as("routekaart.foresight.foresight_dicts:ChangeDict")
@dataclass(frozen=True)
class Change:
    """A later date on which the answer changes. `repr` shows only the answer: the day follows from facts.

    Attributes:
        on: the first day of the new answer.
        decision: the decision on that day, for the same student.
        because: what happens on that day, such as "leeftijd wordt 18 jaar".
    """

    on: date = field(repr=False)
    decision: Decision
    because: tuple[Text, ...] = field(repr=False)

    def answer(self, around: Surroundings, lang: Language) -> str:
        """The new answer in words: "naar P13 (18 of ouder)".

        Args:
            around: the surroundings of the route that decided (`route.surroundings`).

        Raises:
            WrongTypeError: an argument is of another type.
            WrongValueError: `lang` is not "nl" or "en".
        """
        around, lang = checked("around", around, Surroundings), checked_language(lang)
        return around.answer(self.decision.step_id, self.decision).in_language(lang)

    def to_dict(self) -> "ChangeDict":
        """The change as plain JSON-ready values, in a form that stays the same (`format_version`)."""
        return {
            "format": "routekaart.change",
            "format_version": 1,
            "on": self.on.isoformat(),
            "outcome": self.decision.outcome,
            "target": self.decision.target,
            "possible": list(self.decision.possible),
            "missing": list(self.decision.missing),
            "because": [text_dict(text) for text in self.because],
        }


def first_change(decider: Decider, step: Step, now: DayAnswer, known: Situation) -> date | None:
    """The first later date on which a student who now gets the answer `now` gets another one; None if there is none."""
    knowledge = knowledge_of(decider.grids, known)
    return next(_Ahead(decider, step, knowledge).days_of_change(known.on, LATEST, now), None)


def first_change_as_known(decider: Decider, step: Step, knowledge: Knowledge, known: Situation) -> date | None:
    """The same as `first_change`, if more is known of later days (`knowledge`) than the situation shows."""
    return next(_Ahead(decider, step, knowledge).days_of_change(known.on, LATEST), None)


def changes(decider: Decider, step: Step, knowledge: Knowledge, on: date, until: date) -> Iterator[Change]:
    """Each date after `on`, up to and including `until`, on which the answer at a step changes.

    Raises:
        FactError: no student can be like this on the first date.
    """
    knowledge.on(on)
    days, ahead = knowledge.days(), _Ahead(decider, step, knowledge)
    for day in ahead.days_of_change(on, until):
        because = tuple(_events(decider.grids.vocabulary, step, days, day)) or (PHRASES["may_have_changed"],)
        yield Change(day, ahead.decide(day), because)


class _Ahead:
    """One student at one step, as time passes."""

    def __init__(self, decider: Decider, step: Step, knowledge: Knowledge) -> None:
        self._decider = decider
        self._step = step
        self._knowledge = knowledge

    @cached_property
    def _apart(self) -> Decider:
        """A decider with its own caches, for days that follow from what is known of this student."""
        return self._decider.apart()

    def decide(self, day: date) -> Decision:
        """The decision on a later day, made in full.

        Raises:
            FactError: no student can be like this any more.
        """
        known = replace(self._knowledge, grids=self._apart.grids).on(day)
        return self._apart.decide_known(self._step, known)

    def days_of_change(self, on: date, until: date, before: DayAnswer | None = None) -> Iterator[date]:
        """Each date after `on`, up to and including `until`, on which the answer changes.

        Args:
            before: the answer on `on`; looked up if it is not given.
        """
        # Not kept in an attribute: the student would live on until garbage is collected.
        answer_on = self._answers()
        for day in days_ahead(self._knowledge, lambda start: self._decider.grid(self._step, start).dates, on, until):
            before = before or answer_on(on)
            answer = answer_on(day)
            if answer is not None and answer != before:
                before = answer
                yield day

    def _answers(self) -> AnswersByDay:
        """Return a function for the answer on a day, or None if no student can be like this on it, for good or not."""
        if self._knowledge.followed:
            # Whether a given fact still holds depends on what else was known then.
            return self._answer_in_full
        return self._decider.answers.of(self._step, self._knowledge.known, self._answer_in_full)

    def _answer_in_full(self, day: date) -> DayAnswer | None:
        try:
            decision = self.decide(day)
        except FactError:
            return None
        return decision.outcome, decision.target, decision.possible


def last_day(until: date | str | None, on: date) -> date:
    """The last day to look at, on or after the reference date; without one, the last of the calendar.

    Raises:
        ReferenceDateError: it is not a date, or lies before the reference date.
    """
    last = read_reference_date(until, _LAST_DATE, "until")
    if last is not None and last < on:
        raise ReferenceDateError(
            Text(
                f"{_LAST_DATE.nl}: verwacht wordt een datum op of na de peildatum",
                f"{_LAST_DATE.en}: expected a date on or after the reference date",
            ),
            where=("until",),
        )
    return last or LATEST


def days_ahead(knowledge: Knowledge, dates_from: Callable[[date], DateRoles], on: date, until: date) -> Iterator[date]:
    """Every later day on which an answer that depends on some conditions can differ from the day before, in order.

    Args:
        dates_from: returns the dates in the cells of the conditions, for the limits from a day on.
    """
    days = _days_of_other_cells(knowledge.grids.vocabulary, dates_from, knowledge.days(), on, until)
    return chain(_day_after_telling(knowledge, on, until), days)


def _day_after_telling(knowledge: Knowledge, on: date, until: date) -> Iterator[date]:
    """Tomorrow, if a fact was given today that time can change from tomorrow on."""
    vocabulary, tomorrow = knowledge.grids.vocabulary, on + timedelta(days=1)
    told_today = (name for name, told in knowledge.followed.items() if told.on == on)
    if tomorrow <= until and any(vocabulary.depends_on_time(name) for name in told_today):
        yield tomorrow


def days_to_look(decider: Decider, step: Step, days: Mapping[str, DateRange], on: date, until: date) -> Iterator[date]:
    """Every later day on which the cells of a student, or the limits, can differ from the day before, in order.

    Args:
        days: for each date that is known, at least in part, the days to count from.
    """
    return _days_of_other_cells(
        decider.grids.vocabulary, lambda start: decider.grid(step, start).dates, days, on, until
    )


def _days_of_other_cells(
    vocabulary: Vocabulary,
    dates_from: Callable[[date], DateRoles],
    days: Mapping[str, DateRange],
    on: date,
    until: date,
) -> Iterator[date]:
    """The same for any conditions.

    Args:
        dates_from: returns the dates in the cells of the conditions, for the limits from a day on.
    """
    starts = [start for start in vocabulary.periods()[1:] if on < start <= until]
    for position, start in enumerate([on, *starts]):
        last = starts[position] - timedelta(days=1) if position < len(starts) else until
        dates = dates_from(start)
        found: list[Iterable[date]] = [dates.turning_days] if dates.turning_days else []
        for name, counts in dates.turns.items():
            ends = set(days.get(name, ()))
            found += (_days_of_turns(count, turns, day, start) for day in ends for count, turns in counts)
            if len(ends) != 1:
                found.append(dates.days_of_new_order(name, max(on, start), last))
        if start > on:
            yield start
        before = start
        # Most answers change soon: a day that lies further away is not looked for until it is needed.
        for day in merge(*found) if len(found) > 1 else chain(*found):
            if day > last:
                break
            if day > before:
                yield day
                before = day


def _days_of_turns(count: DateChain, turns: Sequence[int], day: date, after: date) -> Iterator[date]:
    """The reference dates after a given one on which a count from a day reaches a turn, in order."""
    now = count.read(day, after)
    assert isinstance(now, int)
    if count.rising:
        to_come = [turn - 1 for turn in reversed(turns) if turn <= now]
    else:
        to_come = [turn for turn in turns if turn > now]
    return filter(None, (count.reached_on(day, limit) for limit in to_come))


def _events(vocabulary: Vocabulary, step: Step, days: Mapping[str, DateRange], day: date) -> Iterator[Text]:
    """The changes on a day that some condition of a step depends on, in words."""
    before = day - timedelta(days=1)
    limits, old_limits = vocabulary.parameter_values(day), vocabulary.parameter_values(before)
    conditions = vocabulary.resting_on(step.guards)
    said = partial(in_both_languages, vocabulary.facts, vocabulary.parameters)
    told: dict[Text, None] = {}
    for test in (test for condition in conditions for test in tests_in(condition)):
        count = vocabulary.date_chain(test.fact)
        if count is not None and count.date_fact in days and any(isinstance(one, Elapsed) for one in count.steps):
            turns = dict.fromkeys((count.read(root, before), count.read(root, day)) for root in days[count.date_fact])
            for old, new in turns:
                if holds(test, old, limits) != holds(test, new, limits):
                    told[said(partial(Wording.becoming, name=test.fact, value=new, maybe=len(turns) > 1))] = None
    for name in dict.fromkeys(name for condition in conditions for name in parameters_in(condition)):
        if limits[name] != old_limits[name]:
            told[said(partial(Wording.limit_becoming, name=name, value=limits[name]))] = None
    yield from told
