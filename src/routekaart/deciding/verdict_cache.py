"""Verdicts that have been given before, found again by the cells of the facts.

This is the quick way to the same answer. A student whose facts lie in the same cells as those of an earlier one gets
the verdict that was made for that one; only who is new in some way is decided about in full (`deciding`). Which
students are alike is said by `logic.codes`. Verdicts hold no facts of a student. Of the values that were met the codes
hold whole numbers only: no date, and no text but what the route or the format names.
"""

from collections.abc import Callable, Container, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any, TypeAlias, TypeVar

from routekaart.deciding.decision import Decision, Verdict, decision_of
from routekaart.logic.codes import Codes, NoCode, codes_of
from routekaart.logic.grids import Grids
from routekaart.model.situation import UnknownFacts
from routekaart.model.step import Step
from routekaart.model.vocabulary import Vocabulary

Entry = TypeVar("Entry")
Decide: TypeAlias = Callable[[Mapping[str, object]], Decision]

_MOST_VERDICTS = 4096
"""So many kinds of students are kept for one step on one reference date."""
_WORTH_WHILE = 4
"""From this time on that a step is asked for on one reference date, it is worth while to make the quick way."""
_MOST_PLACES = 256
"""So many steps, each on one reference date, are kept."""

Codings: TypeAlias = Mapping[str, Mapping[object, int]]
QuickWay: TypeAlias = tuple[
    type[Decision], Mapping[str, int], Mapping[str, int], Codings, Codings, Mapping[int, Verdict], Decide
]
"""What is made; the codes of facts that are `True`, that are `False`, of those that are an `int`, and of others; the
verdict by the sum of the codes; and what decides about who has no verdict yet. `Route.decide` follows it itself: that
saves a call."""
ReadyWays: TypeAlias = dict[UnknownFacts, dict[date | str | None, dict[str, QuickWay]]]
"""The quick ways that have been made: by what is done with unknown facts, the reference date, and the step."""
InFull: TypeAlias = Callable[[Step, date | None, UnknownFacts, Mapping[str, object]], Decision]


class QuickWays:
    """Makes the quick ways to decide at the steps of one route. Safe to share between threads."""

    def __init__(self, grids: Grids, timeless: Grids, in_full: InFull, ready: ReadyWays) -> None:
        """For the facts of a route, with time and without, and the way to decide in full.

        Args:
            ready: where those are put that have been made.
        """
        self._grids = grids
        self._timeless = timeless
        self._in_full = in_full
        self._ready = ready
        self._asked: dict[tuple[UnknownFacts, date | None, str], int] = {}
        self._made = 0

    def at(self, step: Step, on: date | None, written: date | str | None, unknown_facts: UnknownFacts) -> Decide:
        """How to decide at a step on a reference date, or without one.

        The first times in full: to make the quick way takes as long as some ten decisions.

        Args:
            written: the reference date as it was given, perhaps as text.
        """
        place = unknown_facts, on, step.id
        in_full = partial(self._in_full, step, on, unknown_facts)
        asked = self._asked.get(place, 0) + 1
        if asked < _WORTH_WHILE:
            if len(self._asked) >= _MOST_PLACES:
                self._asked.clear()
            self._asked[place] = asked
            return in_full
        if self._made >= _MOST_PLACES:
            for ways in self._ready.values():
                ways.clear()
            self._made = 0
        made = self._ready[unknown_facts].get(on, {}).get(step.id)
        if made is None:
            made = self._quick_way(step, on, unknown_facts, in_full)
            self._made += 1
        # Other ways to write a day are not kept: there is no end to those.
        days: set[date | str | None] = {on} if on is None else {on, on.isoformat()}
        if type(written) is datetime:
            days.add(written)
        for day in days:
            self._ready[unknown_facts].setdefault(day, {})[step.id] = made
        return made[-1]

    def _quick_way(self, step: Step, on: date | None, unknown_facts: UnknownFacts, in_full: Decide) -> QuickWay:
        vocabulary = self._grids.vocabulary
        grids, days = (self._timeless, vocabulary.periods()) if on is None else (self._grids, (on,))
        codes = codes_of(grids, vocabulary, step.guards, days)
        return by_earlier_verdicts(in_full, codes, Counts(vocabulary, on), vocabulary.facts, unknown_facts)


class Counts:
    """Facts that are counted from a date: whether an age that is given beside a birth date is the age that it gives."""

    def __init__(self, vocabulary: Vocabulary, on: date | None) -> None:
        """The counts on a reference date; without one, nothing is known to agree."""
        self._on = on
        families = ((name, vocabulary.family(name)) for name in vocabulary.facts)
        self._roots = {name: vocabulary.root_date(name) for name, family in families if len(family) > 1}
        self._chains = {name: chain for name in self._roots if (chain := vocabulary.date_chain(name))}

    def agree(self, facts: Mapping[str, object]) -> bool | None:
        """Whether facts that say something of one date say the same of it, as far as that is easily seen.

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


def by_earlier_verdicts(
    in_full: Decide, codes: Codes, counts: Counts, known: Container[str], unknown_facts: UnknownFacts
) -> QuickWay:
    """A way to decide that gives what `in_full` gives at the step of these codes, and remembers its verdicts.

    Args:
        known: the names that the route knows.
    """
    yes, no, whole, other = codes.yes, codes.no, codes.whole, codes.other
    if unknown_facts == "ignore":
        anything = _AnyValue()
        yes, no = _PassingOver(yes, known, 0), _PassingOver(no, known, 0)
        whole, other = _PassingOver(whole, known, anything), _PassingOver(other, known, anything)
    verdicts: dict[int, Verdict] = {}
    # Apart, because in these cells lie others too, of whom an age does not fit the birth date.
    agreeing: dict[int, Verdict] = {}
    by_what_matters: dict[int, Verdict] = {}
    accepted_besides: set[int] = set()

    def known_state(facts: Mapping[str, object]) -> int | None:
        try:
            return codes.sum_of(facts)
        except NoCode:
            return None

    def remember(facts: Any) -> Decision:
        if not isinstance(facts, Mapping):
            return in_full(facts)
        agree = counts.agree(facts)
        if agree is False or (unknown_facts == "error" and not all(name in known for name in facts)):
            return in_full(facts)
        state = known_state(facts)
        if state is None:
            return in_full(facts)
        kept = verdicts if agree is None else agreeing
        return decision_of(kept.get(state) or new_verdict(facts, state, kept), dict(facts))

    def new_verdict(facts: Mapping[str, object], state: int, kept: dict[int, Verdict]) -> Verdict:
        low = state & codes.mattering
        verdict = by_what_matters.get(low)
        if verdict is None or state - low not in accepted_besides:
            verdict = in_full(facts).verdict
        if len(kept) >= _MOST_VERDICTS:
            kept.clear()
            by_what_matters.clear()
            accepted_besides.clear()
        by_what_matters[low] = kept[state] = verdict
        accepted_besides.add(state - low)
        return verdict

    return Decision, yes, no, whole, other, verdicts, remember


class _PassingOver(dict[str, Entry]):
    """A table by the name of a fact that gives one answer for every name that the route does not know."""

    def __init__(self, entries: Mapping[str, Entry], known: Container[str], unknown: Entry) -> None:
        super().__init__(entries)
        self._known, self._unknown = known, unknown

    def __missing__(self, name: str) -> Entry:
        if name in self._known:
            raise KeyError(name)
        return self._unknown


class _AnyValue(dict[object, int]):
    """No value of it matters, whatever it is."""

    def __getitem__(self, value: object) -> int:
        return 0
