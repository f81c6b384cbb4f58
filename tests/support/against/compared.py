"""One question, with what the oracle and the library answer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from .subjects import Subject


@dataclass(frozen=True)
class Compared:
    """One question that was asked of both.

    Attributes:
        about: what kind of question it is, for the counts.
        question: the question itself, so that a person can ask it again.
    """

    about: str
    question: str
    oracle: object
    library: object

    @property
    def differs(self) -> bool:
        return self.oracle != self.library


Law: TypeAlias = Callable[[Subject], Iterator[Compared]]
"""Asks some questions of a subject."""
