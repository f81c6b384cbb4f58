"""The JSON Schema of route files and vocabularies, made from the models of the format.

Alternatives are written as a list of types rather than `anyOf`, because editors then point at the wrong part rather
than at the whole.
"""

from collections.abc import Collection
from typing import Any, Literal, TypeAlias

from routekaart.files.field_types import DEFINED_BY_HAND
from routekaart.files.format_models import NOT_YET_KNOWN, InsteadFile, RouteFile, VocabularyFile
from routekaart.foundation.dates import UNITS
from routekaart.foundation.shapes import DIALECT

Kind: TypeAlias = Literal["route", "vocabulary"]

_TITLES = {"route": "Routekaart: een route", "vocabulary": "Routekaart: gedeelde begrippen"}

_BOUND = {"type": ["number", "string"]}
_VALUE = {"type": ["string", "number", "boolean"]}
_TEST: dict[str, Any] = {
    "description": "Een waarde, een lijst (een van deze), of een vergelijking zoals {at_least: 18}.",
    "type": ["string", "number", "boolean", "array", "object"],
    "items": _VALUE,
    "minItems": 1,
    "minProperties": 1,
    "additionalProperties": False,
    "properties": {
        "at_least": {**_BOUND, "description": "Deze waarde of meer."},
        "above": {**_BOUND, "description": "Meer dan deze waarde."},
        "at_most": {**_BOUND, "description": "Deze waarde of minder."},
        "below": {**_BOUND, "description": "Minder dan deze waarde."},
        "is": {"type": [*_VALUE["type"], "array"], "items": _VALUE, "description": "Deze waarde, of een uit de lijst."},
        "not": {"type": [*_VALUE["type"], "array"], "items": _VALUE, "description": "Niet deze waarde."},
    },
}
_LOGIC: dict[str, Any] = {
    "all": {
        "type": "array",
        "minItems": 1,
        "items": {"$ref": "#/$defs/Condition"},
        "description": "Al deze voorwaarden.",
    },
    "any": {
        "type": "array",
        "minItems": 1,
        "items": {"$ref": "#/$defs/Condition"},
        "description": "Een van deze voorwaarden.",
    },
    "not": {"$ref": "#/$defs/Condition", "description": "Niet deze voorwaarde."},
}
_CONDITION: dict[str, Any] = {
    "description": "Namen van gegevens met een waarde; alle moeten gelden.",
    "examples": [{"heeft_werkplek": "nee", "leeftijd": {"at_least": 18}}],
    "type": "object",
    "minProperties": 1,
    "properties": _LOGIC,
    "additionalProperties": {"$ref": "#/$defs/Test"},
}
_AMOUNTS: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "minProperties": 1,
    "properties": {unit: {"type": "integer", "minimum": 1, "maximum": 1000} for unit in UNITS},
}


_SAID = (
    "Wat de route dan zou zeggen: alleen wat anders is. De waarde van een sleutel komt in de plaats van wat er stond; "
    "null haalt een naam of een sleutel weg."
)


def _derivation() -> dict[str, Any]:
    words = {
        "since": "sinds deze datum verstreken is; 0 zolang die niet is geweest",
        "until": "tot deze datum nog duurt",
    }
    units = {"years": "hele jaren", "months": "hele maanden", "weeks": "hele weken", "days": "dagen"}
    counts = {
        f"{unit}_{direction}": {"type": "string", "description": f"Hoeveel {units[unit]} er {words[direction]}."}
        for direction in words
        for unit in UNITS
    }
    shift = {
        "date": {"type": ["string", "number", "boolean", "array", "object"], "description": "De datum die verschuift."},
        "plus": {**_AMOUNTS, "description": "Hoeveel later."},
        "minus": {**_AMOUNTS, "description": "Hoeveel eerder."},
    }
    return {
        **_CONDITION,
        "description": "Een voorwaarde (yes_no), een telling (number) of een verschoven datum (date).",
        "examples": [{"years_since": "geboortedatum"}, {"date": "einde", "plus": {"years": 1}}],
        "properties": {**_LOGIC, **counts, **shift},
    }


def json_schema(kind: Kind) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a kind of file."""
    model = RouteFile if kind == "route" else VocabularyFile
    made = plainer(model.model_json_schema(by_alias=True))
    definitions = made.pop("$defs")
    definitions.update({"Condition": _CONDITION, "Test": _TEST, "Derivation": _derivation()})
    for short in ("InvolvementData", "OptionData", "AlternativeData"):
        if short in definitions:
            definitions[short]["type"] = ["string", "object"]
    if "InvolvementData" in definitions:
        definitions["InvolvementData"]["anyOf"] = [{"required": ["partner"]}, {"required": ["one_of"]}]
    if "StepData" in definitions:
        responsible = definitions["StepData"]["properties"]["responsible"]
        responsible["type"] = ["array", "string"]
        responsible.update({"if": {"type": "string"}, "then": {"const": NOT_YET_KNOWN}})
    return published(made, _TITLES[kind], definitions | _instead(definitions, made["properties"]))


def _instead(definitions: dict[str, Any], sections: Collection[str]) -> dict[str, Any]:
    """The schemas of the changes of an alternative, in a file with these sections, and of the parts in them."""
    said = plainer(InsteadFile.model_json_schema(by_alias=True))["properties"]
    kept = {section: shape for section, shape in said.items() if section in sections}
    found: dict[str, Any] = {}
    for of_section in kept.values():
        for shape in of_section.get("patternProperties", {}).values():
            of_section["minProperties"] = 1
            whole = shape["$ref"].rpartition("/")[2]
            piece = whole.replace("Data", "Instead")
            shape["$ref"] = f"#/$defs/{piece}"
            found[piece] = _piece(definitions[whole])
    instead = {"type": "object", "description": _SAID, "minProperties": 1, "properties": kept}
    return {**found, "Instead": {**instead, "additionalProperties": False}}


def _piece(whole: dict[str, Any]) -> dict[str, Any]:
    """The schema of a part without required keys; null removes the part or a key."""
    kept = {key: value for key, value in whole.items() if key != "required"}
    properties = {name: _or_null(shape) for name, shape in whole["properties"].items()}
    return {**kept, "type": ["object", "null"], "properties": properties}


def _or_null(shape: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in shape:
        words = {key: value for key, value in shape.items() if key != "$ref"}
        return {"anyOf": [{"$ref": shape["$ref"]}, {"type": "null"}], **words}
    if "type" not in shape:
        return shape
    kinds = shape["type"] if isinstance(shape["type"], list) else [shape["type"]]
    options = {"enum": [*shape["enum"], None]} if "enum" in shape else {}
    return {**shape, "type": [*kinds, "null"], **options}


def published(made: dict[str, Any], title: str, definitions: dict[str, Any]) -> dict[str, Any]:
    """A schema as it is published: made from a model, with a title and its definitions in order."""
    return {
        "$schema": DIALECT,
        **made,
        "title": title,
        "$defs": dict(sorted(definitions.items())),
    }


def plainer(schema: Any) -> Any:
    """The schema without titles made from names or null as an alternative, and closed to names of another form."""
    if isinstance(schema, list):
        return [plainer(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: plainer(value) for key, value in schema.items() if key != "title" or isinstance(value, dict)}
    if DEFINED_BY_HAND in result:
        result["$ref"] = f"#/$defs/{result.pop(DEFINED_BY_HAND)}"
    if "patternProperties" in result:
        result["additionalProperties"] = False
    if result.get("default", 0) is None:
        del result["default"]
    if "oneOf" in result:
        # A list or a mapping.
        forms = result.pop("oneOf")
        result |= {**forms[0], **forms[1], "type": [form["type"] for form in forms]}
    options = [option for option in result.get("anyOf", []) if option != {"type": "null"}]
    if options:
        del result["anyOf"]
        numbers = all(option.get("type") in ("integer", "number") for option in options)
        result = {**({"type": "number"} if numbers else options[0]), **result}
    return result


def closed(properties: dict[str, Any]) -> dict[str, Any]:
    """The schema of an object with exactly these properties."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
