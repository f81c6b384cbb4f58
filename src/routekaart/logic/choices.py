"""Decision diagrams over what is known of a student, in which unknown is a branch like any other.

Of each fact, a handful of things can be known: nothing, or that it lies in one cell, or in some cells. A diagram asks
one fact after another, always in the same order, and ends in the outcome that the caller gives for students of whom
exactly that is known. Students who can get different answers never reach the same terminal.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from routekaart.foundation.errors import TooHardError
from routekaart.logic.diagram import NOBODY, Node
from routekaart.logic.formula import Formula
from routekaart.logic.multi_terminal import MultiTerminal

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
    """The diagram with each leaf replaced; a fork whose branches become the same is left out."""
    return _Unique[Other]().of(tree, become)


def alike(one: Tree[Leaf], other: Tree[Leaf]) -> bool:
    """Whether two diagrams have the same forks and the same leaves."""
    unique = _Unique[Leaf]()
    return unique.of(one, lambda leaf: leaf) is unique.of(other, lambda leaf: leaf)


class _Unique(Generic[Leaf]):
    """Makes terminals and forks; equal ones are one object."""

    def __init__(self) -> None:
        self._ends: dict[Leaf, Terminal[Leaf]] = {}
        self._forks: dict[tuple[int, tuple[int, ...]], Fork[Leaf]] = {}

    def end(self, leaf: Leaf) -> Terminal[Leaf]:
        return self._ends.setdefault(leaf, Terminal(leaf))

    def fork(self, choice: int, branches: Sequence[Tree[Leaf]]) -> Tree[Leaf]:
        """The fork with these branches; if they are all the same, that branch."""
        if all(branch is branches[0] for branch in branches):
            return branches[0]
        return self._forks.setdefault((choice, tuple(map(id, branches))), Fork(choice, tuple(branches)))

    def of(self, tree: Tree[Other], become: Callable[[Other], Leaf]) -> Tree[Leaf]:
        """The diagram with each leaf replaced by what `become` returns for it."""
        made: dict[int, Tree[Leaf]] = {}

        def of(one: Tree[Other]) -> Tree[Leaf]:
            return made[id(one)] if isinstance(one, Fork) else self.end(become(one.leaf))

        for fork in forks(tree):
            made[id(fork)] = self.fork(fork.choice, [of(branch) for branch in fork.branches])
        return of(tree)


def grown(
    nodes: MultiTerminal,
    root: Node,
    choices: Sequence[Choice],
    leaf: Callable[[Node, KnownCells], Leaf],
    kind: Callable[[KnownCells], Hashable],
    *,
    most_states: int,
    tell_nobody: bool = False,
) -> Tree[Leaf]:
    """Build the diagram over what can be known of a student from a diagram over what students are.

    Args:
        leaf: returns the leaf for students of whom this is known, given the part of `root` that remains for them;
            `NOBODY` if no such student can exist. Called once for all students whom the remaining choices cannot tell
            apart.
        most_states: the most states that may be visited.
        tell_nobody: whether students who cannot exist must be told apart; if not, they may end anywhere.

    Raises:
        TooHardError: the diagram takes more than `most_states` states.
    """
    said = tuple(tuple(map(nodes.of, choice.said)) for choice in choices if choice.axis is None)
    return _Growing(nodes, choices, leaf, kind, most_states, tell_nobody=tell_nobody).grow((), root, said)


_Said: TypeAlias = tuple[tuple[Node, ...], ...]
"""For each derived fact whose choice is still to be made: the students who fit each of its alternatives."""


class _Growing(Generic[Leaf]):
    """The construction of one diagram."""

    def __init__(
        self,
        nodes: MultiTerminal,
        choices: Sequence[Choice],
        leaf: Callable[[Node, KnownCells], Leaf],
        kind: Callable[[KnownCells], Hashable],
        most_states: int,
        *,
        tell_nobody: bool,
    ) -> None:
        self._nodes = nodes
        self._choices = choices
        self._leaf = leaf
        self._kind = kind
        self._left = most_states
        self._tell_nobody = tell_nobody
        self._unique = _Unique[Leaf]()
        self._nobody: set[Tree[Leaf]] = set()
        self._seen: dict[tuple[object, ...], Tree[Leaf]] = {}

    def grow(self, known: KnownCells, node: Node, said: _Said) -> Tree[Leaf]:
        known = self._passed(known, node, said)
        key = (len(known), node, said, self._kind(known))
        if key not in self._seen:
            self._left -= 1
            if self._left < 0:
                raise TooHardError
            self._seen[key] = self._grown(known, node, said)
        return self._seen[key]

    def _passed(self, known: KnownCells, node: Node, said: _Said) -> KnownCells:
        """The known alternatives, with 0 (nothing known) for every next choice that cannot matter any more."""
        left = self._choices[len(known) :]
        if self._is_settled(node, said):
            return (*known, *(0 for _ in left))
        asked = self._nodes.axes_of(node).union(*(self._nodes.axes_of(one) for parts in said for one in parts))
        first = (at for at, choice in enumerate(left) if choice.axis is None or choice.axis in asked)
        return (*known, *(0 for _ in range(next(first, len(left)))))

    def _is_settled(self, node: Node, said: _Said) -> bool:
        """Whether the remaining choices cannot matter."""
        if node == NOBODY:
            return True
        if self._tell_nobody:
            return not said and self._nodes.asks(node) is None
        return len(self._nodes.ends_of(node)) == 1

    def _grown(self, known: KnownCells, node: Node, said: _Said) -> Tree[Leaf]:
        at = len(known)
        if at == len(self._choices):
            end = self._unique.end(self._leaf(node, known))
            if node == NOBODY:
                self._nobody.add(end)
            return end
        choice, nodes = self._choices[at], self._nodes
        if choice.axis is None:
            left = [(nodes.only(node, one), said[1:]) for one in said[0]]
        else:
            axis = choice.axis
            left = [
                (
                    nodes.known(node, axis, mask),
                    tuple(tuple(nodes.known(one, axis, mask) for one in parts) for parts in said),
                )
                for mask in choice.masks
            ]
        return self._fork(at, [self.grow((*known, number), *one) for number, one in enumerate(left)])

    def _fork(self, at: int, branches: list[Tree[Leaf]]) -> Tree[Leaf]:
        if not self._tell_nobody:
            # An unknown fact fits somebody who can exist, so the first branch is never for nobody alone.
            others = [branch for branch in branches[1:] if branch not in self._nobody]
            alike = others[0] if others and all(branch is others[0] for branch in others) else branches[0]
            branches = [alike if branch in self._nobody else branch for branch in branches]
        return self._unique.fork(at, branches)
