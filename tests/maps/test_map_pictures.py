"""What stands in a picture: everything of the route, in every form, whatever the route looks like."""

import doctest
import itertools
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import networkx
import pytest
from click.testing import CliRunner
from hypothesis import given
from support.map_routes import map_routes
from support.places import ROOT

import routekaart
from routekaart import Journey, Route, maps
from routekaart.cli import main
from routekaart.files.reader.read_file import read
from routekaart.maps import stylesheet
from routekaart.maps.depth import depths, graph_of, main_line
from routekaart.maps.measure import lines, shown, width
from routekaart.model.condition import ALWAYS
from routekaart.model.wording import Wording
from routekaart.usage import parameters_of

NAMES = routekaart.bundled_names()
RAINBOW = "\U0001f3f3\ufe0f\u200d\U0001f308"
DRAFT = """\
routekaart: 1
id: proef
title: Een proefroute
version: "1.0"
start: A
phases: {zoeken: Zoeken}
facts:
  heeft_werk: {type: yes_no}
steps:
  A:
    title: Werk zoeken
    phase: zoeken
    transitions:
      - {to: B, when: {heeft_werk: ja}}
      - {when: {heeft_werk: nee}}
      - {to: C, when: {heeft_wrk: nee}}
  B:
    phase: zoekn
    transitions: [{to: klaar}]
ends:
  klaar: {title: Aan het werk, outcome: success}
"""


def plain(text: str) -> str:
    """A text without anything that a form of a picture may put between its letters."""
    return re.sub(r"\W+", "", text)


@pytest.mark.parametrize("name", NAMES)
def test_everything_of_a_route_stands_in_every_form(name: str) -> None:
    route = routekaart.load(name)
    wording = Wording(route.facts, route.parameters, route.language)
    picture = maps.picture_of(route)
    forms = [maps.svg(picture), maps.mermaid(picture), maps.dot(picture), maps.text(picture)]
    undone = [re.sub(r"#\d+;|<[^>]*>|&\w+;|&#x\w+;|\\n", " ", form) for form in forms]
    labels = " ".join(re.findall(r'aria-label="([^"]*)"', forms[0]))
    for form in [*undone[1:], re.sub(r"&#?\w+;", " ", labels)]:
        found = plain(form)
        for step in route.steps.values():
            assert plain(step.title) in found
            for transition in step.transitions:
                if transition.when != ALWAYS:
                    assert plain(wording.condition(transition.when)) in found
        for end in route.ends.values():
            assert plain(end.title) in found


@pytest.mark.parametrize("name", NAMES)
def test_every_way_is_drawn_once(name: str) -> None:
    route = routekaart.load(name)
    picture = maps.picture_of(route)
    ways = [(step.id, one.to) for step in route.steps.values() for one in step.transitions]
    drawn = [(edge.source, edge.target) for edge in picture.edges if edge.kind == "way"]
    assert drawn == ways
    stays = {step.id for step in route.steps.values() if step.otherwise == "stay"}
    assert {node.id for node in picture.nodes if node.stay} == stays


@pytest.mark.slow
@given(map_routes())
def test_without_the_ways_back_no_way_leads_in_a_circle_or_to_an_earlier_phase(route: Route) -> None:
    picture = maps.picture_of(route, in_file=lambda part: part)
    ahead = [(edge.source, edge.target) for edge in picture.edges if not edge.back]
    assert networkx.is_directed_acyclic_graph(graph_of(picture, ahead))
    depth = depths(picture)
    assert all(depth[target] > depth[source] for source, target in ahead)
    assert all(depth[edge.target] < depth[edge.source] for edge in picture.edges if edge.back)
    order = [band.id for band in picture.bands]
    by_depth = sorted(picture.nodes, key=lambda node: depth[node.id])
    bands = [order.index(node.band) for node in by_depth if node.band is not None]
    assert bands == sorted(bands)


@pytest.mark.slow
@given(map_routes(most=7))
def test_the_main_line_is_the_longest_way_to_a_success(route: Route) -> None:
    picture = maps.picture_of(route, in_file=lambda part: part)
    kinds = {node.id: node for node in picture.nodes}
    ahead: dict[str, list[str]] = {}
    for edge in picture.edges:
        if not edge.back and edge.kind != "hand_over":
            ahead.setdefault(edge.source, []).append(edge.target)

    def ways(name: str) -> list[tuple[str, ...]]:
        return [(name,), *((name, *rest) for target in ahead.get(name, ()) for rest in ways(target))]

    best = max((kinds[way[-1]].outcome == "success", len(way)) for way in ways(route.start))
    line = main_line(picture)
    assert line[0] == route.start
    assert (kinds[line[-1]].outcome == "success", len(line)) == best
    assert all(target in ahead[source] for source, target in itertools.pairwise(line))


@pytest.mark.slow
@given(map_routes())
def test_any_route_has_its_forms_without_a_layout(route: Route) -> None:
    picture = maps.picture_of(route, in_file=lambda part: part)
    for form in (maps.mermaid(picture), maps.dot(picture), maps.text(picture)):
        # What joins the parts of one emoji is the only thing in it that is not printable by itself.
        assert all(letter.isprintable() or letter == "\n" for letter in form.replace(RAINBOW, ""))
        for step in route.steps:
            assert step in form


@pytest.mark.slow
def test_the_same_bytes_in_another_process() -> None:
    script = (
        "import routekaart; from routekaart import maps;"
        "picture = maps.picture_of(routekaart.load('entree'));"
        "import hashlib; forms = (maps.svg, maps.mermaid, maps.dot, maps.text);"
        "print([hashlib.sha256(form(picture).encode()).hexdigest() for form in forms])"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


@pytest.mark.slow
def test_an_import_of_maps_needs_no_heavy_package() -> None:
    script = (
        "import sys; from routekaart import maps;"
        "print([name for name in ('graphlay', 'resvg_py', 'networkx') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_a_missing_package_is_told_with_the_command_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = maps.picture_of(routekaart.load("entree"))
    monkeypatch.setitem(sys.modules, "graphlay", None)
    with pytest.raises(maps.NotDrawnError, match=r"graphlay.*pip install 'routekaart\[map\]'"):
        maps.svg(picture)
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(maps.NotDrawnError, match=r"resvg_py.*pip install"):
        maps.png(picture)
    assert maps.mermaid(picture).startswith("---")


# Drafts and findings.


def test_a_draft_shows_what_is_named_and_not_there_and_what_could_not_be_read(tmp_path: Path) -> None:
    file = tmp_path / "draft.yaml"
    file.write_text(DRAFT, encoding="utf-8")
    found = read(file)
    assert found.draft is not None
    picture = maps.marked(maps.picture_of_draft(found, found.draft), found.diagnostics)
    assert {node.id: node.kind for node in picture.nodes} == {
        "A": "choice" if picture.nodes[0].kind == "choice" else "start",
        "B": "step",
        "klaar": "end",
        "C": "missing",
    }
    unread = next(edge for edge in picture.edges if edge.target == "C")
    assert unread.words == "{heeft_wrk: nee}"
    at = {mark.rule: mark.at for mark in picture.marks}
    # The transition without `to` is left out, and the one after it still counts as the third in the file.
    assert at["unknown-target"] == at["unknown-fact"] == unread.part == ("steps", "A", "transitions", 2)
    assert at["unknown-phase"] == ("steps", "B")
    assert "fout" in maps.text(picture)


@pytest.mark.slow
def test_findings_stand_at_their_step_and_the_others_in_the_legend() -> None:
    route = routekaart.load("roc_bbl")
    diagnostics = routekaart.check(ROOT / "routes" / "roc_bbl.yaml").diagnostics
    picture = maps.marked(maps.picture_of(route), [one for one in diagnostics if one.severity == "warning"])
    mark = next(mark for mark in picture.marks if mark.rule == "responsible-unknown")
    assert mark.at == ("steps", "P17")
    elsewhere = replace(diagnostics[0], part=("facts", "leeftijd"))
    assert [mark.at for mark in maps.marked(picture, [elsewhere]).marks] == [None]
    for form in (maps.svg(picture), maps.mermaid(picture), maps.dot(picture), maps.text(picture)):
        assert "waarschuwing 1" in form
        assert "responsible-unknown" in form


# A student.


def test_a_student_stands_in_the_picture_without_her_facts() -> None:
    route = routekaart.load("roc_bbl")
    decision = route.decide("P11", {"geboortedatum": "2009-03-01"}, on="2026-03-01")
    picture = maps.with_decision(maps.picture_of(route), decision)
    assert picture.highlight is not None
    assert picture.highlight.possible == ("P12", "P14")
    assert "P10" in picture.highlight.out_of_reach
    assert "P16" not in picture.highlight.out_of_reach
    for form in (maps.svg(picture), maps.mermaid(picture), maps.dot(picture), maps.text(picture)):
        assert "de student is hier" in form
        assert "2009" not in form


def test_a_journey_shows_what_was_passed() -> None:
    route = routekaart.load("roc_bbl")
    journey = Journey.start(route, on="2026-01-12").advance(on="2026-01-12", steps="all")
    journey = journey.learn({"heeft_werkplek": "nee"}, on="2026-01-13").advance(on="2026-01-13")
    picture = maps.with_journey(maps.picture_of(route), journey)
    assert picture.highlight is not None
    assert (picture.highlight.here, picture.highlight.passed) == ("P7", ("P1", "P2", "P3"))
    assert "De student is in P7" in picture.highlight.words
    assert not picture.highlight.out_of_reach & {"P1", "P2", "P3", "P4"}


@pytest.mark.parametrize("name", NAMES)
def test_a_student_can_be_shown_in_every_step(name: str) -> None:
    route = routekaart.load(name)
    picture = maps.picture_of(route)
    for step in route.steps:
        drawn = maps.with_decision(picture, route.decide(step, {}, on="2026-03-01"))
        assert drawn.highlight is not None
        assert drawn.highlight.here == step
        assert "de student is hier" in maps.text(drawn)


# Text.


@pytest.mark.slow
def test_the_python_in_the_manual_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / "docs" / "maps.md"), module_relative=False)
    assert tried > 8
    assert failed == 0
    assert doctest.testmod(maps).failed == 0


def test_the_manual_names_every_property_that_a_page_can_set() -> None:
    manual = (ROOT / "docs" / "maps.md").read_text(encoding="utf-8")
    names = set(re.findall(r"var\(--rk(-[a-z-]+)", stylesheet.css(tokens=True)))
    assert {f"`{name}`" for name in names if name not in ("-font", "-band-", "-band")} <= set(
        re.findall(r"`-[a-z-]+`", manual)
    ) | {"`-font`"}


def test_lines_fit_and_hold_every_letter() -> None:
    text = "Werkplek aanpassen of loonkostensubsidie_aanvragen Donaudampfschifffahrtsgesellschaft"
    for room in (40.0, 90.0, 300.0):
        made = lines(text, 12, room)
        assert plain("".join(made)) == plain(text)
        assert all(width(line, 12) <= room for line in made)


def test_what_cannot_be_shown_is_left_out() -> None:
    assert shown("a\x00b\u202ec\nd  e\ufeff") == "a b c d e"


class TestDetails:
    def test_each_task_contact_and_limit_of_a_step_stands_in_its_box(self) -> None:
        for name in NAMES:
            route = routekaart.load(name)
            picture = maps.with_details(maps.picture_of(route), route, maps.DETAILS)
            told = {node.id: "\n".join(node.remarks) for node in picture.nodes}
            for step in route.steps.values():
                texts = [one.text for one in step.actions]
                texts += [route.partners[who].title for one in step.contacts for who in one.partners]
                texts += [route.parameters[limit].title for limit in parameters_of(route, step)]
                assert [text for text in texts if text not in told[step.id]] == []

    def test_who_does_a_task_and_since_when_a_limit_holds(self) -> None:
        route = routekaart.load("roc_bbl")
        remarks = {
            node.id: node.remarks for node in maps.with_details(maps.picture_of(route), route, maps.DETAILS).nodes
        }
        assert "grens: leeftijdsgrens van het Doorstroompunt: 23 jaar, 27 jaar vanaf 2026-01-01" in remarks["P13"]
        (first, *_) = [one for one in remarks["P12"] if one.startswith("taak:")]
        assert first == (
            "taak: Blijf als ROC verantwoordelijk zolang de kwalificatieplicht duurt "
            "(door Trajectbegeleider en SLB'er; alleen: is kwalificatieplichtig)"
        )
        english = maps.with_details(maps.picture_of(route, "en"), route, ["contacts"])
        assert "contact: Leerplicht" in next(node for node in english.nodes if node.id == "P12").remarks

    def test_only_what_was_asked_is_there(self) -> None:
        route = routekaart.load("doorstroompunt")
        picture = maps.picture_of(route)
        assert maps.with_details(picture, route, []) == picture
        kinds = {"parameters": "grens: ", "tasks": "taak: ", "contacts": "contact met: "}
        for detail, start in kinds.items():
            drawn = maps.text(maps.with_details(picture, route, [detail]))  # type: ignore[list-item]
            others = [one for one in kinds.values() if one != start]
            assert start in drawn or detail == "parameters"
            assert not any(f"    {one}" in drawn for one in others)

    def test_the_command_draws_them_in_every_form(self) -> None:
        for form in ("text", "svg", "mermaid", "dot"):
            asked = ["map", "doorstroompunt", "--format", form, "--with", "tasks"]
            done = CliRunner().invoke(main, asked)
            assert done.exit_code == 0, done.output
            assert "taak: " in done.output

    def test_a_route_with_errors_has_no_details(self, tmp_path: Path) -> None:
        (tmp_path / "proef.yaml").write_text(DRAFT, encoding="utf-8")
        done = CliRunner().invoke(main, ["map", str(tmp_path / "proef.yaml"), "--with", "tasks"])
        assert done.exit_code == 2
        assert "laat --with weg" in done.stderr
