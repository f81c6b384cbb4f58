"""Sheets of paper for a map: their size, and the size of the letters on them."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from routekaart.foundation.arguments import checked, flag, option
from routekaart.maps.drawing import Box, Drawing

PaperSize: TypeAlias = Literal["a4", "a3"]
MILLIMETRES: dict[PaperSize, tuple[float, float]] = {"a4": (210.0, 297.0), "a3": (297.0, 420.0)}
"""Width and height of a sheet in portrait."""
MARGIN = 10.0
"""The margin that printers leave blank at each side, in millimetres."""
_POINT = 25.4 / 72
_SMALLEST_LETTER = 10.5
"""The size of the smallest letters of a drawing, in its own units."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of paper, in millimetres.

    Attributes:
        landscape: whether its long side is horizontal.

    Raises:
        WrongValueError: there is no such size.
        WrongTypeError: an argument is of another type.
    """

    size: PaperSize
    landscape: bool = False

    def __post_init__(self) -> None:
        option("size", self.size, tuple(MILLIMETRES))
        flag("landscape", self.landscape)

    @property
    def width(self) -> float:
        """Its width in millimetres."""
        return MILLIMETRES[self.size][1 if self.landscape else 0]

    @property
    def height(self) -> float:
        """Its height in millimetres."""
        return MILLIMETRES[self.size][0 if self.landscape else 1]

    def scale(self, drawing: Drawing) -> float:
        """The number of millimetres for a unit of a drawing, so that all of it fits on the sheet.

        Raises:
            WrongTypeError: it is not a drawing.
        """
        checked("drawing", drawing, Drawing)
        return min((self.width - 2 * MARGIN) / drawing.width, (self.height - 2 * MARGIN) / drawing.height)

    def view(self, drawing: Drawing) -> Box:
        """The whole sheet in units of the drawing, which is centred at the top of the sheet.

        Raises:
            WrongTypeError: it is not a drawing.
        """
        scale = self.scale(drawing)
        width, height = self.width / scale, self.height / scale
        return Box(-(width - drawing.width) / 2, -MARGIN / scale, width, height)

    def letters(self, drawing: Drawing) -> float:
        """The size of the smallest letters on the sheet, in points.

        Raises:
            WrongTypeError: it is not a drawing.
        """
        return _SMALLEST_LETTER * self.scale(drawing) / _POINT
