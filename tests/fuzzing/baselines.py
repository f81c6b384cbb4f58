"""Baselines: findings that were there already."""

from collections.abc import Iterator
from random import Random
from typing import Any

from .actions import Action, command
from .cases import ROOT, Case, Kind, spoilt
from .sources import text_of

_DRAFT = ROOT / "tests" / "data" / "reports" / "concept.yaml"


def _make(chance: Random) -> Case:
    rules = ("unused-fact", "ambiguous-scalar", "overlap", "unused-end", "missing-modeline")
    findings: list[dict[str, Any]] = [
        {
            "file": chance.choice(("concept.yaml", "weg.yaml", "../x.yaml", ".")),
            "rule": chance.choice(rules),
            "part": chance.choice(("", "steps.A", "facts.later", "ends.klaar")),
            "count": chance.choice((1, 1, 2, 0, -1, 10**6)),
        }
        for _ in range(chance.randrange(5))
    ]
    tree = {"format": "routekaart.baseline", "format_version": 1, "findings": findings}
    return spoilt(chance, "bekend.json", tree, "json", {"concept.yaml": text_of(_DRAFT)})


def _actions(case: Case, chance: Random) -> Iterator[Action]:
    base = ("check", "concept.yaml", "--baseline", case.name)
    yield command(*base)
    form = chance.choice(("json", "short", "markdown", "github"))
    yield command(*base, "--format", form, form="json" if form == "json" else "")
    yield command(*base, "--update-baseline", writes=(case.name,))
    yield command("check", ".", "--baseline", case.name, "--lang", "en")


KIND = Kind("baselines", _make, _actions)
