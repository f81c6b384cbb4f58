"""Files that are no files, or too large, or say nothing that can be read: one plain message for each."""

import os
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.places import ROOT

from routekaart.cli import main

MEGABYTE = 1024 * 1024
ENTREE = shlex.quote(str(ROOT / "routes/entree.yaml"))
P11 = "roc_bbl P11 --on 2026-03-01"

READING = {
    "check": "check FILE.yaml",
    "check in a folder": "check .",
    "show": "show ./FILE.yaml",
    "decide": "decide ./FILE.yaml A --fact w=ja",
    "map": "map ./FILE.yaml --format text",
    "diff": "diff ./FILE.yaml roc_bbl",
    "diff, as the new one": "diff roc_bbl ./FILE.yaml",
    "diff of folders": "diff . .",
    "partners": "partners --folder .",
    "test": "test ./FILE.tests.yaml",
    "test --generate": "test ./FILE.yaml --generate",
    "facts": f"decide {P11} --facts FILE.json",
    "a student in a map": "map roc_bbl --student FILE.json --on 2026-03-01",
    "baseline": f"check {ENTREE} --baseline FILE.json",
    "baseline that is renewed": f"check {ENTREE} --baseline FILE.json --update-baseline",
    "distributions": "simulate roc_bbl --on 2026-03-01 --students 10 --distributions FILE.yaml",
    "table": "cohort roc_bbl FILE.csv --step P11 --on 2026-03-01",
    "parquet": "cohort roc_bbl FILE.parquet --step P11 --on 2026-03-01",
    "settings": "check goed.yaml",
}
"""Each way in which a command reads a file, called FILE here."""

SETTINGS = "routekaart.toml"
ROUTE = """\
# yaml-language-server: $schema=https://example.org/route.schema.json
routekaart: 1
id: goed
title: Goed
version: '1'
start: A
facts:
  w: {type: yes_no}
sources: {b: {title: Bron}}
partners: {p: {title: Partner}}
steps:
  A:
    title: Begin
    source: b
    responsible: [p]
    transitions:
      - {to: eind, when: {w: ja}, source: b}
      - {to: ander, when: {w: nee}, source: b}
ends: {eind: {title: Klaar, outcome: success}, ander: {title: Anders, outcome: stopped}}
"""


def run(command: str) -> Result:
    return CliRunner().invoke(main, shlex.split(command))


def place_of(command: str) -> str:
    """The name of the file in a command."""
    named = next((word for word in shlex.split(command) if "FILE" in word), None)
    if named is not None:
        return named.removeprefix("./").replace("FILE", "x")
    return SETTINGS if command == READING["settings"] else "x.yaml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that we are in, and that is no part of the checkout."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fifo(file: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(file)


def itself(file: Path) -> None:
    file.symlink_to(file.name)


def endless(file: Path) -> None:
    file.symlink_to("/dev/zero")


def nowhere(file: Path) -> None:
    file.symlink_to("weg")


def large(file: Path) -> None:
    with file.open("wb") as opened:
        opened.truncate(3000 * MEGABYTE)


def bytes_of_no_text(file: Path) -> None:
    file.write_bytes(b"\xff\xfe\x00\xd8routekaart: 1\n")


def deep(file: Path) -> None:
    file.write_text(f"x = {'[' * 3000}{']' * 3000}\n", encoding="utf-8")


def long_number(file: Path) -> None:
    file.write_text(f"x = 1{'0' * 5000}\n", encoding="utf-8")


def deep_json(file: Path) -> None:
    file.write_text(f'{{"x": {"[" * 3000}{"]" * 3000}}}', encoding="utf-8")


def long_number_in_json(file: Path) -> None:
    file.write_text(f'{{"x": 1{"0" * 5000}}}', encoding="utf-8")


ODD: dict[str, Callable[[Path], None]] = {
    "a pipe": fifo,
    "a link to itself": itself,
    "a device without end": endless,
    "a link to nowhere": nowhere,
    "three gigabytes": large,
    "no text": bytes_of_no_text,
    "a folder": Path.mkdir,
    "deep": deep,
    "a long number": long_number,
    "deep JSON": deep_json,
    "a long number in JSON": long_number_in_json,
    "empty": Path.touch,
}


def allowed(reading: str, odd: str, result: Result) -> bool:
    """Whether the answer is right: a refusal, but where there is nothing to refuse."""
    if reading == "settings" and odd == "empty":
        return result.exit_code == 0
    return result.exit_code in (1, 2)


@pytest.mark.slow
@pytest.mark.parametrize("reading", READING)
@pytest.mark.parametrize("odd", ODD)
def test_an_odd_file_gets_a_plain_message(reading: str, odd: str, folder: Path) -> None:
    command = READING[reading]
    if reading == "settings":
        (folder / "goed.yaml").write_text(ROUTE, encoding="utf-8")
    ODD[odd](folder / place_of(command))
    result = run(command.replace("FILE", "x"))
    assert allowed(reading, odd, result), (result.exit_code, result.output[:500])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    for line in result.output.splitlines():
        assert len(line) < 2000


def test_a_table_with_a_line_without_end_is_refused(folder: Path) -> None:
    with (folder / "x.csv").open("wb") as opened:
        opened.write(b"startkwalificatie\nja\n")
        opened.truncate(20 * MEGABYTE)
    result = run("cohort roc_bbl x.csv --step P11 --on 2026-03-01")
    assert (result.exit_code, "een regel is te lang voor een rij" in result.output) == (2, True)


def test_settings_of_others_that_cannot_be_read_stop_nothing(folder: Path) -> None:
    (folder / "goed.yaml").write_text(ROUTE, encoding="utf-8")
    for text in ("x = " + "[" * 3000, "x = 1" + "0" * 5000, "no toml at all"):
        (folder / "pyproject.toml").write_text(text, encoding="utf-8")
        assert run("check .").exit_code == 0
        (folder / "pyproject.toml").write_text(f"[tool.routekaart]\nlang = 'nl'\n{text}", encoding="utf-8")
        refused = run("check .")
        assert refused.exit_code == 2
        assert "dit is geen TOML" in refused.stderr
        assert len(refused.stderr.splitlines()) == 1


LONG = "n" * 5000
NAMES = {
    "uses": (f"routekaart: 1\nid: x\ntitle: X\nversion: '1'\nstart: A\nuses: [{LONG}]\n", "check x.yaml"),
    "hand_over": (
        ROUTE.replace("source: b}\nends", f"source: b, hand_over: {{route: {LONG}, step: A}}}}\nends"),
        "check x.yaml",
    ),
    "route of tests": (f"routekaart_tests: 1\nroute: {LONG}\n", "test x.tests.yaml"),
    "path of a route of tests": (f"routekaart_tests: 1\nroute: {LONG}/x.yaml\n", "test x.tests.yaml"),
    "baseline in settings": (f"baseline = '{LONG}'\n", "check goed.yaml"),
}
"""Names that no file can have, in each place where a file is named."""


@pytest.mark.parametrize("place", NAMES)
def test_a_name_that_no_file_can_have_is_told(place: str, folder: Path) -> None:
    text, command = NAMES[place]
    (folder / "goed.yaml").write_text(ROUTE, encoding="utf-8")
    (folder / (SETTINGS if place == "baseline in settings" else command.split()[1])).write_text(text, encoding="utf-8")
    for more in ("", " --update-baseline") if place == "baseline in settings" else ("",):
        result = run(command + more)
        assert result.exit_code in (1, 2), result.output
        assert isinstance(result.exception, SystemExit)
        assert all(len(line) < 1000 for line in result.output.splitlines())


@pytest.mark.parametrize(
    "command",
    [
        f"check {LONG}.yaml",
        f"show {LONG}",
        f"decide ./{LONG}.yaml A",
        f"decide roc_bbl {LONG}",
        f"diff {LONG} roc_bbl",
        f"diff HEAD:{LONG} roc_bbl",
        f"test {LONG}",
        f"map {LONG}",
        f"decide {P11} --facts {LONG}",
        f"decide {P11} --fact {LONG}=ja",
        f"decide {P11} --fact startkwalificatie={LONG}",
        f"decide roc_bbl P11 --on {LONG}",
        f"cohort roc_bbl {LONG}.csv --step P11",
        f"cohort roc_bbl x.csv --step {LONG}",
        f"partners {LONG}",
        f"explain {LONG}",
        f"init {LONG}",
        f"new {LONG}",
        f"new x --folder {LONG}",
        f"simulate roc_bbl --on 2026-03-01 --distributions {LONG}",
        f"simulate roc_bbl --on 2026-03-01 --parameter {LONG}=1",
        f"check . --baseline {LONG}",
        f"check . --select {LONG}",
        f"map roc_bbl -o {LONG}.svg",
    ],
)
def test_a_long_word_in_a_command_is_told_in_short(command: str, folder: Path) -> None:
    (folder / "x.csv").write_text("startkwalificatie\nja\n", encoding="utf-8")
    (folder / "goed.yaml").write_text(ROUTE, encoding="utf-8")
    result = run(command)
    assert result.exit_code in (1, 2), (result.exit_code, result.output[:300])
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize(
    "text", ["a\rb\n1\n", "a\r1\r", "\r\r\r", 'a"b\n1\n', '"a\nb"\n1\n', "a\0b\n1\n", "\n\na\n1\n"]
)
def test_an_odd_first_line_of_a_table_is_told(text: str, folder: Path) -> None:
    (folder / "x.csv").write_bytes(text.encode())
    result = run("cohort roc_bbl x.csv --step P11 --on 2026-03-01")
    assert (result.exit_code, len(result.output.splitlines())) == (2, 1), (result.exit_code, result.output[:300])


def test_an_input_without_end_is_not_taken_in_whole(folder: Path) -> None:
    with Path("/dev/zero").open("rb") as endless_input:
        result = CliRunner().invoke(
            main, shlex.split(f"decide {P11} --facts -"), input=endless_input.read(2 * MEGABYTE)
        )
    assert (result.exit_code, result.stderr) == (2, "-: de invoer is te groot; meer dan 1 MB wordt niet gelezen\n")


@pytest.mark.skipif(not Path("/proc/kmsg").exists(), reason="this system has no such file")
def test_a_file_that_says_nothing_yet_is_told(folder: Path) -> None:
    for command in ("show /proc/kmsg", f"decide {P11} --facts /proc/kmsg", "check . --baseline /proc/kmsg"):
        (folder / "goed.yaml").write_text(ROUTE, encoding="utf-8")
        result = run(command)
        assert (result.exit_code, "niet te lezen" in result.output) == (2, True), result.output
