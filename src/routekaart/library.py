"""The doors of the library: load a route or a folder of them, check route files.

It imports others of our own inside its functions: reading files needs pydantic and ruamel.yaml, which take longer to
import than everything else together, and who only loads a route of which there is a compiled copy needs neither.
"""

import re
from collections.abc import Iterable
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from routekaart.bundled import bundled_file, bundled_names
from routekaart.copies import find_copy, keep_copy
from routekaart.frozen import frozen
from routekaart.language import Text
from routekaart.route import Route
from routekaart.route_files import route_files
from routekaart.suggest import did_you_mean

if TYPE_CHECKING:
    from routekaart.diagnostic import Report
    from routekaart.networks import Network

_BARE_NAME = re.compile(r"[A-Za-z0-9_-]+")


def load(name_or_path: str | PathLike[str]) -> Route:
    """A route: one that comes with routekaart, by its name (`"roc_bbl"`), or a file by its path.

    What the file says now is what counts: it is parsed anew unless a compiled copy was made of exactly this text
    (docs/speed.md). An application loads a route once and keeps it.

    Raises:
        RouteError: there is no such route, or the file is not a route; it holds every diagnostic.
    """
    is_name = isinstance(name_or_path, str) and _BARE_NAME.fullmatch(name_or_path)
    path = _bundled(str(name_or_path)) if is_name else Path(name_or_path)
    route = _sound(path)
    if route is None:
        from routekaart.diagnostic import RouteError
        from routekaart.reader.reading import is_vocabulary

        raise RouteError((is_vocabulary(path),))
    return route


def network(folder: str | PathLike[str]) -> "Network":
    """The routes in a folder, together: who acts where, and how students are handed over.

    Raises:
        RouteError: a file is not a route, or there is none; it holds every diagnostic of every file.
    """
    from routekaart.diagnostic import Diagnostic, RouteError
    from routekaart.edits import START
    from routekaart.networks import Network

    problems: list[Diagnostic] = []
    routes: dict[str, Route] = {}
    for path in route_files([Path(folder)]):
        try:
            route = _sound(path)
        except RouteError as error:
            problems += error.diagnostics
        else:
            if route is not None:
                routes[route.id] = route
    if not problems and not routes:
        text = Text("hier staan geen routes", "there are no routes here")
        problems = [Diagnostic("unknown-route", text, str(folder), START)]
    if problems:
        raise RouteError(tuple(problems))
    return Network(frozen(routes))


def check(paths: str | PathLike[str] | Iterable[str | PathLike[str]], *, on: date | str | None = None) -> "Report":
    """Reads and checks route files: files, or folders with `.yaml` files.

    What is wrong is in `.diagnostics` of the report, nothing is raised for it.

    Args:
        on: the day on which comments that ignore a finding until some day are judged; without it they hold for ever.

    Raises:
        ReferenceDateError: `on` is not a date.
    """
    from routekaart.linter import examine
    from routekaart.situation import read_reference_date

    listed = [paths] if isinstance(paths, str | PathLike) else list(paths)
    return examine(route_files(Path(path) for path in listed), today=read_reference_date(on))


def _sound(path: Path) -> Route | None:
    """The route in a file; None for a vocabulary in which nothing is wrong.

    Raises:
        RouteError: something is wrong with the file.
    """
    copy = find_copy(path)
    if copy is not None:
        return copy.route
    from routekaart.diagnostic import RouteError
    from routekaart.reader.reading import read

    result = read(path)
    if result.diagnostics:
        raise RouteError(result.diagnostics)
    keep_copy(path, result.texts, result.route)
    return result.route


def _bundled(name: str) -> Path:
    path = bundled_file(name)
    if path is not None:
        return path
    from routekaart.diagnostic import Diagnostic, RouteError
    from routekaart.edits import START

    names = bundled_names()
    listed = ", ".join(names)
    meant = did_you_mean(name, names)
    text = Text(
        f"er is geen route {name}{meant.nl}; bekend zijn {listed}; een bestand heeft een pad als ./{name}.yaml",
        f"there is no route {name}{meant.en}; known are {listed}; a file has a path such as ./{name}.yaml",
    )
    raise RouteError((Diagnostic("unknown-route", text, name, START),))
