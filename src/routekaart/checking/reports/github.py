"""Annotations in a GitHub workflow: `::error file=...,line=...::message`."""

from routekaart.checking.reports.places import SEVERITIES, language_of, seen_from_here
from routekaart.diagnostics.diagnostic import Diagnostic, Report
from routekaart.diagnostics.rules import Severity
from routekaart.foundation.escaping.machines import github_message, github_property
from routekaart.foundation.language import Language

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def github(report: Report, lang: Language | None) -> str:
    """One annotation a line, the most severe first: GitHub shows only ten of a kind for a step."""
    ordered = sorted(report.diagnostics, key=lambda one: SEVERITIES.index(one.severity))
    return "".join(f"{_annotation(one, language_of(report, one, lang))}\n" for one in ordered)


def _annotation(one: Diagnostic, lang: Language) -> str:
    span = one.span
    properties = {"file": seen_from_here(one.file), "line": span.line, "endLine": span.end_line}
    if span.line == span.end_line:
        # GitHub refuses columns if the lines differ; its end column is that of the last character itself.
        properties |= {"col": span.column, "endColumn": max(span.column, span.end_column - 1)}
    properties["title"] = f"{one.rule} ({one.code})"
    listed = ",".join(f"{name}={github_property(str(value))}" for name, value in properties.items())
    command = one.witness.command if one.witness else None
    message = one.told_in(lang) + (f"\n{command}" if command else "")
    return f"::{_COMMANDS[one.severity]} {listed}::{github_message(message)}"
