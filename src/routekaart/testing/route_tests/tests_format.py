"""The format of a tests file, version 1, as pydantic models; the JSON Schema comes from here.

As in `document`, the models check the shape; what names refer to is checked by `tests_content`, which knows the route.
"""

from datetime import date
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from routekaart.deciding.outcome_words import Outcome
from routekaart.files.field_types import (
    Day,
    FactName,
    FileName,
    FilePart,
    OneOrMore,
    PartnerName,
    ReadingName,
    StepName,
    Words,
)
from routekaart.files.schema import closed, plainer, published
from routekaart.foundation.dates import Unit
from routekaart.journeys.log import Stopped
from routekaart.model.fact_values import A_DAY, day_in
from routekaart.model.step import EndOutcome

VERSION_KEY = "routekaart_tests"
NEVER: Literal["never"] = "never"
UNKNOWN: Literal["unknown"] = "unknown"

FactsData: TypeAlias = Annotated[
    dict[FactName, Any],
    WithJsonSchema({"type": "object", "additionalProperties": {"type": ["string", "number", "boolean", "null"]}}),
]


def _day_or(word: str) -> PlainValidator:
    def read(value: object) -> object:
        if value == word:
            return value
        day = day_in(value)
        if day is None:
            raise ValueError(f"{A_DAY.nl}, of {word}\n{A_DAY.en}, or {word}")
        return day

    return PlainValidator(read)


_TEXT = WithJsonSchema({"type": "string"})
ChangesOn = Annotated[date | Literal["never"], _day_or(NEVER), _TEXT]
DueOn = Annotated[date | Literal["unknown"], _day_or(UNKNOWN), _TEXT]


def _as_partners(value: object) -> object:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, dict) and value.keys() == {"one_of"} and isinstance(value["one_of"], list):
        return tuple(value["one_of"])
    raise ValueError("een partner, of {one_of: [a, b]}\na partner, or {one_of: [a, b]}")


OneOrOneOf: TypeAlias = Annotated[
    tuple[PartnerName, ...],
    BeforeValidator(_as_partners),
    WithJsonSchema(
        {
            **closed({"one_of": {"type": "array", "items": {"type": "string"}, "description": "Een van deze."}}),
            "type": ["string", "object"],
        }
    ),
]
"""A partner, or several, one of whom acts."""


class ExpectedData(FilePart):
    """The expected result, for a student and for a day of a journey alike. A key that is absent is not checked."""

    outcome: Outcome | None = Field(
        None, description="De uitkomst: next, stay, end, needs_facts (of stuck en ambiguous).", examples=["next"]
    )
    target: StepName | None = Field(
        None, description="De stap of het einde waar de beslissing heen leidt.", examples=["P12"]
    )
    missing: list[FactName] | None = Field(
        None,
        description="Wat er nog gevraagd moet worden; de volgorde maakt niet uit.",
        examples=[["startkwalificatie"]],
    )
    possible: list[StepName] | None = Field(
        None, description="Waar de student nog heen kan; de volgorde maakt niet uit.", examples=[["P12", "P14"]]
    )
    responsible: list[OneOrOneOf] | None = Field(
        None,
        description="Wie er verantwoordelijk is: alle partners, en `{one_of: [a, b]}` waar dat een van beide is.",
        examples=[["slb"]],
    )
    contacts: list[OneOrOneOf] | None = Field(
        None, description="Wie er benaderd moet worden: alle partners.", examples=[["gemeente"]]
    )
    with_: list[OneOrOneOf] | None = Field(
        None, alias="with", description="Met wie de taken gedaan worden: alle partners.", examples=[["doorstroompunt"]]
    )
    do: list[Words] | None = Field(
        None,
        description="De taken die gelden, in volgorde: van elke taak het begin.",
        examples=[["Meld de student aan"]],
    )
    maybe: list[Words] | None = Field(
        None,
        description="De taken waarvan nog onbekend is of ze gelden, in volgorde: van elke taak het begin.",
        examples=[["Vraag loonkostensubsidie aan"]],
    )
    supports: list[Words] | None = Field(
        None, description="De middelen die ingezet kunnen worden: van elk middel het begin.", examples=[["Jobcoach"]]
    )
    reading: list[ReadingName] | None = Field(
        None, description="De lezingen waar de beslissing op berust; de volgorde maakt niet uit.", examples=[["A-23"]]
    )
    changes_on: ChangesOn | None = Field(
        None, description="De dag waarop de beslissing door de tijd verandert; `never` als dat niet gebeurt."
    )
    refused: Words | None = Field(
        None,
        description="De gegevens worden geweigerd, met een melding waar deze woorden in staan.",
        examples=["kunnen niet samen waar zijn"],
    )


class StudentData(ExpectedData):
    """A student at one step on one day, and the expected result."""

    name: Words = Field(description="Wat deze test laat zien, in een gewone zin.")
    source: OneOrMore = Field(default_factory=list, description="Waar dat in de bron staat, zoals `rivor P3`.")
    step: StepName = Field(description="De stap waarin de student is.", examples=["P11"])
    on: Day = Field(None, description="De peildatum; mag weg als de uitkomst er niet van afhangt.")
    facts: FactsData = Field(
        default_factory=dict,
        description="Wat er bekend is; wat er niet staat, is onbekend.",
        examples=[{"heeft_werkplek": "nee"}],
    )


class CorrectData(FilePart):
    """Facts that turn out to have been different."""

    facts: FactsData = Field(description="De gegevens zoals ze waren.")
    since: Day = Field(None, description="Vanaf welke dag dat zo was; zonder deze sleutel overal waar het verteld is.")
    until: Day = Field(None, description="Tot en met welke dag dat zo was.")
    instead: StepName | None = Field(None, description="Waar de student vandaag met de goede gegevens was geweest.")


class PlaceData(FilePart):
    """A person puts the student in a step or an end."""

    step: StepName = Field(description="De stap of het einde.")
    because: Words = Field(description="Waarom.")


class HandedOverData(FilePart):
    """The student goes on in another route."""

    route: FileName = Field(description="De route die de student overneemt, zoals de route die noemt.")
    step: StepName = Field(description="De stap van die route.")


class DayData(ExpectedData):
    """One day of a journey: what is done, in this order, and the expected result."""

    on: Day = Field(description="De dag.")
    correct: CorrectData | None = Field(None, description="Wat anders blijkt te zijn geweest.")
    learn: FactsData | None = Field(
        None, description="Wat er bekend wordt; null is: niet meer bekend.", examples=[{"heeft_werkplek": "ja"}]
    )
    advance: Literal["one", "all"] | None = Field(
        None, description="one: een stap verder. all: zo ver als het gaat. Zonder deze sleutel beweegt er niets."
    )
    place: PlaceData | None = Field(None, description="Iemand zet de student ergens anders neer.")
    hand_over: HandedOverData | None = Field(None, description="Vanaf hier gaat het over de reis in een andere route.")
    position: StepName = Field(description="Waar de student daarna is: een stap of een einde.")
    ends_as: EndOutcome | None = Field(None, description="Aan een einde: wat dat einde is.", examples=["success"])
    due: dict[str, DueOn] | None = Field(
        None, description="Termijnen van de stap met hun dag; `unknown` als die dag niet bekend is."
    )
    stopped: Stopped | None = Field(None, description="Waarom het niet verder ging.", examples=["needs_facts"])
    here_for: dict[Unit, int] | None = Field(
        None, description="Hoe lang de student nu in deze stap is.", examples=[{"weeks": 2}]
    )


class JourneyData(FilePart):
    """A student who is followed over time."""

    name: Words = Field(description="Wat deze reis laat zien, in een gewone zin.")
    source: OneOrMore = Field(default_factory=list, description="Waar dat in de bron staat, zoals `rivor P3`.")
    start: StepName | None = Field(None, description="Waar de reis begint; anders de eerste stap van de route.")
    days: list[DayData] = Field(min_length=1, description="De dagen, op volgorde.")


class TestsFile(FilePart):
    """The tests of one route."""

    routekaart_tests: Literal[1] = Field(description="De versie van dit formaat: 1.")
    route: Words | None = Field(
        None,
        description="De route: een naam of het pad van een bestand. Anders het bestand hiernaast.",
        examples=["roc_bbl"],
    )
    students: list[StudentData] = Field(
        default_factory=list, description="Studenten in een stap, en wat er dan moet gebeuren."
    )
    journeys: list[JourneyData] = Field(default_factory=list, description="Studenten die gevolgd worden, dag na dag.")


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a tests file."""
    made = plainer(TestsFile.model_json_schema(by_alias=True))
    return published(made, "Routekaart: tests van een route", made.pop("$defs"))
