"""The text of a node and of an edge: its lines, their size, and the room they take together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from routekaart.diagnostics.diagnostic import SEVERITY_WORDS
from routekaart.foundation.language import Text
from routekaart.maps.drawing import SIGN, Box, Line, TextRole
from routekaart.maps.measure import lines, width
from routekaart.maps.picture import MapChange, MapEdge, MapNode, Mark, Picture

LINE_HEIGHT = 1.28
NODE_ROOM = 208.0
LABEL_ROOM = 164.0
MOST_LINES = 8
"""A label of more lines is moved below the picture, under a number."""

MISSING = Text("bestaat niet", "does not exist")

CHANGES: dict[MapChange, Text] = {
    "added": Text("nieuw", "new"),
    "changed": Text("gewijzigd", "changed"),
    "removed": Text("vervalt", "falls away"),
}
"""The words for what happened to a node or an edge in another version."""

_SIDE = {"start": 20.0, "choice": 26.0, "end": 20.0}
_ABOVE = 9.0
_LEAST = 132.0
_SIZES: dict[TextRole, float] = {"name": 10.5, "title": 13.5, "words": 11.0, "partner": 11.0}
_APART = 4.0
_BOLD = frozenset[TextRole]({"name", "title", "mark", "here", "change"})


@dataclass(frozen=True, slots=True)
class Content:
    """Lines of text, with coordinates from the top middle of their box, and the size of that box."""

    lines: tuple[Line, ...]
    width: float
    height: float

    def at(self, middle: float, top: float) -> tuple[Line, ...]:
        """The lines, moved to their place in the picture."""
        return tuple(
            Line(one.text, middle, round(top + one.y, 1), one.size, one.width, one.role, one.bold, True, one.mark)
            for one in self.lines
        )

    def box(self, middle: float, top: float) -> Box:
        """The box, moved to its place in the picture."""
        return Box(round(middle - self.width / 2, 1), top, self.width, self.height)


def node_content(picture: Picture, node: MapNode, ways: int) -> Content:
    """The text of a node, in a box that is wide enough for `ways` edges on one side."""
    least = max(_LEAST, 16.0 * ways + 40)
    return _boxed(_node_rows(picture, node), NODE_ROOM, _SIDE.get(node.kind, 14.0), least)


def edge_content(picture: Picture, edge: MapEdge, number: int | None) -> Content | None:
    """The label of an edge; with a number, a reference to it instead. None without a label."""
    words = label_words(edge) if number is None else _elsewhere(number, edge, picture)
    rows = [
        *_change_rows(picture, edge),
        *_mark_rows(picture, picture.marks_at(edge.part)),
        *([_Row("words", words)] if words else []),
    ]
    return _boxed(rows, LABEL_ROOM, 7.0, 24.0, above=4.0) if rows else None


def label_words(edge: MapEdge) -> str:
    """The words of an edge, with its number where the first one wins."""
    if edge.order is None:
        return edge.words
    return f"{edge.order}. {edge.words}".strip()


def too_long(edge: MapEdge) -> bool:
    """Whether the words of an edge are too long for a label."""
    return len(lines(label_words(edge), _SIZES["words"], LABEL_ROOM)) > MOST_LINES


def student_words(picture: Picture, node: MapNode) -> str:
    """The role of a node for the student in the picture (here, next, possible, passed); empty if it has none."""
    highlight = picture.highlight
    if highlight is None:
        return ""
    text = None
    if node.id == highlight.here == highlight.target:
        text = Text("de student is hier en blijft hier", "the student is here and stays here")
    elif node.id == highlight.here:
        text = Text("de student is hier", "the student is here")
    elif node.id == highlight.target:
        text = Text("de volgende stap", "the next step")
    elif node.id in highlight.possible:
        text = Text("mogelijk", "possible")
    elif node.id in highlight.passed:
        text = Text("geweest", "passed")
    elif node.id in highlight.out_of_reach:
        text = Text("niet meer te bereiken", "out of reach")
    return picture.say(text) if text else ""


def change_words(picture: Picture, one: MapNode | MapEdge) -> str:
    """The words for what happened to a node or an edge in this version; empty if it is the same."""
    return picture.say(CHANGES[one.change]) if one.change else ""


def node_rows(picture: Picture, node: MapNode, sign: str) -> list[str]:
    """The rows of text of a node in a text format; empty rows are to be skipped.

    Args:
        sign: the sign before a finding.
    """
    return [
        student_words(picture, node),
        change_words(picture, node),
        *(f"{sign} {sign_words(picture, mark)}" for mark in picture.marks_at(node.part)),
        picture.say(MISSING) if node.kind == "missing" else "",
        node.name,
        node.title,
        ", ".join(node.partners),
        *node.remarks,
        node.stay,
    ]


def sign_words(picture: Picture, mark: Mark) -> str:
    """The name of a finding, such as "fout 1"."""
    return f"{picture.say(SEVERITY_WORDS[mark.severity])} {mark.number}"


@dataclass(frozen=True, slots=True)
class _Row:
    """Text of one kind, wrapped over lines; `apart` leaves a gap above it."""

    role: TextRole
    text: str
    mark: Mark | None = None
    apart: bool = False


def _node_rows(picture: Picture, node: MapNode) -> Iterator[_Row]:
    student = student_words(picture, node)
    if student:
        yield _Row("here", student)
    yield from _change_rows(picture, node)
    yield from _mark_rows(picture, picture.marks_at(node.part))
    if node.kind == "missing":
        yield _Row("remark", f"{picture.say(MISSING)}:")
    if node.name:
        yield _Row("name", node.name)
    if node.title and node.title != node.name:
        yield _Row("title", node.title)
    apart = True
    for partner in _short_list(node.partners):
        yield _Row("partner", partner, apart=apart)
        apart = False
    for number, remark in enumerate(node.remarks):
        yield _Row("remark", remark, apart=not number)
    if node.stay:
        yield _Row("stay", node.stay, apart=True)


def _short_list(partners: tuple[str, ...]) -> tuple[str, ...]:
    """The partners on one row if they fit, or each on its own row."""
    together = ", ".join(partners)
    if not partners or len(lines(together, _SIZES["partner"], NODE_ROOM)) == 1:
        return (together,) if partners else ()
    return (*(f"{partner}," for partner in partners[:-1]), partners[-1])


def _mark_rows(picture: Picture, marks: Iterable[Mark]) -> Iterator[_Row]:
    for mark in marks:
        yield _Row("mark", sign_words(picture, mark), mark)


def _change_rows(picture: Picture, one: MapNode | MapEdge) -> Iterator[_Row]:
    words = change_words(picture, one)
    if words:
        yield _Row("change", words)


def _elsewhere(number: int, edge: MapEdge, picture: Picture) -> str:
    where = picture.say(Text(f"voorwaarde {number}, zie onder", f"condition {number}, see below"))
    return f"{edge.order}. {where}" if edge.order else where


def _boxed(rows: Iterable[_Row], room: float, side: float, least: float, above: float = _ABOVE) -> Content:
    made: list[Line] = []
    y = above
    for row in rows:
        y += _APART if row.apart or row.role == "mark" else 0
        size, bold = _SIZES.get(row.role, 11.0), row.role in _BOLD
        for text in lines(row.text, size, room, bold=bold):
            y += size
            made.append(Line(text, 0, y, size, width(text, size, bold=bold), row.role, bold, mark=row.mark))
            y += size * (LINE_HEIGHT - 1)
    widest = max((line.width + (SIGN * line.size if line.mark else 0) for line in made), default=0.0)
    return Content(tuple(made), round(max(least, widest + 2 * side)), round(y + above))
