"""Reads a file with distributions into draws for a route, or reports every problem at its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import partial
from pathlib import Path

from routekaart.diagnostics.diagnostic import Diagnostic, PartPath, RouteError
from routekaart.files.reader.problems import Problems
from routekaart.files.reader.shape import check_format_version, shape, without_empty
from routekaart.files.source import Document, Unreadable, plain, read_document
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Text
from routekaart.route import Route
from routekaart.simulation.assumed import assumed_draw
from routekaart.simulation.declared import NO_WEIGHT, DrawReader, can_be_declared
from routekaart.simulation.distributions import Draw
from routekaart.simulation.distributions_format import VERSION_KEY, SimulationFile
from routekaart.simulation.ticks import Arrivals

SUFFIX = ".simulation"
"""The suffix of the stem of a file with distributions: `roc_bbl.simulation.yaml` is beside `roc_bbl.yaml`."""

_KEYS = Text(f"sleutels zoals {VERSION_KEY}: 1", f"keys such as {VERSION_KEY}: 1")


@dataclass(frozen=True)
class Declared:
    """The declarations of a file about the students.

    Attributes:
        file: the path; None if nothing is declared.
        start: the weight of each step where students begin; empty for the first step of the route.
        draws: for each route, the draws by the name of the fact that is drawn.
    """

    file: str | None = None
    start: Mapping[str, Fraction] = field(default_factory=lambda: frozen({}))
    arrivals: Arrivals = "first_day"
    draws: tuple[Mapping[str, Draw], ...] = ()


def beside(route_file: Path) -> Path:
    """The path of the distributions of a route file."""
    return route_file.with_name(f"{route_file.stem}{SUFFIX}{route_file.suffix}")


def read_distributions(path: Path, routes: Sequence[Route], days: Sequence[date]) -> Declared:
    """The distributions in a file, for one route or for two versions of it.

    Args:
        routes: a name must be known in at least one of them; its declaration must fit each route that knows it.
        days: the days of the simulation.

    Raises:
        RouteError: the file has errors; it holds every diagnostic.
    """
    document = _document(path)
    if not isinstance(document, Document):
        raise RouteError(document)
    problems = Problems(document)
    data = without_empty(plain(document.root), frozenset())
    content = None
    if check_format_version(data, problems, VERSION_KEY):
        content = shape(data, SimulationFile, problems)
    if content is None:
        raise RouteError(tuple(problems.found))
    _check_start(content, routes, problems)
    _check_names(content, routes, problems)
    draws = tuple(_draws(content, route, days, problems) for route in routes)
    if problems.found:
        raise RouteError(tuple(sorted(problems.found, key=lambda found: (found.span, found.rule))))
    start = {step: Fraction(str(weight)) for step, weight in (content.start or {}).items()}
    return Declared(str(path), frozen(start), content.arrivals, draws)


def _document(path: Path) -> Document | tuple[Diagnostic, ...]:
    """The YAML in a file, or its errors."""
    try:
        return read_document(path, keys=_KEYS)
    except Unreadable as error:
        return error.diagnostics


def _check_start(content: SimulationFile, routes: Sequence[Route], problems: Problems) -> None:
    steps = [name for name in routes[0].steps if all(name in route.steps for route in routes)]
    for step in content.start or {}:
        if step not in steps:
            problems.unknown(
                "unknown-target", ("start", step), Text("onbekende stap", "unknown step"), step, steps, at_key=True
            )
    if content.start and not any(content.start.values()):
        problems.add("wrong-value", ("start",), NO_WEIGHT)


def _check_names(content: SimulationFile, routes: Sequence[Route], problems: Problems) -> None:
    known = list(dict.fromkeys(name for route in routes for name in route.facts))
    for name in content.facts:
        if name not in known:
            what = Text("onbekend gegeven", "unknown fact")
            problems.unknown("unknown-fact", ("facts", name), what, name, known, at_key=True)


def _draws(content: SimulationFile, route: Route, days: Sequence[date], problems: Problems) -> Mapping[str, Draw]:
    found: dict[str, Draw] = {}
    named: dict[str, str] = {}
    for name, data in content.facts.items():
        if name not in route.facts:
            continue
        refused = can_be_declared(route, name)
        root = route.vocabulary.root_date(name)
        if refused is None and root in named:
            refused = Text(
                f"{name} en {named[root]} gaan over dezelfde datum; geef er een",
                f"{name} and {named[root]} are about the same date; give one of them",
            )
        if refused is not None:
            problems.add("wrong-value", ("facts", name), refused, at_key=True)
            continue
        named[root] = name
        reading = DrawReader(route, name, partial(_report, problems, ("facts", name)))
        found[root] = reading.draw(data, assumed_draw(route, root, days))
    return frozen(found)


def _report(problems: Problems, at: PartPath, path: PartPath, text: Text) -> None:
    problems.add("wrong-value", (*at, *path), text)
