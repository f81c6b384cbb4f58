"""`routekaart map`: what it writes, and wrong use."""

import json
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.places import DATA, ROOT

import routekaart
from routekaart import Journey
from routekaart.cli import main

FOLDER = DATA / "maps"
GOLDEN = {
    "doorstroompunt.txt": "map doorstroompunt",
    "doorstroompunt.mmd": "map doorstroompunt --format mermaid",
    "doorstroompunt.dot": "map doorstroompunt --format dot",
    "doorstroompunt_en.txt": "map doorstroompunt --lang en",
    "bevinding.txt": "map tests/data/routes/literal/bbl_p11_titels_laten_18_open.yaml",
    "bevinding.mmd": "map tests/data/routes/literal/bbl_p11_titels_laten_18_open.yaml --format mermaid",
    "bevinding.dot": "map tests/data/routes/literal/bbl_p11_titels_laten_18_open.yaml --format dot",
    "bevinding.svg": "map tests/data/routes/literal/bbl_p11_titels_laten_18_open.yaml --format svg",
    "ontwerp.txt": "map tests/data/maps/ontwerp.yaml",
    "ontwerp.svg": "map tests/data/maps/ontwerp.yaml --format svg",
    "lezing.txt": "map doorstroompunt --reading D-14=in_s3",
    "lezing_en.txt": "map doorstroompunt --reading D-14=in_s3 --lang en",
    "lezing.mmd": "map doorstroompunt --reading D-14=in_s3 --format mermaid",
    "lezing.dot": "map doorstroompunt --reading D-14=in_s3 --format dot",
    "lezing.svg": "map doorstroompunt --reading D-14=in_s3 --format svg",
    "student.txt": "map entree --student tests/data/maps/student.yaml",
    "student.mmd": "map entree --student tests/data/maps/student.yaml --format mermaid",
}


@pytest.fixture(autouse=True)
def in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands name their files from the top of the checkout."""
    monkeypatch.chdir(ROOT)


def run(command: str) -> Result:
    return CliRunner().invoke(main, shlex.split(command))


@pytest.mark.parametrize("name", GOLDEN)
def test_a_map_is_what_stands_in_the_file(name: str, request: pytest.FixtureRequest) -> None:
    result = run(GOLDEN[name])
    assert result.exit_code == 0, result.output
    file = FOLDER / name
    if request.config.getoption("--update-expected"):
        file.write_text(result.stdout, encoding="utf-8")
    assert result.stdout == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "start"), [("a.svg", b"<svg"), ("a.mmd", b"---"), ("a.gv", b"digraph")])
def test_the_form_follows_from_the_name_of_the_file(name: str, start: bytes, tmp_path: Path) -> None:
    file = tmp_path / name
    result = run(f"map entree -o {shlex.quote(str(file))}")
    assert (result.exit_code, result.output) == (0, "")
    assert file.read_bytes().startswith(start)


def test_a_form_that_is_named_goes_before_the_name_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "kaart.svg"
    assert run(f"map entree --format dot -o {shlex.quote(str(file))}").exit_code == 0
    assert file.read_text(encoding="utf-8").startswith("digraph")


@pytest.mark.slow
def test_a_file_is_checked_and_a_bundled_route_only_when_asked() -> None:
    assert "waarschuwing 1" in run("map routes/roc_bbl.yaml").stdout
    assert "waarschuwing" not in run("map routes/roc_bbl.yaml --no-check").stdout
    assert "waarschuwing" not in run("map roc_bbl").stdout
    assert "waarschuwing 1" in run("map roc_bbl --check").stdout


def test_a_saved_journey_is_shown(tmp_path: Path) -> None:
    route = routekaart.load("roc_bbl")
    journey = Journey.start(route, on="2026-01-12", step="P9")
    journey = journey.learn({"heeft_werkplek": "nee", "zoekperiode_gestart_op": "2026-01-12"}, on="2026-01-12")
    file = tmp_path / "reis.json"
    file.write_text(json.dumps(journey.to_dict()), encoding="utf-8")
    now = run(f"map roc_bbl --student {shlex.quote(str(file))}").stdout
    assert "De student is in P9 (Werkplek zoeken). De student blijft in deze stap." in now
    later = run(f"map roc_bbl --student {shlex.quote(str(file))} --on 2026-04-12").stdout
    assert "De volgende stap is P10" in later


WRONG_STUDENTS = {
    "stap: P9": "onbekende sleutel stap; bedoelde u step?",
    "facts: {}": "verwacht wordt step",
    "step: P99": "geen stap P99",
    "step: [P9]": "verwacht wordt step",
    "step: P9\nfacts: [a]": "verwacht wordt step",
    "step: P9\non: morgen": "verwacht wordt een bestaande datum",
    "step: P9\nfacts: {leeftjd: 17}": "onbekend gegeven leeftjd",
    "step: P9\nfacts: {heeft_werkplek: misschien}": "verwacht wordt ja of nee",
    "{": "yaml-syntax",
    '{"format": "routekaart.journey"}': "format_version: dit veld ontbreekt",
    '{"format": "iets anders"}': "een reis zoals routekaart die schrijft",
    "": "verwacht worden sleutels zoals step",
}


@pytest.mark.parametrize("content", WRONG_STUDENTS)
def test_a_student_that_cannot_be_read_is_told_plainly(content: str, tmp_path: Path) -> None:
    file = tmp_path / "student.yaml"
    file.write_text(content, encoding="utf-8")
    result = run(f"map roc_bbl --student {shlex.quote(str(file))}")
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert WRONG_STUDENTS[content] in result.stderr
    assert "Traceback" not in result.output


WRONG_USE = {
    "map roc_bbl --format jpeg": "jpeg",
    "map roc_bbl -o kaart": ".svg",
    "map roc_bbl -o kaart.pdf": ".svg",
    "map roc_bbl -o er/is/geen/map/kaart.svg": "niet te schrijven: die map is er niet",
    "map roc_bbl -o tests.svg/..": "kies een naam",
    "map roc_bb": "bedoelde u roc_bbl?",
    "map weg.yaml": "file-not-found",
    "map roc_bbl --student weg.json": "file-not-found",
    "map roc_bbl --on 2026-03-01": "--on hoort bij --student",
    "map tests/data/maps/ontwerp.yaml --student tests/data/maps/student.yaml": "een route met fouten beslist niets",
}


@pytest.mark.parametrize("command", WRONG_USE)
def test_wrong_use_is_told_plainly(command: str) -> None:
    result = run(command)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert WRONG_USE[command] in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("content", ["{", "", "- a", "id: proef", "routekaart: 1\nvocabulary: a\n"])
def test_what_is_no_route_at_all_ends_with_one(content: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(content, encoding="utf-8")
    result = run(f"map {shlex.quote(str(file))}")
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    assert result.stderr.strip()


@pytest.mark.slow
@pytest.mark.parametrize("file", sorted((DATA / "routes").glob("**/*.yaml")), ids=lambda path: path.stem)
def test_every_file_of_the_corpus_is_drawn_or_told(file: Path) -> None:
    result = run(f"map {shlex.quote(str(file))} --no-check")
    assert result.exit_code in (0, 1), result.output
    assert bool(result.stdout) == (result.exit_code == 0)
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_a_map_is_made_for_a_sheet_of_paper_and_small_letters_are_told(tmp_path: Path) -> None:
    file = tmp_path / "kaart.svg"
    done = CliRunner().invoke(main, ["map", "doorstroompunt", "-o", str(file), "--paper", "a3"])
    assert done.exit_code == 0
    assert 'width="297mm" height="420mm"' in file.read_text(encoding="utf-8")
    assert "de kleinste letters zijn op dit blad 4,4 punt" in done.stderr
    assert "routekaart page doorstroompunt" in done.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [(["--paper", "a4"], "--paper hoort bij een svg of png"), (["--landscape"], "--landscape hoort bij --paper")],
)
def test_paper_is_for_pictures(options: list[str], said: str) -> None:
    done = CliRunner().invoke(main, ["map", "doorstroompunt", *options])
    assert done.exit_code == 2
    assert said in done.stderr
