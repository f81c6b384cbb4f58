"""A route as a dict and back: the same in every word; and nothing but a sound route, whatever the dict says."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.edits import edited
from support.places import DATA
from support.profiles import examples, use_profile
from support.strategies import REAL_ROUTES, generated_routes, real_route

from routekaart import Route, RoutekaartError
from routekaart.errors import StoredRouteError
from routekaart.files.reader.read_file import read
from routekaart.foundation.plain_data import to_plain
from routekaart.model.condition import All, Condition, FactTest, Not
from routekaart.model.stored_route import MOST_LEVELS

use_profile()
CORPUS = sorted((DATA / "routes" / "ok").glob("*.yaml"))
KEPT = DATA / "routes" / "route_form_1.json"
"""A route as the first version of the form has it. It is never written anew."""
ON = "2026-03-01"


def again(route: Route) -> Route:
    """The route, after it was written as JSON and read back."""
    return Route.from_dict(json.loads(json.dumps(route.to_dict(), allow_nan=False)))


def in_every_word(route: Route) -> list[tuple[str, str]]:
    """What is in a route, with types and order: `1` and `True` are equal and not written the same."""
    return [(field.name, repr(getattr(route, field.name))) for field in fields(route)]


def comes_back_the_same(route: Route) -> None:
    back = again(route)
    assert in_every_word(back) == in_every_word(route)
    assert back == route
    assert hash(back) == hash(route)
    assert back.digest == route.digest


@pytest.mark.parametrize("name", REAL_ROUTES)
def test_a_bundled_route_comes_back_the_same(name: str) -> None:
    comes_back_the_same(real_route(name))


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_a_route_of_the_corpus_comes_back_the_same(path: Path) -> None:
    route = read(path).route
    if route is None:
        assert "vocabulary:" in path.read_text(encoding="utf-8")
    else:
        comes_back_the_same(route)


@given(generated_routes())
def test_a_made_up_route_comes_back_the_same(route: Route) -> None:
    comes_back_the_same(route)


@given(st.data())
@examples(0.5)
def test_equal_routes_are_the_same_in_every_word(data: st.DataObject) -> None:
    route = data.draw(generated_routes())
    other = data.draw(edited(route))
    assert (route == other) == (in_every_word(route) == in_every_word(other)) == (route.digest == other.digest)
    assert route == replace(route)
    assert {route: 1}[replace(route)] == 1
    assert route != route.id


def test_what_was_kept_in_the_first_form_is_still_read() -> None:
    route = Route.from_dict(json.loads(KEPT.read_text(encoding="utf-8")))
    assert route.digest == "sha256:99b84b8012f162e9c62d330f351bf8f3cb600670425840d4aad0cc809ca8a36f"


def test_a_value_has_the_name_of_its_class_only_where_it_can_be_of_several() -> None:
    step = real_route("roc_bbl").to_dict()["steps"]["P3"]
    assert step["responsible"] == [{"partners": ["bpv_bureau"]}]
    tested = {"fact": "reguliere_werkplek", "operator": "one_of", "operands": [True]}
    assert step["transitions"][0]["when"]["All"]["parts"][0] == {"Test": tested}


def test_what_comes_back_cannot_be_changed() -> None:
    back = again(real_route("roc_bbl"))
    for field in ("steps", "ends", "facts", "parameters", "partners", "readings", "sources", "phases"):
        with pytest.raises(TypeError):
            getattr(back, field)["x"] = None
    hash(back.steps["P3"])


def nested(levels: int) -> Route:
    """A route with a condition that is as deep as this."""
    route = real_route("roc_bbl")
    step = route.steps["P3"]
    when: Condition = FactTest("heeft_werkplek", "one_of", (True,))
    for _ in range(levels):
        when = Not(All((when, when))) if levels < 10 else Not(when)
    step = replace(step, transitions=(replace(step.transitions[0], when=when),))
    return replace(route, steps={**route.steps, "P3": step})


@pytest.mark.slow
def test_what_a_file_can_nest_comes_back_and_what_is_deeper_is_refused() -> None:
    comes_back_the_same(nested(9))
    comes_back_the_same(nested(MOST_LEVELS // 2 - 5))
    with pytest.raises(StoredRouteError, match=f"hooguit {MOST_LEVELS} lagen"):
        again(nested(MOST_LEVELS // 2))


def test_a_value_of_another_type_cannot_be_written() -> None:
    route: Any = replace(real_route("roc_bbl"), title=3)  # type: ignore[arg-type]
    with pytest.raises(StoredRouteError, match="title: verwacht wordt tekst"):
        route.to_dict()


# What was changed by somebody.


@cache
def _text_of_bbl() -> str:
    return json.dumps(real_route("roc_bbl").to_dict())


def bbl() -> Any:
    return json.loads(_text_of_bbl())


def _step(data: Any) -> Any:
    return data["steps"]["P3"]


def _when(data: Any) -> Any:
    return _step(data)["transitions"][0]


def _test(operator: str, *operands: object, fact: str = "leeftijd") -> dict[str, Any]:
    return {"Test": {"fact": fact, "operator": operator, "operands": [*operands]}}


def _circle(data: Any) -> None:
    data["facts"]["heeft_werkplek"]["derivation"] = _test("one_of", True, fact="heeft_werkplek")


DAMAGE: dict[str, tuple[Callable[[Any], object], str]] = {
    "a title that is a number": (lambda data: _step(data).update(title=3), "steps.P3.title: verwacht wordt tekst"),
    "a flag that is a number": (lambda data: _step(data).update(responsible_unknown=1), "responsible_unknown:"),
    "a field that is not there": (lambda data: _step(data).update(run="import os"), "steps.P3.run: .*een bekend"),
    "no title": (lambda data: _step(data).pop("title"), "steps.P3.title: verwacht wordt dit veld, dat ontbreekt"),
    "a word that is none": (lambda data: _step(data).update(policy="last"), "steps.P3.policy: .*'unique' of 'first'"),
    "an object for a text": (lambda data: _step(data).update(title={"Path": {"args": ["/"]}}), "steps.P3.title:"),
    "a condition of another class": (
        lambda data: _when(data).update(when={"Step": {"id": "A", "title": "A"}}),
        "steps.P3.transitions.0.when: verwacht wordt Test, All, AnyOf of Not",
    ),
    "two classes at once": (
        lambda data: _when(data).update(when={"All": {"parts": []}, "AnyOf": {"parts": []}}),
        "steps.P3.transitions.0.when:",
    ),
    "a list for a mapping": (lambda data: data.update(steps=[]), "steps: verwacht wordt namen met waarden"),
    "a mapping for a list": (lambda data: _step(data).update(transitions={}), "steps.P3.transitions: .*een lijst"),
    "a date that is none": (
        lambda data: _when(data).update(when=_test("below", {"date": "2026-02-30"})),
        "when.Test.operands.0.date: verwacht wordt een datum",
    ),
    "a number that is none": (lambda data: _when(data).update(when=_test("below", {"Decimal": "NaN"})), "Decimal:"),
    "a number that is huge": (
        lambda data: _when(data).update(when=_test("below", {"Decimal": "1e999999999"})),
        "when.leeftijd: verwacht wordt een heel getal",
    ),
    "a number with a fraction": (lambda data: _when(data).update(when=_test("below", 0.5)), "wat JSON kent"),
    "no route": (lambda data: data.update(format="routekaart.journey"), "zoals to_dict die schrijft"),
    "no version": (lambda data: data.pop("format_version"), "format_version: verwacht wordt 1"),
    "a version that is a flag": (lambda data: data.update(format_version=True), "format_version: verwacht wordt 1"),
    "another name": (lambda data: _step(data).update(id="P4"), "steps.P3.id: verwacht wordt de naam waaronder het"),
    "a start that is not there": (lambda data: data.update(start="P99"), "start: verwacht wordt een stap"),
    "a target that is not there": (lambda data: _when(data).update(to="P99"), "transitions.0.to: .*een andere stap of"),
    "a step that leads to itself": (lambda data: _when(data).update(to="P3"), "transitions.0.to: .*een andere stap of"),
    "an end with the name of a step": (
        lambda data: data["ends"].update(P3={"id": "P3", "title": "P3", "outcome": "success"}),
        "ends.P3: verwacht wordt een naam die nog niet gebruikt is",
    ),
    "a fact that is not there": (
        lambda data: _when(data).update(when=_test("one_of", True, fact="weg")), "when.weg: .*een gegeven van de route"
    ),
    "a parameter that is not there": (
        lambda data: _when(data).update(when=_test("below", {"ParameterRef": {"name": "weg"}})), "een parameter van"
    ),
    "an order without one": (
        lambda data: _when(data).update(when=_test("below", True, fact="heeft_werkplek")), "een grens, bij een getal"
    ),
    "no bound": (lambda data: _when(data).update(when=_test("below")), "when.leeftijd: verwacht wordt een grens"),
    "nothing to equal": (lambda data: _when(data).update(when=_test("one_of")), "minstens een waarde"),
    "yes as a text": (
        lambda data: _when(data).update(when=_test("one_of", "ja", fact="heeft_werkplek")), "when.heeft_werkplek:"
    ),
    "a fact that follows from itself": (_circle, "facts.heeft_werkplek: verwacht wordt wat in hooguit 50 stappen"),
    "a reading that is not there": (lambda data: _when(data).update(readings=["A-99"]), "readings: .*een lezing van"),
    "a partner that is not there": (
        lambda data: _step(data).update(contacts=[{"partners": ["weg"]}]), "contacts.0.partners: .*een partner van"
    ),
    "a phase that is not there": (lambda data: _step(data).update(phase="weg"), "steps.P3.phase: .*een fase van"),
    "no values": (lambda data: data["parameters"].update(x={"name": "x", "title": "x", "values": []}), "x.values:"),
    "a null character": (lambda data: _step(data).update(title="a\0b"), "tekst zonder tekens die iets sturen"),
    "half a character": (lambda data: _step(data).update(title="\ud800"), "tekst zonder tekens die iets sturen"),
    "a loose accent": (lambda data: _step(data).update(title="e\u0301"), "tekst zonder tekens die iets sturen"),
}  # fmt: skip


@pytest.mark.parametrize(("damage", "told"), DAMAGE.values(), ids=DAMAGE)
def test_what_is_wrong_is_told_with_its_place(damage: Callable[[Any], object], told: str) -> None:
    data = bbl()
    damage(data)
    with pytest.raises(StoredRouteError, match=f"^deze route is niet te lezen: .*{told}") as error:
        Route.from_dict(data)
    assert error.value.code == "corrupt"
    assert error.value.__context__ is None


def test_what_a_newer_routekaart_wrote_is_named_as_that() -> None:
    with pytest.raises(StoredRouteError, match="deze route heeft vorm 2; deze routekaart leest vorm 1") as error:
        Route.from_dict({**bbl(), "format_version": 2})
    assert error.value.code == "newer-format"


class Odd(dict[str, Any]):
    """A dict that answers in its own way."""

    def get(self, *_: object) -> Any:
        raise RuntimeError


def hostile() -> Iterator[Any]:
    """What is no JSON, or JSON without an end."""
    yield from (None, 3, "x", b"x", [], {}, object(), float("nan"), Odd(bbl()), {1: 2}, [bbl()])
    inside: Any = {}
    for _ in range(100_000):
        inside = {"Not": {"part": inside}}
    yield {**bbl(), "title": inside}
    shared: Any = "x"
    for _ in range(200):
        shared = [shared, shared]
    yield {**bbl(), "title": shared}
    circle: dict[str, Any] = bbl()
    circle["title"] = circle
    yield circle
    for value in (10**5000, 1.5, {1}, ("x",), Odd(), {"x": b"x"}, {3: "x"}, {None: "x"}):
        yield {**bbl(), "title": value}


@pytest.mark.slow
def test_whatever_is_given_it_is_refused_in_our_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("routekaart.model.stored_route.MOST_VALUES", 100_000)
    for data in hostile():
        with pytest.raises(StoredRouteError, match=r"^deze route is niet te lezen: verwacht wordt "):
            Route.from_dict(data)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=3)
    | st.sampled_from(["P3", "leeftijd", "heeft_werkplek", "slb", "years", "number", "date", "stay", "2026-03-01"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["Test", "All", "Not", "date", "Decimal", "parts", "P3", "x"]), inner)
    ),
    max_leaves=4,
)


@st.composite
def changed(draw: st.DrawFn, route: Route) -> Any:
    """A route in JSON with something else somewhere: a value from elsewhere in it, or anything."""
    whole = json.loads(json.dumps(route.to_dict()))
    places: list[tuple[Any, Any]] = []
    waiting = [whole]
    while waiting:
        one = waiting.pop()
        inside = list(one.items() if isinstance(one, dict) else enumerate(one))
        places += [(one, key) for key, _ in inside]
        waiting += [value for _, value in inside if isinstance(value, dict | list)]
    part, key = draw(st.sampled_from(places))
    other, other_key = draw(st.sampled_from(places))
    if draw(st.booleans()):
        part[key] = json.loads(json.dumps(other[other_key]))
    elif draw(st.booleans()):
        part[key] = draw(JSON)
    else:
        del part[key]
    return whole


def asked(route: Route) -> None:
    """Asks much of a route; every refusal is one of ours."""
    for step in route.steps.values():
        for facts in ({}, {name: "ja" for name, fact in route.facts.items() if fact.kind == "yes_no"}):
            with suppress(RoutekaartError):
                decision = route.decide(step.id, facts, on=ON)
                assert decision.explain("nl")
                assert decision.explain("en")
                assert decision.to_dict()
                assert decision.changes_on is not NotImplemented
            with suppress(RoutekaartError):
                route.duties(step.id, facts, on=ON).to_dict()
            with suppress(RoutekaartError):
                route.decide(step.id, facts)
    with suppress(RoutekaartError):
        route.resolve({}, on=ON)
    assert route.digest


@pytest.mark.slow
@given(st.data())
@examples(0.6)
def test_whatever_stands_somewhere_else_it_is_refused_or_it_is_a_route_that_can_be_asked(data: st.DataObject) -> None:
    route = data.draw(st.one_of(st.sampled_from(REAL_ROUTES).map(real_route), generated_routes()))
    try:
        found = Route.from_dict(data.draw(changed(route)))
    except StoredRouteError:
        return
    # It is made of the declared values only: written again and read again it is the same.
    assert in_every_word(again(found)) == in_every_word(found)
    asked(found)


def test_the_compiled_copies_are_made_in_the_same_way() -> None:
    route = real_route("roc_bbl")
    assert {"format": "routekaart.route", "format_version": 1, **to_plain(Route, route)} == route.to_dict()
