"""The text in the box of a node and on a way: which lines, how large, and how much room they take together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from routekaart.diagnostics.diagnostic import SEVERITY_WORDS
from routekaart.foundation.language import Text
from routekaart.maps.drawing import SIGN, Box, Line, TextRole
from routekaart.maps.measure import lines, width
from routekaart.maps.picture import Highlight, MapEdge, MapNode, Mark, Picture

LINE_HEIGHT = 1.28
NODE_ROOM = 208.0
LABEL_ROOM = 164.0
MOST_LINES = 8
"""A label of more lines than this stands below the picture, under a number."""

_SIDE = {"start": 20.0, "choice": 26.0, "end": 20.0}
_ABOVE = 9.0
_LEAST = 132.0
_SIZES: dict[TextRole, float] = {"name": 10.5, "title": 13.5, "words": 11.0, "partner": 11.0}
_APART = 4.0
_BOLD = frozenset[TextRole]({"name", "title", "mark", "here"})


@dataclass(frozen=True, slots=True)
class Content:
    """Lines of text, measured from the top middle of their box, and the size of that box."""

    lines: tuple[Line, ...]
    width: float
    height: float

    def at(self, middle: float, top: float) -> tuple[Line, ...]:
        """The lines with their place in the picture."""
        return tuple(
            Line(one.text, middle, round(top + one.y, 1), one.size, one.width, one.role, one.bold, True, one.mark)
            for one in self.lines
        )

    def box(self, middle: float, top: float) -> Box:
        """The box at its place in the picture."""
        return Box(round(middle - self.width / 2, 1), top, self.width, self.height)


def node_content(picture: Picture, node: MapNode, ways: int) -> Content:
    """What stands in the box of a node; `ways` is the most that come in or go out, which stand beside each other."""
    least = max(_LEAST, 16.0 * ways + 40)
    return _boxed(_node_rows(picture, node), NODE_ROOM, _SIDE.get(node.kind, 14.0), least)


def edge_content(picture: Picture, edge: MapEdge, number: int | None) -> Content | None:
    """What stands on a way; with a number, where to read it instead. None when nothing does."""
    words = label_words(edge) if number is None else _elsewhere(number, edge, picture)
    rows = [*_mark_rows(picture, picture.marks_at(edge.part)), *([_Row("words", words)] if words else [])]
    return _boxed(rows, LABEL_ROOM, 7.0, 24.0, above=4.0) if rows else None


def label_words(edge: MapEdge) -> str:
    """The words on a way, with its number where the first one wins."""
    if edge.order is None:
        return edge.words
    return f"{edge.order}. {edge.words}".strip()


def too_long(edge: MapEdge) -> bool:
    """Whether the words of a way are too long to stand on it."""
    return len(lines(label_words(edge), _SIZES["words"], LABEL_ROOM)) > MOST_LINES


def place_of(highlight: Highlight, node: MapNode) -> Text | None:
    """What a node is to the student in the picture; None when it is nothing to her."""
    stays = highlight.target == highlight.here
    if node.id == highlight.here:
        return (
            Text("de student is hier en blijft hier", "the student is here and stays here")
            if stays
            else Text("de student is hier", "the student is here")
        )
    if node.id == highlight.target:
        return Text("de volgende stap", "the next step")
    if node.id in highlight.possible:
        return Text("mogelijk", "possible")
    if node.id in highlight.passed:
        return Text("geweest", "passed")
    unreachable = Text("niet meer te bereiken", "out of reach")
    return unreachable if node.id in highlight.out_of_reach else None


def node_rows(picture: Picture, node: MapNode, sign: str) -> list[str]:
    """What a form of text says in the box of a node, a row each; an empty row says nothing.

    Args:
        sign: what stands before a finding.
    """
    student = place_of(picture.highlight, node) if picture.highlight else None
    return [
        picture.say(student) if student else "",
        *(f"{sign} {sign_words(picture, mark)}" for mark in picture.marks_at(node.part)),
        picture.say(Text("bestaat niet", "does not exist")) if node.kind == "missing" else "",
        node.name,
        node.title,
        ", ".join(node.partners),
        *node.remarks,
        node.stay,
    ]


def sign_words(picture: Picture, mark: Mark) -> str:
    """How a finding is called beside its sign: "fout 1"."""
    return f"{picture.say(SEVERITY_WORDS[mark.severity])} {mark.number}"


@dataclass(frozen=True, slots=True)
class _Row:
    """Text of one kind, over as many lines as it needs; `apart` from what stands above it."""

    role: TextRole
    text: str
    mark: Mark | None = None
    apart: bool = False


def _node_rows(picture: Picture, node: MapNode) -> Iterator[_Row]:
    if picture.highlight is not None:
        words = place_of(picture.highlight, node)
        if words is not None:
            yield _Row("here", picture.say(words))
    yield from _mark_rows(picture, picture.marks_at(node.part))
    if node.kind == "missing":
        yield _Row("remark", picture.say(Text("bestaat niet:", "does not exist:")))
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
    """The partners on one row where they fit, or each on a row of its own."""
    together = ", ".join(partners)
    if not partners or len(lines(together, _SIZES["partner"], NODE_ROOM)) == 1:
        return (together,) if partners else ()
    return (*(f"{partner}," for partner in partners[:-1]), partners[-1])


def _mark_rows(picture: Picture, marks: Iterable[Mark]) -> Iterator[_Row]:
    for mark in marks:
        yield _Row("mark", sign_words(picture, mark), mark)


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
