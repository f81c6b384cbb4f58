"""What a step does, as rows over cells: which answers students can get there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from routekaart.logic.budget import current
from routekaart.logic.formula import HEAVY, AxisLiteral, Cube, Formula, disjoin, opposite, truth, undecided, weight_of
from routekaart.logic.row_index import RowIndex, positions
from routekaart.logic.search import find, first_found

_FEW = 12
"""Of so few rows it is faster to look at each than to look up which of them matter."""


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
        for row in self._rows_for(cube):
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
        current().spend(self._weight)
        left = self.candidates(cube)
        if len(left) == 1:
            return tuple(left) if find((self.valid,), cube) is not None else ()
        return tuple(answer for answer in left if self.region(answer, cube) is not None)

    def region(self, answer: Answer, cube: Cube) -> Cube | None:
        """A set of students in the cube who can exist and all get this answer; None when there is none."""
        current().spend(self._weight)
        if answer == AMBIGUOUS:
            return next(self._overlaps(cube), None)
        return first_found(self._regions(answer, cube))

    def without_row(self, cube: Cube) -> Cube | None:
        """Students in the cube who can exist and for whom no row holds; None when there are none.

        Raises:
            TooHardError: there is no budget left for it.
        """
        if cube == self.full and self.cover.is_a_division:
            return None
        return self.cover.outside(self.cover.all_rows, (self.valid,), cube)

    def first_at(self, number: int) -> Cube | None:
        """Students who can exist and for whom a row holds and none before it does; None when there are none.

        Raises:
            TooHardError: there is no budget left for it.
        """
        earlier = (1 << number) - 1
        return self.cover.outside(earlier, (self.valid, self.rows[number].formula), self.full)

    def may_overlap(self) -> Iterator[tuple[int, int]]:
        """The pairs of rows with different answers that may hold together, in order."""
        if self.cover.is_a_division:
            return
        for number in range(len(self.rows)):
            later = self.cover.all_rows & ~((2 << number) - 1)
            for other in self.cover.beside(number, later & ~self._giving(self.rows[number].answer)):
                yield number, other

    def open_atoms(self, cube: Cube) -> Iterator[AxisLiteral]:
        """The atoms that can still settle a row, in the order of the rows."""
        for row in self.rows:
            yield from undecided(row.formula, cube)
            if self.first_wins and truth(row.formula, cube) is True:
                return

    def opposite_of(self, number: int) -> Formula:
        """What holds for the students for whom a row does not."""
        return opposite(self.rows[number].formula, self.full)

    @cached_property
    def cover(self) -> RowIndex:
        """The rows by the cells in which they can hold."""
        return RowIndex([row.formula for row in self.rows], self.full)

    def _rows_for(self, cube: Cube) -> Iterable[Row]:
        """The rows that may hold for a student in a cube, and perhaps others."""
        if len(self.rows) <= _FEW:
            return self.rows
        return (self.rows[number] for number in positions(self.cover.touching(cube, self.cover.all_rows)))

    def _regions(self, answer: Answer, cube: Cube) -> Iterator[Cube | None]:
        """For each way to get an answer, the students who get it so."""
        own = self._giving(answer)
        if self.first_wins:
            for number in positions(own):
                earlier = (1 << number) - 1 & ~own
                yield self.cover.outside(earlier, (self.valid, self.rows[number].formula), cube)
            if answer == self.fallback:
                yield self.without_row(cube)
        else:
            giving = disjoin((self.rows[number].formula for number in positions(own)), self.full)
            wanted = () if answer == self.fallback else (giving,)
            yield self.cover.outside(self.cover.all_rows & ~own, (self.valid, *wanted), cube)

    def _overlaps(self, cube: Cube) -> Iterator[Cube]:
        for one, other in self.may_overlap():
            found = find((self.valid, self.rows[one].formula, self.rows[other].formula), cube)
            if found is not None:
                yield found

    def _giving(self, answer: Answer) -> int:
        """The rows with this answer, as a set."""
        return self._answers_at.get(answer, 0)

    @cached_property
    def _weight(self) -> int:
        """What it takes to look at every row once."""
        return sum(min(weight_of(row.formula), HEAVY) for row in self.rows)

    @cached_property
    def _answers_at(self) -> dict[Answer, int]:
        found: dict[Answer, int] = {}
        for number, row in enumerate(self.rows):
            found[row.answer] = found.get(row.answer, 0) | 1 << number
        return found
