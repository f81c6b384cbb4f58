"""What a step does, as rows over cells: which answers students can get there."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Literal

from routekaart.logic.formula import Cube, Formula, Within, disjoin, opposite, truth, undecided
from routekaart.logic.search import find


@dataclass(frozen=True, slots=True)
class Answer:
    """Where one student goes: to a target (a step, an end, or the step itself), to several at once, or nowhere."""

    kind: Literal["target", "ambiguous", "stuck"]
    target: str | None = None


AMBIGUOUS = Answer("ambiguous")
STUCK = Answer("stuck")


@dataclass(frozen=True, slots=True)
class Row:
    """One transition: where it leads, and for whom."""

    answer: Answer
    formula: Formula


@dataclass(frozen=True)
class Table:
    """The rows of a step, whether the first that holds wins, and the answer when none holds.

    Attributes:
        valid: holds for students who can exist; the others are left out of every question.
        full: every cell of every axis.
    """

    rows: tuple[Row, ...]
    first_wins: bool
    fallback: Answer
    valid: Formula
    full: Cube

    def candidates(self, cube: Cube) -> dict[Answer, None]:
        """The answers that three-valued truth leaves open, in the order of the rows; one when it is settled."""
        sure: dict[Answer, None] = {}
        left: dict[Answer, None] = {}
        for row in self.rows:
            value = truth(row.formula, cube)
            if value is not False:
                left[row.answer] = None
            if value is True:
                sure[row.answer] = None
                if self.first_wins:
                    return left
        if len(sure) > 1:
            return {AMBIGUOUS: None}
        if not self.first_wins and len(left) > 1:
            left = {**(sure or left), AMBIGUOUS: None}
        return left if sure else {**left, self.fallback: None}

    def answers(self, cube: Cube) -> tuple[Answer, ...]:
        """Every answer that some student in the cube gets; none when no student in it can exist."""
        left = self.candidates(cube)
        if len(left) == 1:
            return tuple(left) if find((self.valid,), cube) is not None else ()
        return tuple(answer for answer in left if self.region(answer, cube) is not None)

    def region(self, answer: Answer, cube: Cube) -> Cube | None:
        """A set of students in the cube who can exist and all get this answer; None when there is none."""
        for formulas in self._ways(answer):
            found = find((self.valid, *formulas), cube)
            if found is not None:
                return found
        return None

    def open_atoms(self, cube: Cube) -> Iterator[Within]:
        """The atoms that can still settle a row, in the order of the rows."""
        for row in self.rows:
            yield from undecided(row.formula, cube)
            if self.first_wins and truth(row.formula, cube) is True:
                return

    def _ways(self, answer: Answer) -> Iterator[tuple[Formula, ...]]:
        """The ways to get an answer, each as formulas that must all hold."""
        if answer == AMBIGUOUS:
            for one, other in combinations(self.rows, 2):
                if one.answer != other.answer:
                    yield one.formula, other.formula
        elif self.first_wins:
            yield from self._ways_in_order(answer)
        else:
            others = [against for row, against in zip(self.rows, self.opposites, strict=True) if row.answer != answer]
            own = [row.formula for row in self.rows if row.answer == answer]
            yield (*others, True if answer == self.fallback else disjoin(own, self.full))

    def _ways_in_order(self, answer: Answer) -> Iterator[tuple[Formula, ...]]:
        earlier: list[Formula] = []
        for row, against in zip(self.rows, self.opposites, strict=True):
            if row.answer == answer:
                yield (row.formula, *earlier)
            else:
                earlier.append(against)
        if answer == self.fallback:
            yield tuple(self.opposites)

    @cached_property
    def opposites(self) -> tuple[Formula, ...]:
        """For each row, what holds for the students for whom it does not."""
        return tuple(opposite(row.formula, self.full) for row in self.rows)
