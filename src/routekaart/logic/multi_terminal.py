"""Decision diagrams with any number of ends, for what each student gets.

The conditions from which a diagram is made are sets (`diagram`); an end is the set of conditions that hold there. Equal
diagrams are one node, so one comparison shows that students for whom the same is left to ask are alike.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from routekaart.logic.budget import current
from routekaart.logic.diagram import EVERYBODY, LAST, NOBODY, STEP, Diagrams, Node

Labels: TypeAlias = tuple[int, ...]
"""The numbers of the conditions that hold at an end, in ascending order."""
_Parts: TypeAlias = tuple[tuple[int, Node], ...]


class MultiTerminal(Diagrams):
    """Diagrams that end in the set of conditions that hold, or in `NOBODY`; and the conditions themselves, as sets."""

    def __init__(self, sizes: Sequence[int], order: Sequence[int], most_nodes: int) -> None:
        """The same as `Diagrams`."""
        super().__init__(sizes, order, most_nodes)
        self._labels: dict[Node, Labels] = {}
        self._end_with: dict[Labels, Node] = {}
        self._joined: dict[tuple[Node, _Parts, bool], Node] = {}
        self._known_to_be: dict[tuple[Node, int, int], Node] = {}
        self._only: dict[tuple[Node, Node], Node] = {}
        self._axes_of: dict[Node, frozenset[int]] = {}
        self._ends_of: dict[Node, frozenset[Node]] = {}

    def joined(self, valid: Node, conditions: Iterable[tuple[int, Node]], *, first_wins: bool = False) -> Node:
        """The diagram of which conditions hold for each student.

        Args:
            valid: the students who can exist; the others end in `NOBODY`.
            conditions: sets, each with its number; several can have the same number.
            first_wins: whether only the first condition that holds counts.

        Raises:
            TooLargeError: it needs too many nodes.
        """
        parts = tuple((number, node) for number, node in conditions if node != NOBODY)
        return self._join(valid, self._left(parts, first_wins=first_wins), first_wins=first_wins)

    def _join(self, valid: Node, parts: _Parts, *, first_wins: bool) -> Node:
        if valid == NOBODY:
            return NOBODY
        key = (valid, parts, first_wins)
        found = self._joined.get(key)
        if found is None:
            current().spend(STEP)
            nodes = (valid, *(node for _, node in parts))
            level = min(map(self._level.__getitem__, nodes))
            if level == LAST:
                found = self._end(tuple(sorted({number for number, _ in parts})))
            else:
                axis, ends = self._axes[level], self._ends_at(level, nodes)
                below = []
                for cell in (end - 1 for end in ends):
                    after = ((number, self.after(node, axis, cell)) for number, node in parts)
                    left = self._left(after, first_wins=first_wins)
                    below.append(self._join(self.after(valid, axis, cell), left, first_wins=first_wins))
                found = self._node(level, ends, below)
            self._joined[key] = found
        return found

    @staticmethod
    def _left(parts: Iterable[tuple[int, Node]], *, first_wins: bool) -> _Parts:
        """The conditions that can still hold and matter, each once."""
        kept: dict[tuple[int, Node], None] = {}
        for part in parts:
            if part[1] != NOBODY:
                kept[part] = None
                if first_wins and part[1] == EVERYBODY:
                    break
        return tuple(kept)

    def known(self, node: Node, axis: int, mask: int) -> Node:
        """What is left of a diagram for students whose fact lies in some adjacent cells.

        Every other cell of that fact leads where the nearest of these does, so those cells tell nobody apart.
        """
        level = self._levels[axis]
        if self._level[node] > level:
            return node
        found = self._known_to_be.get((node, axis, mask))
        if found is None:
            current().spend(STEP)
            if self._level[node] < level:
                parts = [self.known(part, axis, mask) for part in self._parts[node]]
                found = self._node(self._level[node], self._ends[node], parts)
            else:
                first, last = (mask & -mask).bit_length() - 1, mask.bit_length() - 1
                cells = range(self._sizes[level])
                parts = [self.after(node, axis, min(max(cell, first), last)) for cell in cells]
                found = self._node(level, [cell + 1 for cell in cells], parts)
            self._known_to_be[node, axis, mask] = found
        return found

    def only(self, node: Node, condition: Node) -> Node:
        """A diagram in which the students outside a set end in `NOBODY`."""
        if NOBODY in (node, condition):
            return NOBODY
        if condition == EVERYBODY:
            return node
        found = self._only.get((node, condition))
        if found is None:
            current().spend(STEP)
            level = min(self._level[node], self._level[condition])
            axis, ends = self._axes[level], self._ends_at(level, (node, condition))
            cells = (end - 1 for end in ends)
            parts = [self.only(self.after(node, axis, cell), self.after(condition, axis, cell)) for cell in cells]
            found = self._only[node, condition] = self._node(level, ends, parts)
        return found

    def labels(self, end: Node) -> Labels:
        """The conditions that hold at an end."""
        return self._labels[end]

    def ends_of(self, node: Node) -> frozenset[Node]:
        """The ends that some student who can exist reaches."""
        found = self._ends_of.get(node)
        if found is None:
            here = frozenset({node} if node in self._labels else ())
            found = self._ends_of[node] = here.union(*map(self.ends_of, self._parts[node]))
        return found

    def axes_of(self, node: Node) -> frozenset[int]:
        """The axes that a diagram asks."""
        found = self._axes_of.get(node)
        if found is None:
            axis = self.asks(node)
            here = frozenset(() if axis is None else {axis})
            found = self._axes_of[node] = here.union(*map(self.axes_of, self._parts[node]))
        return found

    def runs(self, node: Node) -> Iterator[tuple[int, int, Node]]:
        """The first cell of each run of cells that lead to the same node, the cell after it, and that node."""
        return zip((0, *self._ends[node]), self._ends[node], self._parts[node], strict=False)

    def cells(self, axis: int) -> int:
        """The number of cells of an axis."""
        return self._sizes[self._levels[axis]]

    def first_asked(self, one: Node, other: Node) -> int | None:
        """The first axis that either of two nodes asks; None if neither asks anything."""
        level = min(self._level[one], self._level[other])
        return None if level == LAST else self._axes[level]

    def side_by_side(self, one: Node, other: Node) -> Iterator[tuple[Node, Node]]:
        """The two nodes that two nodes lead to, for each run of cells of the axis that either asks first."""
        level = min(self._level[one], self._level[other])
        axis = self._axes[level]
        for end in self._ends_at(level, (one, other)):
            yield self.after(one, axis, end - 1), self.after(other, axis, end - 1)

    def parts(self, node: Node, axis: int) -> tuple[Node, ...]:
        """Every node that a node leads to by an axis; the node itself if it does not ask that axis first."""
        return tuple(dict.fromkeys(self._parts[node])) if self.asks(node) == axis else (node,)

    def lies_between(self, axis: int, node: Node, part: Node) -> bool:
        """Whether an axis is passed over between a node and one that it leads to."""
        return self._level[node] < self._levels[axis] < self._level[part]

    def below(self, node: Node) -> tuple[Node, ...]:
        """A node and those it leads to, each after the nodes that lead to it; without `NOBODY`."""
        return tuple(sorted(self._below(node), key=lambda one: self._level[one]))

    def _end(self, labels: Labels) -> Node:
        if labels not in self._end_with:
            self._end_with[labels] = end = self._placed(LAST, (), ())
            self._labels[end] = labels
        return self._end_with[labels]

    def _ends_at(self, level: int, nodes: Iterable[Node]) -> list[int]:
        """The ends of the runs of those nodes that ask the axis of a level, each once in ascending order."""
        return sorted({end for node in nodes if self._level[node] == level for end in self._ends[node]})
