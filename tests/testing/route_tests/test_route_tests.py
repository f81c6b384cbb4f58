"""Tests beside a route: what differs is told in words, and what is wrong with a tests file at its place."""

import re
import shlex
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.places import DATA

from routekaart.cli import main
from routekaart.files.shelf import Shelf
from routekaart.files.source import parse_document, plain
from routekaart.files.source.scalars import as_scalar
from routekaart.testing.route_tests.coverage import coverage_of
from routekaart.testing.route_tests.generating import propose
from routekaart.testing.route_tests.proposals_yaml import added_to, in_block_style
from routekaart.testing.route_tests.results import Result
from routekaart.testing.route_tests.results_report import failure_lines
from routekaart.testing.route_tests.runner import run_tests
from routekaart.testing.route_tests.tests_file import ReadTests, RouteTests, read_tests
from routekaart.testing.route_tests.tests_format import StudentData

FOLDER = DATA / "route_tests"
WRONG = sorted((FOLDER / "wrong").glob("*.tests.yaml"))
ROUTE = """\
routekaart: 1
id: werk
title: Werk
version: "1.0"
start: zoeken
sources: {gids: {title: De gids}}
facts:
  geboortedatum: {type: date, past: true, changes: never}
  leeftijd: {type: number, unit: years, changes: grows, derive: {years_since: geboortedatum}}
  heeft_werk: {type: yes_no, changes: freely}
  soort: {type: choice, options: [vast, tijdelijk]}
  startkwalificatie: {type: yes_no, changes: once}
impossible: [{when: {heeft_werk: nee, soort: vast}, because: Vast werk is werk.}]
partners: {coach: {title: Coach}, gemeente: {title: Gemeente}}
steps:
  zoeken:
    title: Zoeken
    responsible: [coach]
    contacts: [{partner: gemeente, when: {leeftijd: {below: 18}}}]
    actions: [{do: Bel de student, with: [gemeente], when: {heeft_werk: nee}}]
    transitions: [{to: klaar, when: {heeft_werk: ja, leeftijd: {at_least: 18}}, reading: A-01}]
    otherwise: stay
ends: {klaar: {title: Klaar, outcome: success}}
readings: {A-01: {problem: Wat is werk?, chosen: Elk werk., because: Dat staat er.}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small route, from which commands are given."""
    (tmp_path / "werk.yaml").write_text(ROUTE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(text: str, name: str = "werk.tests.yaml") -> ReadTests:
    Path(name).write_text("routekaart_tests: 1\n" + text, encoding="utf-8")
    return read_tests(Path(name), Shelf())


def read_well(text: str) -> RouteTests:
    found = read(text)
    assert found.tests is not None, [one.render() for one in found.diagnostics]
    return found.tests


def run(text: str) -> list[Result]:
    return list(run_tests(read_well(text)))


def told(text: str) -> str:
    tests = read_well(text)
    return "\n".join(line for result in run_tests(tests) for line in failure_lines(tests, result, "nl"))


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_what_is_wrong_with_a_tests_file_is_told_at_its_place(
    path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    found = read_tests(Path(path.name), Shelf())
    assert found.tests is None
    shown = "".join(f"{one.render()}\n{one.render('en')}\n" for one in found.diagnostics)
    expected = path.with_name(path.stem + ".expected")
    if request.config.getoption("--update-expected"):
        expected.write_text(shown, encoding="utf-8")
    assert shown == expected.read_text(encoding="utf-8")


def test_all_that_differs_is_told_at_once_with_the_reason_and_a_command_that_shows_it(folder: Path) -> None:
    text = told(
        "students:\n"
        "  - name: met werk klaar\n"
        "    step: zoeken\n"
        "    on: 2026-03-01\n"
        "    facts: {heeft_werk: ja, geboortedatum: 2009-01-01}\n"
        "    outcome: end\n"
        "    target: klaar\n"
        "    responsible: [coach]\n"
        "    contacts: []\n"
        "    do: [Schrijf]\n"
    )
    assert text.splitlines()[:5] == [
        "werk.tests.yaml:3:5: met werk klaar",
        "  outcome: verwacht end, gekregen stay",
        "  target: verwacht klaar, gekregen zoeken",
        "  contacts: verwacht [], gekregen [gemeente]",
        "  do: verwacht [Schrijf], gekregen []",
    ]
    assert "  | Blijft in zoeken (Zoeken)." in text
    (command,) = re.findall(r"probeer: (.*)", text)
    result = CliRunner().invoke(main, shlex.split(command)[1:])
    assert "Blijft in zoeken" in result.output


EVERY_KEY = {
    "outcome": ("needs_facts", "next"),
    "missing": ("[heeft_werk]", "[leeftijd]"),
    "possible": ("[zoeken, klaar]", "[klaar]"),
    "responsible": ("[coach]", "[gemeente]"),
    "contacts": ("[]", "[gemeente]"),
    "with": ("[]", "[gemeente]"),
    "do": ("[]", "[Bel]"),
    "maybe": ("[Bel de]", "[]"),
    "supports": ("[]", "[Jobcoach]"),
    "reading": ("[]", "[A-01]"),
    "changes_on": ("never", "2027-01-01"),
}


@pytest.mark.parametrize("key", EVERY_KEY)
def test_every_key_is_compared(key: str, folder: Path) -> None:
    right, wrong = EVERY_KEY[key]
    student = "students: [{name: x, step: zoeken, on: 2026-03-01, facts: {geboortedatum: 2000-01-01}, %s: %s}]\n"
    assert [result.passed for result in run(student % (key, right))] == [True]
    (result,) = run(student % (key, wrong))
    assert [one.key for failure in result.failures for one in failure.mismatches] == [key]


def test_every_key_that_can_be_expected_is_tried_above() -> None:
    keys = {info.alias or name for name, info in StudentData.model_fields.items()}
    assert keys - {"name", "source", "step", "on", "facts"} == {*EVERY_KEY, "target", "refused"}


def test_a_refusal_is_expected_by_some_of_its_words(folder: Path) -> None:
    student = "students: [{name: x, step: zoeken, on: 2026-03-01, facts: {heeft_werk: nee, soort: vast}, %s}]\n"
    assert run(student % "refused: Vast werk is werk")[0].passed
    assert "gekregen heeft_werk en soort kunnen niet samen waar zijn" in told(student % "refused: iets anders")
    assert "refused: verwacht niets, gekregen heeft_werk en soort" in told(student % "outcome: stay")
    allowed = "students: [{name: x, step: zoeken, on: 2026-03-01, facts: {heeft_werk: nee}, refused: kan niet}]\n"
    assert "refused: verwacht kan niet, gekregen niets is geweigerd" in told(allowed)


def test_a_journey_tells_on_which_day_it_differs_and_goes_on(folder: Path) -> None:
    text = told(
        "journeys:\n"
        "  - name: wacht op werk\n"
        "    days:\n"
        "      - {on: 2026-03-01, learn: {geboortedatum: 2008-06-01, heeft_werk: nee}, advance: all, position: klaar}\n"
        "      - {on: 2026-05-01, learn: {heeft_werk: ja}, advance: all, position: zoeken, changes_on: 2026-06-01}\n"
        "      - {on: 2026-06-01, advance: all, position: klaar, ends_as: stopped, outcome: stay}\n"
    )
    lines = [line for line in text.splitlines() if not line.startswith("  |")]
    assert lines[:3] == [
        "werk.tests.yaml:3:5: wacht op werk",
        "  op 2026-03-01 (werk.tests.yaml:5):",
        "  position: verwacht klaar, gekregen zoeken",
    ]
    assert "  op 2026-06-01 (werk.tests.yaml:7):" in lines
    assert lines[-2:] == ["  outcome: verwacht stay, gekregen niets", "  ends_as: verwacht stopped, gekregen success"]


def test_facts_that_a_journey_refuses_are_told_and_end_it(folder: Path) -> None:
    text = told(
        "journeys:\n"
        "  - name: van ja naar nee\n"
        "    days:\n"
        "      - {on: 2026-03-01, learn: {startkwalificatie: ja}, position: zoeken}\n"
        "      - {on: 2026-04-01, learn: {startkwalificatie: nee}, position: zoeken}\n"
        "      - {on: 2026-05-01, position: klaar}\n"
    )
    assert "  refused: verwacht niets, gekregen startkwalificatie was al ja" in text
    assert "2026-05-01" not in text


def test_the_route_is_found_by_name_by_path_and_beside(folder: Path) -> None:
    students = "students: [{name: x, step: zoeken, on: 2026-03-01, outcome: needs_facts}]\n"
    assert read_well(students).called == "werk.yaml"
    assert read("route: werk\n" + students, "anders.tests.yaml").tests is not None
    (folder / "onder").mkdir()
    assert read("route: ../werk.yaml\n" + students, "onder/x.tests.yaml").tests is not None
    bundled = read("route: entree\nstudents: [{name: x, step: stap_1, outcome: needs_facts}]\n", "e.tests.yaml")
    assert bundled.tests is not None
    assert bundled.tests.called == "entree"


NEW = """
students:
  # Een eigen opmerking.
  - name: 'met werk'
    step: zoeken
    on: 2026-03-01
    facts: {heeft_werk: ja, leeftijd: 20}
    outcome: end


# Wat er met iemand gebeurt.
journeys:
  - name: wacht
    days: [{on: 2026-03-01, position: zoeken}]
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("text", [NEW, NEW.partition("\n\n\n")[0], "\njourneys:" + NEW.partition("journeys:")[2]])
def test_proposals_are_added_and_all_else_stays(text: str, newline: str, folder: Path) -> None:
    whole = ("routekaart_tests: 1\n" + text).replace("\n", newline)
    (folder / "werk.tests.yaml").write_bytes(whole.encode())
    found = read_tests(Path("werk.tests.yaml"), Shelf())
    assert found.tests is not None
    assert in_block_style(whole)
    proposals = propose(coverage_of(found.tests, list(run_tests(found.tests))), date(2026, 3, 1))
    assert proposals.students
    changed = added_to(found.tests, whole, proposals.students)
    kept = iter(changed.splitlines())
    assert all(line in kept for line in whole.splitlines() if line.strip())
    assert newline == "\n" or "\n" not in changed.replace("\r\n", "")
    (folder / "werk.tests.yaml").write_bytes(changed.encode())
    again = read_tests(Path("werk.tests.yaml"), Shelf())
    assert again.tests is not None, again.diagnostics
    results = list(run_tests(again.tests))
    assert len(results) == len(proposals.students) + len(found.tests.students) + len(found.tests.journeys)
    assert all(result.passed for result in results)
    covered = coverage_of(again.tests, results)
    assert covered.lacking == ()
    assert propose(covered, date(2026, 3, 1)).students == ()


@pytest.mark.parametrize("text", ["[{name: x}]", "\n  [{name: x}]"])
def test_students_on_one_line_are_not_added_to(text: str) -> None:
    assert not in_block_style(f"routekaart_tests: 1\nstudents: {text}\n")


TEXTS = (
    "ja", "12", "0123", "1.5", "null", "~", "a: b", "a #b", "- a", "'s-Gravenhage", 'zo "heet" dit', "[a]", "a, b",
    "true", "2026-03-01", " a", "a ", "é", "a\tb", "a\nb", "*x", "&x", "!x", "%x", "@x", "a:", "{a}", "", "\\", "C:\\x",
)  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("inside", [True, False])
def test_any_text_is_written_as_yaml_that_reads_back(text: str, inside: bool) -> None:
    written = as_scalar(text, inside=inside)
    data = plain(parse_document(f"x: [{written}, 1]" if inside else f"x: {written}", "x").root)
    value = data["x"][0] if inside else data["x"]
    assert value == text


def test_the_wrong_files_are_there() -> None:
    assert len(WRONG) >= 6
