"""When time alone changes who acts and what must be done: the interpreter says the day on which the engine does so."""

import json
import random
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest
from support.portable import NODE, Question, interpreter, questions
from support.profiles import SLOW, sample
from support.strategies import REAL_ROUTES, real_route

from routekaart import FactError, Route
from routekaart.portable import portable
from routekaart.portable.axis_shapes import LAST

CHANGING = Path(__file__).with_name("changing.mjs")
COUNT = 2_000 if SLOW else 60
DAYS = 40
"""So many days before the change, or of the next twelve years where there is none, are looked at."""


def days_said(route: Route, asked: list[Question], folder: Path) -> list[str | None]:
    file = folder / "route.json"
    file.write_text(json.dumps(portable(route)), encoding="utf-8")
    lines = "".join(json.dumps(one.to_dict()) + "\n" for one in asked)
    command = [str(NODE), str(CHANGING), str(interpreter()), str(file)]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def duties_on(route: Route, asked: Question, on: date) -> str:
    """The duties of a student in whatever order; "refused" where nobody can be like this on that day."""
    try:
        found = route.duties(asked.step, asked.facts, on=on).to_dict()
    except FactError:
        return "refused"
    return json.dumps(sorted(json.dumps(one) for part in ("actions", "partners", "supports") for one in found[part]))


def holds_on_every_day(route: Route, asked: Question) -> bool:
    """Whether what is told of a student says the same on any later day.

    A count does not, nor what follows; and of a date that is known in part, what lies ahead cannot be it today.
    """
    given = all(name in route.facts and route.facts[name].derivation is None for name in asked.facts)
    dates = [
        str(value) for name, value in asked.facts.items() if name in route.facts and route.facts[name].kind == "date"
    ]
    return given and all(value.split("/")[-1] < asked.on.isoformat()[: len(value.split("/")[-1])] for value in dates)


def change_of(route: Route, asked: Question) -> str | None:
    """The day that the engine says; "refused" where it refuses the facts."""
    try:
        found = route.duties_change(asked.step, asked.facts, on=asked.on)
    except FactError:
        return "refused"
    return None if found is None or found.on > LAST else found.on.isoformat()


@pytest.mark.slow
@pytest.mark.parametrize("name", sample(REAL_ROUTES, 2))
def test_the_engine_says_the_same_day(name: str, tmp_path: Path) -> None:
    route = real_route(name)
    asked = list(questions(route, COUNT, seed=9))
    said = days_said(route, asked, tmp_path)
    assert [change_of(route, one) for one in asked] == said
    assert len(set(said) - {None, "refused"}) > len(asked) / 50


@pytest.mark.slow
@pytest.mark.parametrize("name", sample(REAL_ROUTES, 2))
def test_the_first_day_with_other_duties_is_the_one_that_is_said(name: str, tmp_path: Path) -> None:
    route, chance = real_route(name), random.Random(4)
    asked = [one for one in questions(route, COUNT, seed=8) if holds_on_every_day(route, one)]
    found = 0
    for one, said in zip(asked, days_said(route, asked, tmp_path), strict=True):
        now = duties_on(route, one, one.on)
        assert (said == "refused") == (now == "refused")
        if said == "refused":
            continue
        changed = date.fromisoformat(said) if said else min(LAST, one.on + timedelta(days=12 * 365))
        found += said is not None
        if said:
            assert duties_on(route, one, changed) != now, (one.step, said)
        until = (changed - one.on).days
        before = {
            changed - timedelta(days=1),
            *(one.on + timedelta(chance.randrange(1, max(until, 2))) for _ in range(DAYS)),
        }
        for day in sorted(day for day in before if one.on < day < changed):
            assert duties_on(route, one, day) in (now, "refused"), (one.step, said, day)
    assert found > len(asked) / 50
