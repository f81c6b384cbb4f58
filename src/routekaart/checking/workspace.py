"""Route files that are checked again and again while somebody writes them."""

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
    """Checks files as `examine` does, and does again only what a change can matter to.

    What was found about a file is kept with what it looked at: its text, its vocabularies, and what the files beside it
    say to it. It is found again as long as those are the same, by their contents and not by their dates. Bounded, and
    safe to share between threads.
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
        """What is wrong in files now.

        Args:
            files, today, recheck_after: as for `examine`.
            unsaved: texts that count in place of those of the files, as an editor has them. A path is written as in
                `files`.
        """
        return examine(files, today=today, recheck_after=recheck_after, shelf=Shelf(self._remembered, unsaved))

    def read(self, file: Path, *, unsaved: Mapping[Path, str] = _AS_SAVED) -> ReadFile:
        """What stands in a file now: a route, or what could be read of one."""
        return Shelf(self._remembered, unsaved).read(file)
