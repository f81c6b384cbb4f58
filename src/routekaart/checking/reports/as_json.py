"""Diagnostics as JSON with a version, for other programs."""

from typing import TYPE_CHECKING

from routekaart.checking.reports.places import language_of
from routekaart.diagnostics.diagnostic import Report
from routekaart.foundation.escaping.machines import json_text
from routekaart.foundation.language import Language

if TYPE_CHECKING:
    from routekaart.diagnostics.diagnostics_dicts import CheckDict


def as_json(report: Report, lang: Language | None) -> str:
    """The files, the diagnostics, and what is ignored and why; see `schema/check.schema.json`."""
    content: CheckDict = {
        "format": "routekaart.check",
        "format_version": 1,
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
