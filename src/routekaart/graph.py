"""Walks over a graph of names; it knows nothing of routes."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property


class Graph:
    """Names, and which name leads to which."""

    def __init__(self, edges: Mapping[str, Sequence[str]]) -> None:
        self._next: dict[str, Sequence[str]] = dict(edges)
        for others in edges.values():
            for name in others:
                self._next.setdefault(name, ())

    def cycles(self) -> list[tuple[str, ...]]:
        """A shortest circle in each group of names that lead to each other, from the first name of the group on."""
        order = self._order
        found = []
        for component in self._components:
            first = min(component, key=order.__getitem__)
            if len(component) > 1 or first in self._next[first]:
                found.append(_shortest_circle(self._next, first))
        return sorted(found, key=lambda circle: order[circle[0]])

    def reachable(self, start: str) -> frozenset[str]:
        """Every name that can be reached from `start`, with `start` itself."""
        return _reached(self._next, [start])

    def leading_to(self, targets: Iterable[str]) -> frozenset[str]:
        """Every name from which some target can be reached, with the targets themselves."""
        return _reached(self._before, [target for target in targets if target in self._next])

    def closed_cycles(self) -> list[tuple[str, ...]]:
        """Each group of names that all lead to each other and to nothing else, in the order of the names."""
        closed = []
        for group in self.knots():
            members = frozenset(group)
            if all(members.issuperset(self._next[name]) for name in group):
                closed.append(group)
        return closed

    def knots(self) -> list[tuple[str, ...]]:
        """Each group of two or more names that all lead to each other, in the order of the names."""
        order = self._order
        groups = [tuple(sorted(group, key=order.__getitem__)) for group in self._components if len(group) > 1]
        return sorted(groups, key=lambda group: order[group[0]])

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {name: position for position, name in enumerate(self._next)}

    @cached_property
    def _before(self) -> Mapping[str, Sequence[str]]:
        """For each name those that lead to it."""
        before: dict[str, list[str]] = {name: [] for name in self._next}
        for name, others in self._next.items():
            for other in others:
                before[other].append(name)
        return before

    @cached_property
    def _components(self) -> list[list[str]]:
        return list(_strong_components(self._next))


def _reached(ways: Mapping[str, Sequence[str]], starts: Iterable[str]) -> frozenset[str]:
    found = set(starts)
    waiting = list(found)
    while waiting:
        for name in ways[waiting.pop()]:
            if name not in found:
                found.add(name)
                waiting.append(name)
    return frozenset(found)


def _shortest_circle(ways: Mapping[str, Sequence[str]], start: str) -> tuple[str, ...]:
    """The names of a shortest way from `start` back to it, which there must be."""
    before = {start: start}
    waiting = deque([start])
    while start not in ways[name := waiting.popleft()]:
        for other in ways[name]:
            if other not in before:
                before[other] = name
                waiting.append(other)
    circle = [name]
    while circle[-1] != start:
        circle.append(before[circle[-1]])
    return tuple(reversed(circle))


def _strong_components(ways: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """The groups of names that all lead to each other, as Tarjan finds them: in one walk, without calling itself."""
    number: dict[str, int] = {}
    # For each name that is not in a group yet, the lowest number that is known to be in the same one.
    lowest: dict[str, int] = {}
    walked: list[str] = []
    for start in ways:
        if start in number:
            continue
        stack = [(start, iter(ways[start]))]
        number[start] = lowest[start] = len(number)
        walked.append(start)
        while stack:
            name, others = stack[-1]
            for other in others:
                if other not in number:
                    number[other] = lowest[other] = len(number)
                    walked.append(other)
                    stack.append((other, iter(ways[other])))
                    break
                if other in lowest and number[other] < lowest[name]:
                    lowest[name] = number[other]
            else:
                stack.pop()
                if stack and lowest[name] < lowest[stack[-1][0]]:
                    lowest[stack[-1][0]] = lowest[name]
                if lowest[name] == number[name]:
                    group = [walked.pop()]
                    while group[-1] != name:
                        group.append(walked.pop())
                    for one in group:
                        del lowest[one]
                    yield group
