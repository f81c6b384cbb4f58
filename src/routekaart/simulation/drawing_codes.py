"""Codes drawn from parts: which value each student's luck gives."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from routekaart.simulation.distributions import CodeRange
from routekaart.simulation.random_stream import RandomWords
from routekaart.simulation.ticks import CERTAIN

CodeArray = NDArray[np.int64]


class Pieces:
    """Parts, with the piece of the luck that belongs to each."""

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

    def codes(self, luck: RandomWords) -> CodeArray:
        """The code for each student; `luck` is below 2 to the 32nd."""
        if len(self._lows) == 1:
            piece = np.zeros(len(luck), dtype=np.intp)
        else:
            piece = np.searchsorted(self._edges[1:-1], luck, side="right")
        if self._single:
            return self._lows[piece]
        begin, end = self._edges[piece], self._edges[piece + 1]
        offset = (luck - begin) * self._sizes[piece] // (end - begin)
        return self._lows[piece] + offset.astype(np.int64)
