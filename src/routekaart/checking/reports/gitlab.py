"""A Code Quality report for GitLab, shown beside the lines of a merge request."""

from routekaart.checking.reports.places import fingerprints, language_of, seen_from_here
from routekaart.diagnostics.diagnostic import Report
from routekaart.diagnostics.rules import Severity
from routekaart.foundation.escaping.machines import json_text
from routekaart.foundation.language import Language

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def gitlab(report: Report, lang: Language | None) -> str:
    """A JSON list with one object for each diagnostic."""
    found = [
        {
            "description": one.message_in(language_of(report, one, lang)),
            "check_name": one.rule,
            "fingerprint": mark,
            "severity": _SEVERITIES[one.severity],
            "location": {"path": seen_from_here(one.file), "lines": {"begin": one.line, "end": one.span.end_line}},
        }
        for one, mark in fingerprints(report.diagnostics)
    ]
    return json_text(found) + "\n"
