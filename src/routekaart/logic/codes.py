"""Facts encoded as integers: students with the same sum of codes are alike to a step.

Each fact that can matter has bits of its own, which hold the number of the cell of its value. So the sum of the codes
of the given facts gives the cell of every fact, or 0 if it is unknown. A value without a code has to be read in full:
it may be refused, or be known only in part.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from routekaart.logic.axes import Axis
from routekaart.logic.code_tables import DayCodes, NoCode, NumberCodes, TextCodes, learned
from routekaart.logic.date_ranges import date_domain, known_days
from routekaart.logic.grid import Grid
from routekaart.logic.grid_cache import GridCache
from routekaart.model.condition import Condition, FactTest, Value, tests_in
from routekaart.model.fact_types import FactType
from routekaart.model.fact_values import NO, YES, ValueRefused, read_partly_known, read_value
from routekaart.model.situation import out_of_domain, situation_of
from routekaart.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of every fact of a route, for one step on one reference date.

    Integers have tables of their own, and so have `True` and `False`: 1, True and 1.0 are equal in Python, but not in a
    route. No date is stored, and only texts that the route or the format names. Values that are in no table are
    left to `sum_of`.

    Attributes:
        yes, no: the code of `True` and of `False`, by fact.
        whole, other: the codes of `int`s, as far as they have been learned, and of all other values, by fact.
        beyond: the first bit that no code has.
    """

    yes: dict[str, int]
    no: dict[str, int]
    whole: dict[str, dict[object, int]]
    other: dict[str, dict[object, int]]
    beyond: int
    _codings: Mapping[str, "_Coding"]

    def sum_of(self, facts: Mapping[str, object]) -> int:
        """The sum of the codes of facts; unknown names are skipped. Codes of `int`s are added to `whole`.

        Raises:
            NoCode: a value is refused, or known only in part.
        """
        total = 0
        for name, given in facts.items():
            if name in self._codings:
                code = self._found(name, given)
                total += self._codings[name].code(given) if code is None else code
        return total

    def bits_of(self, names: Iterable[str]) -> int:
        """The bits of some facts."""
        return sum(self._codings[name].mask for name in names)

    def _found(self, name: str, given: object) -> int | None:
        """The code of a value that is in a table, or can be learned."""
        if type(given) is int:
            return learned(self._codings[name].code, self.whole[name], given)
        if type(given) is bool:
            return (self.yes if given else self.no).get(name)
        # Nothing else is looked up: the given value can be anything, even an object whose hash raises an error.
        return self.other[name].get(given) if type(given) is str or given is None else None


class StepCodes:
    """The codes for one step, on any reference date.

    Codes of facts that are not about dates are made once, as long as the parameters in force give the same cells.
    """

    def __init__(self, grids: GridCache, dated: Vocabulary, conditions: Iterable[Condition]) -> None:
        """The codes for a step with these conditions.

        Args:
            grids: the grids of the facts to decide with.
            dated: the same facts including counts off dates; the same vocabulary if decided with a reference date.
        """
        vocabulary = grids.vocabulary
        definitions = (name for name, fact in vocabulary.facts.items() if isinstance(fact.derivation, Condition))
        self._grids = grids
        self._dated = dated
        self._conditions = (
            *conditions,
            *(impossible.when for impossible in vocabulary.impossible),
            *(FactTest(name, "one_of", (True,)) for name in definitions),
        )
        facts = vocabulary.facts.values()
        self._of_dates = [fact for fact in facts if vocabulary.facts[vocabulary.root_date(fact.name)].kind == "date"]
        self._of_none = [fact for fact in facts if fact not in self._of_dates]
        self._lasting: tuple[tuple[Axis, ...], _Tables] | None = None

    def on(self, days: Sequence[date]) -> Codes:
        """The codes on a reference date; without one, `days` has a day from each period of the parameters."""
        grid = self._grids.passing(self._conditions, days[0], days[1:])
        axes, lasting = tuple(axis for axis in grid.axes if axis.fact.kind != "date"), self._lasting
        if lasting is None or lasting[0] != axes:
            lasting = self._lasting = axes, self._tables(self._of_none, grid, days[0], 0)
        # Facts of dates come last: the number of their bits can differ from day to day.
        some, more = lasting[1], self._tables(self._of_dates, grid, days[0], lasting[1].bits)
        return Codes(
            some.yes | more.yes,
            some.no | more.no,
            some.whole | more.whole,
            some.other | more.other,
            1 << more.bits,
            some.codings | more.codings,
        )

    def _tables(self, facts: Iterable[FactType], grid: Grid, on: date, bits: int) -> "_Tables":
        found = _Tables({}, {}, {}, {}, {}, bits)
        for fact in facts:
            coding = _Coding(self._grids.vocabulary, self._dated, grid, fact, on, bits)
            bits += coding.bits
            found.yes.update(coding.known(True))
            found.no.update(coding.known(False))
            whole = found.whole[fact.name] = {}
            found.other[fact.name] = coding.others(whole)
            found.codings[fact.name] = coding
        return found._replace(bits=bits)


class _Tables(NamedTuple):
    """The codes of some facts, as in `Codes`, and the number of bits of these facts and those before them."""

    yes: dict[str, int]
    no: dict[str, int]
    whole: dict[str, dict[object, int]]
    other: dict[str, dict[object, int]]
    codings: dict[str, "_Coding"]
    bits: int


@dataclass(frozen=True)
class _Coding:
    """The encoding of the values of one fact, from the bit `offset` on."""

    vocabulary: Vocabulary
    dated: Vocabulary
    grid: Grid
    fact: FactType
    on: date
    offset: int

    @cached_property
    def bits(self) -> int:
        """The number of bits of the codes."""
        if isinstance(self.fact.derivation, Condition):
            return 2
        if self._axis is None:
            return 1
        cells = len(self._axis.cells)
        return (cells if self.fact.derivation is None else cells * cells).bit_length()

    @property
    def mask(self) -> int:
        """The bits of these codes."""
        return ((1 << self.bits) - 1) << self.offset

    def known(self, given: bool) -> dict[str, int]:
        """The code of a truth value by the name of the fact; empty if the fact has no such value."""
        codes = self._codes_of([given]) if self.fact.kind not in ("number", "date") else None
        return {self.fact.name: codes[given]} if codes else {}

    def others(self, whole: dict[object, int]) -> dict[object, int]:
        """The table for values that are not `int`s; `whole` is the one for `int`s."""
        match self.fact.kind:
            case "date" if self._days:
                first, last = self._days
                cells = self._axis.cells if self._axis else (first,)
                codes = range(1, len(cells) + 1) if self._axis else (self._is_counted_from,)
                after = last + timedelta(days=1)
                return DayCodes((*cells, after), [code << self.offset for code in codes])  # type: ignore[arg-type]
            case "number":
                return NumberCodes(self.code, whole)
            case "yes_no":
                return {None: 0, **self._codes_of_words(YES, True), **self._codes_of_words(NO, False)}
            case "text":
                *named, other = self._axis.cells if self._axis else (self.fact.name,)
                return TextCodes(self._codes_of(named), self.code(other))
            case _:
                spelt = (text for texts in self.fact.also.values() for text in texts)
                return {None: 0, **self._codes_of((*self.fact.options, *spelt))}

    def _codes_of_words(self, words: Iterable[str], given: bool) -> dict[object, int]:
        spelt = [one for word in words for one in (word, word.capitalize(), word.upper())]
        return {word: code for code in self._codes_of([given]).values() for word in spelt}

    def _codes_of(self, values: Iterable[Value]) -> dict[object, int]:
        """The codes of those values that have one."""
        found: dict[object, int] = {}
        for value in values:
            with suppress(NoCode):
                found[value] = self.code(value)
        return found

    def code(self, given: object) -> int:
        """The code of a value; 0 for None.

        Raises:
            NoCode: the value is refused, or known only in part.
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
        """The value that `given` stands for; None if it is refused, or known only in part."""
        if read_partly_known(self.fact, given) is not None:
            return None
        try:
            return read_value(self.fact, given)
        except ValueRefused:
            return None

    def _cell(self, value: Value) -> int:
        """The number of the cells that the fact can be in; from 1, because 0 stands for an unknown fact."""
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
        """The domain of a date that must be given; None if it is empty, and for other facts."""
        if self.fact.kind != "date" or self.fact.derivation is not None:
            return None
        first, last = date_domain(self.vocabulary, self.fact.name, self.on)
        return (first, last) if first <= last else None

    def _cell_of_day(self, day: date) -> int:
        return bisect_right(self._axis.cells, day) if self._axis else self._is_counted_from

    @cached_property
    def _is_counted_from(self) -> int:
        """1 if it matters whether a date is given, although its value does not: other facts may be counted from it."""
        return int(len(self.dated.family(self.fact.name)) > 1)

    @cached_property
    def _root(self) -> str:
        return self.vocabulary.root_date(self.fact.name)

    @cached_property
    def _axis(self) -> Axis | None:
        return self.grid.axes[self.grid.position(self._root)] if self.grid.has(self._root) else None


def connected(vocabulary: Vocabulary, conditions: Iterable[Condition]) -> frozenset[str]:
    """The facts that some conditions ask for, with all facts connected to those."""
    groups = [frozenset(vocabulary.needed([name])) for name in vocabulary.facts]
    groups += [vocabulary.family(name) for name in vocabulary.facts]
    groups += [frozenset(vocabulary.needed(_facts_in([impossible.when]))) for impossible in vocabulary.impossible]
    found = frozenset(_facts_in(conditions))
    while True:
        more = found.union(*(group for group in groups if group & found))
        if more == found:
            return found
        found = more


def _facts_in(conditions: Iterable[Condition]) -> list[str]:
    return [test.fact for condition in conditions for test in tests_in(condition)]
