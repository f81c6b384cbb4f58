"""Diagnostics as JSON with a version, for other programs."""

from typing import Any

from routekaart.checking.reports.places import SEVERITIES, language_of
from routekaart.diagnostics.diagnostic import Report
from routekaart.escaping.machines import json_text
from routekaart.files.schema import closed
from routekaart.foundation.language import Language

FORMAT, FORMAT_VERSION = "routekaart.check", 1


def as_json(report: Report, lang: Language | None) -> str:
    """The files, the diagnostics, and what is ignored and why; see `schema/check.schema.json`."""
    content = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "files": list(report.files),
        "diagnostics": [one.to_dict(language_of(report, one, lang)) for one in report.diagnostics],
        "ignored": [
            {
                **one.diagnostic.to_dict(language_of(report, one.diagnostic, lang)),
                "reason": one.reason,
                "until": one.until.isoformat() if one.until else None,
            }
            for one in report.ignored
        ],
    }
    return json_text(content) + "\n"


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `as_json` writes."""
    content = {
        "format": {"const": FORMAT},
        "format_version": {"const": FORMAT_VERSION},
        "files": _list_of(_TEXT),
        "diagnostics": _list_of(closed(_DIAGNOSTIC)),
        "ignored": _list_of(closed(_DIAGNOSTIC | _IGNORED)),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Routekaart: wat een controle vond",
        **closed(content),
        "$defs": {"Fix": closed(_FIX), "Student": closed(_STUDENT)},
    }


def _list_of(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _or_null(definition: str, description: str) -> dict[str, Any]:
    return {"anyOf": [{"type": "null"}, {"$ref": f"#/$defs/{definition}"}], "description": description}


_TEXT, _NUMBER = {"type": "string"}, {"type": "integer", "minimum": 1}
_SPAN = {
    "line": {**_NUMBER, "description": "De eerste regel, vanaf 1."},
    "column": {**_NUMBER, "description": "Het eerste teken, vanaf 1."},
    "end_line": _NUMBER,
    "end_column": {**_NUMBER, "description": "Net na het laatste teken."},
}
_PLACE = {"file": {**_TEXT, "description": "Het pad, zoals het werd gegeven."}, **_SPAN}
_DIAGNOSTIC = {
    "rule": {**_TEXT, "description": "De naam van de regel; uitleg geeft routekaart explain."},
    "code": {**_TEXT, "pattern": "^RK[0-9]{3}$"},
    "severity": {"enum": list(SEVERITIES)},
    "message": _TEXT,
    **_PLACE,
    "part": {
        **_list_of({"type": ["string", "integer"]}),
        "description": "De sleutels die naar het onderdeel leiden; leeg voor het hele bestand.",
    },
    "related": _list_of(closed({"message": _TEXT, **_PLACE})),
    "witness": _or_null("Student", "Een verzonnen student die het laat zien."),
    "fix": _or_null("Fix", "Een wijziging die het herstelt."),
}
_IGNORED = {
    "reason": {"type": ["string", "null"], "description": "Waarom het wordt genegeerd; null in een baseline."},
    "until": {"type": ["string", "null"], "format": "date"},
}
_FIX = {
    "title": _TEXT,
    "safe": {"type": "boolean", "description": "Iets anders kan er niet bedoeld zijn."},
    "edits": _list_of(closed({**_SPAN, "text": _TEXT})),
}
_STUDENT = {
    "step": _TEXT,
    "on": {**_TEXT, "format": "date"},
    "facts": {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean"]}},
    "command": {
        "type": ["string", "null"],
        "description": "De opdracht die toont wat er met deze student gebeurt; null als die niet te plakken is.",
    },
    "before": _list_of({"$ref": "#/$defs/Student"}),
}
