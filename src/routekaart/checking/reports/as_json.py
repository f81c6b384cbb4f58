"""Diagnostics as JSON with a version, for other programs."""

from typing import Any

from routekaart.checking.reports.places import language_of
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
    text, number = {"type": "string"}, {"type": "integer", "minimum": 1}
    place = {
        "file": {**text, "description": "Het pad, zoals het werd gegeven."},
        "line": {**number, "description": "De eerste regel, vanaf 1."},
        "column": {**number, "description": "Het eerste teken, vanaf 1."},
        "end_line": number,
        "end_column": {**number, "description": "Net na het laatste teken."},
    }
    edit = {key: value for key, value in place.items() if key != "file"} | {"text": text}
    student = {
        "step": text,
        "on": {**text, "format": "date"},
        "facts": {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean"]}},
        "command": {
            "type": ["string", "null"],
            "description": "De opdracht die toont wat er met deze student gebeurt; null als die niet te plakken is.",
        },
        "before": {"type": "array", "items": {"$ref": "#/$defs/Student"}},
    }
    diagnostic = {
        "rule": {**text, "description": "De naam van de regel; uitleg geeft routekaart explain."},
        "code": {**text, "pattern": "^RK[0-9]{3}$"},
        "severity": {"enum": ["error", "warning", "info"]},
        "message": text,
        **place,
        "part": {
            "type": "array",
            "items": {"type": ["string", "integer"]},
            "description": "De sleutels die naar het onderdeel leiden; leeg voor het hele bestand.",
        },
        "related": {"type": "array", "items": closed({"message": text, **place})},
        "witness": _or_null("#/$defs/Student", "Een verzonnen student die het laat zien."),
        "fix": _or_null("#/$defs/Fix", "Een wijziging die het herstelt."),
    }
    ignored = diagnostic | {
        "reason": {"type": ["string", "null"], "description": "Waarom het wordt genegeerd; null in een baseline."},
        "until": {"type": ["string", "null"], "format": "date"},
    }
    fix = {
        "title": text,
        "safe": {"type": "boolean", "description": "Iets anders kan er niet bedoeld zijn."},
        "edits": {"type": "array", "items": closed(edit)},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Routekaart: wat een controle vond",
        **closed(
            {
                "format": {"const": FORMAT},
                "format_version": {"const": FORMAT_VERSION},
                "files": {"type": "array", "items": text},
                "diagnostics": {"type": "array", "items": closed(diagnostic)},
                "ignored": {"type": "array", "items": closed(ignored)},
            }
        ),
        "$defs": {"Fix": closed(fix), "Student": closed(student)},
    }


def _or_null(reference: str, description: str) -> dict[str, Any]:
    return {"anyOf": [{"type": "null"}, {"$ref": reference}], "description": description}
