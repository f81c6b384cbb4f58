"""The pages of the routes, made once, and a browser to see them in."""

import json
import os
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import routekaart
from routekaart.foundation.language import Language
from routekaart.page.assembling import page
from support.browser import browser
from support.strategies import real_route

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MADE_ON = date(2026, 12, 1)
HOSTILE = (
    "</script><script>alert(1)</script> \"x\" 'y' & \u202eachterstevoren <!-- ${a} {title} <img src=x onerror=alert(1)>"
)


@pytest.fixture(scope="session", name="chromium")
def a_browser() -> Iterator["Browser"]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="session", name="file_of")
def the_file_of_a_page(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    # Every process that runs tests has a folder of its own in the one of the run; they share the pages.
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "pages_of_routes"
    folder.mkdir(exist_ok=True)

    @cache
    def file_of(name: str, lang: Language = "nl") -> Path:
        file = folder / f"{name}.{lang}.html"
        if not file.exists():
            made = file.with_suffix(f".{os.getpid()}")
            made.write_text(page(real_route(name), made_on=MADE_ON, lang=lang), encoding="utf-8")
            made.replace(file)
        return file

    return file_of


@pytest.fixture(scope="session", name="hostile")
def a_page_of_which_every_text_wants_to_be_more_than_text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    title = json.dumps(HOSTILE)
    (folder / "vreemd.yaml").write_text(
        f"routekaart: 1\nid: vreemd\ntitle: {title}\nversion: 1.0.0\nlanguage: nl\nstart: A\n"
        f"partners:\n  p: {{title: {title}}}\n"
        f"facts:\n  f: {{type: yes_no, title: {title}, question: {title}}}\n"
        f"steps:\n  A:\n    title: {title}\n    responsible: [p]\n"
        "    transitions: [{to: klaar, when: {f: ja}}]\n    otherwise: stay\n"
        f"ends:\n  klaar: {{title: {title}, outcome: success}}\n",
        encoding="utf-8",
    )
    file = folder / "vreemd.html"
    file.write_text(page(routekaart.load(folder / "vreemd.yaml"), made_on=MADE_ON), encoding="utf-8")
    return file
