"""The published JSON Schema is the format: equal to the models, and it accepts and refuses what the reader does."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from support.places import ROOT

from routekaart.cli.schema import KINDS, SchemaKind, schema_of
from routekaart.files.schema import Kind, json_schema
from routekaart.files.source import plain, read_document
from routekaart.simulation import distributions_format
from routekaart.testing.route_tests import tests_format

ROUTES = sorted((ROOT / "routes").glob("*.yaml"))


def content(path: Path) -> Any:
    """A YAML file as plain values."""
    return plain(read_document(path).root)


def errors(data: Any) -> list[str]:
    """What the schema has against a file."""
    kind: Kind = "vocabulary" if "vocabulary" in data else "route"
    schema = tests_format.json_schema() if tests_format.VERSION_KEY in data else json_schema(kind)
    if distributions_format.VERSION_KEY in data:
        schema = distributions_format.json_schema()
    return [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(data)]


@pytest.mark.parametrize("kind", KINDS)
def test_the_published_schema_is_the_one_that_is_made(kind: SchemaKind) -> None:
    published = json.loads((ROOT / "schema" / f"{kind}.schema.json").read_text(encoding="utf-8"))
    assert published == schema_of(kind), f"run: routekaart schema {kind} > schema/{kind}.schema.json"
    jsonschema.Draft202012Validator.check_schema(published)


def test_there_is_no_other_published_schema() -> None:
    assert {path.name for path in (ROOT / "schema").iterdir()} == {f"{kind}.schema.json" for kind in KINDS}


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.update(feiten={}),
        lambda data: data.update(arrivals="later"),
        lambda data: data["start"].update(P1=-1),
        lambda data: data["facts"]["leeftijd"]["ranges"][0].pop("to"),
        lambda data: data["facts"]["kan_bol"].update(weight={"ja": 1}),
        lambda data: data["facts"]["kan_bol"].update(weights={"ja": "veel"}),
    ],
    ids=["unknown key", "unknown arrivals", "negative weight", "no end", "misspelt key", "weight in words"],
)
def test_the_schema_of_distributions_refuses_what_the_reader_refuses(damage: Any) -> None:
    data = content(ROOT / "routes" / "roc_bbl.simulation.yaml")
    damage(data)
    assert errors(data) != []


@pytest.mark.slow
@pytest.mark.parametrize("path", ROUTES, ids=lambda path: path.stem)
def test_the_bundled_files_fit_the_schema(path: Path) -> None:
    assert errors(content(path)) == []


@pytest.mark.parametrize("path", ROUTES, ids=lambda path: path.stem)
def test_the_first_line_points_editors_at_the_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    kind = path.suffixes[0][1:] if len(path.suffixes) > 1 else "vocabulary" if path.stem == "begrippen" else "route"
    assert first == f"# yaml-language-server: $schema=../schema/{kind}.schema.json"
    assert (path.parent / f"../schema/{kind}.schema.json").exists()


def test_every_key_has_a_description() -> None:
    def undescribed(schema: Any, where: str) -> list[str]:
        found = []
        if isinstance(schema, dict):
            for name, part in schema.get("properties", {}).items():
                if isinstance(part, dict) and "description" not in part:
                    found.append(f"{where}.{name}")
            for name, part in schema.items():
                found += undescribed(part, f"{where}.{name}")
        return found

    missing = undescribed(json_schema("route"), "route") + undescribed(tests_format.json_schema(), "tests")
    missing += undescribed(distributions_format.json_schema(), "simulation")
    assert [name for name in missing if not name.endswith((".years", ".months", ".weeks", ".days"))] == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.update(titel="x"),
        lambda data: data.pop("start"),
        lambda data: data["steps"]["P3"]["transitions"][0].update(naar="P4"),
        lambda data: data["steps"]["P3"]["transitions"][0].update(when={"leeftijd": {"onder": 18}}),
        lambda data: data["steps"]["P17"].update(responsible="niemand"),
        lambda data: data["facts"]["voortgang"].update(type="keuze"),
        lambda data: data["facts"]["zoekduur"].update(derive={}),
    ],
    ids=["unknown key", "missing key", "unknown key deep", "unknown comparison", "responsible", "type", "empty derive"],
)
def test_the_schema_refuses_what_the_reader_refuses(damage: Any) -> None:
    data = content(ROOT / "routes" / "roc_bbl.yaml")
    damage(data)
    assert errors(data) != []


@pytest.mark.slow
@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data["students"][0].update(uitkomst="next"),
        lambda data: data["students"][0].update(outcome="volgende"),
        lambda data: data["students"][0].pop("name"),
        lambda data: data["journeys"][0]["days"][0].pop("on"),
        lambda data: data["journeys"][0].update(days=[]),
    ],
    ids=["unknown key", "unknown outcome", "no name", "no day", "no days"],
)
def test_the_schema_of_tests_refuses_what_the_reader_refuses(damage: Any) -> None:
    data = content(ROOT / "routes" / "roc_bbl.tests.yaml")
    damage(data)
    assert errors(data) != []
