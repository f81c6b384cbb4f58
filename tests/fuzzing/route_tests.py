"""Tests files, beside their route."""

from collections.abc import Iterator
from random import Random
from typing import Any

from .actions import Action, command
from .cases import Case, Kind, spoilt, written
from .sources import REAL, ROUTES, WORK, small_route, sound_route, text_of, tree_of
from .students import reference_day

_TESTS = WORK.with_name("werk.tests.yaml")
_EXPECTED: dict[str, tuple[Any, ...]] = {
    "outcome": ("next", "stay", "end", "needs_facts", "stuck", "ambiguous", "refused"),
    "missing": ([], ["f0"], ["f0", "f1"]),
    "possible": ([], ["S0", "klaar"]),
    "responsible": ([], ["slb"]),
    "contacts": ([], ["gemeente"]),
    "with": ([], ["slb"]),
    "do": ([], ["Zoeken"], ["Z", "W"]),
    "maybe": ([], ["Zoeken"]),
    "supports": ([], ["Werk"]),
    "reading": ([], ["L-1"]),
    "changes_on": ("never", "2026-09-01"),
    "refused": ("kunnen niet samen", "verwacht"),
}


def _make(chance: Random) -> Case:
    which = chance.random()
    if which < 0.5:
        return spoilt(
            chance, "werk.tests.yaml", tree_of(_TESTS), "yaml", {"werk.yaml": small_route()}, text=text_of(_TESTS)
        )
    if which < 0.6:
        name = chance.choice(REAL)
        file = ROUTES / f"{name}.tests.yaml"
        tree = dict(tree_of(file))
        for key in ("students", "journeys"):
            # A few of them: all take long.
            tree[key] = chance.sample(tree[key], 4)
        return spoilt(chance, f"{name}.tests.yaml", tree, "yaml", {})
    route = sound_route(chance)
    beside = {"proef.yaml": written(route, "yaml")}
    return spoilt(chance, "proef.tests.yaml", _tests_of(route, chance), "yaml", beside, sound=0.3)


def _tests_of(route: dict[str, Any], chance: Random) -> dict[str, Any]:
    steps, facts = list(route["steps"]), list(route.get("facts", {}))
    places = [*steps, *route.get("ends", {})]

    def some_facts() -> dict[str, Any]:
        return {name: chance.choice(("ja", "nee", 18, "2008-06-01", "x")) for name in facts if chance.random() < 0.6}

    def expected() -> dict[str, Any]:
        chosen = chance.sample(list(_EXPECTED), chance.randrange(3))
        return {key: chance.choice(_EXPECTED[key]) for key in chosen}

    def day(month: int) -> dict[str, Any]:
        made: dict[str, Any] = {"on": f"2026-{month:02}-28", "position": chance.choice(places), **expected()}
        for key, make in (
            ("learn", some_facts),
            ("advance", lambda: chance.choice(("one", "all"))),
            ("place", lambda: {"step": chance.choice(places), "because": "Zo is het."}),
            ("correct", lambda: {"facts": some_facts(), "since": "2026-02-01"}),
            ("hand_over", lambda: {"route": chance.choice((route.get("id"), "roc_bbl")), "step": "S0"}),
            ("stopped", lambda: chance.choice(("stay", "needs_facts", "end"))),
            ("here_for", lambda: {"weeks": 2}),
            ("due", lambda: {"Zoeken": chance.choice(("unknown", "2026-09-01"))}),
        ):
            if chance.random() < 0.35:
                made[key] = make()
        return made

    students = [
        {"name": f"student {one}", "step": chance.choice(steps), "on": reference_day(chance), "facts": some_facts()}
        | expected()
        for one in range(chance.randrange(3))
    ]
    journeys = [
        {"name": f"reis {one}", "days": [day(month) for month in range(2, 2 + chance.randrange(1, 4))]}
        for one in range(chance.randrange(3))
    ]
    return {"routekaart_tests": 1, "students": students, "journeys": journeys}


def _actions(case: Case, chance: Random) -> Iterator[Action]:
    yield command("test", case.name)
    yield command(
        *chance.choice(
            (("test", case.name, "--lang", "en"), ("test", ".", "--coverage"), ("test", case.name, "-k", "a"))
        )
    )
    yield command("test", case.name, "--json", form="json")
    yield command("test", case.name, "--no-coverage", "--junit", "junit.xml", writes=("junit.xml",))
    yield command("check", ".")
    route = case.name.replace(".tests", "")
    if case.beside and chance.random() < 0.5:
        yield command("test", route, "--generate", "--on", "2026-03-01")
        yield command("test", case.name, "--generate", "--on", "2026-03-01", "-o", case.name, writes=(case.name,))


KIND = Kind("tests", _make, _actions, weight=2)
