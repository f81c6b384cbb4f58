"""Examines files: every diagnostic there is, or a sound route."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from routekaart.checks import CHECKS, PROOFS, nobody_possible
from routekaart.checks.subject import Subject
from routekaart.diagnostic import Diagnostic, Finding, Report
from routekaart.diagnostic import Path as PartPath
from routekaart.frozen import frozen
from routekaart.language import Text
from routekaart.reader.reading import ReadFile, read
from routekaart.route import Route
from routekaart.source import Document
from routekaart.usage import hand_overs_of, usage_of

_NOT_OURS = frozenset({"empty-file", "format-version"})
"""What is wrong with a file that is not meant as a route."""

_SECTIONS = ("facts", "parameters", "partners")


def route_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files to check: each file that is named, and the `.yaml` files in each folder that is named."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted([*path.glob("*.yaml"), *path.glob("*.yml")]) if _is_folder(path) else [path]
        found.update(dict.fromkeys(file for file in inside if not file.stem.endswith(".tests")))
    return tuple(found)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        # A name that cannot be a path at all is told when the file is read.
        return False


def examine(files: Iterable[Path]) -> Report:
    """Reads and checks route files and vocabularies."""
    shelf = _Shelf()
    checked = tuple(files)
    diagnostics: dict[Diagnostic, None] = {}
    for file in checked:
        diagnostics.update(dict.fromkeys(_examine_one(file, shelf)))
    diagnostics.update(dict.fromkeys(_double_routes(checked, shelf)))
    order = {str(file): position for position, file in enumerate(checked)}
    ordered = sorted(diagnostics, key=lambda one: (order.get(one.file, len(order)), one.file, one.span, one.rule))
    return Report(tuple(str(file) for file in checked), tuple(ordered))


def _double_routes(files: Iterable[Path], shelf: "_Shelf") -> Iterator[Diagnostic]:
    """Routes in one folder with the same id: nobody can say to which of them a student is handed over."""
    first: dict[tuple[Path, str], Path] = {}
    for file in files:
        result = shelf.read(file)
        if result.route is not None:
            other = first.setdefault((file.parent, result.route.id), file)
            if other != file:
                text = Text(
                    f"{result.route.id} is ook de naam van de route in {other.name}",
                    f"{result.route.id} is also the name of the route in {other.name}",
                )
                yield _placed("duplicate-name", Finding(("id",), text), result.documents[0])


class _Shelf:
    """Files that have been read; each is read once in a run."""

    def __init__(self) -> None:
        self._read: dict[Path, ReadFile] = {}

    def read(self, file: Path) -> ReadFile:
        if file not in self._read:
            self._read[file] = read(file)
        return self._read[file]


def _examine_one(file: Path, shelf: _Shelf) -> Iterator[Diagnostic]:
    result = shelf.read(file)
    yield from result.diagnostics
    if result.diagnostics or not result.documents:
        return
    if result.route is None:
        yield from _unused_in_vocabulary(file, result, shelf)
        return
    document = result.documents[0]
    others, unsure = _routes_in_folder(file, shelf)
    if unsure:
        yield _placed("ways-not-proven", _hand_overs_not_known(unsure), document)
    subject = Subject(
        result.route,
        _steps_beside(file, result.route, shelf),
        _own_names(document),
        str(file),
        frozen({result.route.id: result.route} | {name: route for name, route in others.items() if route.id == name}),
        None if unsure else _entries(result.route, others.values()),
    )
    for check in CHECKS:
        for finding in check.check(subject):
            yield _placed(check.RULE, finding, document)
    if next(nobody_possible.check(subject), None) is None:
        for check in PROOFS:
            for finding in check.check(subject):
                yield _placed(check.RULE, finding, document)


def _placed(rule: str, finding: Finding, document: Document) -> Diagnostic:
    span = document.span(finding.path, at_key=finding.at_key)
    return Diagnostic(finding.told_as or rule, finding.text, document.file, span, finding.witness)


def _own_names(document: Document) -> Mapping[str, frozenset[str]]:
    return {section: frozenset(document.keys((section,))) for section in (*_SECTIONS, "sources")}


def _routes_in_folder(file: Path, shelf: _Shelf) -> tuple[dict[str, Route], list[str]]:
    """The other routes in the folder of a file by the name of their file, and the files that are broken routes."""
    found: dict[str, Route] = {}
    broken: list[str] = []
    for path in route_files([file.parent]):
        result = shelf.read(path) if path != file else None
        if result is not None and result.route is not None:
            found[path.stem] = result.route
        elif result is not None and _may_be_a_broken_route(result):
            broken.append(path.name)
    return found, broken


def _may_be_a_broken_route(result: ReadFile) -> bool:
    """Whether a file that is no route may be meant as one; a file of another program in the folder does not matter."""
    if not result.documents:
        return not {one.rule for one in result.diagnostics} <= _NOT_OURS
    return bool(result.diagnostics) and "steps" in result.documents[0].keys(())


def _hand_overs_not_known(broken: Iterable[str]) -> Finding:
    listed = ", ".join(broken)
    text = Text(
        f"niet alle wegen zijn bewezen: wie hier binnenkomt vanuit {listed}, is niet bekend, want daar staan fouten in",
        f"not all ways are proven: who comes in here from {listed} is not known, because there are errors in it",
    )
    return Finding(("id",), text)


def _entries(route: Route, others: Iterable[Route]) -> frozenset[str]:
    """The steps of a route at which a route in the folder hands over, that route itself included."""
    hand_overs = (hand_over for one in (route, *others) for _, hand_over in hand_overs_of(one))
    return frozenset(str(one.step) for one in hand_overs if one.route == route.id)


def _steps_beside(file: Path, route: Route, shelf: _Shelf) -> dict[str, frozenset[str] | None]:
    """The ids of the steps of each route that this one hands over to, as far as its file is there."""
    beside: dict[str, frozenset[str] | None] = {route.id: frozenset(route.steps)}
    for name in {hand_over.route for _, hand_over in hand_overs_of(route)} - {route.id}:
        path = file.with_name(f"{name}.yaml")
        if path.is_file():
            documents = shelf.read(path).documents
            beside[str(name)] = frozenset(documents[0].keys(("steps",))) if documents else None
    return beside


def _unused_in_vocabulary(file: Path, result: ReadFile, shelf: _Shelf) -> Iterator[Diagnostic]:
    """What a vocabulary defines that no route in its folder uses; nothing when some of those routes are broken."""
    document = result.documents[0]
    users = [shelf.read(path) for path in route_files([file.parent]) if path != file]
    if any(not one.documents for one in users):
        return
    using = [one for one in users if any(other.file == document.file for other in one.documents[1:])]
    routes = [one.route for one in using if one.route is not None]
    if not routes or len(routes) < len(using):
        return
    usages = [usage_of(route) for route in routes]
    used = {
        "facts": frozenset().union(*(usage.facts for usage in usages)),
        "parameters": frozenset().union(*(usage.parameters for usage in usages)),
        "partners": frozenset().union(*(usage.partners for usage in usages)),
    }
    assert result.shared is not None
    recorded = {name for name, fact in result.shared.facts.items() if fact.only_recorded}
    for section in _SECTIONS:
        for name in document.keys((section,)):
            if name not in used[section] and not (section == "facts" and name in recorded):
                path: PartPath = (section, name)
                rule = f"unused-{section.removesuffix('s')}"
                text = Text(f"geen enkele route in deze map gebruikt {name}", f"no route in this folder uses {name}")
                yield _placed(rule, Finding(path, text, at_key=True), document)
