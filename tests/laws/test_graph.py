"""Components, circles of derivations, and a route as a graph: what we ask of networkx and graphlib, and make of it."""

import io
import json
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.map_routes import map_routes
from support.profiles import examples, use_profile
from support.strategies import generated_routes
from support.subjects import subject_of

import routekaart
from routekaart import Route
from routekaart.checking.analysis.subject import closed_components_of, components_of, graph_of
from routekaart.files.reader.derivations import derivation_cycles, without_derivations
from routekaart.model import condition
from routekaart.model.condition import ALWAYS, All
from routekaart.model.fact_types import FactType
from routekaart.model.sound_facts import derivation_depths
from routekaart.model.step import STAY
from routekaart.model.vocabulary import Vocabulary
from routekaart.model.wording import Wording
from routekaart.usage import edges_of

use_profile()

NAMES = [f"n{number}" for number in range(8)]
Edges = dict[str, tuple[str, ...]]

edges_between_names = st.lists(st.sampled_from(NAMES), min_size=1, unique=True).flatmap(
    lambda names: st.fixed_dictionaries(
        {name: st.lists(st.sampled_from(names), max_size=3, unique=True).map(tuple) for name in names}
    )
)


def further(edges: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """For each name those that can be reached in one edge or more, found by adding what is one edge further."""
    found = {name: set(others) for name, others in edges.items()}
    while True:
        more = {name: others.union(*(found[one] for one in others)) for name, others in found.items()}
        if more == found:
            return found
        found = more


def together(name: str, other: str, reached: Mapping[str, set[str]]) -> bool:
    return other in reached[name] and name in reached[other]


@given(edges=edges_between_names)
def test_components_are_the_names_that_lead_to_each_other_in_the_order_of_the_names(edges: Edges) -> None:
    reached = further(edges)
    groups = [tuple(one for one in edges if one == name or together(name, one, reached)) for name in edges]
    expected = tuple(dict.fromkeys(group for group in groups if len(group) > 1))
    assert components_of(graph_of(edges)) == expected
    closed = tuple(group for group in expected if all({*edges[name]} <= {*group} for name in group))
    assert closed_components_of(graph_of(edges)) == closed


@given(route=generated_routes())
def test_a_subject_knows_from_where_an_end_can_be_reached(route: Route) -> None:
    reached = further(edges_of(route))
    expected = {name for name, others in reached.items() if name in route.ends or others & route.ends.keys()}
    assert subject_of(route).finishing == expected


# Facts that follow from each other.


def vocabulary_of(edges: Edges) -> Vocabulary:
    facts = {}
    for name, others in edges.items():
        derivation = All(tuple(condition.FactTest(other, "one_of", (True,)) for other in others)) if others else None
        facts[name] = FactType(name, "yes_no", name, derivation=derivation)
    return Vocabulary(facts, {}, ())


@given(edges=edges_between_names)
def test_circles_of_derivations_share_no_fact_and_without_them_there_are_none(edges: Edges) -> None:
    vocabulary = vocabulary_of(edges)
    circles = derivation_cycles(vocabulary)
    named = [name for circle in circles for name in circle]
    assert len(named) == len(set(named))
    assert all(second in edges[first] for circle in circles for first, second in pairwise([*circle, circle[0]]))
    order = list(edges)
    firsts = [circle[0] for circle in circles]
    assert firsts == [min(circle, key=order.index) for circle in circles] == sorted(firsts, key=order.index)
    rest = Vocabulary(without_derivations(vocabulary.facts, named), {}, ())
    assert derivation_cycles(rest) == []
    assert derivation_depths(rest).keys() == edges.keys()
    assert bool(circles) == any(name in others for name, others in further(edges).items())


@given(edges=edges_between_names)
def test_the_depth_of_a_fact_is_one_more_than_of_what_it_follows_from(edges: Edges) -> None:
    reached = further(edges)
    on_a_circle = {name for name in edges if name in reached[name]}
    depths = derivation_depths(vocabulary_of(edges))
    assert depths.keys() == {name for name in edges if not {name, *reached[name]} & on_a_circle}
    assert all(depth == max((depths[one] + 1 for one in edges[name]), default=0) for name, depth in depths.items())


def test_of_very_many_circles_of_derivations_some_are_told() -> None:
    told = derivation_cycles(vocabulary_of({f"f{number}": (f"f{number}",) for number in range(100)}))
    assert told == [(f"f{number}",) for number in range(20)]


# A route as a graph.

NODE = {"kind", "title", "phase", "responsible", "policy", "stay", "outcome", "sources"}
EDGE = {"kind", "number", "title", "condition", "sources", "step"}


def edges_of_kind(graph: Any, wanted: str) -> list[tuple[str, str]]:
    return sorted((source, target) for source, target, kind in graph.edges(data="kind") if kind == wanted)


@pytest.mark.slow
@given(route=st.one_of(generated_routes(), map_routes()))
def test_every_transition_and_hand_over_is_an_edge(route: Route) -> None:
    graph: Any = route.to_networkx()
    steps = route.steps.values()
    assert edges_of_kind(graph, "transition") == sorted((step.id, one.to) for step in steps for one in step.transitions)
    otherwise = sorted((step.id, step.otherwise) for step in steps if step.otherwise not in (None, STAY))
    assert edges_of_kind(graph, "otherwise") == otherwise
    places = [(step.id, action.hand_over) for step in steps for action in step.actions]
    places += [(end.id, end.hand_over) for end in route.ends.values()]
    receivers = [
        (name, f"route/{to.route}" if to.route else f"outside/{to.outside}") for name, to in places if to is not None
    ]
    assert edges_of_kind(graph, "hand_over") == sorted(receivers)
    assert [name for name, kind in graph.nodes(data="kind") if kind in ("step", "end")] == [*route.steps, *route.ends]


@given(route=generated_routes(), lang=st.sampled_from(["nl", "en"]))
def test_an_edge_has_the_words_of_its_transition(route: Route, lang: Any) -> None:
    graph, wording = route.to_networkx(lang), Wording(route.facts, route.parameters, lang)
    for step in route.steps.values():
        for number, one in enumerate(step.transitions, start=1):
            edge = graph.edges[step.id, one.to, f"{step.id}/transition/{number}"]
            words = wording.condition(one.when)
            assert (edge["title"], edge["condition"]) == (words, "" if one.when == ALWAYS else words)
            assert (edge["number"], edge["sources"]) == (number, "; ".join(one.sources))
    assert all(graph.nodes[step.id]["stay"] == (step.otherwise == STAY) for step in route.steps.values())


@given(route=generated_routes())
@examples(0.3)
def test_a_step_leads_where_the_checks_say_that_it_leads(route: Route) -> None:
    graph: Any = route.to_networkx()
    ways = {name: {*graph.successors(name)} - {name} for name in (*route.steps, *route.ends)}
    assert ways == {name: set(others) for name, others in edges_of(route).items()}


def test_nodes_and_edges_say_what_the_file_says() -> None:
    graph = routekaart.load("entree").to_networkx()
    assert graph.graph == {
        "name": "entree", "title": "Entree-route van Route Arbeid", "version": "2.0.0", "start": "stap_1"
    }  # fmt: skip
    assert graph.nodes["overdracht_doorstroompunt"] == {
        "kind": "end",
        "title": "Overgedragen aan het Doorstroompunt",
        "phase": "",
        "responsible": "",
        "policy": "",
        "stay": False,
        "outcome": "hand_over",
        "sources": "route_arbeid Beschrijving MBO Entree, Stoppen met de opleiding zonder diploma",
    }
    assert graph.nodes["route/doorstroompunt"]["kind"] == "route"
    (key,) = graph["overdracht_doorstroompunt"]["route/doorstroompunt"]
    edge = graph.edges["overdracht_doorstroompunt", "route/doorstroompunt", key]
    assert (edge["kind"], edge["title"], edge["step"]) == ("hand_over", "overdracht", "S1")
    english = routekaart.load("entree").to_networkx("en")
    assert english.edges["overdracht_doorstroompunt", "route/doorstroompunt", key]["title"] == "hand-over"


FORMS: dict[str, tuple[Callable[..., None], Callable[..., Any]]] = {
    "graphml": (networkx.write_graphml, networkx.read_graphml),
    "gexf": (networkx.write_gexf, networkx.read_gexf),
    "gml": (networkx.write_gml, networkx.read_gml),
}


@pytest.mark.parametrize("name", routekaart.bundled_names())
@pytest.mark.parametrize("form", FORMS)
def test_networkx_writes_and_reads_a_route_in_its_forms(name: str, form: str) -> None:
    graph: Any = routekaart.load(name).to_networkx()
    write, read = FORMS[form]
    file = io.BytesIO()
    write(graph, file)
    file.seek(0)
    again = read(file)
    # networkx 3.2 leaves out empty text when it reads GraphML.
    assert {node: {key: again.nodes[node].get(key, "") for key in NODE} for node in again} == dict(
        graph.nodes(data=True)
    )
    assert sorted(as_rows(again)) == sorted(as_rows(graph))


@pytest.mark.parametrize("name", routekaart.bundled_names())
def test_a_route_as_json_of_networkx_is_the_same_graph(name: str) -> None:
    graph: Any = routekaart.load(name).to_networkx()
    assert all(attributes.keys() == NODE for _, attributes in graph.nodes(data=True))
    assert all(attributes.keys() == EDGE for *_, attributes in graph.edges(data=True))
    written = json.loads(json.dumps(networkx.node_link_data(graph)))
    again: Any = networkx.node_link_graph(written)
    assert dict(again.nodes(data=True)) == dict(graph.nodes(data=True))
    assert list(again.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))


def as_rows(graph: Any) -> list[tuple[object, ...]]:
    return [
        (source, target, *(edge.get(key, "") for key in sorted(EDGE)))
        for source, target, edge in graph.edges(data=True)
    ]
