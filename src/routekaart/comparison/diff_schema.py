"""The JSON Schema of a comparison, as `Comparison.to_dict` and `routekaart diff --format json` write it."""

from typing import Any, get_args

from routekaart.comparison.changes import RoutePart, TextChangeKind
from routekaart.comparison.comparison import FORMAT_VERSION
from routekaart.files.schema import closed

_TEXT = {"$ref": "#/$defs/Text"}
_TEXT_OR_NOTHING = {"anyOf": [_TEXT, {"type": "null"}]}
_STRING = {"type": "string"}
_NAME_OR_NOTHING = {"type": ["string", "null"]}
_DAY_OR_NOTHING = {"type": ["string", "null"], "format": "date"}
_VALUE = {"type": ["boolean", "number", "string"]}
_MEANING = {
    "type": ["boolean", "null"],
    "description": "true: proven the same; false: changed; null: no change found, and not proven that there is none.",
}


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a comparison."""
    route = closed(
        {
            "name": _STRING,
            "change": {"const": "compared"},
            "same_meaning": _MEANING,
            "old": {"$ref": "#/$defs/Version"},
            "new": {"$ref": "#/$defs/Version"},
            "next_steps": _list("NextStepChange"),
            "duties": _list("DutyChange"),
            "admissions": _list("AdmissionChange"),
            "follows": _list("FollowChange"),
            "places": _list("PlaceChange"),
            "others": _list("Note"),
            "in_time": _list("Note"),
            "texts": _list("TextChange"),
            "unproven": _list("Note"),
        }
    )
    only = closed({"name": _STRING, "change": {"enum": ["added", "removed"]}})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A comparison of two versions of routes",
        **closed(
            {
                "format": {"const": "routekaart.diff"},
                "format_version": {"const": FORMAT_VERSION},
                "same_meaning": _MEANING,
                "routes": {
                    "type": "array",
                    "items": {"if": _has_change("compared"), "then": route, "else": only},
                },
            }
        ),
        "$defs": _definitions(),
    }


def _definitions() -> dict[str, Any]:
    part = {"enum": list(get_args(RoutePart))}
    region = {
        "when": {"type": "object", "description": "The condition that they meet, as a route file writes it."},
        "who": _TEXT,
        "periods": {"type": "array", "items": {"$ref": "#/$defs/Period"}, "minItems": 1},
        "every_day": {"type": "boolean", "description": "Whether it holds on every day of the periods."},
        "student": closed({"old": {"$ref": "#/$defs/Student"}, "new": {"$ref": "#/$defs/Student"}}),
    }
    in_step = {"old_step": _STRING, "new_step": _STRING}
    verdict = {"$ref": "#/$defs/Verdict"}
    return {
        "Text": closed({"nl": _STRING, "en": _STRING}),
        "Version": closed(dict.fromkeys(("route", "route_version", "title", "called", "digest"), _STRING)),
        "Period": closed({"since": _DAY_OR_NOTHING, "until": _DAY_OR_NOTHING}),
        "Student": closed(
            {
                "step": _STRING,
                "on": {"type": "string", "format": "date"},
                "facts": {"type": "object", "additionalProperties": _VALUE},
                "command": {"type": ["string", "null"]},
                "before": {"type": "array"},
            }
        ),
        "Verdict": closed(
            {"outcome": {"enum": ["next", "stay", "end", "ambiguous", "stuck"]}, "target": _NAME_OR_NOTHING}
        ),
        "NextStepChange": closed({**in_step, "was": verdict, "becomes": verdict, **region}),
        "DutyChange": closed(
            {
                **in_step,
                "role": {"enum": ["responsible", "contact", "action", "support"]},
                "was": _TEXT_OR_NOTHING,
                "becomes": _TEXT_OR_NOTHING,
                **region,
            }
        ),
        "AdmissionChange": closed({"now": {"enum": ["refused", "accepted"]}, **region}),
        "FollowChange": closed({"old_fact": _STRING, "new_fact": _STRING, "was": _VALUE, "becomes": _VALUE, **region}),
        "PlaceChange": closed(
            {
                "kind": {"enum": ["added", "removed"]},
                "part": {"enum": ["step", "end"]},
                "id": _STRING,
                "from_steps": {"type": "array", "items": _STRING},
            }
        ),
        "Note": closed({"part": part, "name": _STRING, "text": _TEXT}),
        "TextChange": closed(
            {
                "part": part,
                "name": _STRING,
                "kind": {"enum": list(get_args(TextChangeKind))},
                "field": _NAME_OR_NOTHING,
                "text": _TEXT,
                "was": _TEXT_OR_NOTHING,
                "becomes": _TEXT_OR_NOTHING,
            }
        ),
    }


def _list(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def _has_change(change: str) -> dict[str, Any]:
    return {"properties": {"change": {"const": change}}}
