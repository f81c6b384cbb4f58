"""What several commands need: the language option, loading a route, and ending with a plain message."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, NoReturn, TypeVar

import click

from routekaart.cli.places import load_one
from routekaart.cli.printing import show, tell
from routekaart.diagnostics.diagnostic import Diagnostic, RouteError
from routekaart.disk.reading import exists as is_there
from routekaart.disk.reading import real_path
from routekaart.disk.refusals import WritingError
from routekaart.disk.writing import check_new_file, check_output, create_file, write_output
from routekaart.escaping.letters import file_name, message
from routekaart.files.revisions import RevisionError
from routekaart.foundation.language import LANGUAGES, Language, say
from routekaart.route import Route, UnknownNameError

WRONG_USE = 2

Function = TypeVar("Function", bound=Any)


def lang_option(function: Function) -> Function:
    """Adds `--lang`, which is None when the language of the route should be used."""
    option = click.option("--lang", type=click.Choice(LANGUAGES), help="Taal van de uitvoer; anders die van de route.")
    decorated: Function = option(function)
    return decorated


def load_route(name_or_path: str, lang: Language | None) -> Route:
    """The route (also as it was in a revision), or the end of the command with every reason why it cannot be read."""
    try:
        return load_one(name_or_path)
    except RouteError as error:
        fail_with(error, lang or "nl")
    except RevisionError as error:
        fail(error.text.in_language(lang or "nl"))


def fail_with(error: RouteError, lang: Language) -> NoReturn:
    """The end of the command because a file is not a route."""
    fail(*(_line(one, lang) for one in error.diagnostics))


def _line(one: Diagnostic, lang: Language) -> str:
    """A diagnostic in one line; a route that is not there has no place in a file."""
    return one.text.in_language(lang) if one.rule == "unknown-route" else one.render(lang)


def unknown_name(error: UnknownNameError, lang: Language) -> NoReturn:
    """The end of the command because a step does not exist."""
    fail(error.text.in_language(lang))


def fail(*lines: str) -> NoReturn:
    """Ends the command as wrongly used, with one or more lines for a person; whatever is in one, it stays one line."""
    tell(*map(message, lines))
    raise SystemExit(WRONG_USE)


def write_file(file: Path, content: str | bytes, lang: Language, inputs: Iterable[Path] = ()) -> None:
    """Writes what a command made, or ends the command because that cannot be done.

    Args:
        inputs: the files that were read for it; none of them is written over.
    """
    with written_plainly(file, lang):
        write_output(file, encoded(content), inputs)


def check_output_file(file: Path, lang: Language, inputs: Iterable[Path] = ()) -> None:
    """Ends the command when something would be lost by writing a file, before the work is done."""
    with written_plainly(file, lang):
        check_output(file, inputs)


@contextmanager
def written_plainly(file: Path, lang: Language) -> Iterator[None]:
    """Within this, a file that cannot be written ends the command with the reason."""
    try:
        yield
    except WritingError as error:
        fail(f"{file_name(file)}: {error.text.in_language(lang)}")


def encoded(content: str | bytes) -> bytes:
    """Text as it is written to a file; what is no text in UTF-8 is made visible."""
    return content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content


def write_new_files(folder: Path, files: Iterable[tuple[PurePosixPath, str]], lang: Language) -> None:
    """Writes files that are not there yet and says which; a file that is there stays as it is.

    Where the place of one of them cannot be written to, nothing is written.
    """
    wanted = list(files)
    for path, _ in wanted:
        _check_place(folder, path, lang)
    for path, text in wanted:
        file = folder / path
        shown = file_name(file)
        if is_there(file):
            show(say(lang, f"staat er al: {shown}", f"is there already: {shown}"))
            continue
        with written_plainly(file, lang):
            create_file(file, encoded(text))
        show(say(lang, f"gemaakt: {shown}", f"made: {shown}"))


def _check_place(folder: Path, path: PurePosixPath, lang: Language) -> None:
    file = folder / path
    with written_plainly(file, lang):
        check_new_file(file)
    if not real_path(file.parent).is_relative_to(real_path(folder)):
        shown, where = file_name(file), file_name(folder)
        nl = f"{shown}: deze plaats ligt door een koppeling buiten {where}"
        fail(say(lang, nl, f"{shown}: through a link, this place lies outside {where}"))
