"""The JSON Schema of a comparison, made from the types of the attributes that stand in the JSON of each value."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, get_args, get_origin, get_type_hints

from routekaart.comparison.changes import (
    AdmissionChange,
    DutyChange,
    FollowChange,
    JsonValue,
    NextStepChange,
    Note,
    Pair,
    Period,
    PlaceChange,
    Region,
    StepAnswer,
    TextChange,
)
from routekaart.comparison.comparison import FORMAT_VERSION, PARTS, Comparison, Version
from routekaart.deciding.outcome_words import Outcome
from routekaart.diagnostics.witness import Witness
from routekaart.files.schema import closed
from routekaart.model.condition import Value

_STRING = {"type": "string"}
_VALUE = {"type": ["boolean", "number", "string"]}
_MEANING = {
    "type": ["boolean", "null"],
    "description": "true: proven the same; false: changed; null: no change found, and not proven that there is none.",
}
_STUDENT = {
    "step": _STRING,
    "on": {"type": "string", "format": "date"},
    "facts": {"type": "object", "additionalProperties": _VALUE},
    "command": {"type": ["string", "null"]},
    "before": {"type": "array"},
}
_PLAIN: dict[Any, dict[str, Any]] = {
    str: _STRING,
    str | None: {"type": ["string", "null"]},
    bool: {"type": "boolean"},
    date | None: {"type": ["string", "null"], "format": "date"},
    Value: _VALUE,
    Mapping[str, Any]: {"type": "object"},
}
_MORE: dict[str, dict[str, Any]] = {
    "outcome": {"enum": [one for one in get_args(Outcome) if one != "needs_facts"]},
    "when": {"description": "The condition that they meet, as a route file writes it."},
    "periods": {"minItems": 1},
    "every_day": {"description": "Whether it holds on every day of the periods."},
}
"""Keywords that the type of an attribute does not give. Enough is known of every student who is shown."""
_NAMES: dict[type, str] = {Witness: "Student", StepAnswer: "Verdict"}
"""The types that have another name in the schema."""
_DEFINED: tuple[type[JsonValue | Witness], ...] = (
    *(Version, Period, Witness, StepAnswer),
    *(NextStepChange, DutyChange, AdmissionChange, FollowChange, PlaceChange, Note, TextChange),
)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `Comparison.to_dict` and of what `routekaart diff --format json` writes."""
    types = get_type_hints(Comparison)
    route = {
        "name": _STRING,
        "change": {"const": "compared"},
        "same_meaning": _MEANING,
        "only_words": {"type": "boolean", "description": "Whether only words differ: no journey needs a migration."},
        **{name: _of_type(types[name]) for name in PARTS},
    }
    only = closed({"name": _STRING, "change": {"enum": ["added", "removed"]}})
    compared = {"properties": {"change": {"const": "compared"}}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A comparison of two versions of routes",
        **closed(
            {
                "format": {"const": "routekaart.diff"},
                "format_version": {"const": FORMAT_VERSION},
                "same_meaning": _MEANING,
                "routes": {"type": "array", "items": {"if": compared, "then": closed(route), "else": only}},
            }
        ),
        "$defs": {
            "Text": closed({"nl": _STRING, "en": _STRING}),
            **{_name(kind): closed(_properties(kind)) for kind in _DEFINED},
        },
    }


def _properties(kind: type[JsonValue | Witness]) -> dict[str, Any]:
    """The schema of each property of a value; those of a region stand beside the others."""
    if not issubclass(kind, JsonValue):
        return _STUDENT
    types = get_type_hints(kind)
    found: dict[str, Any] = {}
    for name in kind.JSON:
        of = types[name] if name in types else get_type_hints(getattr(kind, name).fget)["return"]
        found |= _properties(Region) if of is Region else {name: {**_of_type(of), **_MORE.get(name, {})}}
    return found


def _of_type(of: Any) -> dict[str, Any]:
    """The schema of a type."""
    if of in _PLAIN:
        return _PLAIN[of]
    parts = get_args(of)
    match get_origin(of):
        case None:
            return {"$ref": f"#/$defs/{_name(of)}"}
        case origin if origin is Literal:
            return {"enum": list(parts)}
        case origin if origin is Pair:
            return closed({"old": _of_type(parts[0]), "new": _of_type(parts[0])})
        case origin if origin is tuple:
            return {"type": "array", "items": _of_type(parts[0])}
        case _:
            return {"anyOf": [_of_type(parts[0]), {"type": "null"}]}


def _name(kind: type) -> str:
    return _NAMES.get(kind, kind.__name__)
