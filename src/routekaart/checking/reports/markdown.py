"""Diagnostics as a Markdown table, for a pull request or the summary of a job."""

from routekaart.checking.reports.places import language_of, relative
from routekaart.checking.reports.text import summary
from routekaart.diagnostics.diagnostic import Diagnostic, Report
from routekaart.diagnostics.rules import Severity
from routekaart.foundation.escaping.markdown import code_in_table
from routekaart.foundation.escaping.markdown import markdown as plain
from routekaart.foundation.language import Language, Text

_SIGNS: dict[Severity, Text] = {
    "error": Text("❌ fout", "❌ error"),
    "warning": Text("⚠️ waarschuwing", "⚠️ warning"),
    "info": Text("ℹ️ info", "ℹ️ info"),  # noqa: RUF001  # the sign for information
}


def markdown(report: Report, lang: Language | None) -> str:
    """A sentence that counts, and a table with one row for each diagnostic."""
    first = language_of(report, report.diagnostics[0], lang) if report.diagnostics else lang or "nl"
    lines = [f"**routekaart check**: {summary(report, first)}"]
    if report.diagnostics:
        heads = Text("| | waar | regel | wat |", "| | where | rule | what |")
        lines += ["", heads.in_language(first), "| --- | --- | --- | --- |"]
        lines += [_row(one, language_of(report, one, lang)) for one in report.diagnostics]
    return "\n".join(lines) + "\n"


def _row(one: Diagnostic, lang: Language) -> str:
    what = plain(one.message_in(lang))
    if one.witness and one.witness.command:
        what += f"<br>{code_in_table(one.witness.command)}"
    place = code_in_table(f"{relative(one.file)}:{one.line}")
    return f"| {_SIGNS[one.severity].in_language(lang)} | {place} | {code_in_table(one.rule)} | {what} |"
