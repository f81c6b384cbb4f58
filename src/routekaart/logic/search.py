"""Search over sets of students: what answers are possible, and which facts can still change them.

A question is never put to single students one by one. A set of students is split on a atom only as long as the
three-valued truth of some row is open for it, so most questions are settled after a few splits.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from routekaart.logic.formula import Cube, Formula, Within, narrow, split, truth, undecided
from routekaart.truth import Truth


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


@dataclass(frozen=True, slots=True)
class Table:
    """What a step does: its rows, whether the first that holds wins, and the answer when none holds.

    Attributes:
        valid: holds for students who can exist; the others are left out of every question.
    """

    rows: tuple[Row, ...]
    first_wins: bool
    fallback: Answer
    valid: Formula

    def verdict(self, cube: Cube) -> Answer | None:
        """The one answer for all students in the cube; None when three-valued truth does not settle it."""
        sure: list[Answer] = []
        maybe: list[Answer] = []
        for row in self.rows:
            value = truth(row.formula, cube)
            if value is True:
                sure.append(row.answer)
                if self.first_wins:
                    break
            elif value is None:
                maybe.append(row.answer)
        if not self.first_wins and len(set(sure)) > 1:
            return AMBIGUOUS
        possible = {*maybe, *sure} if sure else {*maybe, self.fallback}
        return possible.pop() if len(possible) == 1 else None

    def open_atoms(self, cube: Cube) -> Iterable[Within]:
        """The atoms that can still settle a row, in the order of the rows."""
        for row in self.rows:
            yield from undecided(row.formula, cube)
            if self.first_wins and truth(row.formula, cube) is True:
                return


def satisfiable(formula: Formula, cube: Cube) -> bool:
    """Whether some student in the cube fits the formula."""
    narrowed = narrow(formula, cube)
    if narrowed is None:
        return False
    atom = next(iter(undecided(formula, narrowed)), None)
    return atom is None or any(satisfiable(formula, half) for half in split(narrowed, atom))


def settled(formula: Formula, valid: Formula, cube: Cube) -> Truth:
    """True or false when it is so for every student who can exist; None when students differ."""
    table = Table((Row(Answer("target", "yes"), formula),), True, Answer("target", "no"), valid)
    found = answers(table, cube, limit=2)
    return found[0].target == "yes" if len(found) == 1 else None


def answers(table: Table, cube: Cube, limit: int | None = None) -> tuple[Answer, ...]:
    """Every different answer that students in the cube can get, at most `limit`; none when no student can exist."""
    found: dict[Answer, None] = {}

    def look(part: Cube) -> bool:
        narrowed = narrow(table.valid, part)
        if narrowed is None:
            return False
        verdict = table.verdict(narrowed)
        if verdict is not None:
            if verdict not in found and satisfiable(table.valid, narrowed):
                found[verdict] = None
            return limit is not None and len(found) >= limit
        atom = next(iter(table.open_atoms(narrowed)))
        return any(look(half) for half in split(narrowed, atom))

    look(cube)
    return tuple(found)


def varies(table: Table, cube: Cube, free: frozenset[int]) -> bool:
    """Whether two students who differ only on the axes `free` can get different answers."""
    narrowed = narrow(table.valid, cube)
    if narrowed is None or table.verdict(narrowed) is not None:
        return False
    for atom in (*table.open_atoms(narrowed), *undecided(table.valid, narrowed)):
        if atom.axis not in free:
            return any(varies(table, half, free) for half in split(narrowed, atom))
    return len(answers(table, narrowed, limit=2)) > 1


def deciding_axes(table: Table, cube: Cube) -> tuple[int, ...]:
    """The axes that can still change the answer: knowing all of them settles it, whatever else stays unknown.

    An axis counts when two students who differ only there get different answers. Where facts exclude each other two
    students may have to differ in several facts at once; then all facts of such a smallest difference count.
    """
    open_axes = [axis for axis, mask in enumerate(cube) if mask & (mask - 1)]
    deciding: set[int] = set()
    for size in range(1, len(open_axes) + 1):
        rest = [axis for axis in open_axes if axis not in deciding]
        if not varies(table, cube, frozenset(rest)):
            break
        for group in combinations(rest, size):
            if varies(table, cube, frozenset(group)):
                deciding.update(group)
    return tuple(axis for axis in open_axes if axis in deciding)


def most_decisive_first(table: Table, cube: Cube, axes: Sequence[int]) -> tuple[int, ...]:
    """The axes, ordered by how few answers are left on average once that fact is known; ties keep their order."""

    def answers_left(axis: int) -> float:
        counts = []
        for index in range(cube[axis].bit_length()):
            if cube[axis] >> index & 1:
                cell = (*cube[:axis], 1 << index, *cube[axis + 1 :])
                counts.append(len(answers(table, cell)))
        possible = [count for count in counts if count]
        return sum(possible) / len(possible) if possible else 0.0

    return tuple(sorted(axes, key=answers_left))
