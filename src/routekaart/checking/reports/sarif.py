"""SARIF 2.1.0, the standard for results of static analysis that GitHub, Azure DevOps and editors read."""

from importlib.metadata import version
from typing import Any

from routekaart.checking.reports.places import address, fingerprints, language_of, said
from routekaart.checking.rule_pages import page_of
from routekaart.diagnostics.diagnostic import Diagnostic, Ignored, Report
from routekaart.diagnostics.rules import RULES, Severity
from routekaart.diagnostics.witness import Witness
from routekaart.foundation.edits import Fix, Span, split_lines
from routekaart.foundation.escaping.letters import message
from routekaart.foundation.escaping.machines import json_text, sarif_text
from routekaart.foundation.language import Language
from routekaart.model.fact_values import write_value

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def sarif(report: Report, lang: Language | None) -> str:
    """One run, with the rules that were broken, and with ignored diagnostics as suppressed."""
    reasons = {id(one.diagnostic): one for one in report.ignored}
    shown = [*report.diagnostics, *(one.diagnostic for one in report.ignored)]
    names = list(dict.fromkeys(one.rule for one in shown))
    run = {
        "tool": {
            "driver": {
                "name": "routekaart",
                "semanticVersion": version("routekaart"),
                "rules": [_rule(name, lang or "nl") for name in names],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(report, one, mark, names.index(one.rule), reasons.get(id(one)), language_of(report, one, lang))
            for one, mark in fingerprints(shown)
        ],
    }
    content = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_text(content) + "\n"


def _rule(name: str, lang: Language) -> dict[str, Any]:
    rule = RULES[name]
    page = page_of(rule, lang)
    return {
        "id": rule.code,
        "name": name,
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": page.what},
        "help": {"text": page.text(), "markdown": page.markdown()},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(
    report: Report, one: Diagnostic, mark: str, rule_index: int, ignored: Ignored | None, lang: Language
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": rule_index,
        "level": _LEVELS[one.severity],
        "message": {"text": sarif_text(one.message_in(lang))},
        "locations": [_location(report, one.file, one.span)],
        "partialFingerprints": {"part/v1": mark},
    }
    if one.related:
        result["relatedLocations"] = [
            {
                **_location(report, other.file, other.span),
                "message": {"text": sarif_text(said(other.text, lang))},
            }
            for other in one.related
        ]
    if one.witness:
        result["codeFlows"] = [_code_flow(report, one, one.witness)]
    if one.fix:
        result["fixes"] = [_fix(one.file, one.fix, lang)]
    if ignored:
        kind = "inSource" if ignored.reason is not None else "external"
        result["suppressions"] = [{"kind": kind, **({"justification": ignored.reason} if ignored.reason else {})}]
    return result


def _location(report: Report, file: str, span: Span) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": address(file)}}
    source = report.texts.get(file)
    if source is None or source.text is not None:
        place["region"] = _region(span)
        lines = split_lines(source.text) if source and source.text else ()
        if span.line <= len(lines):
            place["contextRegion"] = {"startLine": span.line, "snippet": {"text": lines[span.line - 1]}}
    return {"physicalLocation": place}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _code_flow(report: Report, one: Diagnostic, witness: Witness) -> dict[str, Any]:
    """The student that demonstrates a diagnostic, from step to step."""
    moments = [*witness.before, witness]
    locations = [
        {
            "location": {
                **_location(report, one.file, one.span),
                "message": {"text": sarif_text(message(_moment(moment)))},
                "logicalLocations": [{"fullyQualifiedName": f"steps.{moment.step_id}"}],
            }
        }
        for moment in moments
    ]
    shown = {"message": {"text": sarif_text(witness.command)}} if witness.command else {}
    return {**shown, "threadFlows": [{"locations": locations}]}


def _moment(moment: Witness) -> str:
    facts = ", ".join(f"{name}={write_value(value)}" for name, value in moment.facts.items())
    return f"{moment.on}: {moment.step_id}" + (f" ({facts})" if facts else "")


def _fix(file: str, fix: Fix, lang: Language) -> dict[str, Any]:
    replacements = [{"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}} for edit in fix.edits]
    return {
        "description": {"text": sarif_text(said(fix.title, lang))},
        "artifactChanges": [{"artifactLocation": {"uri": address(file)}, "replacements": replacements}],
    }
