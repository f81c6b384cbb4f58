"""Facts as numbers: students with the same sum are alike to a step, whatever else they are.

Each fact that can matter gets some bits of its own, and each value the number of its cell in those bits. So the sum
over what was given says for every fact in which cell it lies, or (0) that it is unknown. A value that has no code is
one that the rules for reading have to look at: it may be refused, or be known only in part.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from routekaart.condition import Condition, Test, Value, tests_in
from routekaart.facts import FactType, ValueRefused, read_partly_known, read_value
from routekaart.logic.axes import Axis, date_domain
from routekaart.logic.grid import Grid, known_days
from routekaart.situation import out_of_domain, situation_of
from routekaart.vocabulary import Vocabulary

_MOST_KEPT = 8192
"""So many values of one fact are kept with their codes: all days on which those of twenty years were born."""
_LEARNED = (int, str, date, type(None))


class NoCode(KeyError):
    """A value that only the rules for reading can judge."""


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of every fact of a route, for one step on one reference date.

    Whole numbers have tables of their own, and so have `True` and `False`: to Python 1 is True and is 1.0, to a route
    it is not.

    Attributes:
        yes, no: the code of a fact that is `True` or `False`.
        whole, other: the codes of an `int`, and of any other value, for each fact; as far as they have been learned.
        mattering: the bits of the facts that the step asks for, and of all that hangs together with those.
    """

    yes: dict[str, int]
    no: dict[str, int]
    whole: dict[str, dict[object, int]]
    other: dict[str, dict[object, int]]
    mattering: int
    _codings: Mapping[str, "_Coding"]

    def learn(self, facts: Mapping[str, object]) -> int:
        """The sum of the codes of facts, with values that have not been met before; names without a code are left out.

        Raises:
            NoCode: a value is refused, or it is known only in part.
        """
        return sum(self._code(name, given) for name, given in facts.items() if name in self._codings)

    def _code(self, name: str, given: object) -> int:
        # Of these only, one that equals another is the same value: 17 equals 17.0, and numbers of other packages.
        if type(given) not in _LEARNED:
            return self._codings[name].code(given)
        codes = (self.whole if type(given) is int else self.other)[name]
        code = codes.get(given)
        if code is None:
            code = self._codings[name].code(given)
            if len(codes) >= _MOST_KEPT:
                codes.clear()
            codes[given] = code
        return code


def codes_of(vocabulary: Vocabulary, dated: Vocabulary, guards: Sequence[Condition], days: Sequence[date]) -> Codes:
    """The codes for a step with these guards.

    Args:
        vocabulary: the facts to decide with.
        dated: the same facts with what is counted from dates; mostly the same vocabulary.
        days: the reference date; or without one, a day out of each period of the limits.
    """
    definitions = (name for name, fact in vocabulary.facts.items() if isinstance(fact.derivation, Condition))
    conditions = [
        *guards,
        *(impossible.when for impossible in vocabulary.impossible),
        *(Test(name, "one_of", (True,)) for name in definitions),
    ]
    grid = Grid(vocabulary, conditions, days[0], {}, days[1:])
    mattering = _mattering(dated, guards)
    yes: dict[str, int] = {}
    no: dict[str, int] = {}
    codings: dict[str, _Coding] = {}
    bits = mattering_bits = 0
    # What matters comes first, in the low bits.
    for name in sorted(vocabulary.facts, key=lambda name: name not in mattering):
        coding = _Coding(vocabulary, dated, grid, vocabulary.facts[name], days[0], bits)
        yes |= coding.known(True)
        no |= coding.known(False)
        codings[name] = coding
        bits += coding.bits
        if name in mattering:
            mattering_bits = bits
    whole: dict[str, dict[object, int]] = {name: {} for name in codings}
    other: dict[str, dict[object, int]] = {name: {None: 0} for name in codings}
    return Codes(yes, no, whole, other, (1 << mattering_bits) - 1, codings)


@dataclass(frozen=True)
class _Coding:
    """How the values of one fact become codes, from the bit `offset` on."""

    vocabulary: Vocabulary
    dated: Vocabulary
    grid: Grid
    fact: FactType
    on: date
    offset: int

    @cached_property
    def bits(self) -> int:
        """How many bits the codes take."""
        if isinstance(self.fact.derivation, Condition):
            return 2
        if self._axis is None:
            return 1
        cells = len(self._axis.cells)
        return (cells if self.fact.derivation is None else cells * cells).bit_length()

    def known(self, given: bool) -> dict[str, int]:
        """The code of a truth value by the name of the fact; none when the fact has no such value."""
        try:
            return {self.fact.name: self.code(given)}
        except NoCode:
            return {}

    def code(self, given: object) -> int:
        """The code of a value.

        Raises:
            NoCode: it is refused, or it is known only in part.
        """
        if given is None:
            return 0
        if type(given) is date and self._days and self._days[0] <= given <= self._days[1]:
            return self._cell_of_day(given) << self.offset
        name, value = self.fact.name, self._value(given)
        if value is None or out_of_domain(self.vocabulary, {name: value}, self.on):
            raise NoCode(name)
        return self._cell(value) << self.offset

    def _value(self, given: object) -> Value | None:
        """The value that is given; None when it is refused, or known only in part."""
        if read_partly_known(self.fact, given) is not None:
            return None
        try:
            return read_value(self.fact, given)
        except ValueRefused:
            return None

    def _cell(self, value: Value) -> int:
        """A number for the cells that the fact can be in; from 1, because 0 is for an unknown fact."""
        if isinstance(self.fact.derivation, Condition):
            return 2 if value else 1
        axis, name = self._axis, self.fact.name
        if self._root != name or self.fact.kind == "date":
            days = known_days(self.vocabulary, self._root, situation_of(self.vocabulary, {name: value}, self.on))
            if days is None:
                raise NoCode(name)
            mask = axis.mask_between(*days) if axis else 1
        else:
            mask = axis.mask_of(value) if axis else 1
        if not mask:
            raise NoCode(name)
        if axis is None:
            return self._is_counted_from
        first, last = (mask & -mask).bit_length() - 1, mask.bit_length() - 1
        return first + 1 if self.fact.derivation is None else first * len(axis.cells) + last + 1

    @cached_property
    def _days(self) -> tuple[date, date] | None:
        """The first and the last day that a date can be; None for another fact, or one that is a moved date."""
        if self.fact.kind != "date" or self.fact.derivation is not None:
            return None
        return date_domain(self.vocabulary, self.fact.name, self.on)

    def _cell_of_day(self, day: date) -> int:
        return bisect_right(self._axis.cells, day) if self._axis else self._is_counted_from

    @cached_property
    def _is_counted_from(self) -> int:
        """1 when it matters that a date is given although its value does not: another fact may be counted from it."""
        return int(len(self.dated.family(self.fact.name)) > 1)

    @cached_property
    def _root(self) -> str:
        return self.vocabulary.root_date(self.fact.name)

    @cached_property
    def _axis(self) -> Axis | None:
        return self.grid.axes[self.grid.position(self._root)] if self.grid.has(self._root) else None


def _mattering(vocabulary: Vocabulary, guards: Sequence[Condition]) -> frozenset[str]:
    """The facts that the guards ask for, with all that hang together with those."""
    groups = [frozenset(vocabulary.needed([name])) for name in vocabulary.facts]
    groups += [vocabulary.family(name) for name in vocabulary.facts]
    groups += [frozenset(vocabulary.needed(_facts_in([impossible.when]))) for impossible in vocabulary.impossible]
    found = frozenset(_facts_in(guards))
    while True:
        more = found.union(*(group for group in groups if group & found))
        if more == found:
            return found
        found = more


def _facts_in(conditions: Iterable[Condition]) -> list[str]:
    return [test.fact for condition in conditions for test in tests_in(condition)]
