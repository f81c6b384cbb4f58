"""Journeys: read again with their route, taken to another version of it, and drawn."""

from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

import routekaart
from routekaart import Journey, RoutekaartError

from .actions import Action, call, command, read_json
from .cases import Case, Kind, spoilt, written
from .odd import Tree
from .sources import loaded, routekaart_of, small_route, sound_route
from .students import SECRETS, facts_for, likely_value

_OF_HER = ("facts", "because")
_DAYS = ("2026-03-01", "2026-03-15", "2026-06-01", "2026-06-01", "2027-01-31")


@cache
def _real() -> Tree:
    """A journey with an entry of every kind, which holds secrets of a student."""
    route = routekaart.load("roc_bbl")
    journey = Journey.start(route, on="2026-01-12", by="slb").advance(on="2026-01-12", steps="all")
    journey = journey.learn({"heeft_werkplek": "nee", "geboortedatum": "1987-06-05"}, on="2026-01-13")
    found = {"begeleiding_nodig": "ja", "moeite_met_solliciteren": "nee", "twijfelt_over_studie": "nee"}
    journey = journey.advance(on="2026-01-13").learn({**found, "moeite_met_vinden_werkplek": "ja"}, on="2026-01-20")
    journey = journey.advance(on="2026-01-20").learn({"zoekperiode_gestart_op": "2026-01-20"}, on="2026-01-21")
    journey = journey.correct({"heeft_werkplek": "nee"}, on="2026-02-01", since="2026-01-22", until="2026-01-25")
    journey = journey.place("P9", on="2026-02-02", because="Zo is het afgesproken.", by="slb")
    return journey.advance(on="2026-04-20", steps="all").to_dict()


def _make(chance: Random) -> Case:
    if chance.random() < 0.4:
        return spoilt(chance, "reis.json", _real(), "json", {"werk.yaml": small_route()})
    route = written(sound_route(chance), "yaml")
    return spoilt(chance, "reis.json", _followed(route, chance) or _real(), "json", {"proef.yaml": route}, sound=0.3)


def _followed(text: bytes, chance: Random) -> Tree:
    """A journey through a route that was just made; None when that is no route."""
    route = routekaart_of(text)
    if route is None:
        return None
    journey = Journey.start(route, on=_DAYS[0])
    for day in _DAYS[: chance.randrange(1, 6)]:
        names = [name for name in route.facts if chance.random() < 0.5]
        try:
            journey = journey.learn({name: likely_value(route.facts[name], chance) for name in names}, on=day)
            journey = journey.advance(on=day, steps=chance.choice(("one", "all")))
            if chance.random() < 0.2:
                journey = journey.place(chance.choice(list(route.steps)), on=day, because="Zo is het.")
            if chance.random() < 0.3 and names:
                journey = journey.correct({names[0]: likely_value(route.facts[names[0]], chance)}, on=day)
        except RoutekaartError:
            continue
    return journey.to_dict()


def _actions(case: Case, chance: Random) -> Iterator[Action]:
    file = next(iter(case.beside), "")
    with_route = "roc_bbl" if file == "werk.yaml" else f"./{file}"
    name = case.name
    data = read_json(name)
    # A change may have made the value of a fact the name of a step; then it is no secret any more.
    secrets = [one for one in SECRETS if one not in "\n".join(_texts(data))]
    yield call("Journey.from_dict", lambda: _lived(with_route, name), secrets)
    yield call("migrate", lambda: _migrated(with_route, name), secrets)
    yield command("map", with_route, "--student", name, "--format", chance.choice(("svg", "text")))
    route = loaded(file)
    if route is not None:
        facts = facts_for(route, chance)
        yield call("learn", lambda: _lived(with_route, name).learn(facts, on="2027-02-01"), secrets)
        yield call("correct", lambda: _lived(with_route, name).correct(facts, on="2027-02-01"), secrets)
        yield call(
            "correct since",
            lambda: _lived(with_route, name).correct(facts, on="2027-02-01", since="2026-03-02").corrections,
            secrets,
        )


def _texts(data: Tree) -> Iterator[str]:
    """Every text in a journey, names included, but for the facts of the student."""
    waiting = [data]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield from one
            waiting += [value for key, value in one.items() if key not in _OF_HER or not isinstance(value, dict)]
        elif isinstance(one, list):
            waiting += one
        else:
            yield str(one)


def _lived(route: str, name: str) -> Journey:
    """The journey, after all that can be asked of it."""
    journey = Journey.from_dict(_data(name), routekaart.load(route))
    for asked in (journey.history, journey.due, journey.duties, journey.facts, journey.corrections, journey.here):
        assert asked is not NotImplemented
    journey.outlook()
    journey.advance(on="2027-01-31", steps="all")
    assert Journey.from_dict(journey.to_dict(), journey.route) == journey
    return journey


def _migrated(route: str, name: str) -> None:
    new = routekaart.load(route)
    migration = routekaart.migrate(_data(name), new)
    migration.journey(step=None if migration.position else new.start)


def _data(name: str) -> Any:
    """What an application reads out of its database; what is no JSON never comes that far."""
    return read_json(name)


KIND = Kind("journeys", _make, _actions, weight=2)
