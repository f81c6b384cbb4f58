"""A drawing is legible: counted on real and on generated routes, and the counting itself on drawings made wrong."""

import itertools
from dataclasses import replace

import pytest
from generated import decision_table, long_route
from hypothesis import given, settings
from support.map_routes import map_routes
from support.places import DATA

import routekaart
from routekaart import Route, maps
from routekaart.maps.depth import main_line
from routekaart.maps.drawing import DrawnEdge
from routekaart.maps.legibility import legibility

LITERAL = sorted((DATA / "routes" / "literal").glob("*.yaml"))
NUMBERS = DATA / "maps" / "legibility.txt"


def all_real_routes() -> list[Route]:
    return [routekaart.load(name) for name in (*routekaart.bundled_names(), *map(str, LITERAL))]


def test_the_numbers_of_the_real_routes_are_those_in_the_file(request: pytest.FixtureRequest) -> None:
    rows = ["route: width x height, crossings"]
    for route in all_real_routes():
        drawing = maps.draw(maps.picture_of(route))
        found = legibility(drawing)
        assert found.faults == 0, (route.id, found)
        rows.append(f"{route.id}: {drawing.width:.0f} x {drawing.height:.0f}, {found.crossings}")
    shown = "\n".join(rows) + "\n"
    if request.config.getoption("--update-expected"):
        NUMBERS.write_text(shown, encoding="utf-8")
    assert shown == NUMBERS.read_text(encoding="utf-8")


@pytest.mark.slow
@given(map_routes())
@settings(max_examples=60, deadline=None)
def test_any_route_is_drawn_without_overlap(route: Route) -> None:
    found = legibility(maps.draw(maps.picture_of(route, in_file=lambda part: part)))
    assert found.faults - found.ways_on_ways == 0, found


@pytest.mark.slow
@pytest.mark.parametrize(("steps", "seed"), [(50, 0), (60, 1), (100, 2), (150, 4)])
def test_a_large_route_is_drawn_without_overlap(steps: int, seed: int) -> None:
    found = legibility(maps.draw(maps.picture_of(long_route(steps, seed))))
    assert found.faults - found.ways_on_ways == 0, found
    assert found.ways_on_ways <= steps // 5
    assert found.crossings <= 15 * steps


def test_a_wide_table_is_drawn_without_overlap() -> None:
    assert legibility(maps.draw(maps.picture_of(decision_table(40)))).faults == 0


@pytest.mark.slow
def test_a_route_that_is_too_large_is_refused_plainly_and_has_its_text_forms() -> None:
    picture = maps.picture_of(long_route(2000, 0))
    with pytest.raises(maps.NotDrawnError, match="te groot"):
        maps.svg(picture)
    assert maps.mermaid(picture).count("\n") > 2000
    assert maps.dot(picture).count("\n") > 2000
    assert maps.text(picture).count("\n") > 2000


@pytest.mark.parametrize("name", routekaart.bundled_names())
def test_the_main_line_is_straight(name: str) -> None:
    picture = maps.picture_of(routekaart.load(name))
    drawing = maps.draw(picture)
    line = main_line(picture)
    ways = {(edge.edge.source, edge.edge.target): edge for edge in drawing.edges[::-1]}
    straight = [len(ways[pair].points) == 2 for pair in itertools.pairwise(line)]
    assert sum(straight) >= len(straight) - 1, (name, line, straight)


def test_bands_lie_below_each_other_and_hold_their_nodes() -> None:
    drawing = maps.draw(maps.picture_of(routekaart.load("roc_bbl")))
    for above, below in zip(drawing.bands, drawing.bands[1:], strict=False):
        assert above.box.bottom == pytest.approx(below.box.y, abs=0.11)
    boxes = {band.band.id: band.box for band in drawing.bands}
    for node in drawing.nodes:
        band = boxes[str(node.node.band)]
        assert band.y < node.box.y
        assert node.box.bottom < band.bottom


# The numbers themselves: each of them tells what is wrong.


def drawn() -> maps.Drawing:
    return maps.draw(maps.picture_of(routekaart.load("entree")))


def with_edge(drawing: maps.Drawing, index: int, **changed: object) -> maps.Drawing:
    edges = list(drawing.edges)
    edges[index] = replace(edges[index], **changed)  # type: ignore[arg-type]  # each test changes one field
    return replace(drawing, edges=tuple(edges))


def labelled(drawing: maps.Drawing) -> list[tuple[int, DrawnEdge]]:
    return [(index, edge) for index, edge in enumerate(drawing.edges) if edge.label is not None]


def test_a_label_on_a_label_is_counted() -> None:
    drawing = drawn()
    (first, one), (_, other) = labelled(drawing)[:2]
    assert other.label is not None
    moved = with_edge(drawing, first, label=replace(other.label, x=other.label.x + 3))
    assert legibility(moved).labels_on_labels == 1
    assert one.label is not None
    assert legibility(with_edge(drawing, first, label=replace(one.label, x=-40.0))).text_outside > 0


def test_a_label_on_a_box_and_a_box_on_a_box_are_counted() -> None:
    drawing = drawn()
    (first, _), *_ = labelled(drawing)
    on_box = with_edge(drawing, first, label=drawing.nodes[4].box)
    assert legibility(on_box).labels_on_boxes == 1
    nodes = (replace(drawing.nodes[0], box=drawing.nodes[3].box), *drawing.nodes[1:])
    assert legibility(replace(drawing, nodes=nodes)).boxes_on_boxes == 1


def test_a_way_through_a_box_and_through_a_label_is_counted() -> None:
    drawing = drawn()
    box = next(node.box for node in drawing.nodes if node.node.id == "stap_3")
    through = ((box.x - 9, box.y + 5), (box.right + 9, box.y + 5))
    index = next(i for i, edge in enumerate(drawing.edges) if edge.edge.source == "stap_5b")
    assert legibility(with_edge(drawing, index, points=through)).ways_through_boxes == 1
    other = next(edge.label for i, edge in labelled(drawing) if i != index and edge.label is not None)
    across = ((other.x - 1, other.y + 4), (other.right + 1, other.y + 4))
    assert legibility(with_edge(drawing, index, points=across)).ways_through_labels == 1


def test_a_way_on_a_way_and_a_crossing_are_counted() -> None:
    drawing = replace(drawn(), nodes=(), bands=())
    one, other = (replace(drawing.edges[i], label=None, lines=(), points=()) for i in (0, 1))
    upright = replace(one, points=((100.0, 100.0), (100.0, 200.0)))
    level = replace(other, points=((50.0, 150.0), (150.0, 150.0)))
    beside = replace(other, points=((101.0, 120.0), (101.0, 300.0)))
    apart = replace(other, points=((109.0, 120.0), (109.0, 300.0)))

    def numbers(*edges: DrawnEdge) -> tuple[int, int]:
        found = legibility(replace(drawing, edges=edges))
        return found.crossings, found.ways_on_ways

    assert numbers(upright, level) == (1, 0)
    assert numbers(upright, beside) == (0, 1)
    assert numbers(upright, apart) == (0, 0)


def test_text_that_is_wider_than_its_box_is_counted() -> None:
    drawing = drawn()
    node = drawing.nodes[1]
    wide = replace(node, lines=(replace(node.lines[0], width=node.box.width + 2), *node.lines[1:]))
    assert legibility(replace(drawing, nodes=(drawing.nodes[0], wide, *drawing.nodes[2:]))).text_outside == 1
