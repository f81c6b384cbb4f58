"""What can be asked of the facts: a test of one fact, and all, any and not of conditions. Shapes only, no meaning."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal, TypeAlias

Value: TypeAlias = bool | int | Decimal | date | str
"""What a fact can be: yes_no, number (whole or with decimals), date, and choice or text."""

Operator: TypeAlias = Literal["one_of", "at_least", "above", "at_most", "below"]


@dataclass(frozen=True, slots=True)
class ParameterRef:
    """A limit that is looked up on the reference date: `$leeftijdsgrens_doorstroompunt` in a route file."""

    name: str


Operand: TypeAlias = Value | ParameterRef


@dataclass(frozen=True, slots=True)
class FactTest:
    """One fact compared with one value, or (`one_of`) with one or more values."""

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
    """Every test in a condition, in the order in which it is written."""
    match condition:
        case FactTest():
            yield condition
        case Not(part):
            yield from tests_in(part)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from tests_in(part)


def tests_in_all(conditions: Iterable[Condition]) -> Iterator[FactTest]:
    """Every test in some conditions, in order; a part that several of them share is looked at once."""
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
