"""A drawing as self-contained SVG, with text as text, in the reading order of the route."""

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from routekaart.foundation.arguments import checked, flag
from routekaart.foundation.escaping.drawings import svg_attribute, svg_text
from routekaart.foundation.language import Text
from routekaart.maps.description import describe, edge_label, node_label, title_of
from routekaart.maps.drawing import SIGN, Box, Drawing, DrawnBand, DrawnEdge, DrawnNode, Line
from routekaart.maps.layout import draw
from routekaart.maps.paper import Paper
from routekaart.maps.picture import MapEdge, MapNode, Picture, is_next_or_here
from routekaart.maps.stylesheet import BANDS, css
from routekaart.maps.svg_shapes import CHANGED, at, finding, outline, px, rounded, sign_of, tip

_LINKED = {"steps": "step", "ends": "end"}
"""The kind of place on a page that a node links to, by the section of the node's part."""
_USUAL = ('text-anchor="middle"', 'font-size="11"')
_ABOVE = 8
"""The space above a map that has no title of its own."""
_TEXT = re.compile("<text[^>]*")
_MUTED = frozenset({"name", "partner", "remark", "stay", "legend"})


def svg(picture: Picture, *, tokens: bool = True, paper: Paper | None = None) -> str:
    """The picture as an SVG document.

    Args:
        tokens: write each colour as a CSS custom property with a fallback, so that a page can set it.
        paper: the sheet that it is made for; without one a unit of the drawing is a pixel.

    Raises:
        NotDrawnError: the layout engine is not installed, or the route is too large.
        WrongTypeError: an argument is of another type.
    """
    tokens = flag("tokens", tokens)
    return painted(draw(picture), tokens=tokens, paper=paper)


def painted(drawing: Drawing, *, tokens: bool = True, paper: Paper | None = None) -> str:
    """A drawing as an SVG document; the same drawing always gives the same bytes.

    Raises:
        WrongTypeError: an argument is of another type.
    """
    checked("drawing", drawing, Drawing)
    tokens = flag("tokens", tokens)
    if paper is not None:
        checked("paper", paper, Paper)
    picture = drawing.picture
    view = Box(0, 0, drawing.width, drawing.height) if paper is None else paper.view(drawing)
    body = "\n".join(_body(drawing, view))
    # Ids must differ between two maps on one page.
    prefix = "rk-" + sha256(body.encode()).hexdigest()[:10]
    size = f'viewBox="{px(view.x)} {px(view.y)} {px(view.width)} {px(view.height)}" {_size(view, paper)}'
    named = f'aria-labelledby="{prefix}-title" aria-describedby="{prefix}-desc"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="rk" {size}'
        f' role="graphics-document document" lang="{picture.lang}" xml:lang="{picture.lang}" {named}>\n'
        f'<title id="{prefix}-title">{svg_text(title_of(picture))}</title>\n'
        f'<desc id="{prefix}-desc">{svg_text(describe(picture))}</desc>\n'
        f"<style>{css(tokens=tokens)}</style>\n{body}\n</svg>\n"
    )


def _size(view: Box, paper: Paper | None) -> str:
    if paper is None:
        return f'width="{px(view.width)}" height="{px(view.height)}"'
    return f'width="{px(paper.width)}mm" height="{px(paper.height)}mm"'


def embedded(drawing: Drawing) -> str:
    """A drawing as an element of a page that has the style sheet `css` and a list of what the drawing shows.

    Every step and end is a link to `#step/ID` or `#end/ID`; a line has the ids of its source and target, for the script
    of the page. For a screen reader, a picture with its links is enough: the page has the conditions in words.

    Raises:
        WrongTypeError: it is not a drawing.
    """
    checked("drawing", drawing, Drawing)
    picture = drawing.picture
    # The page shows the title above it.
    boxes = [*(band.box for band in drawing.bands), *(node.box for node in drawing.nodes)]
    top = max(0, int(min((box.y for box in boxes), default=0)) - _ABOVE)
    view = Box(0, top, drawing.width, drawing.height - top)
    size = f'viewBox="0 {top} {px(view.width)} {px(view.height)}" {_size(view, None)}'
    named = f'role="group" aria-label="{svg_attribute(title_of(picture))}"'
    body = "".join(_body(replace(drawing, heading=()), view, linked=True))
    # Most texts are centred and of one size: these attributes are on the whole picture, so that a page stays small.
    body = _TEXT.sub(_without_what_is_usual, body)
    head = f'class="rk" {size} lang="{picture.lang}" {named} {" ".join(_USUAL)}'
    return f"<svg {head}>{body}</svg>"


def _without_what_is_usual(found: re.Match[str]) -> str:
    """The beginning of a text without the usual attributes; a text that is not centred gets its own anchor."""
    head = found[0] if _USUAL[0] in found[0] else f'{found[0]} text-anchor="start"'
    return head.replace(f" {_USUAL[0]}", "").replace(f" {_USUAL[1]}", "")


def _body(drawing: Drawing, view: Box, *, linked: bool = False) -> Iterator[str]:
    picture = drawing.picture
    corner = f' x="{px(view.x)}" y="{px(view.y)}"' if (view.x, view.y) != (0, 0) else ""
    yield f'<rect class="rk_paper"{corner} width="{px(view.width)}" height="{px(view.height)}"/>'
    yield from (_text(line) for line in drawing.heading)
    yield from (_band(band) for band in drawing.bands)
    leaving: dict[str, list[DrawnEdge]] = {}
    for edge in drawing.edges:
        leaving.setdefault(edge.edge.source, []).append(edge)
    number = {band.band.id: band.number % len(BANDS) + 1 for band in drawing.bands}
    for node in drawing.nodes:
        yield _node(picture, node, number.get(node.node.band or "", 0), linked=linked)
        yield from (_edge(picture, edge, linked=linked) for edge in leaving.get(node.node.id, ()))
    words = picture.say(Text("Legenda", "Legend"))
    yield f'<g role="group" aria-label="{words}">'
    yield from (sign_of(sign, box) for sign, box in drawing.key)
    yield from (_text(line) for line in drawing.legend)
    yield "</g>"


def _band(drawn: DrawnBand) -> str:
    colour = drawn.number % len(BANDS) + 1
    stripe = Box(drawn.box.x, drawn.box.y, 5, drawn.box.height)
    rows = [
        f'<g class="rk_band"><rect class="rk_band-{colour}" {at(drawn.box)} rx="6"/>',
        f'<rect class="rk_edge-{colour}" {at(stripe)} rx="2.5"/>',
    ]
    rows += [_text(line, f"rk_edge-{colour}") for line in drawn.lines]
    return "".join(rows) + "</g>"


def _node(picture: Picture, drawn: DrawnNode, colour: int, *, linked: bool) -> str:
    highlight = picture.highlight
    classes = [
        "rk_node",
        f"rk_{drawn.node.kind.replace('_', '-')}",
        f"rk_in-{colour}",
    ]
    if is_next_or_here(picture, drawn.node):
        classes.append("rk_place")
    elif highlight and drawn.node.id in highlight.out_of_reach - set(highlight.passed):
        classes.append("rk_out")
    classes += _change_classes(drawn.node)
    shapes = [outline(drawn, thick="rk_place" in classes), *(_text(line) for line in drawn.lines)]
    kind = _LINKED.get(str(drawn.node.part[0])) if linked and drawn.node.kind != "hand_over" else None
    if kind is not None:
        head = f'a class="{" ".join(classes)}" href="#{kind}/{svg_attribute(drawn.node.id)}"'
        # Spaces between the lines, so that a screen reader does not join words.
        return f"<{head}>{' '.join(shapes)}</a>"
    label = svg_attribute(node_label(picture, drawn.node))
    head = f'g class="{" ".join(classes)}" role="graphics-symbol img" aria-label="{label}"'
    return f"<{head}>{''.join(shapes)}</g>"


def _edge(picture: Picture, drawn: DrawnEdge, *, linked: bool) -> str:
    edge = drawn.edge
    taken = _is_taken(picture, edge)
    wide = 3.4 if taken else 1.5
    dash = ' stroke-dasharray="7 5"' if edge.back else ' stroke-dasharray="2 4"' if edge.kind == "hand_over" else ""
    if edge.change is not None:
        wide, dash = CHANGED[edge.change]
    said = f'role="graphics-symbol img" aria-label="{svg_attribute(edge_label(picture, edge))}"'
    if linked:
        said = f'aria-hidden="true" data-from="{svg_attribute(edge.source)}" data-to="{svg_attribute(edge.target)}"'
    rows = [
        f'<g class="{" ".join(["rk_edge", *_change_classes(edge)])}" {said}>',
        f'<path class="rk_line{" rk_taken" if taken else ""}" d="{rounded(drawn.points)}" fill="none"'
        f' stroke-width="{px(wide)}"{dash}/>',
        f'<path class="{"rk_taken-tip" if taken else "rk_tip"}" d="{tip(drawn.points)}"/>',
    ]
    if drawn.label is not None:
        rows.append(f'<rect class="rk_label" {at(drawn.label)} rx="7" stroke-width="0.8"/>')
    rows += [_text(line) for line in drawn.lines]
    return "".join(rows) + "</g>"


def _change_classes(one: MapNode | MapEdge) -> list[str]:
    if one.change is None:
        return []
    return ["rk_otherwise", "rk_gone"] if one.change == "removed" else ["rk_otherwise"]


def _is_taken(picture: Picture, edge: MapEdge) -> bool:
    """Whether the student in the picture takes this edge now."""
    highlight = picture.highlight
    if highlight is None or edge.source != highlight.here or edge.kind == "hand_over":
        return False
    return edge.target == highlight.target


def _text(line: Line, extra: str = "") -> str:
    classes = (
        [extra]
        if extra
        else [f"rk_{line.role}"]
        if line.role in ("here", "change")
        else ["rk_muted"]
        if line.role in _MUTED
        else []
    )
    bold = ' font-weight="700"' if line.bold else ""
    x, before = line.x, ""
    if line.mark is not None:
        classes = [f"rk_{line.mark.severity}"]
        room = SIGN * line.size
        left = line.box.x
        before = finding(line.mark.severity, left, line, pill=line.role == "mark")
        x = line.x + room / 2 if line.centred else left + room
    anchor = ' text-anchor="middle"' if line.centred else ""
    named = f' class="{" ".join(classes)}"' if classes else ""
    place = f'x="{px(x)}" y="{px(line.y)}" font-size="{px(line.size)}"'
    return f"{before}<text{named} {place}{anchor}{bold}>{svg_text(line.text)}</text>"
