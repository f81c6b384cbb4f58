"""What a condition means for one student: "Conditions" in docs/format.md."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

Value: TypeAlias = bool | str | Decimal | date
"""ja or nee; an option, or a text as `plain_text` makes it; a number; a day."""
Student: TypeAlias = dict[str, Value]
"""The value of each fact, told or derived."""


@dataclass(frozen=True)
class Parameter:
    """`$name` in a condition."""

    name: str


Operand: TypeAlias = Value | Parameter
Limits: TypeAlias = Mapping[str, Decimal]
"""The value of each parameter on one day."""


@dataclass(frozen=True)
class OneOf:
    """`fact: value`, `fact: [value, value]` or `fact: {is: value}`."""

    fact: str
    operands: tuple[Operand, ...]


@dataclass(frozen=True)
class Compared:
    """`fact: {at_least: value}`, or another of the four comparisons."""

    fact: str
    operator: str
    operand: Operand


@dataclass(frozen=True)
class Not:
    part: "Condition"


@dataclass(frozen=True)
class All:
    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class AnyOf:
    parts: tuple["Condition", ...]


Test: TypeAlias = OneOf | Compared
Condition: TypeAlias = OneOf | Compared | Not | All | AnyOf
ALWAYS = All(())
"""A part without `when` always holds."""


def holds(condition: Condition, student: Mapping[str, Value], limits: Limits) -> bool:
    """Whether a condition holds for a student."""
    if isinstance(condition, OneOf):
        return any(student[condition.fact] == meant(operand, limits) for operand in condition.operands)
    if isinstance(condition, Compared):
        return _compares(student[condition.fact], condition.operator, meant(condition.operand, limits))
    if isinstance(condition, Not):
        return not holds(condition.part, student, limits)
    if isinstance(condition, All):
        return all(holds(part, student, limits) for part in condition.parts)
    return any(holds(part, student, limits) for part in condition.parts)


def meant(operand: Operand, limits: Limits) -> Value:
    """The value that stands in a condition, or that its parameter has."""
    return limits[operand.name] if isinstance(operand, Parameter) else operand


def _compares(value: Value, operator: str, limit: Value) -> bool:
    side = side_of(value, limit)
    return {"at_least": side >= 0, "above": side > 0, "at_most": side <= 0, "below": side < 0}[operator]


def side_of(value: Value, limit: Value) -> int:
    """-1 for less (or earlier), 0 for the same, 1 for more; texts and options are only the same or not."""
    if isinstance(value, str) or isinstance(limit, str):
        return int(value != limit)
    return int(value > limit) - int(value < limit)  # type: ignore[operator]


def plain_text(text: str) -> str:
    """A text as it is compared: capitals and extra spaces make no difference."""
    return " ".join(text.split()).casefold()


def tests_in(condition: Condition) -> Iterator[Test]:
    """Every comparison in a condition."""
    if isinstance(condition, OneOf | Compared):
        yield condition
    elif isinstance(condition, Not):
        yield from tests_in(condition.part)
    else:
        for part in condition.parts:
            yield from tests_in(part)


def operands_of(test: Test) -> tuple[Operand, ...]:
    """What a fact is compared with."""
    return test.operands if isinstance(test, OneOf) else (test.operand,)
