"""Vocabularies, read by a route that takes them in."""

from collections.abc import Iterator
from random import Random
from typing import Any

from .actions import Action, command
from .cases import Case, Kind, spoilt, written
from .growing import Grower
from .reading_routes import of_route
from .sources import ROUTES, VOCABULARY, text_of, tree_of

_SHARED = ("facts", "parameters", "partners", "impossible", "sources")


def _make(chance: Random) -> Case:
    if chance.random() < 0.15:
        beside = {"entree.yaml": text_of(ROUTES / "entree.yaml")}
        return spoilt(chance, "begrippen.yaml", tree_of(VOCABULARY), "yaml", beside, text=text_of(VOCABULARY))
    route = Grower(chance).route()
    shared: dict[str, Any] = {"routekaart": 1, "vocabulary": "begrippen", "title": "Begrippen"}
    shared |= {key: route.pop(key) for key in _SHARED if key in route}
    route["uses"] = ["begrippen"]
    return spoilt(chance, "begrippen.yaml", shared, "yaml", {"proef.yaml": written(route, "yaml")})


def _actions(case: Case, chance: Random) -> Iterator[Action]:
    yield command("check", ".", "--format", "short")
    yield command("check", ".", "--fix=all", "--diff")
    yield from of_route(next(iter(case.beside)), chance, deep=2)
    yield command(*chance.choice((("check", case.name), ("show", case.name), ("map", case.name), ("diff", ".", "."))))


KIND = Kind("vocabularies", _make, _actions)
