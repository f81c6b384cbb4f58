"""A cache of the files that were read in a run, which reads what lies beside a file only when it can matter."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from routekaart.disk.limits import ROUTE
from routekaart.disk.reading import ReadingError, read_bytes
from routekaart.files.bundled import bundled_file
from routekaart.files.reader.read_file import ReadFile, read
from routekaart.files.route_files import route_files
from routekaart.route import Route


class Shelf:
    """The files that were read in a run, each once."""

    def __init__(self) -> None:
        self._read: dict[Path, ReadFile] = {}

    def read(self, file: Path) -> ReadFile:
        """What reading a file gave."""
        if file not in self._read:
            self._read[file] = read(file)
        return self._read[file]

    def bundled(self, name: str) -> Route | None:
        """The route that comes with routekaart under a name; None when there is none."""
        file = bundled_file(name)
        return self.read(file).route if file else None

    def may_name(self, file: Path, names: Iterable[str]) -> bool:
        """Whether one of some names can stand in a file, as far as is seen without reading it as YAML."""
        try:
            content = read_bytes(file, ROUTE)
        except ReadingError:
            return True
        # A backslash can hide letters in a text between quotes, and a null byte is of another encoding.
        return any(part in content for part in (*(name.encode() for name in names), b"\\", b"\0"))

    def naming(self, beside: Path, names: Iterable[str]) -> Iterator[Path]:
        """The other route files in the folder of a file that may name one of some names.

        The rest is not read as YAML, so that a small file is not kept waiting by what lies beside it.
        """
        wanted = tuple(names)
        return (path for path in route_files([beside.parent]) if path != beside and self.may_name(path, wanted))
