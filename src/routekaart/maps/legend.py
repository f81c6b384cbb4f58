"""The text above and below a picture: its title, the legend, long conditions, and the findings."""

from routekaart.foundation.language import Text
from routekaart.maps.contents import label_words, sign_words
from routekaart.maps.drawing import Box, Line
from routekaart.maps.measure import lines, shown, width
from routekaart.maps.picture import MapEdge, Mark, Picture

FINDINGS = Text("Bevindingen", "Findings")
DRAFT = Text(
    "Deze route heeft fouten; getekend is wat te lezen is.",
    "This route has errors; drawn is what can be read.",
)

_SIZE = 11.5
_STEP = 17.0
_ICON = 44.0
_WIDEST = 860.0
_SIGNS: tuple[tuple[str, Text], ...] = (
    ("start", Text("hier begint de route", "the route starts here")),
    ("choice", Text("een stap met meer dan een weg verder", "a step with more than one way on")),
    ("end", Text("hier eindigt de route", "the route ends here")),
    (
        "hand_over",
        Text(
            "overdracht naar elders; de route zelf gaat door",
            "hand-over to elsewhere; the route itself goes on",
        ),
    ),
    ("missing", Text("wordt genoemd, maar bestaat niet", "is named, but does not exist")),
    ("open", Text("een lijn zonder tekst staat altijd open", "a line without text is always open")),
    ("added", Text("nieuw", "new")),
    ("changed", Text("gewijzigd", "changed")),
    ("removed", Text("vervalt; staat er alleen ter vergelijking", "falls away; shown for comparison only")),
    ("back", Text("terug naar een eerdere stap of fase", "back to an earlier step or phase")),
)


def heading_lines(picture: Picture, left: float, room: float) -> tuple[tuple[Line, ...], float]:
    """The lines above a picture, and the y coordinate below them."""
    rows: list[tuple[str, float, bool]] = [(picture.title, 20.0, True)]
    rows.append((f"{picture.id} {picture.version}", 11.5, False))
    if picture.draft:
        rows.append((picture.say(DRAFT), 12.5, True))
    if picture.highlight is not None:
        rows.append((picture.highlight.words, 12.5, True))
    made, y = [], left
    for text, size, bold in rows:
        for line in lines(text, size, min(room, _WIDEST), bold=bold):
            y += size
            made.append(
                Line(line, left, round(y, 1), size, width(line, size, bold=bold), "heading", bold, centred=False)
            )
            y += size * 0.35
    return tuple(made), y


def legend_lines(
    picture: Picture, numbers: dict[int, int], left: float, top: float, room: float
) -> tuple[tuple[Line, ...], tuple[tuple[str, Box], ...], float]:
    """The lines below a picture, the signs beside them, and the y coordinate below them."""
    writer = _Writer(left, top, min(room, _WIDEST))
    signs = {
        *(node.kind for node in picture.nodes),
        *(node.change for node in picture.nodes if node.change),
        *(edge.change for edge in picture.edges if edge.change),
        *("back" for edge in picture.edges if edge.back),
        *("open" for edge in picture.edges if not edge.words),
    }
    for sign, words in _SIGNS:
        if sign in signs:
            writer.explain(sign, picture.say(words))
    if picture.otherwise is not None:
        writer.title(picture.otherwise.title)
        for line in picture.otherwise.lines:
            writer.write(shown(line))
    if numbers:
        writer.title(picture.say(Text("Voorwaarden", "Conditions")))
    names = _names(picture)
    for index, number in numbers.items():
        edge = picture.edges[index]
        writer.write(f"{number}. {_ends(picture, edge, names)}: {label_words(edge)}")
    if picture.marks:
        writer.title(picture.say(FINDINGS))
    for mark in picture.marks:
        writer.write(finding_words(picture, mark), mark)
    return tuple(writer.lines), tuple(writer.key), writer.y


def finding_words(picture: Picture, mark: Mark) -> str:
    """A finding in one line: its name, its rule, the part that it marks, and its message."""
    return f"{sign_words(picture, mark)} [{mark.rule}] {_marked_part(picture, mark)}{mark.text}"


def _marked_part(picture: Picture, mark: Mark) -> str:
    """The part that a finding marks: "P3: ", "P3 naar P4: ", or empty if it is not in the picture."""
    if mark.at is None:
        return ""
    for node in picture.nodes:
        if node.part == mark.at:
            return f"{node.called}: "
    for edge in picture.edges:
        if edge.part == mark.at:
            return f"{_ends(picture, edge, _names(picture))}: "
    return ""


def _ends(picture: Picture, edge: MapEdge, names: dict[str, str]) -> str:
    return f"{names[edge.source]} {picture.say(Text('naar', 'to'))} {names[edge.target]}"


def _names(picture: Picture) -> dict[str, str]:
    return {node.id: node.called for node in picture.nodes}


class _Writer:
    """Places the lines of the legend below each other."""

    def __init__(self, left: float, top: float, room: float) -> None:
        self._left, self.y, self._room = left, top, room
        self.lines: list[Line] = []
        self.key: list[tuple[str, Box]] = []

    def title(self, text: str) -> None:
        """Writes a heading."""
        self.y += 8
        self._put(text, self._left, bold=True)

    def explain(self, sign: str, text: str) -> None:
        """Writes a sign and its meaning."""
        self.key.append((sign, Box(self._left, round(self.y + 2, 1), 34.0, 13.0)))
        self._put(text, self._left + _ICON)

    def write(self, text: str, mark: Mark | None = None) -> None:
        """Writes a text over as many lines as it needs, the first one with the sign of a finding."""
        for number, line in enumerate(lines(text, _SIZE, self._room - 40)):
            indent = 18.0 if number else 0.0
            self._put(line, self._left + indent, mark=None if number else mark)

    def _put(self, text: str, x: float, *, bold: bool = False, mark: Mark | None = None) -> None:
        y = round(self.y + 13, 1)
        self.lines.append(
            Line(text, x, y, _SIZE, width(text, _SIZE, bold=bold), "legend", bold, centred=False, mark=mark)
        )
        self.y += _STEP
