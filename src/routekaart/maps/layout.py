"""Draws a picture: sizes, the engine's arrangement, bands, heading and legend."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import add

from routekaart.foundation.arguments import checked
from routekaart.maps.contents import Content, edge_content, node_content, too_long
from routekaart.maps.depth import depths, main_line
from routekaart.maps.drawing import Box, Drawing, DrawnBand, DrawnEdge, DrawnNode, Line, Point
from routekaart.maps.layers import Layered, layered, points_of
from routekaart.maps.layout_engine import Arrangement, arrange
from routekaart.maps.legend import heading_lines, legend_lines
from routekaart.maps.measure import lines, width
from routekaart.maps.picture import Picture

MARGIN = 24.0
LEAST_WIDTH = 640.0
_GUTTER = 156.0
_BAND_SIZE = 13.5
_BAND_PADDING = 17.0
_ABOVE_NODES = 6.0
"""How far a band begins above the boxes of a layer: below the lines that turn there."""


def draw(picture: Picture) -> Drawing:
    """The picture with a place for each of its parts.

    Raises:
        NotDrawnError: the layout engine is not installed, or the picture is too large for it.
        WrongTypeError: it is not a picture.
    """
    checked("picture", picture, Picture)
    numbers = _numbers_of_long_labels(picture)
    graph = _arranged(picture, numbers)
    left, right = graph.extent()
    gutter = _GUTTER if picture.bands else 0.0
    graph_width = max(right - left + 2 * MARGIN, LEAST_WIDTH - gutter - 2 * MARGIN)
    whole = round(graph_width + gutter + 2 * MARGIN)
    heading, top = heading_lines(picture, MARGIN, whole - 2 * MARGIN)
    # The graph is centred in the available width.
    shift = MARGIN + gutter + (graph_width - (right - left)) / 2 - left
    place = _Placing(shift, top + MARGIN, *_cuts(picture, graph))
    nodes = tuple(graph.node(index, place) for index in range(len(picture.nodes)))
    outlines = {node.node.id: node for node in nodes}
    edges = tuple(_to_outlines(graph.edge(index, place), outlines) for index in range(len(picture.edges)))
    bottom = place.y(graph.bottom())
    bands = tuple(_bands(picture, place, whole, bottom + _BAND_PADDING))
    bottom = bands[-1].box.bottom if bands else bottom
    legend, key, height = legend_lines(picture, numbers, MARGIN, bottom + MARGIN, whole - 2 * MARGIN)
    return Drawing(picture, whole, round(height + MARGIN), bands, nodes, edges, heading, legend, key)


def _arranged(picture: Picture, numbers: dict[int, int]) -> "_Graph":
    contents = _node_contents(picture)
    labels = [edge_content(picture, edge, numbers.get(index)) for index, edge in enumerate(picture.edges)]
    depth = depths(picture)
    made = layered(
        {node.id: (content, depth[node.id]) for node, content in zip(picture.nodes, contents, strict=True)},
        zip(picture.edges, labels, strict=True),
        main_line(picture),
    )
    return _Graph(picture, contents, labels, made, arrange(made.places, made.links))


@dataclass(frozen=True, slots=True)
class _Graph:
    """A picture as the engine arranged it, in the coordinates of the engine.

    Attributes:
        contents: the content of each node.
        labels: the content of the label of each edge.
    """

    picture: Picture
    contents: Sequence[Content]
    labels: Sequence[Content | None]
    made: Layered
    arranged: Arrangement

    def extent(self) -> tuple[float, float]:
        """The least and the greatest x coordinate."""
        placed = list(zip(self.made.places, self.arranged.middles, strict=True))
        turns = [x for way in self.arranged.ways for x, _ in way]
        left = min([x - place.width / 2 for place, (x, _) in placed] + turns, default=0.0)
        right = max([x + place.width / 2 for place, (x, _) in placed] + turns, default=0.0)
        return left, right

    def bottom(self) -> float:
        """The greatest y coordinate."""
        placed = zip(self.made.places, self.arranged.middles, strict=True)
        return max((y + place.height / 2 for place, (_, y) in placed), default=0.0)

    def tops(self) -> dict[int, float]:
        """The least y coordinate in each layer."""
        tops: dict[int, float] = {}
        for place, (_, y) in zip(self.made.places, self.arranged.middles, strict=True):
            tops[place.layer] = min(tops.get(place.layer, y), y - place.height / 2)
        return tops

    def node(self, index: int, place: "_Placing") -> DrawnNode:
        """A node at its place in the picture."""
        content = self.contents[index]
        x, y = self.arranged.middles[index]
        middle, top = place.x(x), place.y(y - self.made.places[index].height / 2)
        return DrawnNode(self.picture.nodes[index], content.box(middle, top), content.at(middle, top))

    def edge(self, index: int, place: "_Placing") -> DrawnEdge:
        """An edge at its place in the picture."""
        edge, way, content = self.picture.edges[index], self.made.ways[index], self.labels[index]
        points: tuple[Point, ...] = tuple((place.x(x), place.y(y)) for x, y in points_of(way, self.arranged))
        points = points[::-1] if edge.back else points
        if way.label is None or content is None:
            return DrawnEdge(edge, points)
        x, y = self.arranged.middles[way.label]
        middle, top = place.x(x), place.y(y - content.height / 2)
        return DrawnEdge(edge, points, content.box(middle, top), content.at(middle, top))


@dataclass(frozen=True, slots=True)
class _Placing:
    """Converts the engine's coordinates to those of the picture, in which bands take space.

    Attributes:
        cuts: where each band but the first begins, in the engine's coordinates.
        room: the space that is added there.
    """

    right: float
    down: float
    cuts: Sequence[float]
    room: Sequence[float]

    def x(self, x: float) -> float:
        """An x coordinate."""
        return round(x + self.right, 1)

    def y(self, y: float) -> float:
        """A y coordinate."""
        added = reduce(add, self.room[: bisect_left(self.cuts, y)], 0.0)
        return round(y + self.down + added, 1)


def _numbers_of_long_labels(picture: Picture) -> dict[int, int]:
    long = [index for index, edge in enumerate(picture.edges) if too_long(edge)]
    return {index: number for number, index in enumerate(long, start=1)}


def _node_contents(picture: Picture) -> list[Content]:
    above: Counter[str] = Counter()
    below: Counter[str] = Counter()
    for edge in picture.edges:
        below[edge.target if edge.back else edge.source] += 1
        above[edge.source if edge.back else edge.target] += 1
    return [node_content(picture, node, max(above[node.id], below[node.id])) for node in picture.nodes]


def _cuts(picture: Picture, graph: _Graph) -> tuple[list[float], list[float]]:
    """Where each band but the first begins, and the space added there: enough for the title of the band above."""
    tops = graph.tops()
    layers: dict[str | None, int] = {}
    for node, place in zip(picture.nodes, graph.made.places, strict=False):
        layers[node.band] = min(layers.get(node.band, place.layer), place.layer)
    cuts = [tops[layers[band.id]] - _ABOVE_NODES for band in picture.bands[1:]]
    room = []
    for band, start, end in zip(picture.bands, [0.0, *cuts], cuts, strict=False):
        needed = len(_title(band.title)) * _BAND_SIZE * 1.35 + 2 * _BAND_PADDING
        room.append(2 * _BAND_PADDING + max(0.0, needed - (end - start) - 2 * _BAND_PADDING))
    return cuts, room


def _title(title: str) -> list[str]:
    return lines(title, _BAND_SIZE, _GUTTER - 34, bold=True)


def _bands(picture: Picture, place: _Placing, whole: float, bottom: float) -> Sequence[DrawnBand]:
    edges = [place.y(cut) for cut in place.cuts]
    starts = [
        place.y(0.0) - _BAND_PADDING,
        *(edge + room - _BAND_PADDING for edge, room in zip(edges, place.room, strict=True)),
    ]
    made = []
    for number, (band, start) in enumerate(zip(picture.bands, starts, strict=False)):
        texts = _title(band.title)
        least = start + len(texts) * _BAND_SIZE * 1.35 + 2 * _BAND_PADDING
        end = starts[number + 1] if number + 1 < len(starts) else max(bottom, least)
        box = Box(MARGIN, round(start, 1), whole - 2 * MARGIN, round(end - start, 1))
        made.append(DrawnBand(band, number, box, tuple(_title_lines(texts, start + _BAND_PADDING))))
    return made


def _title_lines(texts: Sequence[str], top: float) -> Iterator[Line]:
    for index, text in enumerate(texts):
        y, wide = round(top + _BAND_SIZE * (0.9 + 1.35 * index), 1), width(text, _BAND_SIZE, bold=True)
        yield Line(text, MARGIN + 18, y, _BAND_SIZE, wide, "band", bold=True, centred=False)


def _to_outlines(drawn: DrawnEdge, nodes: dict[str, DrawnNode]) -> DrawnEdge:
    """An edge extended to the outline of its nodes, if the outline lies within their box."""
    first, *between, last = drawn.points
    start = nodes[drawn.edge.source].inset(first[0]) * (1 if drawn.edge.back else -1)
    end = nodes[drawn.edge.target].inset(last[0]) * (-1 if drawn.edge.back else 1)
    points = ((first[0], round(first[1] + start, 1)), *between, (last[0], round(last[1] + end, 1)))
    return replace(drawn, points=points)
