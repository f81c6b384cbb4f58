"""A drawing as SVG: self-contained, with text as text, and read aloud in the order of the route."""

from collections.abc import Iterator
from hashlib import sha256
from html import escape

from routekaart.language import Text
from routekaart.maps.description import describe, edge_label, node_label, title_of
from routekaart.maps.drawing import ROUND, SIGN, SLANT, Box, Drawing, DrawnBand, DrawnEdge, DrawnNode, Line, Point
from routekaart.maps.layout import draw
from routekaart.maps.measure import shown
from routekaart.maps.picture import Edge, Picture
from routekaart.maps.style import BANDS, css
from routekaart.rules import Severity

_CORNER = 6.0
_TIP = 9.0
_MUTED = frozenset({"name", "partner", "remark", "stay", "legend"})


def svg(picture: Picture, *, tokens: bool = True) -> str:
    """The picture as an SVG document.

    Args:
        tokens: write each colour as a CSS custom property with a fallback, so that a page can set it.

    Raises:
        NotDrawnError: the layout engine is not installed, or the route is too large.
    """
    return painted(draw(picture), tokens=tokens)


def painted(drawing: Drawing, *, tokens: bool = True) -> str:
    """A drawing as an SVG document; the same drawing always gives the same bytes."""
    picture = drawing.picture
    body = "\n".join(_body(drawing))
    # Ids must differ between two maps on one page.
    prefix = "rk-" + sha256(body.encode()).hexdigest()[:10]
    size = f'viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}" width="{_n(drawing.width)}"'
    named = f'aria-labelledby="{prefix}-title" aria-describedby="{prefix}-desc"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="rk" {size} height="{_n(drawing.height)}"'
        f' role="graphics-document document" lang="{picture.lang}" xml:lang="{picture.lang}" {named}>\n'
        f'<title id="{prefix}-title">{_t(title_of(picture))}</title>\n'
        f'<desc id="{prefix}-desc">{_t(describe(picture))}</desc>\n'
        f"<style>{css(tokens=tokens)}</style>\n{body}\n</svg>\n"
    )


def _body(drawing: Drawing) -> Iterator[str]:
    picture = drawing.picture
    yield f'<rect class="rk_paper" width="{_n(drawing.width)}" height="{_n(drawing.height)}"/>'
    yield from (_text(line) for line in drawing.heading)
    yield from (_band(band) for band in drawing.bands)
    leaving: dict[str, list[DrawnEdge]] = {}
    for edge in drawing.edges:
        leaving.setdefault(edge.edge.source, []).append(edge)
    number = {band.band.id: band.number % len(BANDS) + 1 for band in drawing.bands}
    for node in drawing.nodes:
        yield _node(picture, node, number.get(node.node.band or "", 0))
        yield from (_edge(picture, edge) for edge in leaving.get(node.node.id, ()))
    words = picture.say(Text("Legenda", "Legend"))
    yield f'<g role="group" aria-label="{words}">'
    yield from (_sign(sign, box) for sign, box in drawing.key)
    yield from (_text(line) for line in drawing.legend)
    yield "</g>"


def _band(drawn: DrawnBand) -> str:
    colour = drawn.number % len(BANDS) + 1
    stripe = Box(drawn.box.x, drawn.box.y, 5, drawn.box.height)
    rows = [
        f'<g class="rk_band"><rect class="rk_band-{colour}" {_at(drawn.box)} rx="6"/>',
        f'<rect class="rk_edge-{colour}" {_at(stripe)} rx="2.5"/>',
    ]
    rows += [_text(line, f"rk_edge-{colour}") for line in drawn.lines]
    return "".join(rows) + "</g>"


def _node(picture: Picture, drawn: DrawnNode, colour: int) -> str:
    classes = [
        "rk_node",
        f"rk_{drawn.node.kind.replace('_', '-')}",
        f"rk_in-{colour}",
        *_student_classes(picture, drawn),
    ]
    label = _a(node_label(picture, drawn.node))
    rows = [f'<g class="{" ".join(classes)}" role="graphics-symbol img" aria-label="{label}">']
    rows.append(_shape(drawn, thick="rk_place" in classes))
    rows += [_text(line) for line in drawn.lines]
    return "".join(rows) + "</g>"


def _student_classes(picture: Picture, drawn: DrawnNode) -> Iterator[str]:
    highlight = picture.highlight
    if highlight is None:
        return
    name = drawn.node.id
    if name in (highlight.here, highlight.target) or name in highlight.possible:
        yield "rk_place"
    elif name in highlight.out_of_reach and name not in highlight.passed:
        yield "rk_out"


def _shape(drawn: DrawnNode, *, thick: bool) -> str:
    box, kind = drawn.box, drawn.node.kind
    stroke = 4.0 if thick else 2.8 if kind == "end" else 1.6
    dash = ' stroke-dasharray="7 4"' if kind == "missing" else ' stroke-dasharray="2 3"' if kind == "hand_over" else ""
    style = f'class="rk_box" stroke-width="{_n(stroke)}"{dash}'
    if kind == "choice":
        middle = box.y + box.height / 2
        points = [
            (box.x, middle),
            (box.x + SLANT, box.y),
            (box.right - SLANT, box.y),
            (box.right, middle),
            (box.right - SLANT, box.bottom),
            (box.x + SLANT, box.bottom),
        ]
        return f'<polygon {style} points="{" ".join(f"{_n(x)},{_n(y)}" for x, y in points)}"/>'
    round_ = min(box.height / 2, ROUND) if kind in ("start", "end") else 5.0
    return f'<rect {style} {_at(box)} rx="{_n(round_)}"/>'


def _edge(picture: Picture, drawn: DrawnEdge) -> str:
    edge = drawn.edge
    taken = _is_taken(picture, edge)
    dash = ' stroke-dasharray="7 5"' if edge.back else ' stroke-dasharray="2 4"' if edge.kind == "hand_over" else ""
    rows = [
        f'<g class="rk_edge" role="graphics-symbol img" aria-label="{_a(edge_label(picture, edge))}">',
        f'<path class="rk_line{" rk_taken" if taken else ""}" d="{_rounded(drawn.points)}" fill="none"'
        f' stroke-width="{"3.4" if taken else "1.5"}"{dash}/>',
        f'<path class="{"rk_taken-tip" if taken else "rk_tip"}" d="{_tip(drawn.points)}"/>',
    ]
    if drawn.label is not None:
        rows.append(f'<rect class="rk_label" {_at(drawn.label)} rx="7" stroke-width="0.8"/>')
    rows += [_text(line) for line in drawn.lines]
    return "".join(rows) + "</g>"


def _is_taken(picture: Picture, edge: Edge) -> bool:
    """Whether the student in the picture goes this way now."""
    highlight = picture.highlight
    if highlight is None or edge.source != highlight.here or edge.kind == "hand_over":
        return False
    return edge.target == highlight.target


def _rounded(points: tuple[Point, ...]) -> str:
    """The line with its corners rounded; it stops where the tip begins."""
    *front, last = points
    way = [*front, _before(points[-2], last, _TIP - 1)]
    made = [f"M{_n(way[0][0])} {_n(way[0][1])}"]
    for before, corner, after in zip(way, way[1:], way[2:], strict=False):
        into, out = _before(before, corner, _CORNER), _before(after, corner, _CORNER)
        made.append(f"L{_n(into[0])} {_n(into[1])}Q{_n(corner[0])} {_n(corner[1])} {_n(out[0])} {_n(out[1])}")
    made.append(f"L{_n(way[-1][0])} {_n(way[-1][1])}")
    return "".join(made)


def _before(start: Point, end: Point, distance: float) -> Point:
    """The point so far before the end of a piece of a line, but never past its middle."""
    length = abs(end[0] - start[0]) + abs(end[1] - start[1])
    share = min(distance, length / 2) / length if length else 0.0
    return end[0] + (start[0] - end[0]) * share, end[1] + (start[1] - end[1]) * share


def _tip(points: tuple[Point, ...]) -> str:
    (_, above), (x, y) = points[-2:]
    back = -_TIP if y >= above else _TIP
    return f"M{_n(x)} {_n(y)}l-4.5 {_n(back)}h9z"


def _sign(sign: str, box: Box) -> str:
    """A small picture of a sign, for the legend."""
    middle = box.y + box.height / 2
    if sign in ("back", "open"):
        dash = ' stroke-dasharray="7 5"' if sign == "back" else ""
        line = f'<path class="rk_line" d="M{_n(box.x)} {_n(middle)}h26" fill="none" stroke-width="1.5"{dash}/>'
        return line + f'<path class="rk_tip" d="M{_n(box.right)} {_n(middle)}l-{_n(_TIP)} -4.5v9z"/>'
    if sign == "choice":
        edge = [(box.x, middle), (box.x + 7, box.y), (box.right - 7, box.y), (box.right, middle)]
        edge += [(box.right - 7, box.bottom), (box.x + 7, box.bottom)]
        shape = f'<polygon class="rk_box" stroke-width="1.6" points="{" ".join(f"{_n(x)},{_n(y)}" for x, y in edge)}"/>'
    else:
        dash = {"missing": ' stroke-dasharray="7 4"', "hand_over": ' stroke-dasharray="2 3"'}.get(sign, "")
        round_ = 6.5 if sign in ("start", "end") else 3
        stroke = 2.6 if sign == "end" else 1.6
        shape = f'<rect class="rk_box" {_at(box)} rx="{_n(round_)}" stroke-width="{_n(stroke)}"{dash}/>'
    return f'<g class="rk_{sign.replace("_", "-")} rk_in-0">{shape}</g>'


def _text(line: Line, extra: str = "") -> str:
    classes = [extra] if extra else ["rk_here"] if line.role == "here" else ["rk_muted"] if line.role in _MUTED else []
    bold = ' font-weight="700"' if line.bold else ""
    x, before = line.x, ""
    if line.mark is not None:
        classes = [f"rk_{line.mark.severity}"]
        room = SIGN * line.size
        left = line.box.x
        before = _finding(line.mark.severity, left, line, pill=line.role == "mark")
        x = line.x + room / 2 if line.centred else left + room
    anchor = ' text-anchor="middle"' if line.centred else ""
    named = f' class="{" ".join(classes)}"' if classes else ""
    place = f'x="{_n(x)}" y="{_n(line.y)}" font-size="{_n(line.size)}"'
    return f"{before}<text{named} {place}{anchor}{bold}>{_t(line.text)}</text>"


def _finding(severity: Severity, left: float, line: Line, *, pill: bool) -> str:
    """The sign of a finding: a square for an error, a triangle for a warning, a circle for info."""
    size = line.size * 0.92
    top = line.y - size * 0.92
    ground = ""
    if pill:
        box = line.box
        room = Box(box.x - 5, box.y - 0.5, box.width + 10, box.height)
        ground = f'<rect class="rk_{severity}-pill" {_at(room)} rx="4" stroke-width="1"/>'
    name = f'class="rk_{severity}"'
    if severity == "error":
        return ground + f'<rect {name} x="{_n(left)}" y="{_n(top)}" width="{_n(size)}" height="{_n(size)}"/>'
    if severity == "warning":
        return ground + f'<path {name} d="M{_n(left + size / 2)} {_n(top)}l{_n(size / 2)} {_n(size)}h-{_n(size)}z"/>'
    return ground + f'<circle {name} cx="{_n(left + size / 2)}" cy="{_n(top + size / 2)}" r="{_n(size / 2)}"/>'


def _at(box: Box) -> str:
    return f'x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}"'


def _n(number: float) -> str:
    """A number as short as it can be written, in tenths of a pixel."""
    return f"{round(number, 1) + 0.0:.1f}".removesuffix(".0")


def _t(text: str) -> str:
    return escape(shown(text), quote=False)


def _a(text: str) -> str:
    return escape(shown(text))
