"""What a page gives on paper: nothing cut off, and as many sheets as it says."""

import re
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import pytest
from click.testing import CliRunner
from support.browser import DESK, IN_A_BROWSER, PHONE, opened
from support.profiles import SLOW
from support.strategies import REAL_ROUTES, real_route

from routekaart.cli import main
from routekaart.maps.paper import _SMALLEST_LETTER
from routekaart.page import printer
from routekaart.page.printer import NotPrintedError, printed

if TYPE_CHECKING:
    from playwright.sync_api import Browser

VIEW = "one => one.getAttribute('viewBox').split(' ').map(Number)"
FileOf = Callable[..., Path]
WIDER = "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.innerText.slice(0, 60))"
SHOWN = "all => all.filter(one => one.getClientRects().length).map(one => one.className || one.tagName)"


class TestInABrowser:
    pytestmark: ClassVar = IN_A_BROWSER

    @pytest.mark.parametrize("name", REAL_ROUTES if SLOW else ["roc_bbl"])
    def test_a_sheet_for_each_step_end_and_partner(self, chromium: "Browser", file_of: FileOf, name: str) -> None:
        route = real_route(name)
        with opened(chromium, file_of(name), "#print/all", DESK) as seen:
            sheets = seen.page.query_selector_all(".paper_sheet")
            partners = seen.page.query_selector_all("#pick_partners option")
            maps = len(seen.page.query_selector_all(".map_sheet"))
            assert len(sheets) == maps + len(route.steps) + len(route.ends) + len(partners)
            seen.page.emulate_media(media="print")
            seen.page.set_viewport_size({"width": 680, "height": 1000})
            assert seen.page.eval_on_selector_all(".text_sheet", WIDER) == []

    @pytest.mark.parametrize(("name", "paper"), [("pro_vso", "a4"), ("roc_bbl", "a4"), ("roc_bbl", "a3")])
    def test_sheets_join_to_the_whole_map_and_can_be_read(
        self, chromium: "Browser", file_of: FileOf, name: str, paper: str
    ) -> None:
        with opened(chromium, file_of(name), f"#print/map_{paper}") as seen:
            left, top, wide, high = seen.page.eval_on_selector("#map_frame svg", VIEW)
            parts = seen.page.eval_on_selector_all(".paper_sheet svg", f"all => all.map({VIEW})")
            scales = seen.page.eval_on_selector_all(
                ".paper_sheet svg", "all => all.map(one => one.getAttribute('width') / one.viewBox.baseVal.width)"
            )
            assert f"Druk af ({len(parts)} bladen" in seen.text("#print")
            assert max(x + width for x, _, width, _ in parts) >= left + wide - 1
            assert max(y + height for _, y, _, height in parts) >= top + high - 1
            assert [min(x for x, *_ in parts), min(y for _, y, *_ in parts)] == [left, top]
            across, down = sorted({x for x, *_ in parts}), sorted({y for _, y, *_ in parts})
            assert len(across) * len(down) == len(parts)
            assert all(later - x < parts[0][2] for x, later in pairwise(across))
            assert all(later - y < parts[0][3] for y, later in pairwise(down))
            assert "Plak hier blad 2 op" in seen.text(".preview")
            # In points: a pixel is three quarters of one.
            assert min(scales) * _SMALLEST_LETTER * 0.75 > 5.95

    @pytest.mark.parametrize("name", REAL_ROUTES if SLOW else ["roc_bbl"])
    @pytest.mark.parametrize(("paper", "sides"), [("a3", (842, 1191)), ("a4", (595, 842))])
    def test_a_map_takes_as_many_sheets_as_it_says(
        self,
        chromium: "Browser",
        file_of: FileOf,
        monkeypatch: pytest.MonkeyPatch,
        name: str,
        paper: str,
        sides: tuple[int, int],
    ) -> None:
        with opened(chromium, file_of(name), f"#print/map_{paper}") as seen:
            sheets = len(seen.page.query_selector_all(".paper_sheet"))
        monkeypatch.setattr(printer, "_PAPER", f"#print/map_{paper}")
        pdf = printed(file_of(name).read_text(encoding="utf-8"))
        sizes = [box.split() for box in re.findall(rb"/MediaBox \[([^\]]*)\]", pdf)]
        assert len(sizes) == sheets
        assert {tuple(sorted(round(float(one)) for one in size[2:])) for size in sizes} == {sides}

    def test_the_print_screen_has_no_barrier(self, chromium: "Browser", file_of: FileOf) -> None:
        with opened(chromium, file_of("doorstroompunt"), "#print/steps/S3", PHONE) as seen:
            assert seen.violations() == []
            assert not seen.is_wider_than_the_window()
            seen.page.select_option("#pick_partners", index=1)
            seen.page.click("#show_partners")
            assert "#print/partners/" in seen.page.url

    def test_a_student_is_printed_without_buttons(self, chromium: "Browser", file_of: FileOf) -> None:
        with opened(chromium, file_of("roc_bbl")) as seen:
            seen.choose("P11")
            seen.date(year=2000)
            seen.answer("ja")
            seen.page.emulate_media(media="print")
            assert seen.page.eval_on_selector_all("button, nav, footer, #map_part", SHOWN) == []
            assert "P15 Vanaf 18 jaar met startkwalificatie" in seen.text()

    def test_the_command_writes_a_pdf(self, tmp_path: Path) -> None:
        file = tmp_path / "d.pdf"
        done = CliRunner().invoke(main, ["page", "doorstroompunt", "--pdf", str(file)])
        assert done.exit_code == 0, done.output
        content = file.read_bytes()
        assert content.startswith(b"%PDF")
        assert len(content) > 50_000


@pytest.mark.slow
def test_without_a_browser_it_says_what_is_needed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(NotPrintedError) as caught:
        printed("<!DOCTYPE html>")
    assert "chromium, " in caught.value.text.nl
    file = tmp_path / "d.pdf"
    done = CliRunner().invoke(main, ["page", "doorstroompunt", "--pdf", str(file)])
    assert done.exit_code == 2
    assert not file.exists()


def test_a_browser_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printer, "browser", lambda: "/bin/false")
    with pytest.raises(NotPrintedError, match="false maakte geen PDF"):
        printed("<!DOCTYPE html>")


def test_a_page_needs_a_file_to_go_to() -> None:
    done = CliRunner().invoke(main, ["page", "doorstroompunt"])
    assert done.exit_code == 2
    assert "-o of --pdf" in done.stderr
