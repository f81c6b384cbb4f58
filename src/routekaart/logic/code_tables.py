"""Tables of codes: dicts that also find the code of a value that was not listed, and store no date or unlisted text."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from routekaart.model.fact_types import as_compared
from routekaart.model.fact_values import LONGEST

_MOST_KEPT = 8192
"""How many whole numbers of one fact are kept with their codes."""
_MOST_DIGITS = 18
_DAY_IS_WRITTEN_IN = len("2009-03-01")


class NoCode(KeyError):
    """The value has no code: it must be read, and may be refused or known only in part."""


def learned(code_of: Callable[[object], int], kept: dict[object, int], number: int) -> int:
    """Return the code of a whole number from `kept`, or else from `code_of`, and then add it to `kept`.

    Raises:
        NoCode: the number is refused.
    """
    code = kept.get(number)
    if code is None:
        code = code_of(number)
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        kept[number] = code
    return code


class DayCodes(dict[object, int]):
    """Codes of days. Each lookup searches the cells: no day is stored."""

    __slots__ = ("_cells", "_codes")

    def __init__(self, cells: Sequence[date], codes: Sequence[int]) -> None:
        """A table from the first day of each cell, and the first day after the last, to the code of each cell."""
        super().__init__({None: 0})
        self._cells = cells
        self._codes = dict(enumerate(codes, start=1))

    def __missing__(self, given: object) -> int:
        if given.__class__ is date:
            return self._codes[bisect_right(self._cells, given)]
        # Other ways to write a day are left to `Codes.sum_of`.
        if given.__class__ is str and len(given) == _DAY_IS_WRITTEN_IN and given[4] == given[7] == "-":
            try:
                day = date.fromisoformat(given)
            except ValueError:
                day = None
            if day is not None:
                return self._codes[bisect_right(self._cells, day)]
        raise NoCode


class TextCodes(dict[object, int]):
    """Codes of texts. Each lookup compares with the texts that the route names: no other text is stored."""

    __slots__ = ("_named", "_other")

    def __init__(self, named: Mapping[object, int], other: int) -> None:
        """The codes of the texts that the route compares with, and the code of all other texts."""
        super().__init__({None: 0, **named})
        self._named = {as_compared(str(text)): code for text, code in named.items()}
        self._other = other

    def __missing__(self, given: object) -> int:
        # Text that is not ASCII (it may need normalising) and blank text are left to `Codes.sum_of`.
        if given.__class__ is str and given.isascii() and len(given) <= LONGEST and (text := as_compared(given)):
            return self._named.get(text, self._other)
        raise NoCode


class NumberCodes(dict[object, int]):
    """Codes of whole numbers written as digits. Only the spelling that `str` gives a number is stored."""

    __slots__ = ("_code_of", "_whole")

    def __init__(self, code_of: Callable[[object], int], whole: dict[object, int]) -> None:
        """A table beside `whole`, that of the `int`s, which is filled too; `code_of` finds the code of a new number."""
        super().__init__({None: 0})
        self._code_of, self._whole = code_of, whole

    def __missing__(self, given: object) -> int:
        if given.__class__ is str and given.isascii() and given.isdigit() and len(given) <= _MOST_DIGITS:
            code = learned(self._code_of, self._whole, number := int(given))
            if len(self) < _MOST_KEPT:
                self[str(number)] = code
            return code
        raise NoCode
