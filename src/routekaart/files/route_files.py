"""The route files of a folder, by their names."""

from collections.abc import Iterable
from pathlib import Path

from routekaart.files.disk.reading import is_folder, listed

ENDINGS = (".yaml", ".yml")

_BESIDE_A_ROUTE = (".tests", ".simulation")
"""The ends of the stems of files beside a route that are not routes."""


def route_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files to check: each file among the paths, and the YAML files in each folder, without hidden ones.

    Files that belong beside a route, such as tests, are left out.
    """
    found: dict[Path, None] = {}
    for path in paths:
        inside = listed(path, *ENDINGS) if is_folder(path) else [path]
        shown = (file for file in inside if not file.name.startswith(".") or file == path)
        found.update(dict.fromkeys(file for file in shown if not stands_beside(file)))
    return tuple(found)


def stands_beside(file: Path) -> bool:
    """Whether a file has the name of one beside a route that is not a route: tests, distributions."""
    return file.stem.endswith(_BESIDE_A_ROUTE)
