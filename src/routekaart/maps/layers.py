"""A picture as a layered graph for the layout engine: nodes, labels, and the points where a long edge passes a layer.

Nodes are in every other layer; the layers between them hold the labels, next to the node they leave. A label is a node
of the layout, so no two labels overlap and no line runs through one.
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
class LayeredEdge:
    """The route of one edge of a picture through the layers.

    Attributes:
        places: its layout nodes from top to bottom, the node at each end included.
        first_link: the index of its first layout edge; the others follow.
        label: the layout node of its label, None without one.
    """

    places: tuple[int, ...]
    first_link: int
    label: int | None


@dataclass(frozen=True, slots=True)
class Layered:
    """The graph for the layout engine, and the way of each edge through it, in the order of the picture."""

    places: tuple[LayoutNode, ...]
    links: tuple[LayoutEdge, ...]
    ways: tuple[LayeredEdge, ...]


def layered(
    nodes: dict[str, tuple[Content, int]], edges: Iterable[tuple[MapEdge, Content | None]], line: Iterable[str]
) -> Layered:
    """The layered graph of a picture.

    Args:
        nodes: for each node its content and its depth.
        edges: each edge with the content of its label.
        line: the nodes of the main line, which is drawn straight.

    Raises:
        NotDrawnError: there are more layout nodes than the engine takes.
    """
    edges = tuple(edges)
    check_size(sum(2 * abs(nodes[edge.source][1] - nodes[edge.target][1]) - 1 for edge, _ in edges) + len(nodes))
    number = {name: position for position, name in enumerate(nodes)}
    places = [LayoutNode(content.width, content.height, 2 * depth) for content, depth in nodes.values()]
    on_main_line = set(pairwise(line))
    links: list[LayoutEdge] = []
    ways: list[LayeredEdge] = []
    for edge, content in edges:
        upper, lower = (edge.target, edge.source) if edge.back else (edge.source, edge.target)
        between = list(_between(edge, content, places[number[upper]].layer, places[number[lower]].layer))
        indexes = range(len(places), len(places) + len(between))
        label = next((at for at, place in zip(indexes, between, strict=True) if not place.passing), None)
        way = (number[upper], *indexes, number[lower])
        is_main = not edge.back and (edge.source, edge.target) in on_main_line
        if is_main:
            on_main_line.remove((edge.source, edge.target))
        ways.append(LayeredEdge(way, len(links), label))
        places += between
        links += _links(way, is_main=is_main)
    return Layered(tuple(places), tuple(links), tuple(ways))


def _between(edge: MapEdge, content: Content | None, upper: int, lower: int) -> Iterator[LayoutNode]:
    """A layout node in each layer between the ends of an edge: its label, or where its line passes."""
    label_layer = lower - 1 if edge.back else upper + 1
    for layer in range(upper + 1, lower):
        if layer == label_layer and content is not None:
            yield LayoutNode(content.width, content.height, layer)
        else:
            yield LayoutNode(_PASSING, _PASSING, layer, passing=True)


def _links(way: tuple[int, ...], *, is_main: bool) -> Iterator[LayoutEdge]:
    for position, (upper, lower) in enumerate(pairwise(way)):
        inner = 0 < position < len(way) - 2
        yield LayoutEdge(upper, lower, _MAIN if is_main else _ALONG if inner else _NODE_TO_NODE)


def points_of(way: LayeredEdge, arranged: Arrangement) -> tuple[Point, ...]:
    """The line of one edge from top to bottom, through the layout nodes that it passes."""
    points: list[Point] = list(arranged.ways[way.first_link])
    for step, place in enumerate(way.places[1:-1], start=1):
        onwards = arranged.ways[way.first_link + step]
        middle = arranged.middles[place][1]
        points += [(points[-1][0], middle), (onwards[0][0], middle), *onwards]
    return tuple(_without_idle(points))


def _without_idle(points: list[Point]) -> list[Point]:
    """The points at which the line turns, with its two ends."""
    kept: list[Point] = []
    for x, y in points:
        point = (round(x, 1), round(y, 1))
        if kept and kept[-1] == point:
            continue
        while len(kept) > 1 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept.pop()
        kept.append(point)
    return kept
