"""Routes that Hypothesis makes up, the five real routes, and facts of students for both."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal, TypeVar, get_args

from hypothesis import assume
from hypothesis import strategies as st

import routekaart
from routekaart.foundation.dates import UNITS, Unit
from routekaart.model.condition import All, AnyOf, Condition, FactTest, Not, Operand, Operator, ParameterRef, Value
from routekaart.model.fact_types import Elapsed, FactKind, FactType, Shifted
from routekaart.model.fact_values import write_value
from routekaart.model.parameters import DatedValue, Parameter
from routekaart.model.source_readings import Reading
from routekaart.model.step import Action, End, Involvement, Partner, Policy, Step, Transition
from routekaart.model.vocabulary import Impossible
from routekaart.route import Route
from support import bruteforce

REAL_ROUTES = ("doorstroompunt", "entree", "pro_vso", "roc_bbl", "transitieroute")
Thing = TypeVar("Thing")
DIRECTIONS: tuple[Literal["since", "until"], ...] = ("since", "until")
POLICIES: tuple[Policy, ...] = ("unique", "first")
OPERATORS: tuple[Operator, ...] = ("at_least", "above", "at_most", "below")
SPECIAL_DAYS = (
    date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2025, 2, 28), date(2025, 3, 1), date(2025, 1, 31),
    date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 30), date(2027, 11, 30),
)  # fmt: skip
LARGEST_COUNT: dict[Unit, int] = {"years": 3, "months": 30, "weeks": 60, "days": 400}
LARGEST_WORLD = 3_000
"""Students that the reference looks at for one example; a real step with more unknown facts gets fewer of them."""


@dataclass(frozen=True)
class Case:
    """A student at a step of a route, of whom some facts are known."""

    route: Route
    step: Step
    on: date
    facts: dict[str, Value]


@dataclass(frozen=True)
class PartlyCase:
    """A student at a step, with the first and the last day of each date that is known in part."""

    case: Case
    spans: dict[str, tuple[date, date]]

    @property
    def told(self) -> dict[str, object]:
        """What is known, as a person writes it."""
        return as_text(self.case.facts) | {name: f"{first}/{last}" for name, (first, last) in self.spans.items()}

    @property
    def students(self) -> list[bruteforce.Student]:
        """Students who fit: for each stretch of days that no limit cuts, its first and its last day."""
        case = self.case
        ends = [FactTest(name, "one_of", span) for name, span in self.spans.items()]
        asked = (*bruteforce.conditions_of(case.step), *ends)
        everyone = bruteforce.world(case.route, case.facts, case.on, asked, both_ends=True)
        return [student for student in everyone.students if self._fits(student)]

    def _fits(self, student: bruteforce.Student) -> bool:
        return all(first <= student[name] <= last for name, (first, last) in self.spans.items())  # type: ignore[operator]


# Choosing. A route takes some hundred choices, so the strategies for them are made once.


@cache
def _index(size: int) -> st.SearchStrategy[int]:
    return st.integers(0, size - 1)


def _pick(draw: st.DrawFn, things: Sequence[Thing]) -> Thing:
    """One of some things; the first is the simplest."""
    return things[draw(_index(len(things)))]


def _number(draw: st.DrawFn, low: int, high: int) -> int:
    return low + draw(_index(high - low + 1))


# Facts.


def _input_facts(draw: st.DrawFn) -> list[FactType]:
    kinds = [_pick(draw, get_args(FactKind)) for _ in range(_number(draw, 2, 4))]
    return [_input_fact(draw, kind, f"{kind}_{number}") for number, kind in enumerate(kinds)]


def _input_fact(draw: st.DrawFn, kind: FactKind, name: str) -> FactType:
    match kind:
        case "choice":
            return FactType(name, kind, f"titel van {name}", options=("nee", "mogelijk", "ja")[: _number(draw, 2, 3)])
        case "number":
            low, decimals = _number(draw, -1, 1), _pick(draw, (0, 0, 0, 1))
            high = low + (1 if decimals else _number(draw, 0, 4))
            return FactType(name, kind, name, minimum=low, maximum=high, decimals=decimals)
        case "date":
            return FactType(name, kind, name, past=_pick(draw, (False, True)))
        case "text":
            return FactType(name, kind, name, question="Welke tekst?")
        case "yes_no":
            phrases = _pick(draw, ({}, {"ja": f"heeft {name}", "nee": f"heeft geen {name}"}))
            return FactType(name, kind, name, phrases=phrases)


def _dated_facts(draw: st.DrawFn, day: FactType) -> list[FactType]:
    """Facts that are read off a date: a moved date, and counts of the date and of the moved one."""
    found: list[FactType] = []
    dates = [day.name]
    for number in range(_pick(draw, (0, 1, 1, 2))):
        dates.append(f"{day.name}_moved_{number}")
        found.append(FactType(dates[-1], "date", "verschoven", derivation=_shift_of(draw, _pick(draw, dates[:-1]))))
    counts = _number(draw, 0, 2)
    return found + [_count_of(draw, _pick(draw, dates), f"{day.name}_count_{number}") for number in range(counts)]


def _shift_of(draw: st.DrawFn, name: str) -> Shifted:
    units = sorted({_pick(draw, UNITS), _pick(draw, UNITS)}, key=UNITS.index)
    return Shifted(name, tuple((unit, _number(draw, -13, 13)) for unit in units))


def _count_of(draw: st.DrawFn, date_fact: str, name: str) -> FactType:
    unit, direction = _pick(draw, UNITS), _pick(draw, DIRECTIONS)
    low, high = _pick(draw, ((None, None), (None, None), (None, None), (0, LARGEST_COUNT[unit]), (1, None), (None, 2)))
    derivation = Elapsed(date_fact, unit, direction)
    return FactType(name, "number", name, unit=unit, minimum=low, maximum=high, derivation=derivation)


def _vocabulary(draw: st.DrawFn) -> tuple[dict[str, FactType], dict[str, Parameter]]:
    """Inputs, what is read off dates, and yes_no facts that follow from the facts before them; and the parameters."""
    parameters = {name: _parameter(draw, name) for name in ("grens", "termijn")[: _number(draw, 0, 2)]}
    facts = _input_facts(draw)
    for fact in list(facts):
        if fact.kind == "date":
            facts += _dated_facts(draw, fact)
    for number in range(_number(draw, 0, 2)):
        defined = _condition(draw, facts, tuple(parameters))
        facts.append(FactType(f"derived_{number}", "yes_no", f"volgt {number}", derivation=defined))
    return {fact.name: fact for fact in facts}, parameters


def _parameter(draw: st.DrawFn, name: str) -> Parameter:
    later = sorted({_pick(draw, SPECIAL_DAYS) for _ in range(_number(draw, 0, 2))})
    starts: list[date | None] = [None, *later]
    return Parameter(name, name, tuple(DatedValue(start, _number(draw, 0, 4)) for start in starts))


# Conditions.


def _condition(draw: st.DrawFn, facts: Sequence[FactType], parameters: tuple[str, ...], depth: int = 2) -> Condition:
    shape = _pick(draw, ("test", "test", "test", "test", "all", "all", "any", "not") if depth else ("test",))
    if shape == "test":
        return _comparison(draw, _pick(draw, facts), parameters)
    if shape == "not":
        return Not(_condition(draw, facts, parameters, depth - 1))
    size = _pick(draw, (2, 2, 2, 3, 1, 0))
    parts = tuple(_condition(draw, facts, parameters, depth - 1) for _ in range(size))
    return All(parts) if shape == "all" else AnyOf(parts)


def _comparison(draw: st.DrawFn, fact: FactType, parameters: tuple[str, ...]) -> Condition:
    if fact.kind in ("number", "date") and _pick(draw, (True, True, False)):
        return FactTest(fact.name, _pick(draw, OPERATORS), (_operand(draw, fact, parameters),))
    several = 1 if fact.kind == "yes_no" else _number(draw, 1, 2)
    return FactTest(fact.name, "one_of", tuple({_operand(draw, fact, parameters): None for _ in range(several)}))


def _operand(draw: st.DrawFn, fact: FactType, parameters: tuple[str, ...]) -> Operand:
    match fact.kind:
        case "yes_no":
            return _pick(draw, (True, False))
        case "choice":
            return _pick(draw, fact.options)
        case "text":
            return _pick(draw, ("Alkmaar", "BERGEN", "Dijk en Waard"))
        case "date":
            return _day(draw)
        case "number":
            named = bool(parameters) and _pick(draw, (False, False, True))
            return ParameterRef(_pick(draw, parameters)) if named else _limit(draw, fact)


def _day(draw: st.DrawFn, around: date = date(2025, 7, 1), years: int = 4) -> date:
    """A day, often at the end of a month or on 29 February, or beside the day in the middle."""
    match _pick(draw, ("special", "beside", "any", "any")):
        case "special":
            return _pick(draw, SPECIAL_DAYS)
        case "beside":
            return around + timedelta(days=_number(draw, -3, 3))
        case _:
            return around + timedelta(days=_number(draw, -366 * years, 366 * years))


def _limit(draw: st.DrawFn, fact: FactType) -> int | Decimal:
    if isinstance(fact.derivation, Elapsed):
        return _number(draw, 0, 3 if _pick(draw, (True, False)) else LARGEST_COUNT[fact.derivation.unit])
    limits: tuple[int | Decimal, ...] = (0, 1, 2, 3, 4, 5, -1, -2, Decimal("0.5"), Decimal("1.5"))
    return _pick(draw, limits)


@st.composite
def conditions(draw: st.DrawFn, facts: Sequence[FactType], parameters: tuple[str, ...] = ()) -> Condition:
    """Conditions on these facts, of every operator, three levels deep at most."""
    return _condition(draw, facts, parameters)


@st.composite
def reference_dates(draw: st.DrawFn) -> date:
    """Days in 2023 to 2027, often at the end of a month or when a limit may change."""
    return _day(draw, years=2)


# Routes.


@st.composite
def generated_routes(draw: st.DrawFn) -> Route:
    """A route of two or three steps and two ends; it may contradict itself and may have gaps."""
    facts, parameters = _vocabulary(draw)
    made = _Conditions(draw, tuple(facts.values()), tuple(parameters))
    ids = ("S1", "S2", "S3")[: _number(draw, 2, 3)]
    targets = (*ids, "klaar", "gestopt")
    return Route(
        id="bedacht",
        title="Een bedachte route",
        version="1",
        language="nl",
        start="S1",
        steps={name: _step(draw, name, targets, made) for name in ids},
        ends={
            "klaar": End(id="klaar", title="Klaar", outcome="success"),
            "gestopt": End(id="gestopt", title="Gestopt", outcome="stopped"),
        },
        facts=facts,
        parameters=parameters,
        partners={name: Partner(name, name) for name in ("slb", "school")},
        readings={"A-01": Reading("A-01", "De bron zwijgt.", "Dit.", "Het moet ergens heen.")},
        sources={},
        phases={},
        impossible=tuple(Impossible(made.one(), "Dat kan niet samen.") for _ in range(_pick(draw, (0, 0, 1, 2)))),
    )


@dataclass(frozen=True)
class _Conditions:
    """Makes conditions on the facts of one route."""

    draw: st.DrawFn
    facts: Sequence[FactType]
    parameters: tuple[str, ...]

    def one(self) -> Condition:
        return _condition(self.draw, self.facts, self.parameters)

    def one_or_always(self) -> Condition:
        return self.one() if _pick(self.draw, (1, 1, 1, 1, 1, 0)) else All(())


def _step(draw: st.DrawFn, name: str, targets: Sequence[str], made: _Conditions) -> Step:
    others = [target for target in targets if target != name]
    transitions = tuple(
        Transition(to=_pick(draw, others), when=made.one_or_always(), sources=("bron 1",), readings=("A-01",))
        for _ in range(_pick(draw, (1, 2, 2, 3, 3, 0)))
    )
    contacts = tuple(
        Involvement(partners=(_pick(draw, ("slb", "school")),), when=made.one_or_always())
        for _ in range(_number(draw, 0, 2))
    )
    return Step(
        id=name,
        title=f"Stap {name}",
        policy=_pick(draw, POLICIES),
        otherwise=_pick(draw, ("stay", "stay", "stay", None, others[-1])),
        transitions=transitions,
        actions=tuple(Action(text=f"Doe {number}", when=made.one_or_always()) for number in range(_number(draw, 0, 2))),
        contacts=contacts,
    )


# Facts of students.


def _value(draw: st.DrawFn, fact: FactType, on: date) -> Value:
    """A value of one fact, whatever else is known."""
    match fact.kind:
        case "yes_no":
            return _pick(draw, (True, False))
        case "choice":
            return _pick(draw, fact.options)
        case "text":
            return _pick(draw, ("alkmaar", "Bergen", "dijk  en waard", "Utrecht"))
        case "date":
            day = _day(draw, on)
            return min(day, on) if fact.past else day
        case "number":
            return _count(draw, fact)


def _count(draw: st.DrawFn, fact: FactType) -> int | Decimal:
    low = 0 if fact.minimum is None else int(fact.minimum)
    longest = LARGEST_COUNT[fact.derivation.unit] if isinstance(fact.derivation, Elapsed) else 60
    high = max(low, longest) if fact.maximum is None else int(fact.maximum)
    whole = _number(draw, low, min(high, low + 5) if _pick(draw, (True, False)) else high)
    halfway = fact.decimals > 0 and whole < high and _pick(draw, (True, False))
    return Decimal(whole) + Decimal("0.5") if halfway else whole


def _known_of(draw: st.DrawFn, student: Mapping[str, Value]) -> dict[str, Value]:
    """Some of the facts of a student, in some order."""
    known = dict(student)
    while known and (len(known) > 4 or _pick(draw, (True, True, False))):
        del known[_pick(draw, sorted(known))]
    return known


@st.composite
def generated_cases(draw: st.DrawFn, *, one_student: bool = True) -> Case:
    """A student at a step of a generated route.

    Args:
        one_student: False for facts of which one may come from another student, so that they need not fit together.
    """
    route = draw(generated_routes())
    on = _day(draw, years=2)
    assume(bruteforce.somebody_exists(route, on))
    inputs = {name: _value(draw, fact, on) for name, fact in route.facts.items() if fact.derivation is None}
    facts = _known_of(draw, bruteforce.complete(route, inputs, on))
    if not one_student:
        other = _pick(draw, sorted(route.facts))
        facts[other] = _value(draw, route.facts[other], on)
    return Case(route, _pick(draw, tuple(route.steps.values())), on, facts)


@cache
def real_route(name: str) -> Route:
    """One of the routes that come with the library."""
    return routekaart.load(name)


STEPS_OF_REAL_ROUTES = tuple((name, step) for name in REAL_ROUTES for step in real_route(name).steps)


@st.composite
def real_cases(draw: st.DrawFn, *, one_student: bool = True) -> Case:
    """A student at a step of one of the five routes, with dates around the limits that count there."""
    name, step_id = _pick(draw, STEPS_OF_REAL_ROUTES)
    route = real_route(name)
    step = route.steps[step_id]
    on = _day(draw, years=2)
    names = relevant_facts(route, step)
    student = _real_student(draw, route, on, names)
    facts = {fact: student[fact] for fact in names if _pick(draw, (True, False))}
    if not one_student and names:
        other = _pick(draw, names)
        facts[other] = _value(draw, route.facts[other], on)
    return _small_enough(Case(route, step, on, facts), student)


def _small_enough(case: Case, student: Mapping[str, Value]) -> Case:
    """The same student with more facts known, until the reference can look at everybody who fits."""
    asked = (*bruteforce.conditions_of(case.step), *duties_conditions(case.step))
    facts = dict(case.facts)
    for name in bruteforce.inputs_of(case.route, relevant_facts(case.route, case.step)):
        if bruteforce.size_of_world(case.route, facts, case.on, asked) <= LARGEST_WORLD:
            break
        facts.setdefault(name, student[name])
    return replace(case, facts=facts)


def _real_student(draw: st.DrawFn, route: Route, on: date, names: Sequence[str]) -> dict[str, Value]:
    inputs: dict[str, Value] = {}
    for name in bruteforce.inputs_of(route, names):
        fact = route.facts[name]
        inputs[name] = _pick(draw, _days_of(route, name, on)) if fact.kind == "date" else _value(draw, fact, on)
    return bruteforce.complete(route, inputs, on)


@lru_cache(maxsize=512)
def _days_of(route: Route, name: str, on: date) -> tuple[date, ...]:
    """The days of a lifetime on both sides of each limit that the route sets to a date."""
    conditions = [when for step in route.steps.values() for when in bruteforce.conditions_of(step)]
    conditions += [fact.derivation for fact in route.facts.values() if isinstance(fact.derivation, Condition)]
    low, high = on - timedelta(days=366 * 30), on if route.facts[name].past else on + timedelta(days=366 * 5)
    return tuple(day for day in bruteforce.candidate_days(route, name, on, conditions) if low <= day <= high)


def relevant_facts(route: Route, step: Step) -> tuple[str, ...]:
    """The facts that conditions at a step speak of, with all that they follow from."""
    asked = (*bruteforce.conditions_of(step), *duties_conditions(step))
    return bruteforce.closure(route, [test.fact for condition in asked for test in bruteforce.tests_of(condition)])


def duties_conditions(step: Step) -> tuple[Condition, ...]:
    """The conditions of who acts at a step and what must be done."""
    return tuple(part.when for part in (*step.responsible, *step.contacts, *step.actions, *step.supports))


@st.composite
def partly_known(draw: st.DrawFn, cases: st.SearchStrategy[Case]) -> PartlyCase:
    """Such a student, of whom every date that is known is known in part: of some, one day is all that it can be."""
    case = draw(cases)
    dates = [name for name in case.facts if case.route.facts[name].kind == "date" and name in _inputs(case.route)]
    spans = {name: _span(draw, day) for name in dates if isinstance(day := case.facts[name], date)}
    facts = {name: value for name, value in case.facts.items() if name not in spans}
    return PartlyCase(replace(case, facts=facts), spans)


def _inputs(route: Route) -> frozenset[str]:
    return frozenset(name for name, fact in route.facts.items() if fact.derivation is None)


def _span(draw: st.DrawFn, day: date) -> tuple[date, date]:
    """The first and last of some days around a day: its year, its month, or other days."""
    match _pick(draw, ("days", "days", "month", "year")):
        case "year":
            return date(day.year, 1, 1), date(day.year, 12, 31)
        case "month":
            return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
        case _:
            longest = _pick(draw, (1, 40, 400, 1500))
            return day - timedelta(days=_number(draw, 0, longest)), day + timedelta(days=_number(draw, 0, longest))


def as_text(facts: Mapping[str, Value]) -> dict[str, object]:
    """The facts as a person writes them."""
    return {name: write_value(value) for name, value in facts.items()}


CASES: dict[str, st.SearchStrategy[Case]] = {"generated": generated_cases(), "real": real_cases()}
ANY_CASES: dict[str, st.SearchStrategy[Case]] = {
    "generated": generated_cases(one_student=False),
    "real": real_cases(one_student=False),
}
PARTLY_KNOWN: dict[str, st.SearchStrategy[PartlyCase]] = {name: partly_known(cases) for name, cases in CASES.items()}
