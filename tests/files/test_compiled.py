"""A route as plain data and back: the same in every word, and nothing but a route, whatever the data says."""

import json
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.places import DATA
from support.strategies import REAL_ROUTES, generated_routes, real_route

from routekaart import Route
from routekaart.files.compiled import DamagedError, route_from_plain, to_plain
from routekaart.files.reader.read_file import read

CORPUS = sorted((DATA / "routes" / "ok").glob("*.yaml"))


def written(route: Route) -> str:
    return json.dumps(to_plain(route))


def in_every_word(route: Route) -> list[tuple[str, str]]:
    """What is in a route, with types and order: `1` and `True` are equal and not written the same."""
    return [(field.name, repr(getattr(route, field.name))) for field in fields(route)]


@pytest.mark.parametrize("name", REAL_ROUTES)
def test_a_bundled_route_comes_back_the_same(name: str) -> None:
    route = real_route(name)
    again = route_from_plain(json.loads(written(route)))
    assert in_every_word(again) == in_every_word(route)
    assert again.digest == route.digest


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_a_route_of_the_corpus_comes_back_the_same(path: Path) -> None:
    route = read(path).route
    if route is None:
        assert "vocabulary:" in path.read_text(encoding="utf-8")
        return
    again = route_from_plain(json.loads(written(route)))
    assert in_every_word(again) == in_every_word(route)
    assert again.digest == route.digest


@given(generated_routes())
def test_a_made_up_route_comes_back_the_same(route: Route) -> None:
    again = route_from_plain(json.loads(written(route)))
    assert in_every_word(again) == in_every_word(route)
    assert again.digest == route.digest


def test_what_comes_back_cannot_be_changed() -> None:
    again = route_from_plain(json.loads(written(real_route("roc_bbl"))))
    for field in ("steps", "ends", "facts", "parameters", "partners", "readings", "sources", "phases"):
        with pytest.raises(TypeError):
            getattr(again, field)["x"] = None
    hash(again.steps["P3"])


@cache
def _text_of_bbl() -> str:
    return written(real_route("roc_bbl"))


def bbl() -> Any:
    return json.loads(_text_of_bbl())


def _step(data: Any) -> Any:
    return data["Route"]["steps"]["mapping"]["P3"]["Step"]


def _when(data: Any) -> Any:
    return _step(data)["transitions"][0]["Transition"]


DAMAGE: dict[str, Callable[[Any], object]] = {
    "a title that is a number": lambda data: _step(data).update(title=3),
    "a flag that is a number": lambda data: _step(data).update(responsible_unknown=1),
    "a field that is not there": lambda data: _step(data).update(run="import os"),
    "no title": lambda data: _step(data).pop("title"),
    "a word that is none": lambda data: _step(data).update(policy="last"),
    "a class that is no part of a step": lambda data: _step(data).update(title={"Path": {"args": ["/"]}}),
    "a condition of another class": lambda data: _when(data).update(when={"Step": {"id": "A", "title": "A"}}),
    "two classes at once": lambda data: _when(data).update(when={"All": {"parts": []}, "AnyOf": {"parts": []}}),
    "a list for a mapping": lambda data: data["Route"].update(steps=[]),
    "a mapping without its name": lambda data: data["Route"].update(steps={}),
    "a date that is none": lambda data: _when(data).update(
        when={"Test": {"fact": "x", "operator": "below", "operands": [{"date": "2026-02-30"}]}}
    ),
    "a number that is none": lambda data: _when(data).update(
        when={"Test": {"fact": "x", "operator": "below", "operands": [{"Decimal": "NaN"}]}}
    ),
    "a number with a fraction": lambda data: _when(data).update(
        when={"Test": {"fact": "x", "operator": "below", "operands": [0.5]}}
    ),
    "no route": lambda data: data.update(Step=data.pop("Route")),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_damaged_data_is_no_route(damage: Callable[[Any], object]) -> None:
    data = bbl()
    damage(data)
    with pytest.raises(DamagedError):
        route_from_plain(data)


def test_a_condition_without_end_is_no_route() -> None:
    data = bbl()
    when: Any = {"All": {"parts": []}}
    for _ in range(100_000):
        when = {"Not": {"part": when}}
    _when(data)["when"] = when
    with pytest.raises(DamagedError):
        route_from_plain(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["mapping", "Route", "Test", "All", "Not", "date", "parts", "x"]), inner)
    ),
    max_leaves=4,
)


@pytest.mark.slow
@given(st.data())
def test_whatever_stands_somewhere_else_it_is_a_route_or_damaged(data: st.DataObject) -> None:
    whole = bbl()
    place: Any = whole
    while True:
        inside = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(inside))
        child = place[key]
        if not isinstance(child, dict | list) or not child or data.draw(st.integers(0, 9)) == 0:
            break
        place = child
    place[key] = data.draw(JSON)
    try:
        route = route_from_plain(whole)
    except DamagedError:
        return
    # It is made of the declared values only: written again and read again it is the same.
    assert in_every_word(route_from_plain(json.loads(written(route)))) == in_every_word(route)
