"""The distributions of a route that is named on the command line."""

from pathlib import Path

from routekaart.checking.reports.places import from_here
from routekaart.cli.route_argument import path_of
from routekaart.files.disk.reading import is_file
from routekaart.simulation.distributions_file import beside


def distributions_beside(route_name: str) -> Path | None:
    """The path, from the current folder, of the distributions beside the file of a route; None if there are none."""
    path = path_of(route_name)
    found = None if path is None else beside(path)
    return Path(from_here(str(found))) if found is not None and is_file(found) else None
