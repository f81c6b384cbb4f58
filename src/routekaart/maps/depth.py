"""How deep each node of a picture stands, which ways lead back up, and which line through it is the main one."""

from collections.abc import Mapping
from dataclasses import replace

from routekaart.graph import Graph
from routekaart.maps.picture import Edge, Picture


def with_ways_back(picture: Picture) -> Picture:
    """The picture with its ways back told apart: to an earlier phase, or in a loop to a step that the file has earlier.

    Without the ways back no way leads in a circle.
    """
    position = {node.id: number for number, node in enumerate(picture.nodes)}
    band = _band_numbers(picture)
    ways: dict[str, list[str]] = {node.id: [] for node in picture.nodes}
    for edge in picture.edges:
        ways[edge.source].append(edge.target)
    loop = {name: number for number, knot in enumerate(Graph(ways).knots()) for name in knot}

    def is_back(edge: Edge) -> bool:
        if band[edge.source] != band[edge.target]:
            return band[edge.target] < band[edge.source]
        same_loop = edge.source in loop and loop[edge.source] == loop.get(edge.target)
        return same_loop and position[edge.target] <= position[edge.source]

    return replace(picture, edges=tuple(replace(edge, back=is_back(edge)) for edge in picture.edges))


def depths(picture: Picture) -> dict[str, int]:
    """For each node how deep it stands: below whatever leads to it, or comes back to it, and below earlier phases."""
    band = _band_numbers(picture)
    ahead = _downwards(picture)
    depth: dict[str, int] = {}
    top = 0
    by_band: dict[int, list[str]] = {}
    for name in _walking_order(picture, ahead):
        by_band.setdefault(band[name], []).append(name)
    into: dict[str, list[str]] = {}
    for source, targets in ahead.items():
        for target in targets:
            into.setdefault(target, []).append(source)
    for number in sorted(by_band):
        for name in by_band[number]:
            above = [depth[source] + 1 for source in into.get(name, ()) if band[source] == number]
            depth[name] = max([top, *above])
        top = max(depth[name] for name in by_band[number]) + 1
    return depth


def main_line(picture: Picture) -> tuple[str, ...]:
    """The longest way ahead from the start to a success; where no success is to be had, the longest of all."""
    ahead = _ahead(picture)
    nodes = {node.id: node for node in picture.nodes}
    best: dict[str, tuple[bool, int]] = {}
    follows: dict[str, str] = {}
    for name in reversed(_walking_order(picture, ahead)):
        best[name] = (nodes[name].outcome == "success", 0)
        for target in ahead[name]:
            success, length = best[target]
            if nodes[target].kind != "hand_over" and (success, length + 1) > best[name]:
                best[name], follows[name] = (success, length + 1), target
    start = next((node.id for node in picture.nodes if node.kind == "start"), None)
    line = [start] if start else []
    while line and line[-1] in follows:
        line.append(follows[line[-1]])
    return tuple(line)


def _band_numbers(picture: Picture) -> Mapping[str, int]:
    order = {band.id: number for number, band in enumerate(picture.bands)}
    return {node.id: order[node.band] if node.band is not None else 0 for node in picture.nodes}


def _ahead(picture: Picture) -> dict[str, list[str]]:
    ahead: dict[str, list[str]] = {node.id: [] for node in picture.nodes}
    for edge in picture.edges:
        if not edge.back:
            ahead[edge.source].append(edge.target)
    return ahead


def _downwards(picture: Picture) -> dict[str, list[str]]:
    """Each way from its upper to its lower node; a way back from where it comes to."""
    down: dict[str, list[str]] = {node.id: [] for node in picture.nodes}
    for edge in picture.edges:
        upper, lower = (edge.target, edge.source) if edge.back else (edge.source, edge.target)
        down[upper].append(lower)
    return down


def _walking_order(picture: Picture, ahead: Mapping[str, list[str]]) -> list[str]:
    """The nodes so that every way ahead leads to a later one."""
    waiting = dict.fromkeys(ahead, 0)
    for targets in ahead.values():
        for target in targets:
            waiting[target] += 1
    order = [name for name, count in waiting.items() if not count]
    for name in order:
        for target in ahead[name]:
            waiting[target] -= 1
            if not waiting[target]:
                order.append(target)
    assert len(order) == len(picture.nodes), "the ways ahead lead in a circle"
    return order
