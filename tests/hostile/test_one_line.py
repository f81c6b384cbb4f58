"""A title, a question or a note is text on one line: in a file it may go on on a next line, which is a space."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from payloads import ROUTE, TESTS, Scene, commands_on

from routekaart.cli import main

NAMES = ("title", "publisher", "question", "note", "do", "outside", "because", "problem", "chosen")
LISTS = ("functions", "checklist", "others")
TEXTS_BY_NAME = ("phrases", "phases")


def with_texts(part: Any, change: Callable[[str], str]) -> Any:
    """A part of a route in which every text on one line is another."""
    if isinstance(part, list):
        return [with_texts(one, change) for one in part]
    if not isinstance(part, dict):
        return part
    made: dict[str, Any] = {}
    for name, value in part.items():
        if name in NAMES and isinstance(value, str):
            made[name] = change(value)
        elif name in LISTS:
            made[name] = [change(one) for one in value]
        elif name in TEXTS_BY_NAME:
            made[name] = {key: change(one) for key, one in value.items()}
        else:
            made[name] = with_texts(value, change)
    return made


def shown(folder: Path, between: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What every command prints of a route in which each text has something between two words."""
    scene = Scene(folder)
    named = deepcopy(TESTS)
    named["students"][0]["name"] = f"een{between}test"
    scene.write("klein.yaml", with_texts(ROUTE, lambda text: f"{text}{between}erbij"))
    scene.write("plain/klein.yaml", ROUTE)
    scene.write("klein.tests.yaml", named)
    monkeypatch.chdir(folder)
    commands = commands_on("klein.yaml")
    return {" ".join(words): CliRunner().invoke(main, words).output for words in commands}


@pytest.mark.slow
@pytest.mark.parametrize("between", ["\n", "\r\n", " \n  \n ", "\n\n"], ids=ascii)
def test_no_command_shows_where_a_text_went_on_on_a_next_line(
    between: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("with", "without"):
        (tmp_path / name).mkdir()
    told = shown(tmp_path / "with", between, monkeypatch)
    expected = shown(tmp_path / "without", " ", monkeypatch)
    # These show the text of the file itself, and its places.
    same = [command for command in told if not command.startswith(("check", "map", "test"))]
    assert len(same) > 15
    for command in same:
        assert told[command] == expected[command], command
    for command in set(told) - set(same):
        assert len(told[command].splitlines()) == len(expected[command].splitlines()), command
