"""Laws of the schema of facts: what fits it can be read, and what is known of a student fits it."""

from typing import Any

import jsonschema
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.profiles import examples, use_profile
from support.strategies import ANY_CASES, PARTLY_KNOWN, REAL_ROUTES, Case, PartlyCase, real_route

import routekaart
from routekaart import FactError, Route, UnknownNameError
from routekaart.foundation.errors import WrongTypeError
from routekaart.model.fact_values import plain_value
from routekaart.model.situation import read_facts

use_profile()
ROUTE = """\
routekaart: 1
id: proef
title: Proef
version: "1"
start: A
facts:
  jong: {type: yes_no, question: Is de student jong?}
  keuze: {type: choice, options: [nee, misschien, ja], description: Wat het wordt.}
  uren: {type: number, min: 0, max: 40, decimals: 1, unit: hours}
  aantal: {type: number}
  begin: {type: date, past: true}
  einde: {type: date, derive: {date: begin, plus: {years: 1}}}
  duur: {type: number, unit: months, derive: {months_since: begin}}
  plaats: {type: text}
  stad:
    type: choice
    asked_of: [school]
    sensitive: true
    options: {"0361": {title: Alkmaar, also: [GM0361]}, elders: {}}
partners:
  school: {title: De school}
steps:
  A:
    title: Begin
    transitions: [{to: klaar, when: {uren: {at_least: 12}}}, {to: klaar, when: {duur: {at_least: 3}}}]
    otherwise: stay
impossible:
  - {when: {jong: ja, uren: {above: 30}}, because: Wie jong is werkt niet zo veel.}
ends:
  klaar: {title: Klaar, outcome: success}
"""


FORMATS = jsonschema.FormatChecker()


def accepts(schema: dict[str, Any], facts: object) -> bool:
    return bool(jsonschema.Draft202012Validator(schema, format_checker=FORMATS).is_valid(facts))


def is_read(route: Route, facts: dict[str, object]) -> bool:
    return read_facts(route.vocabulary, facts, "error")[1] == []


@pytest.fixture(scope="module")
def route(tmp_path_factory: pytest.TempPathFactory) -> Route:
    file = tmp_path_factory.mktemp("routes") / "proef.yaml"
    file.write_text(ROUTE, encoding="utf-8")
    return routekaart.load(file)


FACTS = ("jong", "keuze", "uren", "aantal", "begin", "einde", "duur", "plaats", "stad")
DAYS = st.dates().map(str)
WRITTEN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-50, 50),
    st.integers(-500, 500).map(lambda tenths: tenths / 10),
    st.integers(-5000, 5000).map(lambda hundredths: hundredths / 100),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(),
    st.sampled_from(("ja", "nee", "JA", "yes", "misschien", "17", "12.5", "", " ", "\n", "2009", "1849", "2009-13")),
    DAYS,
    st.builds("{}/{}".format, DAYS, DAYS),
    st.from_regex(r"\A(18|19|20|21)[0-9]{2}(-[0-1][0-9](-[0-3][0-9])?)?\Z"),
    st.lists(st.integers(), max_size=1),
    st.dictionaries(st.text(), st.none(), max_size=1),
)
"""What JSON can hold."""


@given(written=st.dictionaries(st.sampled_from(FACTS), WRITTEN))
@examples(4)
def test_what_fits_can_be_read(route: Route, written: dict[str, object]) -> None:
    schema = route.facts_schema()
    for name, value in written.items():
        if accepts(schema, {name: value}):
            assert is_read(route, {name: value}) or is_a_difference(value)


def is_a_difference(value: object) -> bool:
    """What JSON Schema cannot say: how many decimals; days that are none in a pair or in another order; other texts."""
    if not isinstance(value, str):
        return isinstance(value, float)
    first, slash, last = value.partition("/")
    if slash:
        return not all(is_a_day(day) for day in (first, last)) or first > last
    return any("\ud800" <= letter <= "\udfff" for letter in value)


def is_a_day(text: str) -> bool:
    return bool(FORMATS.conforms(text, "date"))


@pytest.mark.parametrize("kind", PARTLY_KNOWN)
@given(data=st.data())
@examples(1)
def test_what_is_known_of_a_student_fits(kind: str, data: st.DataObject) -> None:
    partly: PartlyCase = data.draw(PARTLY_KNOWN[kind])
    case = partly.case
    known: dict[str, object] = {name: plain_value(value) for name, value in case.facts.items()}
    known |= {name: told for name, told in partly.told.items() if name in partly.spans}
    # Of a made-up student a count may lie outside the bounds of the fact.
    known = {name: value for name, value in known.items() if is_read(case.route, {name: value})}
    schema = case.route.facts_schema()
    assert accepts(schema, known)
    assert not accepts(schema, {**known, "surprise": 1})


@pytest.mark.slow
@pytest.mark.parametrize("kind", ANY_CASES)
@given(data=st.data())
@examples(1)
def test_what_a_decision_asks_is_among_the_facts_of_the_step(kind: str, data: st.DataObject) -> None:
    case: Case = data.draw(ANY_CASES[kind])
    try:
        decision = case.route.decide(case.step.id, case.facts, on=case.on)
    except FactError:
        assume(False)
    facts = case.route.facts_schema(case.step.id)["properties"]
    assert {*decision.missing} <= facts.keys()
    assert list(facts) == [name for name in case.route.facts if name in facts]
    assert facts.items() <= case.route.facts_schema()["properties"].items()


@pytest.mark.parametrize("name", REAL_ROUTES)
def test_every_fact_of_a_real_route_stands_in_a_sound_schema(name: str) -> None:
    route = real_route(name)
    schema = route.facts_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert list(schema["properties"]) == list(route.facts)
    assert accepts(schema, {})
    assert accepts(schema, dict.fromkeys(route.facts))
    for fact in route.facts.values():
        said = schema["properties"][fact.name]
        assert said["title"] == fact.title
        assert said.get("description", "").startswith(fact.question or "")


def test_a_schema_says_what_the_route_says_of_its_facts(route: Route) -> None:
    facts = route.facts_schema()["properties"]
    assert facts["jong"] == {
        "title": "jong",
        "description": "Is de student jong?",
        "type": ["boolean", "string", "null"],
        "enum": [True, False, "ja", "nee", None],
    }
    assert facts["keuze"] == {
        "title": "keuze",
        "description": "Wat het wordt.",
        "type": ["string", "null"],
        "enum": ["nee", "misschien", "ja", None],
    }
    assert facts["uren"] == {
        "title": "uren",
        "type": ["number", "null"],
        "x-decimals": 1,
        "minimum": 0,
        "maximum": 40,
        "x-unit": "hours",
    }
    assert facts["stad"] == {
        "title": "stad",
        "type": ["string", "null"],
        "oneOf": [{"const": "0361", "title": "Alkmaar"}, {"const": "elders", "title": "elders"}, {"const": None}],
        "x-asked-of": ["school"],
        "x-sensitive": True,
        "x-also": {"0361": ["GM0361"]},
    }
    assert facts["duur"]["x-follows-from"] == ["begin"]
    assert facts["begin"]["x-past"] is True


def test_a_step_has_the_facts_of_its_conditions_and_of_what_cannot_go_together_with_them(route: Route) -> None:
    schema = route.facts_schema("A")
    assert list(schema["properties"]) == ["jong", "uren", "begin", "duur"]
    assert (schema["title"], schema["x-route"], schema["x-step"]) == ("Proef: A (Begin)", "proef", "A")
    assert schema["additionalProperties"] is False
    assert "required" not in schema


NOT_SAID_BY_THE_SCHEMA: dict[str, tuple[str, object]] = {
    "days in the wrong order": ("begin", "2026-03-01/2026-02-01"),
    "a day that is none in a pair": ("begin", "2026-02-30/2026-03-01"),
    "half of a character": ("plaats", "a\ud800"),
    "characters that fall apart": ("plaats", "\u0958" * 400),
}
ONLY_READ: dict[str, tuple[str, object]] = {
    "a number as text": ("aantal", "17"),
    "other words": ("jong", "yes"),
    "capitals": ("jong", "JA"),
    "spaces": ("keuze", " ja "),
    "a boolean for an option": ("keuze", True),
    "another spelling": ("stad", "gm0361"),
}


@pytest.mark.parametrize("name", NOT_SAID_BY_THE_SCHEMA)
def test_what_the_schema_cannot_say(route: Route, name: str) -> None:
    fact, value = NOT_SAID_BY_THE_SCHEMA[name]
    assert not is_read(route, {fact: value})


@pytest.mark.parametrize("name", ONLY_READ)
def test_what_can_be_read_though_the_schema_does_not_have_it(route: Route, name: str) -> None:
    fact, value = ONLY_READ[name]
    assert is_read(route, {fact: value})
    assert not accepts(route.facts_schema(), {fact: value})


def test_a_schema_is_of_a_step_that_is_there(route: Route) -> None:
    with pytest.raises(UnknownNameError):
        route.facts_schema("B")
    with pytest.raises(WrongTypeError, match=r"^step: "):
        route.facts_schema(17)  # type: ignore[arg-type]
