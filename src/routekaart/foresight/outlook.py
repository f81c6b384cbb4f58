"""The effect of time alone on a decision: the dates on which it changes, and why.

Nothing of the student changes but that days pass. A date stays what it is, so an age that was given becomes what the
birth date can be; and on every later day the decision is made anew. Only days on which a count passes a limit, or a
limit itself changes, need to be looked at.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from routekaart.deciding.decider import Decider
from routekaart.deciding.decision import Decision
from routekaart.deciding.outcome_words import outcome_text
from routekaart.deciding.surroundings import Surroundings
from routekaart.foresight.knowledge import Knowledge, knowledge_of
from routekaart.foresight.skipped_counts import days_of_skipped_counts
from routekaart.foundation.arguments import checked
from routekaart.foundation.dates import LATEST, first_day
from routekaart.foundation.errors import checked_language
from routekaart.foundation.language import Language, Text, text_dict
from routekaart.foundation.shapes import written_as
from routekaart.logic.grid_cache import GridCache
from routekaart.model.condition import Value, parameters_in, tests_in
from routekaart.model.evaluation import holds
from routekaart.model.fact_problems import FactError, ReferenceDateError
from routekaart.model.facts import Elapsed
from routekaart.model.situation import Situation, read_reference_date
from routekaart.model.step import Step
from routekaart.model.vocabulary import DateChain, Vocabulary
from routekaart.model.wording import Wording, in_both_languages

if TYPE_CHECKING:
    from routekaart.foresight.foresight_dicts import ChangeDict

DateRange: TypeAlias = tuple[date, date]

_DAY = timedelta(days=1)
_LAST_DATE = Text("laatste datum", "last date")
_MAY_HAVE_CHANGED = Text("wat verteld is, kan door de tijd anders zijn", "what was told may be otherwise by now")


@written_as("routekaart.foresight.foresight_dicts:ChangeDict")
@dataclass(frozen=True)
class Change:
    """A later date on which the answer becomes another one. `repr` shows only the answer: the day follows from facts.

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
        decision = self.decision
        text = outcome_text(
            decision.outcome,
            "answer",
            step=around.named(decision.step_id),
            target=around.named(decision.target) if decision.target else None,
            possible=decision.possible,
            missing=decision.missing,
        )
        return text.in_language(lang)

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


def first_change(decider: Decider, step: Step, known: Situation) -> date | None:
    """The first later date on which the decision for a student would be otherwise."""
    return first_change_as_known(decider, step, knowledge_of(decider.grids, known), known)


def first_change_as_known(decider: Decider, step: Step, knowledge: Knowledge, known: Situation) -> date | None:
    """The same, when more is known of later days than what is known on this one says."""
    change = next(changes(decider, step, knowledge, known.on, LATEST), None)
    return change.on if change else None


def changes(decider: Decider, step: Step, knowledge: Knowledge, on: date, until: date) -> Iterator[Change]:
    """Each date after `on`, up to and including `until`, on which the answer at a step changes."""
    days = knowledge.days()
    before = _answer(decider.decide_known(step, knowledge.on(on)))
    ahead = decider.apart()
    later = replace(knowledge, grids=ahead.grids)
    ahead_of_us = days_to_look(decider.grids, step, days, on, until), _day_after_telling(knowledge, on, until)
    for day, _ in groupby(merge(*ahead_of_us)):
        try:
            decision = ahead.decide_known(step, later.on(day))
        except FactError:
            # Nobody can be like this on that day: someone of whom the age would pass its maximum, or for a while.
            continue
        if _answer(decision) != before:
            before = _answer(decision)
            yield Change(
                day, decision, tuple(_events(decider.grids.vocabulary, step, days, day)) or (_MAY_HAVE_CHANGED,)
            )


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


def _day_after_telling(knowledge: Knowledge, on: date, until: date) -> Iterator[date]:
    """Tomorrow, when something was told today that time can change from tomorrow on."""
    vocabulary, tomorrow = knowledge.grids.vocabulary, on + timedelta(days=1)
    told_today = (name for name, told in knowledge.followed.items() if told.on == on)
    if tomorrow <= until and any(vocabulary.depends_on_time(name) for name in told_today):
        yield tomorrow


def _answer(decision: Decision) -> tuple[object, ...]:
    return decision.outcome, decision.target, decision.possible


def days_to_look(grids: GridCache, step: Step, days: Mapping[str, DateRange], on: date, until: date) -> Iterator[date]:
    """Every later day on which the cells of a student, or the limits, can be others than the day before.

    Args:
        days: for each date that is known, at least in part, the days to count from.
    """
    starts = [start for start in grids.vocabulary.periods()[1:] if on < start <= until]
    for position, start in enumerate([on, *starts]):
        end = starts[position] if position < len(starts) else until + timedelta(days=1) if until < LATEST else LATEST
        grid = grids.grid(step.guards, start, {})
        found = {start, *grid.dates.turning_days}
        skipped: list[Iterator[date]] = []
        for axis in grid.axes:
            if axis.fact.kind == "date":
                for chain, limit in grid.dates.limits_of(axis.fact.name):
                    for day in set(days.get(axis.fact.name, ())):
                        found.update(_passing_days(chain, day, limit))
                known = days.get(axis.fact.name)
                skipped.append(days_of_skipped_counts(grid.dates, axis.fact.name, known, max(on, start), end - _DAY))
        yield from merge(sorted(day for day in found if on < day and start <= day < end), *skipped)


def _passing_days(chain: DateChain, day: date, limit: Value) -> Iterator[date]:
    """The reference dates on which a count from a day reaches a limit, and on which it passes it."""
    reached = chain.reached_on(day, limit)
    passed = first_day(lambda on: reached is not None and on >= reached and chain.read(day, on) != limit)
    yield from (found for found in (reached, passed) if found is not None)


def _events(vocabulary: Vocabulary, step: Step, days: Mapping[str, DateRange], day: date) -> Iterator[Text]:
    """What happens on a day that some condition of a step looks at."""
    before = day - timedelta(days=1)
    limits, old_limits = vocabulary.parameter_values(day), vocabulary.parameter_values(before)
    conditions = vocabulary.resting_on(step.guards)
    said = partial(in_both_languages, vocabulary.facts, vocabulary.parameters)
    told: dict[Text, None] = {}
    for test in (test for condition in conditions for test in tests_in(condition)):
        chain = vocabulary.date_chain(test.fact)
        if chain is not None and chain.date_fact in days and any(isinstance(one, Elapsed) for one in chain.steps):
            turns = dict.fromkeys((chain.read(root, before), chain.read(root, day)) for root in days[chain.date_fact])
            for old, new in turns:
                if holds(test, old, limits) != holds(test, new, limits):
                    told[said(partial(Wording.becoming, name=test.fact, value=new, maybe=len(turns) > 1))] = None
    for name in dict.fromkeys(name for condition in conditions for name in parameters_in(condition)):
        if limits[name] != old_limits[name]:
            told[said(partial(Wording.limit_becoming, name=name, value=limits[name]))] = None
    yield from told
