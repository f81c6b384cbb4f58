"""The tables of docs/routes: every step, end and reading of a route, and nothing that it has not."""

import re

import pytest
from support.places import ROOT

import routekaart

FOLDER = ROOT / "docs" / "routes"
TABLES = tuple(file.stem for file in sorted(FOLDER.glob("*.md")) if not file.name.endswith(".diff.md"))


@pytest.mark.parametrize("name", TABLES)
def test_every_step_end_and_reading_stands_in_the_table(name: str) -> None:
    route = routekaart.load(name)
    words = set(re.findall(r"[\w-]+", (FOLDER / f"{name}.md").read_text(encoding="utf-8")))
    # A table may say "stap 3" for S3.
    words |= {f"S{number}" for number in re.findall(r"stap (\d+)", (FOLDER / f"{name}.md").read_text(encoding="utf-8"))}
    assert {*route.steps, *route.ends, *route.readings} - words == set()


@pytest.mark.parametrize("name", TABLES)
def test_what_a_table_names_is_in_the_route(name: str) -> None:
    route = routekaart.load(name)
    named = set(re.findall(r"`(\w+)`", (FOLDER / f"{name}.md").read_text(encoding="utf-8")))
    known = {*route.steps, *route.ends, *route.facts, *route.partners, *route.parameters, "implicit", "phases", "check"}
    assert named - known == set()
