"""Checks route files again and again while somebody edits them."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from routekaart.checking.linter import examine
from routekaart.diagnostics.diagnostic import Report
from routekaart.files.disk.seen import Remembered
from routekaart.files.reader.read_file import ReadFile
from routekaart.files.shelf import Shelf
from routekaart.foundation.frozen import frozen

_NEVER: Mapping[str, int] = frozen({})
_AS_SAVED: Mapping[Path, str] = frozen({})


class Workspace:
    """Checks files as `examine` does, but repeats only the work that a change can affect.

    Results for a file are kept with what they depend on: its text, its vocabularies, and what matters of the files
    beside it. They are reused while those have the same contents, whatever their dates. Bounded, and safe to share
    between threads.
    """

    def __init__(self) -> None:
        self._remembered = Remembered()

    def check(
        self,
        files: Iterable[Path],
        *,
        today: date | None = None,
        recheck_after: Mapping[str, int] = _NEVER,
        unsaved: Mapping[Path, str] = _AS_SAVED,
    ) -> Report:
        """The report on the files as they are now.

        Args:
            files, today, recheck_after: as for `examine`.
            unsaved: texts to use instead of those of the files, as in an editor. A path is written as in `files`.
        """
        return examine(files, today=today, recheck_after=recheck_after, shelf=Shelf(self._remembered, unsaved))

    def read(self, file: Path, *, unsaved: Mapping[Path, str] = _AS_SAVED) -> ReadFile:
        """The content of a file now: a route, or what could be read of one."""
        return Shelf(self._remembered, unsaved).read(file)
