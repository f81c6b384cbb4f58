"""The decisions in `tests/decisions`: each comes out, and no transition, end or wait of a route is unseen."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import routekaart
from routekaart.decision import Decision
from routekaart.route import Route
from routekaart.source import parse_document, plain

FOLDER = Path(__file__).parent / "decisions"
ROUTES = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))
FEWEST = 20


@dataclass(frozen=True)
class Example:
    """One student in a file: what is known, and what must come out."""

    route: str
    name: str
    step: str
    on: str
    facts: dict[str, object]
    outcome: str
    target: str | None
    missing: frozenset[str]
    source: str

    def __str__(self) -> str:
        return f"{self.route} {self.step}: {self.name}"

    def decide(self) -> Decision:
        return loaded(self.route).decide(self.step, self.facts, on=self.on)


@cache
def loaded(name: str) -> Route:
    return routekaart.load(name)


@cache
def examples_of(name: str) -> tuple[Example, ...]:
    path = FOLDER / f"{name}.yaml"
    document = plain(parse_document(path.read_text(encoding="utf-8"), path.name).root)
    return tuple(_example(document["route"], one) for one in document["decisions"])


def _example(route: str, written: dict[str, Any]) -> Example:
    missing = frozenset(written.pop("missing", ()))
    target = written.pop("target", None)
    return Example(route=route, target=target, missing=missing, **{**written, "on": str(written["on"])})


ALL_EXAMPLES = [example for name in ROUTES for example in examples_of(name)]


@pytest.mark.parametrize("example", ALL_EXAMPLES, ids=str)
def test_the_decision_is_what_the_source_says(example: Example) -> None:
    decision = example.decide()
    assert (decision.outcome, decision.target) == (example.outcome, example.target)
    assert set(decision.missing) == example.missing


@pytest.mark.parametrize("example", ALL_EXAMPLES, ids=str)
def test_the_source_of_a_decision_is_a_source_of_the_route(example: Example) -> None:
    assert example.source.split()[0] in loaded(example.route).sources


def test_every_bundled_route_has_decisions() -> None:
    assert routekaart.bundled_names() == ROUTES


@pytest.mark.parametrize("name", ROUTES)
def test_the_file_is_named_after_its_route(name: str) -> None:
    assert {example.route for example in examples_of(name)} == {name}


@pytest.mark.parametrize("name", ROUTES)
def test_a_route_has_at_least_twenty_decisions_with_names_of_their_own(name: str) -> None:
    names = [example.name for example in examples_of(name)]
    assert len(names) >= FEWEST
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", ROUTES)
def test_each_transition_is_taken_by_somebody(name: str) -> None:
    decisions = [example.decide() for example in examples_of(name)]
    taken = {(decision.step_id, id(decision.transition)) for decision in decisions}
    unseen = [
        f"{step.id} {number} to {transition.to}"
        for step in loaded(name).steps.values()
        for number, transition in enumerate(step.transitions, start=1)
        if (step.id, id(transition)) not in taken
    ]
    assert unseen == []


@pytest.mark.parametrize("name", ROUTES)
def test_each_end_is_reached_by_somebody(name: str) -> None:
    reached = {decision.target for decision in (example.decide() for example in examples_of(name))}
    assert set(loaded(name).ends) - reached == set()


@pytest.mark.parametrize("name", ROUTES)
def test_each_step_that_lets_a_student_wait_is_seen_to_do_so(name: str) -> None:
    decisions = [example.decide() for example in examples_of(name)]
    waiting = {step.id for step in loaded(name).steps.values() if step.otherwise == "stay"}
    assert waiting - {decision.step_id for decision in decisions if decision.outcome == "stay"} == set()


@pytest.mark.parametrize("name", ROUTES)
def test_each_step_is_left_or_waited_in_by_somebody(name: str) -> None:
    assert {example.step for example in examples_of(name)} == set(loaded(name).steps)
