"""A cache of what was found about earlier students, by the cells of their facts.

This is the quick way to the same answer. A student whose facts lie in the same cells as those of an earlier student
gets the same verdict and duties; only a student who is unlike all earlier ones is examined in full (`decider`,
`duties`). `logic.codes` defines which students are alike. What is kept has no facts of a student. Of the values that
were met, the
codes keep whole numbers only: no date, and no text except those that the route or the format names.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from typing import Generic, TypeAlias, TypeVar

from routekaart.deciding.decision import Decide, Decision, decide_by_codes, decision_of
from routekaart.deciding.duties import Duties
from routekaart.deciding.verdict import Verdict
from routekaart.logic.code_tables import NoCode
from routekaart.logic.codes import Codes, StepCodes, connected
from routekaart.logic.grid_cache import GridCache
from routekaart.model.situation import UnknownFacts, read_reference_date
from routekaart.model.step import Step
from routekaart.model.vocabulary import Vocabulary

_MOST_KINDS = 4096
"""The number of kinds of students that are kept for one step on one reference date."""
_WORTH_WHILE = 4
"""The number of times that a step is asked for on one reference date before anything is kept for it."""
_MOST_PLACES = 256
"""The number of combinations of a step and a reference date for which something is kept."""

QuickWays: TypeAlias = dict[UnknownFacts, dict[date | str | None, dict[str, Decide]]]
"""The quick ways to decide, by the treatment of unknown facts, the reference date, and the step."""
Facts: TypeAlias = Mapping[str, object]
_Place: TypeAlias = tuple[UnknownFacts, date | str | None, str]
_Found = TypeVar("_Found")
InFull: TypeAlias = Callable[[Step, date | None, UnknownFacts, Facts], _Found]
"""Finds something without looking at earlier students."""


class KeptByCells:
    """What was found about students of one route, by step and reference date. Safe to share between threads."""

    def __init__(
        self,
        grids: GridCache,
        timeless: GridCache,
        decide: InFull[Decision],
        duties: InFull[Duties],
        quick_ways: QuickWays,
    ) -> None:
        """A cache for the facts of a route, with time and without, and for the functions that find everything in full.

        Args:
            quick_ways: gets the quick way to decide for each step on a reference date.
        """
        self._grids = grids
        self._timeless = timeless
        self._decide = decide
        self._duties = duties
        self._quick_ways = quick_ways
        self._asked: dict[_Place, int] = {}
        self._places: dict[_Place, AtOnePlace] = {}
        self._made = 0
        self._cells: dict[tuple[str, bool], StepCells] = {}
        self._counts = CountsOfDates(grids.vocabulary)

    def decide(self, step: Step, written: date | str | None, unknown_facts: UnknownFacts, facts: Facts) -> Decision:
        """Return the same decision as deciding in full.

        Args:
            written: the reference date as it was given: a text or date of Python itself, which equals nothing else.

        Raises:
            FactError: the facts cannot be used.
            ReferenceDateError: it is not a date, or one is needed.
        """
        on, kept = self._at(step, written, unknown_facts)
        in_full = partial(self._decide, step, on, unknown_facts, facts)
        kind = None if kept is None else kept.kind_of(facts)
        if kept is None or kind is None:
            return in_full()
        return decision_of(kept.verdicts.of(kind, lambda: in_full().verdict), dict(facts))

    def duties(self, step: Step, written: date | str | None, unknown_facts: UnknownFacts, facts: Facts) -> Duties:
        """Return the same duties as finding them in full."""
        on, kept = self._at(step, written, unknown_facts)
        in_full = partial(self._duties, step, on, unknown_facts, facts)
        kind = None if kept is None else kept.kind_of(facts)
        return in_full() if kept is None or kind is None else kept.duties.of(kind, in_full)

    def _at(
        self, step: Step, written: date | str | None, unknown_facts: UnknownFacts
    ) -> "tuple[date | None, AtOnePlace | None]":
        """The reference date and the cache for a step on it; None for the cache while it costs more than it saves."""
        kept = self._places.get((unknown_facts, written, step.id))
        if kept is not None:
            return kept.on, kept
        on = read_reference_date(written)
        place = unknown_facts, on, step.id
        if place not in self._places and not self._is_worth_while(place):
            return on, None
        if self._made >= _MOST_PLACES:
            self._forget()
        kept = self._places.get(place) or self._new_place(step, on, unknown_facts)
        # Other ways to write a day are not kept: there is no end to their number.
        days: set[date | str | None] = {on} if on is None else {on, on.isoformat()}
        if type(written) is datetime:
            days.add(written)
        for day in days:
            self._places[unknown_facts, day, step.id] = kept
            self._quick_ways[unknown_facts].setdefault(day, {})[step.id] = kept.quick_way
        return on, kept

    def _is_worth_while(self, place: _Place) -> bool:
        asked = self._asked.get(place, 0) + 1
        if len(self._asked) >= _MOST_PLACES:
            self._asked.clear()
        self._asked[place] = asked
        return asked >= _WORTH_WHILE

    def _forget(self) -> None:
        self._made = 0
        self._places.clear()
        for ways in self._quick_ways.values():
            ways.clear()

    def _new_place(self, step: Step, on: date | None, unknown_facts: UnknownFacts) -> "AtOnePlace":
        self._made += 1
        vocabulary = self._grids.vocabulary
        kind = step.id, on is None
        cells = self._cells.get(kind)
        if cells is None:
            cells = self._cells[kind] = StepCells(step, self._timeless if on is None else self._grids, vocabulary)
        codes = cells.codes.on(vocabulary.periods() if on is None else (on,))
        verdicts, duties = (codes.bits_of(names) for names in (cells.deciding, cells.acting))
        return AtOnePlace(on, codes, self._counts, Kinds(verdicts), Kinds(duties), unknown_facts)


class StepCells:
    """The cells of a step, with a reference date or without one.

    Attributes:
        codes: the codes of all facts, for the guards and the conditions of duties.
        deciding, acting: the facts that matter to the decision, and to the duties.
    """

    def __init__(self, step: Step, grids: GridCache, dated: Vocabulary) -> None:
        """The cells of a step; `dated` has the same facts as `grids`, including counts off dates."""
        duties = tuple(part.when for part in step.duty_parts)
        self.codes = StepCodes(grids, dated, (*step.guards, *duties))
        self.deciding, self.acting = connected(dated, step.guards), connected(dated, duties)


class CountsOfDates:
    """Whether facts that are counted from the same date agree, such as a given age and a given birth date."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        families = ((name, vocabulary.family(name)) for name in vocabulary.facts)
        self._roots = {name: vocabulary.root_date(name) for name, family in families if len(family) > 1}
        self._chains = {name: chain for name in self._roots if (chain := vocabulary.date_chain(name))}

    def agree(self, facts: Mapping[str, object], on: date | None) -> bool | None:
        """Whether the given facts of one date agree on a reference date, if that is easily seen; False without a date.

        Returns:
            None if no two of them have the same date, so that each may be looked at by itself.
        """
        given = [name for name, value in facts.items() if value is not None and name in self._roots]
        if len({self._roots[name] for name in given}) == len(given):
            return None
        return on is not None and all(self._is_what_follows(name, facts, on) for name in given)

    def _is_what_follows(self, name: str, facts: Mapping[str, object], on: date) -> bool:
        day, value = facts.get(self._roots[name]), facts[name]
        if type(day) is not date:
            return False
        chain = self._chains.get(name)
        return chain is None or (type(value) in (int, date) and chain.read(day, on) == value)


class AtOnePlace:
    """The cache of what was found about students at one step on one reference date.

    Attributes:
        verdicts, duties: what was found, by kind.
        quick_way: decides about a student who is like an earlier one; raises an error of any kind about others.
    """

    def __init__(
        self,
        on: date | None,
        codes: Codes,
        counts: CountsOfDates,
        verdicts: "Kinds[Verdict]",
        duties: "Kinds[Duties]",
        unknown_facts: UnknownFacts,
    ) -> None:
        """A cache that puts what is found into `verdicts` and `duties`."""
        self.on = on
        self.verdicts = verdicts
        self.duties = duties
        self._codes = codes
        self._counts = counts
        self._known = codes.whole.keys()
        self._ignores = unknown_facts == "ignore"
        quick = decide_by_codes(codes.yes, codes.no, codes.whole, codes.other, verdicts.found)
        self.quick_way = self._ignoring(quick) if self._ignores else quick

    def kind_of(self, facts: Facts) -> int | None:
        """The kind of student: the sum of the codes of the facts; None when they have to be read with care."""
        agree = self._counts.agree(facts, self.on)
        if agree is False or not (self._ignores or all(name in self._known for name in facts)):
            return None
        try:
            found = self._codes.sum_of(facts)
        except NoCode:
            return None
        # Kept apart: the same cells can also have students whose age does not fit the birth date.
        return found | self._codes.beyond if agree else found

    def _ignoring(self, decide: Decide) -> Decide:
        """The same decider, for facts whose names the route does not all know."""
        known = self._known

        def ignoring(facts: Facts) -> Decision:
            if facts.keys() <= known:
                return decide(facts)
            return decide({name: value for name, value in facts.items() if name in known})

        return ignoring


class Kinds(Generic[_Found]):
    """A cache of what was found about each kind of student.

    Attributes:
        found: what was found, by kind.
    """

    def __init__(self, mattering: int) -> None:
        """An empty cache; `mattering` has the bits of a kind that the result depends on."""
        self.found: dict[int, _Found] = {}
        self._mattering = mattering
        self._by_what_matters: dict[int, _Found] = {}
        self._accepted_besides: set[int] = set()

    def of(self, kind: int, find: Callable[[], _Found]) -> _Found:
        """What was found about a kind; for a new one, what was found about a kind that is the same in what matters."""
        kept = self.found.get(kind)
        return self._new(kind, find) if kept is None else kept

    def _new(self, kind: int, find: Callable[[], _Found]) -> _Found:
        mattering = kind & self._mattering
        found = self._by_what_matters.get(mattering)
        if found is None or kind - mattering not in self._accepted_besides:
            found = find()
        if len(self.found) >= _MOST_KINDS:
            self.found.clear()
            self._by_what_matters.clear()
            self._accepted_besides.clear()
        self._by_what_matters[mattering] = self.found[kind] = found
        self._accepted_besides.add(kind - mattering)
        return found
