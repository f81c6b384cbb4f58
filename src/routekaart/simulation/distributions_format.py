"""The format of a file with distributions, version 1, as pydantic models; the JSON Schema comes from here.

As in `document`, the models check the shape; `distributions_file`, which knows the route, checks names and values.
"""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, PlainValidator, WithJsonSchema

from routekaart.files.field_types import FactName, FilePart, Prose, StepName, Words
from routekaart.files.schema import plainer, published
from routekaart.model.fact_types import LARGEST

VERSION_KEY = "routekaart_simulation"


def _as_share(value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < LARGEST:
        raise ValueError("een getal van 0 of meer\na number of 0 or more")
    return value


def _as_chance(value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError("een kans van 0 tot en met 1\na chance from 0 to 1")
    return value


def _as_bound(value: object) -> int | float | str:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError("een getal of een datum\na number or a date")
    return value


Share: TypeAlias = Annotated[int | float, PlainValidator(_as_share), WithJsonSchema({"type": "number", "minimum": 0})]
Chance: TypeAlias = Annotated[
    int | float, PlainValidator(_as_chance), WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1})
]
Bound: TypeAlias = Annotated[
    int | float | str, PlainValidator(_as_bound), WithJsonSchema({"type": ["number", "string"]})
]
Weights: TypeAlias = Annotated[
    dict[str, Share],
    WithJsonSchema({"type": "object", "minProperties": 1, "additionalProperties": {"type": "number", "minimum": 0}}),
]


class RangeData(FilePart):
    """Values that are equally likely, from the first to the last."""

    from_: Bound = Field(alias="from", description="De kleinste waarde.", examples=[16])
    to: Bound = Field(description="De grootste waarde; die doet mee.", examples=[22])
    weight: Share = Field(1, description="Hoe zwaar dit stuk telt naast de andere.")


class DaysData(FilePart):
    """How many days a date lies before the day on which it is drawn; negative if it lies after it."""

    from_: int = Field(alias="from", description="Het kleinste aantal dagen.", ge=-40_000, le=40_000)
    to: int = Field(description="Het grootste aantal dagen; dat doet mee.", ge=-40_000, le=40_000)


class DistributionData(FilePart):
    """How often a fact has each value among the made-up students, and how it changes."""

    weights: Weights | None = Field(
        None, description="Hoe zwaar elke mogelijke waarde telt.", examples=[{"ja": 1, "nee": 4}]
    )
    ranges: list[RangeData] | None = Field(
        None,
        min_length=1,
        description="Voor een getal, een leeftijd of een datum: stukken waarin de waarde kan liggen.",
    )
    days_ago: DaysData | None = Field(
        None,
        description="Voor een datum: hoeveel dagen voor de dag waarop die getrokken wordt.",
        examples=[{"from": 0, "to": 30}],
    )
    per_month: Chance | None = Field(
        None, description="De kans per maand dat het gegeven verandert, van 0 tot en met 1.", examples=[0.05]
    )
    becomes: Weights | None = Field(
        None, description="Wat het bij een verandering wordt; anders wordt het opnieuw getrokken."
    )
    source: Words | None = Field(None, description="Waar de cijfers vandaan komen.")


class SimulationFile(FilePart):
    """The distributions that made-up students are drawn from."""

    routekaart_simulation: Literal[1] = Field(description="De versie van dit formaat: 1.")
    description: Prose | None = Field(
        None, description="Wat voor studenten dit zijn, en waar de cijfers vandaan komen."
    )
    start: Annotated[dict[StepName, Share], Field(min_length=1)] | None = Field(
        None, description="Waar de studenten beginnen: stappen, met hoe zwaar elk telt. Anders de eerste stap."
    )
    arrivals: Literal["first_day", "first_year"] = Field(
        "first_day", description="first_day: allen komen op de eerste dag. first_year: gespreid over het eerste jaar."
    )
    facts: dict[FactName, DistributionData] = Field(
        default_factory=dict, description="Per gegeven de verdeling. Wat er niet staat, wordt aangenomen en gemeld."
    )


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a file with distributions."""
    made = plainer(SimulationFile.model_json_schema(by_alias=True))
    return published(made, "Routekaart: verdelingen voor een simulatie", made.pop("$defs"))
