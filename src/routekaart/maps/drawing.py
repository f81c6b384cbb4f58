"""A picture with its geometry: what stands where. A painter only has to paint it."""

from dataclasses import dataclass
from math import sqrt
from typing import Literal, TypeAlias

from routekaart.foundation.arguments import number
from routekaart.maps.picture import Band, MapEdge, MapNode, Mark, Picture

Point: TypeAlias = tuple[float, float]
TextRole: TypeAlias = Literal[
    "name", "title", "partner", "remark", "stay", "mark", "words", "here", "heading", "band", "legend"
]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `x` and `y` are its left top."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends to the right."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text at its place.

    Attributes:
        x, y: the start of the text (or its middle, when `centred`) and its base line.
        width: how wide it can be at most.
        mark: the finding whose sign stands before it.
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
        """The room that the line takes, its sign included."""
        sign = SIGN * self.size if self.mark else 0.0
        left = self.x - self.width / 2 if self.centred else self.x
        return Box(left - sign / 2 if self.centred else left, self.y - self.size, self.width + sign, self.size * 1.28)


SIGN = 1.3
"""How much room the sign of a finding takes, in sizes of the text."""


_FAR = 1e12
SLANT = 15.0
"""How far the slanting sides of a choice reach in."""
ROUND = 24.0
"""The radius of the round corners of a start and an end, where they are high enough for it."""


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """A node with its box and its text."""

    node: MapNode
    box: Box
    lines: tuple[Line, ...]

    def inset(self, x: float) -> float:
        """How far inside the upper or lower side of the box the outline of the node is, at a place along that side.

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
    """A way as a line through points, from its source to its target, and its label on it."""

    edge: MapEdge
    points: tuple[Point, ...]
    label: Box | None = None
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnBand:
    """A phase as a band over the whole width; its title stands in a margin where nothing else comes."""

    band: Band
    number: int
    box: Box
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture with the place of everything in it.

    Attributes:
        heading, legend: the lines above and below the picture.
        key: for each line of the legend that explains a sign, that sign and where it stands.
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
