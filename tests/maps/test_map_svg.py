"""The SVG of a picture: well-formed, self-contained, readable aloud, and painted where the drawing says."""

import re
import shutil
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from importlib.util import find_spec
from itertools import pairwise

import pytest
from hypothesis import given, settings
from support import needs
from support.map_routes import HOSTILE, map_routes
from support.places import ROOT

import routekaart
from routekaart import Route, maps
from routekaart.maps.measure import shown
from routekaart.maps.stylesheet import BANDS, COLOURS, SEVERITY

SVG = "{http://www.w3.org/2000/svg}"
NAMES = routekaart.bundled_names()


def parsed(picture: maps.Picture) -> ET.Element:
    return ET.fromstring(maps.svg(picture))


def number(element: ET.Element, name: str) -> float:
    return float(element.attrib[name])


@pytest.mark.slow
@given(map_routes())
@settings(max_examples=40, deadline=None)
def test_any_route_gives_well_formed_svg_that_holds_its_texts(route: Route) -> None:
    picture = maps.picture_of(route, in_file=lambda part: part)
    root = parsed(picture)
    labels = " ".join(element.attrib.get("aria-label", "") for element in root.iter())
    for node in picture.nodes:
        assert shown(node.title) in labels
    for edge in picture.edges:
        assert shown(edge.words) in labels
    assert not list(root.iter(f"{SVG}script"))


@pytest.mark.parametrize("name", NAMES)
def test_it_needs_nothing_from_elsewhere(name: str) -> None:
    text = maps.svg(maps.picture_of(routekaart.load(name)))
    assert re.findall(r"https?://[^\"' ]+", text) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"<(script|image|foreignObject|use|link)\b|href|@import|url\(|\bon\w+=", text)
    assert len(text) < 200_000


@pytest.mark.parametrize("name", NAMES)
def test_it_is_read_aloud_in_the_order_of_the_route(name: str) -> None:
    route = routekaart.load(name)
    picture = maps.picture_of(route)
    root = parsed(picture)
    assert root.attrib["role"] == "graphics-document document"
    assert root.attrib["lang"] == "nl"
    title, desc = root[0], root[1]
    assert (title.tag, desc.tag) == (f"{SVG}title", f"{SVG}desc")
    assert (root.attrib["aria-labelledby"], root.attrib["aria-describedby"]) == (title.attrib["id"], desc.attrib["id"])
    assert route.title in (title.text or "")
    groups = [one for one in root.iter(f"{SVG}g") if one.attrib.get("role") == "graphics-symbol img"]
    assert len(groups) == len(picture.nodes) + len(picture.edges)
    assert all(one.attrib["aria-label"] for one in groups)
    spoken = [one.attrib["aria-label"].split(": ")[0] for one in groups if "rk_node" in one.attrib["class"].split()]
    assert [words.split()[-1] for words in spoken] == [node.name.split()[-1] for node in picture.nodes]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_painted_is_the_drawing_that_was_counted(name: str) -> None:
    drawing = maps.draw(maps.picture_of(routekaart.load(name)))
    root = ET.fromstring(maps.painted(drawing))
    assert root.attrib["viewBox"] == f"0 0 {drawing.width:.0f} {drawing.height:.0f}"
    painted = {box_of(one) for one in root.iter(f"{SVG}rect") if one.attrib.get("class") == "rk_label"}
    labels = {edge.label for edge in drawing.edges if edge.label is not None}
    assert painted == {(box.x, box.y, box.width, box.height) for box in labels}
    lines = [line for node in drawing.nodes for line in node.lines] + [
        one for edge in drawing.edges for one in edge.lines
    ]
    texts = {(number(one, "x"), number(one, "y"), one.text) for one in root.iter(f"{SVG}text")}
    assert texts >= {(round(line.x, 1), line.y, line.text) for line in lines}
    paths = [one.attrib["d"] for one in root.iter(f"{SVG}path") if one.attrib.get("class") == "rk_line"]
    ways = [edge.points for node in drawing.nodes for edge in drawing.edges if edge.edge.source == node.node.id]
    for path, way in zip(paths, ways, strict=False):
        corners = [tuple(map(float, pair)) for pair in re.findall(r"([-\d.]+) ([-\d.]+)", path)]
        assert all(any(lies_on(corner, a, b) for a, b in pairwise(way)) for corner in corners)


def box_of(element: ET.Element) -> tuple[float, ...]:
    return tuple(number(element, name) for name in ("x", "y", "width", "height"))


def lies_on(point: tuple[float, ...], a: tuple[float, float], b: tuple[float, float]) -> bool:
    return all(min(a[i], b[i]) - 0.11 <= point[i] <= max(a[i], b[i]) + 0.11 for i in (0, 1))


def test_two_maps_on_one_page_share_no_id() -> None:
    texts = [maps.svg(maps.picture_of(routekaart.load(name))) for name in NAMES]
    ids = [one for text in texts for one in re.findall(r'\bid="([^"]*)"', text)]
    assert len(set(ids)) == len(ids) == 2 * len(NAMES)


def test_colours_can_be_set_by_the_page_and_have_a_value_without_it() -> None:
    picture = maps.picture_of(routekaart.load("entree"))
    with_tokens, without = maps.svg(picture), maps.svg(picture, tokens=False)
    assert "fill:#1b2733;fill:var(--rk-ink,#1b2733);" in with_tokens
    assert "var(" not in without
    classes = {name for found in re.findall(r'class="([^"]*)"', with_tokens) for name in found.split()}
    styled = set(re.findall(r"\.(rk_[\w-]+)", with_tokens))
    assert styled <= classes | {
        f"rk_{kind}"
        for kind in (*("out", "place", "taken", "taken-tip", "here", "missing", "otherwise", "gone", "change"),)
    } | {name for name in styled if re.match(r"rk_(error|warning|info|band|edge|in)\b", name)}


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_that_of_wcag_aa() -> None:
    texts = [
        *((ink, ground) for ground, ink in BANDS),
        *((colour, COLOURS["paper"]) for colour in SEVERITY.values()),
        *((COLOURS[name], COLOURS["paper"]) for name in ("ink", "muted", "here", "changed", "start")),
        (COLOURS["muted"], COLOURS["dimmed"]),
        (COLOURS["paper"], COLOURS["start"]),
    ]
    assert min(contrast(*pair) for pair in texts) >= 4.5
    lines = [(COLOURS["line"], ground) for ground, _ in BANDS]
    assert min(contrast(*pair) for pair in lines) >= 3.0


@pytest.mark.parametrize("name", NAMES)
def test_the_maps_in_the_manual_are_those_of_the_routes(name: str, request: pytest.FixtureRequest) -> None:
    file = ROOT / "docs" / "maps" / f"{name}.svg"
    made = maps.svg(maps.picture_of(routekaart.load(name)))
    if request.config.getoption("--update-expected"):
        file.write_text(made, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == made


def test_a_png_is_made_of_it() -> None:
    picture = maps.picture_of(routekaart.load("entree"))
    made = maps.png(picture, scale=0.5)
    assert made.startswith(b"\x89PNG\r\n")
    assert len(made) > 10_000


@pytest.mark.parametrize(("size", "landscape"), [("a4", False), ("a3", True)])
def test_a_map_for_a_sheet_of_paper_has_its_size_and_stays_within_its_margins(
    size: maps.PaperSize, landscape: bool
) -> None:
    paper = maps.Paper(size, landscape)
    drawing = maps.draw(maps.picture_of(routekaart.load("doorstroompunt")))
    made = maps.painted(drawing, paper=paper)
    assert f'width="{paper.width:g}mm" height="{paper.height:g}mm"' in made
    found = re.search(r'viewBox="(\S+) (\S+) (\S+) (\S+)"', made)
    assert found is not None
    left, top, width, height = map(float, found.groups())
    assert width / height == pytest.approx(paper.width / paper.height, abs=0.001)
    margin = 10 / paper.width * width
    assert left <= -margin + 0.1
    assert top <= -margin + 0.1
    assert left + width >= drawing.width + margin - 0.1
    assert top + height >= drawing.height + margin - 0.1


def test_a_png_for_a_sheet_of_paper_has_200_pixels_to_an_inch() -> None:
    made = maps.png(maps.picture_of(routekaart.load("doorstroompunt")), scale=0.5, paper=maps.Paper("a4"))
    assert struct.unpack(">II", made[16:24]) == (827, 1170)


def test_a_png_is_the_same_with_other_fonts_on_the_machine(request: pytest.FixtureRequest) -> None:
    picture = maps.picture_of(routekaart.load("doorstroompunt"))
    made = maps.png(picture, scale=0.5)
    request.getfixturevalue("no_fonts")
    assert maps.png(picture, scale=0.5) == made


@pytest.fixture
def no_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without fonts."""
    import resvg_py

    real = resvg_py.svg_to_bytes
    monkeypatch.setattr(resvg_py, "svg_to_bytes", lambda **given: real(**given, skip_system_fonts=True))


@pytest.mark.slow
@pytest.mark.usefixtures("no_fonts")
def test_a_machine_without_fonts_draws_text_all_the_same() -> None:
    import resvg_py

    picture = maps.picture_of(routekaart.load("entree"))
    without_text = re.sub("<text.*?</text>", "", maps.svg(picture), flags=re.DOTALL)
    assert len(maps.png(picture, scale=1)) > 1.5 * len(resvg_py.svg_to_bytes(svg_string=without_text, zoom=1))


@pytest.mark.usefixtures("no_fonts")
def test_a_png_without_any_font_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    module = sys.modules["routekaart.maps.png"]
    monkeypatch.setattr(module, "find_spec", lambda name: None if name == "font_roboto" else find_spec(name))
    with pytest.raises(maps.NotDrawnError, match="geen lettertypen"):
        maps.png(maps.picture_of(routekaart.load("entree")))


# The forms for other programs.


@pytest.mark.slow
@given(map_routes())
def test_mermaid_has_no_letter_outside_quotes_that_means_something(route: Route) -> None:
    """Also parsed by Mermaid itself during development; here its shape is held to."""
    front, _, body = maps.mermaid(maps.picture_of(route, in_file=lambda part: part)).partition("flowchart TB\n")
    assert re.fullmatch(r"---\ntitle: \".*\"\n---\n", front)
    text = r'"[^"`%<>]*(?:<br/>[^"`%<>]*)*"'
    shapes = "|".join(
        re.escape(opening) + text + re.escape(closing)
        for opening, closing in (("([", "])"), ("[", "]"), ("{{", "}}"), ("[[", "]]"))
    )
    patterns = (
        r"accTitle: [^#;%{}<>\"`]+",
        r"accDescr: [^#;%{}<>\"`]+",
        rf"subgraph \w+\[{text}\]",
        "end",
        rf"[nf]\d+(?:{shapes})(?::::\w+)?",
        rf"n\d+ (?:-->|-\.->|-\.-o)(?:\|{text}\|)? n\d+",
        r"classDef \w+ [\w:#,\- ]+",
    )
    for line in body.splitlines():
        assert any(re.fullmatch(pattern, line.strip()) for pattern in patterns), line


@needs.program("dot")
def test_graphviz_reads_the_dot_text() -> None:
    program = shutil.which("dot")
    assert program is not None
    for name in NAMES:
        text = maps.dot(maps.picture_of(routekaart.load(name)))
        subprocess.run([program, "-Tcanon"], input=text.encode(), capture_output=True, check=True)


@pytest.mark.slow
@given(map_routes())
def test_dot_closes_every_quote_and_bracket(route: Route) -> None:
    text = maps.dot(maps.picture_of(route, in_file=lambda part: part))
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "", text)
    assert '"' not in bare
    assert (bare.count("{"), bare.count("[")) == (bare.count("}"), bare.count("]"))
    assert any(letter in text for letter in HOSTILE[0])
