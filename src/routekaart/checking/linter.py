"""Examines files: every diagnostic there is, or a sound route."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from routekaart.checking.analysis.own_definitions import OwnDefinitions
from routekaart.checking.analysis.subject import Subject
from routekaart.checking.between_files import (
    SECTIONS,
    called_as_bundled,
    double_routes,
    linked_names,
    two_meanings,
    unused_in_vocabulary,
)
from routekaart.checking.checks import findings, found_in_definitions
from routekaart.checking.ignoring import Sifted, sifted
from routekaart.checking.lost_text import lost_text
from routekaart.checking.other_readings import of_readings, to_confirm
from routekaart.checking.out_of_date import out_of_date
from routekaart.checking.placing import placed
from routekaart.checking.style import remarks
from routekaart.diagnostics.diagnostic import Diagnostic, Finding, Ignored, Report, SourceText
from routekaart.diagnostics.rules import STOPS_CHECKS
from routekaart.files.bundled import bundled_names
from routekaart.files.file_names import Meant, file_called, meant
from routekaart.files.reader.read_file import ReadFile
from routekaart.files.route_files import route_files
from routekaart.files.shelf import Shelf
from routekaart.files.source import Document
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Text
from routekaart.logic.grid_cache import GridCache
from routekaart.model.vocabulary import Vocabulary
from routekaart.route import Route
from routekaart.usage import hand_overs_of

_NEVER: Mapping[str, int] = frozen({})
_NOT_OURS = frozenset({"empty-file", "format-version"})
"""What is wrong with a file that is not meant as a route."""


def examine(files: Iterable[Path], *, today: date | None = None, recheck_after: Mapping[str, int] = _NEVER) -> Report:
    """Reads and checks route files and vocabularies.

    Args:
        today: the day on which an ignore with an end, and what is valid until some day, is judged; without it none
            ever ends.
        recheck_after: for files, after how many months a source or parameter must be compared with the law again.
    """
    shelf = Shelf()
    checked = tuple(files)
    reported: dict[Diagnostic, None] = {}
    for file in checked:
        reported.update(dict.fromkeys(_examine_one(file, shelf)))
        if today is not None:
            reported.update(dict.fromkeys(_outdated_in(shelf.read(file), today, recheck_after.get(str(file)))))
    reported.update(dict.fromkeys(double_routes(checked, shelf)))
    reported.update(dict.fromkeys(called_as_bundled(checked, shelf)))
    reported.update(dict.fromkeys(two_meanings(checked, shelf)))
    paths = {str(file): file for file in checked} | {one.file: Path(one.file) for one in reported}
    by_file: dict[str, list[Diagnostic]] = {name: [] for name in paths}
    for one in reported:
        by_file[one.file].append(one)
    kept: list[Diagnostic] = []
    ignored: list[Ignored] = []
    for name, path in paths.items():
        sifting = _without_ignored(path, by_file[name], shelf, today, is_checked=path in checked)
        kept += sifting.reported
        ignored += sifting.ignored
    order = {name: position for position, name in enumerate(paths)}
    return Report(
        tuple(str(file) for file in checked),
        tuple(sorted(kept, key=lambda one: (order[one.file], one.span, one.rule))),
        tuple(sorted(ignored, key=lambda one: (order[one.diagnostic.file], one.diagnostic.span))),
        {name: SourceText(shelf.read(path).text, shelf.read(path).language) for name, path in paths.items()},
    )


def _without_ignored(
    path: Path, own: list[Diagnostic], shelf: Shelf, today: date | None, *, is_checked: bool
) -> Sifted:
    """The diagnostics of a file without those that it ignores; all of them when it cannot be read."""
    result = shelf.read(path)
    if result.diagnostics or not result.documents:
        return Sifted(tuple(own), ())
    stopped = any(one.rule in STOPS_CHECKS for one in own) or (result.route is None and _has_broken(path, shelf))
    return sifted(result.documents[0], own, today, complete=is_checked and not stopped)


def _examine_one(file: Path, shelf: Shelf) -> Iterator[Diagnostic]:
    result = shelf.read(file)
    yield from result.diagnostics
    if result.diagnostics or not result.documents:
        return
    facts = result.definitions.facts.values() if result.definitions is not None else ()
    dates = {fact.name for fact in facts if fact.kind == "date"}
    yield from lost_text(result.documents[0])
    yield from remarks(result.documents[0], file, vocabulary=result.route is None, dates=dates)
    if result.route is None:
        yield from _of_vocabulary(result)
        yield from unused_in_vocabulary(file, result, shelf)
        return
    document = result.documents[0]
    others, unsure = _routes_beside(file, result.route, shelf)
    nearest = _nearest(file, result.route, shelf)
    if unsure:
        yield placed("ways-not-proven", _hand_overs_not_known(unsure), document)
    subject = Subject(
        result.route,
        _steps_of(file, {*_called(result.route), *(one.name for one in nearest.values())}, shelf)
        | {result.route.id: frozenset(result.route.steps)},
        _own_names(document),
        str(file),
        frozen({result.route.id: result.route} | {name: route for name, route in others.items() if route.id == name}),
        None if unsure else _entries(result.route, others.values()),
        document.length(("impossible",)),
        nearest,
    )
    for rule, finding in (*findings(subject), *of_readings(subject)):
        yield placed(rule, finding, document)


def _outdated_in(result: ReadFile, today: date, months: int | None) -> Iterator[Diagnostic]:
    """What a file defines itself and is no longer known to be right; nothing for a file that is no route."""
    if result.diagnostics or result.definitions is None:
        return
    document, defined = result.documents[0], result.definitions
    own = _own_names(document)
    sources = {name: one for name, one in defined.sources.items() if name in own["sources"]}
    parameters = {name: one for name, one in defined.parameters.items() if name in own["parameters"]}
    for finding in out_of_date(sources, parameters, today, months):
        yield placed("out-of-date", finding, document)


def _of_vocabulary(result: ReadFile) -> Iterator[Diagnostic]:
    document, definitions = result.documents[0], result.definitions
    assert definitions is not None
    vocabulary = Vocabulary(frozen(definitions.facts), frozen(definitions.parameters), definitions.impossible)
    defined = OwnDefinitions(GridCache(vocabulary), _own_names(document), len(definitions.impossible))
    for rule, finding in (*found_in_definitions(defined), *to_confirm(definitions.readings)):
        yield placed(rule, finding, document)


def _own_names(document: Document) -> Mapping[str, frozenset[str]]:
    return {section: frozenset(document.keys((section,))) for section in (*SECTIONS, "sources", "readings")}


def _routes_beside(file: Path, route: Route, shelf: Shelf) -> tuple[dict[str, Route], list[str]]:
    """The routes that may hand over to this one or receive from it, by the name of their file, and the broken ones."""
    found: dict[str, Route] = {}
    broken: list[str] = []
    for path in shelf.naming(file, linked_names(route)):
        result = shelf.read(path)
        if result.route is not None:
            found[path.stem] = result.route
        elif _may_be_a_broken_route(result):
            broken.append(path.name)
    for _, hand_over in hand_overs_of(route):
        receiver = shelf.bundled(str(hand_over.route)) if hand_over.bundled else None
        if receiver is not None:
            found[receiver.id] = receiver
    return found, broken


def _has_broken(vocabulary: Path, shelf: Shelf) -> bool:
    """Whether a file beside a vocabulary, which may use it, cannot be read."""
    return any(shelf.read(path).diagnostics for path in shelf.naming(vocabulary, (vocabulary.stem,)))


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
    return frozenset(str(one.step) for one in hand_overs if one.route == route.id and not one.bundled)


def _called(route: Route) -> set[str]:
    """What a route calls the routes that it hands over to, but for itself."""
    return {hand_over.called for _, hand_over in hand_overs_of(route)} - {route.id}


def _nearest(file: Path, route: Route, shelf: Shelf) -> dict[str, Meant]:
    """For each route that one hands over to and that is nowhere, the one whose name comes nearest."""
    nowhere = [name for name in _called(route) if file_called(name, file) is None]
    if not nowhere:
        return {}
    beside = [path.stem for path in route_files([file.parent]) if path != file and shelf.may_name(path, ("steps",))]
    close = {name: meant(name, [route.id, *beside], bundled_names()) for name in nowhere}
    return {name: one for name, one in close.items() if one is not None}


def _steps_of(file: Path, names: Iterable[str], shelf: Shelf) -> dict[str, frozenset[str] | None]:
    """The ids of the steps of routes, as far as their files are there; None where that file is no YAML."""
    found: dict[str, frozenset[str] | None] = {}
    for name in names:
        path = file_called(name, file)
        if path is not None:
            documents = shelf.read(path).documents
            if not documents:
                found[name] = None
            elif "vocabulary" not in documents[0].keys(()):
                found[name] = frozenset(documents[0].keys(("steps",)))
    return found
