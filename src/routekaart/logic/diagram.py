"""Sets of students as decision diagrams, for sets along paths that would take too many cubes.

A diagram asks one fact after another, always in the same order, and ends in yes or no. Equal sets are the same node,
so checking whether a set has grown is one comparison. `docs/decisions/0009-one-core.md` says when to use cubes and when
diagrams.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import reduce
from operator import eq
from typing import Literal, NewType, TypeAlias

from routekaart.foundation.errors import TooHardError
from routekaart.logic.budget import current
from routekaart.logic.formula import AxisLiteral, Formula, Or, walked

Node = NewType("Node", int)
NOBODY, EVERYBODY = Node(0), Node(1)

CellMove: TypeAlias = Literal["keep", "up", "down", "free"]
"""How a fact can change: not, to the same or a later cell, to the same or an earlier cell, or to any cell."""

LAST = 1 << 30
"""The level of a node that asks nothing: nobody and everybody."""
STEP = 30
"""The work of one step of an operation, in units of a budget."""
_MOST_LEVELS = 200
"""Every operation recurses once for each level; Python allows about a thousand nested calls."""


class TooLargeError(TooHardError):
    """A diagram would have more nodes, or ask more facts, than allowed."""


class Diagrams:
    """A factory of sets of students over some axes in a fixed order, with the operations on those sets."""

    def __init__(self, sizes: Sequence[int], order: Sequence[int], most_nodes: int) -> None:
        """Diagrams over axes with these numbers of cells.

        Args:
            sizes: the number of cells of each axis.
            order: the axes that are asked, in this order; the others stay open.
            most_nodes: every operation that needs more nodes raises `TooLargeError`.

        Raises:
            TooLargeError: there are too many axes in `order`.
        """
        if len(order) > _MOST_LEVELS:
            raise TooLargeError
        self._all = len(sizes)
        self._axes = tuple(order)
        self._levels = {axis: level for level, axis in enumerate(order)}
        self._sizes = tuple(sizes[axis] for axis in order)
        self._most = most_nodes
        self._level: list[int] = [LAST, LAST]
        # The runs of cells of each node that lead to the same node: the cell after each run, and the node it leads to.
        self._ends: list[tuple[int, ...]] = [(), ()]
        self._parts: list[tuple[Node, ...]] = [(), ()]
        self._known: dict[tuple[int, tuple[int, ...], tuple[Node, ...]], Node] = {}
        self._both: dict[tuple[Node, Node], Node] = {}
        self._either: dict[tuple[Node, Node], Node] = {}
        self._minus: dict[tuple[Node, Node], Node] = {}
        self._within: dict[tuple[int, int], Node] = {}
        self._changed: dict[tuple[CellMove, ...], tuple[tuple[CellMove, ...], int, dict[Node, Node]]] = {}

    @contextmanager
    def spending_at_most(self, nodes: int) -> Iterator[None]:
        """Within the context, every operation raises `TooLargeError` once more than `nodes` new nodes are needed."""
        before = self._most
        self._most = min(before, len(self._level) + nodes)
        try:
            yield
        finally:
            self._most = before

    def of(self, formula: Formula) -> Node:
        """The set of students for whom a formula holds."""
        return walked(formula, self._of)

    def _of(self, formula: Formula, of: Callable[[Formula], Node]) -> Node:
        if isinstance(formula, bool):
            return EVERYBODY if formula else NOBODY
        if isinstance(formula, AxisLiteral):
            return self.within(formula.axis, formula.mask)
        if isinstance(formula, Or):
            return reduce(self.either, map(of, formula.parts), NOBODY)
        atoms = self._all_within([(part.axis, part.mask) for part in formula.parts if isinstance(part, AxisLiteral)])
        return reduce(self.both, (of(part) for part in formula.parts if not isinstance(part, AxisLiteral)), atoms)

    def within(self, axis: int, mask: int) -> Node:
        """The set of students whose fact lies in one of the cells of a mask."""
        found = self._within.get((axis, mask))
        if found is None:
            level = self._levels[axis]
            cells = range(self._sizes[level])
            parts = [EVERYBODY if mask >> cell & 1 else NOBODY for cell in cells]
            found = self._within[axis, mask] = self._node(level, [cell + 1 for cell in cells], parts)
        return found

    def student(self, cells: Sequence[int | None]) -> Node:
        """The set of students in these cells, one for each axis; None leaves a fact open."""
        return self._all_within([(axis, 1 << cell) for axis, cell in enumerate(cells) if cell is not None])

    def both(self, one: Node, other: Node) -> Node:
        """The intersection of two sets."""
        if one == other or other == EVERYBODY:
            return one
        if one == EVERYBODY:
            return other
        if not one or not other:
            return NOBODY
        key = (one, other) if one < other else (other, one)
        found = self._both.get(key)
        if found is None:
            found = self._both[key] = self._combined(self.both, one, other)
        return found

    def either(self, one: Node, other: Node) -> Node:
        """The union of two sets."""
        if one == other or not other:
            return one
        if not one:
            return other
        if one == EVERYBODY or other == EVERYBODY:
            return EVERYBODY
        key = (one, other) if one < other else (other, one)
        found = self._either.get(key)
        if found is None:
            found = self._either[key] = self._combined(self.either, one, other)
        return found

    def minus(self, one: Node, other: Node) -> Node:
        """The students in the first set who are not in the second."""
        if not one or one == other or other == EVERYBODY:
            return NOBODY
        if not other:
            return one
        key = (one, other)
        found = self._minus.get(key)
        if found is None:
            found = self._minus[key] = self._combined(self.minus, one, other)
        return found

    def changed(self, node: Node, changes: tuple[CellMove, ...]) -> Node:
        """The students that those of a set can become if each fact may change in the given way (one per axis)."""
        if changes not in self._changed:
            ways = tuple(changes[axis] for axis in self._axes)
            kept = [level for level, way in enumerate(ways) if way != "free"]
            self._changed[changes] = ways, max(kept, default=-1) + 1, {}
        ways, free_from, known = self._changed[changes]
        return self._change(node, ways, known, free_from)

    def first(self, node: Node) -> tuple[int | None, ...]:
        """The cells of one student in a non-empty set, one for each axis; None where any cell will do."""
        cells: list[int | None] = [None] * self._all
        while node != EVERYBODY:
            # The first run leads to somebody, or the second does: adjacent runs never lead to the same node.
            ends, parts = self._ends[node], self._parts[node]
            cell, part = (ends[0], parts[1]) if parts[0] == NOBODY else (0, parts[0])
            cells[self._axes[self._level[node]]] = cell
            node = part
        return tuple(cells)

    def asks(self, node: Node) -> int | None:
        """The axis that a set asks first; None if it asks nothing, as nobody and everybody do."""
        level = self._level[node]
        return None if level == LAST else self._axes[level]

    def after(self, node: Node, axis: int, cell: int) -> Node:
        """The rest of a set for students in a cell; the set itself when it does not ask that axis first."""
        if self.asks(node) != axis:
            return node
        return self._parts[node][bisect_right(self._ends[node], cell)]

    def masks(self, node: Node) -> tuple[int, ...]:
        """The mask of the cells on each axis that some student in the set is in."""
        found = [0] * self._all
        above: dict[Node, int] = {node: 0}
        for below in sorted(self._below(node), key=lambda one: self._level[one]):
            level = min(self._level[below], len(self._axes))
            for skipped in range(above[below], level):
                found[self._axes[skipped]] = (1 << self._sizes[skipped]) - 1
            start = 0
            for end, part in zip(self._ends[below], self._parts[below], strict=True):
                if part != NOBODY:
                    found[self._axes[level]] |= (1 << end) - (1 << start)
                    above[part] = min(above.get(part, LAST), level + 1)
                start = end
        return tuple(found)

    def is_larger(self, node: Node, most: int) -> bool:
        """Whether a set takes more than `most` nodes."""
        found = {node}
        waiting = [node]
        while waiting and len(found) <= most:
            new = {part for part in self._parts[waiting.pop()] if part not in found}
            found |= new
            waiting += new
        return len(found) > most

    def _all_within(self, masks: list[tuple[int, int]]) -> Node:
        """The set of students whose facts lie in these cells, with at most one mask for each axis."""
        found = EVERYBODY
        for axis, mask in sorted(masks, key=lambda one: -self._levels[one[0]]):
            node = self.within(axis, mask)
            if node != EVERYBODY:
                parts = [found if part else NOBODY for part in self._parts[node]]
                found = self._node(self._levels[axis], self._ends[node], parts) if node else NOBODY
        return found

    def _below(self, node: Node) -> set[Node]:
        found: set[Node] = set()
        waiting = [node]
        while waiting:
            current = waiting.pop()
            if current not in found and current != NOBODY:
                found.add(current)
                waiting.extend(self._parts[current])
        return found

    def _change(self, node: Node, ways: tuple[CellMove, ...], known: dict[Node, Node], free_from: int) -> Node:
        """The set after changes; from the level `free_from` on, every fact can change to any cell."""
        if node <= EVERYBODY:
            return node
        found = known.get(node)
        if found is None:
            level = self._level[node]
            if level >= free_from:
                return EVERYBODY
            parts = [self._change(part, ways, known, free_from) for part in self._parts[node]]
            found = known[node] = self._node(level, self._ends[node], self._moved(parts, ways[level]))
        return found

    def _moved(self, parts: list[Node], way: CellMove) -> list[Node]:
        """The node that each run leads to after the fact may have changed in the given way."""
        if way == "keep":
            return parts
        if way == "free":
            return [reduce(self.either, parts)] * len(parts)
        ordered = parts if way == "up" else parts[::-1]
        for position in range(1, len(ordered)):
            ordered[position] = self.either(ordered[position], ordered[position - 1])
        return ordered if way == "up" else ordered[::-1]

    def _combined(self, operation: Callable[[Node, Node], Node], one: Node, other: Node) -> Node:
        """An operation applied to two sets, run by run of the first axis that either asks."""
        current().spend(STEP)
        level, level_of_other = self._level[one], self._level[other]
        if level < level_of_other:
            return self._node(level, self._ends[one], [operation(part, other) for part in self._parts[one]])
        if level > level_of_other:
            return self._node(level_of_other, self._ends[other], [operation(one, part) for part in self._parts[other]])
        ends, ends_of_other = self._ends[one], self._ends[other]
        if ends == ends_of_other:
            return self._node(level, ends, list(map(operation, self._parts[one], self._parts[other])))
        cells = sorted({*ends, *ends_of_other})
        ones, others = self._parts[one], self._parts[other]
        parts = [operation(ones[bisect_left(ends, cell)], others[bisect_left(ends_of_other, cell)]) for cell in cells]
        return self._node(level, cells, parts)

    def _node(self, level: int, ends: Sequence[int], parts: Sequence[Node]) -> Node:
        """The node with these runs; adjacent runs that lead to the same node are merged."""
        if any(map(eq, parts, parts[1:])):
            last = len(parts) - 1
            kept = [run for run, part in enumerate(parts) if run == last or part != parts[run + 1]]
            ends, parts = [ends[run] for run in kept], [parts[run] for run in kept]
        if len(parts) == 1:
            return parts[0]
        key = (level, tuple(ends), tuple(parts))
        node = self._known.get(key)
        if node is None:
            node = self._known[key] = self._placed(*key)
        return node

    def _placed(self, level: int, ends: tuple[int, ...], parts: tuple[Node, ...]) -> Node:
        """A new node."""
        if len(self._level) >= self._most:
            raise TooLargeError
        self._level.append(level)
        self._ends.append(ends)
        self._parts.append(parts)
        return Node(len(self._level) - 1)
