"""The layout engine (graphlay); no other module uses it.

Its input is nodes with a size and a layer, and edges to the next layer only. It chooses the order within each layer and
the coordinates, and routes the edges at right angles between the layers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from routekaart.foundation.errors import RoutekaartError
from routekaart.foundation.language import Text
from routekaart.maps.drawing import Point

MOST = 30_000
"""The most nodes that are laid out: more would take longer than ten seconds, and nobody could read the result."""


@dataclass(frozen=True, slots=True)
class LayoutNode:
    """A node that takes space in a layer, counted from 0 at the top; `passing` if only a line passes there."""

    width: float
    height: float
    layer: int
    passing: bool = False


@dataclass(frozen=True, slots=True)
class LayoutEdge:
    """An edge from a node to one in the next layer, by their indexes; a greater weight makes it straighter."""

    source: int
    target: int
    weight: float


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The centre of each node, and each edge as a line from below its source to above its target."""

    middles: tuple[Point, ...]
    ways: tuple[tuple[Point, ...], ...]


class NotDrawnError(RoutekaartError):
    """A picture cannot be drawn: a package is not installed, or the route is too large.

    Attributes:
        text: what is wrong and what to do, in both languages.
    """

    code = "not-drawn"


def missing_package(name: str) -> NotDrawnError:
    """The error for a required package that is not installed."""
    return NotDrawnError(
        Text(
            f"hiervoor is het pakket {name} nodig; installeer het met: pip install 'routekaart[map]'",
            f"this needs the package {name}; install it with: pip install 'routekaart[map]'",
        )
    )


def check_size(places: int) -> None:
    """Refuses a picture with too many layout nodes.

    Raises:
        NotDrawnError: there are more than `MOST`.
    """
    if places > MOST:
        raise NotDrawnError(
            Text(
                "deze route is te groot om te tekenen; kies als vorm text, mermaid of dot",
                "this route is too large to draw; choose text, mermaid or dot as its form",
            )
        )


def arrange(places: Sequence[LayoutNode], links: Sequence[LayoutEdge]) -> Arrangement:
    """The coordinates of nodes and edges; the same input gives the same output on every machine.

    Raises:
        NotDrawnError: the engine is not installed, or there are too many nodes.
    """
    if find_spec("graphlay") is None:
        raise missing_package("graphlay")
    import graphlay

    check_size(len(places))
    graph = {
        "nodes": [
            {
                "size": {"width": place.width, "height": place.height},
                # A line enters a round node in its middle, so that a long edge stays straight.
                "shape": "ellipse" if place.passing else "box",
                "key": str(number),
                "rank": {"fixed": place.layer},
            }
            for number, place in enumerate(places)
        ],
        "edges": [{"source": link.source, "target": link.target, "weight": link.weight} for link in links],
    }
    made = graphlay.layout(graph, preset="layered", options=_options(len(places)))
    return Arrangement(
        tuple((node["center"]["x"], node["center"]["y"]) for node in made.nodes),
        tuple(tuple((point["x"], point["y"]) for point in edge["points"]) for edge in made.edges),
    )


_OPTIONS: dict[str, object] = {
    "direction": "topbottom",
    "spacing": {"layer_gap": 26.0, "node_gap": 18.0, "port_gap": 16.0, "stub": 13.0},
    "routing": {"port_sides": "facing_only"},
}
_CAREFUL = 10_000
"""The most nodes for which the engine may search longer: some seconds, for a picture half as wide."""


def _options(size: int) -> dict[str, object]:
    limits = {"simplex_max_nodes": 100_000, "simplex_max_pivots": 5_000_000}
    return {**_OPTIONS, "tuning": {"coords": limits}} if size <= _CAREFUL else _OPTIONS
