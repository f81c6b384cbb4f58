"""Numbers of answers become names. That comes last: numbers are what is fast."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import get_args

import narwhals as nw

from routekaart.cohorts.bench import Bench
from routekaart.cohorts.trees import Told
from routekaart.deciding.outcome_words import REFUSED, Outcome

_OUTCOMES: tuple[str, ...] = (*get_args(Outcome), REFUSED)
"""What the column `outcome` can say."""


class Answers:
    """Everything that is told of some row, numbered from 1; 0 is for the rows that are refused.

    Answers that share an outcome lie together, and among them those that share a target.
    """

    def __init__(self, told: Iterable[Told]) -> None:
        # What is possible is no column, so it tells no answers apart.
        self.told: tuple[Told, ...] = tuple(sorted({replace(one, possible=()) for one in told}, key=_order))
        self._numbers = {one: number for number, one in enumerate(self.told, 1)}

    @property
    def dtype(self) -> nw.Int8 | nw.Int16:
        """The type of a column with numbers of answers: the smaller, the faster."""
        return nw.Int8() if len(self.told) < 127 else nw.Int16()

    def number(self, told: Told | None) -> int:
        """The number of an answer."""
        return 0 if told is None else self._numbers[replace(told, possible=())]

    def names(
        self, bench: Bench, number: nw.Expr, targets: Sequence[str], questions: Sequence[str], *, some_refused: bool
    ) -> dict[str, nw.Expr]:
        """The columns outcome, target and missing.

        Args:
            targets: every step and end of the route, and `questions` every fact; the names that a column can hold.
            some_refused: whether there may be rows that are refused.
        """
        names: dict[str, tuple[Callable[[Told], str | None], Sequence[str], str | None]] = {
            "outcome": (lambda told: told.outcome, _OUTCOMES, REFUSED),
            "target": (lambda told: told.target, targets, None),
            "missing": (lambda told: told.missing, questions, None),
        }
        return {answer: self._column(bench, number, *one, some_refused=some_refused) for answer, one in names.items()}

    def _column(
        self,
        bench: Bench,
        number: nw.Expr,
        name_of: Callable[[Told], str | None],
        names: Sequence[str],
        refused: str | None,
        *,
        some_refused: bool,
    ) -> nw.Expr:
        dtype = nw.Enum(list(dict.fromkeys(names))) if bench.names_are_enums else nw.String()
        runs: list[tuple[str | None, int]] = [(refused, 0)] if some_refused or not self.told else []
        for name, together in groupby(enumerate(self.told, 1), key=lambda one: name_of(one[1])):
            last = max(at for at, _ in together)
            runs = [*runs[:-1], (name, last)] if runs and runs[-1][0] == name else [*runs, (name, last)]
        chosen = nw.lit(runs[-1][0], dtype=dtype)
        for name, last in reversed(runs[:-1]):
            chosen = nw.when(number <= last).then(nw.lit(name, dtype=dtype)).otherwise(chosen)
        return chosen


def _order(told: Told) -> tuple[object, ...]:
    return _OUTCOMES.index(told.outcome), told.target or "", told.missing or ""
