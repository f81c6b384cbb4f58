"""A picture with its geometry: the place of everything that is painted."""

from dataclasses import dataclass
from math import sqrt
from typing import Literal, TypeAlias

from routekaart.foundation.arguments import number
from routekaart.maps.picture import Band, MapEdge, MapNode, Mark, Picture

Point: TypeAlias = tuple[float, float]
TextRole: TypeAlias = Literal[
    "name", "title", "partner", "remark", "stay", "mark", "words", "here", "change", "heading", "band", "legend"
]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `x` and `y` are its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x coordinate of its right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y coordinate of its lower side."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text at its place.

    Attributes:
        x, y: the start of the text (or its middle, if `centred`) and its base line.
        width: the largest width in any common font.
        mark: the finding whose sign is drawn before it.
    """

    text: str
    x: float
    y: float
    size: float
    width: float
    role: TextRole
    bold: bool = False
    centred: bool = True
    mark: Mark | None = None

    @property
    def box(self) -> Box:
        """The space that the line takes, including its sign."""
        sign = SIGN * self.size if self.mark else 0.0
        left = self.x - self.width / 2 if self.centred else self.x
        return Box(left - sign / 2 if self.centred else left, self.y - self.size, self.width + sign, self.size * 1.28)


SIGN = 1.3
"""The width of the sign of a finding, as a multiple of the text size."""
_FAR = 1e12
SLANT = 15.0
"""The inset of the slanted sides of a choice."""
ROUND = 24.0
"""The radius of the corners of a start and an end, where they are high enough for it."""


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """A node with its box and its text."""

    node: MapNode
    box: Box
    lines: tuple[Line, ...]

    def inset(self, x: float) -> float:
        """The distance between the upper or lower side of the box and the outline of the node, at an x coordinate.

        Raises:
            WrongTypeError: it is not a number.
            WrongValueError: it lies far outside every drawing.
        """
        if type(x) is not float:
            x = number("x", x, -_FAR, _FAR)
        aside = max(0.0, min(x - self.box.x, self.box.right - x))
        half = self.box.height / 2
        if self.node.kind == "choice" and aside < SLANT:
            return half * (1 - aside / SLANT)
        radius = min(half, ROUND)
        if self.node.kind in ("start", "end") and aside < radius:
            return radius - sqrt(radius**2 - (radius - aside) ** 2)
        return 0.0


@dataclass(frozen=True, slots=True)
class DrawnEdge:
    """An edge as a line through points, from its source to its target, with its label."""

    edge: MapEdge
    points: tuple[Point, ...]
    label: Box | None = None
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnBand:
    """A phase as a band over the whole width; its title is in a margin that nothing else enters."""

    band: Band
    number: int
    box: Box
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture with the geometry of everything in it.

    Attributes:
        heading, legend: the lines above and below the picture.
        key: for each line of the legend that explains a sign, that sign and its place.
    """

    picture: Picture
    width: float
    height: float
    bands: tuple[DrawnBand, ...]
    nodes: tuple[DrawnNode, ...]
    edges: tuple[DrawnEdge, ...]
    heading: tuple[Line, ...]
    legend: tuple[Line, ...]
    key: tuple[tuple[str, Box], ...] = ()
