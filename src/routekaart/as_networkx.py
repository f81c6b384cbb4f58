"""A route as a graph of networkx, to count, walk, draw or write it with graph tools."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import networkx

from routekaart.deciding.surroundings import Surroundings
from routekaart.foundation.language import Language, Text
from routekaart.model.condition import ALWAYS, Condition
from routekaart.model.step import STAY, End, HandOver, Step
from routekaart.model.wording import Wording

_OTHERWISE = Text("anders", "otherwise")
_HAND_OVER = Text("overdracht", "hand-over")

Attributes: TypeAlias = dict[str, str | int | bool]


def graph_of(around: Surroundings, about: Mapping[str, str], lang: Language) -> "networkx.MultiDiGraph[str]":
    """The graph of a route; `docs/graph.md` describes its contents.

    Args:
        about: the attributes of the graph itself.
        lang: the language of words that are not from the route itself.
    """
    wording = Wording(around.facts, around.parameters, lang)
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    graph.graph.update(about)
    graph.add_nodes_from((step.id, _step(step)) for step in around.steps.values())
    graph.add_nodes_from((end.id, _end(end)) for end in around.ends.values())
    for step in around.steps.values():
        for target, edge in _transitions(step, wording):
            _add_edge(graph, step.id, target, edge)
    places: tuple[Step | End, ...] = (*around.steps.values(), *around.ends.values())
    for place in places:
        for hand_over, edge in _hand_overs(place, wording):
            receiver, node = _receiver(hand_over)
            graph.add_node(receiver, **node)
            _add_edge(graph, place.id, receiver, edge)
    return graph


def _add_edge(graph: "networkx.MultiDiGraph[str]", source: str, target: str, edge: Attributes) -> None:
    graph.add_edge(source, target, key=f"{source}/{edge['kind']}/{edge['number']}", **edge)


def _step(step: Step) -> Attributes:
    return _node(
        "step",
        step.title,
        phase=step.phase or "",
        responsible=", ".join(dict.fromkeys(name for one in step.responsible for name in one.partners)),
        policy=step.policy,
        stay=step.otherwise == STAY,
        sources=step.source or "",
    )


def _end(end: End) -> Attributes:
    return _node("end", end.title, outcome=end.outcome, sources=end.source or "")


def _receiver(hand_over: HandOver) -> tuple[str, Attributes]:
    """The node for the party that takes over, with a name that no step or end can have."""
    kind = "route" if hand_over.route else "outside"
    title = hand_over.route or hand_over.outside or ""
    return f"{kind}/{title}", _node(kind, title)


def _node(kind: str, title: str, **others: str | bool) -> Attributes:
    """The attributes of a node, including the empty ones."""
    nothing: Attributes = {"phase": "", "responsible": "", "policy": "", "stay": False, "outcome": "", "sources": ""}
    return {"kind": kind, "title": title, **nothing, **others}


def _transitions(step: Step, wording: Wording) -> Iterator[tuple[str, Attributes]]:
    """The target of each transition and of `otherwise`, with the edge."""
    for number, one in enumerate(step.transitions, start=1):
        title, condition = wording.condition(one.when), _condition(one.when, wording)
        yield one.to, _edge("transition", number, title, condition, one.source)
    if step.otherwise is not None and step.otherwise != STAY:
        yield step.otherwise, _edge("otherwise", 1, _OTHERWISE.in_language(wording.lang))


def _hand_overs(place: Step | End, wording: Wording) -> Iterator[tuple[HandOver, Attributes]]:
    """The hand-overs of students in a step or at an end, each with its edge."""
    if isinstance(place, End):
        if place.hand_over is not None:
            title = _HAND_OVER.in_language(wording.lang)
            yield place.hand_over, _edge("hand_over", 1, title, "", place.source, place.hand_over.step)
    else:
        handing = [(one, one.hand_over) for one in place.actions if one.hand_over is not None]
        for number, (action, to) in enumerate(handing, start=1):
            condition = _condition(action.when, wording)
            yield to, _edge("hand_over", number, action.text, condition, action.source, to.step)


def _edge(
    kind: str, number: int, title: str, condition: str = "", source: str | None = None, step: str | None = None
) -> Attributes:
    # Not `source`: networkx writes the start of an edge under that name.
    about: Attributes = {"sources": source or "", "step": step or ""}
    return {"kind": kind, "number": number, "title": title, "condition": condition, **about}


def _condition(when: Condition, wording: Wording) -> str:
    return "" if when == ALWAYS else wording.condition(when)
