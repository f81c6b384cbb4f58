"""The route files of a folder, by their names."""

from collections.abc import Iterable
from pathlib import Path

from routekaart.files.disk.reading import is_folder, listed

ENDINGS = (".yaml", ".yml")

_BESIDE_A_ROUTE = (".tests", ".simulation")
"""How the stem ends of files that stand beside a route and are none."""


def route_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files to check: each file that is named, and the `.yaml` files in each named folder, without hidden ones."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = listed(path, *ENDINGS) if is_folder(path) else [path]
        shown = (file for file in inside if not file.name.startswith(".") or file == path)
        found.update(dict.fromkeys(file for file in shown if not stands_beside(file)))
    return tuple(found)


def stands_beside(file: Path) -> bool:
    """Whether a file is named as one that stands beside a route and is none: tests, distributions."""
    return file.stem.endswith(_BESIDE_A_ROUTE)
