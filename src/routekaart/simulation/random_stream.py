"""Random numbers for made-up students: one for each fact, day and student, whatever the route does.

Since no number depends on how many others were used, a changed limit or another version of the route gets the same
students with the same numbers. They are the raw stream of PCG64, which numpy keeps the same in every version and on
every platform; all arithmetic on them is in whole numbers.
"""

from collections.abc import Sequence
from fractions import Fraction
from hashlib import sha256
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from routekaart.simulation.distributions import CodeRange
from routekaart.simulation.ticks import CERTAIN

RandomWords: TypeAlias = NDArray[np.uint64]
Occasion: TypeAlias = Literal["first", "in_time"]
"""The draw of a student who arrives, or a draw on a later day."""

_OCCASIONS: dict[Occasion, int] = {"first": 0, "in_time": 1}
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)


class RandomStream:
    """The random numbers of one block of `size` students."""

    def __init__(self, seed: int, block: int, size: int) -> None:
        self._seed = seed
        self._block = block
        self._size = size
        self._kept: dict[tuple[str, Occasion, int, int], RandomWords] = {}

    def words(self, name: str, occasion: Occasion, tick: int = 0, attempt: int = 0) -> RandomWords:
        """64 random bits for each student, always the same for a fact on a day.

        Args:
            attempt: the number of earlier draws that gave an impossible student.
        """
        key = (name, occasion, tick, attempt)
        if key not in self._kept:
            named = int.from_bytes(sha256(name.encode()).digest()[:8], "little")
            spawn_key = (named, _OCCASIONS[occasion], tick, self._block, attempt)
            bits = np.random.PCG64(np.random.SeedSequence(self._seed, spawn_key=spawn_key))
            words: RandomWords = bits.random_raw(self._size)
            if attempt:
                return words
            self._kept[key] = words
        return self._kept[key]

    def forget_day(self) -> None:
        """Drop the numbers of a day that is over."""
        self._kept = {key: words for key, words in self._kept.items() if key[1] == "first"}


def what(words: RandomWords) -> RandomWords:
    """The half of the bits that chooses a value."""
    return words & _LOW


def whether(words: RandomWords, chance: int) -> NDArray[np.bool_]:
    """Whether an event with this chance (in parts of 2 to the 32nd) happens, by the other half of the bits."""
    happens: NDArray[np.bool_] = (words >> _HALF) < np.uint64(chance)
    return happens


CodeArray = NDArray[np.int64]


class Pieces:
    """Ranges of codes, each with its share of the random numbers."""

    def __init__(self, parts: Sequence[CodeRange]) -> None:
        total = sum((part.weight for part in parts), Fraction(0))
        edges, sofar = [0], Fraction(0)
        for part in parts:
            sofar += part.weight
            edges.append(int(sofar / total * CERTAIN))
        self._edges = np.array(edges, dtype=np.uint64)
        self._lows = np.array([part.low for part in parts], dtype=np.int64)
        self._sizes = np.array([part.high - part.low + 1 for part in parts], dtype=np.uint64)
        self._single = all(part.low == part.high for part in parts)

    def codes(self, numbers: RandomWords) -> CodeArray:
        """The code for each student, from numbers below 2 to the 32nd."""
        if len(self._lows) == 1:
            piece = np.zeros(len(numbers), dtype=np.intp)
        else:
            piece = np.searchsorted(self._edges[1:-1], numbers, side="right")
        if self._single:
            return self._lows[piece]
        begin, end = self._edges[piece], self._edges[piece + 1]
        offset = (numbers - begin) * self._sizes[piece] // (end - begin)
        return self._lows[piece] + offset.astype(np.int64)
