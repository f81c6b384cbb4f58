"""A drawing as PNG, by way of its SVG (resvg)."""

from routekaart.language import Text
from routekaart.maps.engine import NotDrawnError, missing_package
from routekaart.maps.layout import draw
from routekaart.maps.picture import Picture
from routekaart.maps.svg import painted

_MOST_PIXELS = 120_000_000


def png(picture: Picture, *, scale: float = 2.0) -> bytes:
    """The picture as the bytes of a PNG, with the fonts of this machine.

    Args:
        scale: how many pixels a unit of the drawing becomes.

    Raises:
        NotDrawnError: a package is not installed, or the picture is too large.
    """
    try:
        # The wheel brings the renderer along; nothing else of the machine is needed but fonts.
        import resvg_py
    except ImportError:
        raise missing_package("resvg_py") from None
    drawing = draw(picture)
    room = (_MOST_PIXELS / (drawing.width * drawing.height)) ** 0.5
    if room < 1:
        raise NotDrawnError(
            Text(
                "deze route is te groot voor een png; kies svg als vorm",
                "this route is too large for a png; choose svg",
            )
        )
    # The renderer knows no custom properties.
    return bytes(resvg_py.svg_to_bytes(svg_string=painted(drawing, tokens=False), zoom=min(scale, room)))
