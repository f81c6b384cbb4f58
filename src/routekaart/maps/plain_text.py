"""A picture as plain text with everything in it, for a terminal, a mail or a screen reader."""

from collections.abc import Iterator

from routekaart.foundation.arguments import checked
from routekaart.foundation.language import Text
from routekaart.maps.contents import MISSING, change_words, label_words, sign_words, student_words
from routekaart.maps.legend import DRAFT, FINDINGS, finding_words
from routekaart.maps.measure import shown
from routekaart.maps.picture import MapEdge, MapNode, Picture, edges_by_source, nodes_by_band

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
    leaving = edges_by_source(picture)
    names = {node.id: _named(node) for node in picture.nodes}
    for band, nodes in nodes_by_band(picture):
        if band is not None:
            yield ""
            yield f"== {shown(band.title)} =="
        for node in nodes:
            yield from _node(picture, node, leaving[node.id], names)
    if picture.otherwise:
        yield ""
        yield f"== {shown(picture.otherwise.title)} =="
        yield from (f"- {shown(line)}" for line in picture.otherwise.lines)
    if picture.marks:
        yield ""
        yield f"== {picture.say(FINDINGS)} =="
    for mark in picture.marks:
        yield f"! {shown(finding_words(picture, mark))}"


def _node(picture: Picture, node: MapNode, edges: list[MapEdge], names: dict[str, str]) -> Iterator[str]:
    remarks = [
        picture.say(_BEGIN) if node.kind == "start" else "",
        picture.say(_OUTCOMES[node.outcome]) if node.outcome else "",
        picture.say(MISSING) if node.kind == "missing" else "",
        student_words(picture, node),
        change_words(picture, node),
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
        change = f" [{change_words(picture, edge)}]" if edge.change else ""
        marks = change + "".join(f" [! {sign_words(picture, mark)}]" for mark in picture.marks_at(edge.part))
        yield f"    {arrow} {names[edge.target]}: {words}{marks}"
    if node.stay:
        yield f"    ↻ {shown(node.stay)}"


def _named(node: MapNode) -> str:
    return f"{shown(node.name)} ({shown(node.title)})" if node.title else shown(node.name)
