"""What is kept by cells is what is found afresh: on real and made-up routes, for right facts and wrong."""

import gc
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from types import FunctionType, ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.profiles import SLOW, examples, use_profile
from support.strategies import REAL_ROUTES, generated_routes, real_route, reference_dates, relevant_facts

import routekaart
from routekaart.deciding.decision import Decision
from routekaart.foresight.knowledge import knowledge_of
from routekaart.foresight.outlook import days_to_look
from routekaart.foundation.dates import LATEST
from routekaart.logic.axes import Axis
from routekaart.logic.grid import Grid
from routekaart.model.fact_types import FactType
from routekaart.model.fact_values import write_value
from routekaart.model.situation import UnknownFacts
from routekaart.model.step import Step
from routekaart.route import Route

use_profile()

DAYS = (date(2026, 3, 1), date(2028, 2, 29), None)
STUDENTS = 400 if SLOW else 20
ODD: tuple[object, ...] = (
    1, 0, 1.0, 17.0, -1, 10**30, Decimal(17), Decimal("17.5"), Fraction(17), complex(1), float("nan"), True, False,
    "1", "17", "ja", " Nee ", "true", "", "x", "mogelijk", "Mogelijk", (), [], {},
    "2009-03", "2009-03-01", "2009-03-01/2009-04-01", datetime(2009, 3, 1), datetime(2009, 3, 1, 12),
    " 2009-03-01", "2009-03-01 ", "20090301", "2009-3-01", "2009-W09-7", "2009-W0-17", "2009-060", "2009-02-29",
    "\N{FULLWIDTH DIGIT TWO}009-03-01", "2009-03-0\N{FULLWIDTH DIGIT ONE}", "+209-03-01", " 009-03-01",
    "1849-12-31", "2200-01-01", "9999-12-31", "0000-01-01", "1\N{FULLWIDTH DIGIT SEVEN}",
    "0017", "017", "+17", "17.0", "-1", "1" * 18, "1" * 19, "Ja", "JA", "nEE", "Yes", "ja\N{NO-BREAK SPACE}",
    date(1849, 12, 31), date(2150, 1, 1),
)  # fmt: skip
TEXTS = (
    "een tekst", "alkmaar", "ALKMAAR", "Den  Helder", "den\tHelder ", " ", "", "\N{HORIZONTAL ELLIPSIS}",
    "A\N{COMBINING ACUTE ACCENT}lkmaar", "Al\N{KELVIN SIGN}maar",
)  # fmt: skip


def in_full(route: Route, step: Step, on: date | None, facts: Mapping[str, object], unknown: UnknownFacts) -> Decision:
    """The reference: without looking at earlier verdicts."""
    return route._engine.decide(step, on, unknown, facts)


def found_or_error(find: Callable[[], object]) -> object:
    """What is found, or the error."""
    try:
        return find()
    except (routekaart.FactError, routekaart.ReferenceDateError, TypeError) as error:
        return type(error), str(error), getattr(error, "problems", None)


def changes_afresh(route: Route, step: Step, decision: Decision) -> date | None:
    """The first date on which the decision changes, deciding in full on every day that may matter."""
    if decision.on is None:
        return None
    decider, knowledge = route.decider.apart(), knowledge_of(route.grids, decision.known)
    told_now = [name for name, told in knowledge.followed.items() if route.vocabulary.depends_on_time(name)]
    tomorrow = [decision.on + timedelta(days=1)] if told_now else []
    for day in sorted({*tomorrow, *days_to_look(decider, step, knowledge.days(), decision.on, LATEST)}):
        try:
            other = decider.decide_known(step, replace(knowledge, grids=decider.grids).on(day))
        except routekaart.FactError:
            return None
        if (other.outcome, other.target, other.possible) != (decision.outcome, decision.target, decision.possible):
            return day
    return None


def outcome_of(decide: Any, *, whole: bool) -> object:
    """What comes out: everything that a decision says, or the error."""
    try:
        decision = decide()
    except (routekaart.FactError, routekaart.ReferenceDateError, TypeError) as error:
        return type(error), str(error), getattr(error, "problems", None)
    verdict = decision.verdict
    short = decision, decision.missing, verdict.statuses, verdict.truths
    return (
        (*short, decision.to_dict(), decision.changes_on, decision.explain(), decision.explain("en"))
        if whole
        else short
    )


@pytest.fixture(autouse=True)
def quick_from_the_second_time_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("routekaart.deciding.kept_by_cells._WORTH_WHILE", 2)


def agree(
    route: Route, step: Step, on: date | None, facts: Mapping[str, object], unknown: UnknownFacts, *, whole: bool
) -> None:
    expected = outcome_of(lambda: in_full(route, step, on, facts, unknown), whole=whole)
    for _ in range(2):
        found = outcome_of(lambda: route.decide(step.id, facts, on=on, unknown_facts=unknown), whole=whole)
        assert found == expected, (step.id, on, facts)


def duties_agree(
    route: Route, step: Step, on: date | None, facts: Mapping[str, object], unknown: UnknownFacts = "error"
) -> None:
    expected = found_or_error(lambda: route._engine.duties(step, on, unknown, facts))
    for _ in range(2):
        found = found_or_error(lambda: route.duties(step.id, facts, on=on, unknown_facts=unknown))
        assert found == expected, (step.id, on, facts)


def changes_agree(route: Route, step: Step, on: date | None, facts: Mapping[str, object]) -> None:
    try:
        decision = in_full(route, step, on, facts, "ignore")
    except (routekaart.FactError, routekaart.ReferenceDateError):
        return
    found = route.decide(step.id, facts, on=on, unknown_facts="ignore").changes_on
    assert found == changes_afresh(route, step, decision), (step.id, on, facts)


def values(route: Route, fact: FactType, axes: Mapping[str, Axis], chance: random.Random) -> object:
    """A value on or beside a limit; now and then one that means nothing, or is written otherwise."""
    if chance.random() < 0.03:
        return chance.choice(ODD)
    root = route.vocabulary.root_date(fact.name)
    axis = axes.get(root)
    if fact.kind == "yes_no":
        value: Any = chance.random() < 0.5
    elif fact.kind == "choice":
        value = chance.choice(fact.options)
    elif fact.kind == "text":
        value = chance.choice((*axis.cells, *TEXTS)) if axis else chance.choice(TEXTS)
    elif fact.derivation is None and axis:
        value = chance.choice(axis.bounds(chance.randrange(len(axis.cells))))
    elif fact.kind == "date":
        value = date(2026, 3, 1) + timedelta(days=chance.randrange(-4000, 400))
    else:
        value = chance.randrange(int(fact.minimum or 0), 40)
    return write_value(value) if chance.random() < 0.1 else value


def students(route: Route, step: Step, on: date | None, count: int) -> Iterator[dict[str, object]]:
    """Students with some facts known: mostly facts that the step asks for, some others beside them."""
    chance = random.Random(f"{route.id} {step.id} {on}")
    grid = Grid(route.vocabulary, step.guards, on or date(2026, 3, 1), {})
    axes = {axis.fact.name: axis for axis in grid.axes}
    relevant, every = relevant_facts(route, step), list(route.facts)
    for _ in range(count):
        names = [name for name in relevant if chance.random() < 0.7]
        names += [name for name in chance.sample(every, 2) if chance.random() < 0.3]
        chance.shuffle(names)
        facts = {
            name: None if chance.random() < 0.05 else values(route, route.facts[name], axes, chance) for name in names
        }
        yield {**facts, **dict(fitting_counts(route, facts, on or date(2026, 3, 1), chance))}


def fitting_counts(
    route: Route, facts: Mapping[str, object], on: date, chance: random.Random
) -> Iterator[tuple[str, object]]:
    """Now and then a count that fits the date beside which it is given, or a date known in part."""
    for name, day in facts.items():
        if type(day) is date and chance.random() < 0.3:
            if chance.random() < 0.5:
                yield name, str(day)[: chance.choice((4, 7))]
            yield from ((one.name, one.chain.read(day, on)) for one in route.vocabulary.read_off(name)[:1])


@pytest.mark.slow
@pytest.mark.parametrize("on", DAYS, ids=str)
@pytest.mark.parametrize("name", REAL_ROUTES)
def test_the_quick_way_agrees_at_every_step_of_a_real_route(name: str, on: date | None) -> None:
    route = real_route(name)
    for step in route.steps.values():
        for number, facts in enumerate(students(route, step, on, STUDENTS)):
            agree(route, step, on, facts, "error", whole=number % 10 == 0)
            duties_agree(route, step, on, facts)
            if number % 3 == 0:
                changes_agree(route, step, on, facts)


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL_ROUTES)
def test_it_agrees_when_names_are_passed_over(name: str) -> None:
    route = real_route(name)
    for step in route.steps.values():
        for facts in students(route, step, DAYS[0], STUDENTS // 4):
            agree(route, step, DAYS[0], {"schoolnummer": [1], **facts, 3: "drie"}, "ignore", whole=False)  # type: ignore[dict-item]
            agree(route, step, DAYS[0], {"schoolnummer": 1, **facts}, "error", whole=False)
            duties_agree(route, step, DAYS[0], {"schoolnummer": [1], **facts}, "ignore")
            duties_agree(route, step, DAYS[0], {"schoolnummer": 1, **facts}, "error")


@pytest.mark.slow
@examples()
@given(st.data())
def test_it_agrees_on_made_up_routes(data: st.DataObject) -> None:
    route, on = data.draw(generated_routes()), data.draw(reference_dates())
    step = route.steps[data.draw(st.sampled_from(sorted(route.steps)))]
    for facts in students(route, step, on, 12):
        agree(route, step, on, facts, "error", whole=False)
        agree(route, step, None, facts, "error", whole=False)
        changes_agree(route, step, on, facts)
        for day in (on, None):
            duties_agree(route, step, day, facts)


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_a_value_is_not_taken_for_another_that_equals_it(odd: object) -> None:
    route, step, on = real_route("roc_bbl"), real_route("roc_bbl").steps["P11"], date(2026, 3, 1)
    for name in ("leeftijd", "startkwalificatie", "geboortedatum"):
        for usual in (
            {"leeftijd": 17},
            {"leeftijd": 1},
            {"startkwalificatie": True},
            {"geboortedatum": date(2009, 3, 1)},
        ):
            agree(route, step, on, usual, "error", whole=False)
        agree(route, step, on, {name: odd}, "error", whole=False)


@pytest.mark.slow
def test_an_age_beside_a_birth_date_is_looked_at_each_time() -> None:
    route = real_route("roc_bbl")
    for born in (date(2009, 3, 1), date(2009, 3, 2), date(2008, 3, 1), "2009-03-01", "2009"):
        for age in (16, 17, 18, 17.0, "17"):
            for on in DAYS:
                facts = {"geboortedatum": born, "leeftijd": age, "startkwalificatie": False}
                agree(route, route.steps["P11"], on, facts, "error", whole=True)
                duties_agree(route, route.steps["P12"], on, facts)
                changes_agree(route, route.steps["P11"], on, facts)


def test_one_who_is_alike_is_not_decided_about_again(monkeypatch: pytest.MonkeyPatch) -> None:
    route = routekaart.load("roc_bbl")
    asked: list[object] = []
    decide_in_full = route.decider.decide

    def decide(step: Step, facts: Mapping[str, object], on: date, unknown_facts: UnknownFacts) -> Decision:
        asked.append(facts["leeftijd"])
        return decide_in_full(step, facts, on, unknown_facts)

    monkeypatch.setattr(route.decider, "decide", decide)
    for age in (12, 15, 17, 17, 14, 13):
        found = route.decide("P11", {"leeftijd": age, "startkwalificatie": False}, on="2026-03-01")
        assert found.facts == (("leeftijd", age), ("startkwalificatie", False))
    # The first time nothing is kept yet; from then on one of each age group.
    assert asked == [12, 15, 17]


@pytest.mark.slow
def test_what_is_kept_of_a_student_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("routekaart.deciding.kept_by_cells._MOST_KINDS", 3)
    monkeypatch.setattr("routekaart.deciding.kept_by_cells._MOST_PLACES", 2)
    monkeypatch.setattr("routekaart.deciding.everyday_answers._MOST_ANSWERS", 3)
    monkeypatch.setattr("routekaart.logic.code_tables._MOST_KEPT", 5)
    route = routekaart.load("roc_bbl")
    for number, facts in enumerate(students(route, route.steps["P11"], DAYS[0], 200)):
        for step in ("P11", "P15", "P16"):
            agree(route, route.steps[step], DAYS[number % 3], facts, "error", whole=False)
            duties_agree(route, route.steps[step], DAYS[number % 3], facts)
            changes_agree(route, route.steps[step], DAYS[number % 3], facts)


def test_ways_to_write_the_reference_date_are_not_kept_without_end() -> None:
    route = routekaart.load("roc_bbl")
    for number in range(20):
        for on in (f"{' ' * number}2026-03-01", "2026-03-01", datetime(2026, 3, 1), date(2026, 3, 1)):
            assert route.decide("P15", {"leeftijd": 20}, on=on).target == "P16"
    assert set(route._quick_ways["error"]) == {"2026-03-01", datetime(2026, 3, 1), date(2026, 3, 1)}


def test_verdicts_that_are_kept_hold_no_facts_of_a_student() -> None:
    route, day = routekaart.load("roc_bbl"), date(2009, 3, 17)
    for _ in range(3):
        decision = route.decide("P11", {"geboortedatum": day}, on=date(2026, 3, 1))
        assert decision.missing
        assert decision.changes_on
        assert decision.explain()
    assert decision.verdict is route.decide("P11", {"geboortedatum": day}, on=date(2026, 3, 1)).verdict
    seen: set[int] = set()
    waiting: list[object] = [decision.verdict, vars(decision.verdict)]
    while waiting:
        one = waiting.pop()
        # A class or a function leads to the whole program, which is not what is kept of a student.
        if id(one) not in seen and not isinstance(one, (type, FunctionType, ModuleType)):
            seen.add(id(one))
            assert not (isinstance(one, date) and one == day)
            assert not (isinstance(one, str) and day.isoformat() in one)
            waiting += gc.get_referents(one)
    assert {id(decision.verdict), id(decision.verdict.questions), id(decision.verdict.missing)} <= seen


def test_a_decision_cannot_be_changed() -> None:
    decision = real_route("roc_bbl").decide("P15", {"leeftijd": 20}, on="2026-03-01")
    for name in ("target", "outcome", "verdict", "facts", "iets_anders"):
        with pytest.raises(AttributeError):
            setattr(decision, name, "P1")
