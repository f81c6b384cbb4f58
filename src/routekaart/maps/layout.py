"""From a picture to a drawing: sizes, the engine's arrangement, bands, heading and legend."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

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
"""How far above the boxes of a layer a band begins: below the lines that turn there."""


def draw(picture: Picture) -> Drawing:
    """The picture with a place for everything.

    Raises:
        NotDrawnError: the layout engine is not installed, or the picture is too large for it.
        WrongTypeError: it is not a picture.
    """
    checked("picture", picture, Picture)
    numbers = _numbers_of_long_labels(picture)
    contents = _node_contents(picture)
    labels = [edge_content(picture, edge, numbers.get(index)) for index, edge in enumerate(picture.edges)]
    depth = depths(picture)
    made = layered(
        {node.id: (contents[node.id], depth[node.id]) for node in picture.nodes},
        zip(picture.edges, labels, strict=True),
        main_line(picture),
    )
    arranged = arrange(made.places, made.links)
    left, right = _extent(made, arranged)
    gutter = _GUTTER if picture.bands else 0.0
    graph_width = max(right - left + 2 * MARGIN, LEAST_WIDTH - gutter - 2 * MARGIN)
    whole = round(graph_width + gutter + 2 * MARGIN)
    heading, top = heading_lines(picture, MARGIN, whole - 2 * MARGIN)
    rows = _rows(picture, made, arranged, depth)
    # The graph stands in the middle of the room that there is for it.
    shift = MARGIN + gutter + (graph_width - (right - left)) / 2 - left
    place = _Placing(shift, top + MARGIN, rows)
    nodes = tuple(_node(picture, index, made, arranged, contents, place) for index in range(len(picture.nodes)))
    outlines = {node.node.id: node for node in nodes}
    edges = tuple(
        _to_outlines(_edge(picture, index, made, arranged, labels[index], place), outlines)
        for index in range(len(picture.edges))
    )
    bottom = place.y(max((y + made.places[i].height / 2 for i, (_, y) in enumerate(arranged.middles)), default=0.0))
    bands = tuple(_bands(picture, rows, place, whole, bottom + _BAND_PADDING))
    bottom = bands[-1].box.bottom if bands else bottom
    legend, key, height = legend_lines(picture, numbers, MARGIN, bottom + MARGIN, whole - 2 * MARGIN)
    return Drawing(picture, whole, round(height + MARGIN), bands, nodes, edges, heading, legend, key)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Where in the engine's arrangement each band but the first begins, and how much room is put in there."""

    cuts: tuple[float, ...]
    room: tuple[float, ...]


class _Placing:
    """From the engine's coordinates to those of the picture, in which bands take room."""

    def __init__(self, right: float, down: float, rows: _Rows) -> None:
        self._right = right
        self._down = down
        self._cuts = rows.cuts
        self._added = (0.0, *accumulate(rows.room))

    def x(self, x: float) -> float:
        """From left to right."""
        return round(x + self._right, 1)

    def y(self, y: float) -> float:
        """From top to bottom."""
        return round(y + self._down + self._added[bisect_left(self._cuts, y)], 1)


def _numbers_of_long_labels(picture: Picture) -> dict[int, int]:
    long = [index for index, edge in enumerate(picture.edges) if too_long(edge)]
    return {index: number for number, index in enumerate(long, start=1)}


def _node_contents(picture: Picture) -> dict[str, Content]:
    above: Counter[str] = Counter()
    below: Counter[str] = Counter()
    for edge in picture.edges:
        below[edge.target if edge.back else edge.source] += 1
        above[edge.source if edge.back else edge.target] += 1
    return {node.id: node_content(picture, node, max(above[node.id], below[node.id])) for node in picture.nodes}


def _extent(made: Layered, arranged: Arrangement) -> tuple[float, float]:
    half = [place.width / 2 for place in made.places]
    turns = [x for way in arranged.ways for x, _ in way]
    left = min([x - half[i] for i, (x, _) in enumerate(arranged.middles)] + turns, default=0.0)
    right = max([x + half[i] for i, (x, _) in enumerate(arranged.middles)] + turns, default=0.0)
    return left, right


def _rows(picture: Picture, made: Layered, arranged: Arrangement, depth: dict[str, int]) -> _Rows:
    """Where each band begins; a band gets at least the room that its title needs."""
    firsts = [min(depth[node.id] for node in picture.nodes if node.band == band.id) for band in picture.bands]
    tops: dict[int, float] = {}
    for place, (_, y) in zip(made.places, arranged.middles, strict=True):
        tops[place.layer] = min(tops.get(place.layer, y), y - place.height / 2)
    cuts = [tops[2 * first] - _ABOVE_NODES for first in firsts[1:]]
    starts = [0.0, *cuts]
    room = []
    for band, start, end in zip(picture.bands, starts, cuts, strict=False):
        needed = len(_title(band.title)) * _BAND_SIZE * 1.35 + 2 * _BAND_PADDING
        room.append(2 * _BAND_PADDING + max(0.0, needed - (end - start) - 2 * _BAND_PADDING))
    return _Rows(tuple(cuts), tuple(room))


def _title(title: str) -> list[str]:
    return lines(title, _BAND_SIZE, _GUTTER - 34, bold=True)


def _bands(picture: Picture, rows: _Rows, place: _Placing, whole: float, bottom: float) -> Sequence[DrawnBand]:
    edges = [place.y(cut) for cut in rows.cuts]
    starts = [
        place.y(0.0) - _BAND_PADDING,
        *(edge + room - _BAND_PADDING for edge, room in zip(edges, rows.room, strict=True)),
    ]
    made = []
    for number, (band, start) in enumerate(zip(picture.bands, starts, strict=False)):
        texts = _title(band.title)
        least = start + len(texts) * _BAND_SIZE * 1.35 + 2 * _BAND_PADDING
        end = starts[number + 1] if number + 1 < len(starts) else max(bottom, least)
        box = Box(MARGIN, round(start, 1), whole - 2 * MARGIN, round(end - start, 1))
        title = tuple(
            Line(
                text,
                MARGIN + 18,
                round(start + _BAND_PADDING + _BAND_SIZE * (0.9 + 1.35 * index), 1),
                _BAND_SIZE,
                width(text, _BAND_SIZE, bold=True),
                "band",
                bold=True,
                centred=False,
            )
            for index, text in enumerate(texts)
        )
        made.append(DrawnBand(band, number, box, title))
    return made


def _node(
    picture: Picture, index: int, made: Layered, arranged: Arrangement, contents: dict[str, Content], place: _Placing
) -> DrawnNode:
    node = picture.nodes[index]
    x, y = arranged.middles[index]
    content = contents[node.id]
    middle, top = place.x(x), place.y(y - made.places[index].height / 2)
    return DrawnNode(node, content.box(middle, top), content.at(middle, top))


def _to_outlines(drawn: DrawnEdge, nodes: dict[str, DrawnNode]) -> DrawnEdge:
    """A way that runs on to the outline of its nodes, where that lies within their box."""
    first, *between, last = drawn.points
    start = nodes[drawn.edge.source].inset(first[0]) * (1 if drawn.edge.back else -1)
    end = nodes[drawn.edge.target].inset(last[0]) * (-1 if drawn.edge.back else 1)
    points = ((first[0], round(first[1] + start, 1)), *between, (last[0], round(last[1] + end, 1)))
    return replace(drawn, points=points)


def _edge(
    picture: Picture, index: int, made: Layered, arranged: Arrangement, content: Content | None, place: _Placing
) -> DrawnEdge:
    edge = picture.edges[index]
    points: tuple[Point, ...] = tuple((place.x(x), place.y(y)) for x, y in points_of(made, arranged, index))
    points = points[::-1] if edge.back else points
    label = made.label_of[index]
    if label is None or content is None:
        return DrawnEdge(edge, points)
    x, y = arranged.middles[label]
    middle, top = place.x(x), place.y(y - content.height / 2)
    return DrawnEdge(edge, points, content.box(middle, top), content.at(middle, top))
