"""Distributions that made-up students are drawn from."""

from collections.abc import Iterator
from random import Random
from typing import Any

from .actions import Action, command
from .cases import ROOT, Case, Kind, spoilt, written
from .sources import ROUTES, VOCABULARY, sound_route, text_of, tree_of

_DAYS = ("2026-03-01", "2026-03-01", "2024-02-29", "1850-01-01")
_EXAMPLE = ROOT / "routes" / "roc_bbl.simulation.yaml"


def _make(chance: Random) -> Case:
    if chance.random() < 0.1:
        beside = {"roc_bbl.yaml": text_of(ROUTES / "roc_bbl.yaml"), "begrippen.yaml": text_of(VOCABULARY)}
        tree = tree_of(_EXAMPLE)
        return spoilt(chance, "roc_bbl.simulation.yaml", tree, "yaml", beside, text=text_of(_EXAMPLE))
    route = sound_route(chance)
    tree = {"routekaart_simulation": 1, "arrivals": chance.choice(("first_day", "first_year"))}
    if chance.random() < 0.5:
        tree["start"] = {step: chance.choice((0, 1, 2.5)) for step in route["steps"]}
    tree["facts"] = {
        name: _said(fact, chance)
        for name, fact in route["facts"].items()
        if "derive" not in fact or chance.random() < 0.1
    }
    return spoilt(chance, "proef.simulation.yaml", tree, "yaml", {"proef.yaml": written(route, "yaml")}, sound=0.3)


def _said(fact: dict[str, Any], chance: Random) -> dict[str, Any]:
    made: dict[str, Any] = {}
    match fact["type"]:
        case "yes_no":
            made["weights"] = {"ja": chance.choice((0, 1, 1e-9)), "nee": chance.choice((1, 2.5, 10**17))}
        case "choice":
            made["weights"] = {one: chance.choice((0, 1, 2)) for one in fact["options"]}
        case "text":
            made["weights"] = {"Alkmaar": 1, "x": 2}
        case "number":
            low = fact.get("min", min(0, fact.get("max", 0)))
            high = fact.get("max", max(40, low))
            made["ranges"] = [
                {"from": low, "to": high, "weight": chance.choice((1, 0, 0.5))},
                {"from": high, "to": high},
            ]
        case "date":
            span = {"from": chance.choice((0, -30, -40_000)), "to": chance.choice((0, 365, 40_000))}
            made = (
                {"days_ago": span}
                if chance.random() < 0.5
                else {"ranges": [{"from": "2000-01-01", "to": "2010-12-31"}]}
            )
    if fact.get("changes") != "never" and chance.random() < 0.5:
        made["per_month"] = chance.choice((0, 0.05, 1, 1e-12))
        if "weights" in made and chance.random() < 0.5:
            made["becomes"] = dict(made["weights"])
    return made


def _actions(case: Case, chance: Random) -> Iterator[Action]:
    route = "roc_bbl.yaml" if "roc_bbl.yaml" in case.beside else "proef.yaml"
    how = ("simulate", route, "--on", chance.choice(_DAYS), "--students", "50", "--years", chance.choice(("1", "2")))
    yield command(*how)
    yield command(*how, "--distributions", case.name, "--format", "json", form="json")
    more = chance.choice(
        (("--every", "week"), ("--parameter", "grens_0=3"), ("--against", route), ("--step", "S1"), ("--lang", "en"))
    )
    yield command(*how, *more)
    yield command(*how, "-o", "uit.csv", writes=("uit.csv",))
    yield command("check", ".", "--format", "short")


KIND = Kind("distributions", _make, _actions)
