"""Sets of students as decision diagrams: for what goes along paths, where sets of cubes would fall to pieces.

A diagram asks one fact after another, always in the same order, and ends in yes or no. Equal sets are the same node,
so whether a set has grown is one comparison. `docs/decisions/0009-one-core.md` says when which of the two is used.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import reduce
from typing import Literal, NewType, TypeAlias

from routekaart.logic.formula import Formula, Or, Within
from routekaart.logic.search import TooHard

Node = NewType("Node", int)
NOBODY, EVERYBODY = Node(0), Node(1)

Change: TypeAlias = Literal["keep", "up", "down", "free"]
"""What becomes of a fact: nothing, to the same or a later cell, to the same or an earlier cell, or anything."""

_LAST = 1 << 30
_MOST_LEVELS = 200
"""Every operation calls itself once for each level; Python bears about a thousand calls."""


class Diagrams:
    """Makes and combines sets of students over some axes, in a fixed order."""

    def __init__(self, sizes: Sequence[int], order: Sequence[int], most_nodes: int) -> None:
        """The axes have so many cells each, and are asked in this order.

        Raises:
            TooHard: there are too many axes. Every operation raises it when more nodes are needed than `most_nodes`.
        """
        if len(sizes) > _MOST_LEVELS:
            raise TooHard
        self._axes = tuple(order)
        self._levels = {axis: level for level, axis in enumerate(order)}
        self._sizes = tuple(sizes[axis] for axis in order)
        self._most = most_nodes
        self._level: list[int] = [_LAST, _LAST]
        self._parts: list[tuple[Node, ...]] = [(), ()]
        self._known: dict[tuple[int, tuple[Node, ...]], Node] = {}
        self._both: dict[tuple[Node, Node], Node] = {}
        self._either: dict[tuple[Node, Node], Node] = {}
        self._minus: dict[tuple[Node, Node], Node] = {}
        self._changed: dict[tuple[Change, ...], dict[Node, Node]] = {}

    @contextmanager
    def spending_at_most(self, nodes: int) -> Iterator[None]:
        """Within this, every operation raises `TooHard` once so many more nodes are needed."""
        before = self._most
        self._most = min(before, len(self._level) + nodes)
        try:
            yield
        finally:
            self._most = before

    def of(self, formula: Formula) -> Node:
        """The students for whom a formula holds."""
        if isinstance(formula, bool):
            return EVERYBODY if formula else NOBODY
        if isinstance(formula, Within):
            return self.within(formula.axis, formula.mask)
        join, start = (self.either, NOBODY) if isinstance(formula, Or) else (self.both, EVERYBODY)
        return reduce(join, (self.of(part) for part in formula.parts), start)

    def within(self, axis: int, mask: int) -> Node:
        """The students whose fact lies in one of the cells of a mask."""
        level = self._levels[axis]
        parts = tuple(EVERYBODY if mask >> cell & 1 else NOBODY for cell in range(self._sizes[level]))
        return self._node(level, parts)

    def student(self, cells: Sequence[int | None]) -> Node:
        """The students in these cells, one for each axis; None leaves a fact open."""
        return reduce(
            self.both,
            (self.within(axis, 1 << cell) for axis, cell in enumerate(cells) if cell is not None),
            EVERYBODY,
        )

    def both(self, one: Node, other: Node) -> Node:
        """The students who are in both sets."""
        if one == other or other == EVERYBODY:
            return one
        if one == EVERYBODY:
            return other
        if NOBODY in (one, other):
            return NOBODY
        key = (one, other) if one < other else (other, one)
        found = self._both.get(key)
        if found is None:
            found = self._both[key] = self._combined(self.both, *key)
        return found

    def either(self, one: Node, other: Node) -> Node:
        """The students who are in one of the sets."""
        if one == other or other == NOBODY:
            return one
        if one == NOBODY:
            return other
        if EVERYBODY in (one, other):
            return EVERYBODY
        key = (one, other) if one < other else (other, one)
        found = self._either.get(key)
        if found is None:
            found = self._either[key] = self._combined(self.either, *key)
        return found

    def minus(self, one: Node, other: Node) -> Node:
        """The students of the first set who are not in the second."""
        if one in (NOBODY, other) or other == EVERYBODY:
            return NOBODY
        if other == NOBODY:
            return one
        key = (one, other)
        found = self._minus.get(key)
        if found is None:
            found = self._minus[key] = self._combined(self.minus, one, other)
        return found

    def changed(self, node: Node, changes: tuple[Change, ...]) -> Node:
        """What the students of a set can have become when each fact (one change an axis) may have changed so."""
        ways = tuple(changes[axis] for axis in self._axes)
        return self._change(node, ways, self._changed.setdefault(ways, {}))

    def first(self, node: Node) -> tuple[int | None, ...]:
        """The cells of one student in a set that is not empty, one for each axis; None where it does not matter."""
        cells: list[int | None] = [None] * len(self._axes)
        while node != EVERYBODY:
            level = self._level[node]
            cell = next(cell for cell, part in enumerate(self._parts[node]) if part != NOBODY)
            cells[self._axes[level]] = cell
            node = self._parts[node][cell]
        return tuple(cells)

    def masks(self, node: Node) -> tuple[int, ...]:
        """For each axis the cells that some student in the set has."""
        found = [0] * len(self._axes)
        above: dict[Node, int] = {node: 0}
        for current in sorted(self._below(node), key=lambda one: self._level[one]):
            level = min(self._level[current], len(self._axes))
            for skipped in range(above[current], level):
                found[self._axes[skipped]] = (1 << self._sizes[skipped]) - 1
            if current != EVERYBODY:
                for cell, part in enumerate(self._parts[current]):
                    if part != NOBODY:
                        found[self._axes[level]] |= 1 << cell
                        above[part] = min(above.get(part, _LAST), level + 1)
        return tuple(found)

    def is_larger(self, node: Node, most: int) -> bool:
        """Whether a set takes more than so many nodes."""
        found = {node}
        waiting = [node]
        while waiting and len(found) <= most:
            new = {part for part in self._parts[waiting.pop()] if part not in found}
            found |= new
            waiting += new
        return len(found) > most

    def _below(self, node: Node) -> set[Node]:
        found: set[Node] = set()
        waiting = [node]
        while waiting:
            current = waiting.pop()
            if current not in found and current != NOBODY:
                found.add(current)
                waiting.extend(self._parts[current])
        return found

    def _change(self, node: Node, ways: tuple[Change, ...], known: dict[Node, Node]) -> Node:
        if node <= EVERYBODY:
            return node
        if node not in known:
            level = self._level[node]
            parts = [self._change(part, ways, known) for part in self._parts[node]]
            known[node] = self._node(level, self._moved(parts, ways[level]))
        return known[node]

    def _moved(self, parts: list[Node], way: Change) -> tuple[Node, ...]:
        if way == "keep":
            return tuple(parts)
        if way == "free":
            return (reduce(self.either, parts),) * len(parts)
        ordered = parts if way == "up" else parts[::-1]
        for position in range(1, len(ordered)):
            ordered[position] = self.either(ordered[position], ordered[position - 1])
        return tuple(ordered if way == "up" else ordered[::-1])

    def _combined(self, operation: Callable[[Node, Node], Node], one: Node, other: Node) -> Node:
        level, level_of_other = self._level[one], self._level[other]
        if level == level_of_other:
            return self._node(level, tuple(map(operation, self._parts[one], self._parts[other])))
        if level < level_of_other:
            return self._node(level, tuple([operation(part, other) for part in self._parts[one]]))
        return self._node(level_of_other, tuple([operation(one, part) for part in self._parts[other]]))

    def _node(self, level: int, parts: tuple[Node, ...]) -> Node:
        if parts.count(parts[0]) == len(parts):
            return parts[0]
        key = (level, parts)
        node = self._known.get(key)
        if node is None:
            if len(self._level) >= self._most:
                raise TooHard
            node = Node(len(self._level))
            self._level.append(level)
            self._parts.append(parts)
            self._known[key] = node
        return node
