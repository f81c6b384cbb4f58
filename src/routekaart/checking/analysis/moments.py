"""One student at several moments, on real days: turns the cells along a way into dates and ages that fit together.

Along the ways, ages and terms are independent numbers. Here they become counts from one date again: for each date, a
range of days is kept that fits every moment so far, and each moment gets a day on which all counts fit.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from routekaart.checking.analysis.moves import Moves
from routekaart.checking.analysis.proving import decided
from routekaart.checking.analysis.subject import Subject
from routekaart.deciding.decision import Decision
from routekaart.deciding.witnessing import value_in
from routekaart.diagnostics.witness import Witness
from routekaart.foresight.outlook import DateRange
from routekaart.foundation.dates import EARLIEST, first_day
from routekaart.foundation.frozen import frozen
from routekaart.logic.budget import current
from routekaart.logic.date_ranges import date_domain, days_between
from routekaart.logic.diagram import NOBODY, Node
from routekaart.model.condition import Value

AxisCells = tuple[int | None, ...]
"""For each axis the cell that a student is in; None if it may be any cell."""

_TRY = 2_000
"""The work that is counted for deciding about one moment on one day."""

_MOST_DAYS = 40
"""The most later reference dates that are tried for one moment."""


@dataclass(frozen=True)
class Moment:
    """A student at a step, in cells, with a requirement on the decision.

    Attributes:
        members: for each period of the parameters, the set to which the named facts must show that the student belongs.
    """

    step_id: str
    cells: AxisCells
    members: Sequence[Node]
    holds: Callable[[Decision], bool]


@dataclass(frozen=True)
class _Day:
    """A moment on a reference date, with the range of each date."""

    moment: Moment
    on: date
    ranges: Mapping[str, DateRange] = field(default_factory=dict)


def as_one_student(subject: Subject, moves: Moves, moments: Sequence[Moment]) -> Witness | None:
    """The moments as one student, each replayed through `decide`; None when no such student was found."""
    return _Calendar(subject, moves).student(moments)


def holds_for(subject: Subject, witness: Witness, holds: Callable[[Decision], bool]) -> bool:
    """Whether a requirement really holds for the decision for a witness."""
    decision = decided(subject, witness)
    return decision is not None and holds(decision)


class _Calendar:
    """Looks for days on which moments can be one student."""

    def __init__(self, subject: Subject, moves: Moves) -> None:
        self._subject = subject
        self._moves = moves
        self._vocabulary = subject.route.vocabulary
        self._roots = [self._vocabulary.root_date(axis.fact.name) for axis in moves.axes]

    def student(self, moments: Sequence[Moment]) -> Witness | None:
        days = self._days(moments, ())
        if days is None:
            return None
        # The later moments may have narrowed a date that never changes, so all moments take its last range.
        final = days[-1].ranges
        witnesses = [self._witness(self._with_lasting(day, final)) for day in days]
        *before, last = witnesses
        return Witness(last.route, last.step_id, last.on, last.facts, tuple(before))

    def _days(self, moments: Sequence[Moment], before: tuple[_Day, ...]) -> tuple[_Day, ...] | None:
        if len(before) == len(moments):
            return before
        moment = moments[len(before)]
        for on in self._candidates(moment, before):
            current().spend(_TRY)
            day = self._on(moment, on, before)
            if day is not None and holds_for(self._subject, self._witness(day), moment.holds):
                found = self._days(moments, (*before, day))
                if found is not None:
                    return found
        return None

    def _candidates(self, moment: Moment, before: tuple[_Day, ...]) -> Iterator[date]:
        """The reference dates to try, most likely first: that of the moment before, and later days if students wait."""
        if before:
            yield before[-1].on
        if not before or self._moves.waits(moment.step_id):
            since = before[-1].on if before else EARLIEST
            known = self._kept(moment, before)
            fitting = [self._first_fitting(axis, moment, known) for axis in self._dated(moment)]
            days = [*(day for day in fitting if day), *self._subject.turning_days]
            later = dict.fromkeys(day for day in days if day > since)
            yield from list(later)[:_MOST_DAYS]

    def _dated(self, moment: Moment) -> list[int]:
        """The axes of counts and dates on which the student is in one cell."""
        axes = enumerate(self._moves.axes)
        return [
            position
            for position, axis in axes
            if moment.cells[position] is not None and self._vocabulary.facts[self._roots[position]].kind == "date"
        ]

    def _first_fitting(self, axis: int, moment: Moment, known: Mapping[str, DateRange]) -> date | None:
        """The first reference date on which a count can be in its cell, given the known range of its date."""
        span = known.get(self._roots[axis])
        if span is None:
            return None

        def has_come(on: date) -> bool:
            days = self._allowed(axis, moment, on)
            return days is not None and days[1] >= span[0]

        return first_day(has_come)

    def _on(self, moment: Moment, on: date, before: tuple[_Day, ...]) -> _Day | None:
        """The moment on a reference date; None when some date would have no day left."""
        ranges = dict(self._kept(moment, before))
        for axis in self._dated(moment):
            root = self._roots[axis]
            allowed = self._allowed(axis, moment, on)
            low, high = ranges.get(root, date_domain(self._vocabulary, root, on))
            if allowed is None or max(low, allowed[0]) > min(high, allowed[1]):
                return None
            ranges[root] = max(low, allowed[0]), min(high, allowed[1])
        return _Day(moment, on, ranges)

    def _kept(self, moment: Moment, before: tuple[_Day, ...]) -> Mapping[str, DateRange]:
        """The ranges of the dates that still hold when a step is entered, or left after waiting."""
        if not before:
            return {}
        waited = self._moves.waits(moment.step_id)
        facts = self._vocabulary.facts
        return {
            root: span
            for root, span in before[-1].ranges.items()
            if facts[root].lifetime != "visit" and (facts[root].changes == "never" or not waited)
        }

    def _allowed(self, axis: int, moment: Moment, on: date) -> DateRange | None:
        """The range of days of a date for which the date, or a count from it, is in its cell; None if there is none."""
        cell, name = moment.cells[axis], self._moves.axes[axis].fact.name
        assert cell is not None
        low, high = self._moves.axes[axis].bounds(cell)
        first, last = date_domain(self._vocabulary, self._roots[axis], on)
        chain = self._vocabulary.date_chain(name)
        if chain is None:
            assert isinstance(low, date)
            assert isinstance(high, date)
            days: DateRange | None = low, high
        else:
            days = days_between(chain, on, low, high)
        if days is None or max(first, days[0]) > min(last, days[1]):
            return None
        return max(first, days[0]), min(last, days[1])

    def _with_lasting(self, day: _Day, final: Mapping[str, DateRange]) -> _Day:
        lasting = {
            root: final[root] if self._vocabulary.facts[root].changes == "never" and root in final else span
            for root, span in day.ranges.items()
        }
        return _Day(day.moment, day.on, lasting)

    def _witness(self, day: _Day) -> Witness:
        facts = {}
        for axis in self._named(day):
            name, cell = self._moves.axes[axis].fact.name, day.moment.cells[axis]
            assert cell is not None
            facts[name] = self._value(axis, cell, day)
        return Witness(self._subject.called, day.moment.step_id, day.on, frozen(facts))

    def _value(self, axis: int, cell: int, day: _Day) -> Value:
        root = self._roots[axis]
        if self._vocabulary.facts[root].kind != "date":
            return value_in(self._moves.axes[axis], 1 << cell)
        low, high = day.ranges[root]
        outermost = high == date_domain(self._vocabulary, root, day.on)[1]
        chosen = low if outermost else high
        chain = self._vocabulary.date_chain(self._moves.axes[axis].fact.name)
        return chain.read(chosen, day.on) if chain else chosen

    def _named(self, day: _Day) -> list[int]:
        """The facts to name: they prove that the student is a member on that day, whatever the other facts are."""
        moves = self._moves
        periods = [position for position, start in enumerate(moves.periods) if start <= day.on]
        members = day.moment.members[periods[-1] if periods else 0]
        kept = list(day.moment.cells)
        for axis in reversed(self._in_a_cell(kept)):
            fewer = [*kept[:axis], None, *kept[axis + 1 :]]
            alike = moves.diagrams.both(moves.diagrams.student(fewer), moves.everybody)
            if moves.diagrams.minus(alike, members) == NOBODY:
                kept = fewer
        return self._in_a_cell(kept)

    def _in_a_cell(self, cells: Sequence[int | None]) -> list[int]:
        """The axes on which a student is in one cell."""
        return [axis for axis, cell in enumerate(cells) if cell is not None]
