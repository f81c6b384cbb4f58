"""The legibility of a drawing: counts of everything that makes it harder to read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from itertools import combinations, pairwise

from routekaart.foundation.arguments import checked
from routekaart.maps.drawing import Box, Drawing, DrawnNode, Point

_CELL = 64.0
_APART = 3.0
"""Lines closer together than this look like one."""


@dataclass(frozen=True, slots=True)
class Legibility:
    """Counts of what makes a drawing hard to read.

    Attributes:
        labels_on_labels, labels_on_boxes, boxes_on_boxes: pairs that overlap.
        ways_through_boxes: ways that run through the box of a node that is not one of their ends.
        ways_through_labels: ways that run through the label of another.
        ways_on_ways: pairs of ways that share a piece of line.
        text_outside: lines of text outside their box or the picture.
        crossings: places where two ways cross.
    """

    labels_on_labels: int
    labels_on_boxes: int
    boxes_on_boxes: int
    ways_through_boxes: int
    ways_through_labels: int
    ways_on_ways: int
    text_outside: int
    crossings: int

    @property
    def faults(self) -> int:
        """The sum of the faults that no drawing may have: everything except crossings."""
        return int(sum(astuple(self))) - self.crossings


def legibility(drawing: Drawing) -> Legibility:
    """Counts what makes a drawing hard to read.

    Raises:
        WrongTypeError: it is not a drawing.
    """
    checked("drawing", drawing, Drawing)
    boxes = [node.box for node in drawing.nodes]
    labels = [edge.label for edge in drawing.edges if edge.label is not None]
    titles = [line.box for band in drawing.bands for line in band.lines]
    segments = [(number, a, b) for number, edge in enumerate(drawing.edges) for a, b in pairwise(edge.points)]
    grid = _Grid(segments)
    crossings, on_ways = _meetings(grid)
    return Legibility(
        labels_on_labels=sum(_overlap(one, other) for one, other in combinations([*labels, *titles], 2)),
        labels_on_boxes=sum(_overlap(one, other) for one in [*labels, *titles] for other in boxes),
        boxes_on_boxes=sum(_overlap(one, other) for one, other in combinations(boxes, 2)),
        ways_through_boxes=sum(
            drawing.nodes[index].node.id not in (drawing.edges[edge].edge.source, drawing.edges[edge].edge.target)
            for index, box in enumerate(boxes)
            for edge in grid.through(box)
        )
        + _through_their_own(drawing),
        ways_through_labels=sum(
            drawing.edges[edge].label is not box for box in [*labels, *titles] for edge in grid.through(box)
        ),
        ways_on_ways=on_ways,
        text_outside=_text_outside(drawing),
        crossings=crossings,
    )


def _through_their_own(drawing: Drawing) -> int:
    """The number of ways that enter the outline of a node at one of their ends."""
    nodes = {node.node.id: node for node in drawing.nodes}
    return sum(
        any(_enters(_within_outline(nodes[name], a[0]), a, b) for a, b in pairwise(edge.points))
        for edge in drawing.edges
        for name in {edge.edge.source, edge.edge.target} & set(nodes)
    )


def _within_outline(node: DrawnNode, x: float) -> Box:
    """The part of a box that is inside the outline of its node, at an x coordinate."""
    inset = node.inset(x)
    return Box(node.box.x, node.box.y + inset, node.box.width, node.box.height - 2 * inset)


def _overlap(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def _enters(box: Box, a: Point, b: Point) -> bool:
    """Whether a segment enters a box; touching its border is allowed."""
    left, right = min(a[0], b[0]), max(a[0], b[0])
    top, bottom = min(a[1], b[1]), max(a[1], b[1])
    slack = 0.2
    return left < box.right - slack and right > box.x + slack and top < box.bottom - slack and bottom > box.y + slack


class _Grid:
    """Segments by the grid cells they cross, so that only nearby ones are compared."""

    def __init__(self, segments: Iterable[tuple[int, Point, Point]]) -> None:
        self.cells: dict[tuple[int, int], list[tuple[int, Point, Point]]] = defaultdict(list)
        for number, a, b in segments:
            for cell in _cells(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])):
                self.cells[cell].append((number, a, b))

    def through(self, box: Box) -> frozenset[int]:
        """The ways that enter a box."""
        near = (piece for cell in _cells(box.x, box.y, box.right, box.bottom) for piece in self.cells.get(cell, ()))
        return frozenset(number for number, a, b in near if _enters(box, a, b))


def _cells(left: float, top: float, right: float, bottom: float) -> Iterator[tuple[int, int]]:
    for column in range(int((left - _APART) // _CELL), int((right + _APART) // _CELL) + 1):
        for row in range(int((top - _APART) // _CELL), int((bottom + _APART) // _CELL) + 1):
            yield column, row


def _meetings(grid: _Grid) -> tuple[int, int]:
    """The number of crossings, and of pairs of ways that share a piece of line."""
    crossings: set[tuple[int, int, float, float]] = set()
    together: set[tuple[int, int]] = set()
    for pieces in grid.cells.values():
        for (one, a, b), (other, c, d) in combinations(pieces, 2):
            if one == other:
                continue
            pair = (min(one, other), max(one, other))
            if (a[0] == b[0]) != (c[0] == d[0]):
                upright, level = ((a, b), (c, d)) if a[0] == b[0] else ((c, d), (a, b))
                x, y = upright[0][0], level[0][1]
                if _within(x, level[0][0], level[1][0]) and _within(y, upright[0][1], upright[1][1]):
                    crossings.add((*pair, x, y))
            elif _along(a, b, c, d):
                together.add(pair)
    return len(crossings), len(together)


def _within(value: float, one: float, other: float) -> bool:
    return min(one, other) < value < max(one, other)


def _along(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether two parallel segments overlap."""
    across, way = (0, 1) if a[0] == b[0] else (1, 0)
    if abs(a[across] - c[across]) >= _APART:
        return False
    low = max(min(a[way], b[way]), min(c[way], d[way]))
    return min(max(a[way], b[way]), max(c[way], d[way])) - low > _APART


def _text_outside(drawing: Drawing) -> int:
    whole = Box(0, 0, drawing.width, drawing.height)
    pairs = [(line, node.box) for node in drawing.nodes for line in node.lines]
    pairs += [(line, edge.label) for edge in drawing.edges if edge.label for line in edge.lines]
    pairs += [(line, band.box) for band in drawing.bands for line in band.lines]
    pairs += [(line, whole) for line in (*drawing.heading, *drawing.legend)]
    everything = [node.box for node in drawing.nodes] + [edge.label for edge in drawing.edges if edge.label]
    turns = [Box(x, y, 0, 0) for edge in drawing.edges for x, y in edge.points]
    return sum(not _inside(line.box, box) for line, box in pairs) + sum(
        not _inside(box, whole) for box in [*everything, *turns]
    )


def _inside(box: Box, other: Box) -> bool:
    slack = 0.2
    return (
        box.x >= other.x - slack
        and box.y >= other.y - slack
        and box.right <= other.right + slack
        and box.bottom <= other.bottom + slack
    )
