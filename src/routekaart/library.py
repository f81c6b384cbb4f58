"""The entry points of the library: load a route or a folder of them, check route files, decide about many students.

Other modules of the library are imported inside the functions: reading files needs pydantic and ruamel.yaml, which take
longer to import than everything else together, and loading a route that has a compiled copy needs neither.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from importlib.util import find_spec
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from routekaart.files.bundled import bundled_file, bundled_names, id_of_bundled
from routekaart.files.compiled_copies import find_copy, keep_copy
from routekaart.files.route_files import route_files
from routekaart.foundation import arguments
from routekaart.foundation.arguments import ROUTE, checked
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Language, Text
from routekaart.foundation.suggest import did_you_mean
from routekaart.model.step import BUNDLED
from routekaart.route import Route
from routekaart.usage import bundled_receivers

if TYPE_CHECKING:
    from routekaart.diagnostics.diagnostic import Report
    from routekaart.networks import Network
    from routekaart.simulation.outcome import Simulation

_BARE_NAME = re.compile(rf"({BUNDLED})?[A-Za-z0-9_-]+")
_NAME_OR_PATH = Text("de naam van een route of een pad", "the name of a route or a path")
_PATHS = Text("een pad, of een lijst van paden", "a path, or a list of paths")
_COLUMNS = Text("een lijst van namen van kolommen", "a list of names of columns")


def load(name_or_path: str | PathLike[str]) -> Route:
    """Load a route: one that comes with routekaart, by its name (`"roc_bbl"`), or a file by its path.

    `"routekaart/roc_bbl"`, its name in route files, is the same route.

    The present content of the file counts: it is parsed anew unless a compiled copy was made of exactly this text
    (docs/speed.md). An application loads a route once and keeps it.

    Raises:
        RouteError: there is no such route, or the file is not a route; it holds every diagnostic.
        WrongTypeError: it is neither text nor a path.
    """
    path = arguments.path("name_or_path", name_or_path, _NAME_OR_PATH)
    if isinstance(name_or_path, str) and _BARE_NAME.fullmatch(str.__str__(name_or_path)):
        path = _bundled(str.__str__(name_or_path))
    route = _sound(path)
    if route is None:
        from routekaart.diagnostics.diagnostic import RouteError
        from routekaart.files.reader.read_file import is_vocabulary

        raise RouteError((is_vocabulary(path),))
    return route


def network(folder: str | PathLike[str]) -> "Network":
    """Load the routes in a folder as a network: who acts where, and how students are handed over.

    A route that comes with routekaart is included if one of these hands students over to it.

    Raises:
        RouteError: a file is not a route, there is none, or one has the id of a route that comes with routekaart and
            is in the network too; it holds every diagnostic of every file.
        WrongTypeError: it is not a path.
    """
    place = arguments.path("folder", folder)
    from routekaart.diagnostics.diagnostic import Diagnostic, RouteError
    from routekaart.foundation.edits import START
    from routekaart.networks import Network

    problems: list[Diagnostic] = []
    routes: dict[str, Route] = {}
    files: dict[str, Path] = {}
    for path in route_files([place]):
        try:
            route = _sound(path)
        except RouteError as error:
            problems += error.diagnostics
        else:
            if route is not None:
                routes[route.id], files[route.id] = route, path
    if not problems and not routes:
        text = Text("hier staan geen routes", "there are no routes here")
        problems = [Diagnostic("unknown-route", text, str(place), START)]
    received = bundled_receivers(routes.values(), _bundled_route)
    added = {name: route for name, route in received.items() if name not in routes}
    for name, file in files.items():
        if name in received and received[name].digest != routes[name].digest:
            problems.append(Diagnostic("duplicate-name", id_of_bundled(name), str(file), START))
    if problems:
        raise RouteError(tuple(problems))
    return Network(frozen({**routes, **added}), frozenset(added))


def cohort(
    route: Route,
    step: str,
    frame: Any,
    *,
    on: date | str,
    changes: bool = True,
    contested: bool = False,
    prefix: str = "",
    not_facts: Collection[str] = (),
    lang: Language | None = None,
) -> Any:
    """Decide about every student in a table: a row for each student, and a column for each fact.

    The table is returned with new columns at its end: `outcome` and `target` as in a decision, `missing` (the first
    question to ask), `changes_on`, and `problem`. A null is a fact that is not known. Every row gets the result of
    `route.decide`. A row whose facts `decide` would refuse has the outcome "refused", and the reason in `problem`,
    without the values; no row is left out. Columns that are not facts stay as they are.

    Args:
        step: the id of the step in which all students are, or the name of the column with the step of each.
        frame: a table of polars (also lazy), pandas, pyarrow, duckdb or pyspark. The result is of the same kind.
        on: the reference date.
        changes: whether to include `changes_on`, which takes most of the time.
        contested: whether to include a column `contested` with the unconfirmed readings that each answer depends on, as
            in `Decision.contested`: `A-31=strikt`, with "; " between several. The table is answered once more under
            each alternative, so the time grows with their number.
        prefix: a text to put before the names of the new columns.
        not_facts: columns that are not facts, although they have the name of a fact or one that is close to it.
        lang: the language of `problem`; by default that of the route.

    Raises:
        CohortError: the table or the step cannot be used, or narwhals is not installed. It is a `ValueError`.
        ReferenceDateError: `on` is not a date.
        WrongTypeError: another argument is of another type.
        WrongValueError: `lang` is not "nl" or "en".
    """
    checked("route", route, Route, ROUTE)
    step, prefix = arguments.text("step", step), arguments.writable("prefix", prefix)
    changes, contested = arguments.flag("changes", changes), arguments.flag("contested", contested)
    lang = arguments.language(lang)
    left_out = tuple(
        arguments.text("not_facts", name, _COLUMNS) for name in arguments.parts("not_facts", not_facts, _COLUMNS)
    )
    if find_spec("narwhals") is None:
        from routekaart.cohorts.unusable import package_missing

        raise package_missing("narwhals")
    from routekaart.cohorts.answering import cohort as answered

    return answered(
        route, step, frame, on=on, changes=changes, contested=contested, prefix=prefix, not_facts=left_out, lang=lang
    )


def check(paths: str | PathLike[str] | Iterable[str | PathLike[str]], *, on: date | str | None = None) -> "Report":
    """Read and check route files: files, or folders with `.yaml` files.

    Errors in the files are in `.diagnostics` of the report; they are not raised.

    Args:
        on: the day on which comments that ignore a finding until some day are judged; without it they always hold.

    Raises:
        ReferenceDateError: `on` is not a date.
        WrongTypeError: `paths` is neither a path nor several.
    """
    listed = [paths] if arguments.is_path(paths) else arguments.parts("paths", paths, _PATHS)
    files = route_files([arguments.path("paths", path, _PATHS) for path in listed])
    from routekaart.checking.linter import examine
    from routekaart.model.situation import read_reference_date

    return examine(files, today=read_reference_date(on))


def simulate(
    route: Route,
    *,
    students: int,
    seed: int,
    on: date | str,
    years: int = 2,
    every: Literal["month", "week"] = "month",
    step: str | None = None,
    distributions: str | PathLike[str] | None = None,
    parameters: Mapping[str, object] | None = None,
    against: Route | None = None,
) -> "Simulation":
    """Move made-up students through a route: how many reach which end, and how long they wait where. Not a forecast.

    Needs numpy: `pip install "routekaart[simulate]"`. The same seed gives the same students, on every machine.

    Args:
        students: how many, from 1 to 100,000,000.
        seed: a number from which the students and all chances are drawn.
        on: the first day; the library never reads the clock.
        years: how long they are followed.
        every: how often students move; a student who moves on a day goes as far as is decided.
        step: where all students begin; by default as the distributions say, or in the first step.
        distributions: a file that says how the facts are distributed and how they change (docs/simulation.md). Whatever
            is missing in it is assumed, and the result says so.
        parameters: other values for limits of the route, on every day: the same students go through it with these too.
        against: another version of the route: the same students go through it too.

    Raises:
        SimulationError: numpy is not installed, a number is out of range, or the distributions leave no student.
        RouteError: the file with distributions is wrong; it holds every diagnostic.
        UnknownNameError: the route has no such step or parameter.
        ReferenceDateError: `on` is not a date.
        WrongTypeError: an argument is of another type. For a number it is a SimulationError too.
        WrongValueError: `every` is not one of its words, or a number is out of range. It is a SimulationError too.
    """
    checked("route", route, Route, ROUTE)
    if against is not None:
        checked("against", against, Route, ROUTE)
    if find_spec("numpy") is None:
        from routekaart.simulation.distributions import numpy_missing

        raise numpy_missing()
    from routekaart.simulation import running

    return running.simulate(
        route,
        students=students,
        seed=seed,
        on=on,
        years=years,
        every=every,
        step=None if step is None else arguments.text("step", step),
        distributions=None if distributions is None else arguments.path("distributions", distributions),
        parameters=None if parameters is None else dict(arguments.named("parameters", parameters)),
        against=against,
    )


def _sound(path: Path) -> Route | None:
    """The route in a file; None for a vocabulary without errors.

    Raises:
        RouteError: the file has an error.
    """
    copy = find_copy(path)
    if copy is not None:
        return copy.route
    from routekaart.diagnostics.diagnostic import RouteError
    from routekaart.files.reader.read_file import read

    result = read(path)
    if result.diagnostics:
        raise RouteError(result.diagnostics)
    keep_copy(path, result.texts, result.route)
    return result.route


def _bundled_route(name: str) -> Route | None:
    """The bundled route with an id; None when there is none."""
    path = bundled_file(name)
    return _sound(path) if path else None


def _bundled(name: str) -> Path:
    path = bundled_file(name)
    if path is not None:
        return path
    from routekaart.diagnostics.diagnostic import Diagnostic, RouteError
    from routekaart.foundation.edits import START

    names = bundled_names()
    listed = ", ".join(names)
    meant, shown = did_you_mean(name.removeprefix(BUNDLED), names), one_line(name)
    text = Text(
        f"er is geen route {shown}{meant.nl}; bekend zijn {listed}; een bestand heeft een pad als ./{shown}.yaml",
        f"there is no route {shown}{meant.en}; known are {listed}; a file has a path such as ./{shown}.yaml",
    )
    raise RouteError((Diagnostic("unknown-route", text, name, START),))
