"""How dates take part in the conditions of a grid, and on which reference dates they take part in the same way."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import product
from typing import TypeAlias

from routekaart.foundation.dates import EARLIEST, LATEST, first_day, move
from routekaart.logic.date_chains import ends_elsewhere, is_of_days, skips_counts, to_an_end, turns_of
from routekaart.logic.date_ranges import edges, is_past
from routekaart.logic.limit_order import LimitOrder
from routekaart.model.condition import Value
from routekaart.model.fact_types import Elapsed
from routekaart.model.vocabulary import DateChain, ReadOff, Vocabulary

Comparisons: TypeAlias = Mapping[str, Sequence[tuple[DateChain, Value]]]
"""Each value that something read off a date is compared with, and how it is read off, by the name of the date."""

_LAST = LATEST.toordinal()


class DateRoles:
    """The roles of the dates that some conditions need: compared with fixed days, or counted from.

    Attributes:
        same_every_day: whether another reference date (with the same parameters) allows the same combinations. What is
            found on one day exists; that nothing is found on one day proves something of all days only then.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        names: Iterable[str],
        compared: Comparisons,
        turns: Mapping[DateChain, Iterable[int]],
    ) -> None:
        self._vocabulary = vocabulary
        self._compared = compared
        self._turns = turns
        self._chains = {name: {chain for chain, _ in compared.get(name, ())} for name in names}
        self._orders: dict[str, LimitOrder] = {}
        self.same_every_day = all(map(self.is_same_every_day, self._chains))

    def compared(self, name: str) -> Sequence[tuple[DateChain, Value]]:
        """Each value that something read off a date is compared with, and how it is read off."""
        return self._compared.get(name, ())

    def limits_of(self, name: str) -> list[tuple[DateChain, Value]]:
        """Each limit of something counted from a date, with how it is counted: compared values, and ends of domains."""
        bounds = [limit for count in self._vocabulary.read_off(name) for limit in _ends(count)]
        return [(chain, limit) for chain, limit in (*self.compared(name), *bounds) if is_counted(chain)]

    def _skipping(self, name: str) -> list[DateChain]:
        """The ways to count off a date of which some days do not have every count that matters."""
        past = self.is_past(name)
        return [
            chain
            for chain in self._counted(name)
            if skips_counts(chain, self._turns_of(chain)) or (past and ends_elsewhere(chain))
        ]

    def is_past(self, name: str) -> bool:
        """Whether a date cannot lie after the reference date."""
        return self._vocabulary.facts[name].past

    @cached_property
    def turns(self) -> Mapping[str, tuple[tuple[DateChain, tuple[int, ...]], ...]]:
        """Each count off a date, with the counts from 1 at which something begins or ceases to hold, by date."""
        return {
            name: tuple(
                (chain, tuple(sorted({turn for turn in self._turns_of(chain) if turn > 0})))
                for chain in sorted(self._counted(name), key=str)
            )
            for name in self._chains
        }

    def days_of_new_order(self, name: str, on: date, until: date) -> Iterator[date]:
        """The days after `on`, up to `until`, on which other counts off a date are possible together."""
        if self.is_same_every_day(name):
            return iter(())
        if name not in self._orders:
            limits = ((chain, turn) for chain, turns in self.turns[name] for turn in turns)
            self._orders[name] = LimitOrder(limits, past=self.is_past(name))
        return self._orders[name].new_on(on, until)

    def only_chain(self, name: str) -> DateChain | None:
        """The one way in which the conditions read something off a date; None for no way or several."""
        chains = self._chains.get(name, set())
        return next(iter(chains)) if len(chains) == 1 else None

    def is_counted_among_others(self, name: str) -> bool:
        """Whether something is counted from a date, and something else is read off it too."""
        chains = self._chains.get(name, set())
        return len(chains) > 1 and any(map(is_counted, chains))

    def counts_in_several_ways(self) -> bool:
        """Whether two counts are read off one date, the order of which can differ from day to day."""
        return any(len(self._ways(name)) > 1 for name in self._chains)

    @cached_property
    def turning_days(self) -> tuple[date, ...]:
        """The reference dates between which each date takes part in the same way, with the day before each.

        A date that is counted from and also compared with a fixed day (or that cannot lie in the future) takes part
        in another way once the count has passed that day.
        """
        found = {day for name in self._chains for day in self._turning_days(name)}
        before = {day - timedelta(days=1) for day in found}
        return tuple(sorted(day for day in found | before if EARLIEST <= day <= LATEST))

    def days_of_turns(self, near: date) -> Iterator[date]:
        """Reference dates in the two years after a day, for counts from the end of a school year that few days have.

        On one of these dates some day gives such a count, for each count beside the limits.
        """
        chains = (chain for name in self._chains for chain in self._counted(name) if to_an_end(chain))
        for chain in chains:
            counts = {count for turn in self._turns_of(chain) for count in (turn - 1, turn)}
            for count, years in product(sorted(counts), (0, 1)):
                root = min(max(round(chain.near(move(near, years, "years"), count)), EARLIEST.toordinal()), _LAST)
                found = chain.reached_on(date.fromordinal(root), count)
                if found is not None:
                    yield found

    def _turning_days(self, name: str) -> Iterator[date]:
        compared = self.compared(name)
        fixed = {
            day
            for chain, limit in compared
            if not is_counted(chain)
            # What is not counted is the same on every reference date.
            for day in edges(chain, EARLIEST, limit)
        }
        if self.is_past(name):
            for day in fixed:
                yield from (day, day + timedelta(days=1))
        counted = {(chain, limit) for chain, limit in compared if is_counted(chain)}
        for count in self._vocabulary.read_off(name):
            counted.update(_ends(count))
        for chain, limit in counted if fixed else ():
            for day in fixed:
                yield from _days_when_passed(chain, limit, day)

    def is_same_every_day(self, name: str) -> bool:
        """Whether a date takes part in one way only: compared with fixed days, or by one count.

        A count with a minimum or maximum takes part too, since it limits what the date can be.
        """
        counted = self._counted(name)
        fixed = self._chains.get(name, set()) - counted
        if fixed and (counted or self.is_past(name)):
            return False
        return len(self._ways(name)) <= 1

    def _ways(self, name: str) -> set[DateChain | None]:
        """The ways in which a count is read off a date; all counts of days and weeks are one, for they keep in step.

        A count that some days do not have stands beside the days as another way.
        """
        ways: set[DateChain | None] = set()
        for chain in self._skipping(name):
            ways |= {chain, None}
        ways.update(None if is_of_days(chain) else chain for chain in self._counted(name))
        return ways

    def _turns_of(self, chain: DateChain) -> Iterator[int]:
        """The counts at which some condition, or a limit of a count, begins or ceases to hold."""
        yield from self._turns.get(chain, ())
        for count in self._vocabulary.read_off(chain.date_fact):
            if count.chain == chain:
                yield from turns_of("at_least", () if count.minimum is None else (count.minimum,))
                yield from turns_of("at_most", () if count.maximum is None else (count.maximum,))

    def _counted(self, name: str) -> set[DateChain]:
        """The chains of counts off a date that take part: in a condition, or because the count is limited."""
        limiting = {count.chain for count in self._vocabulary.read_off(name) if _ends(count)}
        return {chain for chain in self._chains.get(name, set()) | limiting if is_counted(chain)}


def _ends(count: ReadOff) -> list[tuple[DateChain, Value]]:
    """The ends of the domain of a count that bound its date; that it is not negative holds for every day."""
    least = count.minimum if count.minimum is not None and count.minimum > 0 else None
    return [(count.chain, end) for end in (least, count.maximum) if end is not None]


def is_counted(chain: DateChain) -> bool:
    """Whether something is counted from the date, rather than read as a day."""
    return any(isinstance(step, Elapsed) for step in chain.steps)


def _days_when_passed(chain: DateChain, limit: Value, day: date) -> Iterator[date]:
    """The first reference dates on which the days that give a limit, or what lies past it, begin after a fixed day."""
    for beyond in (False, True):
        for after in (day - timedelta(days=1), day):

            def is_passed(on: date, beyond: bool = beyond, after: date = after) -> bool:
                return after < EARLIEST or not is_past(chain, on, limit, after, beyond=beyond)

            found = first_day(is_passed)
            if found is not None:
                yield found
