"""Which students can reach each step: what the way there says about their facts.

Sets are rather too wide than too narrow: "nobody gets here" is a proof, "somebody does" must be demonstrated.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from itertools import count

import networkx

from routekaart.checking.analysis.moves import Edge, Moves, moves_of
from routekaart.logic.diagram import EVERYBODY, NOBODY, CellMove, Node
from routekaart.route import Route

_LARGEST_SET = 50
"""The most nodes of a set of students; a larger one is widened. The sets of the bundled routes take some tens."""


@dataclass(frozen=True, slots=True)
class EdgeArrival:
    """Students who came to a step over one edge; None if the route starts here, or another route hands over."""

    serial: int
    edge: Edge | None
    students: Node


@dataclass(frozen=True)
class Reachability:
    """The students who can be at each step of a route.

    Attributes:
        arriving: for each step, the students as they enter it.
        present: for each step, the students who can be there, also after changes while they wait.
        arrivals: for each step, how they came, in the order in which that was found.
    """

    moves: Moves
    arriving: Mapping[str, Node]
    present: Mapping[str, Node]
    arrivals: Mapping[str, Sequence[EdgeArrival]]
    _order: Mapping[str, int]

    @cached_property
    def finishing(self) -> Mapping[str, Node]:
        """For each step, the students who, once there, can still reach an end."""
        return self.coming_to(self.moves.route.ends)

    def coming_to(self, ends: Container[str]) -> Mapping[str, Node]:
        """For each step, the students who, once there, can still reach one of these ends."""
        moves, diagrams = self.moves, self.moves.diagrams
        found: dict[str, Node] = dict.fromkeys(moves.route.steps, NOBODY)
        before: dict[str, list[str]] = {name: [] for name in found}
        widened: dict[Node, Node] = {}
        queue = self.backwards()
        for edge in moves.every_edge:
            if edge.target in ends:
                queue.put(edge.source)
            elif edge.target in found:
                before[edge.target].append(edge.source)
        while (name := queue.take()) is not None:
            good = found[name]
            for edge in moves.edges[name]:
                after = found.get(edge.target, NOBODY)
                onward = EVERYBODY if edge.target in ends else diagrams.changed(after, moves.asked_anew)
                good = diagrams.either(good, diagrams.both(edge.guard, onward))
            good = _widened(moves, moves.earlier(good) if moves.waits(name) else good, widened)
            if good != found[name]:
                found[name] = good
                for source in before[name]:
                    queue.put(source)
        return found

    def backwards(self, steps: Iterable[str] = ()) -> "Queue":
        """A queue with these steps, which returns most steps before those that lead to them."""
        queue = Queue({name: -position for name, position in self._order.items()})
        for name in steps:
            queue.put(name)
        return queue


class Queue:
    """Steps that must be examined (again), in a fixed order and each at most once."""

    def __init__(self, order: Mapping[str, int]) -> None:
        self._order = order
        self._heap: list[tuple[int, str]] = []
        self._waiting: set[str] = set()

    def put(self, name: str) -> None:
        """Adds a step, unless it is in the queue already."""
        if name not in self._waiting:
            self._waiting.add(name)
            heappush(self._heap, (self._order[name], name))

    def take(self) -> str | None:
        """Removes and returns the first step; None when the queue is empty."""
        if not self._heap:
            return None
        _, name = heappop(self._heap)
        self._waiting.discard(name)
        return name


def reachability_of(route: Route, entries: Iterable[str] = ()) -> Reachability:
    """Moves everybody through a route at once, until no step gets new students.

    Args:
        entries: the steps at which students come in from another route.

    Raises:
        TooHardError: it takes too much work.
    """
    moves = moves_of(route)
    starts = tuple(dict.fromkeys([route.start, *entries]))
    order = {name: position for position, name in enumerate(_in_walking_order(moves, [*starts, *route.steps]))}
    arriving: dict[str, Node] = dict.fromkeys(route.steps, NOBODY)
    present: dict[str, Node] = dict.fromkeys(route.steps, NOBODY)
    arrivals: dict[str, list[EdgeArrival]] = {name: [] for name in route.steps}
    widened: dict[Node, Node] = {}
    queue, serials = Queue(order), count(1)

    def arrive(name: str, edge: Edge | None, students: Node) -> None:
        together = moves.diagrams.either(arriving[name], students)
        if together != arriving[name]:
            arrivals[name].append(EdgeArrival(next(serials), edge, students))
            arriving[name] = together
            queue.put(name)

    for name in starts:
        arrive(name, None, moves.everybody)
    while (step := queue.take()) is not None:
        here = present[step] = moves.later(arriving[step]) if moves.waits(step) else arriving[step]
        for edge in moves.edges[step]:
            if edge.target in route.steps:
                coming = moves.entering(moves.diagrams.both(here, edge.guard))
                arrive(edge.target, edge, _widened(moves, coming, widened))
    return Reachability(moves, arriving, present, arrivals, order)


def _widened(moves: Moves, students: Node, known: dict[Node, Node]) -> Node:
    """The same students, or more: a set that needs too many nodes gets any value for facts that can change freely."""
    found = known.get(students)
    if found is None:
        found = students
        if moves.diagrams.is_larger(students, _LARGEST_SET):
            forget: tuple[CellMove, ...] = tuple("free" if change == "free" else "keep" for change in moves.changes)
            found = moves.diagrams.both(moves.diagrams.changed(students, forget), moves.everybody)
        known[students] = found
    return found


def _in_walking_order(moves: Moves, entries: Iterable[str]) -> list[str]:
    """The steps in an order in which most come after those that lead to them."""
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    graph.add_nodes_from(entries)
    for edge in moves.every_edge:
        if edge.target in moves.route.steps:
            graph.add_edge(edge.source, edge.target)
    return list(networkx.dfs_postorder_nodes(graph))[::-1]
