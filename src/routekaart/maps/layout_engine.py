"""The layout engine (graphlay), and the only module that knows it.

It is given nodes with a size and a layer, and edges that lead to the next layer only; it chooses the order within each
layer and the places, and routes the edges at right angles between the layers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from routekaart.foundation.errors import RoutekaartError
from routekaart.foundation.language import Text
from routekaart.maps.drawing import Point

MOST = 30_000
"""More places than this are not laid out: it takes longer than ten seconds, and nobody can read it."""


@dataclass(frozen=True, slots=True)
class LayoutNode:
    """Something that takes room in a layer, counted from 0 at the top; `passing` where a line only goes through."""

    width: float
    height: float
    layer: int
    passing: bool = False


@dataclass(frozen=True, slots=True)
class LayoutEdge:
    """An edge from a place to one in the next layer; the heavier, the straighter."""

    source: int
    target: int
    weight: float


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The middle of each place, and each link as a line from below its source to above its target."""

    middles: tuple[Point, ...]
    ways: tuple[tuple[Point, ...], ...]


class NotDrawnError(RoutekaartError):
    """A picture cannot be drawn: a package is not installed, or the route is too large.

    Attributes:
        text: what is wrong and what to do, in both languages.
    """

    code = "not-drawn"


def missing_package(name: str) -> NotDrawnError:
    """The error that tells to install what pictures need."""
    return NotDrawnError(
        Text(
            f"hiervoor is het pakket {name} nodig; installeer het met: pip install 'routekaart[map]'",
            f"this needs the package {name}; install it with: pip install 'routekaart[map]'",
        )
    )


def check_size(places: int) -> None:
    """Refuses a picture with too many places.

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
    """Places and links with their coordinates; the same ones give the same answer on every machine.

    Raises:
        NotDrawnError: the engine is not installed, or there are too many places.
    """
    if find_spec("graphlay") is None:
        raise missing_package("graphlay")
    import graphlay

    check_size(len(places))
    graph = {
        "nodes": [
            {
                "size": {"width": place.width, "height": place.height},
                # A line enters something round in its middle, so that a long way stays straight.
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
"""Up to so many places the engine may search on for the best places: some seconds, and a picture half as wide."""


def _options(size: int) -> dict[str, object]:
    limits = {"simplex_max_nodes": 100_000, "simplex_max_pivots": 5_000_000}
    return {**_OPTIONS, "tuning": {"coords": limits}} if size <= _CAREFUL else _OPTIONS
