"""Checks the content of a tests file: names and values are those of the route, and each test can be a test."""

from collections.abc import Iterable, Mapping, Sequence

from routekaart.diagnostics.diagnostic import PartPath
from routekaart.files.reader.problems import Problems
from routekaart.foundation.language import LANGUAGES, Text
from routekaart.model.situation import read_facts
from routekaart.model.step import document_in
from routekaart.route import Route
from routekaart.testing.route_tests.tests_format import ExpectedData, JourneyData, StudentData, TestsFile

_READING = Text("onbekende lezing", "unknown reading")
_EXPECTING = frozenset(StudentData.model_fields) - {"name", "source", "step", "on", "facts"}


def check_content(content: TestsFile, route: Route, routes: Mapping[str, Route], problems: Problems) -> None:
    """Reports every unknown name, every value that a fact cannot have, and everything that cannot be a test."""
    whole = not problems.found
    for index, student in enumerate(content.students):
        _check_student(student, ("students", index), _Names(route, problems))
        if whole and not student.model_fields_set & _EXPECTING:
            text = Text(
                "deze test verwacht niets; noem wat eruit moet komen, zoals outcome en target",
                "this test expects nothing; name what must come out, such as outcome and target",
            )
            problems.add("missing-key", ("students", index), text)
    for index, journey in enumerate(content.journeys):
        _check_journey(journey, ("journeys", index), route, routes, problems)
    _check_double(content.students, "students", problems)
    _check_double(content.journeys, "journeys", problems)


def _check_student(student: StudentData, path: PartPath, names: "_Names") -> None:
    names.step(student.step, (*path, "step"))
    names.sources(student.source, (*path, "source"))
    names.expected(student, path)
    if student.refused is None:
        names.facts(student.facts, (*path, "facts"))


def _check_journey(
    journey: JourneyData, path: PartPath, route: Route, routes: Mapping[str, Route], problems: Problems
) -> None:
    names = _Names(route, problems)
    names.sources(journey.source, (*path, "source"))
    if journey.start is not None:
        names.step(journey.start, (*path, "start"))
    before = None
    for number, day in enumerate(journey.days):
        here: PartPath = (*path, "days", number)
        if before is not None and day.on is not None and day.on < before:
            text = Text("verwacht wordt een dag op of na de vorige", "expected a day on or after the one before")
            problems.add("wrong-value", (*here, "on"), text)
        before = day.on
        if day.refused is None:
            names.facts(day.learn or {}, (*here, "learn"))
            names.facts(day.correct.facts if day.correct else {}, (*here, "correct", "facts"))
        if day.correct is not None and day.correct.instead is not None:
            names.place(day.correct.instead, (*here, "correct", "instead"))
        if day.place is not None:
            names.place(day.place.step, (*here, "place", "step"))
        if day.hand_over is not None:
            other = routes.get(day.hand_over.route)
            if other is None:
                what = Text("onbekende route", "unknown route")
                problems.unknown("unknown-route", (*here, "hand_over", "route"), what, day.hand_over.route, routes)
                return
            names = _Names(other, problems)
            names.step(day.hand_over.step, (*here, "hand_over", "step"))
        names.place(day.position, (*here, "position"))
        names.terms(day.due or {}, (*here, "due"))
        names.expected(day, here)


def _check_double(tests: Iterable[StudentData | JourneyData], section: str, problems: Problems) -> None:
    seen: set[str] = set()
    for index, test in enumerate(tests):
        if test.name in seen:
            text = Text("deze naam staat er twee keer", "this name stands here twice")
            problems.add("duplicate-name", (section, index, "name"), text)
        seen.add(test.name)


class _Names:
    """The names of one route; each method reports names that are not among them."""

    def __init__(self, route: Route, problems: Problems) -> None:
        self._route = route
        self._problems = problems

    def step(self, name: str, path: PartPath) -> None:
        """Checks a step of the route."""
        self._known(name, path, "unknown-target", Text("onbekende stap", "unknown step"), self._route.steps)

    def place(self, name: str, path: PartPath) -> None:
        """Checks a step or an end of the route."""
        what = Text("onbekende stap of onbekend einde", "unknown step or end")
        self._known(name, path, "unknown-target", what, [*self._route.steps, *self._route.ends])

    def sources(self, sources: Sequence[str], path: PartPath) -> None:
        """Checks sources of the route, as "document, place"."""
        for index, source in enumerate(sources):
            name = document_in(source)
            self._known(
                name, (*path, index), "unknown-source", Text("onbekende bron", "unknown source"), self._route.sources
            )

    def facts(self, facts: Mapping[str, object], path: PartPath) -> None:
        """Checks facts of the route, each with a value that it can have."""
        _, problems = read_facts(self._route.vocabulary, facts, "error")
        for problem in problems:
            text = Text(*(problem.message(lang, values=True) for lang in LANGUAGES))
            unknown = problem.kind == "unknown_fact"
            rule = "unknown-fact" if unknown else "wrong-value"
            self._problems.add(rule, (*path, problem.fact), text, at_key=unknown)

    def terms(self, titles: Iterable[str], path: PartPath) -> None:
        """Checks terms of any step of the route."""
        known = {term.title for step in self._route.steps.values() for term in step.terms}
        for title in titles:
            if title not in known:
                what = Text("onbekende termijn", "unknown term")
                self._problems.unknown("wrong-value", (*path, title), what, title, sorted(known), at_key=True)

    def expected(self, expected: ExpectedData, path: PartPath) -> None:
        """Checks every name in the expected results."""
        if expected.target is not None:
            self.place(expected.target, (*path, "target"))
        for index, name in enumerate(expected.possible or ()):
            self.place(name, (*path, "possible", index))
        lists = (
            ("missing", expected.missing, "unknown-fact", Text("onbekend gegeven", "unknown fact"), self._route.facts),
            ("reading", expected.reading, "unknown-reading", _READING, self._route.readings),
        )
        for key, names, rule, what, valid in lists:
            for index, name in enumerate(names or ()):
                self._known(name, (*path, key, index), rule, what, valid)
        what = Text("onbekende partner", "unknown partner")
        acting = {"responsible": expected.responsible, "contacts": expected.contacts, "with": expected.with_}
        for key, partners in acting.items():
            for index, one in enumerate(partners or ()):
                for name in one:
                    self._known(name, (*path, key, index), "unknown-partner", what, self._route.partners)

    def _known(self, name: str, path: PartPath, rule: str, what: Text, valid: Iterable[str]) -> None:
        known = list(valid)
        if name not in known:
            self._problems.unknown(rule, path, what, name, known)
