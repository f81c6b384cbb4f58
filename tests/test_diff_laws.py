"""Laws of comparing two versions: what is told holds, and what is not told is not there, by trying every student."""

from datetime import date, timedelta

import bruteforce
import explicit_diff as explicit
from edits import edited
from hypothesis import assume, given
from hypothesis import strategies as st
from profiles import examples, use_profile
from strategies import SPECIAL_DAYS, generated_routes

from routekaart.comparison import Comparison, compare
from routekaart.comparison.comparison import Region
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


def applies(region: Region, on: date) -> bool:
    """Whether a region speaks of a reference date."""
    if not region.every_day:
        return region.old.on == on
    return any(
        (period.since is None or period.since <= on) and (period.until is None or on < period.until)
        for period in region.periods
    )


def is_in(region: Region, student: explicit.Both, on: date) -> bool:
    return explicit.meets(region.when, {**student.told, **(student.old or {}), **(student.new or {})}, on)


def check_day(old: Route, new: Route, found: Comparison, on: date) -> bool:
    """Compare what was found with every student of a day; whether anything changed for somebody."""
    everybody = explicit.students(old, new, on)
    assume(everybody is not None)
    assert everybody is not None
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
        for step in old.steps.values():
            was = bruteforce.answer(step, student.old, before)
            becomes = bruteforce.answer(new.steps[step.id], student.new, after)
            changes = [one for one in found.next_steps if one.old_step == step.id]
            answers = {
                (one.was.target or one.was.outcome, one.becomes.target or one.becomes.outcome)
                for one in changes
                if applies(one.region, on) and is_in(one.region, student, on)
            }
            expected = {(was.strip("<>"), becomes.strip("<>"))} if was != becomes else set()
            assert answers == expected or (any(not one.region.every_day for one in changes) and answers <= expected)
            different |= was != becomes
            check_duties(old, new, found, on, student, step.id)
            gone, come = _duties(old, new, student, step.id, on)
            different |= bool(gone or come)
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


@given(versions(), st.one_of(st.sampled_from(SPECIAL_DAYS), st.dates(date(2023, 1, 1), date(2027, 12, 31))))
@examples(3)
def test_what_is_told_is_exactly_what_changes_for_some_student(versions: tuple[Route, Route], other: date) -> None:
    old, new = versions
    found = compare(old, new)
    days = days_of(old, new, other)
    different = [check_day(old, new, found, on) for on in days]
    assert not [note for note in found.unproven if "fout" in note.text.nl]
    if any(different):
        assert found.same_meaning is not True
