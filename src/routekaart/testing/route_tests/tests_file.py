"""Reads a tests file into the tests of a route, or into diagnostics with their places."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from routekaart.diagnostics.diagnostic import Diagnostic, PartPath
from routekaart.files.bundled import bundled_file, bundled_folder, bundled_names
from routekaart.files.disk import limits
from routekaart.files.disk.reading import is_file, listed
from routekaart.files.file_names import written_name
from routekaart.files.reader.problems import Problems
from routekaart.files.reader.shape import check_format_version, shape, without_empty
from routekaart.files.route_files import route_files
from routekaart.files.shelf import Shelf
from routekaart.files.source import Document, Unreadable, plain, read_document
from routekaart.foundation.edits import Span
from routekaart.foundation.escaping.letters import file_name
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Text
from routekaart.model.step import BUNDLED
from routekaart.route import Route
from routekaart.testing.route_tests.tests_content import check_content
from routekaart.testing.route_tests.tests_format import VERSION_KEY, JourneyData, StudentData, TestsFile
from routekaart.usage import bundled_receivers

Section: TypeAlias = Literal["students", "journeys"]

SUFFIX = ".tests"
"""The suffix of the stem of a tests file: `roc_bbl.tests.yaml` is beside `roc_bbl.yaml`."""

_MAY_HOLD_NULL = frozenset({"facts", "learn"})
_KEYS = Text(f"sleutels zoals {VERSION_KEY}: 1", f"keys such as {VERSION_KEY}: 1")


@dataclass(frozen=True)
class RouteTests:
    """The tests of one route, as they were read.

    Attributes:
        file: the path of the tests file; None if the route has none.
        called: the name of the route on the command line.
        documents: the text of the route, then of its vocabularies, with the place of each part.
        routes: the routes that a journey can go on in, by their names in the route; including the route itself.
    """

    file: str | None
    route: Route
    called: str
    documents: tuple[Document, ...]
    document: Document | None = None
    routes: Mapping[str, Route] = field(default_factory=lambda: frozen({}))
    students: tuple[StudentData, ...] = ()
    journeys: tuple[JourneyData, ...] = ()

    @property
    def listed(self) -> Iterator[tuple[Section, int, str]]:
        """Every test: its section, its index there, and its name."""
        yield from (("students", index, one.name) for index, one in enumerate(self.students))
        yield from (("journeys", index, one.name) for index, one in enumerate(self.journeys))

    def span(self, path: PartPath) -> Span:
        """The place of a part in the tests file."""
        assert self.document is not None
        return self.document.span(path)

    def place(self, path: PartPath) -> tuple[PartPath, Document]:
        """The place of a part of the route: in its own file, or in a vocabulary that it takes in."""
        section, name = path[0], path[1]
        if section == "impossible":
            # Rules of vocabularies come first, in the order in which these are taken in; the rules of the route come
            # last.
            assert isinstance(name, int)
            for document in (*self.documents[1:], self.documents[0]):
                count = document.length((section,))
                if name < count:
                    return (section, name), document
                name -= count
        found = (document for document in self.documents if name in document.keys((str(section),)))
        return path, next(found, self.documents[0])

    def is_bundled(self, path: PartPath) -> bool:
        """Whether a part of the route is in a vocabulary that comes with routekaart, while the route does not."""
        _, document = self.place(path)
        return written_name(Path(document.file), Path(self.documents[0].file)).startswith(BUNDLED)


@dataclass(frozen=True)
class ReadTests:
    """The result of reading a tests file: tests, or the diagnostics that explain why not."""

    tests: RouteTests | None
    diagnostics: tuple[Diagnostic, ...] = ()


def tests_files(path: Path) -> tuple[Path, ...]:
    """The tests files in a folder, in order."""
    return tuple(listed(path, f"{SUFFIX}.yaml", f"{SUFFIX}.yml"))


def beside(route_file: Path) -> Path:
    """The path of the tests of a route file."""
    return route_file.with_name(f"{route_file.stem}{SUFFIX}{route_file.suffix}")


def is_tests_file(path: Path) -> bool:
    """Whether a path has the name of a tests file."""
    return path.stem.endswith(SUFFIX)


def without_tests(route_file: Path, shelf: Shelf) -> ReadTests:
    """A route without a tests file, as an empty set of tests."""
    result = shelf.read(route_file)
    if result.route is None:
        return ReadTests(None, result.diagnostics or (_no_route(route_file),))
    return ReadTests(RouteTests(None, result.route, _called(route_file), result.documents))


def read_tests(path: Path, shelf: Shelf) -> ReadTests:
    """The tests in a file, with their route. Never raises because of the content of the file."""
    try:
        document = read_document(path, most=limits.TESTS, keys=_KEYS)
    except Unreadable as error:
        return ReadTests(None, error.diagnostics)
    problems = Problems(document)
    data = without_empty(plain(document.root), _MAY_HOLD_NULL)
    if not check_format_version(data, problems, VERSION_KEY):
        return ReadTests(None, tuple(problems.found))
    content = shape(data, TestsFile, problems)
    route_file = _route_file(path, content.route if content else None)
    if not is_file(route_file):
        _report_no_route_file(path, route_file, content.route if content else None, problems)
        return ReadTests(None, _in_order(problems))
    if content is None:
        return ReadTests(None, _in_order(problems))
    result = shelf.read(route_file)
    if result.route is None:
        return ReadTests(None, (*_in_order(problems), *(result.diagnostics or (_no_route(route_file),))))
    routes = _routes_beside(route_file, result.route, content, shelf)
    check_content(content, result.route, routes, problems)
    if problems.found:
        return ReadTests(None, _in_order(problems))
    tests = RouteTests(
        file=str(path),
        route=result.route,
        called=_called(route_file),
        documents=result.documents,
        document=document,
        routes=routes,
        students=tuple(content.students),
        journeys=tuple(content.journeys),
    )
    return ReadTests(tests)


def _called(route_file: Path) -> str:
    """The name of a route on the command line: its path, or just its name if it comes with routekaart."""
    return route_file.stem if route_file.parent == bundled_folder() else str(route_file)


def _in_order(problems: Problems) -> tuple[Diagnostic, ...]:
    return tuple(sorted(problems.found, key=lambda found: (found.span, found.rule)))


def _route_file(path: Path, named: str | None) -> Path:
    """The file of the route: named by its path, by its name (beside the tests, or bundled), or the one beside."""
    if named is None:
        return path.with_name(f"{path.stem.removesuffix(SUFFIX)}{path.suffix}")
    if named.startswith(BUNDLED) and bundled_file(named) is not None:
        return bundled_folder() / f"{named.removeprefix(BUNDLED)}.yaml"
    if "/" in named or "\\" in named or named.endswith((".yaml", ".yml")):
        return path.parent / named
    found = path.with_name(f"{named}.yaml")
    return bundled_folder() / f"{named}.yaml" if not is_file(found) and named in bundled_names() else found


def _report_no_route_file(path: Path, route_file: Path, named: str | None, problems: Problems) -> None:
    what = Text(f"er is geen route {file_name(route_file)}", f"there is no route {file_name(route_file)}")
    if named is None:
        text = Text(f"{what.nl}; noem de route met route: naam", f"{what.en}; name the route with route: name")
        problems.add("unknown-route", (), text)
    else:
        names = [*(file.stem for file in route_files([path.parent])), *bundled_names()]
        problems.unknown("unknown-route", ("route",), Text("er is geen route", "there is no route"), named, names)


def _no_route(path: Path) -> Diagnostic:
    text = Text(
        "dit zijn gedeelde begrippen; verwacht wordt een route met steps",
        "this is a vocabulary; expected a route with steps",
    )
    return Diagnostic("not-a-route", text, str(path), Span(1, 1, 1, 1))


def _routes_beside(route_file: Path, route: Route, content: TestsFile, shelf: Shelf) -> Mapping[str, Route]:
    """The routes in the folder of a route, and the bundled routes that take over from them.

    Only the route itself if no journey goes on in another one.
    """
    found = {route.id: route}
    if any(day.hand_over for journey in content.journeys for day in journey.days):
        others = (shelf.read(file).route for file in route_files([route_file.parent]))
        found |= {other.id: other for other in others if other is not None} | found
        received = bundled_receivers(found.values(), shelf.bundled)
        found |= {f"{BUNDLED}{name}": receiver for name, receiver in received.items()}
    return frozen(found)
