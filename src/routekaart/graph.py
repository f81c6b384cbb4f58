"""Walks over a graph of names, with networkx; it knows nothing of routes."""

from collections.abc import Iterable, Mapping, Sequence


class Graph:
    """Names, and which name leads to which."""

    def __init__(self, edges: Mapping[str, Sequence[str]]) -> None:
        # networkx takes longer to import than all of routekaart; only checks need it.
        import networkx

        self._networkx = networkx
        self._graph: networkx.DiGraph[str] = networkx.DiGraph()
        self._graph.add_nodes_from(edges)
        self._graph.add_edges_from((name, other) for name, others in edges.items() for other in others)

    def cycles(self) -> list[tuple[str, ...]]:
        """One circle out of each group of names that lead to each other, starting at its first name."""
        order = {name: position for position, name in enumerate(self._graph)}
        found = []
        for component in self._networkx.strongly_connected_components(self._graph):
            first = min(component, key=order.__getitem__)
            if len(component) > 1 or self._graph.has_edge(first, first):
                edges = self._networkx.find_cycle(self._graph.subgraph(component), first)
                circle = [edge[0] for edge in edges]
                start = circle.index(min(circle, key=order.__getitem__))
                found.append((*circle[start:], *circle[:start]))
        return sorted(found, key=lambda circle: order[circle[0]])

    def reachable(self, start: str) -> frozenset[str]:
        """Every name that can be reached from `start`, with `start` itself."""
        return frozenset({start, *self._networkx.descendants(self._graph, start)})

    def leading_to(self, targets: Iterable[str]) -> frozenset[str]:
        """Every name from which some target can be reached, with the targets themselves."""
        found: set[str] = set()
        backwards = self._graph.reverse(copy=False)
        waiting = [target for target in targets if target in self._graph]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting.extend(backwards.successors(name))
        return frozenset(found)

    def closed_cycles(self) -> list[tuple[str, ...]]:
        """Each group of names that all lead to each other and to nothing else, in the order of the names."""
        closed = []
        for group in self.knots():
            members = frozenset(group)
            if all(members.issuperset(self._graph.successors(name)) for name in group):
                closed.append(group)
        return closed

    def knots(self) -> list[tuple[str, ...]]:
        """Each group of two or more names that all lead to each other, in the order of the names."""
        order = {name: position for position, name in enumerate(self._graph)}
        components = self._networkx.strongly_connected_components(self._graph)
        groups = [tuple(sorted(group, key=order.__getitem__)) for group in components if len(group) > 1]
        return sorted(groups, key=lambda group: order[group[0]])
