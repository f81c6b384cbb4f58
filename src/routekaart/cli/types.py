"""`routekaart types`: a route as types of Python."""

from pathlib import Path

import click

from routekaart.cli import completion
from routekaart.cli.options import Command, lang_option
from routekaart.cli.output_files import check_output_file, write_file
from routekaart.cli.printing import give
from routekaart.cli.route_argument import load_route, path_of
from routekaart.cli.types_text import types_text
from routekaart.foundation.language import Language


@click.command("types", cls=Command)
@click.argument("route_name", metavar="ROUTE", shell_complete=completion.routes)
@click.option("-o", "--output", metavar="BESTAND", help="Schrijf de module naar dit bestand.")
@lang_option
def command(route_name: str, output: str | None, lang: Language | None) -> None:
    """Schrijf een module van Python met de types van een route, voor mypy, pyright en een editor.

    Facts is een TypedDict van de gegevens die u kunt geven. Step, End en Place zijn de namen van stappen en einden.
    Elke keuze heeft een type met zijn opties.

    \b
    Voorbeelden:
      routekaart types roc_bbl > roc_bbl_types.py
      routekaart types roc_bbl -o roc_bbl_types.py
    """
    path = path_of(route_name)
    inputs = [path] if path is not None else []
    if output is not None:
        check_output_file(Path(output), lang or "nl", inputs)
    written = types_text(load_route(route_name, lang))
    if output is None:
        give(written)
    else:
        write_file(Path(output), written, lang or "nl", inputs)
