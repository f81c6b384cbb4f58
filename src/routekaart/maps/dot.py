"""A picture as DOT text, for Graphviz and programs that read its format."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from routekaart.foundation.arguments import checked
from routekaart.foundation.escaping.drawings import dot_row
from routekaart.maps.contents import change_words, label_words, node_rows, sign_words
from routekaart.maps.description import title_of
from routekaart.maps.legend import finding_words
from routekaart.maps.measure import shown
from routekaart.maps.picture import MapChange, MapEdge, MapNode, Picture, is_next_or_here, nodes_by_band
from routekaart.maps.stylesheet import BANDS

_SHAPES = {
    "start": 'shape=box, style="rounded,filled", fillcolor="#173f70", fontcolor="#ffffff"',
    "step": "shape=box",
    "choice": "shape=hexagon",
    "end": 'shape=box, style="rounded,filled", penwidth=2.5',
    "hand_over": 'shape=box, style="dotted,filled"',
    "missing": 'shape=box, style="dashed,filled", color="#a4161a"',
}
_CHANGED_NODES: dict[MapChange, str] = {
    "added": 'penwidth=3.5, color="#8a3b00"',
    "changed": 'style="dashed,filled", penwidth=3.5, color="#8a3b00"',
    "removed": 'style="dotted,filled", color="#8a3b00"',
}
_CHANGED_EDGES: dict[MapChange, str] = {
    "added": 'style=bold, color="#8a3b00"',
    "changed": 'style="bold,dashed", color="#8a3b00"',
    "removed": 'style=dotted, color="#8a3b00", arrowhead=odot',
}
_WIDTH = 30


def dot(picture: Picture) -> str:
    """The picture as a directed graph with a cluster for each phase.

    Raises:
        WrongTypeError: it is not a picture.
    """
    checked("picture", picture, Picture)
    return "\n".join(_lines(picture)) + "\n"


def _lines(picture: Picture) -> Iterator[str]:
    marks = [finding_words(picture, mark) for mark in picture.marks]
    yield f"digraph {_text([picture.id])} {{"
    # The newer ranking algorithm: with the older one, Graphviz fails on some cycles through phases.
    yield "  graph [rankdir=TB, newrank=true, labelloc=t, fontname=sans];"
    otherwise = [picture.otherwise.title, *picture.otherwise.lines] if picture.otherwise else []
    yield f"  graph [label={_text([title_of(picture), *otherwise, *marks], 90)}];"
    yield '  node [fontname=sans, fontsize=11, style=filled, fillcolor="#ffffff"];'
    yield "  edge [fontname=sans, fontsize=10];"
    ids = {node.id: f"n{number}" for number, node in enumerate(picture.nodes, start=1)}
    for number, (band, members) in enumerate(nodes_by_band(picture)):
        nodes = [_node(picture, node, ids) for node in members]
        if band is None:
            yield from (f"  {node}" for node in nodes)
            continue
        ground, ink = BANDS[number % len(BANDS)]
        yield f"  subgraph cluster_{number + 1} {{"
        yield f'    graph [label={_text([band.title])}, style=filled, color="{ground}", fontcolor="{ink}"];'
        yield from (f"    {node}" for node in nodes)
        yield "  }"
    yield from (f"  {_edge(picture, edge, ids)}" for edge in picture.edges)
    yield "}"


def _node(picture: Picture, node: MapNode, ids: dict[str, str]) -> str:
    rows = node_rows(picture, node, "!")
    thick = ', penwidth=3.5, color="#7a0c4b"' if is_next_or_here(picture, node) else ""
    changed = f", {_CHANGED_NODES[node.change]}" if node.change else ""
    return f"{ids[node.id]} [label={_text(rows)}, {_SHAPES[node.kind]}{changed}{thick}];"


def _edge(picture: Picture, edge: MapEdge, ids: dict[str, str]) -> str:
    signs = (f"! {sign_words(picture, mark)}" for mark in picture.marks_at(edge.part))
    rows = [change_words(picture, edge), *signs, label_words(edge)]
    how = [f"label={_text(rows)}"] if any(rows) else []
    if edge.change:
        how.append(_CHANGED_EDGES[edge.change])
    elif edge.kind == "hand_over":
        how.append("style=dotted")
    elif edge.back:
        how.append("style=dashed")
    return f"{ids[edge.source]} -> {ids[edge.target]}" + (f" [{', '.join(how)}]" if how else "") + ";"


def _text(rows: Iterable[str], width: int = _WIDTH) -> str:
    """Rows as a quoted text, wrapped and escaped for Graphviz."""
    folded = (line for row in rows if row for line in wrap(shown(row), width, break_long_words=False))
    return '"' + "\\n".join(dot_row(line) for line in folded) + '"'
