"""The library against the oracle on made-up routes; and what shows that the oracle is one.

`uv run python -m tests.support.oracle --routes 5000 --seed 1` does the same for as many routes as there is time for.
"""

import ast
from datetime import date, timedelta
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from support.against.laws import LAWS, SHARES
from support.against.running import described, tried
from support.made_up.dice import Dice
from support.made_up.routes import made_up_route
from support.made_up.smaller import smaller
from support.made_up.students import reference_date
from support.made_up.writing import as_yaml
from support.oracle.conditions import Value, side_of
from support.oracle.days import EARLIEST, LATEST, counted, moved
from support.oracle.deciding import decide
from support.oracle.route_file import Count, Moved, read, read_file
from support.oracle.students import World, read_off, values_of, world
from support.places import ROOT
from support.profiles import SLOW
from support.strategies import REAL_ROUTES

ROUTES = ROOT / "routes"
ORACLE = ROOT / "tests" / "support" / "oracle"
BLOCKS, SIZE = 6, 250 if SLOW else 7
"""The made-up routes of the usual tests, in parts that can run beside each other."""


@pytest.mark.slow
@pytest.mark.parametrize("block", range(BLOCKS))
def test_the_library_says_what_the_oracle_says(block: int, tmp_path: Path) -> None:
    tally = tried(1, range(block * SIZE, (block + 1) * SIZE), tmp_path, SHARES)
    told = ["\n".join(described(name, one, compared, tmp_path)) for name, (one, compared) in tally.found.items()]
    assert not told, "\n\n".join(told)


@pytest.mark.slow
@pytest.mark.parametrize(("law", "number"), [("check", 2328), ("outlook", 2551), ("path", 4527)])
def test_what_once_differed_does_not_any_more(law: str, number: int, tmp_path: Path) -> None:
    tally = tried(1, range(number, number + 1), tmp_path, {law: 1}, grown=False)
    assert tally.routes == 1
    assert not tally.found


@pytest.mark.slow
def test_every_law_asks_something(tmp_path: Path) -> None:
    assert set(SHARES) == set(LAWS)
    tally = tried(1, range(40), tmp_path, dict.fromkeys(LAWS, 8))
    asked = {about.partition(":")[0] for about in tally.asked}
    assert asked >= {"decide", "duties", "resolve", "outlook", "reach", "path", "journey", "check", "diff", "cohort"}


# The oracle itself.


def test_the_oracle_knows_nothing_of_the_library() -> None:
    modules = [path for path in ORACLE.glob("*.py") if path.name != "__main__.py"]
    assert len(modules) > 5
    for path in modules:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                assert not any(one.name.startswith("routekaart") for one in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level < 2
                assert not (node.module or "").startswith("routekaart")


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL_ROUTES)
def test_the_oracle_says_what_domain_experts_wrote_down(name: str) -> None:
    route = read_file(ROUTES / f"{name}.yaml")
    students = YAML(typ="base", pure=True).load(ROUTES / f"{name}.tests.yaml")["students"]
    asked = [one for one in students if "outcome" in one]
    assert len(asked) > 20
    for one in asked:
        answer = decide(route, one["step"], one.get("facts", {}), date.fromisoformat(one.get("on", "2026-01-01")))
        assert answer.outcome == one["outcome"]
        assert answer.target == one.get("target", answer.target)
        assert answer.missing == frozenset(one.get("missing", answer.missing))


@pytest.mark.parametrize(
    ("day", "on", "unit", "since", "until"),
    [
        ("2008-02-29", "2026-02-28", "years", 17, 0),
        ("2008-02-29", "2026-03-01", "years", 18, 0),
        ("2025-11-30", "2026-02-28", "months", 3, 0),
        ("2026-03-01", "2025-02-28", "years", 0, 2),
        ("2026-02-28", "2025-02-28", "years", 0, 1),
        ("2026-01-15", "2026-01-01", "weeks", 0, 2),
        ("2026-01-16", "2026-01-01", "weeks", 0, 3),
    ],
)  # fmt: skip
def test_the_oracle_counts_as_the_format_says(day: str, on: str, unit: str, since: int, until: int) -> None:
    days = date.fromisoformat(day), date.fromisoformat(on)
    assert counted(*days, unit, "since") == since  # type: ignore[arg-type]
    assert counted(*days, unit, "until") == until  # type: ignore[arg-type]


def test_a_moved_date_is_clamped() -> None:
    assert moved(date(2024, 2, 29), 1, "years") == date(2025, 2, 28)
    assert moved(date(2026, 1, 31), 1, "months") == date(2026, 2, 28)
    assert moved(date(2026, 3, 31), -13, "months") == date(2025, 2, 28)


@pytest.mark.parametrize("number", range(10))
def test_no_day_is_unlike_the_days_that_are_tried(number: int) -> None:
    """Every day in ten years has all counts and comparisons of one of the days that stand for all."""
    dice = Dice(7, number)
    route = read(as_yaml(made_up_route(dice)))
    on = reference_date(dice, route)
    there = world(route, on, [one.when for step in route.steps.values() for one in step.transitions], route.facts)
    for name in there.told:
        if route.facts[name].type == "date":
            kinds = {_kind(there, name, day) for day in values_of([there], name, {}) if isinstance(day, date)}
            days = [on + timedelta(days=offset) for offset in range(-1800, 1800, 7)]
            assert {_kind(there, name, day) for day in (EARLIEST, *days, LATEST)} <= kinds


def _kind(there: World, name: str, day: date) -> tuple[int, ...]:
    """On which side of each limit a date and all that is read off it lie."""
    values: dict[str, Value] = {name: day}
    for other, definition in there.follows:
        if isinstance(definition, Count | Moved) and definition.day in values:
            start = values[definition.day]
            assert isinstance(start, date)
            values[other] = read_off(start, definition, there.on)
    return tuple(side_of(value, cut) for other, value in values.items() for cut in sorted(there.cuts.get(other, ())))


def test_what_differs_is_made_small() -> None:
    data = made_up_route(Dice(1, 1))
    (least,) = smaller([data], lambda files: "datum_0" in files[0].get("facts", {}))
    assert list(least["facts"]) == ["datum_0"]
    assert "partners" not in least
