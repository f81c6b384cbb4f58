"""Graphs of names for networkx, and their strongly connected components in the order of the names."""

from collections.abc import Iterable, Mapping

import networkx


def graph_of(edges: Mapping[str, Iterable[str]]) -> "networkx.DiGraph[str]":
    """The graph in which each name leads to some others."""
    return networkx.DiGraph(dict(edges))


def components_of(graph: "networkx.DiGraph[str]") -> tuple[tuple[str, ...], ...]:
    """The strongly connected components of two or more names: all names in one lead to each other.

    They, and the names in each, are in the order of the graph.
    """
    order = {name: position for position, name in enumerate(graph)}
    several = (names for names in networkx.strongly_connected_components(graph) if len(names) > 1)
    ordered = (tuple(sorted(names, key=order.__getitem__)) for names in several)
    return tuple(sorted(ordered, key=lambda names: order[names[0]]))


def closed_components_of(graph: "networkx.DiGraph[str]") -> tuple[tuple[str, ...], ...]:
    """Those that lead to nothing outside."""
    return tuple(names for names in components_of(graph) if not networkx.node_boundary(graph, names))
