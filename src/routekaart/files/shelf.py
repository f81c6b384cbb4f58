"""The files of a run, each read once, and what lies beside a file only when it can matter."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from routekaart.disk.limits import ROUTE
from routekaart.disk.reading import ReadingError, as_if_saved, read_bytes
from routekaart.disk.seen import DiskQuestion, Remembered, View, ask, found_again, looking
from routekaart.files.bundled import bundled_file
from routekaart.files.reader.read_file import ReadFile, read
from routekaart.files.reader.scopes import MOST_FILES
from routekaart.files.route_files import route_files
from routekaart.foundation.frozen import frozen
from routekaart.route import Route

_AS_SAVED: Mapping[Path, str] = frozen({})
_WORD = re.compile(r"[A-Za-z0-9_]+")
"""A name of other letters may stand in any file."""


class Shelf:
    """The files of a run, each read once. For one thread."""

    def __init__(self, remembered: Remembered | None = None, unsaved: Mapping[Path, str] = _AS_SAVED) -> None:
        """With nothing read yet.

        Args:
            remembered: what was found in earlier runs, which is found again where the files are still the same.
            unsaved: texts that count in place of those of the files.
        """
        instead: dict[DiskQuestion[object], object] = {}
        for path, text in unsaved.items():
            instead |= as_if_saved(path, text.encode("utf-8", "surrogatepass"), ROUTE)
        self._view = View(remembered or Remembered(), instead)

    def looking(self) -> AbstractContextManager[None]:
        """For as long as it lasts, every file is read from here."""
        return looking(self._view)

    def read(self, file: Path) -> ReadFile:
        """What reading a file gave."""
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


def may_name(file: Path, names: Iterable[str]) -> bool:
    """Whether one of some names can stand in a file, as far as is seen without reading it as YAML."""
    return ask(_MayName(file, tuple(sorted(names))))


def naming(beside: Path, names: Iterable[str]) -> Iterator[Path]:
    """The other route files in the folder of a file that may name one of some names.

    The rest is not read as YAML, so that a small file is not kept waiting by what lies beside it.
    """
    wanted = tuple(sorted(names))
    return (path for path in route_files([beside.parent]) if path != beside and may_name(path, wanted))


@dataclass(frozen=True, slots=True)
class _MayName:
    """Can one of these names stand in a file?"""

    file: Path
    names: tuple[str, ...]

    def find(self) -> bool:
        """Whether it can; yes for a file that cannot be read."""
        words = _words(self.file)
        return words is None or any(_WORD.fullmatch(name) is None or name in words for name in self.names)


@found_again(MOST_FILES)
def _words(file: Path) -> frozenset[str] | None:
    """The words in a file; None for one that cannot be read, or in which not every word is seen."""
    try:
        content = read_bytes(file, ROUTE)
    except ReadingError:
        return None
    # A backslash can hide letters in a text between quotes, and a null byte is of another encoding.
    if b"\\" in content or b"\0" in content:
        return None
    return frozenset(_WORD.findall(content.decode("ascii", "replace")))
