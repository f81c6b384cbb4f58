"""The layers of a picture: the depth of each node, the edges that lead back up, and the main line."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from routekaart.maps.picture import MapEdge, Picture

if TYPE_CHECKING:
    import networkx


def graph_of(picture: Picture, edges: Iterable[tuple[str, str]]) -> "networkx.DiGraph[str]":
    """A graph of the nodes of a picture in their order, with some edges between them."""
    import networkx

    graph: networkx.DiGraph[str] = networkx.DiGraph()
    graph.add_nodes_from(node.id for node in picture.nodes)
    graph.add_edges_from(edges)
    return graph


def with_ways_back(picture: Picture) -> Picture:
    """The picture with its edges back marked: those to an earlier phase, or in a loop to an earlier step of the file.

    Without the edges back, the graph has no cycles.
    """
    import networkx

    position = {node.id: number for number, node in enumerate(picture.nodes)}
    band = _band_numbers(picture)
    graph = graph_of(picture, ((edge.source, edge.target) for edge in picture.edges))
    components = networkx.strongly_connected_components(graph)
    component = {name: number for number, names in enumerate(components) for name in names}

    def is_back(edge: MapEdge) -> bool:
        if band[edge.source] != band[edge.target]:
            return band[edge.target] < band[edge.source]
        in_a_loop = component[edge.source] == component[edge.target]
        return in_a_loop and position[edge.target] <= position[edge.source]

    return replace(picture, edges=tuple(replace(edge, back=is_back(edge)) for edge in picture.edges))


def depths(picture: Picture) -> dict[str, int]:
    """The depth of each node: below the nodes that lead down to it or that it leads back to, and earlier phases."""
    import networkx

    band = _band_numbers(picture)
    down = graph_of(picture, map(_from_upper_to_lower, picture.edges))
    by_band: dict[int, list[str]] = {}
    for name in networkx.topological_sort(down):
        by_band.setdefault(band[name], []).append(name)
    depth: dict[str, int] = {}
    top = 0
    for number in sorted(by_band):
        for name in by_band[number]:
            above = [depth[source] + 1 for source in down.predecessors(name) if band[source] == number]
            depth[name] = max([top, *above])
        top = max(depth[name] for name in by_band[number]) + 1
    return depth


def main_line(picture: Picture) -> tuple[str, ...]:
    """The longest path from the start to a success, without edges back; if there is no success, the longest of all."""
    import networkx

    ahead = graph_of(picture, ((edge.source, edge.target) for edge in picture.edges if not edge.back))
    nodes = {node.id: node for node in picture.nodes}
    best: dict[str, tuple[bool, int]] = {}
    follows: dict[str, str] = {}
    for name in reversed(list(networkx.topological_sort(ahead))):
        best[name] = (nodes[name].outcome == "success", 0)
        for target in ahead.successors(name):
            success, length = best[target]
            if nodes[target].kind != "hand_over" and (success, length + 1) > best[name]:
                best[name], follows[name] = (success, length + 1), target
    start = next((node.id for node in picture.nodes if node.kind == "start"), None)
    line = [start] if start else []
    while line and line[-1] in follows:
        line.append(follows[line[-1]])
    return tuple(line)


def _from_upper_to_lower(edge: MapEdge) -> tuple[str, str]:
    """The ends of an edge, the upper first; those of an edge back are swapped."""
    return (edge.target, edge.source) if edge.back else (edge.source, edge.target)


def _band_numbers(picture: Picture) -> Mapping[str, int]:
    order = {band.id: number for number, band in enumerate(picture.bands)}
    return {node.id: order[node.band] if node.band is not None else 0 for node in picture.nodes}
