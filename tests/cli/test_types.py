"""`routekaart types`: a module that type checkers, formatters and pydantic take, and that says what the route says."""

import ast
import subprocess
import sys
import sysconfig
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from shutil import which
from typing import Any, get_args

import pytest
from click.testing import CliRunner
from pydantic import TypeAdapter, ValidationError
from support.places import DATA, ROOT
from support.strategies import REAL_ROUTES, real_route

import routekaart
from routekaart import Route
from routekaart.cli import main
from routekaart.cli.types_text import types_text

EXPECTED = DATA / "types.txt"
ODD = r'''
routekaart: 1
id: vreemd
title: Vreemd
version: '1 "a" \ b'
start: A
facts:
  class: {type: yes_no, question: 'Is "dit" een \klas? """'}
  str: {type: text}
  naam: {type: text}
  keuze: {type: choice, options: ['een "optie"', "d'r een", 'met \', "\u202eander"]}
  a_1: {type: choice, options: [een, twee]}
  a1: {type: choice, options: [drie, vier]}
  uren: {type: number, decimals: 1}
  aantal: {type: number, question: Hoeveel keer is het gebeurd in het jaar voor de dag waarop dit wordt gevraagd?}
  begin: {type: date}
steps:
  A: {title: Begin, otherwise: stay}
'''
RIGHT = """
import routekaart
from made import Facts, Place, Step

def next_place(step: Step, facts: Facts) -> str | None:
    return routekaart.load("entree").decide(step, facts).target

known: Facts = {"heeft_werk": "ja", "werkuren_per_week": 12.5, "vorige_school": "pro", "leeftijd": None}
place: Place = "buiten_regio"
print(next_place("stap_1", known))
"""
WRONG = """
from made import End, Facts, Step

known: Facts = {"heeft_werkk": "ja"}
option: Facts = {"vorige_school": "mavo"}
yes: Facts = {"heeft_werk": "misschien"}
step: Step = "stap_9"
end: End = "stap_1"
"""

CHECKERS = (["mypy", "--strict"], ["pyright", "--pythonpath", sys.executable])


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Route:
    file = tmp_path_factory.mktemp("routes") / "vreemd.yaml"
    file.write_text(ODD, encoding="utf-8")
    return routekaart.load(file)


def imported(text: str, folder: Path) -> Any:
    file = folder / "made_types.py"
    file.write_text(text, encoding="utf-8")
    spec = spec_from_file_location("made_types", file)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["made_types"] = module
    spec.loader.exec_module(module)
    return module


def run(program: str, *arguments: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    found = which(program, path=sysconfig.get_path("scripts"))
    assert found is not None, f"{program} is not installed in this environment"
    return subprocess.run([found, *arguments], cwd=folder, capture_output=True, text=True, check=False)


def test_a_module_is_what_it_was(odd: Route, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-expected"):
        EXPECTED.write_text(types_text(odd), encoding="utf-8")
    assert types_text(odd) == EXPECTED.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*REAL_ROUTES, "vreemd"])
def test_a_module_says_what_the_route_says(name: str, odd: Route, tmp_path: Path) -> None:
    route = odd if name == "vreemd" else real_route(name)
    module = imported(types_text(route), tmp_path)
    assert get_args(module.Step) == tuple(route.steps)
    assert {*get_args(module.End)} == {*route.ends}
    assert {*module.Facts.__annotations__} == {*route.facts}
    assert module.Facts.__required_keys__ == frozenset()
    choices = [fact.options for fact in route.facts.values() if fact.kind == "choice"]
    assert [get_args(value) for name, value in vars(module).items() if "Option" in name] == choices
    assert f"version: {route.version}".replace('"', "'") in module.__doc__
    assert f"digest: {route.digest}" in module.__doc__


def test_pydantic_reads_facts_by_it_and_decide_takes_them(tmp_path: Path) -> None:
    route = real_route("entree")
    facts = TypeAdapter(imported(types_text(route), tmp_path).Facts)
    given = facts.validate_json('{"heeft_werk": "nee", "werkuren_per_week": 12.5, "leeftijd": null}')
    assert route.resolve(given, on="2026-03-01")["heeft_werk"] is False
    for wrong in ('{"heeft_werkk": "ja"}', '{"heeft_werk": "misschien"}', '{"leeftijd": "oud"}'):
        with pytest.raises(ValidationError):
            facts.validate_json(wrong)
    asked = facts.json_schema()["properties"]
    assert asked["heeft_werk"]["description"] == route.facts["heeft_werk"].question


@pytest.mark.slow
def test_linters_and_formatters_have_nothing_to_say(odd: Route, tmp_path: Path) -> None:
    for route in (odd, *map(real_route, REAL_ROUTES)):
        (tmp_path / f"{route.id}_types.py").write_text(types_text(route), encoding="utf-8")
    for settings in (["--isolated"], ["--config", str(ROOT / "pyproject.toml")]):
        checked = run("ruff", "check", *settings, ".", folder=tmp_path)
        assert checked.returncode == 0, checked.stdout
        formatted = run("ruff", "format", "--diff", *settings, ".", folder=tmp_path)
        assert formatted.returncode == 0, formatted.stdout


@pytest.mark.slow
@pytest.mark.parametrize("checker", CHECKERS, ids=lambda checker: str(checker[0]))
def test_a_type_checker_holds_an_application_to_it(checker: list[str], odd: Route, tmp_path: Path) -> None:
    (tmp_path / "made.py").write_text(types_text(real_route("entree")), encoding="utf-8")
    (tmp_path / "odd.py").write_text(types_text(odd), encoding="utf-8")
    (tmp_path / "right.py").write_text(RIGHT, encoding="utf-8")
    (tmp_path / "wrong.py").write_text(WRONG, encoding="utf-8")
    right = run(*checker, "right.py", "made.py", "odd.py", folder=tmp_path)
    assert right.returncode == 0, right.stdout
    wrong = run(*checker, "wrong.py", folder=tmp_path)
    lines = {line.split(":")[1] for line in wrong.stdout.splitlines() if "error" in line and "wrong.py:" in line}
    assert lines == {str(number) for number, line in enumerate(WRONG.splitlines(), 1) if " = " in line}, wrong.stdout


def test_the_command_writes_a_file_and_never_over_the_route(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "vreemd.yaml").write_text(ODD, encoding="utf-8")
    shown = CliRunner().invoke(main, ["types", "vreemd.yaml"])
    assert shown.exit_code == 0
    ast.parse(shown.stdout)
    assert CliRunner().invoke(main, ["types", "vreemd.yaml", "-o", "uit.py"]).exit_code == 0
    assert (tmp_path / "uit.py").read_text(encoding="utf-8") == shown.stdout
    refused = CliRunner().invoke(main, ["types", "vreemd.yaml", "-o", "vreemd.yaml"])
    assert refused.exit_code == 2
    assert (tmp_path / "vreemd.yaml").read_text(encoding="utf-8") == ODD
