"""`routekaart page`: a route as one web page, for people who have no routekaart."""

from datetime import date
from pathlib import Path

import click

from routekaart.cli import completion
from routekaart.cli.exits import fail
from routekaart.cli.options import lang_option
from routekaart.cli.output_files import check_output_file, write_file
from routekaart.cli.reading_option import reading_option, under_readings
from routekaart.cli.route_argument import load_route, path_of
from routekaart.foundation.errors import TooHardError
from routekaart.foundation.language import Language
from routekaart.maps import NotDrawnError
from routekaart.page import assembling


@click.command("page")
@click.argument("route_name", metavar="ROUTE", shell_complete=completion.routes)
@click.option("-o", "--output", metavar="BESTAND.html", required=True, help="Schrijf de pagina naar dit bestand.")
@reading_option
@lang_option
def command(route_name: str, output: str, readings: tuple[str, ...], lang: Language | None) -> None:
    """Maak van een route een webpagina: waar gaat een student heen, wie doet wat, en de kaart.

    De pagina is een bestand. Ze opent met een dubbele klik en werkt zonder internet, zonder account en zonder
    installatie. Wat iemand invult, wordt niet bewaard of verstuurd. docs/page.md zegt hoe u haar publiceert.

    \b
    Voorbeelden:
      routekaart page roc_bbl -o roc_bbl.html
      routekaart page routes/mijn_route.yaml -o mijn_route.html --reading A-31=strikt
    """
    path = path_of(route_name)
    inputs = [path] if path is not None else []
    check_output_file(Path(output), lang or "nl", inputs)
    route = under_readings(load_route(route_name, lang), readings, lang)
    try:
        made = assembling.page(route, made_on=date.today(), lang=lang)
    except (NotDrawnError, TooHardError) as error:
        fail(error.text.in_language(lang or route.language))
    write_file(Path(output), made, lang or route.language, inputs)
