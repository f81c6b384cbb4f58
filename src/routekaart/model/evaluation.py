"""The meaning of conditions: a condition and facts give true, false or unknown, with the evidence.

This is the only module that interprets an operator; decisions, proofs and explanations all use it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from routekaart.foundation.truth import Truth, conjunction, disjunction, negation
from routekaart.model.condition import All, AnyOf, Condition, FactTest, Not, Operand, ParameterRef, Value
from routekaart.model.fact_types import FactType
from routekaart.model.fact_values import same_text

ParameterValues: TypeAlias = Mapping[str, int | Decimal]
Lookup: TypeAlias = Callable[[str], Value | None]
"""The value of a fact by its name; None when it is unknown."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A condition with its truth, the value of the fact (for a test) and the evidence of its parts.

    `repr` shows the condition only, because the truth of a test gives away the fact.
    """

    condition: Condition
    truth: Truth = field(repr=False)
    value: Value | None = field(default=None, repr=False)
    parts: tuple["Evidence", ...] = field(default=(), repr=False)


def holds(test: FactTest, value: Value, parameters: ParameterValues, *, as_text: bool = False) -> bool:
    """Whether a known value passes a test.

    Args:
        as_text: whether the fact is text, so that case and extra spaces are ignored. A choice must match exactly.
    """
    operands = [_resolve(operand, parameters) for operand in test.operands]
    if test.operator == "one_of":
        return any(same_text(str(value), str(one)) for one in operands) if as_text else value in operands
    bound = operands[0]
    match test.operator:
        case "at_least":
            return bool(value >= bound)  # type: ignore[operator]  # the reader admits order only on numbers and dates
        case "above":
            return bool(value > bound)  # type: ignore[operator]
        case "at_most":
            return bool(value <= bound)  # type: ignore[operator]
        case "below":
            return bool(value < bound)  # type: ignore[operator]


def evaluate(condition: Condition, facts: Mapping[str, FactType], lookup: Lookup, parameters: ParameterValues) -> Truth:
    """The truth of a condition on these facts; None if the known values do not settle it."""
    return examine(condition, facts, lookup, parameters).truth


def examine(
    condition: Condition, facts: Mapping[str, FactType], lookup: Lookup, parameters: ParameterValues
) -> Evidence:
    """The truth of a condition together with the evidence for it."""
    match condition:
        case FactTest():
            value = lookup(condition.fact)
            if value is None:
                return Evidence(condition, None)
            as_text = facts[condition.fact].kind == "text"
            return Evidence(condition, holds(condition, value, parameters, as_text=as_text), value)
        case Not(part):
            inner = examine(part, facts, lookup, parameters)
            return Evidence(condition, negation(inner.truth), parts=(inner,))
        case All(parts):
            seen = tuple(examine(part, facts, lookup, parameters) for part in parts)
            return Evidence(condition, conjunction(part.truth for part in seen), parts=seen)
        case AnyOf(parts):
            seen = tuple(examine(part, facts, lookup, parameters) for part in parts)
            return Evidence(condition, disjunction(part.truth for part in seen), parts=seen)


def operand_values(test: FactTest, parameters: ParameterValues) -> tuple[Value, ...]:
    """The values that a test compares with, parameters looked up."""
    return tuple(_resolve(operand, parameters) for operand in test.operands)


def _resolve(operand: Operand, parameters: ParameterValues) -> Value:
    return parameters[operand.name] if isinstance(operand, ParameterRef) else operand
