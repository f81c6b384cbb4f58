"""How much work a decision is, counted in instructions and calls: when a fast path is lost, these tell."""

from collections.abc import Iterator, Mapping
from functools import partial

import pytest
from generated import decision_table, students_at
from students import STEPS, Student, complete, partly_known, with_a_gap
from support.work import Work, work_of

import routekaart
from routekaart import Route
from routekaart.deciding.decider import Decider
from routekaart.deciding.duties import duties_at
from routekaart.model import evaluation

ON = "2026-03-01"
BEFORE = 5
"""How often a decision is made before it is counted: from then on, what is worth while to keep has been made."""

# The bounds are what decisions take now, and about a sixth more for other versions of Python. Lower them when a
# decision becomes less work; never raise them without a reason that is written here.
MOST_KNOWN = 180
"""Bytecode instructions of a decision when everything is known."""
MOST_UNKNOWN = 180
"""The same when something is not."""
MOST_NEW = 7_900
"""The same about a student who is new, but like an earlier one in all that the step asks for.

It was 6,600, and 15,000 for who was the first in her process: what followed from a date of an earlier student was kept.
Now it is found each time, and what an application gives is first made a value of Python itself (6,900 together). And
each question opens a budget, of which the searches under it spend (400). An age tells of the leerplicht too (200).
Whether time can change the decision is looked at here, once for all who are alike (300).
"""
MOST_GROWTH = 1.2
"""How many times more instructions a step of 200 transitions may take than one of 20."""
TELLING = ("deciding.explanation", "deciding.reasons", "model.wording")
"""The modules that put a decision into words."""


@pytest.fixture
def route() -> Route:
    return routekaart.load("roc_bbl")


def decision_work(route: Route, step: str, facts: Mapping[str, object]) -> Work:
    """The work of a decision that has been made before."""
    for _ in range(BEFORE):
        route.decide(step, facts, on=ON)
    return work_of(lambda: route.decide(step, facts, on=ON).target)


def all_kinds() -> Iterator[Student]:
    """Two students at each step: of one everything is known."""
    return iter((*complete()[: len(STEPS)], *with_a_gap()[: len(STEPS)]))


@pytest.mark.parametrize("step", STEPS)
def test_a_decision_is_little_work(step: str, route: Route) -> None:
    known = max(decision_work(route, at, facts).instructions for at, facts in complete() if at == step)
    unknown = max(decision_work(route, at, facts).instructions for at, facts in partly_known() if at == step)
    assert known <= MOST_KNOWN
    assert unknown <= MOST_UNKNOWN


def test_the_work_is_the_same_each_time(route: Route) -> None:
    work = [decision_work(route, *student) for student in all_kinds() for _ in range(2)]
    assert work[::2] == work[1::2]
    assert all(one.instructions > 0 for one in work)


def test_a_new_student_who_is_like_an_earlier_one_is_little_work(route: Route) -> None:
    facts = {"leeftijd": 16, "startkwalificatie": False, "vrijstelling_kwalificatieplicht": False}
    decision_work(route, "P11", facts)
    younger = work_of(partial(route.decide, "P11", {**facts, "leeftijd": 15}, on=ON))
    assert younger.instructions <= MOST_NEW
    assert younger.calls_of(evaluation.holds) == 0


def test_an_equal_decision_evaluates_no_test_again(route: Route) -> None:
    first = work_of(partial(route.decide, *next(all_kinds()), on=ON))
    assert first.calls_of(evaluation.holds) > 0
    for student in all_kinds():
        assert decision_work(route, *student).calls_of(evaluation.holds) == 0


def test_duties_of_who_is_alike_evaluate_no_test_again(route: Route) -> None:
    facts = {"leeftijd": 14, "overstap_andere_opleiding": False}
    for _ in range(BEFORE):
        route.duties("P12", facts, on=ON)
    again = work_of(partial(route.duties, "P12", {**facts, "leeftijd": 13}, on=ON))
    assert again.calls_of(evaluation.holds) == 0
    assert again.calls_of(duties_at) == 0


def test_later_days_of_who_is_alike_are_not_decided_about_again(route: Route) -> None:
    for born, decided in (("2008-04-05", True), ("2009-10-11", False)):
        facts = {"geboortedatum": born, "startkwalificatie": False, "vrijstelling_kwalificatieplicht": False}
        decision = route.decide("P13", facts, on=ON)
        work = work_of(lambda decision=decision: decision.changes_on)  # type: ignore[misc]
        assert decision.changes_on
        assert bool(work.calls_of(Decider.decide_known)) is decided


def test_where_no_time_matters_no_later_day_is_looked_for(route: Route) -> None:
    decision = route.decide("P3", {"geboortedatum": "2009-10-11", "heeft_werkplek": True}, on=ON)
    assert work_of(lambda: decision.changes_on).calls_in("foresight") == 0


@pytest.mark.slow
def test_nothing_is_told_unless_it_is_asked() -> None:
    for step, facts in all_kinds():
        route = routekaart.load("roc_bbl")
        decided = decision_work(route, step, facts)
        assert [decided.calls_in(module) for module in TELLING] == [0, 0, 0]
        explained = work_of(route.decide(step, facts, on=ON).explain)
        assert min(explained.calls_in(module) for module in TELLING) > 0


def test_a_larger_step_is_not_as_much_more_work() -> None:
    most = []
    for transitions in (20, 200):
        table = decision_table(transitions)
        most.append(max(decision_work(table, *student).instructions for student in students_at(table, 20)))
    assert most[1] <= MOST_GROWTH * most[0], f"{most[0]} and {most[1]} instructions"
