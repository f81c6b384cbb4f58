"""What several commands need: the language option, loading a route, and ending with a plain message."""

from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any, NoReturn, TypeVar

import click

from routekaart.cli.places import load_one
from routekaart.cli.printing import show, tell
from routekaart.diagnostic import Diagnostic, RouteError
from routekaart.escaping.letters import file_name, message
from routekaart.language import LANGUAGES, Language, Text
from routekaart.revisions import RevisionError
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


def write_file(file: Path, content: str | bytes, lang: Language) -> None:
    """Writes a file, or ends the command because that cannot be done."""
    try:
        file.write_bytes(content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content)
    except (OSError, ValueError) as error:
        fail(cannot_write(file, error, lang))


def cannot_write(file: Path, error: Exception, lang: Language) -> str:
    """Why a file cannot be written."""
    reason = getattr(error, "strerror", None) or "?"
    shown = file_name(file)
    return say(lang, f"{shown}: niet te schrijven: {reason}", f"{shown}: cannot be written: {reason}")


def write_new_files(folder: Path, files: Iterable[tuple[PurePosixPath, str]], lang: Language) -> None:
    """Writes files that are not there yet and says which; a file that is there stays as it is."""
    for path, text in files:
        file = folder / path
        shown = file_name(file)
        if file.exists():
            show(say(lang, f"staat er al: {shown}", f"is there already: {shown}"))
            continue
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            parent = file_name(file.parent)
            fail(say(lang, f"{parent}: geen map: {error.strerror}", f"{parent}: no folder: {error.strerror}"))
        write_file(file, text, lang)
        show(say(lang, f"gemaakt: {shown}", f"made: {shown}"))


def say(lang: Language, nl: str, en: str) -> str:
    """The text in the language of this run."""
    return Text(nl, en).in_language(lang)
