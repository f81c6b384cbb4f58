"""No command writes its output over what it read, or over what somebody wrote."""

import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.places import ROOT

from routekaart.cli import main

FACTS = "--fact geboortedatum=2009-03-01 --fact startkwalificatie=nee --fact vrijstelling_kwalificatieplicht=nee"
WRITING = {
    "check": "check a.yaml -o text=OUT",
    "diff": "diff a.yaml b.yaml -o OUT --exit-zero",
    "map": "map ./a.yaml --format svg -o OUT",
    "map of a bundled route": "map roc_bbl --format text -o OUT",
    "calendar": f"outlook roc_bbl P11 {FACTS} --on 2026-03-01 --ics OUT",
    "simulation": "simulate roc_bbl --on 2026-03-01 --students 10 -o OUT",
    "junit": "test a.yaml --junit OUT",
    "generate": "test b.yaml --generate -o OUT",
    "baseline": "check a.yaml --baseline OUT --update-baseline",
}
WRITTEN = ("a.yaml", "b.yaml", "a.tests.yaml", "shared.yaml", "routekaart.toml", "pyproject.toml", "a.simulation.yaml")


def run(command: str) -> Result:
    return CliRunner().invoke(main, shlex.split(command))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one of each file that a person writes."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "tests/data/diffs/voorbeeld/nieuw.yaml", "a.yaml")
    shutil.copy(ROOT / "tests/data/diffs/voorbeeld/oud.yaml", "b.yaml")
    texts = {
        "a.tests.yaml": "routekaart_tests: 1\nroute: nazorg\nstudents: []\n",
        "shared.yaml": "routekaart: 1\nvocabulary: shared\n",
        "routekaart.toml": "lang = 'nl'\n",
        "pyproject.toml": "[tool.x]\n",
        "a.simulation.yaml": "routekaart_simulation: 1\n",
        "reis.json": '{"format": "routekaart.journey", "format_version": 1}',
        "studenten.csv": "startkwalificatie\nja\n",
        "bekend.json": '{"format": "routekaart.baseline", "format_version": 1, "findings": []}\n',
    }
    for name, text in texts.items():
        Path(name).write_text(text, encoding="utf-8")
    Path("feiten.csv").write_text("startkwalificatie: ja\n", encoding="utf-8")
    return tmp_path


def everything(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("name", [*WRITTEN, "reis.json"])
@pytest.mark.parametrize("command", WRITING)
def test_what_somebody_wrote_is_not_written_over(command: str, name: str, folder: Path) -> None:
    before = everything(folder)
    result = run(WRITING[command].replace("OUT", name))
    assert result.exit_code == 2, result.output
    assert name in result.output
    assert everything(folder) == before


@pytest.mark.parametrize(
    ("command", "file"),
    [
        ("check a.yaml --baseline bekend.json -o json=bekend.json", "bekend.json"),
        ("cohort roc_bbl studenten.csv --step P11 --on 2026-03-01 -o studenten.csv", "studenten.csv"),
        ("cohort roc_bbl studenten.csv --step P11 --on 2026-03-01 -o ./../{here}/studenten.csv", "studenten.csv"),
        ("outlook roc_bbl P11 --facts feiten.csv --on 2026-03-01 --ics feiten.csv", "feiten.csv"),
        ("map ./a.yaml --student reis.json --format svg -o reis.json", "reis.json"),
    ],
)
def test_an_input_is_not_written_over(command: str, file: str, folder: Path) -> None:
    before = everything(folder)
    result = run(command.replace("{here}", folder.name))
    assert result.exit_code == 2, result.output
    assert "gelezen voor deze uitvoer" in result.output
    assert everything(folder) == before


def test_two_outputs_do_not_share_a_file(folder: Path) -> None:
    result = run("check a.yaml -o json=uit.json -o sarif=./uit.json")
    assert result.exit_code == 2
    assert "in dit bestand komt al een andere vorm" in result.output
    assert not Path("uit.json").exists()


def test_an_earlier_output_is_written_over(folder: Path) -> None:
    for _ in range(2):
        assert run("check a.yaml -o json=uit.json -o markdown=uit.md -o text=uit.txt").exit_code == 0
        assert run("map ./a.yaml -o uit.svg").exit_code == 0
        assert run("diff a.yaml b.yaml -o uit.md --exit-zero").exit_code == 0


def test_lines_that_end_in_two_ways_stay_as_they_are(folder: Path) -> None:
    before = b"# mine\r\nroutekaart_tests: 1\nroute: b\r\n# more\n"
    Path("b.tests.yaml").write_bytes(before)
    result = run("test b.yaml --generate -o b.tests.yaml --on 2026-03-01")
    assert result.exit_code == 0, result.output
    assert Path("b.tests.yaml").read_bytes().startswith(before.removesuffix(b"# more\n"))
    assert b"# more\n" in Path("b.tests.yaml").read_bytes()


def test_a_byte_order_mark_stays(folder: Path) -> None:
    Path("b.tests.yaml").write_bytes(b"\xef\xbb\xbfroutekaart_tests: 1\nroute: b\n")
    assert run("test b.yaml --generate -o b.tests.yaml --on 2026-03-01").exit_code == 0
    assert Path("b.tests.yaml").read_bytes().startswith(b"\xef\xbb\xbfroutekaart_tests: 1\nroute: b\n")


def test_a_table_and_its_picture_do_not_share_a_file(folder: Path) -> None:
    Path("uit.svg").symlink_to("uit.csv")
    result = run("cohort roc_bbl studenten.csv --step P11 --on 2026-03-01 -o uit.csv --chart uit.svg")
    assert (result.exit_code, "gelezen voor deze uitvoer" in result.output) == (2, True)


def test_the_settings_of_somebody_else_choose_no_file_elsewhere(folder: Path) -> None:
    (folder / "project").mkdir()
    for elsewhere in ("../mine.json", "/tmp/mine.json", "a/../../mine.json"):
        (folder / "project/routekaart.toml").write_text(f"baseline = '{elsewhere}'\n", encoding="utf-8")
        shutil.copy("a.yaml", "project/a.yaml")
        result = run("check project --update-baseline")
        assert (result.exit_code, "in deze map of daaronder" in result.output) == (2, True)
        assert not Path("mine.json").exists()


def test_what_a_baseline_says_besides_is_not_lost(folder: Path) -> None:
    before = '{"format": "routekaart.baseline", "format_version": 1, "findings": [], "note": "mine"}'
    Path("bekend.json").write_text(before, encoding="utf-8")
    result = run("check a.yaml --baseline bekend.json --update-baseline")
    assert (result.exit_code, Path("bekend.json").read_text(encoding="utf-8")) == (2, before)


def test_students_that_are_proposed_have_no_results(folder: Path) -> None:
    result = run("test a.yaml --generate --junit uit.xml")
    assert (result.exit_code, "gaat niet samen" in result.stderr) == (2, True)
