"""Settings, in a file of their own and in one that other programs share."""

from collections.abc import Iterator
from random import Random
from typing import Any

from .actions import Action, command
from .cases import ROOT, Case, Kind, spoilt
from .sources import small_route, text_of

_OWN: dict[str, Any] = {
    "select": ["overlap", "RK303", "gap"],
    "ignore": ["missing-modeline"],
    "fail-on": "warning",
    "baseline": "bekend.json",
    "lang": "en",
}
_BASELINE = b'{"format": "routekaart.baseline", "format_version": 1, "findings": []}'


def _make(chance: Random) -> Case:
    own = {key: value for key, value in _OWN.items() if chance.random() < 0.7}
    beside = {"routes/werk.yaml": small_route(), "bekend.json": _BASELINE}
    if chance.random() < 0.6:
        return spoilt(chance, "routekaart.toml", own, "toml", beside)
    shared = {"project": {"name": "x", "version": "1"}, "tool": {"ruff": {"line-length": 120}, "routekaart": own}}
    if chance.random() < 0.1:
        shared = {"tool": {"routekaart": own}}
    text = text_of(ROOT / "pyproject.toml") + b"\n[tool.routekaart]\nlang = 'nl'\n"
    return spoilt(chance, "pyproject.toml", shared, "toml", beside, text=text)


def _actions(case: Case, chance: Random) -> Iterator[Action]:
    yield command("check", "routes")
    yield command("check", "routes", "--format", "json", form="json")
    yield command(
        *chance.choice((("check", "routes", "--fix", "--diff"), ("check", "--lang", "en"), ("check", "--info")))
    )


KIND = Kind("settings", _make, _actions)
