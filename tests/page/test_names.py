"""Who never sees the file reads numbers and titles, and no names that stand only in it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.browser import IN_A_BROWSER, PHONE, opened
from support.profiles import SLOW
from support.strategies import REAL_ROUTES, real_route

from routekaart import maps
from routekaart.maps.spoken_names import in_spoken_names, place_name

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FileOf = Callable[..., Path]
NAME_IN_FILE = re.compile(r"\S*[a-z0-9]_[a-z0-9]\S*")
LISTS = ("facts", "partners", "parameters", "readings", "sources")


@pytest.mark.parametrize(
    ("place", "title", "expected"),
    [
        ("P11", "De BBL-opleiding stopt", "P11 De BBL-opleiding stopt"),
        ("stap_5a", "Uitstroom naar werk", "Stap 5a Uitstroom naar werk"),
        ("stap_5a_werk_kwijt", "Geen werk", "Geen werk"),
        ("leerjaar_1", "Leerjaar 1", "Leerjaar 1"),
        ("uitgeschreven", "Uitgeschreven met nazorg", "Uitgeschreven met nazorg"),
        ("_", "élan", "Élan"),
    ],
)
def test_a_place_is_called_by_its_number_and_title(place: str, title: str, expected: str) -> None:
    assert place_name(place, title) == expected


@pytest.mark.parametrize("name", REAL_ROUTES)
def test_a_map_for_people_has_no_names_of_the_file(name: str) -> None:
    picture = in_spoken_names(maps.picture_of(real_route(name)))
    drawn = maps.svg(picture)
    assert NAME_IN_FILE.findall(" ".join(re.findall(r">([^<]+)<", re.sub(r"<style.*?</style>", "", drawn)))) == []
    assert all(node.called for node in picture.nodes)


class TestPage:
    pytestmark = IN_A_BROWSER

    @pytest.mark.parametrize("name", REAL_ROUTES if SLOW else ["pro_vso"])
    def test_every_sheet_and_list_is_without(self, name: str, chromium: "Browser", file_of: FileOf) -> None:
        route = real_route(name)
        places = ["#map", "#print", *(f"#reference/{one}" for one in LISTS)]
        places += [*(f"#step/{one}" for one in route.steps), *(f"#end/{one}" for one in route.ends)]
        with opened(chromium, file_of(name)) as seen:
            for at in places:
                seen.page.evaluate(f"location.hash = '{at}'")
                told = seen.page.text_content("main") or ""
                assert len(told) > 40
                assert NAME_IN_FILE.findall(told) == [], at

    def test_neither_is_there_one_in_what_is_said_of_a_student(self, chromium: "Browser", file_of: FileOf) -> None:
        with opened(chromium, file_of("pro_vso"), size=PHONE) as seen:
            seen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
            seen.choose("stap_c_werk_kwijt")
            while (question := seen.question()) is not None:
                if "datum" in question:
                    seen.date(year=2001 if "geboorte" in question else 2026, month=6, day=2)
                else:
                    seen.answer("alkmaar" if "gemeente" in question else "nee")
            assert "kan dit vanzelf veranderen" in seen.text(".later")
            seen.page.click("#copy")
            seen.wait_until_said("Gekopieerd")
            copied = seen.page.evaluate("navigator.clipboard.readText()")
            assert "Waarom" in copied
            assert "Geen werk" in copied
            for told in (seen.page.text_content("main") or "", copied):
                assert NAME_IN_FILE.findall(told) == []
