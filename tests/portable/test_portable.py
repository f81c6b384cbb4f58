"""A portable route decides what the engine decides: by the interpreter in JavaScript, for any student on any day."""

import json
import re
import subprocess
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from support.places import DATA
from support.portable import INTERPRETER, NODE, Question, engine_says, interpreter_says, questions
from support.profiles import SLOW, examples, use_profile
from support.strategies import REAL_ROUTES, generated_routes, real_route

from routekaart import Route
from routekaart.cli import main
from routekaart.cli.schema import schema_of
from routekaart.escaping.machines import compact_json
from routekaart.foundation.errors import TooHardError
from routekaart.portable import portable
from routekaart.portable.interpreter import FILES

use_profile()

COUNT = 5_000 if SLOW else 300
SUITE = DATA / "portable"
OF_SUITE = 60
SECRET = "geheim-q7zx"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("portable")


def written(route: Route, folder: Path) -> Path:
    file = folder / f"{route.id}.json"
    file.write_text(compact_json(portable(route)), encoding="utf-8")
    return file


def differences(route: Route, file: Path, asked: list[Question]) -> list[object]:
    answers = interpreter_says(file, asked)
    pairs = ((one, engine_says(route, one), answer) for one, answer in zip(asked, answers, strict=True))
    return [(one, said, answer) for one, said, answer in pairs if said != answer]


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL_ROUTES)
def test_the_interpreter_says_what_the_engine_says(name: str, folder: Path) -> None:
    route = real_route(name)
    asked = list(questions(route, COUNT, seed=3))
    assert differences(route, written(route, folder), asked)[:1] == []


@pytest.mark.slow
@given(route=generated_routes(), seed=st.integers(0, 1_000))
@examples(0.4)
def test_the_interpreter_says_what_the_engine_says_of_made_up_routes(route: Route, seed: int, folder: Path) -> None:
    try:
        file = written(route, folder)
    except TooHardError:
        return
    assert differences(route, file, list(questions(route, 25, seed)))[:1] == []


@pytest.mark.parametrize("name", REAL_ROUTES)
def test_the_conformance_suite_is_what_the_engine_says(name: str, request: pytest.FixtureRequest, folder: Path) -> None:
    """The suite is for who writes an interpreter in another language: a question and its answer a line."""
    route = real_route(name)
    lines = [
        json.dumps({**one.to_dict(), "answer": engine_says(route, one)}, ensure_ascii=False)
        for one in questions(route, OF_SUITE, seed=1)
    ]
    file = SUITE / f"{name}.jsonl"
    if request.config.getoption("--update-expected"):
        file.parent.mkdir(exist_ok=True)
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert file.read_text(encoding="utf-8").splitlines() == lines


@pytest.mark.parametrize("name", REAL_ROUTES)
def test_the_document_fits_its_schema_and_is_small(name: str) -> None:
    text = compact_json(portable(real_route(name)))
    jsonschema.validate(json.loads(text), schema_of("portable"))
    assert len(text) < 200_000


def test_a_portable_route_is_written_with_its_interpreter(tmp_path: Path) -> None:
    file = tmp_path / "bbl.json"
    result = CliRunner().invoke(main, ["export", "doorstroompunt", "-o", str(file), "--interpreter", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert {path.name for path in tmp_path.iterdir()} == {"bbl.json", *FILES}
    assert json.loads(file.read_text(encoding="utf-8")) == portable(real_route("doorstroompunt"))
    again = CliRunner().invoke(main, ["export", "doorstroompunt"])
    assert json.loads(again.output) == json.loads(file.read_text(encoding="utf-8"))


def test_a_file_where_a_folder_is_asked_is_told_in_words_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "map").write_text("", encoding="utf-8")
    asked = ["export", "doorstroompunt", "-o", str(tmp_path / "r.json"), "--interpreter", str(tmp_path / "map")]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 2
    assert result.stderr.endswith("map: niet te schrijven: er is al een bestand met die naam\n")
    assert not (tmp_path / "r.json").exists()


def test_the_types_name_what_the_module_exports() -> None:
    module = INTERPRETER.read_text(encoding="utf-8")
    types = INTERPRETER.with_name("routekaart.d.ts").read_text(encoding="utf-8")
    exported = r"^export (?:class|function) (\w+)"
    assert set(re.findall(exported, module, re.M)) == set(re.findall(exported, types, re.M))
    methods = set(re.findall(r"^  (\w+)\(.*\) \{$", module, re.M)) - {"constructor"}
    assert methods == set(re.findall(r"^  (\w+)\(.*\): .*;$", types, re.M)) - {"constructor"}


def test_nothing_of_a_student_stands_in_an_error(folder: Path) -> None:
    script = f"""
        import {{ readFileSync }} from "node:fs";
        import {{ Route }} from {json.dumps(INTERPRETER.as_uri())};
        const route = new Route(JSON.parse(readFileSync({json.dumps(str(written(real_route("roc_bbl"), folder)))})));
        for (const facts of [{{geboortedatum: "{SECRET}"}}, {{startkwalificatie: "{SECRET}"}}]) {{
          try {{ route.decide("P11", facts, "2026-03-01"); console.log("accepted"); }}
          catch (error) {{ console.log(error.name, error.message, JSON.stringify(error.problems)); }}
        }}
        try {{ route.decide("P11", {{}}, "1999-12-31"); }} catch (error) {{ console.log(error.name, error.message); }}
    """

    done = subprocess.run(
        [str(NODE), "--input-type=module", "-"], input=script, capture_output=True, text=True, check=True
    )
    first, second, third = done.stdout.splitlines()
    assert SECRET not in done.stdout
    assert "geboortedatum" in first
    assert "startkwalificatie" in second
    assert third == "RangeError expected a day from 2000-01-01 to 2099-12-31"
