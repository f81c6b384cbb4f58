"""Decision diagrams over what is known of a student, in which unknown is a branch like any other.

A handful of things can be known of each fact: nothing, or that it lies in one cell, or in some cells. A diagram asks
one fact after another, always in the same order, and ends in what the caller says of a student of whom exactly that is
known. Students who can get different answers never reach the same terminal.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeAlias, TypeVar

from routekaart.foundation.errors import TooHardError
from routekaart.logic.formula import And, AxisLiteral, Cube, Formula, axes_of, conjoin, truth
from routekaart.logic.table import Answer, Table

Leaf = TypeVar("Leaf")
Other = TypeVar("Other")
KnownCells: TypeAlias = tuple[int, ...]
"""For each choice, the index of what is known; 0 for nothing."""


@dataclass(frozen=True)
class Choice:
    """A fact, with the alternatives for what can be known of it.

    Attributes:
        name: the fact.
        axis: the axis of the fact; None for a derived fact that is given.
        masks: for an axis, the cells of each alternative; the first is every cell, for an unknown fact.
        said: for a derived fact, the formula that its inputs satisfy in each alternative; the first is true.
    """

    name: str
    axis: int | None
    masks: tuple[int, ...] = ()
    said: tuple[Formula, ...] = ()


@dataclass(frozen=True, eq=False)
class Terminal(Generic[Leaf]):
    """The end of a path in a diagram, with the outcome for the students who reach it."""

    leaf: Leaf


@dataclass(frozen=True, eq=False)
class Fork(Generic[Leaf]):
    """A node of a diagram, with a branch for each alternative of a choice. Equal forks are one object."""

    choice: int
    branches: tuple["Fork[Leaf] | Terminal[Leaf]", ...]


Tree: TypeAlias = Fork[Leaf] | Terminal[Leaf]


def forks(tree: Tree[Leaf]) -> Iterator[Fork[Leaf]]:
    """Every fork of a diagram once, later choices first."""
    found: dict[int, Fork[Leaf]] = {}
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Fork) and id(one) not in found:
            found[id(one)] = one
            waiting.extend(one.branches)
    yield from sorted(found.values(), key=lambda fork: -fork.choice)


def ends(tree: Tree[Leaf]) -> tuple[Leaf, ...]:
    """The distinct leaves of a diagram."""
    if isinstance(tree, Terminal):
        return (tree.leaf,)
    return tuple(dict.fromkeys(one.leaf for fork in forks(tree) for one in fork.branches if isinstance(one, Terminal)))


def with_leaves(tree: Tree[Leaf], become: Callable[[Leaf], Other]) -> Tree[Other]:
    """The same diagram with something else at each end; where that is the same on every branch, nothing is asked."""
    return _Unique[Other]().of(tree, become)


def alike(one: Tree[Leaf], other: Tree[Leaf]) -> bool:
    """Whether two diagrams ask the same and end the same."""
    unique = _Unique[Leaf]()
    return unique.of(one, lambda leaf: leaf) is unique.of(other, lambda leaf: leaf)


class _Unique(Generic[Leaf]):
    """Makes ends and forks, of which equal ones are one object."""

    def __init__(self) -> None:
        self._ends: dict[Leaf, Terminal[Leaf]] = {}
        self._forks: dict[tuple[int, tuple[int, ...]], Fork[Leaf]] = {}

    def end(self, leaf: Leaf) -> Terminal[Leaf]:
        return self._ends.setdefault(leaf, Terminal(leaf))

    def fork(self, choice: int, branches: Sequence[Tree[Leaf]]) -> Tree[Leaf]:
        """A fork; where every branch is the same, that branch."""
        if all(branch is branches[0] for branch in branches):
            return branches[0]
        return self._forks.setdefault((choice, tuple(map(id, branches))), Fork(choice, tuple(branches)))

    def of(self, tree: Tree[Other], become: Callable[[Other], Leaf]) -> Tree[Leaf]:
        """A diagram with at each end what its leaf becomes."""
        made: dict[int, Tree[Leaf]] = {}

        def of(one: Tree[Other]) -> Tree[Leaf]:
            return made[id(one)] if isinstance(one, Fork) else self.end(become(one.leaf))

        for fork in forks(tree):
            made[id(fork)] = self.fork(fork.choice, [of(branch) for branch in fork.branches])
        return of(tree)


def diagram(
    table: Table,
    choices: Sequence[Choice],
    leaf: Callable[[tuple[Answer, ...], KnownCells], Leaf],
    *,
    most_states: int,
    tell_nobody: bool = False,
) -> Tree[Leaf]:
    """The diagram of a table.

    Args:
        leaf: returns the leaf for students with these answers, of whom this is known; without answers, no such student
            can exist. It is called once for all students whom the remaining choices cannot tell apart.
        most_states: the most states that may be visited.
        tell_nobody: whether students who cannot exist must be told apart; otherwise they may end anywhere.

    Raises:
        TooHardError: the diagram takes more than `most_states` states.
    """
    return _Building(table, choices, leaf, most_states, tell_nobody=tell_nobody).tree()


class _Building(Generic[Leaf]):
    """The construction of one diagram."""

    def __init__(
        self,
        table: Table,
        choices: Sequence[Choice],
        leaf: Callable[[tuple[Answer, ...], KnownCells], Leaf],
        most_states: int,
        *,
        tell_nobody: bool,
    ) -> None:
        self._tell_nobody = tell_nobody
        self._table = table
        self._choices = choices
        self._leaf = leaf
        self._left = most_states
        self._unique = _Unique[Leaf]()
        self._nobody: set[Tree[Leaf]] = set()
        self._seen: dict[tuple[object, ...], Tree[Leaf]] = {}
        self._tables: dict[Formula, Table] = {table.valid: table}

    def tree(self) -> Tree[Leaf]:
        return self._grow((), self._table.full, self._table.valid)

    def _grow(self, known: KnownCells, cube: Cube, valid: Formula) -> Tree[Leaf]:
        # Given derived facts are part of the key: they determine which facts the leaf depends on.
        key = (len(known), *self._rest(len(known), cube, valid), self._said(known))
        if key not in self._seen:
            self._left -= 1
            if self._left < 0:
                raise TooHardError
            self._seen[key] = self._grown(known, cube, valid)
        return self._seen[key]

    def _grown(self, known: KnownCells, cube: Cube, valid: Formula) -> Tree[Leaf]:
        answers = self._with(valid).answers(cube)
        at = len(known)
        settled = not answers or (len(answers) == 1 and not self._may_be_nobody(at, cube, valid))
        if settled or at == len(self._choices):
            unknown = (0,) * (len(self._choices) - at)
            return self._end(self._leaf(answers, (*known, *unknown)), somebody=bool(answers))
        choice = self._choices[at]
        if choice.axis is None:
            rules = [conjoin([valid, part], self._table.full) for part in choice.said]
            branches = [self._grow((*known, number), cube, rule) for number, rule in enumerate(rules)]
        else:
            cubes = [(*cube[: choice.axis], mask, *cube[choice.axis + 1 :]) for mask in choice.masks]
            branches = [self._grow((*known, number), one, valid) for number, one in enumerate(cubes)]
        return self._fork(at, branches)

    def _may_be_nobody(self, at: int, cube: Cube, valid: Formula) -> bool:
        """Whether it matters that the remaining choices may lead to students who cannot exist."""
        follows = any(choice.axis is None for choice in self._choices[at:])
        return self._tell_nobody and (follows or truth(valid, cube) is None)

    def _fork(self, at: int, branches: list[Tree[Leaf]]) -> Tree[Leaf]:
        if not self._tell_nobody:
            # An unknown fact fits somebody who can exist, so the first branch is never for nobody alone.
            others = [branch for branch in branches[1:] if branch not in self._nobody]
            alike = others[0] if others and all(branch is others[0] for branch in others) else branches[0]
            branches = [alike if branch in self._nobody else branch for branch in branches]
        return self._unique.fork(at, branches)

    def _end(self, leaf: Leaf, *, somebody: bool) -> Terminal[Leaf]:
        end = self._unique.end(leaf)
        if not somebody:
            self._nobody.add(end)
        return end

    def _with(self, valid: Formula) -> Table:
        if valid not in self._tables:
            self._tables[valid] = replace(self._table, valid=valid)
        return self._tables[valid]

    def _said(self, known: KnownCells) -> tuple[int, ...]:
        said = enumerate(zip(known, self._choices, strict=False))
        return tuple(at for at, (number, choice) in said if number and choice.axis is None)

    def _rest(self, at: int, cube: Cube, valid: Formula) -> tuple[object, ...]:
        """The residue, for students in a cube, of the rows, of `valid` and of the formulas of the remaining choices."""
        said = (part for one in self._choices[at:] for part in one.said)
        left = tuple(rest_of(one, cube) for one in (*(row.formula for row in self._table.rows), valid, *said))
        axes = frozenset().union(*map(axes_of, left))
        return left, tuple((axis, cube[axis]) for axis in sorted(axes))


def rest_of(formula: Formula, cube: Cube) -> Formula:
    """The formula simplified for the students in a cube; every part that is left is undecided."""
    settled = truth(formula, cube)
    if settled is not None:
        return settled
    if isinstance(formula, AxisLiteral):
        return AxisLiteral(formula.axis, formula.mask & cube[formula.axis])
    assert not isinstance(formula, bool)
    neutral = isinstance(formula, And)
    parts = [rest for part in formula.parts if (rest := rest_of(part, cube)) is not neutral]
    return parts[0] if len(parts) == 1 else type(formula)(tuple(parts))
