"""The table of a step: its transitions as rows over cells, and the answers that students can get."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Literal, TypeVar

from routekaart.logic.budget import current
from routekaart.logic.formula import HEAVY, Cube, Formula, disjoin, opposite, truth, weight_of
from routekaart.logic.row_index import RowIndex, positions
from routekaart.logic.search import find, first_found

_Found = TypeVar("_Found")
_MOST_CUBES = 256
_FEW = 12
"""With at most this many rows, it is faster to visit each than to look up which of them matter."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer for one student: a target (a step, an end, or the step itself), several at once, or none."""

    kind: Literal["target", "ambiguous", "stuck"]
    target: str | None = None


AMBIGUOUS = Answer("ambiguous")
STUCK = Answer("stuck")


@dataclass(frozen=True, slots=True)
class Row:
    """One transition: the answer it gives, and the formula of the students who get it."""

    answer: Answer
    formula: Formula


class ByCube(Generic[_Found]):
    """A cache of what was found for the latest cubes. Safe to share between threads."""

    def __init__(self) -> None:
        self._found: dict[Cube, _Found] = {}

    def of(self, cube: Cube, find: Callable[[], _Found]) -> _Found:
        """The cached result for a cube, or else the result of `find`, which is then cached."""
        try:
            return self._found[cube]
        except KeyError:
            pass
        found = find()
        if len(self._found) >= _MOST_CUBES:
            self._found.clear()
        self._found[cube] = found
        return found


@dataclass(frozen=True)
class Table:
    """The rows of a step, with the policy and the answer if no row holds.

    Attributes:
        first_wins: whether the first row that holds gives the answer; otherwise rows must exclude each other.
        fallback: the answer if no row holds.
        valid: holds for students who can exist; all other students are ignored.
        full: every cell of every axis.
    """

    rows: tuple[Row, ...]
    first_wins: bool
    fallback: Answer
    valid: Formula
    full: Cube

    def candidates(self, cube: Cube) -> dict[Answer, None]:
        """The answers that three-valued truth leaves open, in the order of the rows; a single one if it is settled."""
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
        """The answers that students in the cube get; empty if no student in it can exist. Cached by cube."""
        return self.answers_found.of(cube, lambda: self._answers(cube))

    def _answers(self, cube: Cube) -> tuple[Answer, ...]:
        current().spend(self._weight)
        left = self.candidates(cube)
        if len(left) == 1:
            return tuple(left) if find((self.valid,), cube) is not None else ()
        return tuple(answer for answer in left if self.region(answer, cube) is not None)

    def region(self, answer: Answer, cube: Cube) -> Cube | None:
        """A set of students in the cube who can exist and all get this answer; None if there is none."""
        current().spend(self._weight)
        if answer == AMBIGUOUS:
            return next(self._overlaps(cube), None)
        return first_found(self._regions(answer, cube))

    def without_row(self, cube: Cube) -> Cube | None:
        """A set of students in the cube who can exist and for whom no row holds; None if there is none.

        Raises:
            TooHardError: the budget is spent.
        """
        if cube == self.full and self.cover.is_a_division:
            return None
        return self.cover.outside(self.cover.all_rows, (self.valid,), cube)

    def first_at(self, number: int) -> Cube | None:
        """A set of students who can exist, for whom a row holds and no row before it; None if there is none.

        Raises:
            TooHardError: the budget is spent.
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

    def opposite_of(self, number: int) -> Formula:
        """The negation of a row."""
        return opposite(self.rows[number].formula, self.full)

    @cached_property
    def answers_found(self) -> "ByCube[tuple[Answer, ...]]":
        """The cache of the answers for each cube."""
        return ByCube()

    @cached_property
    def asked_found(self) -> "ByCube[tuple[int, ...]]":
        """The cache of the axes to ask for each cube."""
        return ByCube()

    @cached_property
    def cover(self) -> RowIndex:
        """The index of the rows by cell."""
        return RowIndex([row.formula for row in self.rows], self.full)

    def _rows_for(self, cube: Cube) -> Iterable[Row]:
        """The rows that may hold for a student in a cube, and possibly others."""
        if len(self.rows) <= _FEW:
            return self.rows
        return (self.rows[number] for number in positions(self.cover.touching(cube, self.cover.all_rows)))

    def _regions(self, answer: Answer, cube: Cube) -> Iterator[Cube | None]:
        """For each way to get an answer, a set of students who get it that way."""
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
        """The set of rows with this answer."""
        return self._answers_at.get(answer, 0)

    @cached_property
    def _weight(self) -> int:
        """The work of visiting every row once."""
        return sum(min(weight_of(row.formula), HEAVY) for row in self.rows)

    @cached_property
    def _answers_at(self) -> dict[Answer, int]:
        found: dict[Answer, int] = {}
        for number, row in enumerate(self.rows):
            found[row.answer] = found.get(row.answer, 0) | 1 << number
        return found
