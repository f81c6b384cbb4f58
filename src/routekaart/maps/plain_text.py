"""A picture as plain text: everything that stands in it, for a terminal, a mail, or who hears it."""

from collections.abc import Iterator

from routekaart.foundation.arguments import checked
from routekaart.foundation.language import Text
from routekaart.maps.contents import label_words, place_of, sign_words
from routekaart.maps.legend import DRAFT, where
from routekaart.maps.measure import shown
from routekaart.maps.picture import MapEdge, MapNode, Picture

_BEGIN = Text("begin", "start")
_OUTCOMES = {
    "success": Text("einde: gelukt", "end: success"),
    "transfer": Text("einde: verder elders", "end: on to elsewhere"),
    "hand_over": Text("einde: overgedragen", "end: handed over"),
    "out_of_scope": Text("einde: hoort niet bij deze route", "end: not for this route"),
    "stopped": Text("einde: gestopt", "end: stopped"),
}


def text(picture: Picture) -> str:
    """The picture as lines of text, in the order of the route.

    Raises:
        WrongTypeError: it is not a picture.
    """
    checked("picture", picture, Picture)
    return "\n".join(line.rstrip() for line in _lines(picture)) + "\n"


def _lines(picture: Picture) -> Iterator[str]:
    yield f"{shown(picture.title)} ({shown(picture.id)} {shown(picture.version)})"
    if picture.draft:
        yield picture.say(DRAFT)
    if picture.highlight:
        yield shown(picture.highlight.words)
    leaving: dict[str, list[MapEdge]] = {}
    for edge in picture.edges:
        leaving.setdefault(edge.source, []).append(edge)
    names = {node.id: _named(node) for node in picture.nodes}
    by_band: dict[str, list[MapNode]] = {}
    for node in picture.nodes:
        by_band.setdefault(node.band or "", []).append(node)
    for band in picture.bands:
        yield ""
        yield f"== {shown(band.title)} =="
        for node in by_band.get(band.id, ()):
            yield from _node(picture, node, leaving.get(node.id, []), names)
    if not picture.bands:
        for node in picture.nodes:
            yield from _node(picture, node, leaving.get(node.id, []), names)
    if picture.marks:
        yield ""
        yield f"== {picture.say(Text('Bevindingen', 'Findings'))} =="
    for mark in picture.marks:
        yield f"! {sign_words(picture, mark)} [{mark.rule}] {where(picture, mark)}{shown(mark.text)}"


def _node(picture: Picture, node: MapNode, edges: list[MapEdge], names: dict[str, str]) -> Iterator[str]:
    student = place_of(picture.highlight, node) if picture.highlight else None
    remarks = [
        picture.say(_BEGIN) if node.kind == "start" else "",
        picture.say(_OUTCOMES[node.outcome]) if node.outcome else "",
        picture.say(Text("bestaat niet", "does not exist")) if node.kind == "missing" else "",
        picture.say(student) if student else "",
        *(f"! {sign_words(picture, mark)}" for mark in picture.marks_at(node.part)),
    ]
    yield ""
    yield names[node.id] + "".join(f" [{remark}]" for remark in remarks if remark)
    if node.partners:
        yield f"    {picture.say(Text('wie', 'who'))}: {shown(', '.join(node.partners))}"
    for remark in node.remarks:
        yield f"    {shown(remark)}"
    for edge in edges:
        arrow = "⇢" if edge.kind == "hand_over" else "↑" if edge.back else "→"
        words = shown(label_words(edge)) or picture.say(Text("altijd", "always"))
        marks = "".join(f" [! {sign_words(picture, mark)}]" for mark in picture.marks_at(edge.part))
        yield f"    {arrow} {names[edge.target]}: {words}{marks}"
    if node.stay:
        yield f"    ↻ {shown(node.stay)}"


def _named(node: MapNode) -> str:
    return f"{shown(node.name)} ({shown(node.title)})" if node.title else shown(node.name)
