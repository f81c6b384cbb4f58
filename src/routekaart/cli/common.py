"""What several commands need: the language option, loading a route, and ending with a plain message."""

from typing import Any, NoReturn, TypeVar

import click

from routekaart import Diagnostic, RouteError, UnknownNameError
from routekaart.cli.places import load_one
from routekaart.language import LANGUAGES, Language, Text
from routekaart.revisions import RevisionError
from routekaart.route import Route

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
    fail(*(_line(diagnostic, lang) for diagnostic in error.diagnostics))


def _line(diagnostic: Diagnostic, lang: Language) -> str:
    """A diagnostic in one line; a route that is not there has no place in a file."""
    return diagnostic.text.in_language(lang) if diagnostic.rule == "unknown-route" else diagnostic.render(lang)


def unknown_name(error: UnknownNameError, lang: Language) -> NoReturn:
    """The end of the command because a step does not exist."""
    fail(error.text.in_language(lang))


def fail(*lines: str) -> NoReturn:
    """Ends the command as wrongly used, with one or more lines for a person."""
    for line in lines:
        click.echo(line, err=True)
    raise SystemExit(WRONG_USE)


def say(lang: Language, nl: str, en: str) -> str:
    """The text in the language of this run."""
    return Text(nl, en).in_language(lang)
