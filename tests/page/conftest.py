"""The pages of the routes, made once, and a browser to see them in."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.browser import browser
from support.strategies import real_route

from routekaart.foundation.language import Language
from routekaart.page.assembling import page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MADE_ON = date(2026, 12, 1)


@pytest.fixture(scope="session", name="chromium")
def a_browser() -> Iterator["Browser"]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="session", name="file_of")
def the_file_of_a_page(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    folder = tmp_path_factory.mktemp("pages")

    @cache
    def file_of(name: str, lang: Language = "nl") -> Path:
        file = folder / f"{name}.{lang}.html"
        file.write_text(page(real_route(name), made_on=MADE_ON, lang=lang), encoding="utf-8")
        return file

    return file_of
