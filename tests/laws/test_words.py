"""Words and meaning: with other words a route decides alike and journeys go on; with another meaning they do not."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.edits import edited
from support.profiles import examples, use_profile
from support.rewording import reworded
from support.scripts import Script, lived, scripts
from support.strategies import CASES, REAL_ROUTES, Case, generated_routes, real_route

import routekaart
from routekaart import FactError, Journey, JourneyError, Route
from routekaart.comparison import compare
from routekaart.comparison.comparison import Compared
from routekaart.comparison.markdown_report import markdown_report
from routekaart.comparison.text_report import text_report
from routekaart.foundation.digest import name_of
from routekaart.journeys.log import Migrated, Started
from routekaart.model.text_fields import UNORDERED, WORDS

use_profile()
MEANING: Mapping[str, str] = {
    "Route": "id start steps ends facts parameters partners impossible",
    "Step": "id phase responsible responsible_unknown contacts actions supports terms transitions policy otherwise "
    "renamed_from sources readings",
    "End": "id outcome hand_over renamed_from sources readings",
    "Transition": "to when implicit sources readings",
    "Involvement": "partners when sources readings",
    "Action": "text partners by hand_over optional when sources readings",
    "Support": "title via when sources readings",
    "Term": "fact value sources readings",
    "HandOver": "route step outside partner bundled",
    "FactType": "name kind options also unit minimum maximum decimals past lifetime changes asked_of sensitive "
    "only_recorded derivation renamed_from sources readings",
    "Elapsed": "date_fact unit direction",
    "Shifted": "date_fact amounts to",
    "Parameter": "name values unit sources readings",
    "DatedValue": "start value sources",
    "Impossible": "when sources",
    "Partner": "id identifier",
    "Test": "fact operator operands",
    "ParameterRef": "name",
    "All": "parts",
    "AnyOf": "parts",
    "Not": "part",
}
"""The fields of each class of a route that say what it means."""
OF_WORDS = ("Reading", "Alternative", "Confirmed", "Instead", "Source")
"""Classes that stand in words only."""


def classes_in(declared: Any, found: dict[str, type]) -> None:
    """Every class of frozen values in a declared type."""
    if is_dataclass(declared) and isinstance(declared, type):
        if found.setdefault(name_of(declared), declared) is declared:
            for field, hint in get_type_hints(declared).items():
                if field in {one.name for one in fields(declared)} and hint not in found.values():
                    classes_in(hint, found)
    elif get_origin(declared) is not Literal:
        for one in get_args(declared):
            if one not in found.values():
                classes_in(one, found)


@cache
def classes() -> dict[str, type]:
    found: dict[str, type] = {}
    classes_in(Route, found)
    return found


def test_every_field_of_a_route_is_a_word_or_has_a_meaning() -> None:
    """Who adds a field says here or in `model.text_fields` what it is; see there for how to tell."""
    assert {*MEANING, *OF_WORDS} == classes().keys()
    assert WORDS.keys() <= MEANING.keys()
    for name, kind in classes().items():
        if name not in OF_WORDS:
            words, meaning = WORDS.get(name, frozenset()), frozenset(MEANING[name].split())
            assert words | meaning == {field.name for field in fields(kind)}, name
            assert not words & meaning, name
            assert UNORDERED.get(name, frozenset()) <= meaning


# Other words.


def decided(route: Route, case: Case) -> object:
    try:
        decision = route.decide(case.step.id, case.facts, on=case.on)
    except FactError as error:
        return [(problem.kind, problem.fact) for problem in error.problems]
    # Limits, documents and readings are told with their titles and texts; on which it rests is in the transition.
    words = {"route_version", "route_digest", "questions", "parameters", "documents", "readings", "contested"}
    return {name: value for name, value in decision.to_dict().items() if name not in words}


@pytest.mark.parametrize("name", REAL_ROUTES)
def test_a_route_in_other_words_means_the_same(name: str) -> None:
    route = real_route(name)
    other = reworded(route)
    assert other.digest != route.digest
    assert other.meaning_digest == route.meaning_digest
    found = compare(route, other)
    assert (found.only_words, found.same_meaning) == (True, True)
    assert not compare(route, route).only_words
    for report in (text_report, markdown_report):
        assert "Alleen woorden zijn anders" in "\n".join(report([Compared(name, found)], "nl"))
        assert "Alleen woorden" not in "\n".join(report([Compared(name, compare(route, route))], "nl"))


@pytest.mark.slow
@pytest.mark.parametrize("kind", CASES)
@given(data=st.data())
@examples(0.4)
def test_in_other_words_everybody_gets_the_same_decision(kind: str, data: st.DataObject) -> None:
    case: Case = data.draw(CASES[kind])
    other = reworded(case.route)
    assert other.meaning_digest == case.route.meaning_digest
    assert decided(other, case) == decided(case.route, case)


@pytest.mark.slow
@given(script=scripts(corrects=True))
@examples(0.4)
def test_a_journey_goes_on_in_other_words_without_being_migrated(script: Script) -> None:
    journey, _ = lived(script)
    other = reworded(script.route)
    stored = json.loads(json.dumps(journey.to_dict()))
    there = Journey.from_dict(stored, other)
    assert there == journey
    assert there.to_dict() == stored
    assert (there.route, there.position, there.facts) == (other, journey.position, journey.facts)
    try:
        on = there.advance(on=journey.on, steps="all", by="slb")
    except FactError:
        return
    assert on == journey.advance(on=journey.on, steps="all", by="slb")
    assert Journey.from_dict(json.loads(json.dumps(on.to_dict())), other) == on
    # It can go back too: no word stands in the log.
    assert Journey.from_dict(json.loads(json.dumps(on.to_dict())), script.route) == on


@given(script=scripts())
@examples(0.5)
def test_migrating_says_that_only_words_differ(script: Script) -> None:
    journey, _ = lived(script)
    other = reworded(script.route)
    migration = routekaart.migrate(json.loads(json.dumps(journey.to_dict())), other)
    assert migration.only_words
    assert not migration.changes_nothing
    assert migration.position == journey.position
    assert all(past.same or past.now is None for past in migration.decisions)
    # Who asks for it gets it in writing.
    moved = migration.journey(on=journey.on, by="beheer")
    assert moved.log[:-1] == journey.log
    assert isinstance(moved.log[-1], Migrated)
    assert moved.log[-1].route.digest == other.digest
    assert Journey.from_dict(json.loads(json.dumps(moved.to_dict())), script.route) == moved
    assert not routekaart.migrate(journey, script.route).only_words


# Another meaning.


@pytest.mark.slow
@given(data=st.data())
@examples(0.5)
def test_what_has_the_same_meaning_digest_is_proven_to_mean_the_same(data: st.DataObject) -> None:
    route = data.draw(generated_routes())
    other = data.draw(edited(route))
    if other.meaning_digest == route.meaning_digest:
        assert compare(route, other).same_meaning is not False
    else:
        with pytest.raises(JourneyError, match="gebruik migrate"):
            Journey.from_dict(Journey.start(route, on="2026-03-01").to_dict(), other)
        assert not routekaart.migrate(Journey.start(route, on="2026-03-01"), other).only_words


FULL = """
routekaart: 1
id: vol
title: Vol
version: '1'
start: A
sources: {bron: {title: Bron}}
facts:
  werk: {type: yes_no, asked_of: [school]}
  hulp: {type: choice, options: {ja: {title: Ja, also: [j]}, nee: Nee}}
  uren: {type: number, min: 0, max: 40, decimals: 1}
  geboren: {type: date, past: true}
  leeftijd: {type: number, unit: years, derive: {years_since: geboren}}
  later: {type: date, derive: {date: geboren, plus: {years: 18}}}
  klaar_ermee: {type: yes_no, derive: {not: {any: [{werk: ja}, {uren: {below: 2.5}}]}}}
parameters: {grens: {unit: years, values: [{from: null, value: 23}, {from: 2026-01-01, value: 27}]}}
impossible: [{when: {werk: ja, uren: 0}, because: Dat kan niet.}]
partners: {school: {title: School}}
steps:
  A:
    title: Begin
    responsible: [school]
    actions: [{do: Overdragen, with: [school], hand_over: {route: ander, step: A}, when: {werk: ja}}]
    supports: [{title: Geld, via: [school]}]
    terms: [{title: Achttien, fact: leeftijd, value: 18}]
    transitions: [{to: einde, when: {leeftijd: {at_least: $grens}}}]
    otherwise: stay
ends: {einde: {title: Einde, outcome: success}}
"""


def parts_of(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every part of a route that has fields, with the way to it."""
    if is_dataclass(value):
        yield path, value
        for field in fields(value):
            if field.name not in WORDS.get(name_of(type(value)), ()):
                yield from parts_of(getattr(value, field.name), (*path, field.name))
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from parts_of(item, (*path, name))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from parts_of(item, (*path, number))


def put(value: Any, path: tuple[Any, ...], part: Any) -> Any:
    if not path:
        return part
    key, *rest = path
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{key: put(getattr(value, key), tuple(rest), part)})
    if isinstance(value, Mapping):
        return {**value, key: put(value[key], tuple(rest), part)}
    return tuple(put(item, tuple(rest), part) if number == key else item for number, item in enumerate(value))


def another(value: Any) -> Any:
    """Another value for a field."""
    match value:
        case bool():
            return not value
        case str():
            return f"{value}x"
        case int() | Decimal():
            return value + 1
        case date():
            return value.replace(year=value.year + 1)
        case tuple() if value:
            return value[1:]
        case Mapping() if value:
            return dict([*value.items()][1:])
        case None | () | {}:
            return ("x",)
        case _:
            return None


def test_a_change_of_any_field_that_is_no_word_changes_the_meaning(tmp_path: Path) -> None:
    (tmp_path / "vol.yaml").write_text(FULL, encoding="utf-8")
    route = routekaart.load(tmp_path / "vol.yaml")
    tried: dict[tuple[str, str], None] = {}
    for path, part in parts_of(route):
        for field in fields(part):
            kind = name_of(type(part))
            if field.name in WORDS.get(kind, ()) or (kind, field.name) in tried:
                continue
            other = put(route, path, replace(part, **{field.name: another(getattr(part, field.name))}))
            assert other.meaning_digest != route.meaning_digest, (kind, field.name)
            tried[kind, field.name] = None
    assert {kind for kind, _ in tried} == MEANING.keys()


# What was kept before.


def test_a_journey_of_the_first_form_is_read_and_goes_on_in_other_words_from_then_on() -> None:
    route = real_route("roc_bbl")
    journey = Journey.start(route, on="2026-01-12").advance(on="2026-01-12", steps="all")
    old = json.loads(json.dumps(journey.to_dict()))
    old["format_version"] = 1
    del old["log"][0]["route"]["meaning_digest"], old["log"][1]["engine"], old["log"][1]["reference"]
    for move in old["log"][1]["moves"]:
        del move["parameters"]
    read, now = Journey.from_dict(old, route).to_dict(), journey.to_dict()
    # Which engine decided then, nobody can tell any more.
    assert read == {**now, "log": [now["log"][0], {**now["log"][1], "engine": None}]}
    with pytest.raises(JourneyError, match="gebruik migrate") as error:
        Journey.from_dict(old, reworded(route))
    assert error.value.code == "other-version"
    assert not routekaart.migrate(old, reworded(route)).only_words
    assert routekaart.migrate(old, route).changes_nothing
    moved = routekaart.migrate(old, replace(route, start="P2")).journey()
    first = moved.log[0]
    assert isinstance(first, Started)
    assert first.route.meaning_digest is None
    assert Journey.from_dict(json.loads(json.dumps(moved.to_dict())), moved.route) == moved


def test_a_meaning_stands_in_the_form_that_has_it() -> None:
    route = real_route("roc_bbl")
    new = Journey.start(route, on="2026-01-12").to_dict()
    with pytest.raises(JourneyError, match=r"log\.0\.route\.meaning_digest: onbekend veld"):
        Journey.from_dict({**new, "format_version": 1}, route)
    without = json.loads(json.dumps(new))
    without["log"][0]["route"]["meaning_digest"] = None
    with pytest.raises(JourneyError, match=r"log\.0\.route\.meaning_digest: verwacht wordt tekst"):
        Journey.from_dict(without, route)
