"""The strategies for applications: what they make can exist, comes near every limit, and shrinks to little."""

import doctest
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from support.places import ROOT
from support.profiles import examples, use_profile
from support.strategies import REAL_ROUTES, generated_routes, real_route

import routekaart
import routekaart.testing
from routekaart import FactError, FactProblem, Journey, Route
from routekaart.model.condition import Value
from routekaart.testing import dates, facts, histories, students
from routekaart.testing.route_tests.goal_search import GoalSearch
from routekaart.testing.route_tests.goals import goals_of

use_profile()
LOOKING = settings(database=None, max_examples=3000, suppress_health_check=list(HealthCheck))
ANY_ROUTE = st.sampled_from(REAL_ROUTES).map(real_route) | generated_routes()


@given(data=st.data(), route=ANY_ROUTE, complete=st.booleans())
@examples()
def test_a_student_is_never_refused(data: st.DataObject, route: Route, complete: bool) -> None:
    step = data.draw(st.sampled_from((None, *route.steps)))
    student = data.draw(students(route, step=step, complete=complete))
    decision = student.decide()
    assert step in (None, student.step)
    assert dict(decision.facts).keys() == student.facts.keys()
    if complete:
        assert decision.outcome != "needs_facts"
        duties = route.duties(student.step, student.facts, on=student.on)
        assert all(one.holds for one in duties.actions)
        assert all(one.holds for one in duties.partners)
        assert all(one.holds for one in duties.supports)


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL_ROUTES)
def test_students_come_to_every_transition_and_nearly_every_limit(name: str) -> None:
    route = real_route(name)
    search = GoalSearch(route, goals_of(route))
    left = {number for number, goal in enumerate(search.goals) if goal.kind in ("transitions", "values")}
    left = {number for number in left if search.somebody(search.goals[number]) == "yes"}
    wanted = len(left)

    @settings(max_examples=40, database=None, derandomize=True)
    @given(data=st.data())
    def look(data: st.DataObject) -> None:
        for step in route.steps:
            student = data.draw(students(route, step=step, complete=True))
            left.difference_update(search.shown_by(step, student.decide().known, left))

    look()
    assert len(left) <= 0.35 * wanted, [search.goals[number].text.nl for number in sorted(left)]


@pytest.mark.parametrize("name", REAL_ROUTES)
@settings(max_examples=10)
@given(data=st.data())
def test_a_history_is_a_journey_that_can_be_kept(name: str, data: st.DataObject) -> None:
    route = real_route(name)
    journey = data.draw(histories(route))
    assert journey.position in (*route.steps, *route.ends)
    assert Journey.from_dict(journey.to_dict(), route) == journey


@pytest.mark.slow
def test_histories_move_and_end() -> None:
    route = real_route("roc_bbl")
    found = find(histories(route), lambda journey: journey.ended, settings=settings(LOOKING, phases=[Phase.generate]))
    assert found.ended


@given(data=st.data(), route=ANY_ROUTE)
@examples(0.5)
def test_facts_are_each_of_their_type(data: st.DataObject, route: Route) -> None:
    given_facts = data.draw(facts(route, on=date(2026, 3, 1)))
    problems = problems_with(route, given_facts)
    assert {problem.kind for problem in problems} <= {"conflict", "invalid_value"}
    # A date can be wrong by the day on which it is told: it lies after it, or gives an age that nobody has.
    assert {route.facts[one.fact].kind for one in problems if one.kind == "invalid_value"} <= {"date"}


def problems_with(route: Route, given_facts: dict[str, Value]) -> tuple[FactProblem, ...]:
    try:
        route.resolve(given_facts, on="2026-03-01")
    except FactError as error:
        return error.problems
    return ()


def test_dates_come_near_birthdays_and_the_law() -> None:
    route = real_route("roc_bbl")
    born = {"geboortedatum": date(2009, 3, 1)}
    for day in (date(2027, 3, 1), date(2027, 2, 28)):
        assert find(dates(route, born), day.__eq__, settings=LOOKING) == day
    for day in (date(2026, 1, 1), date(2025, 12, 31), date(2028, 2, 29)):
        assert find(dates(route), day.__eq__, settings=LOOKING) == day


@pytest.mark.slow
def test_a_student_shrinks_to_what_matters() -> None:
    route = real_route("roc_bbl")
    adult = find(students(route, step="P11"), lambda one: one.decide().target == "P13", settings=LOOKING)
    assert set(adult.facts) <= {"geboortedatum", "leeftijd", "startkwalificatie"}
    anybody = find(students(route), bool, settings=LOOKING)
    assert (anybody.step, anybody.facts) == ("P1", {})


@pytest.mark.slow
def test_what_is_shown_of_a_failure_is_short() -> None:
    route = real_route("roc_bbl")
    student = find(students(route, step="P11"), bool, settings=LOOKING)
    assert len(repr(student)) < 200
    assert len(repr(students(route))) < 200


def test_an_unknown_step_is_told_at_once() -> None:
    with pytest.raises(routekaart.UnknownNameError):
        students(real_route("roc_bbl"), step="P99")


@pytest.mark.slow
def test_the_docstring_and_the_manual_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testmod(routekaart.testing)
    assert (failed, tried > 3) == (0, True)
    failed, tried = doctest.testfile(str(ROOT / "docs" / "testing.md"), module_relative=False)
    assert (failed, tried > 5) == (0, True)
