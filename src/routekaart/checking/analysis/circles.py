"""Finds cycles of steps in which a student whose facts do not change keeps moving forever."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

import networkx

from routekaart.checking.analysis.moves import Edge
from routekaart.checking.analysis.reachability import Reachability
from routekaart.logic.diagram import NOBODY, Node

_SHORT, _MOST_TRIES = 8, 2_000
"""The longest cycles that are first looked for by walking them, and the most tries from each step."""

Ways = Mapping[str, Sequence[tuple[Edge, Node]]]
"""By step, the edges within the component, each with the students who take it without any change of facts."""


def circles(reach: Reachability, component: Sequence[str], period: int) -> Iterator[tuple[list[str], Node]]:
    """The cycles within a strongly connected component of the steps, each with the students who walk it.

    If there is any cycle, at least one is found. Short ones come first: they are found fast and are easy to read.

    Raises:
        TooHardError: it would take too much work to prove that there is none.
    """
    ways = _ways(reach, component, period)
    yield from _short_circles(reach, ways)
    walkers = _walkers(reach, ways)
    for name in component:
        if walkers[name] != NOBODY:
            yield _circle(reach, ways, walkers, name)


def _ways(reach: Reachability, component: Sequence[str], period: int) -> Ways:
    members = frozenset(component)
    found: dict[str, list[tuple[Edge, Node]]] = {name: [] for name in component}
    for name in component:
        for edge in reach.moves.edges[name]:
            if edge.target in members:
                guard = edge.guards[period]
                taking = reach.moves.whatever_is_answered(guard)
                if taking != NOBODY:
                    found[name].append((edge, taking))
    return found


def _short_circles(reach: Reachability, ways: Ways) -> Iterator[tuple[list[str], Node]]:
    order = {name: position for position, name in enumerate(ways)}
    heads = {edge.target for edges in ways.values() for edge, _ in edges if order[edge.target] <= order[edge.source]}
    backwards: networkx.DiGraph[str] = networkx.DiGraph()
    backwards.add_edges_from((edge.target, edge.source) for edges in ways.values() for edge, _ in edges)
    for head in sorted(heads, key=order.__getitem__):
        distances = networkx.single_source_shortest_path_length(backwards, head, cutoff=_SHORT - 1)
        yield from _short_circles_from(reach, ways, head, distances)


def _short_circles_from(
    reach: Reachability, ways: Ways, head: str, distances: Mapping[str, int]
) -> Iterator[tuple[list[str], Node]]:
    """The shortest cycle through `head`, if any; `distances` has the least number of edges from a step to `head`."""
    waiting = deque([([head], reach.present[head])])
    tries = 0
    while waiting and tries < _MOST_TRIES:
        walked, students = waiting.popleft()
        for edge, taking in ways[walked[-1]]:
            if len(walked) + distances.get(edge.target, _SHORT) > _SHORT:
                continue
            tries += 1
            going = reach.moves.diagrams.both(students, taking)
            if going != NOBODY and edge.target == head:
                yield walked, going
                return
            if going != NOBODY and edge.target not in walked:
                waiting.append(([*walked, edge.target], going))


def _walkers(reach: Reachability, ways: Ways) -> dict[str, Node]:
    """By step, the students who can be there and keep moving forever."""
    diagrams = reach.moves.diagrams
    # Start with everybody, and remove students who come to a step that they cannot leave, until nothing changes.
    left = {name: reach.present[name] for name in ways}
    before = _sources(ways)
    queue = reach.backwards(ways)
    while (name := queue.take()) is not None:
        walking = NOBODY
        for edge, taking in ways[name]:
            walking = diagrams.either(walking, diagrams.both(taking, left[edge.target]))
        walking = diagrams.both(walking, left[name])
        if walking != left[name]:
            left[name] = walking
            for source in before[name]:
                queue.put(source)
    return left


def _circle(reach: Reachability, ways: Ways, walkers: Mapping[str, Node], name: str) -> tuple[list[str], Node]:
    """The cycle in which some student who keeps moving forever ends up from a step; the step need not be part of it."""
    diagrams = reach.moves.diagrams
    students = walkers[name]
    walked: list[str] = []
    while name not in walked:
        walked.append(name)
        for edge, taking in ways[name]:
            further = diagrams.both(students, diagrams.both(taking, walkers[edge.target]))
            if further != NOBODY:
                name, students = edge.target, further
                break
    return walked[walked.index(name) :], students


def _sources(ways: Ways) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {name: [] for name in ways}
    for edges in ways.values():
        for edge, _ in edges:
            found[edge.target].append(edge.source)
    return found
