"""Choosing, the same on every run."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

Thing = TypeVar("Thing")


class Dice:
    """Makes the choices of one made-up route and all that is asked of it."""

    def __init__(self, seed: int, number: object) -> None:
        self._random = Random(f"{seed} {number}")

    def pick(self, things: Sequence[Thing]) -> Thing:
        """One of some things."""
        return self._random.choice(things)

    def some(self, things: Sequence[Thing], most: int) -> list[Thing]:
        """From one to `most` of some things, each once, in any order."""
        return self._random.sample(things, min(len(things), self.number(1, most)))

    def number(self, low: int, high: int) -> int:
        """A number from low to high."""
        return self._random.randint(low, high)

    def one_in(self, times: int) -> bool:
        """Whether something happens that happens once in so many times."""
        return self._random.randrange(times) == 0
