"""`routekaart test`: run the tests beside routes, report what differs and what no test shows."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from routekaart.cli.exits import refuse
from routekaart.cli.options import Command, gathered_in, lang_option, on_option
from routekaart.cli.output_files import check_output_file, write_file
from routekaart.cli.printing import give, show, show_message
from routekaart.cli.proposing import propose_students
from routekaart.cli.reading_option import reading_option, show_readings, under_readings
from routekaart.cli.tests_files import files_asked_for
from routekaart.diagnostics.diagnostic import Diagnostic
from routekaart.files.shelf import Shelf
from routekaart.foundation.escaping.letters import file_name, one_line
from routekaart.foundation.escaping.machines import json_text
from routekaart.foundation.frozen import frozen
from routekaart.foundation.junit import Case, Problem, Suite, to_xml
from routekaart.foundation.language import Language, say
from routekaart.testing.route_tests.coverage import Coverage, coverage_of
from routekaart.testing.route_tests.results import Result
from routekaart.testing.route_tests.results_report import (
    coverage_dict,
    coverage_lines,
    failure_lines,
    results_dict,
    suite_of,
    summary,
)
from routekaart.testing.route_tests.runner import run_tests
from routekaart.testing.route_tests.tests_file import ReadTests, RouteTests, read_tests

DIFFERS = 1


@dataclass(frozen=True)
class _Run:
    """One tests file, with its results and its coverage of the route."""

    file: Path
    read: ReadTests
    results: tuple[Result, ...] = ()
    coverage: Coverage | None = None

    @property
    def well(self) -> bool:
        return not self.read.diagnostics and all(result.passed for result in self.results)

    @property
    def percent(self) -> float:
        """The coverage in percent: of what tests can show, the part that they show; 0 if not measured."""
        return self.coverage.ratio().percent if self.coverage else 0.0


@dataclass(frozen=True, slots=True)
class _Asked:
    """The arguments and options of the command, each by its name."""

    paths: tuple[str, ...]
    coverage: bool | None
    fail_under: float | None
    generate: bool
    output: Path | None
    on: str | None
    junit: Path | None
    as_json: bool
    containing: str
    readings: tuple[str, ...]
    lang: Language | None

    @property
    def measured(self) -> bool:
        """Whether to measure coverage."""
        return (self.coverage is not False or self.fail_under is not None) and not self.containing


@click.command("test", cls=Command)
@click.argument("paths", nargs=-1, metavar="[PAD]...")
@click.option(
    "--coverage/--no-coverage",
    "coverage",
    default=None,
    help="Noem ook alles wat geen test laat zien, of zwijg over de dekking.",
)
@click.option("--fail-under", type=click.FloatRange(0, 100), metavar="N", help="Uitgang 1 bij een dekking onder N %.")
@click.option("--generate", is_flag=True, help="Stel studenten voor die laten zien wat nog geen test laat zien.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="BESTAND", help="Schrijf ze naar een bestand.")
@on_option("De peildatum van de voorgestelde studenten; anders vandaag.")
@click.option("--junit", type=click.Path(path_type=Path), metavar="BESTAND", help="Schrijf de uitslag als JUnit XML.")
@click.option("--json", "as_json", is_flag=True, help="Geef alles als JSON.")
@click.option("-k", "containing", default="", metavar="TEKST", help="Alleen tests met deze tekst in hun naam.")
@reading_option
@lang_option
@gathered_in(_Asked)
def command(asked: _Asked) -> None:
    """Voer de tests naast routes uit: studenten en reizen, met wat eruit moet komen.

    De tests van roc_bbl.yaml staan in roc_bbl.tests.yaml. PAD is zo'n bestand, een route, een map of de naam van een
    meegeleverde route; zonder PAD is het de map routes/.

    \b
    Uitgang: 0 als alles goed is, 1 als er iets anders uitkomt, 2 bij verkeerd gebruik.

    \b
    Voorbeelden:
      routekaart test
      routekaart test routes/mijn_route.tests.yaml -k plek
      routekaart test entree --coverage
      routekaart test routes/mijn_route.yaml --generate > voorstel.tests.yaml
    """
    language = asked.lang or "nl"
    _check_options(asked, language)
    shelf = Shelf()
    if asked.generate:
        propose_students(asked.paths, asked.output, asked.on, language, shelf)
        return
    files = files_asked_for(asked.paths, language)
    if asked.junit is not None:
        check_output_file(asked.junit, language, files)
    runs = [_run(file, asked, shelf) for file in files]
    if asked.containing and not any(run.results or run.read.diagnostics for run in runs):
        shown = one_line(asked.containing)
        refuse(language, f"geen test heeft {shown} in zijn naam", f"no test has {shown} in its name")
    if asked.junit is not None:
        write_file(asked.junit, to_xml(_suites(runs, language)), language, files)
    if asked.as_json:
        content = {"format": "routekaart.test", "format_version": 1, "files": [_as_dict(run, language) for run in runs]}
        give(json_text(content), newline=True)
    else:
        for run in runs:
            _show(run, language, coverage=asked.coverage)
    enough = _covered_enough(runs, asked.fail_under, language)
    raise SystemExit(0 if all(run.well for run in runs) and enough else DIFFERS)


def _check_options(asked: _Asked, lang: Language) -> None:
    """Ends the command if options do not go together."""
    if (asked.output is not None or asked.on is not None) and not asked.generate:
        refuse(lang, "-o en --on horen bij --generate", "-o and --on go with --generate")
    if asked.generate and asked.readings:
        refuse(lang, "--generate gaat niet samen met --reading", "--generate does not go with --reading")
    if asked.generate and (asked.junit is not None or asked.as_json):
        nl = "--generate gaat niet samen met --junit of --json"
        refuse(lang, nl, "--generate does not go with --junit or --json")
    if asked.containing and (asked.generate or asked.fail_under is not None):
        en = "-k does not go with --generate or --fail-under"
        refuse(lang, "-k gaat niet samen met --generate of --fail-under", en)


def _covered_enough(runs: Iterable[_Run], fail_under: float | None, lang: Language) -> bool:
    """Whether the coverage of each route is at least `fail_under`; reports those that are below it."""
    under = [run for run in runs if fail_under is not None and run.percent < fail_under]
    for run in under:
        file = file_name(run.file)
        nl = f"{file}: de dekking is minder dan {fail_under:g} %"
        show_message(say(lang, nl, f"{file}: the coverage is less than {fail_under:g} %"))
    return not under


def _run(file: Path, asked: _Asked, shelf: Shelf) -> _Run:
    read = read_tests(file, shelf)
    if read.tests is None:
        return _Run(file, read)
    tests = _under(read.tests, asked.readings, asked.lang)
    results = tuple(run_tests(tests, asked.containing))
    return _Run(file, replace(read, tests=tests), results, coverage_of(tests, results) if asked.measured else None)


def _under(tests: RouteTests, readings: tuple[str, ...], lang: Language | None) -> RouteTests:
    """The tests of a route, to run on that route under other readings."""
    route = under_readings(tests.route, readings, lang)
    routes = {name: route if one is tests.route else one for name, one in tests.routes.items()}
    return replace(tests, route=route, routes=frozen(routes))


def _show(run: _Run, lang: Language, *, coverage: bool | None) -> None:
    for diagnostic in run.read.diagnostics:
        show(diagnostic.render(lang))
    tests = run.read.tests
    if tests is None:
        return
    for result in run.results:
        if not result.passed:
            show("\n".join(failure_lines(tests, result, lang)))
            show()
    show_readings(tests.route, lang)
    show(f"{file_name(run.file)}: {summary(run.results, lang)}")
    if run.coverage is not None and coverage is not False:
        show("\n".join(coverage_lines(tests, run.coverage, lang, every=bool(coverage))))
        if run.coverage.lacking and not coverage:
            nl = "  wat ontbreekt: --coverage; studenten die het laten zien: --generate"
            show(say(lang, nl, "  what is missing: --coverage; students who show it: --generate"))


def _as_dict(run: _Run, lang: Language) -> dict[str, Any]:
    tests = run.read.tests
    return {
        "file": str(run.file),
        "route": tests.route.id if tests else None,
        "chosen": dict(tests.route.chosen) if tests else {},
        "diagnostics": [diagnostic.to_dict(lang) for diagnostic in run.read.diagnostics],
        "tests": results_dict(run.results, lang),
        "coverage": coverage_dict(tests, run.coverage, lang) if tests and run.coverage else None,
    }


def _suites(runs: Iterable[_Run], lang: Language) -> Iterable[Suite]:
    for run in runs:
        if run.read.tests is not None:
            yield suite_of(run.read.tests, run.results, lang)
        else:
            errors = tuple(_as_problem(diagnostic, lang) for diagnostic in run.read.diagnostics)
            yield Suite(file_name(run.file), (Case(file_name(run.file), "routekaart", errors=errors),))


def _as_problem(diagnostic: Diagnostic, lang: Language) -> Problem:
    return Problem(diagnostic.message_in(lang), diagnostic.render(lang), diagnostic.rule)
