"""`routekaart check --watch`: checks again each time a file has changed, until Ctrl-C."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import sleep

from routekaart import maps
from routekaart.checking.selection import Options, Selection, selection
from routekaart.checking.settings import settings_files
from routekaart.checking.workspace import Workspace
from routekaart.cli.exits import fail, refuse
from routekaart.cli.map_output import drawn, format_of, marked, picture_of_file
from routekaart.cli.output_files import check_output_file, write_file
from routekaart.cli.printing import show_message
from routekaart.cli.project_settings import settings_refused_plainly
from routekaart.diagnostics.diagnostic import Report
from routekaart.files.disk.reading import listed, stamp
from routekaart.files.route_files import ENDINGS
from routekaart.foundation.language import Language, say

_PAUSE = 0.4
"""The number of seconds between two looks at the dates of the files."""


def watch(look: Callable[[bool], Iterable[Path]]) -> None:
    """Calls `look` now and after each change; ends at Ctrl-C, in the pause or during a look.

    Args:
        look: does the work, and returns the files and folders that it depends on. Its argument says whether one of
            those has changed: it is called twice after one, because a second change can have the same date and size.
    """
    try:
        seen = {path: stamp(path) for path in look(True)}
        look_again = True
        while True:
            sleep(_PAUSE)
            now = {path: stamp(path) for path in seen}
            has_changed = now != seen
            if has_changed or look_again:
                # Keep the dates from before the look: a change during it is then seen the next time.
                seen = {path: now[path] if path in now else stamp(path) for path in look(has_changed)}
            look_again = has_changed
    except KeyboardInterrupt:
        return


@dataclass
class WatchedCheck:
    """A check that is repeated after each change, and what it last showed.

    Attributes:
        files: returns the files to check; ends the command when there are none.
        show, summarise: show a report, and only its counts.
        map_file: where to draw the route, when there is one file.
        fails: whether the last check failed.
    """

    files: Callable[[], tuple[Path, ...]]
    options: Options
    today: Callable[[], date]
    show: Callable[[Report], None]
    summarise: Callable[[Report], None]
    map_file: Path | None
    lang: Language | None
    fails: bool = False
    _workspace: Workspace = field(default_factory=Workspace)
    _shown: Report | None = None
    _drawn: str | bytes | None = None
    _places: tuple[Path, ...] = ()

    def look(self, has_changed: bool) -> Iterable[Path]:
        """Checks, shows the report if it has changed, and returns the paths that the result depends on."""
        language = self.lang or "nl"
        try:
            files, chosen, reported = self._checked(language)
        except SystemExit:
            # The reason has been reported. While somebody edits, settings can be broken or a file missing for a moment.
            if self._shown is None:
                raise
            return self._places
        self.fails = chosen.fails(reported)
        if reported != self._shown:
            self.show(reported)
        elif has_changed:
            self.summarise(reported)
        if self._shown is None:
            show_message(say(language, "ik kijk mee; Ctrl-C stopt", "watching; Ctrl-C stops"))
        self._shown = reported
        folders = {file.parent for file in files}
        inside = (one for folder in folders for one in (folder, *listed(folder, *ENDINGS), *settings_files(folder)))
        self._places = (*files, *inside, *chosen.files)
        return self._places

    def _checked(self, language: Language) -> tuple[tuple[Path, ...], Selection, Report]:
        files = self.files()
        if self.map_file is not None and len(files) != 1:
            refuse(language, "--map tekent een route: noem een bestand", "--map draws one route: name one file")
        with settings_refused_plainly(language):
            chosen = selection(files, self.options)
            report = self._workspace.check(files, today=self.today(), recheck_after=chosen.recheck_after)
            reported = chosen.reported(chosen.without_known(report))
        if self.map_file is not None:
            self._draw(files[0], self.map_file, reported, [*files, *chosen.files], language)
        return files, chosen, reported

    def _draw(self, file: Path, output: Path, reported: Report, inputs: list[Path], language: Language) -> None:
        """Draws the route as far as it can be read; when it cannot, the last picture stays."""
        form = format_of(str(output), language)
        check_output_file(output, language, inputs)
        picture = picture_of_file(self._workspace.read(file), self.lang)
        if picture is None:
            return
        try:
            content = drawn(marked(picture, reported.diagnostics, file), form)
        except maps.NotDrawnError as error:
            fail(error.text.in_language(language))
        if content != self._drawn:
            write_file(output, content, language, inputs)
            self._drawn = content
