"""The example application: it does what its page says, in few lines that type checkers and the manual know."""

import ast
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from support.places import ROOT
from support.shapes import check

import routekaart
from routekaart import Route

pytestmark = pytest.mark.slow

FOLDER = ROOT / "examples" / "application"
SOURCE = (FOLDER / "app.py").read_text(encoding="utf-8")
PAGE = (FOLDER / "README.md").read_text(encoding="utf-8")
MANUAL = "\n".join(page.read_text(encoding="utf-8") for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")))
BBL = routekaart.load("roc_bbl")
PERSON = {
    "geboorte": {"datum": {"type": "JaarMaandDatum", "jaar": 2009, "maand": 3}, "inOnderzoek": {"datum": True}},
    "gemeenteVanInschrijving": {"code": "0363", "omschrijving": "Amsterdam"},
}
JSON = {"content-type": "application/json"}
PROBLEM = "application/problem+json"
SECRET = "Zwaluwstaart"


@pytest.fixture(scope="module")
def app() -> Iterator[Any]:
    """The module of the example, under a name of its own."""
    spec = spec_from_file_location("example_application", FOLDER / "app.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    module.app.dependency_overrides.clear()


@pytest.fixture
def database(tmp_path: Path) -> str:
    return str(tmp_path / "students.sqlite")


class Service:
    """The application as a client sees it, after it was started with a database and a version of the route."""

    def __init__(self, app: Any, database: str, route: Route = BBL) -> None:
        self.store = app.Store(database, route)
        app.app.dependency_overrides[app.store] = lambda: self.store
        self.client = TestClient(app.app, raise_server_exceptions=False)

    def start(self, on: str = "2026-01-12") -> str:
        answer = self.client.post("/students", params={"on": on, "by": "slb"})
        assert answer.status_code == 201
        return str(answer.json()["id"])

    def version(self, student: str) -> int:
        return int(self.client.get(f"/students/{student}").json()["version"])

    def tell(self, student: str, what: str, on: str, body: object = None, version: int | None = None) -> Any:
        seen = self.version(student) if version is None else version
        asked: dict[str, str | int] = {"on": on, "by": "slb", "version": seen}
        return self.client.post(f"/students/{student}/{what}", params=asked, content=json.dumps(body), headers=JSON)

    def look(self, student: str, what: str, on: str) -> Any:
        answer = self.client.get(f"/students/{student}/{what}", params={"on": on})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def go(self, student: str, on: str, facts: dict[str, object] | None = None) -> str:
        """Where she is after the facts were told and the decided step was taken."""
        if facts:
            assert self.tell(student, "facts", on, facts).status_code == 200
        answer = self.tell(student, "advance", on)
        assert answer.status_code == 200, answer.text
        (move,) = answer.json()["journey"]["log"][-1]["moves"]
        return str(move["to"])


@pytest.fixture
def service(app: Any, database: str) -> Service:
    return Service(app, database)


@pytest.mark.slow
def test_a_student_from_start_to_an_end(service: Service) -> None:
    student = service.start()
    assert service.tell(student, "person", "2026-01-12", PERSON).json()["remarks"][0]["en"].startswith("The birth date")
    assert [service.go(student, "2026-01-12"), service.go(student, "2026-01-12")] == ["P2", "P3"]
    form = service.look(student, "form", "2026-01-12")
    assert form["x-step"] == "P3"
    assert form["x-ask"][0] == "heeft_werkplek"
    assert {*form["x-ask"]} <= {*form["properties"]}
    assert service.go(student, "2026-01-13", {"heeft_werkplek": "nee"}) == "P7"
    found: dict[str, object] = {"stopt_met_bbl": "nee", "moeite_met_solliciteren": "nee", "twijfelt_over_studie": "nee"}
    found |= {"heeft_werkplek": "nee", "moeite_met_vinden_werkplek": "ja"}
    assert service.go(student, "2026-01-20", found) == "P9"
    service.tell(student, "facts", "2026-01-20", {"heeft_werkplek": "nee", "zoekperiode_gestart_op": "2026-01-20"})
    assert [due["on"] for due in service.look(student, "due", "2026-01-21")] == ["2026-04-20"]
    assert service.look(student, "decision", "2026-01-21")["outcome"] == "stay"
    assert service.look(student, "decision", "2026-04-20")["target"] == "P10"
    assert service.go(student, "2026-04-20") == "P10"
    assert service.go(student, "2026-05-11", {"kan_bol": "nee", "wil_bol": "nee"}) == "P11"
    assert service.look(student, "form", "2026-05-11")["x-ask"] == [
        "startkwalificatie",
        "vrijstelling_kwalificatieplicht",
    ]
    exempt = {"startkwalificatie": "nee", "vrijstelling_kwalificatieplicht": "nee"}
    service.tell(student, "facts", "2026-05-11", exempt)
    assert service.look(student, "outlook", "2026-05-11")[-1]["target"] == "P13"
    assert service.go(student, "2026-05-11") == "P12"
    assert service.look(student, "duties", "2026-05-11")["step"] == "P12"
    assert service.go(student, "2026-06-01", {"overstap_andere_opleiding": "ja"}) == "overstap_andere_opleiding"
    for nothing, asked in ((None, "form"), (None, "decision"), ([], "due"), ([], "outlook")):
        assert service.look(student, asked, "2026-06-01") == nothing

    kept = service.client.get(f"/students/{student}").json()
    check("journey", kept["journey"])
    for record in kept["records"]:
        check("decision", record)
        assert record["remarks"] == kept["remarks"]
    references = [entry["reference"] for entry in kept["journey"]["log"] if entry["kind"] == "advanced"]
    assert [record["reference"] for record in kept["records"]] == references
    assert len({*references}) == 8


def test_what_is_told_of_a_form_fits_its_questions(service: Service) -> None:
    student = service.start()
    service.tell(student, "advance", "2026-01-12")
    service.tell(student, "advance", "2026-01-12")
    form = service.look(student, "form", "2026-01-12")
    answers = {fact: question["enum"][0] for fact, question in form["properties"].items() if fact in form["x-ask"]}
    assert service.tell(student, "facts", "2026-01-12", answers).status_code == 200
    assert service.look(student, "form", "2026-01-12")["x-ask"] == []


def test_a_form_says_what_its_options_are_called_who_may_answer_and_what_is_sensitive(app: Any, database: str) -> None:
    asked = replace(
        BBL.facts["recht_op_loonkostensubsidie"], option_titles={"ja": "Ja, zeker"}, asked_of=("slb",), sensitive=True
    )
    route = replace(BBL, start="P3", facts={**BBL.facts, asked.name: asked})
    service = Service(app, database, route)
    question = service.look(service.start(), "form", "2026-01-12")["properties"][asked.name]
    assert (question["x-asked-of"], question["x-sensitive"]) == (["slb"], True)
    assert {"const": "ja", "title": "Ja, zeker"} in question["oneOf"]


WRONG: dict[str, tuple[str, str, object, str, list[str]]] = {
    "facts": (
        "facts",
        "2026-01-13",
        {"heeft_werkplk": SECRET, "kan_bol": SECRET},
        "facts-refused",
        ["heeft_werkplk", "kan_bol"],
    ),
    "half a character": ("facts", "2026-01-13", {"\ud800": "ja"}, "facts-refused", ["\\ud800"]),
    "no number": ("facts", "2026-01-13", {"leeftijd": float("nan")}, "facts-refused", ["leeftijd"]),
    "too early": ("facts", "2026-01-11", {"kan_bol": "ja"}, "too-early", ["on"]),
    "a person": ("person", "2026-01-13", {"geboorte": {"datum": SECRET}}, "wrong-value", ["person"]),
    "no facts": ("facts", "2026-01-13", [SECRET], "unreadable", ["body"]),
    "no day": ("facts", SECRET, {}, "unreadable", ["on"]),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_input_is_a_problem_without_what_was_given(name: str, service: Service) -> None:
    what, on, body, code, where = WRONG[name]
    student = service.start()
    answer = service.tell(student, what, on, body)
    assert (answer.status_code, answer.headers["content-type"]) == (422, PROBLEM)
    assert (answer.json()["code"], answer.json()["where"]) == (code, where)
    assert SECRET not in answer.text
    assert service.version(student) == 1


def test_each_wrong_fact_has_words_of_its_own(service: Service) -> None:
    answer = service.tell(service.start(), "facts", "2026-01-13", {"heeft_werkplk": "ja", "kan_bol": SECRET})
    first, second = answer.json()["problems"]
    assert first["en"] == "unknown fact heeft_werkplk; did you mean heeft_werkplek?"
    assert second == {
        "fact": "kan_bol",
        "nl": "kan_bol: verwacht wordt ja of nee",
        "en": "kan_bol: expected ja (yes) or nee (no)",
    }


def test_a_stale_write_is_refused_and_changes_nothing(service: Service) -> None:
    student = service.start()
    first = service.tell(student, "facts", "2026-01-13", {"heeft_werkplek": "ja"}, version=1)
    assert first.json()["version"] == 2
    late = service.tell(student, "facts", "2026-01-12", {"heeft_werkplek": "nee"}, version=1)
    assert late.status_code == 409
    assert service.client.get(f"/students/{student}").json() == first.json()
    assert service.tell(student, "facts", "2026-01-13", {}, version=7).status_code == 409


def test_of_nobody_there_is_nothing(service: Service) -> None:
    assert service.client.get("/students/00000000-0000-4000-8000-000000000000").status_code == 404
    assert service.client.get("/students/17").status_code == 422


def test_of_two_who_read_the_same_version_one_can_write(app: Any, service: Service) -> None:
    seen = service.store.read(app.UUID(service.start()))
    new = service.store.write(seen)
    with pytest.raises(app.HTTPException) as refused:
        service.store.write(seen)
    assert refused.value.status_code == 409
    assert service.store.read(seen.id) == new


REWORDED = replace(BBL, version="1.0.1", title="BBL: van start tot diploma")
CHANGED = replace(BBL, version="1.1.0", start="P2")


def thrown_away(database: str, route: Route) -> None:
    with closing(sqlite3.connect(database)) as db, db:
        assert db.execute("DELETE FROM routes WHERE digest = ?", [route.digest]).rowcount == 1


@pytest.mark.slow
def test_a_student_goes_on_when_only_the_words_of_the_route_changed(app: Any, database: str) -> None:
    student = Service(app, database).start()
    later = Service(app, database, REWORDED)
    assert later.go(student, "2026-01-13") == "P2"
    thrown_away(database, BBL)
    without = Service(app, database, REWORDED)
    assert without.go(student, "2026-01-13") == "P3"
    assert without.look(student, "form", "2026-01-13")["title"].startswith(REWORDED.title)


def test_a_student_stays_with_the_version_that_decided_when_the_route_means_something_else(
    app: Any, database: str
) -> None:
    old = Service(app, database).start()
    later = Service(app, database, CHANGED)
    assert later.go(old, "2026-01-13") == "P2"
    assert later.look(old, "form", "2026-01-13")["x-route-version"] == BBL.version
    assert later.look(later.start(), "form", "2026-01-13")["x-route-version"] == "1.1.0"
    thrown_away(database, BBL)
    gone = Service(app, database, CHANGED).client.get(f"/students/{old}")
    assert (gone.status_code, gone.json()["code"]) == (500, "unknown-version")
    assert gone.headers["content-type"] == PROBLEM


def test_answers_are_published_as_our_types(service: Service) -> None:
    published = service.client.get("/openapi.json").json()
    shapes = {"DecisionDict", "DutiesDict", "DueDict", "ChangeDict", "JourneyDict"}
    assert shapes <= {*published["components"]["schemas"]}
    paths = [f"`{method.upper()} {path}`" for path, methods in published["paths"].items() for method in methods]
    assert sorted(paths) == sorted(re.findall(r"^\| (`[A-Z]+ .*?`) \|", PAGE, flags=re.MULTILINE))


def test_the_store_is_made_of_what_the_environment_says(
    app: Any, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STUDENTS", database)
    monkeypatch.setenv("ROUTE", "entree")
    app.store.cache_clear()
    assert app.store().route.id == "entree"
    assert Path(database).exists()
    app.store.cache_clear()


def test_the_application_is_short_and_its_page_runs_it() -> None:
    assert len([line for line in SOURCE.splitlines() if line.strip()]) < 120
    assert "under 120 lines" in PAGE
    assert "uvicorn --app-dir examples/application app:app" in PAGE


def test_the_application_imports_of_routekaart_only_what_the_manual_names() -> None:
    imports = [node for node in ast.walk(ast.parse(SOURCE)) if isinstance(node, ast.ImportFrom)]
    ours = [node for node in imports if node.module and node.module.startswith("routekaart")]
    assert len(ours) == SOURCE.count("from routekaart")
    for node in ours:
        assert re.search(rf"(`|import |from ){node.module}\b", MANUAL), node.module
        for one in node.names:
            assert re.search(rf"[`(,. ]{one.name}\b", MANUAL), one.name


@pytest.mark.slow
@pytest.mark.parametrize("checker", [["mypy", "--strict"], ["pyright", "--pythonpath", sys.executable]], ids=str)
def test_a_type_checker_has_nothing_to_say(checker: list[str], tmp_path: Path) -> None:
    shutil.copy(FOLDER / "app.py", tmp_path)
    program = shutil.which(checker[0], path=sysconfig.get_path("scripts"))
    assert program is not None
    checked = subprocess.run(
        [program, *checker[1:], "app.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout
