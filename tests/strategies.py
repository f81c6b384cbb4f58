"""Routes that Hypothesis makes up, the five real routes, and facts of students for both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import bruteforce
import routekaart
from hypothesis import strategies as st
from routekaart.condition import All, AnyOf, Condition, Not, Operand, Operator, ParameterRef, Test, Value
from routekaart.dates import UNITS, Unit
from routekaart.facts import Elapsed, FactType, Shifted, write_value
from routekaart.parameters import DatedValue, Parameter
from routekaart.route import Route
from routekaart.step import Action, End, Involvement, Partner, Policy, Step, Transition
from routekaart.vocabulary import Impossible

REAL_ROUTES = ("doorstroompunt", "entree", "pro_vso", "roc_bbl", "transitieroute")
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


def days(around: date | None = None, years: int = 4) -> st.SearchStrategy[date]:
    """Days, often at the end of a month or on 29 February."""
    middle = around or date(2025, 7, 1)
    near = st.dates(middle - timedelta(days=366 * years), middle + timedelta(days=366 * years))
    return st.one_of(near, st.sampled_from(SPECIAL_DAYS), st.integers(-3, 3).map(lambda n: middle + timedelta(days=n)))


REFERENCE_DATES = days(years=2)


# Facts.


@st.composite
def input_facts(draw: st.DrawFn) -> list[FactType]:
    """Facts that must be given: two to four, of all kinds."""
    kinds = draw(st.lists(st.sampled_from(("yes_no", "choice", "number", "date", "text")), min_size=2, max_size=4))
    return [draw(_input_fact(kind, f"{kind}_{number}")) for number, kind in enumerate(kinds)]


@st.composite
def _input_fact(draw: st.DrawFn, kind: str, name: str) -> FactType:
    match kind:
        case "choice":
            options = ("nee", "mogelijk", "ja")[: draw(st.integers(2, 3))]
            return FactType(name, "choice", f"titel van {name}", options=options)
        case "number":
            low = draw(st.integers(-1, 1))
            decimals = draw(st.sampled_from((0, 0, 0, 1)))
            high = low + (1 if decimals else draw(st.integers(0, 4)))
            return FactType(name, "number", name, minimum=low, maximum=high, decimals=decimals)
        case "date":
            return FactType(name, "date", name, past=draw(st.booleans()))
        case "text":
            return FactType(name, "text", name, question="Welke tekst?")
        case _:
            return FactType(name, "yes_no", name)


@st.composite
def dated_facts(draw: st.DrawFn, day: FactType) -> list[FactType]:
    """Facts that are read off a date: a moved date, and counts of the date and of the moved one."""
    found: list[FactType] = []
    if draw(st.booleans()):
        found.append(FactType(f"{day.name}_moved", "date", "verschoven", derivation=draw(_shift_of(day.name))))
    for number in range(draw(st.integers(0, 2))):
        counted = draw(st.sampled_from([day.name, *(fact.name for fact in found if fact.kind == "date")]))
        found.append(draw(_count_of(counted, f"{day.name}_count_{number}")))
    return found


@st.composite
def _shift_of(draw: st.DrawFn, name: str) -> Shifted:
    units = draw(st.lists(st.sampled_from(UNITS), min_size=1, max_size=2, unique=True).map(_in_order))
    return Shifted(name, tuple((unit, draw(st.integers(-13, 13))) for unit in units))


def _in_order(units: list[Unit]) -> list[Unit]:
    return sorted(units, key=UNITS.index)


@st.composite
def _count_of(draw: st.DrawFn, date_fact: str, name: str) -> FactType:
    unit = draw(st.sampled_from(UNITS))
    direction = draw(st.sampled_from(("since", "until")))
    low, high = draw(st.sampled_from(((None, None), (None, None), (0, LARGEST_COUNT[unit]), (1, None), (None, 2))))
    elapsed = Elapsed(date_fact, unit, "since" if direction == "since" else "until")
    return FactType(name, "number", name, unit=unit, minimum=low, maximum=high, derivation=elapsed)


@st.composite
def vocabularies(draw: st.DrawFn) -> tuple[dict[str, FactType], dict[str, Parameter]]:
    """Inputs, what is read off dates, and yes_no facts that follow from the facts before them; and the parameters."""
    parameters = draw(_parameters())
    facts = draw(input_facts())
    for fact in list(facts):
        if fact.kind == "date":
            facts += draw(dated_facts(fact))
    for number in range(draw(st.integers(0, 2))):
        defined = draw(conditions(facts, tuple(parameters)))
        facts.append(FactType(f"derived_{number}", "yes_no", f"volgt {number}", derivation=defined))
    return {fact.name: fact for fact in facts}, parameters


@st.composite
def _parameters(draw: st.DrawFn) -> dict[str, Parameter]:
    found = {}
    for name in ("grens", "termijn")[: draw(st.integers(0, 2))]:
        later = draw(st.lists(st.sampled_from(SPECIAL_DAYS), max_size=2, unique=True).map(sorted))
        starts: list[date | None] = [None, *later]
        found[name] = Parameter(name, name, tuple(DatedValue(start, draw(st.integers(0, 4))) for start in starts))
    return found


# Conditions.


def conditions(facts: Sequence[FactType], parameters: tuple[str, ...] = ()) -> st.SearchStrategy[Condition]:
    """Conditions on these facts, of every operator, three levels deep at most."""
    tests: st.SearchStrategy[Condition] = st.one_of([tests_on(fact, parameters) for fact in facts])
    return st.recursive(tests, _joined, max_leaves=4)


def _joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    lists = st.lists(parts, max_size=3).map(tuple)
    return st.one_of(lists.map(All), lists.map(AnyOf), parts.map(Not))


def tests_on(fact: FactType, parameters: tuple[str, ...] = ()) -> st.SearchStrategy[Condition]:
    """Tests of one fact."""
    operands = _operands(fact, parameters)
    same = st.lists(operands, min_size=1, max_size=2, unique=True).map(lambda few: Test(fact.name, "one_of", tuple(few)))
    if fact.kind not in ("number", "date"):
        return same
    order = st.builds(lambda operator, operand: Test(fact.name, operator, (operand,)), st.sampled_from(OPERATORS), operands)
    return st.one_of(order, order, same)


def _operands(fact: FactType, parameters: tuple[str, ...]) -> st.SearchStrategy[Operand]:
    match fact.kind:
        case "yes_no":
            return st.booleans()
        case "choice":
            return st.sampled_from(fact.options)
        case "text":
            return st.sampled_from(("Alkmaar", "BERGEN", "Dijk en Waard"))
        case "date":
            return days()
        case "number":
            numbers = _limits(fact)
            return st.one_of(numbers, st.sampled_from(parameters).map(ParameterRef)) if parameters else numbers


def _limits(fact: FactType) -> st.SearchStrategy[int | Decimal]:
    if isinstance(fact.derivation, Elapsed):
        return st.one_of(st.integers(0, 3), st.integers(0, LARGEST_COUNT[fact.derivation.unit]))
    return st.one_of(st.integers(-2, 5), st.sampled_from((Decimal("0.5"), Decimal("1.5"))))


# Routes.


@st.composite
def generated_routes(draw: st.DrawFn) -> Route:
    """A route of two or three steps and two ends; it may contradict itself and may have gaps."""
    facts, parameters = draw(vocabularies())
    whens = conditions(tuple(facts.values()), tuple(parameters))
    ids = ("S1", "S2", "S3")[: draw(st.integers(2, 3))]
    targets = (*ids, "klaar", "gestopt")
    impossible = draw(st.lists(st.builds(Impossible, whens, st.just("Dat kan niet samen.")), max_size=2))
    return Route(
        id="bedacht",
        title="Een bedachte route",
        version="1",
        language="nl",
        start="S1",
        steps={name: draw(_steps(name, targets, whens)) for name in ids},
        ends={
            "klaar": End(id="klaar", title="Klaar", outcome="success"),
            "gestopt": End(id="gestopt", title="Gestopt", outcome="stopped"),
        },
        facts=facts,
        parameters=parameters,
        partners={name: Partner(name, name) for name in ("slb", "school")},
        readings={},
        sources={},
        phases={},
        impossible=tuple(draw(st.sampled_from(([], [], impossible)))),
    )


@st.composite
def _steps(draw: st.DrawFn, name: str, targets: Sequence[str], whens: st.SearchStrategy[Condition]) -> Step:
    # A condition that always holds stands by itself, as the reader demands of a part without `when`.
    leading = st.one_of(whens, whens, whens, whens, st.just(All(())))
    transitions = [
        Transition(to=draw(st.sampled_from(targets)), when=draw(leading), sources=("bron 1",))
        for _ in range(draw(st.integers(1, 3)))
    ]
    partners = st.sampled_from(("slb", "school"))
    policy: Policy = draw(st.sampled_from(("unique", "first")))
    return Step(
        id=name,
        title=f"Stap {name}",
        policy=policy,
        otherwise=draw(st.sampled_from((None, "stay", "stay", targets[-1]))),
        transitions=tuple(transitions),
        actions=tuple(Action(text=f"Doe {number}", when=draw(leading)) for number in range(draw(st.integers(0, 2)))),
        contacts=tuple(Involvement(partner=draw(partners), when=draw(leading)) for _ in range(draw(st.integers(0, 2)))),
    )


# Facts of students.


def values_of(fact: FactType, on: date) -> st.SearchStrategy[Value]:
    """Values of one fact, whatever else is known; a few of them out of its domain in time."""
    match fact.kind:
        case "yes_no":
            return st.booleans()
        case "choice":
            return st.sampled_from(fact.options)
        case "text":
            return st.sampled_from(("alkmaar", "Bergen", "dijk  en waard", "Utrecht"))
        case "date":
            near = days(on)
            return near.map(lambda day: min(day, on)) if fact.past else near
        case "number":
            return _numbers_of(fact)


def _numbers_of(fact: FactType) -> st.SearchStrategy[Value]:
    low = 0 if fact.minimum is None else int(fact.minimum)
    longest = LARGEST_COUNT[fact.derivation.unit] if isinstance(fact.derivation, Elapsed) else 60
    high = max(low, longest) if fact.maximum is None else int(fact.maximum)
    whole = st.one_of(st.integers(low, min(high, low + 5)), st.integers(low, high))
    return whole if not fact.decimals else st.one_of(whole, st.just(low + Decimal("0.5")))


@st.composite
def students(draw: st.DrawFn, route: Route, on: date, names: Sequence[str] | None = None) -> dict[str, Value]:
    """Every fact of somebody: a value for each input, and what follows from them. Rules may forbid this student."""
    inputs = [name for name, fact in route.facts.items() if fact.derivation is None]
    chosen = inputs if names is None else [name for name in inputs if name in names]
    return bruteforce.complete(route, {name: draw(values_of(route.facts[name], on)) for name in chosen}, on)


@st.composite
def known_of(draw: st.DrawFn, student: Mapping[str, Value]) -> dict[str, Value]:
    """Some of the facts of a student, in any order."""
    names = sorted(student)
    kept = draw(st.lists(st.sampled_from(names), unique=True, max_size=5)) if names else []
    return {name: student[name] for name in kept}


@st.composite
def generated_cases(draw: st.DrawFn, *, real_student: bool = True) -> Case:
    """A student at a step of a generated route; now and then with a fact that does not fit the others."""
    route = draw(generated_routes())
    on = draw(REFERENCE_DATES)
    facts = draw(known_of(draw(students(route, on))))
    if not real_student and facts:
        other = draw(st.sampled_from(sorted(route.facts)))
        facts[other] = draw(values_of(route.facts[other], on))
    return Case(route, route.steps[draw(st.sampled_from(sorted(route.steps)))], on, facts)


@cache
def real_route(name: str) -> Route:
    """One of the routes that come with the library."""
    return routekaart.load(name)


STEPS_OF_REAL_ROUTES = tuple((name, step) for name in REAL_ROUTES for step in real_route(name).steps)


@st.composite
def real_cases(draw: st.DrawFn, *, real_student: bool = True, min_known: int = 0) -> Case:
    """A student at a step of one of the five routes, with dates around the limits that count there."""
    name, step_id = draw(st.sampled_from(STEPS_OF_REAL_ROUTES))
    route = real_route(name)
    step = route.steps[step_id]
    on = draw(st.one_of(st.sampled_from(SPECIAL_DAYS), st.dates(date(2023, 1, 1), date(2028, 12, 31))))
    names = relevant_facts(route, step)
    student = draw(_real_student(route, on, names))
    known = [fact for fact in names if draw(st.booleans())]
    facts = {fact: student[fact] for fact in draw(st.permutations(known))}
    if not real_student and names:
        other = draw(st.sampled_from(names))
        facts[other] = draw(values_of(route.facts[other], on))
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


@st.composite
def _real_student(draw: st.DrawFn, route: Route, on: date, names: Sequence[str]) -> dict[str, Value]:
    inputs: dict[str, Value] = {}
    for name in bruteforce.inputs_of(route, names):
        fact = route.facts[name]
        if fact.kind == "date":
            asked = tuple(rule.when for rule in route.impossible)
            derived = tuple(one.derivation for one in route.facts.values() if isinstance(one.derivation, Condition))
            inputs[name] = draw(st.sampled_from(_days_of(route, name, on, (*asked, *derived))))
        elif fact.kind == "text":
            inputs[name] = draw(st.sampled_from(("Alkmaar", "bergen (nh)", "Dijk en  Waard", "Utrecht")))
        else:
            inputs[name] = draw(values_of(fact, on))
    return bruteforce.complete(route, inputs, on)


def _days_of(route: Route, name: str, on: date, asked: tuple[Condition, ...]) -> list[date]:
    every = (*asked, *(when for step in route.steps.values() for when in bruteforce.conditions_of(step)))
    low, high = on - timedelta(days=366 * 30), on if route.facts[name].past else on + timedelta(days=366 * 5)
    return [day for day in bruteforce.candidate_days(route, name, on, every) if low <= day <= high]


def relevant_facts(route: Route, step: Step) -> tuple[str, ...]:
    """The facts that conditions at a step speak of, with all that they follow from."""
    asked = (*bruteforce.conditions_of(step), *duties_conditions(step))
    return bruteforce.closure(route, [test.fact for condition in asked for test in bruteforce.tests_of(condition)])


def duties_conditions(step: Step) -> tuple[Condition, ...]:
    """The conditions of who acts at a step and what must be done."""
    return tuple(part.when for part in (*step.responsible, *step.contacts, *step.actions, *step.supports))


def as_text(facts: Mapping[str, Value]) -> dict[str, object]:
    """The facts as a person writes them."""
    return {name: write_value(value) for name, value in facts.items()}


CASES: dict[str, st.SearchStrategy[Case]] = {"generated": generated_cases(), "real": real_cases()}
ANY_CASES: dict[str, st.SearchStrategy[Case]] = {
    "generated": generated_cases(real_student=False),
    "real": real_cases(real_student=False),
}
