"""The files of a run, each read once; files beside another are only read if they can matter."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from routekaart.files.bundled import bundled_file
from routekaart.files.disk.limits import ROUTE
from routekaart.files.disk.reading import ReadingError, as_if_saved, read_bytes
from routekaart.files.disk.seen import DiskQuestion, Remembered, View, ask, found_again, looking
from routekaart.files.reader.read_file import ReadFile, read
from routekaart.files.reader.scopes import MOST_FILES
from routekaart.files.route_files import route_files
from routekaart.foundation.frozen import frozen
from routekaart.route import Route

_AS_SAVED: Mapping[Path, str] = frozen({})
_WORD = re.compile(r"[A-Za-z0-9_]+")
"""A word in a file. A name with other letters is not found by it, so it may be in any file."""


class Shelf:
    """The files of a run, each read once. For one thread."""

    def __init__(self, remembered: Remembered | None = None, unsaved: Mapping[Path, str] = _AS_SAVED) -> None:
        """A shelf with nothing read yet.

        Args:
            remembered: the results of earlier runs, which are reused where the files are still the same.
            unsaved: texts to use instead of those of the files.
        """
        instead: dict[DiskQuestion[object], object] = {}
        for path, text in unsaved.items():
            instead |= as_if_saved(path, text.encode("utf-8", "surrogatepass"), ROUTE)
        self._view = View(remembered or Remembered(), instead)

    def looking(self) -> AbstractContextManager[None]:
        """Within this context, every file is read from this shelf."""
        return looking(self._view)

    def read(self, file: Path) -> ReadFile:
        """The result of reading a file."""
        with self.looking():
            return read(file)

    def bundled(self, name: str) -> Route | None:
        """The route that comes with routekaart under a name; None when there is none."""
        with self.looking():
            return bundled_route(name)


def bundled_route(name: str) -> Route | None:
    """The route that comes with routekaart under a name; None when there is none."""
    file = bundled_file(name)
    return read(file).route if file else None


def naming(beside: Path, names: Iterable[str]) -> Iterator[Path]:
    """The other route files in the folder of a file in which one of some names may occur.

    They are not read as YAML for this, so that checking a small file does not wait for the files beside it.
    """
    return (path for path in ask(_Naming(beside.parent, tuple(sorted(names)))) if path != beside)


@dataclass(frozen=True, slots=True)
class _Naming:
    """The question in which route files of a folder one of these names may occur."""

    folder: Path
    names: tuple[str, ...]

    def find(self) -> tuple[Path, ...]:
        """Those files, including files that cannot be read."""
        words = ask(_Words(self.folder))
        if any(_WORD.fullmatch(name) is None for name in self.names):
            return tuple(words)
        wanted = frozenset(self.names)
        return tuple(path for path, seen in words.items() if seen is None or not seen.isdisjoint(wanted))


@dataclass(frozen=True, slots=True)
class _Words:
    """The question which words the route files of a folder have."""

    folder: Path

    def find(self) -> Mapping[Path, frozenset[str] | None]:
        """The words of each file."""
        return {path: _words(path) for path in route_files([self.folder])}


@found_again(MOST_FILES)
def _words(file: Path) -> frozenset[str] | None:
    """The words in a file; None if it cannot be read, or may have words that are not visible as such."""
    try:
        content = read_bytes(file, ROUTE)
    except ReadingError:
        return None
    # A backslash can hide letters in a quoted text, and a null byte means another encoding.
    if b"\\" in content or b"\0" in content:
        return None
    return frozenset(_WORD.findall(content.decode("ascii", "replace")))
