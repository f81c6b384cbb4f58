"""What is used of the layout engine, held for its next version: it has one author and few releases."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st
from support.profiles import examples, use_profile

from routekaart.maps.layout_engine import Arrangement, LayoutEdge, LayoutNode, arrange

use_profile()

Graph = tuple[list[LayoutNode], list[LayoutEdge]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    sizes = draw(st.lists(st.integers(1, 4), min_size=2, max_size=5))
    nodes, layers, count = [], [], 0
    for layer, size in enumerate(sizes):
        layers.append(range(count, count + size))
        count += size
        shapes = st.tuples(st.integers(10, 200), st.integers(10, 80), st.just(layer), st.booleans())
        nodes += [LayoutNode(*draw(shapes)) for _ in range(size)]
    pairs = [(one, other) for upper, lower in pairwise(layers) for one in upper for other in lower]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=12))
    return nodes, [LayoutEdge(one, other, draw(st.sampled_from((1.0, 5.0)))) for one, other in chosen]


def boxes(nodes: list[LayoutNode], made: Arrangement) -> list[tuple[float, float, float, float]]:
    return [
        (x - node.width / 2, y - node.height / 2, x + node.width / 2, y + node.height / 2)
        for node, (x, y) in zip(nodes, made.middles, strict=True)
    ]


@given(graphs())
@examples(1)
def test_nodes_stay_apart_and_layers_stand_below_each_other(graph: Graph) -> None:
    nodes, links = graph
    placed = boxes(nodes, arrange(nodes, links))
    for (one, first), (other, second) in combinations(zip(nodes, placed, strict=True), 2):
        if one.layer == other.layer:
            assert first[2] <= second[0] + 0.01 or second[2] <= first[0] + 0.01
        else:
            upper, lower = (first, second) if one.layer < other.layer else (second, first)
            assert upper[3] <= lower[1] + 0.01


@given(graphs())
@examples(1)
def test_lines_run_down_at_right_angles_from_node_to_node(graph: Graph) -> None:
    nodes, links = graph
    made = arrange(nodes, links)
    placed = boxes(nodes, made)
    assert len(made.ways) == len(links)
    for link, way in zip(links, made.ways, strict=True):
        assert len(way) >= 2
        assert placed[link.source][0] - 0.01 <= way[0][0] <= placed[link.source][2] + 0.01
        assert placed[link.target][0] - 0.01 <= way[-1][0] <= placed[link.target][2] + 0.01
        for (x, y), (next_x, next_y) in pairwise(way):
            assert abs(x - next_x) < 0.5 or abs(y - next_y) < 0.5
            assert next_y >= y - 0.5


@given(graphs())
@examples(0.3)
def test_the_same_graph_is_arranged_the_same(graph: Graph) -> None:
    assert arrange(*graph) == arrange(*graph)
