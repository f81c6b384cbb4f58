"""A picture as Mermaid text, for a README or a wiki that draws it."""

from collections.abc import Iterator

from routekaart.foundation.arguments import checked
from routekaart.foundation.escaping.drawings import mermaid_label, mermaid_sentence
from routekaart.foundation.escaping.machines import json_text
from routekaart.maps.contents import change_words, label_words, node_rows, sign_words
from routekaart.maps.description import describe
from routekaart.maps.legend import FINDINGS, finding_words
from routekaart.maps.measure import shown
from routekaart.maps.picture import MapChange, MapEdge, MapNode, Picture, is_next_or_here, nodes_by_band

_SHAPES = {
    "start": ("([", "])"),
    "step": ("[", "]"),
    "choice": ("{{", "}}"),
    "end": ("([", "])"),
    "hand_over": ("[[", "]]"),
    "missing": ("[", "]"),
}
_STYLES = (
    "classDef start fill:#173f70,stroke:#173f70,color:#ffffff",
    "classDef end_ stroke-width:3px",
    "classDef outside stroke-dasharray:2 3",
    "classDef missing stroke:#a4161a,stroke-dasharray:7 4",
    "classDef here stroke:#7a0c4b,stroke-width:4px",
)
_CHANGED_ARROWS: dict[MapChange, str] = {"added": "==>", "changed": "==>", "removed": "-.-x"}
_CHANGED_STYLES = (
    "classDef added stroke:#8a3b00,stroke-width:4px",
    "classDef changed stroke:#8a3b00,stroke-width:4px,stroke-dasharray:12 3",
    "classDef removed stroke:#8a3b00,stroke-dasharray:2 4",
)
_CLASSES = {"start": "start", "end": "end_", "hand_over": "outside", "missing": "missing"}


def mermaid(picture: Picture) -> str:
    """The picture as a Mermaid flow chart.

    Raises:
        WrongTypeError: it is not a picture.
    """
    checked("picture", picture, Picture)
    return "\n".join(_lines(picture)) + "\n"


def _lines(picture: Picture) -> Iterator[str]:
    yield "---"
    yield f"title: {json_text(f'{shown(picture.title)} ({picture.id} {shown(picture.version)})')}"
    yield "---"
    yield "flowchart TB"
    yield f"  accTitle: {mermaid_sentence(picture.title)}"
    yield f"  accDescr: {mermaid_sentence(describe(picture))}"
    ids = {node.id: f"n{number}" for number, node in enumerate(picture.nodes, start=1)}
    for number, (band, members) in enumerate(nodes_by_band(picture), start=1):
        nodes = [_node(picture, node, ids) for node in members]
        if band is None:
            yield from (f"  {node}" for node in nodes)
            continue
        yield f'  subgraph phase_{number}["{mermaid_label(band.title)}"]'
        yield from (f"    {node}" for node in nodes)
        yield "  end"
    yield from (f"  {_edge(picture, edge, ids)}" for edge in picture.edges)
    yield from _otherwise(picture)
    yield from _findings(picture)
    yield from (f"  {style}" for style in (*(_CHANGED_STYLES if picture.otherwise else ()), *_STYLES))


def _node(picture: Picture, node: MapNode, ids: dict[str, str]) -> str:
    rows = node_rows(picture, node, "⚠")
    opening, closing = _SHAPES[node.kind]
    classes = [_CLASSES[node.kind]] if node.kind in _CLASSES else []
    if node.change is not None:
        classes.append(node.change)
    if is_next_or_here(picture, node):
        classes.append("here")
    text = "<br/>".join(mermaid_label(row) for row in rows if row)
    return f'{ids[node.id]}{opening}"{text}"{closing}' + "".join(f":::{name}" for name in classes[-1:])


def _edge(picture: Picture, edge: MapEdge, ids: dict[str, str]) -> str:
    signs = (f"⚠ {sign_words(picture, mark)}" for mark in picture.marks_at(edge.part))
    rows = [change_words(picture, edge), *signs, label_words(edge)]
    text = "<br/>".join(mermaid_label(row) for row in rows if row)
    arrow = (
        _CHANGED_ARROWS[edge.change]
        if edge.change
        else "-.-o"
        if edge.kind == "hand_over"
        else "-.->"
        if edge.back
        else "-->"
    )
    label = f'|"{text}"|' if text else ""
    return f"{ids[edge.source]} {arrow}{label} {ids[edge.target]}"


def _otherwise(picture: Picture) -> Iterator[str]:
    if picture.otherwise is None:
        return
    yield f'  subgraph otherwise["{mermaid_label(picture.otherwise.title)}"]'
    for number, line in enumerate(picture.otherwise.lines, start=1):
        yield f'    o{number}["{mermaid_label(line)}"]'
    yield "  end"


def _findings(picture: Picture) -> Iterator[str]:
    if not picture.marks:
        return
    yield f'  subgraph findings["{picture.say(FINDINGS)}"]'
    for mark in picture.marks:
        yield f'    f{mark.number}["{mermaid_label(f"⚠ {finding_words(picture, mark)}")}"]'
    yield "  end"
