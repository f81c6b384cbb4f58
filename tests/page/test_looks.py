"""What every screen and sheet of a page looks like: a block that moves, comes or goes is seen (`support/pictures.py`).

The pictures stand in `data/page`. `--update-expected` makes them anew: look at each that changed before you commit it.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from support import needs
from support.browser import IN_A_BROWSER, Seen, opened
from support.page_fixtures import MADE_ON
from support.pictures import MOST, Picture, as_png, differing, from_png, photographed
from support.places import DATA, ROOT
from support.profiles import SLOW

import routekaart
from routekaart.page.folder_index import index_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FileOf = Callable[..., Path]
pytestmark = [*IN_A_BROWSER, needs.package("font_roboto")]
FOLDER = DATA / "page"
SIZES = {320: (3200, 2), 768: (2600, 3), 1440: (2000, 4)}
"""By the width of a window: how high a picture is at most, and how much smaller it is kept."""


def decided(seen: Seen) -> None:
    seen.choose("P11")
    seen.date(year=2009, month=3, day=1)
    seen.answer("nee")
    seen.answer("nee")


def what_if(seen: Seen) -> None:
    decided(seen)
    seen.page.evaluate("location.hash = 'what_if'")
    seen.page.select_option("#other", "fact startkwalificatie")
    seen.page.select_option("#other_value", "ja")
    seen.page.click("#what_if")


SCREENS: dict[str, tuple[str, Callable[[Seen], None]]] = {
    "start": ("", lambda _: None),
    "map": ("#map", lambda _: None),
    "step": ("#step/P15", lambda _: None),
    "question": ("", lambda seen: seen.choose("P11")),
    "result": ("", decided),
    "what_if": ("", what_if),
    **{
        one: (f"#reference/{one}", lambda _: None) for one in ("facts", "partners", "parameters", "readings", "sources")
    },
}
SHEETS = {
    "map_a3": ("#print/map_a3", (1512, 1047)),
    "map_a4": ("#print/map_a4", (718, 1047)),
    "step_a4": ("#print/steps/P15", (680, 1017)),
    "partner_a4": ("#print/partners/bpv_bureau", (680, 1017)),
}
ALL = [(name, width) for name in SCREENS for width in SIZES]
USUAL = [one for number, one in enumerate(ALL) if number % 4 == 0]


@pytest.mark.parametrize(("name", "width"), ALL if SLOW else USUAL)
def test_a_screen_looks_as_it_did(
    chromium: "Browser", file_of: FileOf, name: str, width: int, request: pytest.FixtureRequest
) -> None:
    assert_as_expected(request, f"{name}_{width}", screen(chromium, file_of("roc_bbl"), name, width), SIZES[width][1])


@pytest.mark.parametrize("width", SIZES if SLOW else [768])
def test_the_index_looks_as_it_did(
    chromium: "Browser", tmp_path: Path, width: int, request: pytest.FixtureRequest
) -> None:
    file = tmp_path / "index.html"
    routes = routekaart.network(ROOT / "routes")
    file.write_text(index_page(routes, made_on=MADE_ON, lang="nl"), encoding="utf-8")
    most, by = SIZES[width]
    with opened(chromium, file, "", (width, 900), "#main", bypass_csp=True) as seen:
        assert_as_expected(request, f"index_{width}", photographed(seen.page, most=most, by=by), by)


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_looks_as_it_did(
    chromium: "Browser", file_of: FileOf, name: str, request: pytest.FixtureRequest
) -> None:
    at, size = SHEETS[name]
    with opened(chromium, file_of("roc_bbl"), at, size, bypass_csp=True) as seen:
        seen.page.emulate_media(media="print")
        found = photographed(seen.page, most=4200, by=4)
    assert_as_expected(request, name, found, 4)


def test_what_moves_comes_or_goes_is_seen(chromium: "Browser", file_of: FileOf) -> None:
    changes = (
        "document.querySelector('.tasks').remove()",
        "document.querySelector('.result').style.marginTop = '3rem'",
        "document.querySelector('#title').textContent = 'P11'",
        "document.querySelector('#copy').style.display = 'none'",
        "document.querySelector('main').append(document.querySelector('.later').cloneNode(true))",
    )
    expected = from_png((FOLDER / "result_768.png").read_bytes())
    for change in changes:
        found = screen(chromium, file_of("roc_bbl"), "result", 768, partial(run, change))
        assert differing(found, expected, reach_of(3)) > MOST, change


def test_what_is_drawn_a_little_otherwise_is_not_taken_for_a_change() -> None:
    kept = [from_png(file.read_bytes()) for file in sorted(FOLDER.glob("*_1440.png"))]
    assert len(kept) == len(SCREENS) + 1
    for one in kept:
        beside = np.concatenate((one[:, :1], one[:, :-1]), axis=1)
        # Everything a pixel of the screen to the right.
        moved = ((3 * one.astype(int) + beside + 2) // 4).astype(np.uint8)
        assert differing(moved, one, reach_of(4)) <= MOST
        assert (from_png(as_png(one)) == one).all()


def test_the_pictures_are_small() -> None:
    assert sum(file.stat().st_size for file in FOLDER.glob("*.png")) < 1_500_000


def run(script: str, seen: Seen) -> None:
    """Changes the page."""
    seen.page.evaluate(script)


def screen(
    chromium: "Browser", file: Path, name: str, width: int, change: Callable[[Seen], object] = lambda _: None
) -> Picture:
    """A screen in a window of some width, in small."""
    at, arrive = SCREENS[name]
    most, by = SIZES[width]
    with opened(chromium, file, at, (width, 900), bypass_csp=True) as seen:
        arrive(seen)
        change(seen)
        return photographed(seen.page, most=most, by=by)


def reach_of(by: int) -> int:
    """How far a pixel may be off in a picture that is so much smaller: some four pixels of the screen."""
    return max(1, 4 // by)


def assert_as_expected(request: pytest.FixtureRequest, name: str, found: Picture, by: int) -> None:
    """That a picture shows what is kept of it."""
    file = FOLDER / f"{name}.png"
    count = differing(found, from_png(file.read_bytes()), reach_of(by)) if file.exists() else found.size
    if count > MOST and request.config.getoption("--update-expected"):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(as_png(found))
        return
    assert count <= MOST, f"{name}: {count} pixels are otherwise"
