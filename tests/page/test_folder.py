"""All routes of a folder as pages that belong together: every link leads somewhere."""

import json
import re
import shutil
import zlib
from base64 import b64decode
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from click.testing import CliRunner
from support.browser import DESK, IN_A_BROWSER, PHONE, opened
from support.places import ROOT

from routekaart.cli import main
from routekaart.foundation.escaping.web import Html, element

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("doorstroompunt", "entree")
"""Two routes, of which one hands students over to the other."""
OWN = """routekaart: 1
id: eigen
title: Eigen <route> & meer
version: 1.0.0
language: nl
uses: [routekaart/begrippen]
start: A
steps:
  A:
    title: Begin
    responsible: [school]
    transitions: [{to: over}]
ends:
  over: {title: Over, outcome: hand_over, hand_over: {route: routekaart/doorstroompunt, step: S1}}
"""


class Links(HTMLParser):
    """The addresses that a page leads to, and the ids in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.to: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.to.append(str(given["href"]))
        if given.get("id"):
            self.ids.add(str(given["id"]))


@pytest.fixture(scope="module", name="site")
def the_pages_of_the_routes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, routes = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("routes")
    for name in ("begrippen", *NAMES):
        shutil.copy(ROOT / "routes" / f"{name}.yaml", routes)
    done = CliRunner().invoke(main, ["site", str(routes), "-o", str(folder)])
    assert done.exit_code == 0, done.output
    return folder


def data_of(page: Path) -> dict[str, Any]:
    (packed,) = re.findall(r'id="data">([^<]*)</script>', page.read_text(encoding="utf-8"))
    found: dict[str, Any] = json.loads(zlib.decompress(b64decode(packed)))
    return found


def is_there(site: Path, address: str) -> bool:
    """Whether a screen of a page is there that an address names."""
    name, _, at = address.partition("#")
    if not (site / name).is_file():
        return False
    if not at or not name:
        return True
    document = data_of(site / name)
    kind, _, rest = at.partition("/")
    places = {"step": document["portable"]["steps"], "end": document["portable"]["ends"]}
    if kind in places:
        return rest in places[kind]
    which, _, part = rest.partition("/")
    return kind == "reference" and (not part or part in document["more"][which])


@pytest.mark.slow
def test_every_link_of_the_index_leads_somewhere(site: Path) -> None:
    links = Links((site / "index.html").read_text(encoding="utf-8"))
    inside = [one for one in links.to if one.startswith("#")]
    assert {one[1:] for one in inside} <= links.ids
    outside = sorted(set(links.to) - set(inside))
    assert len(outside) > 30
    assert [one for one in outside if not is_there(site, one)] == []


@pytest.mark.slow
def test_pages_lead_to_each_other_and_to_the_index(site: Path) -> None:
    for name in NAMES:
        page = site / f"{name}.html"
        assert 'href="index.html"' in page.read_text(encoding="utf-8")
        for other in data_of(page)["others"].values():
            assert (site / other["href"]).is_file()


@pytest.mark.slow
def test_a_route_that_takes_over_gets_a_page_too(tmp_path: Path) -> None:
    (tmp_path / "eigen.yaml").write_text(OWN, encoding="utf-8")
    done = CliRunner().invoke(main, ["site", str(tmp_path), "-o", str(tmp_path / "site"), "--lang", "en"])
    assert done.exit_code == 0, done.output
    assert {one.name for one in (tmp_path / "site").iterdir()} == {"index.html", "eigen.html", "doorstroompunt.html"}
    text = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "Eigen &lt;route&gt; &amp; meer" in text
    assert "comes with routekaart" in text
    assert "<script" not in text


def test_a_folder_with_errors_gives_no_pages(tmp_path: Path) -> None:
    (tmp_path / "eigen.yaml").write_text(OWN.replace("start: A", "start: B"), encoding="utf-8")
    done = CliRunner().invoke(main, ["site", str(tmp_path), "-o", str(tmp_path / "site")])
    assert done.exit_code == 2
    assert "eigen.yaml:" in done.stderr
    assert not (tmp_path / "site").exists()


def test_text_is_escaped_and_html_is_not() -> None:
    made = element("p", "<b> & ", element("a", '"x"', href='"&'), None, [" y"], aria_label="'")
    assert made == '<p aria-label="&#x27;">&lt;b&gt; &amp; <a href="&quot;&amp;">"x"</a> y</p>'
    assert isinstance(made, Html)


class TestInABrowser:
    pytestmark: ClassVar = IN_A_BROWSER

    @pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
    def test_the_index_has_no_barrier(self, chromium: "Browser", site: Path, size: tuple[int, int]) -> None:
        with opened(chromium, site / "index.html", size=size, title="#main") as seen:
            assert seen.violations() == []
            assert not seen.is_wider_than_the_window()
            assert seen.asked == [(site / "index.html").as_uri()]

    def test_a_hand_over_is_followed_to_the_other_route(self, chromium: "Browser", site: Path) -> None:
        with opened(chromium, site / "entree.html", "#end/overdracht_doorstroompunt") as seen:
            seen.page.click("text=Overdracht aan de route Route van het Doorstroompunt")
            seen.page.wait_for_url("**/doorstroompunt.html#step/S1")
            seen.page.wait_for_selector("#title")
            assert "Verzuim of voortijdig schoolverlaten signaleren" in seen.text("#title")
            seen.page.click("text=Alle routes")
            seen.page.wait_for_url("**/index.html")
