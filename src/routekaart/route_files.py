"""Which files of a folder are route files, and how large a file may be."""

from collections.abc import Iterable
from pathlib import Path

MAX_BYTES = 16 * 1024 * 1024
"""A larger file is refused unread: a route of 10,000 steps takes about 7 MB."""

_BESIDE_A_ROUTE = (".tests", ".simulation")
"""How the stem ends of files that stand beside a route and are none."""


def route_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files to check: each file that is named, and the `.yaml` files in each folder that is named."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted([*path.glob("*.yaml"), *path.glob("*.yml")]) if _is_folder(path) else [path]
        found.update(dict.fromkeys(file for file in inside if not file.stem.endswith(_BESIDE_A_ROUTE)))
    return tuple(found)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        # A name that cannot be a path at all is told when the file is read.
        return False
