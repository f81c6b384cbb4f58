"""Laws of comparing two versions: what is told holds, and what is not told is not there, by trying every student."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support import bruteforce
from support import explicit_diff as explicit
from support.edits import edited
from support.mutants import Mutant, mutants_of
from support.profiles import SLOW, examples, use_profile
from support.strategies import REAL_ROUTES, SPECIAL_DAYS, generated_routes, real_route

from routekaart.comparison import Comparison, compare
from routekaart.comparison.changes import Region
from routekaart.model.condition import All, AnyOf, Not
from routekaart.model.step import Step
from routekaart.route import Route

use_profile()


@st.composite
def versions(draw: st.DrawFn) -> tuple[Route, Route]:
    """A route and a new version of it."""
    old = draw(generated_routes())
    return old, draw(edited(old))


def days_of(old: Route, new: Route, other: date) -> list[date]:
    """A day out of each period in which no limit of either version changes, and another day."""
    starts = {
        value.start
        for route in (old, new)
        for parameter in route.parameters.values()
        for value in parameter.values
        if value.start is not None
    }
    return sorted({other, *starts, *(start - timedelta(days=1) for start in starts)})


def every_date_can_be(route: Route, on: date) -> bool:
    """Whether each date by itself has some day; a route in which one has none, is one that `check` refuses."""
    lenient = replace(route, impossible=())
    dates = (name for name, fact in route.facts.items() if fact.kind == "date" and fact.derivation is None)
    return all(bruteforce.world(lenient, {}, on, names=[name]).students for name in dates)


def applies(region: Region, on: date) -> bool:
    """Whether a region speaks of a reference date."""
    if not region.every_day:
        return region.old.on == on
    return any(
        (period.since is None or period.since <= on) and (period.until is None or on < period.until)
        for period in region.periods
    )


def is_in(region: Region, student: explicit.Both, on: date) -> bool:
    old, new = student.would_be
    apart = {f"{name}@old": value for name, value in old.items()} | {
        f"{name}@new": value for name, value in new.items()
    }
    return explicit.meets(region.when, {**apart, **old, **new, **student.told}, on)


def check_day(old: Route, new: Route, found: Comparison, on: date) -> bool:
    """Compare what was found with every student of a day; whether anything changed for somebody."""
    everybody = explicit.students(old, new, on)
    assume(everybody is not None)
    assert everybody is not None  # for the type checker
    before, after = bruteforce.parameters_on(old, on), bruteforce.parameters_on(new, on)
    different = False
    for student in everybody:
        if student.old is None and student.new is None:
            continue
        if student.old is None or student.new is None:
            refused = {student.old is not None}
            told = {
                one.refused for one in found.admissions if applies(one.region, on) and is_in(one.region, student, on)
            }
            unsure = [one for one in found.admissions if not one.region.every_day]
            assert told == refused or (unsure and told <= refused)
            different |= bool(refused)
            continue
        different |= check_what_follows(old, new, found, on, student)
        for step in old.steps.values():
            different |= check_answer(step, new.steps[step.id], found, on, student, (before, after))
            check_duties(old, new, found, on, student, step.id)
            gone, come = _duties(old, new, student, step.id, on)
            different |= bool(gone or come)
    return different


def check_answer(
    step: Step,
    new_step: Step,
    found: Comparison,
    on: date,
    student: explicit.Both,
    parameters: tuple[bruteforce.Parameters, bruteforce.Parameters],
) -> bool:
    """Compare what is told of the next step with where one student goes; whether she goes elsewhere."""
    assert student.old is not None
    assert student.new is not None
    was = bruteforce.answer(step, student.old, parameters[0])
    becomes = bruteforce.answer(new_step, student.new, parameters[1])
    changes = [one for one in found.next_steps if one.old_step == step.id]
    answers = {
        (one.was.target or one.was.outcome, one.becomes.target or one.becomes.outcome)
        for one in changes
        if applies(one.region, on) and is_in(one.region, student, on)
    }
    expected = {(was.strip("<>"), becomes.strip("<>"))} if was != becomes else set()
    assert answers == expected or (any(not one.region.every_day for one in changes) and answers <= expected)
    return was != becomes


def check_what_follows(old: Route, new: Route, found: Comparison, on: date, student: explicit.Both) -> bool:
    """Compare what is told to follow otherwise with what does for one student; whether anything does."""
    assert student.old is not None
    assert student.new is not None
    different = False
    for name in (name for name in old.facts if name in new.facts and old.facts[name].kind == new.facts[name].kind):
        if old.facts[name].derivation is None or new.facts[name].derivation is None:
            continue
        was, becomes = student.old[name], student.new[name]
        changes = [one for one in found.follows if one.new_fact == name]
        here = [one for one in changes if applies(one.region, on) and is_in(one.region, student, on)]
        assert was != becomes or not here
        if was != becomes and old.facts[name].kind == "yes_no" and all(one.region.every_day for one in changes):
            assert {(one.was, one.becomes) for one in here} == {(was, becomes)}
        different |= was != becomes
    return different


def _duties(old: Route, new: Route, student: explicit.Both, step: str, on: date) -> tuple[set[str], set[str]]:
    assert student.old is not None
    assert student.new is not None
    before = explicit.duties(old, old.steps[step], student.old, bruteforce.parameters_on(old, on))
    after = explicit.duties(new, new.steps[step], student.new, bruteforce.parameters_on(new, on))
    return before - after, after - before


def check_duties(old: Route, new: Route, found: Comparison, on: date, student: explicit.Both, step: str) -> None:
    changes = [one for one in found.duties if one.old_step == step]
    here = [one for one in changes if applies(one.region, on) and is_in(one.region, student, on)]
    told = {one.was.nl for one in here if one.was}, {one.becomes.nl for one in here if one.becomes}
    expected = _duties(old, new, student, step, on)
    if any(not one.region.every_day for one in changes):
        assert told[0] <= expected[0]
        assert told[1] <= expected[1]
    else:
        assert told == expected


@pytest.mark.slow
@given(versions(), st.one_of(st.sampled_from(SPECIAL_DAYS), st.dates(date(2023, 1, 1), date(2027, 12, 31))))
@examples(1)
def test_what_is_told_is_exactly_what_changes_for_some_student(versions: tuple[Route, Route], other: date) -> None:
    old, new = versions
    found = compare(old, new)
    days = days_of(old, new, other)
    assume(all(every_date_can_be(route, on) for route in versions for on in [*days, *old.vocabulary.periods()]))
    assume(not any("ingewikkeld" in note.text.nl for note in found.unproven))
    different = [check_day(old, new, found, on) for on in days]
    assert not [note for note in found.unproven if "fout" in note.text.nl]
    if any(different):
        assert found.same_meaning is not True


@pytest.mark.slow
@given(versions())
@examples(0.5)
def test_the_way_back_tells_the_opposite(versions: tuple[Route, Route]) -> None:
    old, new = versions
    forward, back = compare(old, new), compare(new, old)
    assert forward.same_meaning is back.same_meaning
    answers = {(one.old_step, one.was.target, one.becomes.target) for one in forward.next_steps}
    assert answers == {(one.old_step, one.becomes.target, one.was.target) for one in back.next_steps}


@given(generated_routes())
@examples(0.3)
def test_a_route_means_the_same_as_itself(route: Route) -> None:
    found = compare(route, replace(route, title="Een andere titel"))
    assert found.same_meaning is True
    assert [change.field for change in found.texts] == ["title"]


@given(generated_routes(), st.data())
@examples(0.5)
def test_a_condition_that_is_written_otherwise_means_the_same(route: Route, data: st.DataObject) -> None:
    step = data.draw(st.sampled_from(list(route.steps.values())))
    rewritten = tuple(replace(one, when=Not(AnyOf((Not(one.when), Not(All(())))))) for one in step.transitions)
    new = replace(route, steps={**route.steps, step.id: replace(step, transitions=rewritten)})
    assert compare(route, new).same_meaning is True


SAMPLE = 1 if SLOW else 50


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL_ROUTES)
def test_a_fault_in_a_real_route_is_told_for_exactly_the_students_it_is_for(name: str) -> None:
    """A sample of the faults; with `ROUTEKAART_SLOW=1` all of them."""
    route = real_route(name)
    mutants = list(mutants_of(route))[::SAMPLE]
    changed = sum(_is_told_exactly(route, mutant) for mutant in mutants)
    assert changed > len(mutants) / 4


def _is_told_exactly(route: Route, mutant: Mutant) -> bool:
    found = compare(route, mutant.route)
    assert found.unproven == ()
    changed = False
    for name in mutant.step_ids:
        step, damaged = route.steps[name], mutant.route.steps[name]
        for on in route.vocabulary.periods():
            parameters = bruteforce.parameters_on(route, on), bruteforce.parameters_on(mutant.route, on)
            for student in explicit.students(route, mutant.route, on, (step, damaged)) or ():
                if student.old is not None and student.new is not None:
                    changed |= check_answer(step, damaged, found, on, student, parameters)
    assert not changed or found.same_meaning is False
    return changed
