"""The proofs: what they find in the literal text of the sources, and that they agree with trying every student."""

import re
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import assume, given
from hypothesis import strategies as st
from support import bruteforce
from support.places import DATA
from support.profiles import examples, use_profile
from support.strategies import Case, generated_cases, generated_routes, reference_dates
from support.subjects import findings_of, subject_of
from support.walk_routes import walk_routes

import routekaart
from routekaart import Route, Step
from routekaart.checking.analysis.proving import AtStep, conditional_parts
from routekaart.checking.analysis.ways import is_taken_by_nobody
from routekaart.checking.checks import (
    always_true_condition,
    first_not_needed,
    gap,
    impossible_condition,
    needless_transition,
    overlap,
    redundant_test,
    shadowed_transition,
    unreachable_otherwise,
)
from routekaart.cli import main
from routekaart.diagnostics.diagnostic import Finding
from routekaart.model.condition import All, AnyOf, Condition, Not

use_profile()
LITERAL = sorted((DATA / "routes" / "literal").glob("*.yaml"))
LARGEST_WORLD = 2000


@pytest.mark.parametrize("file", LITERAL, ids=lambda path: path.stem)
def test_the_literal_text_of_a_source_has_the_fault_that_is_registered(
    file: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)
    # The files are kept as they were registered; that editors miss a line in them is not about the source.
    told = (one for one in routekaart.check(file.name).diagnostics if one.rule != "missing-modeline")
    shown = "".join(f"{one.render()}\n" for one in told)
    expected = file.with_suffix(".expected")
    if request.config.getoption("--update-expected"):
        expected.write_text(shown, encoding="utf-8")
    assert shown == expected.read_text(encoding="utf-8")
    assert "error[gap]" in shown or "error[overlap]" in shown
    for command in re.findall(r"probeer: (.*)$", shown, flags=re.MULTILINE):
        result = CliRunner().invoke(main, shlex.split(command)[1:])
        assert result.exit_code == 0, result.output
        shows_it = ("spreekt zichzelf tegen", "heeft hier een gat", "Blijft in A")
        assert any(words in result.output for words in shows_it), result.output


@dataclass(frozen=True)
class Tried:
    """Every student at a step on one day, with the truth of each transition and the answer."""

    truths: list[tuple[bool, ...]]
    answers: set[str]

    def holds(self, number: int) -> bool:
        return any(truths[number] for truths in self.truths)

    def comes_first(self, number: int) -> bool:
        return any(truths[number] and not any(truths[:number]) for truths in self.truths)

    def nothing_holds(self) -> bool:
        return any(not any(truths) for truths in self.truths)


def tried(route: Route, step: Step, on: date) -> Tried:
    """All students of the reference, one by one."""
    everyone = bruteforce.world(route, {}, on, bruteforce.conditions_of(step))
    truths = [
        tuple(bruteforce.is_true(transition.when, student, everyone.parameters) for transition in step.transitions)
        for student in everyone.students
    ]
    answers = {bruteforce.answer(step, student, everyone.parameters) for student in everyone.students}
    return Tried(truths, answers)


def at(findings: Iterable[Finding], *path: str | int) -> list[Finding]:
    """The findings in one part of the route."""
    return [finding for finding in findings if finding.path[: len(path)] == path]


def is_proven(finding: Finding) -> bool:
    return "niet bewezen" not in finding.text.nl


@pytest.mark.slow
@given(route=generated_routes())
@examples(0.8)
def test_gap_and_overlap_agree_with_trying_every_student(route: Route) -> None:
    subject = subject_of(route)
    for step in route.steps.values():
        days = [proof.on for proof in AtStep(subject, step).proofs]
        small = [
            day
            for day in days
            if bruteforce.size_of_world(route, {}, day, bruteforce.conditions_of(step)) < LARGEST_WORLD
        ]
        assume(small == days and all(bruteforce.somebody_exists(route, day) for day in days))
        answers = set().union(*(tried(route, step, day).answers for day in days))
        gaps = at(findings_of(gap.CHECK, subject), "steps", step.id)
        overlaps = at(findings_of(overlap.CHECK, subject), "steps", step.id)
        assert bool(gaps) == (bruteforce.STUCK in answers and bool(step.transitions))
        assert bool(overlaps) == (bruteforce.AMBIGUOUS in answers)
        assert all(map(is_proven, [*gaps, *overlaps]))


@pytest.mark.slow
@given(route=generated_routes(), others=st.lists(reference_dates(), min_size=2, max_size=4))
@examples(3)
def test_what_is_said_never_to_happen_happens_to_no_student_on_any_day(route: Route, others: list[date]) -> None:
    subject = subject_of(route)
    for step in route.steps.values():
        made = AtStep(subject, step).proofs
        size = bruteforce.size_of_world(route, {}, made[0].on, bruteforce.conditions_of(step))
        assume(size < LARGEST_WORLD and all(bruteforce.somebody_exists(route, proof.on) for proof in made))
        seen = [tried(route, step, day) for day in (*(proof.on for proof in made), *others)]
        settled = all(proof.grid.dates.same_every_day for proof in made)
        for number in range(len(step.transitions)):
            path = ("steps", step.id, "transitions", number)
            if at(findings_of(impossible_condition.CHECK, subject), *path):
                assert not any(one.holds(number) for one in seen)
            elif settled and number and step.policy == "first":
                claimed = bool(at(findings_of(shadowed_transition.CHECK, subject), *path))
                never_first = not any(one.comes_first(number) for one in seen)
                assert claimed == (never_first and any(one.holds(number) for one in seen))
            if at(findings_of(shadowed_transition.CHECK, subject), *path):
                assert not any(one.comes_first(number) for one in seen)
        everybody = at(findings_of(always_true_condition.CHECK, subject), "steps", step.id, "transitions")
        if everybody or at(findings_of(unreachable_otherwise.CHECK, subject), "steps", step.id):
            assert not any(one.nothing_holds() for one in seen)
        elif settled and step.otherwise and step.transitions:
            assert any(one.nothing_holds() for one in seen)


@pytest.mark.slow
@given(case=generated_cases(), more=st.lists(reference_dates(), min_size=3, max_size=3))
@examples(1)
def test_a_step_that_passes_the_checks_never_leaves_a_student_stuck_or_with_two_ways(
    case: Case, more: list[date]
) -> None:
    subject = subject_of(case.route)
    told = {finding.path[1] for check in (gap, overlap) for finding in findings_of(check.CHECK, subject)}
    for step in case.route.steps.values():
        if step.id not in told and (step.transitions or step.otherwise):
            for day in (case.on, *more):
                inputs = {name: value for name, value in case.facts.items() if not case.route.facts[name].derivation}
                try:
                    outcome = case.route.decide(step.id, inputs, on=day).outcome
                except routekaart.FactError:
                    continue
                assert outcome not in ("stuck", "ambiguous")


def parts_left_out(condition: Condition) -> Iterator[Condition]:
    """The condition with one part of an `all` or `any` left out, in every way."""
    match condition:
        case Not(part):
            yield from (Not(rest) for rest in parts_left_out(part))
        case All(parts) | AnyOf(parts):
            for number, part in enumerate(parts):
                around = (parts[:number], parts[number + 1 :])
                for rest in [(), *((one,) for one in parts_left_out(part))] if len(parts) > 1 else ():
                    yield type(condition)((*around[0], *rest, *around[1]))
                if len(parts) == 1:
                    yield from (type(condition)((rest,)) for rest in parts_left_out(part))


@pytest.mark.slow
@given(route=generated_routes(), others=st.lists(reference_dates(), min_size=1, max_size=2))
@examples(0.8)
def test_a_redundant_test_makes_no_difference_and_any_other_does(route: Route, others: list[date]) -> None:
    subject = subject_of(route)
    told = {finding.path[:4] for finding in findings_of(redundant_test.CHECK, subject)}
    for step in route.steps.values():
        for path, part in conditional_parts(step):
            days = route.vocabulary.periods()
            sizes = [bruteforce.size_of_world(route, {}, day, [part.when]) for day in (*days, *others)]
            assume(max(sizes) < LARGEST_WORLD and any(bruteforce.somebody_exists(route, day) for day in days))
            truths = {day: truths_on(route, part.when, day) for day in (*days, *others)}
            fewer = [
                all(truths_on(route, rest, day, part.when) == truths[day] for day in truths)
                for rest in parts_left_out(part.when)
            ]
            varies = any(set(truths[day]) == {True, False} for day in days)
            if path in told:
                assert any(fewer)
            elif varies and all(route.grids.grid((part.when,), day, {}).dates.same_every_day for day in days):
                assert not any(fewer)


def truths_on(route: Route, condition: Condition, on: date, among: Condition | None = None) -> list[bool]:
    """For every student of the conditions whether the first holds."""
    everyone = bruteforce.world(route, {}, on, [among or condition])
    return [bruteforce.is_true(condition, student, everyone.parameters) for student in everyone.students]


def test_a_proof_that_takes_too_long_is_told_and_never_called_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("routekaart.checking.analysis.proving.MOST_WORK", 0)
    subjects = [subject_of(routekaart.load(name)) for name in routekaart.bundled_names()]
    checks = (gap, overlap, shadowed_transition, unreachable_otherwise)
    told = [finding for subject in subjects for check in checks for finding in findings_of(check.CHECK, subject)]
    assert told
    assert all("te ingewikkeld" in finding.text.nl for finding in told)


def without(step: Step, numbers: set[int]) -> Step:
    """The step with some transitions left out."""
    return replace(step, transitions=tuple(one for n, one in enumerate(step.transitions) if n not in numbers))


def answers_on(route: Route, step: Step, asked: Step, day: date) -> list[str]:
    """The answer of a step for every student that another step tells apart."""
    everyone = bruteforce.world(route, {}, day, bruteforce.conditions_of(asked))
    return [bruteforce.answer(step, student, everyone.parameters) for student in everyone.students]


@pytest.mark.slow
@given(
    route=st.one_of(walk_routes(), walk_routes(), generated_routes()), others=st.lists(reference_dates(), max_size=1)
)
@examples(3)
def test_a_needless_transition_makes_no_difference_and_any_other_does(route: Route, others: list[date]) -> None:
    subject = subject_of(route)
    for whole in route.steps.values():
        made = AtStep(subject, whole).proofs
        days = [proof.on for proof in made]
        step = whole
        size = bruteforce.size_of_world(route, {}, days[0], bruteforce.conditions_of(step))
        assume(size < LARGEST_WORLD and all(bruteforce.somebody_exists(route, day) for day in days))
        seen = [tried(route, step, day) for day in days]
        needless = (one.path for one in findings_of(needless_transition.CHECK, subject) if one.path[1] == whole.id)
        told = {int(path[3]) for path in needless}
        if not any(one.nothing_holds() for one in seen):
            # That `otherwise` is not needed is told, so no transition is needless because of it.
            step = replace(whole, otherwise=None)
        for day in (*days, *others) if told else ():
            assert answers_on(route, without(step, told), step, day) == answers_on(route, step, step, day)
        if all(proof.grid.dates.same_every_day for proof in made) and not others_do_not_matter(step, seen):
            idle = {number for number in range(len(step.transitions)) if not is_taken(step, number, seen)}
            for number in {*range(len(step.transitions))} - told - idle:
                if not is_taken_by_nobody(subject, step.id, number):
                    fewer = without(step, told | idle | {number})
                    assert any(
                        answers_on(route, fewer, step, day) != answers_on(route, step, step, day) for day in days
                    )


def is_taken(step: Step, number: int, seen: list[Tried]) -> bool:
    """Whether some student takes a transition."""
    return any(one.comes_first(number) if step.policy == "first" else one.holds(number) for one in seen)


def others_do_not_matter(step: Step, seen: list[Tried]) -> bool:
    """Whether some transition holds for everybody, beside which the others are not looked at."""
    numbers = range(len(step.transitions))
    everybody = (number for number in numbers if all(truths[number] for one in seen for truths in one.truths))
    return step.policy == "unique" and any(True for _ in everybody)


@pytest.mark.slow
@given(route=st.one_of(walk_routes(), generated_routes()), others=st.lists(reference_dates(), max_size=1))
@examples(1)
def test_first_is_not_needed_where_nobody_fits_two_ways(route: Route, others: list[date]) -> None:
    subject = subject_of(route)
    told = {finding.path[1] for finding in findings_of(first_not_needed.CHECK, subject)}
    for step in route.steps.values():
        made = AtStep(subject, step).proofs
        size = bruteforce.size_of_world(route, {}, made[0].on, bruteforce.conditions_of(step))
        assume(size < LARGEST_WORLD and all(bruteforce.somebody_exists(route, proof.on) for proof in made))
        unique = replace(step, policy="unique")
        days = [proof.on for proof in made]
        two = any(bruteforce.AMBIGUOUS in answers_on(route, unique, step, day) for day in (*days, *others))
        if step.id in told:
            assert step.policy == "first"
            assert not two
        elif step.policy == "first" and all(proof.grid.dates.same_every_day for proof in made):
            assert two


@pytest.mark.slow
@given(route=st.one_of(walk_routes(), generated_routes()), others=st.lists(reference_dates(), max_size=1))
@examples(1)
def test_an_always_true_condition_holds_for_every_student_and_any_other_does_not(
    route: Route, others: list[date]
) -> None:
    subject = subject_of(route)
    told = {
        finding.path[:4] for finding in findings_of(always_true_condition.CHECK, subject) if finding.path[-1] == "when"
    }
    for step in route.steps.values():
        for path, part in conditional_parts(step):
            days = route.vocabulary.periods()
            sizes = [bruteforce.size_of_world(route, {}, day, [part.when]) for day in (*days, *others)]
            assume(max(sizes) < LARGEST_WORLD and any(bruteforce.somebody_exists(route, day) for day in days))
            truths = {day: truths_on(route, part.when, day) for day in (*days, *others)}
            if path in told:
                assert all(map(all, truths.values()))
            elif all(route.grids.grid((part.when,), day, {}).dates.same_every_day for day in days):
                assert not all(all(truths[day]) for day in days)
