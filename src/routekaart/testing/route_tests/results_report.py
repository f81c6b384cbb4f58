"""Reports of test results as text, JSON and JUnit: the differences with reasons, and the coverage of the route."""

from collections.abc import Iterable, Iterator
from typing import Any

from routekaart.foundation.escaping.letters import file_name, flat, message
from routekaart.foundation.junit import Case, Problem, Suite
from routekaart.foundation.language import Language, Text, counted
from routekaart.testing.route_tests.coverage import Coverage, Covered, Ratio
from routekaart.testing.route_tests.goals import Goal, GoalKind
from routekaart.testing.route_tests.results import Failure, Result
from routekaart.testing.route_tests.tests_file import RouteTests

KIND_WORDS: dict[GoalKind, Text] = {
    "transitions": Text("overgangen", "transitions"),
    "ends": Text("einden", "ends"),
    "responsible": Text("verantwoordelijken", "responsible"),
    "contacts": Text("te benaderen", "contacts"),
    "actions": Text("taken", "actions"),
    "supports": Text("middelen", "supports"),
    "conditions": Text("voorwaarden (MC/DC)", "conditions (MC/DC)"),
    "values": Text("grenswaarden", "boundary values"),
    "readings": Text("lezingen", "readings"),
    "impossible": Text("onmogelijke combinaties", "impossible combinations"),
}
"""The name of each kind of goal."""


def place_of(tests: RouteTests, goal: Goal) -> str:
    """The place of a goal in the route or its vocabularies: `file:line:column`."""
    path, document = tests.place(goal.path)
    span = document.span(path)
    return f"{file_name(document.file)}:{span.line}:{span.column}"


def failure_lines(tests: RouteTests, result: Result, lang: Language) -> Iterator[str]:
    """The lines about a failed test: the differences, why, and the command that shows them."""
    yield f"{file_name(tests.file)}:{result.span.line}:{result.span.column}: {flat(result.name)}"
    for failure in result.failures:
        yield from _one_failure(tests, failure, lang)


def _one_failure(tests: RouteTests, failure: Failure, lang: Language) -> Iterator[str]:
    if failure.on is not None:
        on = Text("op", "on").in_language(lang)
        yield f"  {on} {failure.on} ({file_name(tests.file)}:{failure.span.line}):"
    for mismatch in failure.mismatches:
        yield f"  {message(mismatch.line(lang))}"
    if failure.decision is not None:
        yield from (f"  | {line}" for line in failure.decision.explain(lang).splitlines())
    if failure.command is not None:
        trial = Text("probeer", "try").in_language(lang)
        yield f"  {trial}: {failure.command}"


def summary(results: Iterable[Result], lang: Language) -> str:
    """The number of tests, and how many failed: "12 tests, alles goed"."""
    listed = list(results)
    failed = sum(not result.passed for result in listed)
    tests = counted(len(listed), Text("test", "test"), Text("tests", "tests"))
    how = Text("alles goed", "all well") if not failed else Text(f"{failed} niet goed", f"{failed} not well")
    return f"{tests.in_language(lang)}, {how.in_language(lang)}"


def coverage_lines(tests: RouteTests, coverage: Coverage, lang: Language, *, every: bool) -> Iterator[str]:
    """The coverage of a route, by kind; with `every`, also each part that no test shows, with its place."""
    whole = coverage.ratio()
    words = Text("dekking van", "coverage of").in_language(lang)
    yield f"  {words} {file_name(tests.called)}: {percent(whole)} ({_of(whole, lang)})"
    for kind, ratio in coverage.kinds.items():
        full = "" if ratio.shown == ratio.of else f"  {percent(ratio)}"
        yield f"    {KIND_WORDS[kind].in_language(lang):24}{_of(ratio, lang):>12}{full}"
    if coverage.uncounted:
        title = Text("telt niet mee, want er is geen peildatum:", "not counted, because there is no reference date:")
        names = ", ".join(flat(name) for name in coverage.uncounted)
        yield f"  {title.in_language(lang)} {names}"
    if not every:
        return
    groups = (
        (coverage.lacking, Text("door geen test getoond:", "shown by no test:")),
        (
            coverage.nobody,
            Text("kan niemand tonen (bewezen; telt niet mee):", "nobody can show (proven; not counted):"),
        ),
        (
            coverage.not_found,
            Text(
                "geen student voor gevonden (niet bewezen), telt niet mee:",
                "no student found (not proven), not counted:",
            ),
        ),
    )
    for goals, title in groups:
        if goals:
            yield f"  {title.in_language(lang)}"
            yield from (f"    {place_of(tests, goal)}: {message(goal.text.in_language(lang))}" for goal in goals)


def percent(ratio: Ratio) -> str:
    """A ratio in whole percents, rounded down, so that only a full ratio is 100 %."""
    return f"{int(ratio.percent)} %"


def _of(ratio: Ratio, lang: Language) -> str:
    return f"{ratio.shown} {Text('van', 'of').in_language(lang)} {ratio.of}"


def results_dict(results: Iterable[Result], lang: Language) -> list[dict[str, Any]]:
    """The results as plain JSON-ready values."""
    return [
        {
            "name": result.name,
            "section": result.section,
            "line": result.span.line,
            "passed": result.passed,
            "failures": [
                {
                    "on": failure.on.isoformat() if failure.on else None,
                    "line": failure.span.line,
                    "differences": [mismatch.to_dict(lang) for mismatch in failure.mismatches],
                    "command": failure.command,
                }
                for failure in result.failures
            ],
        }
        for result in results
    ]


def coverage_dict(tests: RouteTests, coverage: Coverage, lang: Language) -> dict[str, Any]:
    """The coverage as plain JSON-ready values, with the test that shows each goal."""
    whole = coverage.ratio()
    return {
        "shown": whole.shown,
        "of": whole.of,
        "kinds": {kind: {"shown": ratio.shown, "of": ratio.of} for kind, ratio in coverage.kinds.items()},
        "uncounted": list(coverage.uncounted),
        "goals": [_goal_dict(tests, one, lang) for one in coverage.covered],
    }


def _goal_dict(tests: RouteTests, one: Covered, lang: Language) -> dict[str, Any]:
    path, document = tests.place(one.goal.path)
    return {
        "kind": one.goal.kind,
        "text": one.goal.text.in_language(lang),
        "file": document.file,
        "line": document.span(path).line,
        "shown_by": one.by,
        "somebody": one.somebody,
    }


def suite_of(tests: RouteTests, results: Iterable[Result], lang: Language) -> Suite:
    """The results as a suite of JUnit."""
    cases = []
    for result in results:
        text = "\n".join(failure_lines(tests, result, lang))
        mismatches = [one.line(lang) for failure in result.failures for one in failure.mismatches]
        problems = (Problem("; ".join(mismatches), text),) if mismatches else ()
        group = f"{tests.route.id}.{result.section}"
        cases.append(Case(result.name, group, problems, seconds=result.seconds))
    return Suite(file_name(tests.file), tuple(cases))
