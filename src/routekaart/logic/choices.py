"""What becomes of students by what is known of them: a diagram in which unknown is a branch like any other.

Of each fact there is a handful of things that can be known: nothing, that it lies in some cell, or in some cells. The
diagram asks one fact after another, always in the same order, and ends in what a reference says of one student of whom
just that is known. Two students who can get other answers never come to the same end.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeAlias, TypeVar

from routekaart.errors import TooHardError
from routekaart.logic.formula import And, Cube, Formula, Within, axes_of, conjoin, truth
from routekaart.logic.table import Answer, Table

Leaf = TypeVar("Leaf")
Other = TypeVar("Other")
Known: TypeAlias = tuple[int, ...]
"""For each choice the number of what is known; 0 for nothing."""


@dataclass(frozen=True)
class Choice:
    """One thing that can be known of a student, in several ways.

    Attributes:
        name: the fact.
        axis: the axis of the fact; None for a fact that follows from others and is known all the same.
        masks: on an axis, the cells in which it then lies; first every cell, for nothing that is known.
        said: of a fact that follows from others, a formula that its inputs then fit; first true.
    """

    name: str
    axis: int | None
    masks: tuple[int, ...] = ()
    said: tuple[Formula, ...] = ()


@dataclass(frozen=True, eq=False)
class End(Generic[Leaf]):
    """What becomes of the students who come here."""

    leaf: Leaf


@dataclass(frozen=True, eq=False)
class Fork(Generic[Leaf]):
    """Where students part: for each thing that can be known of a choice, where they go. Equal forks are one object."""

    choice: int
    branches: tuple["Fork[Leaf] | End[Leaf]", ...]


Tree: TypeAlias = Fork[Leaf] | End[Leaf]


def forks(tree: Tree[Leaf]) -> Iterator[Fork[Leaf]]:
    """Every fork of a diagram once, those that are asked later first."""
    found: dict[int, Fork[Leaf]] = {}
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Fork) and id(one) not in found:
            found[id(one)] = one
            waiting.extend(one.branches)
    yield from sorted(found.values(), key=lambda fork: -fork.choice)


def ends(tree: Tree[Leaf]) -> tuple[Leaf, ...]:
    """What stands at each end of a diagram, each once."""
    if isinstance(tree, End):
        return (tree.leaf,)
    return tuple(dict.fromkeys(one.leaf for fork in forks(tree) for one in fork.branches if isinstance(one, End)))


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
        self._ends: dict[Leaf, End[Leaf]] = {}
        self._forks: dict[tuple[int, tuple[int, ...]], Fork[Leaf]] = {}

    def end(self, leaf: Leaf) -> End[Leaf]:
        return self._ends.setdefault(leaf, End(leaf))

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
    leaf: Callable[[tuple[Answer, ...], Known], Leaf],
    *,
    most_states: int,
    tell_nobody: bool = False,
) -> Tree[Leaf]:
    """The diagram of a table.

    Args:
        leaf: what to say of students with these answers, of whom this is known; no answers when nobody can be like
            that. It is asked once for all who cannot be told apart by what is left to ask.
        most_states: how many states may be looked at.
        tell_nobody: whether it matters which students cannot exist; otherwise they may end anywhere.

    Raises:
        TooHardError: it takes more states.
    """
    return _Building(table, choices, leaf, most_states, tell_nobody=tell_nobody).tree()


class _Building(Generic[Leaf]):
    """One diagram being made."""

    def __init__(
        self,
        table: Table,
        choices: Sequence[Choice],
        leaf: Callable[[tuple[Answer, ...], Known], Leaf],
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

    def _grow(self, known: Known, cube: Cube, valid: Formula) -> Tree[Leaf]:
        # The facts that were said to follow are part of the key: they say which facts a reference looks at.
        key = (len(known), *self._rest(len(known), cube, valid), self._said(known))
        if key not in self._seen:
            self._left -= 1
            if self._left < 0:
                raise TooHardError
            self._seen[key] = self._grown(known, cube, valid)
        return self._seen[key]

    def _grown(self, known: Known, cube: Cube, valid: Formula) -> Tree[Leaf]:
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
        """Whether it matters, and what can still be known may be what nobody can be."""
        follows = any(choice.axis is None for choice in self._choices[at:])
        return self._tell_nobody and (follows or truth(valid, cube) is None)

    def _fork(self, at: int, branches: list[Tree[Leaf]]) -> Tree[Leaf]:
        if not self._tell_nobody:
            # Nothing known is like somebody who can exist, so the first branch is never for nobody alone.
            others = [branch for branch in branches[1:] if branch not in self._nobody]
            alike = others[0] if others and all(branch is others[0] for branch in others) else branches[0]
            branches = [alike if branch in self._nobody else branch for branch in branches]
        return self._unique.fork(at, branches)

    def _end(self, leaf: Leaf, *, somebody: bool) -> End[Leaf]:
        end = self._unique.end(leaf)
        if not somebody:
            self._nobody.add(end)
        return end

    def _with(self, valid: Formula) -> Table:
        if valid not in self._tables:
            self._tables[valid] = replace(self._table, valid=valid)
        return self._tables[valid]

    def _said(self, known: Known) -> tuple[int, ...]:
        said = enumerate(zip(known, self._choices, strict=False))
        return tuple(at for at, (number, choice) in said if number and choice.axis is None)

    def _rest(self, at: int, cube: Cube, valid: Formula) -> tuple[object, ...]:
        """What is left of the table, and of what can still be said to follow, for students in a cube."""
        said = (part for one in self._choices[at:] for part in one.said)
        left = tuple(rest_of(one, cube) for one in (*(row.formula for row in self._table.rows), valid, *said))
        axes = frozenset().union(*map(axes_of, left))
        return left, tuple((axis, cube[axis]) for axis in sorted(axes))


def rest_of(formula: Formula, cube: Cube) -> Formula:
    """What of a formula is not settled for the students in a cube; every part of it is still open."""
    settled = truth(formula, cube)
    if settled is not None:
        return settled
    if isinstance(formula, Within):
        return Within(formula.axis, formula.mask & cube[formula.axis])
    assert not isinstance(formula, bool)
    neutral = isinstance(formula, And)
    parts = [rest for part in formula.parts if (rest := rest_of(part, cube)) is not neutral]
    return parts[0] if len(parts) == 1 else type(formula)(tuple(parts))
