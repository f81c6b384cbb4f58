"""The journeys in `tests/journeys`: on every day the student is where the source says."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import routekaart
from routekaart import FactError, Journey, Network, Route
from routekaart.source import parse_document, plain

FOLDER = Path(__file__).parent / "journeys"
ROUTES = Path(__file__).parents[1] / "routes"
FILES = tuple(sorted(FOLDER.glob("*.yaml")))
FEWEST = 10
KEYS = {
    "day", "learn", "advance", "place", "correct", "hand_over", "position", "decides", "to", "ask", "responsible",
    "contacts", "action", "do", "maybe", "due", "changes_on", "stopped", "refused", "here_for", "outcome",
}  # fmt: skip
ROLES = {"responsible": "responsible", "contacts": "contact", "action": "action"}


@dataclass(frozen=True)
class Example:
    """One journey in a file."""

    route: str
    name: str
    source: str
    days: list[dict[str, Any]]
    start: str | None = None

    def __str__(self) -> str:
        return f"{self.route}: {self.name}"


@cache
def network() -> Network:
    return routekaart.network(ROUTES)


def route(name: str) -> Route:
    return network().routes[name]


@cache
def examples_in(path: Path) -> tuple[Example, ...]:
    document = plain(parse_document(path.read_text(encoding="utf-8"), path.name).root)
    return tuple(Example(document["route"], **written) for written in document["journeys"])


ALL_EXAMPLES = [example for path in FILES for example in examples_in(path)]


@pytest.mark.parametrize("example", ALL_EXAMPLES, ids=str)
def test_on_every_day_the_student_is_where_the_source_says(example: Example) -> None:
    journey = Journey.start(route(example.route), on=str(example.days[0]["day"]), step=example.start)
    for day in example.days:
        assert day.keys() <= KEYS
        journey = lived(journey, day)
        compare(journey, day)
        kept = json.loads(json.dumps(journey.to_dict()))
        assert Journey.from_dict(kept, journey.route) == journey


def lived(journey: Journey, day: dict[str, Any]) -> Journey:
    on = str(day["day"])
    journey = journey.at(on)
    if "refused" in day:
        with pytest.raises(FactError, match=day["refused"]):
            told(journey, day, on)
    else:
        journey = told(journey, day, on)
    if "advance" in day:
        journey = journey.advance(on=on, steps=day["advance"])
    if "place" in day:
        journey = journey.place(**day["place"], on=on)
    if "hand_over" in day:
        to = (day["hand_over"]["route"], day["hand_over"]["step"])
        (link,) = (one for one in network().hand_overs(journey) if (one.to_route, one.to_step) == to)
        transfer = network().hand_over(journey, link, on=on)
        origin = transfer.received.log[0].origin  # type: ignore[union-attr]
        assert origin is not None
        assert (origin.route.id, origin.place) == (journey.route.id, journey.position)
        journey = transfer.received
    return journey


def told(journey: Journey, day: dict[str, Any], on: str) -> Journey:
    if "correct" in day:
        correct = {"since": None, "until": None, **day["correct"]}
        journey = journey.correct(correct["facts"], since=correct["since"], until=correct["until"], on=on)
        instead = journey.corrections[-1].instead
        assert instead is not None
        assert instead.position == correct["instead"]
    return journey.learn(day["learn"], on=on) if "learn" in day else journey


def compare(journey: Journey, day: dict[str, Any]) -> None:
    seen: dict[str, Any] = {"position": journey.position}
    last = journey.log[-1]
    decision = journey.decision
    if decision is not None:
        changes = decision.changes_on
        seen |= {"decides": decision.outcome, "to": decision.target, "changes_on": str(changes or "never")}
    seen["ask"] = set(journey.open_questions)
    seen["stopped"] = getattr(last, "stopped", None)
    seen["due"] = {due.title: str(due.on) for due in journey.due if due.title in day.get("due", ())}
    seen["here_for"] = {unit: journey.time_here(unit) for unit in day.get("here_for", ())}
    seen["outcome"] = journey.route.ends[journey.position].outcome if journey.ended else None
    for key, role in ROLES.items():
        seen[key] = {duty.id for duty in journey.duties.partners if duty.role == role and duty.holds}
    for key, holds in (("do", True), ("maybe", None)):
        actions = [duty.text for duty in journey.duties.actions if duty.holds is holds]
        wanted = day.get(key, [])
        matching = len(actions) == len(wanted) and all(map(str.startswith, actions, wanted))
        seen[key] = wanted if matching else actions
    expected = {key: day[key] for key in seen if key in day}
    for key in ("ask", *ROLES):
        if key in expected:
            expected[key] = set(expected[key])
    for key, value in expected.get("due", {}).items():
        expected["due"] = {**expected["due"], key: str(value)}
    if "changes_on" in expected:
        expected["changes_on"] = str(expected["changes_on"])
    assert {key: seen[key] for key in expected} == expected, day["day"]


@pytest.mark.parametrize("example", ALL_EXAMPLES, ids=str)
def test_a_journey_says_where_its_source_is(example: Example) -> None:
    assert example.source.split()[0] in route(example.route).sources
    assert all("position" in day for day in example.days)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_route_has_enough_journeys(path: Path) -> None:
    assert {example.route for example in examples_in(path)} == {path.stem}
    assert len(examples_in(path)) >= FEWEST


def test_every_bundled_route_has_journeys() -> None:
    assert tuple(path.stem for path in FILES) == routekaart.bundled_names()
