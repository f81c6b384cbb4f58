"""Are the names and values in a tests file those of the route? Tells each that is not."""

from collections.abc import Iterable, Mapping, Sequence

from routekaart.diagnostics.diagnostic import PartPath
from routekaart.files.reader.problems import Problems
from routekaart.foundation.language import LANGUAGES, Text
from routekaart.model.situation import read_facts
from routekaart.route import Route
from routekaart.route_tests.form import ExpectedData


class Names:
    """The names of one route, and where it is told that a name is none of them."""

    def __init__(self, route: Route, problems: Problems) -> None:
        self._route = route
        self._problems = problems

    def step(self, name: str, path: PartPath) -> None:
        """A step of the route."""
        self._known(name, path, "unknown-target", Text("onbekende stap", "unknown step"), self._route.steps)

    def place(self, name: str, path: PartPath) -> None:
        """A step or an end of the route."""
        what = Text("onbekende stap of onbekend einde", "unknown step or end")
        self._known(name, path, "unknown-target", what, [*self._route.steps, *self._route.ends])

    def sources(self, sources: Sequence[str], path: PartPath) -> None:
        """Sources of the route, as "document, place"."""
        for index, source in enumerate(sources):
            name = source.split()[0].rstrip(",;:")
            self._known(
                name, (*path, index), "unknown-source", Text("onbekende bron", "unknown source"), self._route.sources
            )

    def facts(self, facts: Mapping[str, object], path: PartPath) -> None:
        """Facts of the route with a value that they can have."""
        _, problems = read_facts(self._route.vocabulary, facts, "error")
        for problem in problems:
            text = Text(*(problem.message(lang, values=True) for lang in LANGUAGES))
            unknown = problem.kind == "unknown_fact"
            rule = "unknown-fact" if unknown else "wrong-value"
            self._problems.add(rule, (*path, problem.fact), text, at_key=unknown)

    def terms(self, titles: Iterable[str], path: PartPath) -> None:
        """Terms of some step of the route."""
        known = {term.title for step in self._route.steps.values() for term in step.terms}
        for title in titles:
            if title not in known:
                what = Text("onbekende termijn", "unknown term")
                self._problems.unknown("wrong-value", (*path, title), what, title, sorted(known), at_key=True)

    def expected(self, expected: ExpectedData, path: PartPath) -> None:
        """Everything that is named in what must come out."""
        if expected.target is not None:
            self.place(expected.target, (*path, "target"))
        for index, name in enumerate(expected.possible or ()):
            self.place(name, (*path, "possible", index))
        lists = (
            ("missing", expected.missing, "unknown-fact", Text("onbekend gegeven", "unknown fact"), self._route.facts),
            ("responsible", expected.responsible, *self._partner),
            ("contacts", expected.contacts, *self._partner),
            ("with", expected.with_, *self._partner),
            ("reading", expected.reading, "unknown-reading", _READING, self._route.readings),
        )
        for key, names, rule, what, valid in lists:
            for index, name in enumerate(names or ()):
                self._known(name, (*path, key, index), rule, what, valid)

    @property
    def _partner(self) -> tuple[str, Text, Iterable[str]]:
        return "unknown-partner", Text("onbekende partner", "unknown partner"), self._route.partners

    def _known(self, name: str, path: PartPath, rule: str, what: Text, valid: Iterable[str]) -> None:
        known = list(valid)
        if name not in known:
            self._problems.unknown(rule, path, what, name, known)


_READING = Text("onbekende lezing", "unknown reading")
