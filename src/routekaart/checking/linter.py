"""Examines files: returns every diagnostic, or a sound route."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from routekaart.checking.across_files import (
    SECTIONS,
    called_as_bundled,
    double_routes,
    linked_names,
    two_meanings,
    unused_in_vocabulary,
)
from routekaart.checking.analysis.own_definitions import OwnDefinitions
from routekaart.checking.analysis.subject import Subject
from routekaart.checking.checks import findings, found_in_definitions
from routekaart.checking.ignoring import Sifted, sifted
from routekaart.checking.lost_text import lost_text
from routekaart.checking.neighbour_view import neighbour_view
from routekaart.checking.other_readings import of_readings, to_confirm
from routekaart.checking.out_of_date import out_of_date
from routekaart.checking.placing import placed
from routekaart.checking.style import remarks
from routekaart.diagnostics.diagnostic import Diagnostic, Finding, Ignored, Report, SourceText
from routekaart.diagnostics.rules import STOPS_CHECKS
from routekaart.files.bundled import bundled_names
from routekaart.files.disk.seen import found_again
from routekaart.files.file_names import Meant, file_called, meant
from routekaart.files.reader.read_file import ReadFile, read
from routekaart.files.reader.scopes import MOST_FILES
from routekaart.files.shelf import Shelf, bundled_route, naming
from routekaart.files.source import Document
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Text
from routekaart.logic.grid_cache import GridCache
from routekaart.model.vocabulary import Vocabulary
from routekaart.route import Route
from routekaart.usage import hand_overs_of

_NEVER: Mapping[str, int] = frozen({})


def examine(
    files: Iterable[Path],
    *,
    today: date | None = None,
    recheck_after: Mapping[str, int] = _NEVER,
    shelf: Shelf | None = None,
) -> Report:
    """Reads and checks route files and vocabularies.

    Args:
        today: the day on which ends of ignores and of validity are judged; without it, nothing expires.
        recheck_after: by file, after how many months a source or parameter must be compared with the law again.
        shelf: reads the files.
    """
    with (shelf or Shelf()).looking():
        return _examined(tuple(files), today, recheck_after)


def _examined(checked: tuple[Path, ...], today: date | None, recheck_after: Mapping[str, int]) -> Report:
    reported: dict[Diagnostic, None] = {}
    for file in checked:
        reported.update(dict.fromkeys(_wrong_in(file)))
        if today is not None:
            reported.update(dict.fromkeys(_outdated_in(read(file), today, recheck_after.get(str(file)))))
    reported.update(dict.fromkeys(double_routes(checked)))
    for file in checked:
        reported.update(dict.fromkeys(_wrong_beside(file)))
    paths = {str(file): file for file in checked} | {one.file: Path(one.file) for one in reported}
    by_file: dict[str, list[Diagnostic]] = {name: [] for name in paths}
    for one in reported:
        by_file[one.file].append(one)
    kept: list[Diagnostic] = []
    ignored: list[Ignored] = []
    for name, path in paths.items():
        sifting = _without_ignored(path, by_file[name], today, is_checked=path in checked)
        kept += sifting.reported
        ignored += sifting.ignored
    order = {name: position for position, name in enumerate(paths)}
    return Report(
        tuple(str(file) for file in checked),
        tuple(sorted(kept, key=lambda one: (order[one.file], one.span, one.rule))),
        tuple(sorted(ignored, key=lambda one: (order[one.diagnostic.file], one.diagnostic.span))),
        {name: SourceText(read(path).text, read(path).language) for name, path in paths.items()},
    )


@found_again(MOST_FILES)
def _wrong_in(file: Path) -> tuple[Diagnostic, ...]:
    """The diagnostics of a file, also about its hand-overs."""
    return tuple(_examine_one(file))


@found_again(MOST_FILES)
def _wrong_beside(file: Path) -> tuple[Diagnostic, ...]:
    """The diagnostics on names and facts of a file that conflict with linked routes."""
    result = read(file)
    return (*called_as_bundled(file, result), *two_meanings(file, result))


def _without_ignored(path: Path, own: list[Diagnostic], today: date | None, *, is_checked: bool) -> Sifted:
    """The diagnostics of a file, without those that it ignores; all of them if reading it gave errors."""
    result = read(path)
    if result.diagnostics or not result.documents:
        return Sifted(tuple(own), ())
    stopped = any(one.rule in STOPS_CHECKS for one in own) or (result.route is None and _has_broken(path))
    return sifted(result.documents[0], own, today, complete=is_checked and not stopped)


def _examine_one(file: Path) -> Iterator[Diagnostic]:
    result = read(file)
    yield from result.diagnostics
    if result.diagnostics or not result.documents:
        return
    facts = result.definitions.facts.values() if result.definitions is not None else ()
    dates = {fact.name for fact in facts if fact.kind == "date"}
    yield from lost_text(result.documents[0])
    yield from remarks(result.documents[0], file, vocabulary=result.route is None, dates=dates)
    if result.route is None:
        yield from _of_vocabulary(result)
        yield from unused_in_vocabulary(file, result)
        return
    document = result.documents[0]
    others, unsure = _routes_beside(file, result.route)
    nearest = _nearest(file, result.route)
    if unsure:
        yield placed("ways-not-proven", _hand_overs_not_known(unsure), document)
    subject = Subject(
        result.route,
        _steps_of(file, {*_called(result.route), *(one.name for one in nearest.values())})
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
    """Diagnostics for out-of-date sources and parameters that a file itself defines; none for a file with errors."""
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


def _routes_beside(file: Path, route: Route) -> tuple[dict[str, Route], list[str]]:
    """The routes that may hand over to this one or receive from it, by the name of their file, and the broken ones."""
    found: dict[str, Route] = {}
    broken: list[str] = []
    for path in naming(file, linked_names(route)):
        other = neighbour_view(path)
        if other.route is not None:
            found[path.stem] = other.route
        elif other.broken:
            broken.append(path.name)
    for _, hand_over in hand_overs_of(route):
        receiver = bundled_route(str(hand_over.route)) if hand_over.bundled else None
        if receiver is not None:
            found[receiver.id] = receiver
    return found, broken


def _has_broken(vocabulary: Path) -> bool:
    """Whether reading some file beside a vocabulary that may use it gives errors."""
    return any(read(path).diagnostics for path in naming(vocabulary, (vocabulary.stem,)))


def _hand_overs_not_known(broken: Iterable[str]) -> Finding:
    listed = ", ".join(broken)
    text = Text(
        f"niet alle wegen zijn bewezen: wie hier binnenkomt vanuit {listed}, is niet bekend, want daar staan fouten in",
        f"not all ways are proven: who comes in here from {listed} is not known, because there are errors in it",
    )
    return Finding(("id",), text)


def _entries(route: Route, others: Iterable[Route]) -> frozenset[str]:
    """The steps of a route to which a route in the folder, or the route itself, hands students over."""
    hand_overs = (hand_over for one in (route, *others) for _, hand_over in hand_overs_of(one))
    return frozenset(str(one.step) for one in hand_overs if one.route == route.id and not one.bundled)


def _called(route: Route) -> set[str]:
    """The names by which a route hands students over to other routes."""
    return {hand_over.called for _, hand_over in hand_overs_of(route)} - {route.id}


def _nearest(file: Path, route: Route) -> dict[str, Meant]:
    """By name of a receiving route that does not exist, the route with the nearest name."""
    nowhere = [name for name in _called(route) if file_called(name, file) is None]
    if not nowhere:
        return {}
    others = [path.stem for path in naming(file, ("steps",))]
    close = {name: meant(name, [route.id, *others], bundled_names()) for name in nowhere}
    return {name: one for name, one in close.items() if one is not None}


def _steps_of(file: Path, names: Iterable[str]) -> dict[str, frozenset[str] | None]:
    """The ids of the steps of routes, for each whose file exists; None if the file is not YAML."""
    found: dict[str, frozenset[str] | None] = {}
    for name in names:
        path = file_called(name, file)
        if path is not None:
            other = neighbour_view(path)
            if not other.vocabulary:
                found[name] = other.steps
    return found
