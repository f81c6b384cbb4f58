"""The option `--theme`: the colours and the font of pages."""

from pathlib import Path

import click

from routekaart.checking.settings import settings_for, settings_in
from routekaart.cli.exits import fail
from routekaart.cli.options import Function
from routekaart.cli.project_settings import settings_refused_plainly
from routekaart.foundation.escaping.letters import file_name
from routekaart.foundation.language import Language
from routekaart.page.themes import Theme, ThemeError


def theme_option(function: Function) -> Function:
    """Adds `--theme`: a file with settings, or None."""
    option = click.option(
        "--theme", metavar="BESTAND", help="Kleuren en lettertype: een bestand zoals routekaart.toml."
    )
    decorated: Function = option(function)
    return decorated


def theme_or_end(place: Path, file: str | None, lang: Language) -> Theme:
    """The theme in a file, or else in the settings for a place; ends the command if it cannot be used."""
    with settings_refused_plainly(lang):
        settings = settings_for(place) if file is None else settings_in(Path(file))
    try:
        return Theme.of(settings.theme)
    except ThemeError as error:
        shown = file_name(settings.file)
        fail(*(f"{shown}: theme: {line.in_language(lang)}" for line in error.lines))
