"""A map of a route in another reading: everything that is otherwise is marked, and nothing else is."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.edits import edited
from support.profiles import SLOW, examples, use_profile
from support.strategies import REAL_ROUTES, generated_routes, real_route

from routekaart import Route, maps
from routekaart.comparison import compare
from routekaart.maps.contents import CHANGES
from routekaart.maps.picture import MapChange

use_profile()

ALTERNATIVES = [
    (name, reading.id, alternative)
    for name in REAL_ROUTES
    for reading in real_route(name).readings.values()
    for alternative in reading.executable
]
Nodes = dict[str, MapChange]
Edges = dict[tuple[str, str], MapChange]
NEW_END: Nodes = {"geen_doelgroep": "added"}
NEW_HAND_OVER: Nodes = {"voortzetting_bol": "changed", "voortzetting_bol/hand_over": "added"}
MARKED: list[tuple[str, str, str, Nodes, Edges]] = [
    ("roc_bbl", "A-31", "strikt", {}, {("P15", "P16"): "changed", ("P15", "P17"): "changed"}),
    ("roc_bbl", "A-24", "in_p12_blijven", {}, {("P12", "P13"): "removed"}),
    ("doorstroompunt", "D-14", "in_s3", NEW_END, {("S3", "geen_doelgroep"): "added", ("S3", "S12"): "removed"}),
    ("roc_bbl", "A-20", "overdracht", NEW_HAND_OVER, {("voortzetting_bol", "voortzetting_bol/hand_over"): "added"}),
]


def picture(name: str, reading: str, alternative: str, lang: str = "nl") -> maps.Picture:
    route = real_route(name)
    return maps.picture_of_changes(route, route.under({reading: alternative}), "en" if lang == "en" else "nl")


@pytest.mark.parametrize(("name", "reading", "alternative", "nodes", "edges"), MARKED)
def test_what_is_otherwise_is_marked(
    name: str,
    reading: str,
    alternative: str,
    nodes: Nodes,
    edges: Edges,
) -> None:
    found = picture(name, reading, alternative)
    assert {node.id: node.change for node in found.nodes if node.change} == nodes
    assert {(edge.source, edge.target): edge.change for edge in found.edges if edge.change} == edges
    assert found.otherwise is not None
    assert found.otherwise.title == f"In een andere lezing van de bron: {reading}={alternative}"
    assert found.otherwise.lines[0].startswith(f"{reading}: ")


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize(("name", "reading", "alternative"), [one[:3] for one in MARKED])
def test_every_form_says_so_in_words_and_names_the_reading(
    name: str, reading: str, alternative: str, lang: str
) -> None:
    found = picture(name, reading, alternative, lang)
    forms = [maps.svg(found), maps.mermaid(found), maps.dot(found), maps.text(found)]
    kinds = [*(one.change for one in found.nodes), *(one.change for one in found.edges)]
    for form in forms:
        assert f"{reading}={alternative}" in re.sub(r"#\d+;|\\n|\n", lambda sign: _sign(sign[0]), form)
        for kind in {one for one in kinds if one is not None}:
            assert form.count(getattr(CHANGES[kind], lang)) >= kinds.count(kind)


def _sign(found: str) -> str:
    """What stands for a sign of Mermaid, and for a line of DOT."""
    return chr(int(found[1:-1])) if found.startswith("#") else " "


def test_lines_and_boxes_differ_by_more_than_their_colour() -> None:
    def dashes(*alternative: str) -> set[str]:
        groups = re.findall(
            r'<(?:g|a) class="[^"]*rk_otherwise[^"]*".*?</(?:g|a)>', maps.svg(picture(*alternative)), re.S
        )
        return {" ".join(re.findall(r'stroke-width="[\d.]+"(?: stroke-dasharray="[^"]*")?', one)[:1]) for one in groups}

    changed, removed = dashes("roc_bbl", "A-31", "strikt"), dashes("roc_bbl", "A-24", "in_p12_blijven")
    both = dashes("doorstroompunt", "D-14", "in_s3")
    assert len(changed) == len(removed) == 1
    assert len(both) == 2
    assert len(changed | both) == 3
    usual = 'stroke-width="1.5"'
    assert usual not in changed | both


def test_a_route_beside_itself_has_nothing_otherwise() -> None:
    route = real_route("entree")
    found = maps.picture_of_changes(route, route)
    plain = maps.picture_of(route)
    assert found.otherwise == maps.Otherwise("Een andere versie van de route", ())
    assert replace(found, otherwise=None) == plain


@pytest.mark.slow
@pytest.mark.parametrize(("name", "reading", "alternative"), ALTERNATIVES if SLOW else ALTERNATIVES[::8])
def test_each_alternative_of_the_real_routes_is_marked_where_students_go_elsewhere(
    name: str, reading: str, alternative: str
) -> None:
    route = real_route(name)
    other = route.under({reading: alternative})
    check_marks(route, other)
    drawing = maps.draw(maps.picture_of_changes(route, other))
    assert maps.legibility(drawing).faults == 0


@pytest.mark.slow
@given(old=generated_routes(), data=st.data())
@examples(0.5)
def test_what_is_otherwise_in_any_route_is_marked(old: Route, data: st.DataObject) -> None:
    check_marks(old, data.draw(edited(old)))


def check_marks(old: Route, new: Route) -> None:
    """Each step in which `diff` finds students who go elsewhere, or other duties, has a mark at it or at a way out."""
    found, picture = compare(old, new), maps.picture_of_changes(old, new)
    nodes = {node.id: node.change for node in picture.nodes if node.change}
    ways = {edge.source for edge in picture.edges if edge.change}
    assert {one.old_step for one in found.next_steps} <= nodes.keys() | ways
    assert {one.new_step for one in found.duties} <= nodes.keys()
    for place in found.places:
        assert nodes[place.id] == ("added" if place.added else "removed")
    # What is marked as new is not in the one, and what falls away is not in the other.
    before, after = (
        {(one.source, one.target, one.words) for one in maps.picture_of(route).edges} for route in (old, new)
    )
    for edge in picture.edges:
        way = edge.source, edge.target, edge.words
        assert edge.kind == "hand_over" or (way in (before if edge.change == "removed" else after))
        assert edge.change is not None or edge.kind == "hand_over" or way in before
    assert [edge.words for edge in picture.edges if edge.change != "removed"] == [
        edge.words for edge in maps.picture_of(new).edges
    ]
    if old.digest == new.digest:
        assert not nodes
        assert not ways
