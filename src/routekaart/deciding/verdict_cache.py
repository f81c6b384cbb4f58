"""Verdicts that have been given before, found again by the cells of the facts.

This is the quick way to the same answer. A student whose facts lie in the same cells as those of an earlier one gets
the verdict of that one; only who is new in some way is decided about in full (`decider`). `logic.codes` says which
students are alike. Verdicts hold no facts of a student. Of the values that were met the codes hold whole numbers only:
no date, and no text but what the route or the format names.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from functools import partial
from typing import TypeAlias

from routekaart.deciding.decision import Decide, Decision, decide_by_codes, decision_of
from routekaart.deciding.verdict import Verdict
from routekaart.logic.code_tables import NoCode
from routekaart.logic.codes import Codes, codes_of
from routekaart.logic.grid_cache import GridCache
from routekaart.model.situation import UnknownFacts, read_reference_date
from routekaart.model.step import Step
from routekaart.model.vocabulary import Vocabulary

_MOST_VERDICTS = 4096
"""The number of kinds of students that are kept for one step on one reference date."""
_WORTH_WHILE = 4
"""The number of times that a step is asked for on one reference date before a cache is made for it."""
_MOST_PLACES = 256
"""The number of caches that are kept, each for one step on one reference date."""

QuickWays: TypeAlias = dict[UnknownFacts, dict[date | str | None, dict[str, Decide]]]
"""The quick ways to decide, by the treatment of unknown facts, the reference date, and the step."""
_Place: TypeAlias = tuple[UnknownFacts, date | str | None, str]
InFull: TypeAlias = Callable[[Step, date | None, UnknownFacts, Mapping[str, object]], Decision]


class VerdictCaches:
    """The caches of one route, for each step and reference date that is asked for often. Safe to share by threads."""

    def __init__(self, grids: GridCache, timeless: GridCache, in_full: InFull, quick_ways: QuickWays) -> None:
        """For the facts of a route, with time and without, and the way to decide in full.

        Args:
            quick_ways: where the quick way of each cache is put.
        """
        self._grids = grids
        self._timeless = timeless
        self._in_full = in_full
        self._quick_ways = quick_ways
        self._asked: dict[_Place, int] = {}
        self._caches: dict[_Place, VerdictCache] = {}
        self._made = 0

    def at(self, step: Step, written: date | str | None, unknown_facts: UnknownFacts) -> Decide:
        """How to decide at a step on a reference date, or without one.

        The first times in full: to make a cache takes as long as some ten decisions.

        Args:
            written: the reference date as it was given: a text or date of Python itself, which equals nothing else.

        Raises:
            ReferenceDateError: it is not a date.
        """
        cache = self._caches.get((unknown_facts, written, step.id))
        if cache is not None:
            return cache.decide
        on = read_reference_date(written)
        place = unknown_facts, on, step.id
        in_full = partial(self._in_full, step, on, unknown_facts)
        if place not in self._caches and not self._is_worth_while(place):
            return in_full
        if self._made >= _MOST_PLACES:
            self._forget()
        cache = self._caches.get(place) or self._new_cache(step, on, unknown_facts, in_full)
        # Other ways to write a day are not kept: there is no end to those.
        days: set[date | str | None] = {on} if on is None else {on, on.isoformat()}
        if type(written) is datetime:
            days.add(written)
        for day in days:
            self._caches[unknown_facts, day, step.id] = cache
            self._quick_ways[unknown_facts].setdefault(day, {})[step.id] = cache.quick_way
        return cache.decide

    def _is_worth_while(self, place: _Place) -> bool:
        asked = self._asked.get(place, 0) + 1
        if len(self._asked) >= _MOST_PLACES:
            self._asked.clear()
        self._asked[place] = asked
        return asked >= _WORTH_WHILE

    def _forget(self) -> None:
        self._made = 0
        self._caches.clear()
        for ways in self._quick_ways.values():
            ways.clear()

    def _new_cache(self, step: Step, on: date | None, unknown_facts: UnknownFacts, in_full: Decide) -> "VerdictCache":
        self._made += 1
        vocabulary = self._grids.vocabulary
        grids, days = (self._timeless, vocabulary.periods()) if on is None else (self._grids, (on,))
        codes = codes_of(grids, vocabulary, step.guards, days)
        return VerdictCache(in_full, codes, CountsOfDates(vocabulary, on), vocabulary.facts, unknown_facts)


class CountsOfDates:
    """Facts that are counted from a date: whether an age that is given beside a birth date is the age that it gives."""

    def __init__(self, vocabulary: Vocabulary, on: date | None) -> None:
        """The counts on a reference date; without one, nothing is known to agree."""
        self._on = on
        families = ((name, vocabulary.family(name)) for name in vocabulary.facts)
        self._roots = {name: vocabulary.root_date(name) for name, family in families if len(family) > 1}
        self._chains = {name: chain for name in self._roots if (chain := vocabulary.date_chain(name))}

    def agree(self, facts: Mapping[str, object]) -> bool | None:
        """Whether the facts of one date agree, as far as that is easily seen.

        Returns:
            None when no two do, so that each of them may be looked at by itself.
        """
        given = [name for name, value in facts.items() if value is not None and name in self._roots]
        if len({self._roots[name] for name in given}) == len(given):
            return None
        return self._on is not None and all(self._is_what_follows(name, facts, self._on) for name in given)

    def _is_what_follows(self, name: str, facts: Mapping[str, object], on: date) -> bool:
        day, value = facts.get(self._roots[name]), facts[name]
        if type(day) is not date:
            return False
        chain = self._chains.get(name)
        return chain is None or (type(value) in (int, date) and chain.read(day, on) == value)


class VerdictCache:
    """The verdicts that were given at one step on one reference date, by the sum of the codes of the facts.

    Attributes:
        quick_way: decides about who is like an earlier student; raises an error of any kind about others.
    """

    def __init__(
        self, in_full: Decide, codes: Codes, counts: CountsOfDates, known: Collection[str], unknown_facts: UnknownFacts
    ) -> None:
        """A cache without verdicts.

        Args:
            known: the names that the route knows.
        """
        self._in_full = in_full
        self._codes = codes
        self._counts = counts
        self._known = known
        self._ignores = unknown_facts == "ignore"
        self._verdicts: dict[int, Verdict] = {}
        # Apart, because in these cells lie others too, of whom an age does not fit the birth date.
        self._agreeing: dict[int, Verdict] = {}
        self._by_what_matters: dict[int, Verdict] = {}
        self._accepted_besides: set[int] = set()
        quick = decide_by_codes(codes.yes, codes.no, codes.whole, codes.other, self._verdicts)
        self.quick_way = self._ignoring(quick) if self._ignores else quick

    def decide(self, facts: Mapping[str, object]) -> Decision:
        """The decision that deciding in full gives. The verdict is kept, where the facts have codes.

        Raises:
            FactError: the facts cannot be used.
        """
        agree = self._counts.agree(facts)
        if agree is False or not (self._ignores or all(name in self._known for name in facts)):
            return self._in_full(facts)
        state = self._state(facts)
        if state is None:
            return self._in_full(facts)
        kept = self._verdicts if agree is None else self._agreeing
        return decision_of(kept.get(state) or self._new_verdict(facts, state, kept), dict(facts))

    def _state(self, facts: Mapping[str, object]) -> int | None:
        try:
            return self._codes.sum_of(facts)
        except NoCode:
            return None

    def _new_verdict(self, facts: Mapping[str, object], state: int, kept: dict[int, Verdict]) -> Verdict:
        """The verdict of a sum that was not met before: that of another one, where all that matters is the same."""
        mattering = state & self._codes.mattering
        verdict = self._by_what_matters.get(mattering)
        if verdict is None or state - mattering not in self._accepted_besides:
            verdict = self._in_full(facts).verdict
        if len(kept) >= _MOST_VERDICTS:
            kept.clear()
            self._by_what_matters.clear()
            self._accepted_besides.clear()
        self._by_what_matters[mattering] = kept[state] = verdict
        self._accepted_besides.add(state - mattering)
        return verdict

    def _ignoring(self, decide: Decide) -> Decide:
        """The same, for facts of which the route does not know every name."""
        known = frozenset(self._known)

        def ignoring(facts: Mapping[str, object]) -> Decision:
            if facts.keys() <= known:
                return decide(facts)
            return decide({name: value for name, value in facts.items() if name in known})

        return ignoring
