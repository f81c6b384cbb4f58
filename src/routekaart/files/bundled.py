"""Paths of the routes and schemas that come with routekaart."""

from pathlib import Path

from routekaart.files.disk import limits
from routekaart.files.disk.reading import is_folder, listed, read_bytes
from routekaart.files.route_files import route_files, stands_beside
from routekaart.foundation.language import Text
from routekaart.model.step import BUNDLED

_PACKAGE = Path(__file__).parents[1]


def bundled_folder() -> Path:
    """The folder with the bundled routes: inside an installed package, or at the top of a source checkout."""
    installed = _PACKAGE / "routes"
    return installed if is_folder(installed) else _PACKAGE.parents[1] / "routes"


def schema_folder() -> Path:
    """The folder with the schemas: inside an installed package, or at the top of a source checkout."""
    installed = _PACKAGE / "schema"
    return installed if is_folder(installed) else _PACKAGE.parents[1] / "schema"


def copies_folder() -> Path:
    """The folder with compiled copies of the bundled routes; only an installed package has it."""
    return _PACKAGE / "bundled_copies"


def bundled_file(name: str) -> Path | None:
    """The file of a bundled route, by its name or the name that route files use; None when there is no such route."""
    name = name.removeprefix(BUNDLED)
    return next((path for path in listed(bundled_folder(), ".yaml") if path.stem == name and _is_route(path)), None)


def bundled_names() -> tuple[str, ...]:
    """The names of the bundled routes, in alphabetical order."""
    return tuple(sorted(path.stem for path in listed(bundled_folder(), ".yaml") if _is_route(path)))


def bundled_vocabularies() -> tuple[str, ...]:
    """The names of the bundled vocabularies, in alphabetical order."""
    return tuple(path.stem for path in route_files([bundled_folder()]) if not _is_route(path))


def id_of_bundled(name: str) -> Text:
    """The message that a route has the id of a bundled route to which routes in the same folder hand students over."""
    return Text(
        f"{name} is ook de naam van {BUNDLED}{name}, waaraan uit deze map wordt overgedragen; kies een andere id",
        f"{name} is also the name of {BUNDLED}{name}, to which this folder hands over; choose another id",
    )


def _is_route(path: Path) -> bool:
    """Whether a bundled file is a route: whether it has the key `start` at the beginning of a line."""
    return not stands_beside(path) and b"\nstart:" in read_bytes(path, limits.OWN)
