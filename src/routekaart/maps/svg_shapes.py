"""The shapes in the SVG of a drawing: outlines of nodes, edges with their tip, and signs."""

from routekaart.diagnostics.rules import Severity
from routekaart.maps.drawing import ROUND, SLANT, Box, DrawnNode, Line, Point
from routekaart.maps.picture import MapChange

_CORNER = 6.0
_TIP = 9.0
_DASHES = {"missing": ' stroke-dasharray="7 4"', "hand_over": ' stroke-dasharray="2 3"'}
CHANGED: dict[MapChange, tuple[float, str]] = {
    "added": (3.4, ""),
    "changed": (3.4, ' stroke-dasharray="13 3"'),
    "removed": (1.8, ' stroke-dasharray="1.5 4"'),
}
"""The width and the dashes of what differs in this version."""


def outline(drawn: DrawnNode, *, thick: bool) -> str:
    """The shape of a node, by its kind."""
    box, kind = drawn.box, drawn.node.kind
    stroke = 4.0 if thick else 2.8 if kind == "end" else 1.6
    dash = _DASHES.get(kind, "")
    if drawn.node.change is not None:
        stroke, dash = CHANGED[drawn.node.change]
    style = f'class="rk_box" stroke-width="{px(stroke)}"{dash}'
    if kind == "choice":
        return f'<polygon {style} points="{_hexagon(box, SLANT)}"/>'
    round_ = min(box.height / 2, ROUND) if kind in ("start", "end") else 5.0
    return f'<rect {style} {at(box)} rx="{px(round_)}"/>'


def _hexagon(box: Box, slant: float) -> str:
    middle = box.y + box.height / 2
    left, right = box.x + slant, box.right - slant
    upper = [(box.x, middle), (left, box.y), (right, box.y), (box.right, middle)]
    return " ".join(f"{px(x)},{px(y)}" for x, y in [*upper, (right, box.bottom), (left, box.bottom)])


def rounded(points: tuple[Point, ...]) -> str:
    """A line with rounded corners that ends where its tip begins."""
    *front, last = points
    way = [*front, _before(points[-2], last, _TIP - 1)]
    made = [f"M{px(way[0][0])} {px(way[0][1])}"]
    for before, corner, after in zip(way, way[1:], way[2:], strict=False):
        into, out = _before(before, corner, _CORNER), _before(after, corner, _CORNER)
        made.append(f"L{px(into[0])} {px(into[1])}Q{px(corner[0])} {px(corner[1])} {px(out[0])} {px(out[1])}")
    made.append(f"L{px(way[-1][0])} {px(way[-1][1])}")
    return "".join(made)


def _before(start: Point, end: Point, distance: float) -> Point:
    """The point at a distance before the end of a segment, but not past its middle."""
    length = abs(end[0] - start[0]) + abs(end[1] - start[1])
    share = min(distance, length / 2) / length if length else 0.0
    return end[0] + (start[0] - end[0]) * share, end[1] + (start[1] - end[1]) * share


def tip(points: tuple[Point, ...]) -> str:
    """The tip at the end of a line."""
    (_, above), (x, y) = points[-2:]
    back = -_TIP if y >= above else _TIP
    return f"M{px(x)} {px(y)}l-4.5 {px(back)}h9z"


def sign_of(sign: str, box: Box) -> str:
    """A sign in the legend."""
    middle = box.y + box.height / 2
    if sign in CHANGED:
        wide, dash = CHANGED[sign]
        line = f'<path class="rk_line" d="M{px(box.x)} {px(middle)}h26" fill="none" stroke-width="{px(wide)}"{dash}/>'
        tip_ = f'<path class="rk_tip" d="M{px(box.right)} {px(middle)}l-{px(_TIP)} -4.5v9z"/>'
        return f'<g class="rk_otherwise">{line}{tip_}</g>'
    if sign in ("back", "open"):
        dash = ' stroke-dasharray="7 5"' if sign == "back" else ""
        line = f'<path class="rk_line" d="M{px(box.x)} {px(middle)}h26" fill="none" stroke-width="1.5"{dash}/>'
        return line + f'<path class="rk_tip" d="M{px(box.right)} {px(middle)}l-{px(_TIP)} -4.5v9z"/>'
    if sign == "choice":
        shape = f'<polygon class="rk_box" stroke-width="1.6" points="{_hexagon(box, 7)}"/>'
    else:
        dash = _DASHES.get(sign, "")
        round_ = 6.5 if sign in ("start", "end") else 3
        stroke = 2.6 if sign == "end" else 1.6
        shape = f'<rect class="rk_box" {at(box)} rx="{px(round_)}" stroke-width="{px(stroke)}"{dash}/>'
    return f'<g class="rk_{sign.replace("_", "-")} rk_in-0">{shape}</g>'


def finding(severity: Severity, left: float, line: Line, *, pill: bool) -> str:
    """The sign of a finding: a square for an error, a triangle for a warning, a circle for info."""
    size = line.size * 0.92
    top = line.y - size * 0.92
    ground = ""
    if pill:
        box = line.box
        room = Box(box.x - 5, box.y - 0.5, box.width + 10, box.height)
        ground = f'<rect class="rk_{severity}-pill" {at(room)} rx="4" stroke-width="1"/>'
    name = f'class="rk_{severity}"'
    if severity == "error":
        return ground + f'<rect {name} x="{px(left)}" y="{px(top)}" width="{px(size)}" height="{px(size)}"/>'
    if severity == "warning":
        return ground + f'<path {name} d="M{px(left + size / 2)} {px(top)}l{px(size / 2)} {px(size)}h-{px(size)}z"/>'
    return ground + f'<circle {name} cx="{px(left + size / 2)}" cy="{px(top + size / 2)}" r="{px(size / 2)}"/>'


def at(box: Box) -> str:
    """A box as the attributes of a rectangle."""
    return f'x="{px(box.x)}" y="{px(box.y)}" width="{px(box.width)}" height="{px(box.height)}"'


def px(number: float) -> str:
    """The shortest notation of a number, in tenths of a pixel."""
    return f"{round(number, 1) + 0.0:.1f}".removesuffix(".0")
