"""`routekaart site`: all routes of a folder as linked pages in one folder, with an index."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from routekaart import RouteError, network
from routekaart.cli.exits import fail
from routekaart.cli.options import Command, lang_option
from routekaart.cli.output_files import check_output_file, write_file, written_plainly
from routekaart.cli.page_theme import theme_option, theme_or_end
from routekaart.cli.printing import show
from routekaart.files.disk.writing import make_folder
from routekaart.foundation.errors import TooHardError
from routekaart.foundation.language import Language
from routekaart.maps import NotDrawnError
from routekaart.networks import Network
from routekaart.page.assembling import INDEX, file_of, page
from routekaart.page.folder_index import index_page
from routekaart.page.themes import Theme


@click.command("site", cls=Command)
@click.argument("folder", type=click.Path(path_type=Path), metavar="MAP")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="MAP", required=True, help="Schrijf hierin.")
@theme_option
@lang_option
def command(folder: Path, output: Path, theme: str | None, lang: Language | None) -> None:
    """Maak van alle routes in een map pagina's die bij elkaar horen, met een index.

    De index noemt de routes, hun overdrachten, de partners met wat ze waar doen, de begrippen die ze delen en de
    lezingen die nog te bevestigen zijn. Een overdracht naar een andere route is in elke pagina een link. Alle bestanden
    werken zonder internet.

    \b
    Voorbeelden:
      routekaart site routes -o site
    """
    language = lang or "nl"
    look = theme_or_end(folder, theme, language)
    try:
        found = network(folder)
    except RouteError as error:
        fail(*(one.render(language) for one in error.diagnostics))
    files = [output / name for name in (INDEX, *map(file_of, found.routes))]
    for file in files:
        check_output_file(file, language)
    with written_plainly(output, language):
        make_folder(output)
    for name, text in _pages(found, look, lang):
        write_file(output / name, text, language)
        show(str(output / name))


def _pages(found: Network, theme: Theme, lang: Language | None) -> Iterator[tuple[str, str]]:
    """The name and the text of each page; the index comes last, when every page that it names is there."""
    today = date.today()
    for route in found.routes.values():
        try:
            yield file_of(route.id), page(route, made_on=today, lang=lang, theme=theme, beside=found.routes)
        except (NotDrawnError, TooHardError) as error:
            fail(error.text.in_language(lang or route.language))
    yield INDEX, index_page(found, made_on=today, lang=lang or "nl", theme=theme)
