"""A picture as places in layers, for the engine: nodes, labels, and where a long way passes a layer.

Every other layer is for nodes; between them stand the labels, near the node that they lead out of. Because a label is a
place like a node, no two of them overlap and no line runs through one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from routekaart.maps.contents import Content
from routekaart.maps.drawing import Point
from routekaart.maps.layout_engine import Arrangement, LayoutEdge, LayoutNode, check_size
from routekaart.maps.picture import MapEdge

_PASSING = 2.0
_NODE_TO_NODE, _ALONG, _MAIN = 2.0, 8.0, 64.0


@dataclass(frozen=True, slots=True)
class Layered:
    """Places and links, and which of them make up each way.

    Attributes:
        ways: for each edge its places from top to bottom, the node at each end included.
        links_of: for each edge the number of its first link; the others follow.
        label_of: for each edge the place of its label, None without one.
    """

    places: tuple[LayoutNode, ...]
    links: tuple[LayoutEdge, ...]
    ways: tuple[tuple[int, ...], ...]
    links_of: tuple[int, ...]
    label_of: tuple[int | None, ...]


def layered(
    nodes: dict[str, tuple[Content, int]], edges: Iterable[tuple[MapEdge, Content | None]], line: Iterable[str]
) -> Layered:
    """The places and links of a picture.

    Args:
        nodes: for each node its content and its depth.
        edges: each edge with the content of its label.
        line: the nodes of the main line, which is drawn straight.

    Raises:
        NotDrawnError: there are more places than the engine takes.
    """
    edges = tuple(edges)
    check_size(sum(2 * abs(nodes[edge.source][1] - nodes[edge.target][1]) - 1 for edge, _ in edges) + len(nodes))
    number = {name: position for position, name in enumerate(nodes)}
    places = [LayoutNode(content.width, content.height, 2 * depth) for content, depth in nodes.values()]
    on_main_line = set(pairwise(line))
    links: list[LayoutEdge] = []
    ways: list[tuple[int, ...]] = []
    links_of: list[int] = []
    label_of: list[int | None] = []
    for edge, content in edges:
        upper, lower = (edge.target, edge.source) if edge.back else (edge.source, edge.target)
        first, last = places[number[upper]].layer + 1, places[number[lower]].layer - 1
        label_layer = last if edge.back else first
        way = [number[upper]]
        label: int | None = None
        for layer in range(first, last + 1):
            if layer == label_layer and content is not None:
                label = len(places)
                places.append(LayoutNode(content.width, content.height, layer))
            else:
                places.append(LayoutNode(_PASSING, _PASSING, layer, passing=True))
            way.append(len(places) - 1)
        way.append(number[lower])
        is_main = not edge.back and (edge.source, edge.target) in on_main_line
        on_main_line.discard((edge.source, edge.target) if is_main else ("", ""))
        links_of.append(len(links))
        links.extend(_links(way, is_main=is_main))
        ways.append(tuple(way))
        label_of.append(label)
    return Layered(tuple(places), tuple(links), tuple(ways), tuple(links_of), tuple(label_of))


def _links(way: list[int], *, is_main: bool) -> Iterator[LayoutEdge]:
    for position, (upper, lower) in enumerate(pairwise(way)):
        inner = 0 < position < len(way) - 2
        yield LayoutEdge(upper, lower, _MAIN if is_main else _ALONG if inner else _NODE_TO_NODE)


def points_of(made: Layered, arranged: Arrangement, edge: int) -> tuple[Point, ...]:
    """The line of one way from top to bottom, through the places that it passes."""
    way, first = made.ways[edge], made.links_of[edge]
    points: list[Point] = list(arranged.ways[first])
    for step, place in enumerate(way[1:-1], start=1):
        onwards = arranged.ways[first + step]
        middle = arranged.middles[place][1]
        points += [(points[-1][0], middle), (onwards[0][0], middle), *onwards]
    return tuple(_without_idle(points))


def _without_idle(points: list[Point]) -> Iterator[Point]:
    """The points at which the line turns, with its two ends."""
    kept: list[Point] = []
    for x, y in points:
        point = (round(x, 1), round(y, 1))
        if kept and kept[-1] == point:
            continue
        while len(kept) > 1 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept.pop()
        kept.append(point)
    return iter(kept)
