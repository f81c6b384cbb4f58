"""What it would take to come to a target, against trying every change of facts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.profiles import examples, use_profile
from support.small_routes import small_route
from support.strategies import CASES, OPERATORS, Case, _pick, real_route
from support.walk_routes import walk_routes

import routekaart
from routekaart import FactError, Route, UnknownNameError
from routekaart.model import condition
from routekaart.model.condition import All, Condition, Value
from routekaart.model.fact_types import Elapsed, FactType
from routekaart.model.step import STAY, Step, Transition

use_profile()
ON = date(2026, 3, 1)


@dataclass(frozen=True)
class Standing:
    """A student at a step of a small route without dates."""

    route: Route
    step: Step
    facts: Mapping[str, Value]
    target: str


@st.composite
def standings(draw: st.DrawFn) -> Standing:
    route = draw(walk_routes())
    step = _pick(draw, tuple(route.steps.values()))
    inputs = [fact for fact in route.facts.values() if fact.derivation is None]
    facts = {fact.name: _pick(draw, values_of(fact)) for fact in inputs if _pick(draw, (True, True, False))}
    assume(step.targets)
    return Standing(route, step, facts, _pick(draw, step.targets))


def values_of(fact: FactType) -> tuple[Value, ...]:
    if fact.kind == "yes_no":
        return (False, True)
    if fact.kind == "choice":
        return fact.options
    assert isinstance(fact.minimum, int)
    assert isinstance(fact.maximum, int)
    return tuple(range(fact.minimum, fact.maximum + 1))


def can_become(fact: FactType, value: Value) -> Iterator[Value]:
    for other in values_of(fact):
        if other != value and fact.changes != "never":
            back = fact.changes == "once" and value is True
            less = fact.changes == "grows" and fact.kind == "number" and other < value  # type: ignore[operator]
            if not back and not less:
                yield other


def smallest(one: Standing) -> tuple[int, int] | None:
    """How many facts must change, and how many unknown ones must turn out so, by trying everything."""
    inputs = [fact for fact in one.route.facts.values() if fact.derivation is None]
    options: list[list[tuple[str, Value | None, int, int]]] = []
    for fact in inputs:
        if fact.name in one.facts:
            value = one.facts[fact.name]
            changed = [(fact.name, other, 1, 0) for other in can_become(fact, value)]
            options.append([(fact.name, value, 0, 0), *changed])
        else:
            options.append([(fact.name, None, 0, 0), *((fact.name, other, 0, 1) for other in values_of(fact))])
    best: tuple[int, int] | None = None
    for choice in product(*options):
        cost = sum(one[2] for one in choice), sum(one[3] for one in choice)
        if (best is None or cost < best) and leads_there(one, {name: value for name, value, _, _ in choice}):
            best = cost
    return best


def leads_there(one: Standing, facts: Mapping[str, Value | None]) -> bool:
    try:
        return one.route.decide(one.step.id, facts, on=ON).target == one.target
    except FactError:
        return False


@given(one=standings())
@examples(0.5)
def test_the_answer_works_and_no_smaller_one_does(one: Standing) -> None:
    try:
        found = one.route.reach(one.step.id, one.target, one.facts, on=ON)
    except FactError:
        assume(False)
    costs = {(len(way.changes), len(way.settles)) for way in found.ways}
    expected = smallest(one)
    assert costs == (set() if expected is None else {expected})
    assert found.goes_there == (expected == (0, 0))
    for way in found.ways:
        assert leads_there(one, way.facts)
        for name, value in way.changes.items():
            assert value in can_become(one.route.facts[name], one.facts[name])
        assert not way.settles.keys() & one.facts.keys()
        assert {name: value for name, value in way.facts.items() if name not in {**way.changes, **way.settles}} == {
            **{name: value for name, value in way.facts.items() if name in one.facts and name not in way.changes},
            **{name: value for name, value in way.facts.items() if name not in one.facts and name not in way.settles},
        }


@pytest.mark.slow
@pytest.mark.parametrize("kind", CASES)
@given(data=st.data())
@examples(0.5)
def test_the_answer_works_with_ages_and_terms_too(kind: str, data: st.DataObject) -> None:
    case: Case = data.draw(CASES[kind])
    try:
        now = case.route.decide(case.step.id, case.facts, on=case.on)
    except FactError:
        assume(False)
    for target in case.step.targets:
        found = case.route.reach(case.step.id, target, case.facts, on=case.on)
        assert found.goes_there == (now.target == target)
        # In a made-up route a target can be possible only together with another one.
        assert found.ways or target not in now.possible or kind == "generated"
        for way in found.ways:
            assert case.route.decide(case.step.id, way.facts, on=case.on).target == target
            assert way.text.nl or found.goes_there
        if found.on_its_own:
            later = {
                change.on: change.decision.target for change in case.route.outlook(case.step.id, case.facts, on=case.on)
            }
            assert later[found.on_its_own] == target


@dataclass(frozen=True)
class WithDate:
    """A student of whom a date is known, at a step where that date counts."""

    standing: Standing
    on: date

    @property
    def days(self) -> Iterator[date]:
        return (self.on + timedelta(days=ahead) for ahead in range(-1000, 1000))

    def can_become(self, day: date) -> bool:
        """Whether the date can become this day: what has happened stays, what is planned can be on any day to come."""
        known, changes = self.standing.facts["dag"], self.standing.route.facts["dag"].changes
        assert isinstance(known, date)
        return changes != "never" and day >= (known if changes == "grows" else min(known, self.on))


@st.composite
def with_dates(draw: st.DrawFn) -> WithDate:
    """Every limit lies within some hundred days, so that every day that can matter can be tried."""
    on = ON + timedelta(days=_pick(draw, (0, 1, 30)))
    nearby = st.integers(-60, 60).map(lambda days: on + timedelta(days=days))
    day = FactType("dag", "date", "dag", changes=_pick(draw, ("freely", "freely", "freely", "grows", "never")))
    counted = Elapsed("dag", _pick(draw, ("days", "weeks", "months")), _pick(draw, ("until", "since")))
    facts = (day, FactType("duur", "number", "duur", derivation=counted), FactType("hulp", "yes_no", "hulp"))

    def one() -> Condition:
        operator = _pick(draw, OPERATORS)
        match _pick(draw, ("duur", "duur", "dag", "hulp")):
            case "duur":
                return condition.FactTest("duur", operator, (draw(st.integers(0, 3)) * _pick(draw, (1, 10)),))
            case "dag":
                return condition.FactTest("dag", operator, (draw(nearby),))
            case _:
                return condition.FactTest("hulp", "one_of", (_pick(draw, (True, False)),))

    whens = [All((one(), one())) if _pick(draw, (True, False)) else one() for _ in range(draw(st.integers(1, 2)))]
    transitions = tuple(Transition(to=("klaar", "gestopt")[number], when=when) for number, when in enumerate(whens))
    step = Step(id="P1", title="Stap", policy="first", otherwise=STAY, transitions=transitions)
    route = small_route("dagen", [step], ("klaar", "gestopt"), facts)
    known: dict[str, Value] = {"dag": draw(nearby), "hulp": _pick(draw, (True, False))}
    return WithDate(Standing(route, step, known, _pick(draw, step.targets)), on)


@given(one=with_dates())
@examples(1)
def test_no_way_with_a_date_is_a_proof_over_every_day(one: WithDate) -> None:
    standing = one.standing
    route, step, target = standing.route, standing.step, standing.target
    dag = standing.facts["dag"]
    best: int | None = None
    for day in one.days:
        for help_ in (False, True):
            changed = (day != dag) + (help_ != standing.facts["hulp"])
            may = day == dag or one.can_become(day)
            if may and (best is None or changed < best):
                found = route.decide(step.id, {"dag": day, "hulp": help_}, on=one.on)
                best = changed if found.target == target else best
    reach = route.reach(step.id, target, standing.facts, on=one.on)
    assert {len(way.changes) for way in reach.ways} == (set() if best is None else {best})
    for way in reach.ways:
        assert route.decide(step.id, way.facts, on=one.on).target == target
        # Of a date off which only a count is read, the count is told.
        if way.changes.keys() & {"dag", "duur"}:
            without_help = {name: value for name, value in way.changes.items() if name != "hulp"}
            chain = route.vocabulary.date_chain("duur")
            assert chain is not None
            read = ((day, {"dag": day, "duur": chain.read(day, one.on)}) for day in one.days)
            assert any(one.can_become(day) for day, facts in read if facts.items() >= without_help.items())


MINOR = {"geboortedatum": "2009-03-01", "startkwalificatie": "nee", "vrijstelling_kwalificatieplicht": "nee"}


def test_what_cannot_change_is_said_apart() -> None:
    bbl = real_route("roc_bbl")
    found = bbl.reach("P11", "P13", MINOR, on=ON)
    assert (found.ways, found.fixed, found.on_its_own) == ((), ("leeftijd",), date(2027, 3, 1))
    assert found.text.nl.splitlines() == [
        "Geen verandering leidt naar P13: wat niet kan veranderen, sluit dat uit: leeftijd.",
        "Vanzelf naar P13 op 2027-03-01.",
    ]
    diploma, exemption = bbl.reach("P11", "P14", MINOR, on=ON).ways
    assert (dict(diploma.changes), dict(exemption.changes)) == (
        {"startkwalificatie": True},
        {"vrijstelling_kwalificatieplicht": True},
    )
    assert "2009" not in repr(found) + repr(diploma)


def test_a_search_that_has_begun_cannot_have_begun_earlier() -> None:
    found = real_route("roc_bbl").reach(
        "P9", "P10", {"heeft_werkplek": "nee", "zoekperiode_gestart_op": "2026-01-31"}, on=ON
    )
    assert (found.ways, found.fixed, found.on_its_own) == ((), ("zoekduur",), date(2026, 4, 30))


DAY_APART = """\
routekaart: 1
id: proef
title: Proefroute
version: "1"
start: A
facts:
  begin: {type: date, changes: never}
  maanden: {type: number, derive: {months_until: begin}}
impossible: [{when: {begin: {above: 2025-09-01, at_most: 2025-09-01}}, because: Dat kan niet.}]
steps:
  A: {title: Begin, transitions: [{to: klaar, when: {maanden: {below: 3}}}], otherwise: stay}
ends: {klaar: {title: Klaar, outcome: success}}
"""


@pytest.fixture(scope="module")
def day_apart(tmp_path_factory: pytest.TempPathFactory) -> Route:
    file = tmp_path_factory.mktemp("route") / "proef.yaml"
    file.write_text(DAY_APART, encoding="utf-8")
    return routekaart.load(file)


@given(
    year=st.integers(2024, 2028),
    month=st.one_of(st.none(), st.integers(1, 12)),
    on=st.dates(date(2025, 6, 1), date(2027, 3, 1)),
)
@examples(1)
def test_a_date_known_in_part_turns_out_to_be_one_of_its_days(
    day_apart: Route, year: int, month: int | None, on: date
) -> None:
    written = f"{year}" if month is None else f"{year}-{month:02}"
    found = day_apart.reach("A", "klaar", {"begin": written}, on=on)
    path = day_apart.path({"begin": written}, to="klaar", step="A", on=on)
    for one in (*found.ways, *(step.way for step in (path.steps if path else ()))):
        assert str(one.settles.get("begin", written)).startswith(written)


def test_a_target_that_the_step_does_not_have_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="geen overgang van P11 naar P16; bekend zijn: P12"):
        real_route("roc_bbl").reach("P11", "P16", {}, on=ON)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["doorstroompunt", "entree", "pro_vso", "roc_bbl", "transitieroute"])
def test_there_is_a_path_to_every_step_and_end_for_somebody(name: str) -> None:
    route = real_route(name)
    for place in (*route.steps, *route.ends):
        path = route.path({}, to=place, on=ON)
        assert path is not None
        here = route.start
        for step in path.steps:
            assert step.step == here
            assert step.on is not None
            assert route.decide(here, step.way.facts, on=step.on).target == step.target
            here = step.target
        assert here == place


@pytest.mark.slow
def test_a_path_waits_for_what_only_time_brings() -> None:
    bbl = real_route("roc_bbl")
    path = bbl.path(MINOR, to="P15", step="P9", on=ON)
    assert path is not None
    assert [(step.step, step.on, step.waited) for step in path.steps] == [
        ("P9", date(2027, 3, 1), True),
        ("P10", date(2027, 3, 1), False),
        ("P11", date(2027, 3, 1), False),
    ]
    assert path.text.nl.splitlines()[0].startswith(
        "1. P9 (Werkplek zoeken) → P10 (Overstappen naar BOL?), op 2027-03-01"
    )


@pytest.mark.slow
def test_a_path_without_a_date_is_given_when_every_date_gives_the_same() -> None:
    bbl = real_route("roc_bbl")
    path = bbl.path({"heeft_werkplek": "nee"}, to="voortzetting_bol")
    assert path is not None
    assert [step.target for step in path.steps] == ["P2", "P3", "P7", "P9", "P10", "voortzetting_bol"]
    assert {step.on for step in path.steps} == {None}
    with pytest.raises(ValueError, match="peildatum"):
        bbl.path(MINOR, to="P15")
    with pytest.raises(ValueError, match="peildatum"):
        real_route("entree").path({}, to="einde_monitoring")


@pytest.mark.slow
def test_who_cannot_come_there_any_more_gets_no_path() -> None:
    bbl = real_route("roc_bbl")
    assert bbl.path({"startkwalificatie": "ja"}, to="P13", on=ON) is None
    assert bbl.path({}, to="P1", on=ON) is not None
    with pytest.raises(UnknownNameError, match="P99"):
        bbl.path({}, to="P99")
