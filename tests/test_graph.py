"""Walks over a graph of names, compared with what networkx says."""

import networkx
from hypothesis import given
from hypothesis import strategies as st
from profiles import use_profile

from routekaart.graph import Graph

use_profile()

NAMES = [f"n{number}" for number in range(8)]
Edges = dict[str, tuple[str, ...]]

graphs = st.dictionaries(
    st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), max_size=4, unique=True).map(tuple), min_size=1
)


def the_same(edges: Edges) -> "networkx.DiGraph[str]":
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    graph.add_nodes_from(edges)
    graph.add_edges_from((name, other) for name, others in edges.items() for other in others)
    return graph


@given(edges=graphs)
def test_the_knots_are_the_strong_components_of_more_than_one_name(edges: Edges) -> None:
    graph = the_same(edges)
    order = list(graph)
    knots = [
        sorted(group, key=order.index) for group in networkx.strongly_connected_components(graph) if len(group) > 1
    ]
    knots.sort(key=lambda group: order.index(group[0]))
    assert [list(knot) for knot in Graph(edges).knots()] == knots
    closed = [group for group in knots if all(set(graph.successors(name)) <= set(group) for name in group)]
    assert [list(group) for group in Graph(edges).closed_cycles()] == closed


@given(edges=graphs)
def test_each_group_has_a_circle_through_its_first_name_and_none_is_shorter(edges: Edges) -> None:
    graph = the_same(edges)
    circles = Graph(edges).cycles()
    for circle in circles:
        assert len(set(circle)) == len(circle)
        assert all(graph.has_edge(*edge) for edge in zip(circle, (*circle[1:], circle[0]), strict=True))
        back = [
            networkx.shortest_path_length(graph, name, circle[0])
            for name in graph.successors(circle[0])
            if networkx.has_path(graph, name, circle[0])
        ]
        assert len(circle) == min(back) + 1
    order = list(graph)
    groups = networkx.strongly_connected_components(graph)
    tied = [group for group in groups if len(group) > 1 or graph.has_edge(*[*group] * 2)]
    assert [circle[0] for circle in circles] == sorted((min(g, key=order.index) for g in tied), key=order.index)


@given(edges=graphs, targets=st.lists(st.sampled_from(NAMES), max_size=2))
def test_what_can_be_reached_is_what_networkx_reaches(edges: Edges, targets: list[str]) -> None:
    graph = the_same(edges)
    for name in edges:
        assert Graph(edges).reachable(name) == {name, *networkx.descendants(graph, name)}
    known = [target for target in targets if target in graph]
    expected = {name for target in known for name in (target, *networkx.ancestors(graph, target))}
    assert Graph(edges).leading_to(targets) == expected


def test_a_long_chain_and_a_long_circle_are_walked_without_calling_itself() -> None:
    chain = {f"n{number}": (f"n{number + 1}",) for number in range(20_000)}
    assert len(Graph(chain).reachable("n0")) == 20_001
    assert Graph(chain).knots() == []
    circle = {**chain, "n20000": ("n0",)}
    assert [len(knot) for knot in Graph(circle).knots()] == [20_001]
