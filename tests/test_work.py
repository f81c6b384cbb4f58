"""How much work a decision is, counted in instructions and calls: when a fast path is lost, these tell."""

from collections.abc import Mapping
from functools import partial

import pytest
from generated import decision_table, students_at
from students import STEPS, complete, partly_known, with_a_gap
from work import Work, work_of

import routekaart
from routekaart import Route, evaluation

ON = "2026-03-01"

# TIGHTEN: the bounds are what decisions take now, and about a sixth more for other versions of Python. Lower them when
# a decision becomes less work; never raise them without a reason that is written here.
MOST_KNOWN = 4_800
"""Bytecode instructions of a decision when everything is known."""
MOST_UNKNOWN = 16_000
"""The same when something is not."""
MOST_GROWTH = 5.0
"""How many times more instructions a step of 200 transitions may take than one of 20."""


@pytest.fixture(scope="module")
def route() -> Route:
    return routekaart.load("roc_bbl")


def decision_work(route: Route, step: str, facts: Mapping[str, object]) -> Work:
    """The work of a decision at a step that has been decided at before, about this same student."""
    route.decide(step, facts, on=ON)
    return work_of(lambda: route.decide(step, facts, on=ON).target)


@pytest.mark.parametrize("step", STEPS)
def test_a_decision_is_little_work(step: str, route: Route) -> None:
    known = max(decision_work(route, at, facts).instructions for at, facts in complete() if at == step)
    unknown = max(decision_work(route, at, facts).instructions for at, facts in partly_known() if at == step)
    assert (known <= MOST_KNOWN, unknown <= MOST_UNKNOWN) == (True, True), (
        f"{known} and {unknown} instructions at {step}"
    )


def test_the_work_is_the_same_each_time(route: Route) -> None:
    work = [decision_work(route, *student) for student in complete()[:8] for _ in range(2)]
    assert work[::2] == work[1::2]
    assert all(one.instructions > 0 for one in work)


def test_another_student_at_the_same_step_is_no_more_work(route: Route) -> None:
    """A step is prepared once, not once for each student."""
    students = [facts for at, facts in complete() if at == "P11"]
    route.decide("P11", students[0], on=ON)
    first_time = [work_of(partial(route.decide, "P11", facts, on=ON)) for facts in students[1:]]
    assert max(work.instructions for work in first_time) <= MOST_KNOWN


def test_only_the_first_decision_at_a_step_evaluates_tests() -> None:
    fresh = routekaart.load("roc_bbl")
    for step, facts in (*complete()[:4], *with_a_gap()[:4]):
        first, second = (work_of(partial(fresh.decide, step, facts, on=ON)) for _ in range(2))
        assert second.calls_of(evaluation.holds) == 0
        if (step, facts) == complete()[0]:
            assert first.calls_of(evaluation.holds) > 0


def test_nothing_is_told_unless_it_is_asked(route: Route) -> None:
    for step, facts in (*complete()[:4], *with_a_gap()[:4]):
        decided = decision_work(route, step, facts)
        assert (decided.calls_in("explanation"), decided.calls_in("reasons"), decided.calls_in("wording")) == (0, 0, 0)
        explained = work_of(route.decide(step, facts, on=ON).explain)
        assert min(explained.calls_in("explanation"), explained.calls_in("reasons"), explained.calls_in("wording")) > 0


def test_a_larger_step_is_not_as_much_more_work() -> None:
    most = []
    for transitions in (20, 200):
        table = decision_table(transitions)
        students = students_at(table, 20)
        most.append(max(decision_work(table, *student).instructions for student in students))
    assert most[1] <= MOST_GROWTH * most[0], f"{most[0]} and {most[1]} instructions"
