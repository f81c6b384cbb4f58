"""Planted changes of the five routes: what is said of them, and that the students shown really get other answers."""

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result
from support.places import DATA, ROOT
from support.profiles import sample

import routekaart
from routekaart.cli import main
from routekaart.cli.schema import schema_of
from routekaart.comparison import compare
from routekaart.files.source import plain, read_document

CASES = sorted((DATA / "diffs").glob("*.yaml"))
SAME = {"bbl_alleen_titels", "bbl_p10_anders_geschreven", "bbl_p11_hernoemd", "bbl_p11_eerste_wint"}
"""The changes that change no meaning."""


@dataclass(frozen=True)
class Planted:
    """A route in `oud/` with a changed version in `nieuw/`."""

    name: str
    route: str

    @property
    def command(self) -> str:
        return f"routekaart diff oud/{self.route}.yaml nieuw/{self.route}.yaml"


def run(command: str) -> Result:
    return CliRunner().invoke(main, shlex.split(command)[1:])


def plant(case: Path, folder: Path) -> Planted:
    """Write the old and the new routes to a folder."""
    content: Any = plain(read_document(case).root)
    for name in ("oud", "nieuw"):
        shutil.copytree(ROOT / "routes", folder / name)
    for edit in content["edits"]:
        file = folder / "nieuw" / f"{edit.get('file', content['route'])}.yaml"
        text = file.read_text(encoding="utf-8")
        assert text.count(edit["from"]) == edit.get("times", 1), edit["from"]
        file.write_text(text.replace(edit["from"], edit["to"]), encoding="utf-8")
    return Planted(case.stem, content["route"])


@pytest.fixture(params=CASES, ids=lambda path: path.stem)
def planted(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Planted:
    """Each case, with its folder as the current one."""
    monkeypatch.chdir(tmp_path)
    return plant(request.param, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_change_is_told_as_it_stands_in_the_file(planted: Planted, lang: str, request: pytest.FixtureRequest) -> None:
    result = run(f"{planted.command} --lang {lang}")
    assert result.exit_code == (0 if planted.name in SAME else 1), result.output
    file = DATA / "diffs" / f"{planted.name}.{lang}.txt"
    if request.config.getoption("--update-expected"):
        file.write_text(result.output, encoding="utf-8")
    assert result.output == file.read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_json_fits_the_schema_and_its_students_get_the_answers_it_tells(planted: Planted) -> None:
    result = run(f"{planted.command} --format json --exit-zero")
    content = json.loads(result.output)
    jsonschema.validate(content, schema_of("diff"), format_checker=jsonschema.FormatChecker())
    assert content["same_meaning"] is (planted.name in SAME)
    (compared,) = content["routes"]
    for change in sample(compared["next_steps"], 4):
        for side, answer in (("old", "was"), ("new", "becomes")):
            decided = json.loads(run(f"{change['student'][side]['command']} --json").output)
            assert {key: decided[key] for key in ("outcome", "target")} == change[answer]
    for change in compared["admissions"]:
        accepted = {side: run(change["student"][side]["command"]).exit_code == 0 for side in ("old", "new")}
        assert accepted == {"old": change["now"] == "refused", "new": change["now"] == "accepted"}
    for change in sample(compared["duties"], 4):
        given = {side: duties_of(change["student"][side]["command"]) for side in ("old", "new")}
        assert given["old"] != given["new"]


def duties_of(command: str) -> Any:
    return json.loads(run(f"{command} --json").output)["duties"]


@pytest.mark.slow
def test_the_way_back_tells_the_opposite(planted: Planted) -> None:
    old, new = (routekaart.load(f"{folder}/{planted.route}.yaml") for folder in ("oud", "nieuw"))
    forward, back = compare(old, new), compare(new, old)
    assert back.same_meaning is forward.same_meaning

    def both(there: bool) -> Iterator[tuple[object, ...]]:
        found = forward if there else back
        for change in found.next_steps:
            answers = (change.was.target, change.becomes.target)
            who = json.dumps(dict(change.region.when), sort_keys=True), change.region.periods
            yield who, answers if there else answers[::-1]

    assert set(both(there=True)) == set(both(there=False))


@pytest.mark.slow
def test_a_route_is_the_same_as_itself(planted: Planted) -> None:
    new = routekaart.load(f"nieuw/{planted.route}.yaml")
    found = compare(new, new)
    assert (found.same_meaning, found.same_text, found.texts) == (True, True, ())


@pytest.mark.slow
def test_markdown_for_a_pull_request(planted: Planted) -> None:
    result = run(f"{planted.command} --format markdown --lang nl")
    assert result.output.startswith("### ")
    assert result.output.count("<details>") == result.output.count("</details>")
    told = re.findall(r"\*\*(.*?)\*\*", result.output)[0]
    assert told.startswith("De betekenis is dezelfde" if planted.name in SAME else "De betekenis is veranderd")
