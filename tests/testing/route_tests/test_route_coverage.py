"""What tests show of a route, against trying every student; and that what is proposed shows all that can be shown.

`tests/data/route_tests/mutants.txt` tells how many faults in the five routes the proposed students catch.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from support import bruteforce
from support.mutants import Mutant, mutants_of
from support.places import DATA, ROOT
from support.profiles import SLOW, examples, use_profile
from support.strategies import REAL_ROUTES, generated_routes, reference_dates

import routekaart
from routekaart import FactError, ReferenceDateError, Route, Step
from routekaart.files.shelf import Shelf
from routekaart.foundation.language import Text
from routekaart.model import condition as conditions_module
from routekaart.model.condition import All, AnyOf, Condition, Not, Value
from routekaart.model.occurrences import occurrences
from routekaart.testing.route_tests.coverage import Coverage, Covered, coverage_of
from routekaart.testing.route_tests.generating import Proposal, propose
from routekaart.testing.route_tests.goal_search import GoalSearch, within
from routekaart.testing.route_tests.goals import goals_of
from routekaart.testing.route_tests.proposals_yaml import new_file
from routekaart.testing.route_tests.results_report import coverage_lines
from routekaart.testing.route_tests.runner import run_tests
from routekaart.testing.route_tests.tests_file import RouteTests, read_tests, without_tests
from routekaart.testing.route_tests.tests_format import StudentData

use_profile()
FILES = [ROOT / "routes" / f"{name}.yaml" for name in REAL_ROUTES]
CORPUS = [path for path in sorted((DATA / "routes" / "ok").glob("*.yaml")) if path.stem != "begrippen"]
DAY = date(2026, 3, 1)
SHARE = 1 if SLOW else 10
LARGEST_WORLD = 2000


# A test that decides alone.


def truth(condition: Condition, given_by_test: Iterator[bool]) -> bool:
    """The truth of a condition, when its tests give these truths, in the order in which they are written."""
    match condition:
        case conditions_module.FactTest():
            return next(given_by_test)
        case Not(part):
            return not truth(part, given_by_test)
        case All(parts) | AnyOf(parts):
            # Every part is read, also when the first settles it: each takes its own truths.
            truths = [truth(part, given_by_test) for part in parts]
            return all(truths) if isinstance(condition, All) else any(truths)


@given(route=generated_routes(), on=reference_dates())
@examples(0.5)
def test_a_test_decides_alone_exactly_when_turning_it_turns_the_condition(route: Route, on: date) -> None:
    step = route.steps["S1"]
    conditions = bruteforce.conditions_of(step)
    assume(conditions and bruteforce.somebody_exists(route, on))
    assume(bruteforce.size_of_world(route, {}, on, conditions) <= LARGEST_WORLD)
    everyone = bruteforce.world(route, {}, on, conditions)
    for condition in conditions:
        found = list(occurrences(condition))
        assert [one.test for one in found] == list(bruteforce.tests_of(condition))
        for student in everyone.students[:200]:
            vector = [bruteforce.is_true(one.test, student, everyone.parameters) for one in found]
            for number, one in enumerate(found):
                turned = [value != (place == number) for place, value in enumerate(vector)]
                decides = truth(condition, iter(vector)) != truth(condition, iter(turned))
                assert bruteforce.is_true(All(one.circumstances), student, everyone.parameters) == decides


# Proposals for routes that are made up.


def nothing_shown(route: Route) -> Coverage:
    search = GoalSearch(route, goals_of(route))
    covered = (Covered(goal, None, "yes" if goal.refused else search.somebody(goal)) for goal in search.goals)
    return Coverage(tuple(covered), search)


@pytest.mark.slow
@given(route=generated_routes(), on=reference_dates())
@examples(0.2)
def test_what_is_proposed_shows_all_that_some_student_shows(route: Route, on: date) -> None:
    assume(bruteforce.somebody_exists(route, on))
    coverage = nothing_shown(route)
    proposals = propose(coverage, on)
    shown = {goal for proposal in proposals.students for goal in proposal.shows}
    assert shown | set(proposals.unshown) == set(coverage.lacking)
    assert [goal for goal in proposals.unshown if goal.refused is None] == []
    assert proposals.at_least <= len(proposals.students)
    for proposal in proposals.students:
        check(route, proposal)


def check(route: Route, proposal: Proposal) -> None:
    """The student gets what is written down, and everybody who fits what is known of her shows the goals."""
    if proposal.decision is None:
        with pytest.raises(FactError):
            route.decide(proposal.step_id, proposal.facts, on=proposal.on)
        return
    decision = route.decide(proposal.step_id, proposal.facts, on=proposal.on)
    assert (decision.outcome, decision.target) == (proposal.decision.outcome, proposal.decision.target)
    assert decision.outcome != "needs_facts"
    assert not {name for name in proposal.facts if route.facts[name].derivation is not None}
    conditions = [
        scenario.when for goal in proposal.shows for scenario in goal.scenarios if scenario.step_id == proposal.step_id
    ]
    if bruteforce.size_of_world(route, proposal.facts, proposal.on, conditions) > LARGEST_WORLD:
        return
    fitting = bruteforce.world(route, proposal.facts, proposal.on, conditions)
    assert fitting.students
    for goal in proposal.shows:
        scenarios = [
            one for one in goal.scenarios if one.step_id == proposal.step_id and within(one.period, proposal.on)
        ]
        assert any(fitting.truth(scenario.when) for scenario in scenarios), goal.text


def without_a_test(step: Step) -> Iterator[Step]:
    """Every copy of a step in which a condition lacks one of its tests."""
    for number, transition in enumerate(step.transitions):
        for condition in lacking_a_test(transition.when):
            other = replace(transition, when=condition)
            yield replace(step, transitions=(*step.transitions[:number], other, *step.transitions[number + 1 :]))


def to_one_place(step: Step) -> Step:
    return replace(step, transitions=tuple(replace(one, to="klaar") for one in step.transitions))


def lacking_a_test(condition: Condition) -> Iterator[Condition]:
    match condition:
        case Not(part):
            yield from map(Not, lacking_a_test(part))
        case All(parts) | AnyOf(parts):
            for number, part in enumerate(parts):
                before, after = parts[:number], parts[number + 1 :]
                if isinstance(part, conditions_module.FactTest):
                    yield type(condition)((*before, *after))
                yield from (type(condition)((*before, other, *after)) for other in lacking_a_test(part))


@pytest.mark.slow
@given(route=generated_routes(), on=reference_dates())
@examples(0.3)
def test_a_test_that_is_left_out_changes_what_some_proposed_student_gets(route: Route, on: date) -> None:
    """Where some student would go elsewhere: another transition to the same target does not hide it."""
    step = to_one_place(route.steps["S1"])
    route = replace(route, steps={**route.steps, "S1": step})
    damaged = list(without_a_test(step))
    conditions = bruteforce.conditions_of(step)
    assume(damaged and bruteforce.somebody_exists(route, on))
    assume(bruteforce.size_of_world(route, {}, on, conditions) <= LARGEST_WORLD)
    everyone = bruteforce.world(route, {}, on, conditions)
    answers = [bruteforce.answer(step, student, everyone.parameters) for student in everyone.students]
    proposals = [one for one in propose(nothing_shown(route), on).students if one.decision and one.step_id == "S1"]
    for other in damaged:
        others = [bruteforce.answer(other, student, everyone.parameters) for student in everyone.students]
        if others != answers:
            changed = replace(route, steps={**route.steps, "S1": other})
            assert any(differs(changed, "S1", one.facts, one) for one in proposals), other


@pytest.mark.slow
@given(route=generated_routes(), on=reference_dates())
@examples(0.2)
def test_what_nobody_shows_is_shown_by_no_student(route: Route, on: date) -> None:
    assume(bruteforce.somebody_exists(route, on))
    for goal in nothing_shown(route).nobody:
        for scenario in goal.scenarios:
            if (
                not within(scenario.period, on)
                or bruteforce.size_of_world(route, {}, on, [scenario.when]) > LARGEST_WORLD
            ):
                continue
            everyone = bruteforce.world(route, {}, on, [scenario.when])
            assert everyone.truth(scenario.when) is False, (goal.text, scenario)


# The five routes, and the corpus.


def proposed(path: Path) -> tuple[RouteTests, tuple[Proposal, ...]]:
    read = without_tests(path, Shelf())
    assert read.tests is not None
    proposals = propose(coverage_of(read.tests, []), DAY)
    assert proposals.unshown == ()
    return read.tests, proposals.students


@pytest.mark.slow
@pytest.mark.parametrize("path", [*FILES, *CORPUS], ids=lambda path: path.stem)
def test_the_file_that_is_generated_is_green_and_covers_all(path: Path, tmp_path: Path) -> None:
    tests, students = proposed(path)
    file = tmp_path / "nieuw.tests.yaml"
    file.write_text(new_file(tests.route, str(path), students), encoding="utf-8")
    read = read_tests(file, Shelf())
    assert read.tests is not None, read.diagnostics
    results = list(run_tests(read.tests))
    assert [result.name for result in results if not result.passed] == []
    assert len(results) == len(students)
    coverage = coverage_of(read.tests, results)
    assert coverage.lacking == ()
    assert propose(coverage, DAY).students == ()


@pytest.mark.slow
@pytest.mark.parametrize("path", [FILES[1], FILES[3]], ids=lambda path: path.stem)
def test_a_student_without_a_date_shows_what_she_shows_with_one(path: Path, tmp_path: Path) -> None:
    tests, students = proposed(path)
    file = tmp_path / "nieuw.tests.yaml"
    file.write_text(new_file(tests.route, str(path), students), encoding="utf-8")
    read = read_tests(file, Shelf())
    assert read.tests is not None
    undated = tuple(without_a_date(tests.route, student) for student in read.tests.students)
    assert undated != read.tests.students
    without = replace(read.tests, students=undated)
    coverage = coverage_of(without, list(run_tests(without)))
    assert (coverage.lacking, coverage.uncounted) == ((), ())


def without_a_date(route: Route, student: StudentData) -> StudentData:
    """The same student without a reference date, where nothing is counted from a day that is known."""
    if any(route.facts[name].kind == "date" for name in student.facts):
        return student
    try:
        route.decide(student.step, student.facts)
        route.duties(student.step, student.facts)
    except ReferenceDateError:
        return student
    except FactError:
        pass
    return student.model_copy(update={"on": None, "changes_on": None})


LIMIT = """\
routekaart: 1
id: proef
title: Proefroute
version: "1"
start: A
facts:
  dag: {type: date, past: true}
  leeftijd: {type: number, unit: years, derive: {years_since: dag}}
steps:
  A: {title: Begin, transitions: [{to: klaar, when: {leeftijd: {at_least: 18}}}], otherwise: stay}
ends: {klaar: {title: Klaar, outcome: success}}
"""
NO_DATE = """\
routekaart_tests: 1
students:
  - {name: een datum is nodig, step: A, facts: {dag: 2009-03-01}, refused: peildatum nodig}
  - {name: volwassen, step: A, facts: {leeftijd: 18}, target: klaar}
"""


def test_a_student_of_whom_no_day_can_be_looked_at_is_told(tmp_path: Path) -> None:
    (tmp_path / "proef.yaml").write_text(LIMIT, encoding="utf-8")
    file = tmp_path / "proef.tests.yaml"
    file.write_text(NO_DATE, encoding="utf-8")
    read = read_tests(file, Shelf())
    assert read.tests is not None, read.diagnostics
    coverage = coverage_of(read.tests, list(run_tests(read.tests)))
    assert coverage.uncounted == ("een datum is nodig",)
    assert {one.by for one in coverage.covered if one.goal.kind == "ends"} == {"volwassen"}
    told = "\n".join(coverage_lines(read.tests, coverage, "nl", every=False))
    assert "  telt niet mee, want er is geen peildatum: een datum is nodig\n" in told + "\n"


ON_ONE_DAY = """\
routekaart: 1
id: proef
title: Proefroute
version: "1"
start: A
facts:
  dag: {type: date, past: true}
  werk: {type: yes_no}
impossible: [{when: {dag: {not: 2199-12-31}}, because: Zo is het.}]
steps:
  A: {title: Begin, transitions: [{to: klaar, when: {werk: ja}}], otherwise: stay}
ends: {klaar: {title: Klaar, outcome: success}}
"""


def test_on_a_day_on_which_nobody_can_exist_nobody_is_proposed_and_nothing_is_proven(tmp_path: Path) -> None:
    file = tmp_path / "proef.yaml"
    file.write_text(ON_ONE_DAY, encoding="utf-8")
    read = without_tests(file, Shelf())
    assert read.tests is not None
    coverage = coverage_of(read.tests, [])
    transitions = {goal for goal in coverage.search.goals if goal.kind == "transitions"}
    assert transitions
    assert transitions <= {*coverage.not_found}
    assert not coverage.nobody
    assert all(one.decision is None for one in propose(coverage, DAY).students)


UNTIL_THE_SUMMER = """\
routekaart: 1
id: proef
title: Proef
version: "1"
start: volgen
facts:
  weg: {type: date, title: vertrek}
  einde: {type: date, title: einde, derive: {date: weg, to: end_of_school_year}}
  nog: {type: number, unit: days, title: nog te gaan, derive: {days_until: einde}}
partners: {coach: {title: Coach}, mentor: {title: Mentor}}
steps:
  volgen:
    title: Volgen
    responsible: [coach]
    contacts: [{one_of: [coach, mentor], when: {nog: {at_most: 0}}}]
    transitions: [{to: klaar, when: {nog: {at_most: 0}}}]
    otherwise: stay
ends: {klaar: {title: Klaar, outcome: success}}
"""


@pytest.fixture
def until_the_summer(tmp_path: Path) -> Path:
    (tmp_path / "proef.yaml").write_text(UNTIL_THE_SUMMER, encoding="utf-8")
    return tmp_path / "proef.yaml"


def test_a_duty_is_told_with_the_name_of_each_partner(until_the_summer: Path) -> None:
    texts = [goal.text for goal in nothing_shown(routekaart.load(until_the_summer)).search.goals]
    assert Text("volgen: coach geldt", "volgen: coach holds") in texts
    assert Text("volgen: coach of mentor geldt niet", "volgen: coach or mentor does not hold") in texts
    assert any(text.nl.startswith("volgen, coach of mentor: nog te gaan") for text in texts)


@pytest.mark.parametrize("count", ["days_until", "weeks_since", "months_until"])
def test_a_count_that_few_days_have_is_shown_on_a_day_that_has_it(count: str, until_the_summer: Path) -> None:
    text = UNTIL_THE_SUMMER.replace("days_until", count).replace("unit: days", f"unit: {count.split('_')[0]}")
    until_the_summer.write_text(text.replace("at_most: 0", "at_most: 3"), encoding="utf-8")
    route = routekaart.load(until_the_summer)
    coverage = nothing_shown(route)
    assert not coverage.not_found
    proposals = propose(coverage, DAY)
    assert not proposals.unshown
    chain = route.vocabulary.date_chain("nog")
    assert chain is not None
    counts = {chain.read(date.fromisoformat(str(one.facts["weg"])), one.on) for one in proposals.students}
    assert {3, 4} <= counts
    assert all(DAY <= one.on < DAY + timedelta(days=366) for one in proposals.students)


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_tests_of_the_five_routes_take_every_transition_and_reach_every_end(path: Path) -> None:
    read = read_tests(path.with_name(f"{path.stem}.tests.yaml"), Shelf())
    assert read.tests is not None
    coverage = coverage_of(read.tests, list(run_tests(read.tests)))
    unseen = [goal.text.nl for goal in coverage.lacking if goal.kind in ("transitions", "ends")]
    # One of two overtakings in entree was never thought of by an expert; it is left to be confirmed by one.
    assert [text for text in unseen if "gaat voor een latere" not in text] == []


def caught(mutant: Mutant, students: tuple[Proposal, ...]) -> bool:
    """Whether some student gets something else of a damaged route."""
    return any(differs(mutant.route, proposal.step_id, proposal.facts, proposal) for proposal in students)


def differs(route: Route, step: str, facts: object, proposal: Proposal) -> bool:
    if proposal.decision is None:
        return False
    given_facts: dict[str, Value] = dict(proposal.facts)
    try:
        decision = route.decide(step, given_facts, on=proposal.on)
        duties = route.duties(step, given_facts, on=proposal.on)
    except FactError:
        return True
    was = proposal.decision
    assert proposal.duties is not None
    return (decision.outcome, decision.target) != (
        was.outcome,
        was.target,
    ) or duties.to_dict() != proposal.duties.to_dict()


@pytest.mark.slow
def test_faults_that_break_a_decision_are_caught_by_the_proposed_students(request: pytest.FixtureRequest) -> None:
    """One fault in `SHARE`; with `ROUTEKAART_SLOW=1`, or when the file is written anew, every one."""
    write = bool(request.config.getoption("--update-expected"))
    share = 1 if write else SHARE
    lines = ["caught by the proposed students, of the faults in tests/data/mutants/*.txt", ""]
    total, found = 0, 0
    for path in FILES:
        tests, students = proposed(path)
        told = (DATA / "mutants" / f"{path.stem}.txt").read_text(encoding="utf-8").splitlines()[3:]
        verdicts = []
        for mutant, line in list(zip(mutants_of(tests.route), told, strict=True))[::share]:
            assert line.endswith(mutant.name)
            verdicts.append((mutant, line[:14].strip(), caught(mutant, students)))
        parts = []
        for kind in ("broken", "another route", "not tried"):
            of_kind = [is_caught for _, verdict, is_caught in verdicts if verdict == kind]
            parts.append(f"{kind} {sum(of_kind)} of {len(of_kind)}")
        total += sum(kind == "broken" for _, kind, _ in verdicts)
        found += sum(kind == "broken" and is_caught for _, kind, is_caught in verdicts)
        lines.append(f"{path.stem:18}{len(students):3} students: {', '.join(parts)}")
    lines += ["", f"faults that break a decision: {found} of {total}"]
    file = DATA / "route_tests" / "mutants.txt"
    if write:
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert share > 1 or "\n".join(lines) + "\n" == file.read_text(encoding="utf-8")
    assert found >= 0.95 * total > 0
