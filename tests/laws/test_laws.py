"""Laws that hold for every route and every student: made-up routes, and the five real ones.

What a law is compared with is `bruteforce`, which fills in unknown facts in every way; see there.
"""

import json
import os
import subprocess
import sys
from calendar import monthrange
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, replace
from datetime import date, timedelta
from functools import cache
from math import prod

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support import bruteforce
from support.places import ROOT
from support.profiles import SLOW, examples, use_profile
from support.strategies import (
    ANY_CASES,
    CASES,
    SPECIAL_DAYS,
    STEPS_OF_REAL_ROUTES,
    Case,
    as_text,
    conditions,
    duties_conditions,
    generated_cases,
    real_route,
    reference_dates,
    relevant_facts,
)

from routekaart import FactError, ReferenceDateError
from routekaart.deciding.decision import Decision
from routekaart.foundation.dates import EARLIEST, LATEST, UNITS, Unit, first_day, move, units_since, units_until
from routekaart.logic.date_ranges import days_giving
from routekaart.logic.formula import truth
from routekaart.logic.grid import Grid
from routekaart.model.condition import All, AnyOf, Condition, Not, Value
from routekaart.model.condition import FactTest as Comparison
from routekaart.model.evaluation import evaluate
from routekaart.model.fact_types import Elapsed, FactKind, Shifted
from routekaart.model.situation import situation
from routekaart.model.step import Step
from routekaart.model.vocabulary import DateChain
from routekaart.types import DecisionDict

pytestmark = pytest.mark.slow

use_profile()

ROUTES = ROOT / "routes"
both_kinds = pytest.mark.parametrize("kind", ["generated", "real"])
each_real_step = pytest.mark.parametrize(("name", "step"), STEPS_OF_REAL_ROUTES)


def decide(case: Case, facts: Mapping[str, object] | None = None) -> Decision:
    return case.route.decide(case.step.id, case.facts if facts is None else facts, on=case.on)


def admitted(case: Case) -> Decision:
    """The decision on a case; the example is skipped when no student can have these facts."""
    try:
        return decide(case)
    except FactError:
        assume(False)
        raise


def in_words(decision: Decision) -> bruteforce.Verdict:
    return bruteforce.Verdict(decision.outcome, decision.target, decision.possible, frozenset(decision.missing))


def everyone(case: Case) -> bruteforce.World:
    """Every student who fits a case, over all facts that leading out of the step depends on."""
    return bruteforce.world(case.route, case.facts, case.on, bruteforce.conditions_of(case.step))


def tellable(student: Mapping[str, Value]) -> list[str]:
    """The facts that can be given: a date at the end of the calendar may be moved out of it."""
    return [name for name, value in student.items() if not isinstance(value, date) or EARLIEST <= value <= LATEST]


# Deciding.


@both_kinds
@given(data=st.data())
def test_deciding_agrees_with_filling_in_the_unknown_facts_in_every_way(kind: str, data: st.DataObject) -> None:
    case = data.draw(CASES[kind])
    expected = bruteforce.verdict(case.route, case.step, case.facts, case.on)
    assume(expected is not None)
    assert in_words(decide(case)) == expected


@both_kinds
@given(data=st.data())
def test_learning_more_never_overturns_a_decision(kind: str, data: st.DataObject) -> None:
    case = data.draw(CASES[kind])
    before = admitted(case)
    if before.outcome == "needs_facts":
        return
    student = data.draw(st.sampled_from(everyone(case).students))
    learned = {name: student[name] for name in tellable(student) if data.draw(st.booleans())}
    after = decide(case, {**case.facts, **learned})
    assert (after.outcome, after.target) == (before.outcome, before.target)


@both_kinds
@given(data=st.data())
def test_learning_more_never_brings_back_a_target_that_fell_away(kind: str, data: st.DataObject) -> None:
    case = data.draw(CASES[kind])
    before = admitted(case)
    student = data.draw(st.sampled_from(everyone(case).students))
    learned = {name: student[name] for name in tellable(student) if data.draw(st.booleans())}
    assert set(decide(case, {**case.facts, **learned}).possible) <= set(before.possible)


@both_kinds
@examples(1.5)
@given(data=st.data())
def test_knowing_all_missing_facts_settles_the_decision(kind: str, data: st.DataObject) -> None:
    case = data.draw(CASES[kind])
    before = admitted(case)
    if before.outcome != "needs_facts":
        return
    student = data.draw(st.sampled_from(everyone(case).students))
    after = decide(case, {**case.facts, **{name: student[name] for name in before.missing}})
    assert after.outcome != "needs_facts"


@both_kinds
@given(data=st.data())
def test_missing_names_only_facts_that_can_be_asked_and_are_unknown(kind: str, data: st.DataObject) -> None:
    case = data.draw(CASES[kind])
    decision = admitted(case)
    assert (decision.outcome == "needs_facts") == bool(decision.missing)
    for name in decision.missing:
        assert case.route.facts[name].derivation is None
        assert name not in case.facts


@both_kinds
@given(data=st.data())
def test_deciding_twice_gives_an_equal_decision(kind: str, data: st.DataObject) -> None:
    case = data.draw(CASES[kind])
    first, second = admitted(case), decide(case)
    assert first == second
    assert first.missing == second.missing
    assert first.to_dict() == second.to_dict()


@pytest.mark.slow
@both_kinds
@given(data=st.data())
def test_the_order_of_the_facts_means_nothing(kind: str, data: st.DataObject) -> None:
    case = data.draw(ANY_CASES[kind])
    shuffled = dict(data.draw(st.permutations(list(case.facts.items()))))
    assert outcome_or_error(case, case.facts) == outcome_or_error(case, shuffled)


@both_kinds
@given(data=st.data())
def test_facts_as_text_mean_the_same_as_typed_facts(kind: str, data: st.DataObject) -> None:
    case = data.draw(ANY_CASES[kind])
    assert outcome_or_error(case, case.facts) == outcome_or_error(case, as_text(case.facts))


def outcome_or_error(case: Case, facts: Mapping[str, object]) -> tuple[object, ...]:
    try:
        decision = decide(case, facts)
    except FactError:
        return ("refused",)
    return in_words(decision), decision.missing, dict(decision.facts), decision.transition


@pytest.mark.slow
@both_kinds
@given(data=st.data())
def test_the_transition_taken_leads_to_the_target_and_holds_for_somebody(kind: str, data: st.DataObject) -> None:
    case = data.draw(CASES[kind])
    decision = admitted(case)
    if decision.transition is None:
        return
    assert decision.outcome in ("next", "end")
    assert decision.transition.to == decision.target
    assert everyone(case).truth(decision.transition.when) is not False


# Facts that no student can have.


@both_kinds
@given(data=st.data())
def test_facts_are_refused_exactly_when_no_student_can_have_them(kind: str, data: st.DataObject) -> None:
    case = data.draw(ANY_CASES[kind])
    nobody = not bruteforce.world(case.route, case.facts, case.on).students
    try:
        decide(case)
    except FactError as error:
        assert nobody
        for problem in error.problems:
            assert problem.fact in case.facts
            assert set(problem.involved) <= set(case.facts)
    else:
        assert not nobody


@both_kinds
@given(data=st.data())
def test_each_conflict_is_a_smallest_set_of_facts_that_no_student_can_have(kind: str, data: st.DataObject) -> None:
    case = data.draw(ANY_CASES[kind])
    for involved in conflicts(case):
        assert not bruteforce.world(case.route, involved, case.on).students
        for name in involved:
            fewer = {other: value for other, value in involved.items() if other != name}
            assert bruteforce.world(case.route, fewer, case.on).students


def conflicts(case: Case) -> list[dict[str, Value]]:
    try:
        decide(case)
    except FactError as error:
        return [
            {name: case.facts[name] for name in problem.involved}
            for problem in error.problems
            if problem.kind == "conflict"
        ]
    return []


RECOGNISABLE: dict[str, tuple[object, ...]] = {
    "yes_no": ("geheim-48151",),
    "choice": ("geheim-48151",),
    "text": ("Zwervelingen-48151", 48151),
    "number": (4815162342, "geheim-48151", "48151"),
    "date": (date(1948, 1, 5), "geheim-48151", "2148-01-05"),
}
TRACES = ("geheim", "48151", "4815162342", "Zwervelingen", "1948", "2148")


@both_kinds
@given(data=st.data())
def test_neither_an_error_nor_a_decision_shows_what_was_given(kind: str, data: st.DataObject) -> None:
    case = data.draw(CASES[kind])
    names = data.draw(st.lists(st.sampled_from(sorted(case.route.facts)), min_size=1, max_size=3, unique=True))
    secret = {name: data.draw(st.sampled_from(RECOGNISABLE[case.route.facts[name].kind])) for name in names}
    shown: list[object]
    try:
        decision = decide(case, {**case.facts, **secret})
        shown = [decision, decision.reasons and decision.step_id]
    except FactError as error:
        shown = [error, repr(error), error.message("en"), *map(repr, error.problems)]
    assert not [trace for trace in TRACES for text in shown if trace in f"{text!s} {text!r}"]


@both_kinds
@given(data=st.data())
def test_names_that_the_route_does_not_know_are_passed_over_when_asked(kind: str, data: st.DataObject) -> None:
    case = data.draw(CASES[kind])
    expected = admitted(case)
    more = {"onbekend_gegeven": "ja", **case.facts, "nog_een": object()}
    assert case.route.decide(case.step.id, more, on=case.on, unknown_facts="ignore") == expected
    with pytest.raises(FactError):
        decide(case, more)


# Logic.


def rewritten(condition: Condition) -> Condition:
    """The condition with every all and any turned by De Morgan, and every test denied twice."""
    match condition:
        case All(parts):
            return Not(AnyOf(tuple(Not(rewritten(part)) for part in parts)))
        case AnyOf(parts):
            return Not(All(tuple(Not(rewritten(part)) for part in parts)))
        case Not(part):
            return Not(rewritten(part))
        case _:
            return Not(Not(condition))


@given(data=st.data())
def test_de_morgan_and_double_negation_hold_with_unknowns(data: st.DataObject) -> None:
    case = data.draw(generated_cases())
    condition = data.draw(conditions(tuple(case.route.facts.values()), tuple(case.route.parameters)))
    parameters = bruteforce.parameters_on(case.route, case.on)
    plain = evaluate(condition, case.route.facts, case.facts.get, parameters)
    assert evaluate(rewritten(condition), case.route.facts, case.facts.get, parameters) is plain
    assert evaluate(Not(Not(condition)), case.route.facts, case.facts.get, parameters) is plain
    denied = evaluate(Not(condition), case.route.facts, case.facts.get, parameters)
    assert denied is (None if plain is None else not plain)


@pytest.mark.slow
@both_kinds
@given(data=st.data())
def test_de_morgan_changes_no_decision(kind: str, data: st.DataObject) -> None:
    case = data.draw(CASES[kind])
    turned = tuple(replace(one, when=rewritten(one.when)) for one in case.step.transitions)
    step = replace(case.step, transitions=turned)
    other = replace(case.route, steps={**case.route.steps, step.id: step})
    assert in_words(admitted(case)) == in_words(other.decide(step.id, case.facts, on=case.on))


@given(data=st.data())
def test_evaluation_is_sure_only_of_what_holds_for_everybody(data: st.DataObject) -> None:
    case = data.draw(generated_cases())
    condition = data.draw(conditions(tuple(case.route.facts.values()), tuple(case.route.parameters)))
    everybody = bruteforce.world(case.route, case.facts, case.on, [condition])
    assume(everybody.students)
    parameters = bruteforce.parameters_on(case.route, case.on)
    known = situation(case.route.vocabulary, case.facts, case.on)
    for lookup in (case.facts.get, known.value):
        sure = evaluate(condition, case.route.facts, lookup, parameters)
        assert sure is None or sure is everybody.truth(condition)


@given(data=st.data())
def test_the_cells_of_a_known_student_give_the_same_truth_as_evaluation(data: st.DataObject) -> None:
    case = data.draw(generated_cases())
    condition = data.draw(conditions(tuple(case.route.facts.values()), tuple(case.route.parameters)))
    vocabulary = replace(case.route.vocabulary, impossible=())
    grid = Grid(vocabulary, [condition], case.on, {})
    names = bruteforce.inputs_of(case.route, [test.fact for test in bruteforce.tests_of(condition)])
    lenient = replace(case.route, impossible=())
    student = data.draw(st.sampled_from(bruteforce.world(lenient, {}, case.on, names=names).students[:200]))
    known = situation(vocabulary, {name: student[name] for name in names}, case.on)
    cube = grid.cube(known)
    assert cube is not None
    expected = evaluate(condition, vocabulary.facts, known.value, known.parameters)
    assert truth(grid.formula(condition), cube) is expected
    assert truth(grid.formula(condition, positive=False), cube) is (not expected)


# The five routes.


SOME = 250
"""About so many of the students at a step are tried in a usual run, spread over all of them."""


@cache
def students_at(name: str, step_id: str, on: date) -> tuple[bruteforce.Student, ...]:
    """One student of every kind that the conditions at a step can tell apart."""
    route = real_route(name)
    everybody = bruteforce.world(route, {}, on, bruteforce.conditions_of(route.steps[step_id]))
    return tuple({name: student[name] for name in everybody.inputs} for student in everybody.students)


@pytest.mark.slow
@each_real_step
def test_no_student_gets_stuck_or_two_answers_in_a_real_route(name: str, step: str) -> None:
    route = real_route(name)
    for on in (date(2025, 12, 31), date(2026, 1, 1), date(2024, 2, 29)):
        parameters = bruteforce.parameters_on(route, on)
        everybody = students_at(name, step, on)
        for inputs in everybody if SLOW else everybody[:: len(everybody) // SOME + 1]:
            student = bruteforce.complete(route, inputs, on)
            expected = bruteforce.answer(route.steps[step], student, parameters)
            decision = route.decide(step, inputs, on=on)
            assert decision.outcome in ("next", "stay", "end")
            assert decision.target == expected


@pytest.mark.slow
@each_real_step
@examples(0.2)
@given(data=st.data())
def test_no_facts_at_all_make_a_real_route_stuck_or_ambiguous(name: str, step: str, data: st.DataObject) -> None:
    route = real_route(name)
    on = data.draw(reference_dates())
    known = {
        fact: data.draw(st.sampled_from(students_at(name, step, SPECIAL_DAYS[7])))[fact]
        for fact in bruteforce.inputs_of(route, [test.fact for test in comparisons_at(route.steps[step])])
        if data.draw(st.booleans())
    }
    try:
        decision = route.decide(step, known, on=on)
    except FactError:
        return
    assert decision.outcome in ("next", "stay", "end", "needs_facts")


def comparisons_at(step: Step) -> list[Comparison]:
    return [test for condition in bruteforce.conditions_of(step) for test in bruteforce.tests_of(condition)]


# Duties.


@both_kinds
@given(data=st.data())
def test_a_duty_holds_when_it_does_for_everybody_and_is_absent_when_for_nobody(kind: str, data: st.DataObject) -> None:
    case = data.draw(CASES[kind])
    everybody = bruteforce.world(case.route, case.facts, case.on, duties_conditions(case.step))
    assume(everybody.students)
    duties = case.route.duties(case.step.id, case.facts, on=case.on)
    assert [(duty.action, duty.holds) for duty in duties.actions] == [
        (action, everybody.truth(action.when) or None)
        for action in case.step.actions
        if everybody.truth(action.when) is not False
    ]
    assert [
        (duty.role, duty.partners, duty.holds) for duty in duties.partners if duty.role in ("responsible", "contact")
    ] == [
        (role, one.partners, everybody.truth(one.when) or None)
        for role, involved in (("responsible", case.step.responsible), ("contact", case.step.contacts))
        for one in involved
        if everybody.truth(one.when) is not False
    ]
    assert [(duty.title, duty.holds) for duty in duties.supports] == [
        (support.title, everybody.truth(support.when) or None)
        for support in case.step.supports
        if everybody.truth(support.when) is not False
    ]


# Resolving.


@both_kinds
@given(data=st.data())
def test_resolving_tells_exactly_what_is_the_same_for_everybody(kind: str, data: st.DataObject) -> None:
    case = data.draw(CASES[kind])
    names = names_to_resolve(case)
    everybody = bruteforce.world(case.route, case.facts, case.on, names=names, both_ends=True)
    assume(everybody.students)
    resolved = case.route.resolve(case.facts, on=case.on)
    agreed = everybody.agreed()
    assert {name: value for name, value in resolved.items() if name in everybody.students[0]} == {
        name: resolved.get(name, value) if case.route.facts[name].kind == "text" else value
        for name, value in agreed.items()
    }


def names_to_resolve(case: Case) -> Sequence[str]:
    """All facts of a small route; of a real one those at the step, as long as the reference can fill them in."""
    if case.route.id == "bedacht":
        return tuple(case.route.facts)
    chosen: list[str] = []
    for name in relevant_facts(case.route, case.step):
        unknown = set(bruteforce.inputs_of(case.route, [*chosen, name])) - case.facts.keys()
        if prod(ROUGHLY[case.route.facts[other].kind] for other in unknown) <= 200:
            chosen.append(name)
    return chosen


ROUGHLY: dict[FactKind, int] = {"yes_no": 2, "choice": 3, "number": 5, "date": 15, "text": 8}
"""How many candidates there are for an unknown fact of a real route."""


@both_kinds
@given(data=st.data())
def test_resolving_what_was_resolved_gives_the_same(kind: str, data: st.DataObject) -> None:
    case = data.draw(CASES[kind])
    admitted(case)
    resolved = case.route.resolve(case.facts, on=case.on)
    assert case.route.resolve(resolved, on=case.on) == resolved
    assert case.facts.items() <= {**resolved, **texts_as_given(case)}.items()


def texts_as_given(case: Case) -> dict[str, Value]:
    """Extra spaces in a text go away."""
    return {name: value for name, value in case.facts.items() if case.route.facts[name].kind == "text"}


@both_kinds
@given(data=st.data())
def test_deciding_on_what_was_resolved_gives_the_same_answer(kind: str, data: st.DataObject) -> None:
    case = data.draw(CASES[kind])
    before = admitted(case)
    after = decide(case, case.route.resolve(case.facts, on=case.on))
    assert in_words(after) == in_words(before)


# The reference date.


@pytest.mark.slow
@both_kinds
@given(data=st.data())
def test_a_decision_without_a_reference_date_is_the_decision_on_any_date(kind: str, data: st.DataObject) -> None:
    case = data.draw(CASES[kind])
    assume(all(bruteforce.somebody_exists(case.route, day) for day in case.route.vocabulary.periods()))
    try:
        undated = case.route.decide(case.step.id, case.facts)
    except ReferenceDateError:
        return
    except FactError:
        assert not bruteforce.world(case.route, case.facts, case.on).students
        return
    assert undated.on is None
    others = data.draw(st.lists(reference_dates(), max_size=3))
    for on in (case.on, *others, *SPECIAL_DAYS[:3]):
        if not bruteforce.world(case.route, case.facts, on).students:
            continue
        dated = case.route.decide(case.step.id, case.facts, on=on)
        if undated.outcome != "needs_facts":
            assert (dated.outcome, dated.target) == (undated.outcome, undated.target)
        # A date can settle what is still open without one: a birth date lies before it.
        assert set(dated.possible) <= set(undated.possible)
        assert set(dated.missing) <= set(undated.missing)


def test_a_limit_that_changes_over_time_asks_for_a_reference_date_even_when_the_facts_fit_only_one_period() -> None:
    facts = {
        "leeftijd": 24, "startkwalificatie": "nee", "doorstroompunt_monitort": "nee", "jaren_sinds_uitschrijving": 2,
        "heeft_werk": "nee", "warm_overgedragen_checkin": "nee", "indicatie_banenafspraak": "nee",
    }  # fmt: skip
    route = real_route("pro_vso")
    assert route.decide("stap_c_werk_kwijt", facts, on="2025-06-28").target == "einde_nazorg"
    with pytest.raises(ReferenceDateError):
        route.decide("stap_c_werk_kwijt", facts)


def test_a_moved_date_that_is_given_asks_for_a_reference_date_as_its_own_date_does() -> None:
    facts = {"einde_trajectduur": "2024-03-30", "heeft_werk": "nee"}
    route = real_route("transitieroute")
    assert route.decide("eerste_baan", facts, on="2024-04-01").target == "einde_trajectduur"
    with pytest.raises(ReferenceDateError):
        route.decide("eerste_baan", facts)


# Values that stay what they are.


@both_kinds
@given(data=st.data())
def test_a_decision_does_not_change_when_the_facts_that_were_given_do(kind: str, data: st.DataObject) -> None:
    case = data.draw(CASES[kind])
    untouched = admitted(case)
    expected = (untouched.to_dict(), untouched.explain("nl"), untouched.missing)
    given_facts: dict[str, object] = dict(case.facts)
    decision = decide(case, given_facts)
    for name in case.route.facts:
        given_facts[name] = object()
    decision.to_dict()["facts"]["iets"] = 1
    decision.to_dict()["possible"].clear()
    assert (decision.to_dict(), decision.explain("nl"), decision.missing) == expected


@both_kinds
@examples(0.2)
@given(data=st.data())
def test_what_comes_back_is_frozen(kind: str, data: st.DataObject) -> None:
    case = data.draw(CASES[kind])
    decision = admitted(case)
    duties = case.route.duties(case.step.id, case.facts, on=case.on)
    for value, name in ((decision, "outcome"), (duties, "actions"), (case.route, "start"), (case.step, "title")):
        with pytest.raises(FrozenInstanceError):
            setattr(value, name, None)
    for reason in decision.reasons:
        with pytest.raises(FrozenInstanceError):
            reason.status = "taken"  # type: ignore[misc]


@pytest.mark.slow
@both_kinds
@given(data=st.data())
def test_a_resolved_mapping_belongs_to_the_caller(kind: str, data: st.DataObject) -> None:
    case = data.draw(CASES[kind])
    admitted(case)
    first = case.route.resolve(case.facts, on=case.on)
    expected = dict(first)
    first.clear()
    assert case.route.resolve(case.facts, on=case.on) == expected


@both_kinds
@examples(0.2)
@given(data=st.data())
def test_eight_threads_at_once_decide_what_one_does(kind: str, data: st.DataObject) -> None:
    case = data.draw(CASES[kind])
    expected = (admitted(case).to_dict(), decide(case).explain())
    fresh = replace(case.route)

    def one(_: int) -> tuple[DecisionDict, str]:
        decision = fresh.decide(case.step.id, case.facts, on=case.on)
        return decision.to_dict(), decision.explain()

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(one, range(8))) == [expected] * 8


# Words.


@both_kinds
@given(data=st.data())
def test_every_decision_can_be_explained_and_written_as_json(kind: str, data: st.DataObject) -> None:
    decision = admitted(data.draw(CASES[kind]))
    for lang in ("nl", "en"):
        assert decision.explain(lang).strip()
    for values in (True, False):
        written = decision.to_dict(values=values)
        assert json.loads(json.dumps(written)) == written


@both_kinds
@given(data=st.data())
def test_duties_can_be_written_as_json(kind: str, data: st.DataObject) -> None:
    case = data.draw(CASES[kind])
    admitted(case)
    written = case.route.duties(case.step.id, case.facts, on=case.on).to_dict()
    assert json.loads(json.dumps(written)) == written


EXPLAIN_EVERYTHING = """
import json, sys
import routekaart
from routekaart.files.source import parse_document, plain
from math import prod
from pathlib import Path

for path in sorted(Path(sys.argv[1]).glob("*.tests.yaml")):
    document = plain(parse_document(path.read_text(encoding="utf-8"), path.name).root)
    route = routekaart.load(document["route"])
    for one in document["students"]:
        if "refused" in one:
            continue
        decision = route.decide(one["step"], one.get("facts", {}), on=one.get("on"))
        duties = route.duties(one["step"], one.get("facts", {}), on=one.get("on"))
        lines = (json.dumps(decision.to_dict()), decision.explain("nl"), decision.explain("en"))
        sys.stdout.write("\\n".join((*lines, json.dumps(duties.to_dict()), "")))
"""


@pytest.mark.slow
def test_output_does_not_depend_on_the_hash_seed() -> None:
    written = set()
    for seed in ("0", "1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-c", EXPLAIN_EVERYTHING, str(ROUTES)]
        written.add(subprocess.run(command, env=environment, capture_output=True, check=True, timeout=120).stdout)
    assert len(written) == 1
    assert len(written.pop()) > 100_000


# Dates, against counting by hand.


def days_in_month(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def months_later(day: date, months: int) -> date:
    """Calendar months, with the end of the month clamped."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def birthday_in(day: date, year: int) -> date:
    """Who was born on 29 February is a year older on 1 March."""
    if (day.month, day.day) == (2, 29) and days_in_month(year, 2) == 28:
        return date(year, 3, 1)
    return date(year, day.month, day.day)


def later(day: date, count: int, unit: Unit) -> date:
    """The day on which `count` whole units have passed since `day`."""
    match unit:
        case "years":
            return birthday_in(day, day.year + count)
        case "months":
            return months_later(day, count)
        case "weeks":
            return day + timedelta(days=7 * count)
        case _:
            return day + timedelta(days=count)


month_ends = st.tuples(st.integers(1990, 2060), st.integers(1, 12)).map(
    lambda pair: date(pair[0], pair[1], days_in_month(*pair))
)
leap_days = st.sampled_from([date(year, 2, 29) for year in range(1992, 2061, 4)])
some_days = st.one_of(st.dates(date(1990, 1, 1), date(2060, 12, 31)), month_ends, leap_days)
units = st.sampled_from(UNITS)


@given(some_days, some_days, units)
def test_units_since_is_the_largest_number_of_units_that_have_passed(day: date, on: date, unit: Unit) -> None:
    count = 0
    while later(day, count + 1, unit) <= on:
        count += 1
    assert units_since(day, on, unit) == count


@given(some_days, some_days, units)
def test_a_day_further_a_count_changes_by_one_at_most(day: date, on: date, unit: Unit) -> None:
    following = day + timedelta(days=1)
    assert units_since(day, on, unit) - units_since(following, on, unit) in (0, 1)
    assert units_until(following, on, unit) - units_until(day, on, unit) in (0, 1)


@given(some_days, some_days, units)
def test_units_until_is_the_smallest_number_of_units_after_which_the_date_has_come(
    day: date, on: date, unit: Unit
) -> None:
    count = 0
    while moved_by_hand(on, count, unit) < day:
        count += 1
    assert units_until(day, on, unit) == count


def moved_by_hand(day: date, amount: int, unit: Unit) -> date:
    """A year after 29 February is 28 February: a moved date is clamped, a birthday is not."""
    if unit in ("years", "months"):
        return months_later(day, amount * 12 if unit == "years" else amount)
    return day + timedelta(days=amount * (7 if unit == "weeks" else 1))


@given(some_days, st.integers(-500, 500), units)
def test_moving_a_date_clamps_the_end_of_the_month(day: date, amount: int, unit: Unit) -> None:
    amount = amount // 12 if unit == "years" else amount
    assert move(day, amount, unit) == moved_by_hand(day, amount, unit)


@given(some_days, some_days, units)
def test_a_later_date_never_has_more_units_behind_it_nor_fewer_before_it(day: date, on: date, unit: Unit) -> None:
    tomorrow = day + timedelta(days=1)
    assert units_since(tomorrow, on, unit) <= units_since(day, on, unit)
    assert units_until(tomorrow, on, unit) >= units_until(day, on, unit)
    assert units_since(day, on, unit) == 0 or units_until(day, on, unit) == 0


@given(leap_days, st.integers(1, 30))
def test_who_was_born_on_29_february_is_a_year_older_on_1_march_of_a_common_year(day: date, years: int) -> None:
    birthday = date(day.year + years, 3, 1)
    assume(days_in_month(birthday.year, 2) == 28)
    assert units_since(day, birthday, "years") == years
    assert units_since(day, birthday - timedelta(days=1), "years") == years - 1


def test_three_months_after_30_november_is_the_last_day_of_february() -> None:
    assert units_since(date(2025, 11, 30), date(2026, 2, 28), "months") == 3
    assert units_since(date(2025, 11, 30), date(2026, 2, 27), "months") == 2
    assert move(date(2025, 11, 30), 3, "months") == date(2026, 2, 28)


@given(st.dates(EARLIEST, LATEST))
def test_the_first_day_is_found_wherever_it_lies(start: date) -> None:
    assert first_day(lambda day: day >= start) == start


def test_the_first_day_is_none_when_there_is_none_and_the_first_of_the_calendar_when_all_are() -> None:
    assert first_day(lambda _: False) is None
    assert first_day(lambda _: True) == EARLIEST


@st.composite
def chains(draw: st.DrawFn, *, counted: bool = True) -> DateChain:
    shifts = draw(st.lists(st.tuples(units, st.integers(-6, 6)), min_size=0 if counted else 1, max_size=2))
    steps: list[Shifted | Elapsed] = [Shifted("dag", (shift,)) for shift in shifts]
    if counted and (not steps or draw(st.booleans())):
        steps.append(Elapsed("dag", draw(units), draw(st.sampled_from(("since", "until")))))
    return DateChain("dag", tuple(steps))


@examples(0.5)
@given(chains(), reference_dates(), st.integers(-1500, 1500))
def test_the_days_that_give_a_count_are_found_as_by_looking_at_each_day(
    chain: DateChain, on: date, offset: int
) -> None:
    value = chain.read(on + timedelta(days=offset), on)
    window = [on + timedelta(days=number) for number in range(-2600, 2601)]
    fitting = [day for day in window if chain.read(day, on) == value]
    found = days_giving(chain, on, value)
    assert found is not None
    assert max(found[0], window[0]) == fitting[0]
    assert min(found[1], window[-1]) == fitting[-1]


@given(chains(counted=False), reference_dates(), st.integers(-1500, 1500))
def test_no_days_give_a_date_that_nothing_is_moved_to(chain: DateChain, on: date, offset: int) -> None:
    target = on + timedelta(days=offset)
    near = target
    for step in reversed(chain.steps):
        for unit, amount in step.amounts if isinstance(step, Shifted) else ():
            near = moved_by_hand(near, -amount, unit)
    window = [near + timedelta(days=number) for number in range(-40, 41)]
    fitting = [day for day in window if chain.read(day, on) == target]
    assert days_giving(chain, on, target) == ((fitting[0], fitting[-1]) if fitting else None)
