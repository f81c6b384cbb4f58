"""The facts that can still change an answer, and the order in which to ask them."""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import product
from math import inf

from routekaart.foundation.errors import TooHardError
from routekaart.logic.answer_diagram import AnswerDiagram
from routekaart.logic.budget import at_most, current
from routekaart.logic.diagram import NOBODY, STEP, Node
from routekaart.logic.formula import Cube
from routekaart.logic.multi_terminal import MultiTerminal
from routekaart.logic.table import Answer, Table

_MOST_WORK = 1_000_000
"""After this work, all axes that may matter count as mattering: asking too much is better than waiting."""


def deciding_axes(table: Table, cube: Cube) -> tuple[int, ...]:
    """The axes that can still change the answer of students in a cube, most decisive first; see `Questions`."""
    return table.asked_found.of(cube, lambda: _deciding_axes(table, cube))


def _deciding_axes(table: Table, cube: Cube) -> tuple[int, ...]:
    try:
        with at_most(_MOST_WORK):
            diagram = AnswerDiagram(table, cube)
            return Questions(diagram).asked(diagram.root, range(len(cube)))
    except TooHardError:
        return tuple(axis for axis, mask in enumerate(cube) if mask & (mask - 1))


class Questions:
    """The axes that can still change the answers in a diagram; results are kept for its remainders too."""

    def __init__(self, diagram: AnswerDiagram) -> None:
        self._nodes, self._answer = diagram.nodes, diagram.answer
        self._numbers: dict[Answer, int] = {}
        self._reached: dict[Node, int] = {}
        self._alone: dict[Node, frozenset[int]] = {}
        self._pairs: dict[tuple[Node, Node], bool] = {}

    def asked(self, node: Node, order: Sequence[int]) -> tuple[int, ...]:
        """The axes that can still change the answer, sorted by the average number of answers left once one is known.

        Values that leave the same answers count once.

        Args:
            order: every axis that is asked; it settles ties.

        Raises:
            TooHardError: the budget is spent.
        """
        deciding = self.deciding(node)
        axes = [axis for axis in order if axis in deciding]
        if len(axes) < 2:
            return tuple(axes)
        left = self._answers_left(node, axes)
        return tuple(sorted(axes, key=left.__getitem__))

    def deciding(self, node: Node) -> frozenset[int]:
        """The axes that can still change the answer; knowing all of them settles it.

        An axis counts if two students who differ only there get different answers. Where facts exclude each other, two
        students may have to differ in several facts at once; then all axes of such a smallest difference count.

        Raises:
            TooHardError: the budget is spent.
        """
        found = self._deciding_alone(node)
        while rest := self._nodes.axes_of(node) - found:
            more = _Together(self._nodes, self.differ, rest).axes(node)
            if not more:
                break
            found |= more
        return found

    def differ(self, one: Node, other: Node) -> bool:
        """Whether some student gets different answers by two diagrams.

        Raises:
            TooHardError: the budget is spent.
        """
        if one == other or NOBODY in (one, other):
            return False
        both = self._answers(one) | self._answers(other)
        if both & (both - 1) == 0:
            return False
        key = (one, other) if one < other else (other, one)
        found = self._pairs.get(key)
        if found is None:
            current().spend(STEP)
            found = self._nodes.first_asked(one, other) is None
            for after, after_other in () if found else self._nodes.side_by_side(one, other):
                if self.differ(after, after_other):
                    found = True
                    break
            self._pairs[key] = found
        return found

    def _answers(self, node: Node) -> int:
        """The answers that some student gets, as the bits of a number."""
        found = self._reached.get(node)
        if found is None:
            found = 0
            for end in self._nodes.ends_of(node):
                found |= 1 << self._numbers.setdefault(self._answer(end), len(self._numbers))
            self._reached[node] = found
        return found

    def _deciding_alone(self, node: Node) -> frozenset[int]:
        """The axes on which two students with different answers differ while they agree on all other axes."""
        found = self._alone.get(node)
        if found is None:
            parts = list(dict.fromkeys(part for _, _, part in self._nodes.runs(node)))
            found = frozenset().union(*map(self._deciding_alone, parts))
            axis = self._nodes.asks(node)
            if axis is not None and axis not in found and self._any_differ(parts):
                found |= {axis}
            self._alone[node] = found
        return found

    def _any_differ(self, parts: Sequence[Node]) -> bool:
        return any(self.differ(one, other) for at, one in enumerate(parts) for other in parts[:at])

    def _answers_left(self, node: Node, axes: Collection[int]) -> dict[int, float]:
        """For each axis the average number of answers that are left once it is known."""
        nodes = self._nodes
        inside: dict[int, list[int]] = {axis: [0] * nodes.cells(axis) for axis in axes}
        beside = dict.fromkeys(axes, 0)
        for one in nodes.below(node):
            asks = nodes.asks(one)
            for first, end, part in nodes.runs(one):
                reached = self._answers(part)
                for axis in axes:
                    if axis == asks:
                        inside[axis][first:end] = [known | reached for known in inside[axis][first:end]]
                    elif nodes.lies_between(axis, one, part):
                        beside[axis] |= reached
        return {axis: _average({one | beside[axis] for one in inside[axis]}) for axis in axes}


def _average(kinds: set[int]) -> float:
    counts = [kind.bit_count() for kind in kinds if kind]
    return sum(counts) / len(counts) if counts else 0.0


class _Together:
    """Pairs of students who get different answers and differ on as few axes as possible."""

    def __init__(self, nodes: MultiTerminal, differ: Callable[[Node, Node], bool], free: frozenset[int]) -> None:
        """The pairs that may differ on the axes `free` only."""
        self._nodes, self._differ, self._free = nodes, differ, free
        self._known: dict[tuple[Node, Node], float] = {}

    def axes(self, node: Node) -> frozenset[int]:
        """Every axis on which two such students differ, of all pairs who differ on the fewest; empty if none do."""
        found: set[int] = set()
        waiting, seen = [(node, node)], set[tuple[Node, Node]]()
        while waiting:
            pair = waiting.pop()
            least = self._least(*pair)
            if pair in seen or least in (0, inf):
                continue
            seen.add(pair)
            axis = self._nodes.first_asked(*pair)
            for cost, after in self._ways(*pair):
                if cost + self._least(*after) == least:
                    waiting.append(after)
                    if cost and axis is not None:
                        found.add(axis)
        return frozenset(found)

    def _least(self, one: Node, other: Node) -> float:
        """The fewest axes on which students must differ below two nodes to get different answers, else inf."""
        if NOBODY in (one, other):
            return inf
        if self._free.isdisjoint(self._nodes.axes_of(one) | self._nodes.axes_of(other)):
            return 0 if self._differ(one, other) else inf
        key = (one, other) if one < other else (other, one)
        found = self._known.get(key)
        if found is None:
            current().spend(STEP)
            found = inf
            for cost, after in self._ways(one, other):
                if cost < found:
                    found = min(found, cost + self._least(*after))
            self._known[key] = found
        return found

    def _ways(self, one: Node, other: Node) -> Iterator[tuple[int, tuple[Node, Node]]]:
        """The pairs of nodes to which the first asked axis leads, each after 1 if the students differ there, else 0."""
        for pair in self._nodes.side_by_side(one, other):
            yield 0, pair
        axis = self._nodes.first_asked(one, other)
        if axis is not None and axis in self._free:
            for pair in product(self._nodes.parts(one, axis), self._nodes.parts(other, axis)):
                yield 1, pair
