"""Numbers of students in a picture: how many take each edge, and how many are in each step."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from routekaart.deciding.outcome_words import WORDS
from routekaart.foundation.arguments import checked, whole
from routekaart.foundation.errors import checked_language
from routekaart.foundation.language import Language, Text, grouped
from routekaart.maps.picture import MapEdge, MapNode, Picture

_MOST = 10**18


@dataclass(frozen=True)
class Flow:
    """Numbers of students.

    Attributes:
        moving: students by step and the step or end they go to.
        staying, waiting: by step, the students who stay there, and those who need a fact first.
        words: a description of the students and the day.
    """

    moving: Mapping[tuple[str, str], int]
    staying: Mapping[str, int]
    waiting: Mapping[str, int]
    words: Text


def with_flow(picture: Picture, flow: Flow) -> Picture:
    """The picture with numbers of students in place of conditions.

    Raises:
        WrongTypeError: it is not a picture, or not a flow.
    """
    checked("picture", picture, Picture)
    checked("flow", flow, Flow)
    # Edges between the same two nodes are counted together, on the first of them.
    first = {(edge.source, edge.target): edge for edge in reversed(picture.edges) if edge.kind != "hand_over"}
    drawn = (edge for edge in picture.edges if first.get((edge.source, edge.target), edge) is edge)
    edges = tuple(edge if edge.kind == "hand_over" else _with_number(picture, edge, flow) for edge in drawn)
    nodes = tuple(_with_numbers(picture, node, flow) for node in picture.nodes)
    return replace(picture, title=f"{picture.title}: {picture.say(flow.words)}", nodes=nodes, edges=edges)


def _with_number(picture: Picture, edge: MapEdge, flow: Flow) -> MapEdge:
    return replace(edge, words=_students(picture, flow.moving.get((edge.source, edge.target), 0)), order=None)


def _with_numbers(picture: Picture, node: MapNode, flow: Flow) -> MapNode:
    leaving = sum(count for (source, _), count in flow.moving.items() if source == node.id)
    staying, waiting = flow.staying.get(node.id, 0), flow.waiting.get(node.id, 0)
    arriving = sum(count for (_, target), count in flow.moving.items() if target == node.id)
    undecided = WORDS["needs_facts"]["label"]
    rows = [
        (leaving + staying + waiting, Text("hier: {}", "here: {}")),
        (waiting, Text(f"{undecided.nl}: {{}}", f"{undecided.en}: {{}}")),
        (arriving, Text("komen hier: {}", "coming here: {}")),
    ]
    remarks = tuple(picture.say(text).format(number(count, picture.lang)) for count, text in rows if count)
    stay = picture.say(Text("blijven: {}", "staying: {}")).format(number(staying, picture.lang)) if staying else ""
    return replace(node, partners=(), remarks=remarks, stay=stay)


def _students(picture: Picture, count: int) -> str:
    if not count:
        return "0"  # no words at an edge without students, so that the picture stays quiet
    one, more = (Text("student", "student"), Text("studenten", "students"))
    return f"{number(count, picture.lang)} {picture.say(one if count == 1 else more)}"


def number(count: int, lang: Language) -> str:
    """A number as people write it: 1.234 in Dutch, 1,234 in English.

    Raises:
        WrongTypeError: `count` is not a whole number, or `lang` is not text.
        WrongValueError: `count` is too large, or `lang` is not "nl" or "en".
    """
    return grouped(whole("count", count, -_MOST, _MOST)).in_language(checked_language(lang))
