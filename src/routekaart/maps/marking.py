"""Findings in a picture: each diagnostic at the node or edge that it is about."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from routekaart.diagnostics.diagnostic import Diagnostic, PartPath
from routekaart.foundation.arguments import checked, each
from routekaart.foundation.language import Text
from routekaart.maps.measure import shown
from routekaart.maps.picture import Mark, Picture, edges_by_source

_DIAGNOSTICS = Text("bevindingen (van routekaart.check)", "diagnostics (of routekaart.check)")
_WORST_FIRST = {"error": 0, "warning": 1, "info": 2}


def marked(picture: Picture, diagnostics: Iterable[Diagnostic], *, others: Iterable[Diagnostic] = ()) -> Picture:
    """The picture with a sign at each part that has a finding.

    Args:
        diagnostics: the findings in the file of this route.
        others: the findings in the files that it takes in; listed, but not placed in the picture.

    Raises:
        WrongTypeError: it is not a picture, or one of the findings is not a diagnostic.
    """
    checked("picture", picture, Picture)
    ours = each("diagnostics", diagnostics, Diagnostic, _DIAGNOSTICS)
    taken_in = each("others", others, Diagnostic, _DIAGNOSTICS)
    parts = frozenset([*(node.part for node in picture.nodes), *(edge.part for edge in picture.edges)])
    found = [(one, _nearest(one.part, parts)) for one in ours] + [(one, None) for one in taken_in]
    order = {part: position for position, part in enumerate(_in_reading_order(picture))}
    found.sort(key=lambda pair: (_WORST_FIRST[pair[0].severity], order.get(pair[1] or (), len(order)), pair[0].span))
    marks = tuple(
        Mark(number, one.severity, one.rule, shown(one.message_in(picture.lang)), at)
        for number, (one, at) in enumerate(found, start=1)
    )
    return replace(picture, marks=marks)


def _nearest(part: PartPath, parts: frozenset[PartPath]) -> PartPath | None:
    """The smallest part of the picture that contains a part of the file."""
    return next((part[:size] for size in range(len(part), 0, -1) if part[:size] in parts), None)


def _in_reading_order(picture: Picture) -> Iterator[PartPath]:
    leaving = edges_by_source(picture)
    for node in picture.nodes:
        yield node.part
        yield from (edge.part for edge in leaving[node.id])
