"""A second opinion, naive on purpose: fill in the unknown facts in every way and look at what each student gets.

Two-valued, one student at a time. It shares the plain data classes and the counting of dates with the library, nothing
else: no cells, no formulas, no search.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, product
from math import prod
from typing import Literal, TypeAlias

from routekaart.foundation.dates import EARLIEST, LATEST, move, units_since, units_until
from routekaart.model.condition import All, AnyOf, Condition, FactTest, Not, ParameterRef, Value
from routekaart.model.fact_types import Derivation, Elapsed, FactType, Shifted
from routekaart.model.step import Step
from routekaart.route import Route

Student: TypeAlias = dict[str, Value]
"""Every fact that counts for a question, given or derived."""
Parameters: TypeAlias = Mapping[str, int | Decimal]

AMBIGUOUS = "<ambiguous>"
STUCK = "<stuck>"
OTHER_TEXTS = ("een andere tekst", "nog een andere tekst")
NEARBY = range(-5, 6)
"""How many days around an estimated limit are looked at: the end of a month moves a limit by three days at most."""
SMALL_DOMAIN = 15
LENGTHS = {"years": 366, "months": 31, "weeks": 7, "days": 1}
JULY = 7
FAR_AWAY = 400 * 366
"""In days: further than the calendar of facts goes."""


@dataclass(frozen=True)
class Verdict:
    """What must come out of a decision."""

    outcome: str
    target: str | None
    possible: tuple[str, ...]
    missing: frozenset[str]


@dataclass(frozen=True)
class World:
    """Every student who fits what is known.

    Attributes:
        inputs: the facts that were filled in, given or not.
    """

    route: Route
    parameters: Parameters
    inputs: tuple[str, ...]
    students: tuple[Student, ...]

    def truth(self, condition: Condition) -> bool | None:
        """True or false when it is so for every student, None when they differ."""
        found = {is_true(condition, student, self.parameters) for student in self.students}
        return found.pop() if len(found) == 1 else None

    def agreed(self) -> Student:
        """Each fact that every student has the same value for."""
        first = self.students[0]
        return {name: value for name, value in first.items() if all(other[name] == value for other in self.students)}


# What a condition means for one student.


def is_true(condition: Condition, student: Mapping[str, Value], parameters: Parameters) -> bool:
    """Whether a condition holds for a student of whom everything is known."""
    match condition:
        case All(parts):
            return all(is_true(part, student, parameters) for part in parts)
        case AnyOf(parts):
            return any(is_true(part, student, parameters) for part in parts)
        case Not(part):
            return not is_true(part, student, parameters)
        case FactTest(fact, operator, operands):
            return _passes(student[fact], operator, _looked_up(operands, parameters))


def _looked_up(operands: Iterable[Value | ParameterRef], parameters: Parameters) -> list[Value]:
    return [parameters[one.name] if isinstance(one, ParameterRef) else one for one in operands]


def _passes(value: Value, operator: str, operands: Sequence[Value]) -> bool:
    if operator == "one_of":
        return any(_plain(value) == _plain(operand) for operand in operands)
    sign = _sign(value, operands[0])
    return {"at_least": sign >= 0, "above": sign > 0, "at_most": sign <= 0, "below": sign < 0}[operator]


def _plain(value: Value) -> Value:
    return " ".join(value.split()).casefold() if isinstance(value, str) else value


def _sign(value: Value, limit: Value) -> int:
    if isinstance(value, date) and isinstance(limit, date):
        return (value > limit) - (value < limit)
    assert isinstance(value, int | Decimal)
    assert isinstance(limit, int | Decimal)
    return (value > limit) - (value < limit)


def parameters_on(route: Route, on: date) -> Parameters:
    """The last value of each parameter that has started."""
    return {
        name: [dated.value for dated in parameter.values if dated.start is None or dated.start <= on][-1]
        for name, parameter in route.parameters.items()
    }


def tests_of(condition: Condition) -> Iterator[FactTest]:
    """Every test in a condition."""
    match condition:
        case FactTest():
            yield condition
        case Not(part):
            yield from tests_of(part)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from tests_of(part)


# Facts that follow from other facts.


def follows_from(derivation: Derivation | None) -> tuple[str, ...]:
    """The facts that a derivation speaks of."""
    if derivation is None:
        return ()
    if isinstance(derivation, Elapsed | Shifted):
        return (derivation.date_fact,)
    return tuple(test.fact for test in tests_of(derivation))


def closure(route: Route, names: Iterable[str]) -> tuple[str, ...]:
    """The facts `names` and all that they follow from, each after what it follows from."""
    found: dict[str, None] = {}

    def visit(name: str) -> None:
        for other in follows_from(route.facts[name].derivation):
            visit(other)
        found[name] = None

    for name in names:
        visit(name)
    return tuple(found)


def inputs_of(route: Route, names: Iterable[str]) -> tuple[str, ...]:
    """The facts that must be given to know the facts `names`."""
    return tuple(name for name in closure(route, names) if not _is_derived(route.facts[name]))


def _is_derived(fact: FactType) -> bool:
    """An empty `all` speaks of no fact and yet follows."""
    return fact.derivation is not None


def complete(route: Route, inputs: Mapping[str, Value], on: date) -> Student:
    """A student with every fact of the route that follows from these inputs."""
    return _fill_in(inputs, _definable(route, inputs), parameters_on(route, on), on)


Definitions: TypeAlias = tuple[tuple[str, Derivation], ...]


def _definable(route: Route, inputs: Iterable[str]) -> Definitions:
    """The derived facts that follow from these inputs, each after what it follows from."""
    known = set(inputs)
    found: list[tuple[str, Derivation]] = []
    for name in closure(route, route.facts):
        derivation = route.facts[name].derivation
        if derivation is not None and known.issuperset(follows_from(derivation)):
            known.add(name)
            found.append((name, derivation))
    return tuple(found)


def _fill_in(inputs: Mapping[str, Value], definitions: Definitions, parameters: Parameters, on: date) -> Student:
    student: Student = dict(inputs)
    for name, derivation in definitions:
        student[name] = _follow(derivation, student, parameters, on)
    return student


def _follow(derivation: Derivation, student: Student, parameters: Parameters, on: date) -> Value:
    if isinstance(derivation, Elapsed):
        day = student[derivation.date_fact]
        assert isinstance(day, date)
        count = units_since if derivation.direction == "since" else units_until
        return count(day, on, derivation.unit)
    if isinstance(derivation, Shifted):
        day = student[derivation.date_fact]
        assert isinstance(day, date)
        for unit, amount in derivation.amounts:
            day = move(day, amount, unit)
        return date(day.year + (day.month > JULY), JULY, 31) if derivation.to else day
    return is_true(derivation, student, parameters)


# Which students there are.


def can_exist(route: Route, student: Student, given: Mapping[str, Value], on: date) -> bool:
    """Whether what follows is what was given, no value is out of its domain, and no combination is impossible."""
    parameters = parameters_on(route, on)
    return (
        all(_plain(student[name]) == _plain(value) for name, value in given.items())
        and all(_in_domain(route.facts[name], value, on) for name, value in student.items())
        and not any(
            is_true(rule.when, student, parameters)
            for rule in route.impossible
            if all(test.fact in student for test in tests_of(rule.when))
        )
    )


def _in_domain(fact: FactType, value: Value, on: date) -> bool:
    if isinstance(value, date):
        if fact.derivation is not None:
            return not fact.past or value <= on
        return EARLIEST <= value <= (on if fact.past else LATEST)
    if isinstance(value, bool | str):
        return True
    return (fact.minimum is None or value >= fact.minimum) and (fact.maximum is None or value <= fact.maximum)


def world(
    route: Route,
    given: Mapping[str, Value],
    on: date,
    conditions: Iterable[Condition] = (),
    *,
    names: Iterable[str] = (),
    both_ends: bool = False,
) -> World:
    """Every student who fits what is given, over all facts that the conditions, the rules and what is given speak of.

    Args:
        names: more facts to fill in.
        both_ends: for each stretch of days that no limit cuts, the first and the last day rather than the first alone.
    """
    asked = [*conditions, *(rule.when for rule in route.impossible)]
    facts = closure(route, [*(test.fact for condition in asked for test in tests_of(condition)), *given, *names])
    inputs = tuple(name for name in facts if not _is_derived(route.facts[name]))
    limits = _limits(route, [*asked, *_definitions(route, facts)], given, on)
    candidates = [
        [given[name]] if name in given else _candidates(route, name, limits, on, both_ends=both_ends) for name in inputs
    ]
    parameters = parameters_on(route, on)
    # The candidates know the limits of these conditions, so no other condition can be asked of them.
    definitions = tuple(
        one for one in _definable(route, inputs) if one[0] in facts or not isinstance(one[1], Condition)
    )
    students = (
        _fill_in(dict(zip(inputs, values, strict=True)), definitions, parameters, on) for values in product(*candidates)
    )
    fitting = tuple(student for student in students if can_exist(route, student, given, on))
    return World(route, parameters, inputs, fitting)


def somebody_exists(route: Route, on: date) -> bool:
    """Whether the rules of a route leave anybody at all; dates do not limit each other, so each is looked at alone."""
    lenient = replace(route, impossible=())
    dates = (name for name, fact in route.facts.items() if fact.kind == "date" and fact.derivation is None)
    return bool(world(route, {}, on).students) and all(world(lenient, {}, on, names=[name]).students for name in dates)


def size_of_world(route: Route, given: Mapping[str, Value], on: date, conditions: Iterable[Condition] = ()) -> int:
    """How many students `world` would look at."""
    asked = [*conditions, *(rule.when for rule in route.impossible)]
    facts = closure(route, [*(test.fact for condition in asked for test in tests_of(condition)), *given])
    limits = _limits(route, [*asked, *_definitions(route, facts)], given, on)
    return prod(
        len(_candidates(route, name, limits, on, both_ends=False))
        for name in facts
        if name not in given and not _is_derived(route.facts[name])
    )


def candidate_days(route: Route, name: str, on: date, conditions: Iterable[Condition]) -> list[date]:
    """Days on both sides of every limit that some condition sets to what is counted from this date."""
    asked = list(conditions)
    facts = closure(route, [name, *(test.fact for condition in asked for test in tests_of(condition))])
    limits = _limits(route, [*asked, *_definitions(route, facts)], {}, on)
    return [day for day in _candidates(route, name, limits, on, both_ends=True) if isinstance(day, date)]


Limits: TypeAlias = dict[str, list[Value]]


def _definitions(route: Route, names: Iterable[str]) -> Iterator[Condition]:
    for name in names:
        derivation = route.facts[name].derivation
        if isinstance(derivation, Condition):
            yield derivation


def _limits(route: Route, conditions: Iterable[Condition], given: Mapping[str, Value], on: date) -> Limits:
    """For each fact the values that something compares it with."""
    parameters = parameters_on(route, on)
    limits: Limits = {name: [value] for name, value in given.items()}
    for condition in conditions:
        for test in tests_of(condition):
            limits.setdefault(test.fact, []).extend(_looked_up(test.operands, parameters))
    for name, fact in route.facts.items():
        ends = [end for end in (fact.minimum, fact.maximum) if end is not None]
        if fact.derivation is not None and ends:
            limits.setdefault(name, []).extend(ends)
        if fact.derivation is not None and fact.past:
            limits.setdefault(name, []).append(on)
    return limits


def _candidates(route: Route, name: str, limits: Limits, on: date, *, both_ends: bool) -> list[Value]:
    fact = route.facts[name]
    match fact.kind:
        case "yes_no":
            return [False, True]
        case "choice":
            return list(fact.options)
        case "text":
            return [*_different_texts(limits.get(name, [])), *OTHER_TEXTS]
        case "number":
            return list(_numbers(fact, limits.get(name, [])))
        case "date":
            return list(_days(route, name, limits, on, both_ends=both_ends))


def _different_texts(values: Iterable[Value]) -> list[Value]:
    return list({_plain(value): value for value in values}.values())


def _numbers(fact: FactType, limits: Iterable[Value]) -> list[int | Decimal]:
    """Every number of a small domain; of a large one the ends, and the numbers at and beside every limit."""
    step = Decimal(1).scaleb(-fact.decimals)
    low, high = fact.minimum, fact.maximum
    if low is not None and high is not None and (high - low) / step <= SMALL_DOMAIN:
        return [_whole(low + step * index) for index in range(int((high - low) / step) + 1)]
    near: set[int | Decimal] = {0}
    near.update(end for end in (low, high) if end is not None)
    for limit in limits:
        assert isinstance(limit, int | Decimal)
        nearest = round(Decimal(limit), fact.decimals)
        near |= {_whole(nearest + step * index) for index in (-1, 0, 1)}
    return sorted((number for number in near if _in_domain(fact, number, LATEST)), key=Decimal)


def _whole(number: int | Decimal) -> int | Decimal:
    return int(number) if number == int(number) else number


Steps: TypeAlias = tuple[Elapsed | Shifted, ...]


def _days(route: Route, name: str, limits: Limits, on: date, *, both_ends: bool) -> list[date]:
    chains = {other: steps for other in route.facts if (steps := _steps_from(route, name, other)) is not None}
    pairs = [(chains[other], limit) for other in chains for limit in limits.get(other, [])]
    days = {EARLIEST, LATEST, on, on - timedelta(days=1), on + timedelta(days=1)}
    for steps, limit in pairs:
        days.update(_around(steps, limit, on))
    alike: dict[tuple[int, ...], list[date]] = {}
    for day in sorted(days):
        sides = tuple(_sign(_read(steps, day, on), limit) for steps, limit in pairs)
        alike.setdefault((int(day > on), *sides), []).append(day)
    return sorted({day for group in alike.values() for day in (group[0], group[-1] if both_ends else group[0])})


def _steps_from(route: Route, start: str, name: str) -> Steps | None:
    """The derivations from a date to a fact; None when the fact does not hang on that date alone."""
    steps: list[Elapsed | Shifted] = []
    while name != start:
        derivation = route.facts[name].derivation
        if not isinstance(derivation, Elapsed | Shifted):
            return None
        steps.insert(0, derivation)
        name = derivation.date_fact
    return tuple(steps)


def _read(steps: Steps, day: date, on: date) -> Value:
    student: Student = {"": day}
    value: Value = day
    for step in steps:
        moved = replace(step, date_fact="")
        value = _follow(moved, student, {}, on)
        student[""] = value
    return value


def _around(steps: Steps, limit: Value, on: date) -> Iterator[date]:
    """Days near the one on which the fact at the end of the steps passes its limit."""
    for guess in _guesses(steps, limit, on):
        for start, days in product(_moved_back(steps, guess), NEARBY):
            day = start + timedelta(days=days)
            if EARLIEST <= day <= LATEST:
                yield day


def _moved_back(steps: Steps, day: date) -> list[date]:
    """Days that move to about this day; of the end of a school year, the ends of those around it."""
    found = [day]
    for step in reversed(steps):
        if isinstance(step, Shifted):
            if step.to:
                found = [date(one.year + years, JULY, 31) for one in found for years in (-2, -1, 0, 1)]
            for unit, amount in reversed(step.amounts):
                found = [move(one, -amount, unit) for one in found]
    return found


def _guesses(steps: Steps, limit: Value, on: date) -> Iterator[date]:
    if isinstance(limit, date):
        yield limit
        return
    last = steps[-1]
    assert isinstance(last, Elapsed)
    assert isinstance(limit, int | Decimal)
    for amount in (int(limit) - 1, int(limit), int(limit) + 1):
        if abs(amount) * LENGTHS[last.unit] < FAR_AWAY:
            yield move(on, -amount if last.direction == "since" else amount, last.unit)


# What they get.


def answer(step: Step, student: Student, parameters: Parameters) -> str:
    """Where one student goes: a target, or one of the two ways in which a route can fail."""
    targets = [transition.to for transition in step.transitions if is_true(transition.when, student, parameters)]
    if not targets:
        return {None: STUCK, "stay": step.id}.get(step.otherwise) or str(step.otherwise)
    if step.policy == "unique" and len(set(targets)) > 1:
        return AMBIGUOUS
    return targets[0]


def conditions_of(step: Step) -> tuple[Condition, ...]:
    """What leads out of a step."""
    return tuple(transition.when for transition in step.transitions)


def verdict(route: Route, step: Step, given: Mapping[str, Value], on: date) -> Verdict | None:
    """What must be decided for what is given; None when no student can have these facts."""
    everyone = world(route, given, on, conditions_of(step))
    if not everyone.students:
        return None
    answers = [answer(step, student, everyone.parameters) for student in everyone.students]
    found = set(answers)
    reached = set(found)
    if AMBIGUOUS in found:
        reached |= {
            transition.to
            for transition in step.transitions
            if any(is_true(transition.when, student, everyone.parameters) for student in everyone.students)
        }
    possible = tuple(target for target in step.targets if target in reached)
    if len(found) > 1:
        return Verdict("needs_facts", None, possible, _missing(everyone, answers))
    return Verdict(*_outcome(route, step, found.pop()), possible, frozenset())


def _outcome(
    route: Route, step: Step, only: str
) -> tuple[Literal["ambiguous", "stuck", "stay", "end", "next"], str | None]:
    if only == AMBIGUOUS:
        return "ambiguous", None
    if only == STUCK:
        return "stuck", None
    if only == step.id:
        return "stay", only
    return ("end" if only in route.ends else "next"), only


def _missing(everyone: World, answers: Sequence[str]) -> frozenset[str]:
    counted: set[str] = set()
    unknown = [name for name in everyone.inputs if len({student[name] for student in everyone.students}) > 1]
    for size in range(1, len(unknown) + 1):
        rest = [name for name in unknown if name not in counted]
        if not _differ(everyone, answers, rest):
            break
        for group in combinations(rest, size):
            if _differ(everyone, answers, group):
                counted.update(group)
    return frozenset(counted)


def _differ(everyone: World, answers: Sequence[str], group: Sequence[str]) -> bool:
    """Whether two students who are the same but for these facts get different answers."""
    others = [name for name in everyone.inputs if name not in group]
    seen: dict[tuple[Value, ...], str] = {}
    for student, its_answer in zip(everyone.students, answers, strict=True):
        if seen.setdefault(tuple(student[name] for name in others), its_answer) != its_answer:
            return True
    return False
