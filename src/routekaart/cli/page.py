"""`routekaart page`: a route as one web page, for people who do not have routekaart."""

from datetime import date
from pathlib import Path

import click

from routekaart.cli import completion
from routekaart.cli.exits import fail, refuse
from routekaart.cli.options import Command, lang_option
from routekaart.cli.output_files import check_ending, check_output_file, write_file
from routekaart.cli.page_theme import theme_option, theme_or_end
from routekaart.cli.reading_option import reading_option, under_readings
from routekaart.cli.route_argument import load_route, path_of
from routekaart.files.bundled import bundled_names
from routekaart.foundation.errors import TooHardError
from routekaart.foundation.language import Language
from routekaart.maps import NotDrawnError
from routekaart.page import assembling
from routekaart.page.printer import NotPrintedError, printed


@click.command("page", cls=Command)
@click.argument("route_name", metavar="ROUTE", shell_complete=completion.routes)
@click.option("-o", "--output", metavar="BESTAND.html", help="Schrijf de pagina naar dit bestand.")
@click.option("--pdf", metavar="BESTAND.pdf", help="Schrijf naar dit bestand wat er op papier komt.")
@theme_option
@reading_option
@lang_option
def command(
    route_name: str,
    output: str | None,
    pdf: str | None,
    theme: str | None,
    readings: tuple[str, ...],
    lang: Language | None,
) -> None:
    """Maak van een route een webpagina: waar gaat een student heen, wie doet wat, en de kaart.

    De pagina is een bestand. Ze opent met een dubbele klik en werkt zonder internet, zonder account en zonder
    installatie. Wat iemand invult, wordt niet bewaard of verstuurd. docs/page.md zegt hoe u haar publiceert.

    Met --pdf komt er een PDF: de kaart op een A3, en een blad voor elke stap en elke partner. Daarvoor moet er een
    browser zijn zoals Chromium of Chrome.

    \b
    Voorbeelden:
      routekaart page roc_bbl -o roc_bbl.html
      routekaart page roc_bbl --pdf roc_bbl.pdf
      routekaart page roc_bbl -o roc_bbl.html --reading A-31=strikt
      routekaart page routes/mijn_route.yaml -o mijn_route.html
    """
    language = lang or "nl"
    files = [Path(one) for one in (output, pdf) if one is not None]
    if not files:
        refuse(language, "noem een bestand met -o of --pdf", "name a file with -o or --pdf")
    for given, endings in ((output, (".html", ".htm")), (pdf, (".pdf",))):
        if given is not None:
            check_ending(Path(given), endings, language)
    inputs = [one for one in (path_of(route_name), Path(theme) if theme else None) if one is not None]
    for file in files:
        check_output_file(file, language, inputs)
    route = under_readings(load_route(route_name, lang), readings, lang)
    language = lang or route.language
    look = theme_or_end(Path.cwd() if route_name in bundled_names() else Path(route_name), theme, language)
    try:
        made = assembling.page(route, made_on=date.today(), lang=lang, theme=look)
        paper = printed(made) if pdf is not None else b""
    except (NotDrawnError, NotPrintedError, TooHardError) as error:
        fail(error.text.in_language(language))
    if output is not None:
        write_file(Path(output), made, language, inputs)
    if pdf is not None:
        write_file(Path(pdf), paper, language, inputs)
