"""The command line: golden outputs that a person can read, and wrong use."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import date
from email.message import Message
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support import needs
from support.places import DATA, ROOT

from routekaart.cli import COMMANDS, main

GOLDEN = sorted((DATA / "cli").glob("*.txt"))


def run(command: str, stdin: str | bytes | None = None) -> Result:
    """A command line, as typed after the prompt."""
    return CliRunner().invoke(main, shlex.split(command)[1:], input=stdin, prog_name="routekaart")


@pytest.fixture(autouse=True)
def in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands name their files from the top of the checkout."""
    monkeypatch.chdir(ROOT)


def transcript(commands: list[str]) -> str:
    """Each command with what it prints and its exit status."""
    parts = []
    for command in commands:
        result = run(command)
        status = f"[exit {result.exit_code}]\n" if result.exit_code else ""
        parts.append(f"$ {command}\n{result.output}{status}")
    return "\n".join(parts)


@pytest.mark.slow
@pytest.mark.parametrize("file", GOLDEN, ids=lambda path: path.stem)
def test_commands_print_what_stands_in_the_file(file: Path, request: pytest.FixtureRequest) -> None:
    expected = file.read_text(encoding="utf-8")
    shown = transcript(re.findall(r"^\$ (.*)$", expected, flags=re.MULTILINE))
    if request.config.getoption("--update-expected"):
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8")


def test_every_command_has_a_golden_output() -> None:
    used = {shlex.split(line)[2] for file in GOLDEN for line in re.findall(r"^\$ .*$", file.read_text(), re.MULTILINE)}
    # What the others print is long, or a list of the files that they make: they have tests of their own.
    assert set(COMMANDS) - {"schema", "types", "export", "page", "site", "completion", "init", "new"} <= used


@pytest.fixture(scope="module")
def new_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as `routekaart init` makes it, in git."""
    folder = tmp_path_factory.mktemp("nieuw")
    assert run(f"routekaart init {shlex.quote(str(folder))}").exit_code == 0
    for words in ("init", "add .", "-c user.name=x -c user.email=x@example.org commit -m begin"):
        subprocess.run(["git", *words.split()], cwd=folder, check=True, capture_output=True)
    return folder


@pytest.mark.slow
@needs.program("git")
@pytest.mark.parametrize("command", ["", *sorted(COMMANDS)])
def test_every_example_of_the_help_works_in_a_new_project(
    command: str, new_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(new_project, tmp_path / "hier")
    monkeypatch.chdir(tmp_path / "hier")
    text = run(f"routekaart {command} --help").output
    examples = re.findall(r"^    (routekaart .*|echo [^|\n]*)$", text.partition("Voorbeeld")[2], flags=re.MULTILINE)
    assert [example for example in examples if example.startswith("routekaart")], text
    for example in examples:
        if example.startswith("echo"):
            subprocess.run(example, shell=True, check=True)
        elif "--watch" not in example and "--pdf" not in example:
            # What goes on until Ctrl-C is tried in `test_watching`, what needs a browser in `tests/page`.
            assert run(example.partition(" > ")[0]).exit_code == 0, example


@pytest.mark.parametrize("command", ["", *sorted(COMMANDS)])
def test_help_is_dutch_and_no_english_stands_between(command: str) -> None:
    text = run(f"routekaart {command} --help").output
    assert text.startswith(f"Gebruik: routekaart {command}".rstrip())
    english = (
        r"\b(Usage|Options|OPTIONS|ARGS|COMMAND|Show this|default|required|TEXT|INTEGER|FLOAT|PATH|FILENAME|RANGE)\b"
    )
    assert not re.search(english, text), text


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("decide", "ROUTE ontbreekt"),
        ("cohort roc_bbl a.csv", "--step ontbreekt"),
        ("decide roc_bbl P3 --fcat a=b", "er is geen optie --fcat"),
        ("dcide", "er is geen opdracht dcide"),
        ("decide roc_bbl P3 P4 P5", "dit is te veel: P4 P5"),
        ("decide roc_bbl P3 --fact", "--fact: hierachter ontbreekt een waarde"),
        ("check --json=1", "--json: hierachter hoort geen waarde"),
        ("map entree --format txt", "--format: verwacht wordt 'svg', 'mermaid', 'dot', 'text', 'png', niet 'txt'"),
        ("simulate entree --students veel", "--students: verwacht wordt een geheel getal, niet 'veel'"),
        ("decide roc_bbl P11 --on 1-9-2026", "--on: schrijf het jaar eerst; bedoelde u 2026-09-01?"),
        ("init --add github --without gitlab", "--add en --without gaan niet samen"),
        ("check --on morgen", "--on: verwacht wordt een datum als 2026-03-01, niet 'morgen'"),
    ],
)
def test_wrong_use_is_told_in_dutch(line: str, told: str) -> None:
    result = run(f"routekaart {line}")
    assert result.exit_code == 2
    *before, last = result.stderr.splitlines()
    assert last.startswith(told)
    assert not before or re.fullmatch("Gebruik: routekaart .*\nroutekaart.* --help geeft hulp\n", "\n".join(before))


@pytest.mark.parametrize(("folder", "meant"), [("routes", "routes/naar_werk.yaml"), (".", "./naar_werk.yaml")])
def test_a_bare_name_of_a_file_of_this_project_says_which_file_was_meant(
    folder: str, meant: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / folder).mkdir(exist_ok=True)
    (tmp_path / folder / "naar_werk.yaml").write_text("routekaart: 1\n", encoding="utf-8")
    result = run("routekaart decide naar_werk begin")
    told = f"er is geen route naar_werk die met routekaart komt; bedoelde u {meant}?\n"
    assert (result.exit_code, result.stderr) == (2, told)


def test_without_a_command_the_help_is_shown() -> None:
    result = run("routekaart")
    assert (result.exit_code, result.stderr) == (2, run("routekaart --help").stdout)


@pytest.mark.parametrize("urls", [[], ["Issues, https://example.org/issues"]], ids=["no address", "an address"])
def test_a_fault_of_ours_says_where_to_tell_it_and_to_leave_out_facts(
    urls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("2009-03-01")

    package = Message()
    for url in urls:
        package["Project-URL"] = url
    monkeypatch.setattr("importlib.metadata.metadata", lambda _: package)
    monkeypatch.setattr("routekaart.cli.decide.load_route", fail)
    result = run("routekaart decide roc_bbl P3 --fact geboortedatum=2009-03-01")
    assert result.exit_code == 3
    assert "2009" not in result.stderr
    assert "zonder gegevens van een student" in result.stderr
    assert ("https://example.org/issues" in result.stderr) is bool(urls)


def test_the_version_is_printed() -> None:
    import routekaart

    assert run("routekaart --version").output == f"routekaart, version {routekaart.__version__}\n"


def test_facts_come_from_a_json_file_a_yaml_file_and_the_input(tmp_path: Path) -> None:
    facts = {"kan_bol": True, "wil_bol": False}
    as_json, as_yaml = tmp_path / "f.json", tmp_path / "f.yaml"
    as_json.write_text(json.dumps(facts, indent="\t"), encoding="utf-8")
    as_yaml.write_text("kan_bol: ja\nwil_bol: nee\n", encoding="utf-8")
    outputs = {
        run(f"routekaart decide roc_bbl P10 --on 2026-03-01 --facts {shlex.quote(str(as_json))}").output,
        run(f"routekaart decide roc_bbl P10 --on 2026-03-01 --facts {shlex.quote(str(as_yaml))}").output,
        run("routekaart decide roc_bbl P10 --on 2026-03-01 --facts -", json.dumps(facts)).output,
    }
    assert len(outputs) == 1
    assert "naar P11" in outputs.pop()


def test_a_fact_on_the_command_line_goes_before_the_file(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_text("heeft_werkplek: ja\n", encoding="utf-8")
    result = run(f"routekaart decide roc_bbl P3 --facts {shlex.quote(str(file))} --fact heeft_werkplek=nee")
    assert "naar P7" in result.output


def test_the_decision_as_json_has_the_duties_beside_it() -> None:
    content = json.loads(run("routekaart decide roc_bbl P14 --fact leeftijd=17 --on 2026-03-01 --json").stdout)
    assert content["target"] == "P16"
    assert content["duties"]["step"] == "P14"


def test_without_a_date_today_is_taken_and_said() -> None:
    assert re.match(r"Peildatum: \d{4}-\d\d-\d\d \(vandaag\)", run("routekaart decide roc_bbl P16").output)


@pytest.mark.parametrize(
    "command",
    [
        "decide pro_vso stap_c_nazorg_onderwijs",
        "reach pro_vso stap_c_nazorg_onderwijs einde_nazorg",
        "outlook pro_vso stap_c_nazorg_onderwijs",
        "path pro_vso einde_nazorg --step stap_c_nazorg_onderwijs",
    ],
)
def test_every_command_about_one_student_takes_today(command: str) -> None:
    facts = " --fact uitschrijfdatum=2025-07-21 --fact startkwalificatie=ja"
    result = run(f"routekaart {command}{facts}")
    assert (result.exit_code, "on=" in result.output) == (0, False)
    assert f"Peildatum: {date.today()} (vandaag)" in result.output
    day = run(f"routekaart {command}{facts} --on {date.today()}").output
    assert day == result.output.replace(" (vandaag)", "")
    assert run(f"routekaart {command}{facts} --json").exit_code == 0


@pytest.mark.parametrize(
    "stdin",
    [b"[1, 2]", b"{", b"\xff\xfe", b"a: b: c", b"{a: 1, a: 2}", b"heeft_werkplek: [ja]", b"heeft_werkplek: {a: 1}"],
)
def test_facts_that_cannot_be_read_give_one_plain_message(stdin: bytes) -> None:
    result = run("routekaart decide roc_bbl P3 --on 2026-03-01 --facts -", stdin)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert 0 < len(result.stderr.splitlines()) <= 2
    assert "Traceback" not in result.output


EXPECTED = {
    "decide roc_bbl P3 --on 2026-03-01 --facts x": "namen met waarden, zoals heeft_werk: ja",
    "map roc_bbl --student x": "sleutels zoals step: P1, of een reis",
    "check x": "sleutels zoals routekaart: 1",
    "decide ./x P3": "sleutels zoals routekaart: 1",
    "test x.tests.yaml": "sleutels zoals routekaart_tests: 1",
    "simulate roc_bbl --on 2026-03-01 --students 1 --distributions x": "sleutels zoals routekaart_simulation: 1",
}


@pytest.mark.parametrize("content", ["[1, 2]", "- a\n- b\n", "losse tekst", "3"])
@pytest.mark.parametrize("command", EXPECTED)
def test_a_file_without_keys_is_told_what_is_expected_there(
    command: str, content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("x", "x.tests.yaml"):
        Path(name).write_text(content, encoding="utf-8")
    result = run(f"routekaart {command}")
    assert result.exit_code in (1, 2)
    assert f"verwacht worden {EXPECTED[command]}\n" in result.output
    assert "Traceback" not in result.output


MUCH = "lang" * 250_000
BEHIND_IT = {
    f"decide {MUCH} P3": "bekend zijn doorstroompunt",
    f"simulate roc_bbl --on 2026-03-01 --against {MUCH}": "bekend zijn doorstroompunt",
    f"decide roc_bbl {MUCH}": "route roc_bbl heeft geen stap lang",
    f"map roc_bbl --format {MUCH}": "...lang",
    f"partners --format {MUCH}": "verwacht wordt 'text', 'json', 'markdown'",
    f"test --fail-under {MUCH}": "verwacht wordt een getal, niet",
    f"show roc_bbl --{MUCH}": "er is geen optie --lang",
    f"show roc_bbl --lang={MUCH}": "verwacht wordt 'nl', 'en'",
    MUCH: "er is geen opdracht",
}


@pytest.mark.parametrize("command", BEHIND_IT, ids=lambda command: command.replace(MUCH, "x"))
def test_what_is_much_too_long_is_cut_in_a_message_and_what_was_expected_is_not(command: str) -> None:
    result = CliRunner().invoke(main, command.split())
    assert result.exit_code == 2
    assert BEHIND_IT[command] in result.stderr
    assert max(map(len, result.stderr.split())) < 450
    assert len(result.stderr) < 1500


def test_a_check_of_a_folder_without_routes_is_wrong_use(tmp_path: Path) -> None:
    result = run(f"routekaart check {shlex.quote(str(tmp_path))}")
    assert result.exit_code == 2
    assert "geen routebestanden" in result.stderr


def test_a_check_of_files_that_stand_beside_a_route_passes_them_over_with_a_word() -> None:
    result = run("routekaart check routes/roc_bbl.simulation.yaml routes/roc_bbl.tests.yaml")
    assert result.exit_code == 0
    assert "geen route bij" in result.stdout


def test_a_check_without_a_folder_routes_is_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("routekaart check").exit_code == 2


@pytest.mark.slow
def test_a_check_as_json_is_empty_when_all_is_well() -> None:
    content = json.loads(run("routekaart check routes/entree.yaml --json").stdout)
    assert content["diagnostics"] == []
    assert content["files"] == ["routes/entree.yaml"]


def test_a_check_as_json_has_a_code_and_a_student() -> None:
    result = run("routekaart check tests/data/routes/err/endless-wait/na_een_weg.yaml --json --lang en")
    found = {one["code"]: one for one in json.loads(result.stdout)["diagnostics"]}
    student = found["RK406"]["witness"]
    assert (student["step"], student["facts"]) == ("B", {"komt_van_vso": True, "leeftijd": 20})
    assert [earlier["step"] for earlier in student["before"]] == ["A"]
    assert "student" in found["RK406"]["message"]
    decided = run(f"{student['command']} --json")
    assert json.loads(decided.stdout)["outcome"] == "stay"
    assert found["RK402"]["witness"] is None


@pytest.mark.slow
def test_a_warning_is_told_and_does_not_fail() -> None:
    result = run("routekaart check routes/roc_bbl.yaml")
    assert result.exit_code == 0
    assert "warning[responsible-unknown]" in result.stdout


@pytest.mark.slow
def test_what_is_only_info_is_shown_on_request() -> None:
    assert "info[" not in run("routekaart check routes/entree.yaml").stdout
    assert "info[wait-without-term]" in run("routekaart check routes/entree.yaml --info").stdout


@pytest.mark.parametrize("rule", ["gap", "RK302", " Rk302 "])
def test_a_rule_is_explained_by_its_name_and_its_code(rule: str) -> None:
    assert run(f"routekaart explain {shlex.quote(rule)}").output.startswith("gap (RK302, fout): ")


@pytest.mark.slow
def test_a_check_says_the_same_whatever_the_order_of_sets_in_memory() -> None:
    folders = ["routes", "tests/data/routes/literal", *sorted(map(str, (ROOT / "tests/data/routes/err").glob("*-*")))]
    command = [sys.executable, "-m", "routekaart", "check", *folders, "--info", "--json"]
    outputs = {
        subprocess.run(
            command, capture_output=True, check=False, encoding="utf-8", env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("0", "1")
    }
    assert len(outputs) == 1
    assert len(json.loads(outputs.pop())["diagnostics"]) > 200


@pytest.mark.slow
def test_the_module_runs_as_a_command() -> None:
    command = [sys.executable, "-m", "routekaart", "decide", "roc_bbl", "P3", "--fact", "heeft_werkplek=nee"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    assert result.returncode == 0
    assert "P7" in result.stdout


def test_output_to_a_closed_pipe_ends_quietly() -> None:
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    command = f"{shlex.quote(sys.executable)} -m routekaart show roc_bbl | head -n 1"
    result = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, env=environment)
    assert "Traceback" not in result.stderr
