"""Types of the values of a file, for pydantic: texts, names, numbers and days."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)

from routekaart.model.fact_values import A_DAY, day_in
from routekaart.model.facts import LARGEST

DEFINED_BY_HAND = "x-defined-by-hand"
"""Marks a part whose schema is not made from a model, because any fact can be a key there."""

_LINE_END = re.compile(r"\s*[\r\n]\s*")


def _on_one_line(text: str) -> str:
    return _LINE_END.sub(" ", text)


LOWER_NAME = r"^[a-z][a-z0-9_]*$"
ANY_NAME = r"^[A-Za-z][A-Za-z0-9_]*$"
READING_NAME = r"^[A-Za-z0-9][A-Za-z0-9_-]*$"

Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text that keeps its lines."""
Words = Annotated[Prose, AfterValidator(_on_one_line)]
"""Text on one line, as a title is: where it goes on on a next line, there is a space."""
FactName = Annotated[str, StringConstraints(pattern=LOWER_NAME)]
PartnerName = FactName
StepName = Annotated[str, StringConstraints(pattern=ANY_NAME)]
ReadingName = Annotated[str, StringConstraints(pattern=READING_NAME)]

ConditionData = Annotated[dict[str, Any], WithJsonSchema({DEFINED_BY_HAND: "Condition"})]
DerivationData = Annotated[dict[str, Any], WithJsonSchema({DEFINED_BY_HAND: "Derivation"})]


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _as_date(value: object) -> object:
    if value is None:
        return None
    day = day_in(value)
    if day is None:
        raise ValueError(f"{A_DAY.nl}\n{A_DAY.en}")
    return day


def _as_number(value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) >= LARGEST:
        raise ValueError("een getal\na number")
    return value


Number = Annotated[int | float, PlainValidator(_as_number), WithJsonSchema({"type": "number"})]

Day = Annotated[date | None, BeforeValidator(_as_date), WithJsonSchema({"type": "string", "format": "date"})]
"""A day as 2026-03-01; None only where the key is absent."""
DayOrNull = Annotated[
    date | None, BeforeValidator(_as_date), WithJsonSchema({"type": ["string", "null"], "format": "date"})
]

OneOrMore = Annotated[
    list[Words],
    BeforeValidator(_as_list),
    WithJsonSchema({"type": ["string", "array"], "items": {"type": "string"}}),
]


class FilePart(BaseModel):
    """A part of a file: no key that it does not know, nothing converted, and frozen."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
