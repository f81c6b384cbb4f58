"""The law of shapes: whatever is written fits the published schema of it, which is closed to other keys."""

import inspect
import json
import shlex
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, get_args, get_type_hints

import jsonschema
import pytest
from click.testing import CliRunner
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from support.places import DATA, ROOT
from support.profiles import examples, use_profile
from support.scripts import Script, lived, scripts
from support.shapes import check, validator
from support.strategies import ANY_CASES, PARTLY_KNOWN, Case, PartlyCase

import routekaart
from routekaart import FactError, Route, types
from routekaart.cli import main
from routekaart.cli.schema import KINDS, SchemaKind, schema_of
from routekaart.deciding.outcome_words import Outcome
from routekaart.journeys import serialization

use_profile()
CLOSED = {"extra": "forbid", "use_attribute_docstrings": True}
CONTRADICTORY = """\
routekaart: 1
id: tegenspraak
title: Tegenspraak
version: "1"
start: A
facts:
  a: {type: yes_no}
  b: {type: yes_no}
steps:
  A: {title: A, transitions: [{to: B, when: {a: ja}}, {to: klaar, when: {b: ja}}]}
  B: {title: B, otherwise: stay}
ends:
  klaar: {title: Klaar, outcome: success}
"""


@pytest.mark.slow
@pytest.mark.parametrize("kind", PARTLY_KNOWN)
@given(data=st.data())
@examples(0.5)
def test_what_is_decided_fits(kind: str, data: st.DataObject) -> None:
    partly: PartlyCase = data.draw(PARTLY_KNOWN[kind])
    case = partly.case
    step = case.step.id
    try:
        decision = case.route.decide(step, partly.told, on=case.on)
    except FactError:
        assume(False)
    check("decision", decision.to_dict())
    check("decision", decision.to_dict(values=False))
    duties = case.route.duties(step, partly.told, on=case.on).to_dict()
    check("duties", duties)
    check("decision", {**decision.to_dict(), "duties": duties})
    check("resolve", case.route.resolve(partly.told, on=case.on).to_dict())


@pytest.mark.slow
@pytest.mark.parametrize("kind", ANY_CASES)
@given(data=st.data())
@examples(0.07)
def test_what_is_told_of_later_days_fits(kind: str, data: st.DataObject) -> None:
    case: Case = data.draw(ANY_CASES[kind])
    route, step = case.route, case.step
    try:
        changes = route.outlook(step.id, case.facts, on=case.on)
    except FactError:
        assume(False)
    for change in islice(changes, 5):
        check("change", change.to_dict())
    for target in step.targets[:2]:
        check("reach", route.reach(step.id, target, case.facts, on=case.on).to_dict())
    path = route.path(case.facts, to=next(iter({**route.ends, **route.steps})), step=step.id, on=case.on)
    check("path", path.to_dict() if path else None)


@pytest.mark.slow
@given(script=scripts(corrects=True))
@examples(1)
def test_a_journey_and_all_that_it_tells_fit(script: Script) -> None:
    journey, _ = lived(script)
    check("journey", journey.to_dict())
    for due in journey.due:
        check("due", due.to_dict())
    migration = routekaart.migrate(journey, replace(script.route, version="2"))
    check("migration", migration.to_dict())


def test_every_outcome_fits(tmp_path: Any) -> None:
    file = tmp_path / "tegenspraak.yaml"
    file.write_text(CONTRADICTORY, encoding="utf-8")
    route, bbl = routekaart.load(file), routekaart.load("roc_bbl")
    asked: list[tuple[Route, str, dict[str, object]]] = [
        (route, "A", {"a": True, "b": True}),
        (route, "A", {"a": False, "b": False}),
        (route, "A", {"a": False, "b": True}),
        (route, "A", {}),
        (route, "B", {}),
        (bbl, "P3", {"heeft_werkplek": "nee"}),
    ]
    decisions = [one.decide(step, facts) for one, step, facts in asked]
    assert {decision.outcome for decision in decisions} == {*get_args(Outcome)}
    for decision in decisions:
        check("decision", decision.to_dict())
        check("decision", decision.to_dict(values=False))


COMMANDS: dict[str, SchemaKind] = {
    "decide roc_bbl P11 --fact geboortedatum=2009 --fact startkwalificatie=nee --on 2026-03-01 --json": "decision",
    "decide roc_bbl P3 --json": "decision",
    "outlook roc_bbl P11 --fact geboortedatum=2009-03-01 --on 2026-03-01 --json": "outlook",
    "reach roc_bbl P3 P4 --on 2026-03-01 --json": "reach",
    "path roc_bbl P4 --on 2026-03-01 --json": "path",
    "path roc_bbl P1 --step P2 --on 2026-03-01 --json": "path",
    f"cohort roc_bbl {DATA}/cohorts/studenten.csv --step stap --on 2026-03-01 --format json": "cohort",
    f"cohort roc_bbl {DATA}/cohorts/studenten.csv --step stap --by stap --on 2026-03-01 --format json": "cohort",
    f"check {ROOT}/routes --format json": "check",
    f"diff {DATA}/diffs/voorbeeld/oud.yaml {DATA}/diffs/voorbeeld/nieuw.yaml --exit-zero --format json": "diff",
}


@pytest.mark.slow
@pytest.mark.parametrize("line", COMMANDS)
def test_what_a_command_writes_fits(line: str) -> None:
    done = CliRunner().invoke(main, shlex.split(line))
    assert done.exit_code == 0, done.output
    check(COMMANDS[line], json.loads(done.stdout))


@pytest.mark.parametrize("kind", KINDS[KINDS.index("check") :])
def test_a_document_begins_with_its_format_and_has_no_other_keys(kind: Any) -> None:
    schema = schema_of(kind)
    names = [one["$ref"].rpartition("/")[2] for one in schema.get("anyOf", ()) if "$ref" in one]
    for whole in [schema["$defs"][name] for name in names] or [schema]:
        assert whole["properties"]["format"]["const"] == f"routekaart.{kind}"
        assert {"format", "format_version"} <= {*whole["required"]}
    open_objects = [part for part in objects_in(schema) if "additionalProperties" not in part]
    assert open_objects == []


def objects_in(schema: Any) -> list[dict[str, Any]]:
    found = [schema] if isinstance(schema, dict) and "properties" in schema and "type" in schema else []
    inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    return found + [one for part in inner for one in objects_in(part)]


def test_a_schema_refuses_another_key() -> None:
    written = routekaart.load("roc_bbl").decide("P3", {}).to_dict()
    with pytest.raises(jsonschema.ValidationError):
        validator("decision").validate({**written, "surprise": 1})


def test_what_a_journey_writes_is_what_it_reads() -> None:
    """The schema of a journey is made from what reads it, where some fields may be left out; the shape has them all."""
    written, read = (TypeAdapter(types.JourneyDict).json_schema(), serialization.json_schema())
    shapes = {name.removesuffix("Dict"): part for name, part in written["$defs"].items()} | {"Journey": written}
    assert shapes.keys() == {*read["$defs"], "Journey"}
    for name, part in {**read["$defs"], "Journey": read}.items():
        shape = shapes[name]
        assert [*shape["properties"]] == [*part["properties"]]
        assert shape["required"] == [*shape["properties"]]
        assert {*part["required"]} <= {*shape["required"]}
        for field, kind in part["properties"].items():
            assert types_of(shape["properties"][field]) == types_of(kind), (name, field)


def types_of(schema: Any) -> set[str]:
    """What a schema accepts, without titles, defaults and names of parts."""
    said = {key: value for key, value in schema.items() if key in ("type", "format", "enum", "const")}
    inner = [schema[key] for key in ("items", "additionalProperties") if isinstance(schema.get(key), dict)]
    options = [*schema.get("anyOf", ()), *inner]
    return {json.dumps(said)} - {"{}"} | {one for option in options for one in types_of(option)}


def test_every_shape_is_closed_and_a_type_of_the_documented_place() -> None:
    named = {name: shape for name, shape in vars(types).items() if name.endswith("Dict")}
    shapes: dict[str, Any] = {name: shape for name, shape in named.items() if isinstance(shape, type)}
    assert len(shapes) > 60
    for name, shape in shapes.items():
        assert shape.__pydantic_config__ == CLOSED, name
        assert shape.__doc__
        get_type_hints(shape, include_extras=True)


MACHINERY = {"Draw", "Situation", "Verdict", "Vocabulary"}
UNNAMED = ("Decider", "GridCache", "Surroundings", "networkx")
"""What decides, and what other modules of ours ask of a value; nothing that an application keeps or shows."""


def test_every_type_that_is_received_can_be_imported_from_one_place() -> None:
    known = {name: value for name, value in vars(types).items() if not name.startswith("_")}
    received = {one.__name__ for of in known.values() if isinstance(of, type) for one in types_given_by(of)}
    assert received - known.keys() == MACHINERY


def types_given_by(of: type) -> Iterator[type]:
    """The classes of ours in the public attributes of a value, and in what its methods and properties give."""
    if not of.__module__.startswith("routekaart."):
        return
    around = {**vars(types), **vars(sys.modules[of.__module__])}
    given = dict(vars(of).get("__annotations__", {}))
    for name, member in inspect.getmembers_static(of):
        function = getattr(member, "fget", None) or getattr(member, "func", None) or getattr(member, "__func__", member)
        given[name] = getattr(function, "__annotations__", {}).get("return", given.get(name))
    for name, kind in given.items():
        if not name.startswith("_") and not any(word in str(kind) for word in UNNAMED):
            yield from classes_in(eval(kind, around) if isinstance(kind, str) else kind)


def classes_in(kind: Any) -> Iterator[type]:
    if isinstance(kind, type) and kind.__module__.startswith("routekaart."):
        yield kind
    for part in get_args(kind):
        yield from classes_in(part)
