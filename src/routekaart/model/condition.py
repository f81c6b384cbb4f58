"""The syntax of conditions: a test of one fact, and all, any and not of conditions. `evaluation` gives the meaning."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal, TypeAlias

Value: TypeAlias = bool | int | Decimal | date | str
"""The value of a fact: of a yes_no, a number (whole or with decimals), a date, and a choice or text."""

Operator: TypeAlias = Literal["one_of", "at_least", "above", "at_most", "below"]


@dataclass(frozen=True, slots=True)
class ParameterRef:
    """A parameter as an operand, looked up on the reference date: `$leeftijdsgrens_doorstroompunt` in a route file."""

    name: str


Operand: TypeAlias = Value | ParameterRef


@dataclass(frozen=True, slots=True)
class FactTest:
    """A comparison of one fact with one value, or (`one_of`) with one or more values."""

    DIGEST_NAME: ClassVar[str] = "Test"

    fact: str
    operator: Operator
    operands: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds. Without parts it always holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"


Condition: TypeAlias = FactTest | All | AnyOf | Not

ALWAYS = All(())


def tests_in(condition: Condition) -> Iterator[FactTest]:
    """Every test in a condition, in written order."""
    match condition:
        case FactTest():
            yield condition
        case Not(part):
            yield from tests_in(part)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from tests_in(part)


def tests_in_all(conditions: Iterable[Condition]) -> Iterator[FactTest]:
    """Every test in some conditions, in order; a shared part is visited once."""
    held = tuple(conditions)
    seen: set[int] = set()
    waiting = list(reversed(held))
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, FactTest):
            yield one
        elif isinstance(one, Not):
            waiting.append(one.part)
        else:
            waiting.extend(reversed(one.parts))


def parameters_in(condition: Condition) -> Iterator[str]:
    """The name of every parameter that a condition looks up."""
    for test in tests_in(condition):
        for operand in test.operands:
            if isinstance(operand, ParameterRef):
                yield operand.name
