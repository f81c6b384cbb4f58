"""Types of the values of a file, for pydantic: texts, names, numbers and days."""

import re
from datetime import date
from typing import Annotated, Any, TypeAlias, TypeVar

from annotated_types import Len
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    PlainValidator,
    StringConstraints,
    Tag,
    WithJsonSchema,
)

from routekaart.model.fact_types import LARGEST
from routekaart.model.fact_values import A_DAY, day_in
from routekaart.model.step import BUNDLED

DEFINED_BY_HAND = "x-defined-by-hand"
"""Marks a part whose schema is not made from a model, because any fact can be a key in it."""

_LINE_END = re.compile(r"\s*[\r\n]\s*")


def _on_one_line(text: str) -> str:
    return _LINE_END.sub(" ", text)


LOWER_NAME = r"^[a-z][a-z0-9_]*$"
FILE_NAME = rf"^({BUNDLED})?{LOWER_NAME.removeprefix('^')}"
ANY_NAME = r"^[A-Za-z][A-Za-z0-9_]*$"
READING_NAME = r"^[A-Za-z0-9][A-Za-z0-9_-]*$"

Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text with its line ends."""
Words = Annotated[Prose, AfterValidator(_on_one_line)]
"""Text on one line, such as a title; line ends become spaces."""
FactName = Annotated[str, StringConstraints(pattern=LOWER_NAME)]
PartnerName = FactName
FileName = Annotated[str, StringConstraints(pattern=FILE_NAME)]
"""The name of a route or vocabulary beside the file, or `routekaart/` and the name of a bundled one."""
StepName = Annotated[str, StringConstraints(pattern=ANY_NAME)]
ReadingName = Annotated[str, StringConstraints(pattern=READING_NAME)]

ConditionData = Annotated[dict[str, Any], WithJsonSchema({DEFINED_BY_HAND: "Condition"})]
InsteadData = Annotated[dict[str, Any], WithJsonSchema({DEFINED_BY_HAND: "Instead"})]
"""The changes of an alternative. Its parts are incomplete, so they are read after they are merged into the files."""
DerivationData = Annotated[dict[str, Any], WithJsonSchema({DEFINED_BY_HAND: "Derivation"})]


_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_BWB_ID = re.compile(r"BWB[RVW]\d{7}", re.ASCII)
_JURICONNECT = re.compile(r"jci1\.\d+:[cv]:BWB[RVW]\d{7}(&[a-z]+=[^\s&]+)*", re.ASCII)
_LENGTH = re.compile(r"\$[a-z][a-z0-9_]*")
LIST, MAPPING = "<list>", "<mapping>"
"""In locations of pydantic, which of two forms a value has; no key can be equal to these."""


def _of_form(form: re.Pattern[str], nl: str, en: str) -> AfterValidator:
    """A validator that accepts texts that match a pattern; the error has both messages."""

    def validate(text: str) -> str:
        if form.fullmatch(text) is None:
            raise ValueError(f"{nl}\n{en}")
        return text

    return AfterValidator(validate)


def _form_of(value: object) -> str:
    return MAPPING if isinstance(value, dict) else LIST


def _as_length(value: object) -> int | str:
    if type(value) is int or (isinstance(value, str) and _LENGTH.fullmatch(value)):
        return value
    raise ValueError(
        "een heel getal, of een parameter zoals $termijn_zoeken\na whole number, or a parameter such as $term"
    )


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

Address = Annotated[
    Prose,
    _of_form(_ADDRESS, "een adres als https://wetten.overheid.nl", "an address such as https://wetten.overheid.nl"),
]
BwbId = Annotated[Prose, _of_form(_BWB_ID, "een nummer als BWBR0002628", "an id such as BWBR0002628")]
Juriconnect = Annotated[
    Prose,
    _of_form(
        _JURICONNECT,
        "een verwijzing als jci1.3:c:BWBR0002628&artikel=4b",
        "a reference such as jci1.3:c:BWBR0002628&artikel=4b",
    ),
]
Length = Annotated[
    int | str,
    PlainValidator(_as_length),
    WithJsonSchema({"type": ["integer", "string"], "pattern": _LENGTH.pattern}),
]
"""A whole number, or `$` and the name of a parameter."""

Key = TypeVar("Key")
Item = TypeVar("Item")
ListOrMapping: TypeAlias = Annotated[
    Annotated[list[Words], Len(1), Tag(LIST)] | Annotated[dict[Key, Item], Len(1), Tag(MAPPING)],
    Discriminator(_form_of),
]
"""A list of texts, or a mapping with more about each."""

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
    """A part of a file: it refuses unknown keys, converts nothing, and is frozen."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
