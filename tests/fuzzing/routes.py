"""Routes."""

from collections.abc import Iterator
from random import Random

from .actions import Action
from .cases import Case, Kind, spoilt, written
from .reading_routes import of_route
from .sources import a_route, vocabulary_beside


def _make(chance: Random) -> Case:
    tree, text = a_route(chance)
    beside = vocabulary_beside(tree)
    if chance.random() < 0.3:
        beside = {**beside, "was.yaml": text or written(tree, "yaml")}
    if chance.random() < 0.1:
        other, _ = a_route(chance, real=0, grown=1)
        beside = {**beside, "andere.yaml": written({**other, "id": "andere"}, "yaml")}
    return spoilt(chance, "proef.yaml", tree, "yaml", beside, text=text, sound=0.4 if text is None else 0.1)


def _actions(case: Case, chance: Random) -> Iterator[Action]:
    yield from of_route(case.name, chance)


KIND = Kind("routes", _make, _actions, weight=5)
