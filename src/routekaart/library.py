"""The doors of the library: load a route or a folder of them, check route files.

This is the one module that imports others of our own inside its functions: reading files needs pydantic and
ruamel.yaml, which take longer to import than everything else together, and who only decides on a route that is already
there needs neither.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Literal

from routekaart.bundled import bundled_folder, bundled_names
from routekaart.diagnostic import Diagnostic, Report, RouteError
from routekaart.edits import START
from routekaart.frozen import frozen
from routekaart.language import Text
from routekaart.networks import Network
from routekaart.route import Route
from routekaart.simulation.outcome import Simulation
from routekaart.simulation.refused import numpy_missing
from routekaart.situation import read_reference_date
from routekaart.suggest import did_you_mean

_BARE_NAME = re.compile(r"[A-Za-z0-9_-]+")


def load(name_or_path: str | PathLike[str]) -> Route:
    """A route: one that comes with routekaart, by its name (`"roc_bbl"`), or a file by its path.

    The file is read anew each time; an application loads a route once and keeps it.

    Raises:
        RouteError: there is no such route, or the file is not a route; it holds every diagnostic.
    """
    from routekaart.reader.reading import read_route

    if isinstance(name_or_path, str) and _BARE_NAME.fullmatch(name_or_path):
        return read_route(_bundled(name_or_path))
    return read_route(Path(name_or_path))


def network(folder: str | PathLike[str]) -> Network:
    """The routes in a folder, together: who acts where, and how students are handed over.

    Raises:
        RouteError: a file is not a route, or there is none; it holds every diagnostic of every file.
    """
    from routekaart.reader.reading import read
    from routekaart.shelf import route_files

    results = [read(path) for path in route_files([Path(folder)])]
    problems = tuple(diagnostic for result in results for diagnostic in result.diagnostics)
    routes = {result.route.id: result.route for result in results if result.route is not None}
    if not problems and not routes:
        text = Text("hier staan geen routes", "there are no routes here")
        problems = (Diagnostic("unknown-route", text, str(folder), START),)
    if problems:
        raise RouteError(problems)
    return Network(frozen(routes))


def check(paths: str | PathLike[str] | Iterable[str | PathLike[str]], *, on: date | str | None = None) -> Report:
    """Reads and checks route files: files, or folders with `.yaml` files.

    What is wrong is in `.diagnostics` of the report, nothing is raised for it.

    Args:
        on: the day on which comments that ignore a finding until some day are judged; without it they hold for ever.

    Raises:
        ReferenceDateError: `on` is not a date.
    """
    from routekaart.linter import examine
    from routekaart.shelf import route_files

    listed = [paths] if isinstance(paths, str | PathLike) else list(paths)
    return examine(route_files(Path(path) for path in listed), today=read_reference_date(on))


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
) -> Simulation:
    """Made-up students moved through a route: how many reach which end, and how long they wait where. No forecast.

    Needs numpy: `pip install "routekaart[simulate]"`. The same seed gives the same students, on every machine.

    Args:
        students: how many, from 1 to 100,000,000.
        seed: a number from which the students and their luck are made.
        on: the first day; the library reads no clock.
        years: for how long they are followed.
        every: how often everybody is looked at; who moves on a day goes as far as is decided.
        step: where everybody begins; without it as the distributions say, or in the first step.
        distributions: a file that says how the facts are spread and how they change (docs/simulation.md). What it does
            not say is assumed, and the result says so.
        parameters: other values for limits of the route, on every day: the same students meet them too.
        against: another version of the route: the same students go through it too.

    Raises:
        SimulationError: numpy is not installed, a number is not one of those above, or the distributions leave nobody.
        RouteError: the file with distributions is wrong; it holds every diagnostic.
        UnknownNameError: the route has no such step or parameter.
        ReferenceDateError: `on` is not a date.
    """
    try:
        from routekaart.simulation import running
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "numpy":
            raise
        raise numpy_missing() from None
    return running.simulate(
        route,
        students=students,
        seed=seed,
        on=on,
        years=years,
        every=every,
        step=step,
        distributions=distributions,
        parameters=parameters,
        against=against,
    )


def _bundled(name: str) -> Path:
    names = bundled_names()
    if name in names:
        return bundled_folder() / f"{name}.yaml"
    listed = ", ".join(names)
    meant = did_you_mean(name, names)
    text = Text(
        f"er is geen route {name}{meant.nl}; bekend zijn {listed}; een bestand heeft een pad als ./{name}.yaml",
        f"there is no route {name}{meant.en}; known are {listed}; a file has a path such as ./{name}.yaml",
    )
    raise RouteError((Diagnostic("unknown-route", text, name, START),))
