"""A portable route decides what the engine decides: by the interpreter in JavaScript, for any student on any day."""

import json
import re
import subprocess
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from support.places import DATA
from support.portable import NODE, Question, engine_says, interpreter, interpreter_says, questions, told_questions
from support.profiles import SLOW, examples, sample, use_profile
from support.strategies import REAL_ROUTES, generated_routes, real_route

import routekaart
from routekaart import Route
from routekaart.cli import main
from routekaart.cli.schema import schema_of
from routekaart.deciding.outcome_words import Outcome
from routekaart.deciding.reasons import Status
from routekaart.foundation.errors import TooHardError
from routekaart.foundation.escaping.machines import compact_json
from routekaart.portable import portable
from routekaart.portable.interpreter import FILES, text_of
from routekaart.portable.patches import meet
from routekaart.portable.portable_dicts import PortableAlternativeDict, PortableDict

use_profile()

COUNT = 5_000 if SLOW else 60
SUITE = DATA / "portable"
OF_SUITE = 60
EVERYTHING = "alles"
"""A route with what the five do not have: a contradiction, a gap, an order, texts and decimals."""
CONTESTED = re.compile("Deze beslissing hangt af van lezing|This decision depends on reading")
SECRET = "geheim-q7zx"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("portable")


@cache
def document_of(name: str) -> PortableDict:
    return portable(real_route(name))


def written(document: PortableDict, folder: Path) -> Path:
    file = folder / f"{document['route']['id']}.json"
    file.write_text(compact_json(document), encoding="utf-8")
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
    assert differences(route, written(document_of(name), folder), asked)[:1] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", [*REAL_ROUTES, EVERYTHING])
def test_what_was_told_of_a_fact_that_follows_holds_until_time_can_have_changed_it(name: str, folder: Path) -> None:
    route = routekaart.load(SUITE / f"{name}.yaml") if name == EVERYTHING else real_route(name)
    asked = list(told_questions(route, COUNT // 4, seed=9))
    assert differences(route, written(portable(route), folder), asked)[:1] == []
    if SLOW and name != "doorstroompunt":
        assert sum(bool(engine_says(route, one).get("changes_on")) for one in asked) > COUNT / 200


@pytest.mark.slow
@given(route=generated_routes(), seed=st.integers(0, 1_000))
@examples(0.1)
def test_the_interpreter_says_what_the_engine_says_of_made_up_routes(route: Route, seed: int, folder: Path) -> None:
    try:
        file = written(portable(route), folder)
    except TooHardError:
        return
    assert differences(route, file, list(questions(route, 25, seed)))[:1] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", [*REAL_ROUTES, EVERYTHING])
def test_the_conformance_suite_is_what_the_engine_says(name: str, request: pytest.FixtureRequest, folder: Path) -> None:
    """The suite is for who writes an interpreter in another language: a question and its answer a line."""
    route = routekaart.load(SUITE / f"{name}.yaml") if name == EVERYTHING else real_route(name)
    asked = list(questions(route, OF_SUITE * (2 if name == EVERYTHING else 1), seed=1))
    lines = [json.dumps({**one.to_dict(), "answer": engine_says(route, one)}, ensure_ascii=False) for one in asked]
    file = SUITE / f"{name}.jsonl"
    if request.config.getoption("--update-expected"):
        file.parent.mkdir(exist_ok=True)
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert file.read_text(encoding="utf-8").splitlines() == lines


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL_ROUTES)
def test_the_document_fits_its_schema_and_is_small(name: str) -> None:
    text = compact_json(document_of(name))
    jsonschema.validate(json.loads(text), schema_of("portable"))
    assert len(text.encode()) < 150_000


@pytest.mark.slow
def test_the_interpreter_says_what_the_engine_says_of_everything_that_can_be_decided(folder: Path) -> None:
    route = routekaart.load(SUITE / f"{EVERYTHING}.yaml")
    asked = list(questions(route, max(COUNT * 4, 400), seed=5))
    assert differences(route, written(portable(route), folder), asked)[:1] == []
    said = [engine_says(route, one) for one in asked]
    assert {one["outcome"] for one in said} == {*get_args(Outcome), "refused"}
    assert {status for one in said for status in one.get("statuses", ())} == {*get_args(Status)}


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL_ROUTES)
def test_an_alternative_says_what_the_route_under_it_says(name: str) -> None:
    """All but the numbers of what is written once, and the digests, which stay those of the route as it is written."""
    route = real_route(name)
    document = document_of(name)
    for one in sample(document["alternatives"], 40):
        other = portable(route.under({one["reading"]: one["alternative"]}), alternatives=False)
        assert unnumbered(patched(document, one["changes"])) == unnumbered(other)
        assert one["steps"] is None or set(one["steps"]) <= {*route.steps}


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL_ROUTES if SLOW else ["entree", "roc_bbl"])
def test_two_alternatives_together_say_what_the_route_under_both_says(name: str) -> None:
    """Of a pair that a document lets be taken together the patches of both give the route under both."""
    route, document = real_route(name), document_of(name)
    pairs = [(one, other) for one, other in combinations(document["alternatives"], 2) if go_together(one, other)]
    with_facts = [pair for pair in pairs if pair[0]["alone"] or pair[1]["alone"]]
    for one, other in [*with_facts[::4], *pairs[::40]] if SLOW else with_facts[7:8]:
        both = portable(
            route.under({each["reading"]: each["alternative"] for each in (one, other)}), alternatives=False
        )
        made = patched(patched(document, one["changes"]), other["changes"])
        assert unnumbered(made) == unnumbered(both), (one["alternative"], other["alternative"])


def go_together(one: PortableAlternativeDict, other: PortableAlternativeDict) -> bool:
    """What `docs/portable.md` says of two alternatives."""
    if one["reading"] == other["reading"] or (one["alone"] and other["alone"]):
        return False
    return [other["reading"], other["alternative"]] not in one.get("apart", []) and not meet(
        one["changes"], other["changes"]
    )


@pytest.mark.slow
def test_alternatives_that_change_the_same_conditions_are_named() -> None:
    apart = {one["alternative"]: one["apart"] for one in document_of("roc_bbl")["alternatives"] if "apart" in one}
    assert apart == {"met_18_minderjarig": [["A-26", "overgangen"]], "overgangen": [["A-22", "met_18_minderjarig"]]}


@pytest.mark.slow
def test_alternatives_that_do_not_go_together_are_refused_with_what_to_do(folder: Path) -> None:
    script = f"""
        import {{ readFileSync }} from "node:fs";
        import {{ Route }} from {json.dumps(interpreter().as_uri())};
        const route = new Route(JSON.parse(readFileSync({json.dumps(str(written(document_of("roc_bbl"), folder)))})));
        const both = route.under({{ "A-22": "met_18_minderjarig", "A-31": "strikt" }});
        console.log(JSON.stringify(both.document.route.chosen));
        try {{ route.under({{ "A-22": "met_18_minderjarig", "A-32": "grens_van_de_wet" }}); }}
        catch (error) {{ console.log(error.name, error.message); }}
    """
    done = subprocess.run(
        [str(NODE), "--input-type=module", "-"], input=script, capture_output=True, text=True, check=True
    )
    first, second = done.stdout.splitlines()
    assert json.loads(first) == {"A-22": "met_18_minderjarig", "A-31": "strikt"}
    assert second == (
        "RangeError A-22=met_18_minderjarig and A-32=grens_van_de_wet change the same, so this document does not say "
        "what both give; export it with --reading A-22=met_18_minderjarig --reading A-32=grens_van_de_wet"
    )


def patched(document: Any, patch: Any) -> Any:
    """A JSON Merge Patch, by the letter of RFC 7396."""
    if not isinstance(patch, dict):
        return patch
    made = dict(document) if isinstance(document, dict) else {}
    for name, value in patch.items():
        if value is None:
            made.pop(name, None)
        else:
            made[name] = patched(made.get(name), value)
    return made


def unnumbered(document: Any) -> dict[str, Any]:
    """What a document says, with what is written once in the place of its number."""
    tables = {name: document[name] for name in ("tests", "conditions", "axes", "functions")}

    def at(name: str, value: Any) -> Any:
        match name, value:
            case (("condition" | "definition"), int()):
                return within(tables["conditions"][value])
            case "not", {"test": int() as number}:
                return {"test": tables["tests"][number]}
            case "test", int():
                # That it is not so is said of it when a condition under any reading needs that.
                return {field: one for field, one in tables["tests"][value].items() if field != "denied"}
            case (("function" | "somebody"), int()):
                return within(tables["functions"][value])
            case "axes", [*numbers]:
                return [tables["axes"][one] for one in numbers]
        return within(value)

    def within(value: Any) -> Any:
        if isinstance(value, list):
            return [within(one) for one in value]
        return {name: at(name, one) for name, one in value.items()} if isinstance(value, dict) else value

    said = {name: one for name, one in document.items() if name not in (*tables, "alternatives")}
    about = {name: one for name, one in said["route"].items() if not name.endswith("digest")}
    return {name: at(name, one) for name, one in {**said, "route": about}.items()}


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL_ROUTES)
def test_the_module_goes_by_another_reading(name: str, folder: Path) -> None:
    route = real_route(name)
    file = written(document_of(name), folder)
    offered = [one for one in document_of(name)["alternatives"] if one["steps"] != []]
    for one in sample(offered, 20):
        choices = {one["reading"]: one["alternative"]}
        other = route.under(choices)
        asked = list(questions(other, COUNT // 10, seed=2))
        for question, answer in zip(asked, interpreter_says(file, asked, choices), strict=True):
            expected = engine_says(other, question)
            # Which other readings it hangs on is told as far as those can be taken together here.
            assert contested(answer) <= contested(expected)
            assert without_contested(answer) == without_contested(expected), (choices, question)


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL_ROUTES if SLOW else ["roc_bbl"])
def test_a_route_under_another_reading_is_written_like_any_other(name: str, folder: Path) -> None:
    route = real_route(name)
    first = next(one for one in document_of(name)["alternatives"] if one["steps"])
    other = route.under({first["reading"]: first["alternative"]})
    assert differences(other, written(portable(other), folder), list(questions(other, COUNT // 3, seed=4)))[:1] == []


def contested(answer: dict[str, Any]) -> set[str]:
    """The lines of an explanation that tell of a reading that is still to be confirmed."""
    return {line for lines in answer.get("explanation", {}).values() for line in lines if CONTESTED.match(line)}


def without_contested(answer: dict[str, Any]) -> dict[str, Any]:
    explained = answer.get("explanation", {}).items()
    lines = {lang: [line for line in lines if not CONTESTED.match(line)] for lang, lines in explained}
    return {key: value for key, value in answer.items() if key != "contested_duties"} | {"explanation": lines}


@pytest.mark.slow
def test_a_portable_route_is_written_with_its_interpreter(tmp_path: Path) -> None:
    file = tmp_path / "bbl.json"
    result = CliRunner().invoke(main, ["export", "doorstroompunt", "-o", str(file), "--interpreter", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert {path.name for path in tmp_path.iterdir()} == {"bbl.json", *FILES}
    assert json.loads(file.read_text(encoding="utf-8")) == document_of("doorstroompunt")
    again = CliRunner().invoke(main, ["export", "doorstroompunt"])
    assert json.loads(again.output) == json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_a_route_is_written_under_another_reading() -> None:
    told = json.loads(CliRunner().invoke(main, ["export", "doorstroompunt", "--reading", "D-01=wachten"]).output)
    assert told["route"]["chosen"] == {"D-01": "wachten"}
    assert told["route"]["digest"] == real_route("doorstroompunt").under({"D-01": "wachten"}).digest
    assert "D-01" not in {one["reading"] for one in told["alternatives"]}


@pytest.mark.slow
def test_a_file_where_a_folder_is_asked_is_told_in_words_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "map").write_text("", encoding="utf-8")
    asked = ["export", "doorstroompunt", "-o", str(tmp_path / "r.json"), "--interpreter", str(tmp_path / "map")]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 2
    assert result.stderr.endswith("map: niet te schrijven: er is al een bestand met die naam\n")
    assert not (tmp_path / "r.json").exists()


def test_the_types_name_what_the_module_exports() -> None:
    module, types = map(text_of, FILES)
    assert not re.findall(r"^import ", module, re.M)
    exported = r"^export (?:class|function) (\w+)"
    assert set(re.findall(exported, module, re.M)) == set(re.findall(exported, types, re.M))
    route = module[module.index("export class Route") :]
    methods = set(re.findall(r"^  (\w+)\(.*\) \{$", route[: route.index("\n}\n")], re.M)) - {"constructor"}
    assert methods == set(re.findall(r"^  (\w+)\(.*\): .*;$", types, re.M)) - {"constructor"}


@pytest.mark.slow
def test_nothing_of_a_student_stands_in_an_error(folder: Path) -> None:
    script = f"""
        import {{ readFileSync }} from "node:fs";
        import {{ Route }} from {json.dumps(interpreter().as_uri())};
        const route = new Route(JSON.parse(readFileSync({json.dumps(str(written(document_of("roc_bbl"), folder)))})));
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
