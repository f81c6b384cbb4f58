"""Runs the tests of a route and compares the results with what was expected."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from time import perf_counter

from routekaart.diagnostics.diagnostic import PartPath
from routekaart.diagnostics.witness import decide_command
from routekaart.model.fact_problems import FactError
from routekaart.route import Route
from routekaart.testing.route_tests.expecting import REFUSALS, actual_at_step, compared, not_refused, refusal_differs
from routekaart.testing.route_tests.journey_runs import run_journey
from routekaart.testing.route_tests.results import Failure, Observation, Refusal, Result
from routekaart.testing.route_tests.tests_file import RouteTests, Section
from routekaart.testing.route_tests.tests_format import StudentData


def run_tests(tests: RouteTests, containing: str = "") -> Iterator[Result]:
    """The result of each test, in the order of the file; only of tests with `containing` in their name."""
    words = containing.casefold()
    for section, index, name in tests.listed:
        if words in name.casefold():
            yield run_test(tests, section, index)


def run_test(tests: RouteTests, section: Section, index: int) -> Result:
    """The result of one test of the file, with how long it took."""
    began = perf_counter()
    result = run_student(tests, index) if section == "students" else run_journey(tests, index)
    return replace(result, seconds=perf_counter() - began)


def run_student(tests: RouteTests, index: int) -> Result:
    """The result of one student of the file."""
    student, route = tests.students[index], tests.route
    path: PartPath = ("students", index)
    span = tests.span(path)
    name = student.name
    try:
        decision = route.decide(student.step, student.facts, on=student.on)
        duties = route.duties(student.step, student.facts, on=student.on)
    except REFUSALS as error:
        mismatch = refusal_differs(student.refused, error)
        if mismatch is None:
            days = _days(route, student.on) if isinstance(error, FactError) else ()
            refusals = tuple(Refusal(name, student.facts, day) for day in days)
            return Result(name, "students", span, (), (), refusals)
        failure = Failure(None, span, (mismatch,), None, None)
        return Result(name, "students", span, (failure,), (), ())
    mismatches = list(compared(student, actual_at_step(decision, duties)))
    if student.refused is not None:
        mismatches.insert(0, not_refused(student.refused))
    failures: tuple[Failure, ...] = ()
    if mismatches:
        command = decide_command(tests.called, student.step, dict(decision.facts), student.on, tests.route.chosen)
        failures = (Failure(None, span, tuple(mismatches), decision, command),)
    observations = tuple(_observations(name, student, route))
    return Result(name, "students", span, failures, observations, ())


def _observations(name: str, student: StudentData, route: Route) -> Iterator[Observation]:
    """A student on the reference date; without one, on each period's day on which the student can exist.

    Without a date, the decision is the same on all of them.
    """
    for day in _days(route, student.on):
        try:
            decision = route.decide(student.step, student.facts, on=day)
        except FactError:
            continue
        yield Observation(name, student.step, decision.known, decision)


def _days(route: Route, on: date | None) -> tuple[date, ...]:
    return (on,) if on else route.vocabulary.periods()
