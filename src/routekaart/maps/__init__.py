"""Pictures of a route: as SVG and PNG, as Mermaid and DOT, and as plain text.

>>> import routekaart
>>> from routekaart import maps
>>> picture = maps.picture_of(routekaart.load("roc_bbl"))
>>> print(maps.text(picture).splitlines()[0])
BBL-route van ROC Rivor (roc_bbl 2.0.0)
"""

from routekaart.maps.compared import picture_of_changes
from routekaart.maps.details import DETAILS, Detail, with_details
from routekaart.maps.dot import dot
from routekaart.maps.drawing import Drawing
from routekaart.maps.flow import Flow, number, with_flow
from routekaart.maps.highlighting import with_decision, with_journey
from routekaart.maps.layout import draw
from routekaart.maps.layout_engine import NotDrawnError
from routekaart.maps.legibility import Legibility, legibility
from routekaart.maps.marking import marked
from routekaart.maps.mermaid import mermaid
from routekaart.maps.of_draft import picture_of_draft
from routekaart.maps.of_route import picture_of
from routekaart.maps.paper import Paper, PaperSize
from routekaart.maps.picture import Band, Highlight, MapChange, MapEdge, MapNode, Mark, Otherwise, Picture
from routekaart.maps.plain_text import text
from routekaart.maps.png import png
from routekaart.maps.svg import painted, svg

__all__ = [
    "DETAILS",
    "Band",
    "Detail",
    "Drawing",
    "Flow",
    "Highlight",
    "Legibility",
    "MapChange",
    "MapEdge",
    "MapNode",
    "Mark",
    "NotDrawnError",
    "Otherwise",
    "Paper",
    "PaperSize",
    "Picture",
    "dot",
    "draw",
    "legibility",
    "marked",
    "mermaid",
    "number",
    "painted",
    "picture_of",
    "picture_of_changes",
    "picture_of_draft",
    "png",
    "svg",
    "text",
    "with_decision",
    "with_details",
    "with_flow",
    "with_journey",
]
