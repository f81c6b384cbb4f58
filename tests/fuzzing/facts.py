"""Facts files: what is known of a student, as JSON or YAML."""

from collections.abc import Iterator
from random import Random
from typing import Any

from .actions import Action, command
from .cases import Case, Kind, spoilt, written
from .sources import loaded, routekaart_of, small_route, sound_route
from .students import facts_for, reference_day


def _make(chance: Random) -> Case:
    text = small_route() if chance.random() < 0.4 else written(sound_route(chance), "yaml")
    route = routekaart_of(text)
    assert route is not None
    # Text, because such a file holds no other dates and numbers than its format has.
    facts: dict[str, Any] = {
        name: value if isinstance(value, bool | int) else str(value)
        for name, value in facts_for(route, chance).items()
        if not isinstance(value, int) or abs(value) < 10**400
    }
    tree: Any = facts
    if chance.random() < 0.3:
        tree = {"step": chance.choice(list(route.steps)), "facts": facts, "on": "2026-03-01"}
    if chance.random() < 0.5:
        return spoilt(chance, "student.json", tree, "json", {"proef.yaml": text})
    return spoilt(chance, "student.yaml", tree, "yaml", {"proef.yaml": text})


def _actions(case: Case, chance: Random) -> Iterator[Action]:
    day = reference_day(chance)
    route = loaded("proef.yaml")
    assert route is not None
    step = chance.choice(list(route.steps))
    target = chance.choice((*route.steps[step].targets, *route.ends, step))
    given = ("--facts", case.name, *chance.choice(((), ("--ignore-unknown",))), *chance.choice(((), ("--lang", "en"))))
    yield command("decide", "proef.yaml", step, *given, "--on", day)
    yield command("decide", "proef.yaml", step, *given, "--on", day, "--json", form="json")
    yield command("outlook", "proef.yaml", step, *given, "--on", day)
    yield command("outlook", "proef.yaml", step, *given, "--on", day, "--ics", "uit.ics", writes=("uit.ics",))
    yield command("reach", "proef.yaml", step, target, *given, "--on", day)
    yield command("path", "proef.yaml", target, *given, *chance.choice(((), ("--on", day))))
    yield command("map", "proef.yaml", "--student", case.name, "--format", chance.choice(("svg", "text", "mermaid")))


KIND = Kind("facts", _make, _actions)
