"""The Dutch pages are carried out: each makes its files and gives its commands, in one folder, from top to bottom."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.places import ROOT

from routekaart.cli import main

PAGES = sorted((ROOT / "docs" / "nl").glob("*.md"))
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)


def carried_out(page: str) -> Iterator[str]:
    """A page with the output of each command in the block below it."""
    given, end = None, 0
    for found in BLOCK.finditer(page):
        yield page[end : found.start()]
        end = found.end()
        language, text = found[1], found[2]
        if given is not None:
            result = CliRunner().invoke(main, shlex.split(given))
            assert result.exit_code in (0, 1), result.output
            text, given = result.output, None
        elif text.startswith("$ routekaart "):
            given = text.removeprefix("$ routekaart ").strip()
        elif language == "yaml":
            file = Path(text.splitlines()[0].removeprefix("# "))
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        yield f"```{language}\n{text}```"
    assert given is None
    yield page[end:]


@pytest.mark.slow
@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_a_dutch_page_shows_what_comes_out(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(tmp_path)
    page = file.read_text(encoding="utf-8")
    assert page.count("$ routekaart ") >= 4
    shown = "".join(carried_out(page))
    if request.config.getoption("--update-expected"):
        file.write_text(shown, encoding="utf-8")
    else:
        assert shown == page


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_a_command_that_a_dutch_page_names_exists(file: Path) -> None:
    for command in re.findall(r"`routekaart (\w+)", file.read_text(encoding="utf-8")):
        assert command in main.list_commands(main.make_context("routekaart", ["list"]))
