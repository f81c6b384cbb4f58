"""What changes for students, by trying every one of them in both versions of a made-up route."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product
from math import prod
from typing import Any

from routekaart.model.condition import Condition, Value
from routekaart.model.fact_values import write_value
from routekaart.model.step import Step
from routekaart.route import Route
from support import bruteforce
from support.bruteforce import Parameters, Student

LARGEST_WORLD = 2_000


@dataclass(frozen=True)
class Both:
    """One student in both versions: every fact that each version knows of her; None where it refuses her.

    Attributes:
        would_be: what each version would make of her, also where it refuses her.
    """

    told: dict[str, Value]
    old: Student | None
    new: Student | None
    would_be: tuple[Student, Student]


def students(old: Route, new: Route, on: date, steps: tuple[Step, Step] | None = None) -> list[Both] | None:
    """Every student on a day, by one value out of each stretch of values that some limit cuts; None when too many.

    Args:
        steps: look only at the facts that count for what leads out of these steps (of the old and the new version).
    """
    told: dict[str, list[Value]] = {}
    for index, route in enumerate((old, new)):
        for name, values in _candidates(route, on, steps[index] if steps else None).items():
            known = told.setdefault(name, [])
            known += [value for value in values if not any(same(value, other) for other in known)]
    if prod(map(len, told.values())) > LARGEST_WORLD:
        return None
    return [_both(old, new, dict(zip(told, values, strict=True)), on) for values in product(*told.values())]


def _candidates(route: Route, on: date, step: Step | None) -> dict[str, list[Value]]:
    asked = [*step.guards] if step else [when for one in route.steps.values() for when in one.conditions]
    asked += [rule.when for rule in route.impossible]
    tested = [test.fact for when in asked for test in bruteforce.tests_of(when)]
    names = bruteforce.closure(route, tested if step else route.facts)
    asked += [when for name in names if isinstance(when := route.facts[name].derivation, Condition)]
    limits = bruteforce._limits(route, asked, {}, on)
    return {
        name: bruteforce._candidates(route, name, limits, on, both_ends=step is None)
        for name in names
        if route.facts[name].derivation is None
    }


def _both(old: Route, new: Route, told: Mapping[str, Value], on: date) -> Both:
    both = _would_be(old, told, on), _would_be(new, told, on)
    return Both(dict(told), _known(old, told, on), _known(new, told, on), both)


def _would_be(route: Route, told: Mapping[str, Value], on: date) -> Student:
    inputs = {name: told[name] for name, fact in route.facts.items() if name in told and fact.derivation is None}
    return bruteforce.complete(route, inputs, on)


def _known(route: Route, told: Mapping[str, Value], on: date) -> Student | None:
    given = {name: value for name, value in told.items() if name in route.facts}
    for name, value in given.items():
        fact = route.facts[name]
        if fact.kind == "choice" and value not in fact.options:
            return None
    inputs = {name: value for name, value in given.items() if route.facts[name].derivation is None}
    student = bruteforce.complete(route, inputs, on)
    return student if bruteforce.can_exist(route, student, given, on) else None


def duties(route: Route, step: Step, student: Student, parameters: Parameters) -> set[str]:
    """Who acts and what must be done, in the words of a comparison."""
    found = {
        f"benaderen: {' of '.join(one.partners)}" for one in step.contacts if _holds(one.when, student, parameters)
    }
    return found | {f"taak: {one.text}" for one in step.actions if _holds(one.when, student, parameters)}


def _holds(when: Condition, student: Student, parameters: Parameters) -> bool:
    return bruteforce.is_true(when, student, parameters)


def meets(when: Mapping[str, Any], student: Mapping[str, Value], on: date) -> bool:
    """Whether a student meets a condition as a route file writes it."""
    return all(_meets(key, test, student, on) for key, test in when.items())


def named(when: Mapping[str, Any]) -> Iterator[str]:
    """The facts that a condition of a route file names."""
    for key, test in when.items():
        if key in ("any", "all"):
            for part in test:
                yield from named(part)
        else:
            yield key


def _meets(key: str, test: Any, student: Mapping[str, Value], on: date) -> bool:
    if key == "any":
        return any(meets(part, student, on) for part in test)
    if key == "all":
        return all(meets(part, student, on) for part in test)
    value = student[key]
    if isinstance(test, dict):
        return all(
            _passes(operator, on.isoformat() if bound == "$on" else bound, value) for operator, bound in test.items()
        )
    return _one_of(test, value)


def _passes(operator: str, bound: Any, value: Value) -> bool:
    if operator == "not":
        return not _one_of(bound, value)
    left: Any = value.isoformat() if isinstance(value, date) else value
    left, right = (Decimal(str(left)), Decimal(str(bound))) if isinstance(bound, int | float) else (left, bound)
    return bool({"at_least": left >= right, "at_most": left <= right, "above": left > right}[operator])


def _one_of(test: Any, value: Value) -> bool:
    return any(same(value, one) for one in (test if isinstance(test, list) else [test]))


def same(value: Value, other: Any) -> bool:
    """Whether two values are the same, in whatever way they are written."""
    left, right = (write_value(one) if not isinstance(one, str) else one for one in (value, other))
    return " ".join(left.split()).casefold() == " ".join(right.split()).casefold() or (
        isinstance(value, Decimal | int) and isinstance(other, float) and float(value) == other
    )
