"""Diagnostics as JUnit XML: a case for each file, which fails if it has diagnostics."""

from routekaart.checking.reports.places import language_of, relative
from routekaart.diagnostics.diagnostic import Diagnostic, Report
from routekaart.foundation.junit import Case, Problem, Suite, to_xml
from routekaart.foundation.language import Language


def as_junit(report: Report, lang: Language | None) -> str:
    """One suite; a file without findings is a passing case, so that a clean run is not empty."""
    files = dict.fromkeys([*report.files, *(one.file for one in report.diagnostics)])
    cases = (_case(report, file, lang) for file in files)
    return to_xml([Suite("routekaart check", tuple(cases))])


def _case(report: Report, file: str, lang: Language | None) -> Case:
    problems = (_problem(one, language_of(report, one, lang)) for one in report.diagnostics if one.file == file)
    return Case(relative(file), "routekaart.check", failures=tuple(problems))


def _problem(one: Diagnostic, lang: Language) -> Problem:
    return Problem(f"{one.rule}: {one.message_in(lang)}", one.render(lang), one.severity)
