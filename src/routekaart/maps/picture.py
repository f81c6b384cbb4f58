"""A picture of a route as a value: its contents, in words. It has no coordinates; see `drawing`."""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from routekaart.diagnostics.diagnostic import PartPath
from routekaart.diagnostics.rules import Severity
from routekaart.foundation.arguments import checked
from routekaart.foundation.language import Language, Text
from routekaart.model.step import EndOutcome

NodeKind: TypeAlias = Literal["start", "step", "choice", "end", "hand_over", "missing"]
"""A choice has more than one way out; `missing` is named in the file but not defined."""

_PART = Text("een tuple van sleutels", "a tuple of keys")
EdgeKind: TypeAlias = Literal["way", "otherwise", "hand_over"]
MapChange: TypeAlias = Literal["added", "changed", "removed"]
"""What happened to a node or an edge in another version of a route; a removed one is still drawn."""


@dataclass(frozen=True, slots=True)
class Band:
    """A phase of the route."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class MapNode:
    """A step, an end, or a place outside the route.

    Attributes:
        id: unique in the picture.
        part: the part of the file that it shows, for findings.
        name: the id of a step or end, or the name of the place that is handed over to; empty if no one uses it.
        band: the id of the phase it belongs to; None if it belongs to none.
        partners: who acts there, each with its condition.
        remarks: the other texts in the box: terms, and that the first transition that holds wins.
        stay: the words about staying here; empty if nobody can stay.
        outcome: the outcome of an end.
        change: what happened to it, in a picture of two versions; None if it is the same.
    """

    id: str
    part: PartPath
    kind: NodeKind
    name: str
    title: str
    band: str | None = None
    partners: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    stay: str = ""
    outcome: EndOutcome | None = None
    change: MapChange | None = None

    @property
    def called(self) -> str:
        """Its name in a sentence: the name, or else the title."""
        return self.name or self.title


@dataclass(frozen=True, slots=True)
class MapEdge:
    """A way from one node to another.

    Attributes:
        part: the part of the file that it shows, for findings.
        words: the whole condition; empty if the way is always open.
        order: its number, from 1, if the first condition that holds wins.
        back: whether it leads up: to an earlier step of a loop, or to an earlier phase.
        change: as for a node.
    """

    source: str
    target: str
    part: PartPath
    kind: EdgeKind = "way"
    words: str = ""
    order: int | None = None
    back: bool = False
    change: MapChange | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding in the picture.

    Attributes:
        number: the number beside the sign and in the legend.
        at: the part of the node or edge that is marked; None if the finding is about something that is not drawn.
    """

    number: int
    severity: Severity
    rule: str
    text: str
    at: PartPath | None


@dataclass(frozen=True, slots=True)
class Highlight:
    """Where a student is and can go, without facts about them.

    Attributes:
        here: the node where the student is.
        target: the node that is decided; None if nothing is decided, and `here` if the student stays.
        possible: the nodes that are still possible.
        passed: the nodes where the student has been, in the order of the picture.
        out_of_reach: the nodes to which no way leads from here.
        words: the same in a sentence or two.
    """

    here: str
    target: str | None
    possible: tuple[str, ...]
    passed: tuple[str, ...]
    out_of_reach: frozenset[str]
    words: str


@dataclass(frozen=True, slots=True)
class Otherwise:
    """The differences between a version of a route and another one, in words.

    Attributes:
        title: a description of the version.
        lines: each difference, also in parts that are not drawn.
    """

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The contents of a picture: nodes in the order of the route, the edges between them, findings and a student.

    Attributes:
        draft: whether the route has errors, so that only what could be read is shown.
        otherwise: the differences with another version; None in a picture of one version.
    """

    id: str
    title: str
    version: str
    lang: Language
    bands: tuple[Band, ...]
    nodes: tuple[MapNode, ...]
    edges: tuple[MapEdge, ...]
    marks: tuple[Mark, ...] = ()
    highlight: Highlight | None = None
    draft: bool = False
    otherwise: Otherwise | None = None

    def say(self, text: Text) -> str:
        """A text in the language of the picture.

        Raises:
            WrongTypeError: it is not a text in both languages.
        """
        return checked("text", text, Text).in_language(self.lang)

    def marks_at(self, part: PartPath) -> tuple[Mark, ...]:
        """The findings that mark one node or edge.

        Raises:
            WrongTypeError: it is not a part of a file.
        """
        checked("part", part, tuple, _PART)
        return tuple(mark for mark in self.marks if mark.at == part)

    def with_highlight(self, highlight: Highlight) -> "Picture":
        """The same picture, with a student in it.

        Raises:
            WrongTypeError: it is not a highlight.
        """
        checked("highlight", highlight, Highlight)
        return replace(self, highlight=highlight)


def nodes_by_band(picture: Picture) -> list[tuple[Band | None, list[MapNode]]]:
    """The bands with their nodes, in order. A picture without bands is one group without a band."""
    if not picture.bands:
        return [(None, list(picture.nodes))]
    members: dict[str | None, list[MapNode]] = {band.id: [] for band in picture.bands}
    for node in picture.nodes:
        members.setdefault(node.band, []).append(node)
    return [(band, members[band.id]) for band in picture.bands]


def edges_by_source(picture: Picture) -> dict[str, list[MapEdge]]:
    """The edges that leave each node, in order."""
    leaving: dict[str, list[MapEdge]] = {node.id: [] for node in picture.nodes}
    for edge in picture.edges:
        leaving.setdefault(edge.source, []).append(edge)
    return leaving


def is_next_or_here(picture: Picture, node: MapNode) -> bool:
    """Whether the student in the picture is at a node, or surely or possibly goes there next."""
    highlight = picture.highlight
    return highlight is not None and node.id in (highlight.here, highlight.target, *highlight.possible)
