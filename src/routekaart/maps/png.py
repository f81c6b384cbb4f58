"""A drawing as PNG, by way of its SVG (resvg)."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from routekaart.files.disk.reading import listed
from routekaart.foundation.arguments import checked, number
from routekaart.foundation.language import Text
from routekaart.maps.layout import draw
from routekaart.maps.layout_engine import NotDrawnError, missing_package
from routekaart.maps.paper import Paper
from routekaart.maps.picture import Picture
from routekaart.maps.stylesheet import FONT
from routekaart.maps.svg import painted

_MOST_PIXELS = 120_000_000
_DOTS = 200.0
"""Pixels per inch of paper."""
_ALWAYS_THERE = "Roboto"
_SMALLEST, _LARGEST = 0.01, 100.0
_WITHOUT_TEXT = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"></svg>'
_WITH_TEXT = _WITHOUT_TEXT.replace("></svg>", ' font-family="sans-serif"><text y="15">M</text></svg>')
"""Without a font, the renderer silently drops text; comparing these two shows whether it does."""


def png(picture: Picture, *, scale: float = 1.0, paper: Paper | None = None) -> bytes:
    """The picture as the bytes of a PNG, in Roboto; letters that Roboto lacks come from the fonts of this machine.

    Args:
        scale: pixels for each unit of the drawing; with `paper`, for each 1/200 of an inch of paper.
        paper: the sheet that it is made for.

    Raises:
        NotDrawnError: a package is not installed, the machine has no fonts, or the picture is too large.
        WrongTypeError: an argument is of another type.
        WrongValueError: `scale` is less than 0.01 or more than 100.
    """
    checked("picture", picture, Picture)
    if paper is not None:
        checked("paper", paper, Paper)
    zoom = number("scale", scale, _SMALLEST, _LARGEST)
    if find_spec("resvg_py") is None:
        raise missing_package("resvg_py")
    import resvg_py

    drawing = draw(picture)
    wide, high = (
        (drawing.width, drawing.height) if paper is None else (paper.width * _DOTS / 25.4, paper.height * _DOTS / 25.4)
    )
    room = (_MOST_PIXELS / (wide * high)) ** 0.5
    if room < 1:
        raise NotDrawnError(
            Text(
                "deze route is te groot voor een png; kies svg als vorm",
                "this route is too large for a png; choose svg",
            )
        )
    blank = resvg_py.svg_to_bytes(svg_string=_WITHOUT_TEXT)
    fonts = next((some for some in _fonts() if resvg_py.svg_to_bytes(svg_string=_WITH_TEXT, **some) != blank), None)
    if fonts is None:
        raise NotDrawnError(
            Text(
                "op deze machine staan geen lettertypen voor een png; installeer er een, of kies svg",
                "this machine has no fonts for a png; install one, or choose svg",
            )
        )
    # The renderer does not know custom properties. The picture is the same whatever fonts a machine has.
    text = painted(drawing, tokens=False, paper=paper).replace(FONT, f"{_ALWAYS_THERE},{FONT}", 1)
    return bytes(resvg_py.svg_to_bytes(svg_string=text, zoom=min(zoom, room), dpi=_DOTS, **fonts))


def _fonts() -> Iterator[dict[str, Any]]:
    """The font settings to try: first the package `font_roboto`, then the fonts of the machine alone."""
    package = find_spec("font_roboto")
    for folder in (package and package.submodule_search_locations) or ():
        files = [str(file) for file in listed(Path(folder, "files"), "-Regular.ttf", "-Bold.ttf")]
        yield {"font_files": files, "sans_serif_family": _ALWAYS_THERE}
    yield {}
