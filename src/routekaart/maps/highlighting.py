"""A student in a picture: where they are, can go and have been, without facts about them."""

from collections.abc import Iterable

from routekaart.deciding.decision import Decision
from routekaart.deciding.outcome_words import outcome_text
from routekaart.foundation.arguments import JOURNEY, checked
from routekaart.foundation.language import Text
from routekaart.journeys import Journey
from routekaart.journeys.log import Advanced, Placed, Started
from routekaart.maps.depth import graph_of
from routekaart.maps.picture import Highlight, Picture


def with_decision(picture: Picture, decision: Decision) -> Picture:
    """The picture with the student of a decision.

    Raises:
        WrongTypeError: it is not a picture, or not a decision.
    """
    checked("picture", picture, Picture)
    checked("decision", decision, Decision)
    return picture.with_highlight(_highlight(picture, decision.step_id, decision, ()))


def with_journey(picture: Picture, journey: Journey) -> Picture:
    """The picture with the student of a journey, on its day.

    Raises:
        WrongTypeError: it is not a picture, or not a journey.
        FactError: no student can be like this on that day.
    """
    checked("picture", picture, Picture)
    checked("journey", journey, Journey, JOURNEY)
    passed = [now for place in _places(journey) if (now := journey.route.now_called(place))]
    here = journey.route.now_called(journey.position) or journey.position
    return picture.with_highlight(_highlight(picture, here, journey.decision, passed))


def _places(journey: Journey) -> Iterable[str]:
    """Every step and end that the student came to, in order of time."""
    for entry in journey.log:
        if isinstance(entry, Started | Placed):
            yield entry.step
        elif isinstance(entry, Advanced):
            for move in entry.moves:
                yield move.to


def _highlight(picture: Picture, here: str, decision: Decision | None, passed: Iterable[str]) -> Highlight:
    been = frozenset(passed) - {here}
    target = decision.target if decision else None
    possible = tuple(name for name in decision.possible if name != here) if decision and not target else ()
    within = _reachable(picture, here)
    return Highlight(
        here=here,
        target=target,
        possible=possible,
        passed=tuple(node.id for node in picture.nodes if node.id in been),
        out_of_reach=frozenset(node.id for node in picture.nodes if node.id not in within and node.id not in been),
        words=_words(picture, here, decision) + _date(picture, decision),
    )


def _reachable(picture: Picture, here: str) -> frozenset[str]:
    import networkx

    graph = graph_of(picture, ((edge.source, edge.target) for edge in picture.edges))
    return frozenset({here, *networkx.descendants(graph, here)}) if here in graph else frozenset({here})


def _date(picture: Picture, decision: Decision | None) -> str:
    """The reference date in words: on another date the picture may differ."""
    if decision is None or decision.on is None:
        return ""
    return " " + picture.say(Text(f"Peildatum: {decision.on}.", f"Reference date: {decision.on}."))


def _words(picture: Picture, here: str, decision: Decision | None) -> str:
    """Where the student is and what comes next, in a sentence or two."""
    titles = {node.id: node.title for node in picture.nodes}

    def named(place: str) -> str:
        return f"{place} ({titles[place]})" if titles.get(place) else place

    at = named(here)
    if decision is None:
        return picture.say(Text(f"De student is aan het einde {at}.", f"The student is at the end {at}."))
    is_here = picture.say(Text(f"De student is in {at}. ", f"The student is in {at}. "))
    there = named(decision.target) if decision.target else None
    possible = map(named, decision.possible)
    return is_here + picture.say(outcome_text(decision.outcome, "after_place", target=there, possible=possible))
