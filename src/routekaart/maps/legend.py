"""What stands above and below a picture: its title, what the signs mean, long conditions, and the findings."""

from collections.abc import Iterator

from routekaart.foundation.language import Text
from routekaart.maps.contents import label_words, sign_words
from routekaart.maps.drawing import Box, Line
from routekaart.maps.measure import lines, width
from routekaart.maps.picture import Mark, Picture

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
    ("back", Text("terug naar een eerdere stap of fase", "back to an earlier step or phase")),
)


def heading_lines(picture: Picture, left: float, room: float) -> tuple[tuple[Line, ...], float]:
    """The lines above a picture, and how far down they come."""
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


DRAFT = Text(
    "Deze route heeft fouten; getekend is wat te lezen is.",
    "This route has errors; drawn is what can be read.",
)


def legend_lines(
    picture: Picture, numbers: dict[int, int], left: float, top: float, room: float
) -> tuple[tuple[Line, ...], tuple[tuple[str, Box], ...], float]:
    """The lines below a picture, the signs that some of them explain, and how far down all this comes."""
    writer = _Writer(left, top, min(room, _WIDEST))
    shown = [(sign, words) for sign, words in _SIGNS if sign in _signs_in(picture)]
    for sign, words in shown:
        writer.explain(sign, picture.say(words))
    if numbers:
        writer.title(picture.say(Text("Voorwaarden", "Conditions")))
    names = {node.id: node.name for node in picture.nodes}
    for index, number in numbers.items():
        edge = picture.edges[index]
        to = picture.say(Text("naar", "to"))
        writer.write(f"{number}. {edge.source} {to} {names[edge.target]}: {label_words(edge)}")
    if picture.marks:
        writer.title(picture.say(Text("Bevindingen", "Findings")))
    for mark in picture.marks:
        writer.write(f"{sign_words(picture, mark)} [{mark.rule}] {where(picture, mark)}{mark.text}", mark)
    return tuple(writer.lines), tuple(writer.key), writer.y


def where(picture: Picture, mark: Mark) -> str:
    """What a finding marks: "P3: ", "P3 naar P4: ", or nothing when it marks nothing in the picture."""
    if mark.at is None:
        return ""
    node = next((node.name for node in picture.nodes if node.part == mark.at), None)
    names = {node.id: node.name for node in picture.nodes}
    to = picture.say(Text("naar", "to"))
    edge = next((f"{edge.source} {to} {names[edge.target]}" for edge in picture.edges if edge.part == mark.at), None)
    found = node or edge
    return f"{found}: " if found else ""


def _signs_in(picture: Picture) -> frozenset[str]:
    return frozenset(_each_sign(picture))


def _each_sign(picture: Picture) -> Iterator[str]:
    for node in picture.nodes:
        yield node.kind
    for edge in picture.edges:
        if edge.back:
            yield "back"
        if not edge.words:
            yield "open"


class _Writer:
    """Writes one line of the legend below the other."""

    def __init__(self, left: float, top: float, room: float) -> None:
        self._left, self.y, self._room = left, top, room
        self.lines: list[Line] = []
        self.key: list[tuple[str, Box]] = []

    def title(self, text: str) -> None:
        """A heading over what follows."""
        self.y += 8
        self._put(text, self._left, bold=True)

    def explain(self, sign: str, text: str) -> None:
        """A sign, and beside it what it means."""
        self.key.append((sign, Box(self._left, round(self.y + 2, 1), 34.0, 13.0)))
        self._put(text, self._left + _ICON)

    def write(self, text: str, mark: Mark | None = None) -> None:
        """A text over as many lines as it needs, the first with the sign of a finding."""
        for number, line in enumerate(lines(text, _SIZE, self._room - 40)):
            indent = 18.0 if number else 0.0
            self._put(line, self._left + indent, mark=None if number else mark)

    def _put(self, text: str, x: float, *, bold: bool = False, mark: Mark | None = None) -> None:
        y = round(self.y + 13, 1)
        self.lines.append(
            Line(text, x, y, _SIZE, width(text, _SIZE, bold=bold), "legend", bold, centred=False, mark=mark)
        )
        self.y += _STEP
