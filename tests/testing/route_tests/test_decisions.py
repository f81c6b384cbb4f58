"""The students of `routes/*.tests.yaml`: each decision comes out, and no transition, end or wait is unseen."""

from functools import cache

import pytest
from support.places import ROOT

import routekaart
from routekaart.deciding.decision import Decision
from routekaart.files.shelf import Shelf
from routekaart.testing.route_tests.results_report import failure_lines
from routekaart.testing.route_tests.runner import run_student
from routekaart.testing.route_tests.tests_file import RouteTests, read_tests

FOLDER = ROOT / "routes"
FEWEST = 20


@cache
def shelf() -> Shelf:
    return Shelf()


@cache
def file_of(name: str) -> RouteTests:
    read = read_tests(FOLDER / f"{name}.tests.yaml", shelf())
    assert read.tests is not None, read.diagnostics
    return read.tests


ROUTES = tuple(sorted(path.name.removesuffix(".tests.yaml") for path in FOLDER.glob("*.tests.yaml")))
STUDENTS = [(name, index) for name in ROUTES for index in range(len(file_of(name).students))]


def decisions_of(name: str) -> list[Decision]:
    tests = file_of(name)
    return [tests.route.decide(one.step, one.facts, on=one.on) for one in tests.students if one.refused is None]


@pytest.mark.parametrize(("name", "index"), STUDENTS, ids=str)
def test_the_decision_is_what_the_source_says(name: str, index: int) -> None:
    tests = file_of(name)
    student, result = tests.students[index], run_student(tests, index)
    assert result.passed, "\n".join(failure_lines(tests, result, "nl"))
    assert (student.outcome is None) == (student.refused is not None)
    assert (student.target is None) == (student.outcome in ("needs_facts", None))
    assert (student.missing is None) == (student.outcome != "needs_facts")


@pytest.mark.parametrize(("name", "index"), STUDENTS, ids=str)
def test_the_source_of_a_decision_is_a_source_of_the_route(name: str, index: int) -> None:
    tests = file_of(name)
    (source,) = tests.students[index].source
    assert source.split()[0] in tests.route.sources


def test_every_bundled_route_has_decisions() -> None:
    assert routekaart.bundled_names() == ROUTES


@pytest.mark.parametrize("name", ROUTES)
def test_the_file_is_named_after_its_route(name: str) -> None:
    assert file_of(name).route.id == name


@pytest.mark.parametrize("name", ROUTES)
def test_a_route_has_at_least_twenty_decisions_with_names_of_their_own(name: str) -> None:
    names = [student.name for student in file_of(name).students]
    assert len(names) >= FEWEST
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", ROUTES)
def test_each_transition_is_taken_by_somebody(name: str) -> None:
    taken = {(decision.step_id, id(decision.transition)) for decision in decisions_of(name)}
    unseen = [
        f"{step.id} {number} to {transition.to}"
        for step in file_of(name).route.steps.values()
        for number, transition in enumerate(step.transitions, start=1)
        if (step.id, id(transition)) not in taken
    ]
    assert unseen == []


@pytest.mark.parametrize("name", ROUTES)
def test_each_end_is_reached_by_somebody(name: str) -> None:
    reached = {decision.target for decision in decisions_of(name)}
    assert set(file_of(name).route.ends) - reached == set()


@pytest.mark.parametrize("name", ROUTES)
def test_each_step_that_lets_a_student_wait_is_seen_to_do_so(name: str) -> None:
    waiting = {step.id for step in file_of(name).route.steps.values() if step.otherwise == "stay"}
    assert waiting - {decision.step_id for decision in decisions_of(name) if decision.outcome == "stay"} == set()


@pytest.mark.parametrize("name", ROUTES)
def test_each_step_is_left_or_waited_in_by_somebody(name: str) -> None:
    assert {student.step for student in file_of(name).students} == set(file_of(name).route.steps)
