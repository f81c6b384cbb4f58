"""`routekaart export`: a route as data for programs in other languages."""

from pathlib import Path

import click

from routekaart.cli import completion
from routekaart.cli.options import Command, lang_option
from routekaart.cli.output_files import check_output_file, write_file, written_plainly
from routekaart.cli.printing import give, show
from routekaart.cli.reading_option import reading_option, under_readings
from routekaart.cli.route_argument import load_route, path_of
from routekaart.files.disk.writing import make_folder
from routekaart.foundation.escaping.machines import compact_json
from routekaart.foundation.language import Language
from routekaart.portable import portable
from routekaart.portable.interpreter import FILES, text_of

_FORMATS = {"portable": portable}


@click.command("export", cls=Command)
@click.argument("route_name", metavar="ROUTE", shell_complete=completion.routes)
@click.option("--format", "as_", type=click.Choice([*_FORMATS]), default="portable", help="De vorm.")
@click.option("-o", "--output", metavar="BESTAND.json", help="Schrijf naar dit bestand.")
@click.option(
    "--interpreter",
    type=click.Path(path_type=Path),
    metavar="MAP",
    help="Schrijf in MAP ook wat er in JavaScript mee beslist.",
)
@reading_option
@lang_option
def command(
    route_name: str,
    as_: str,
    output: str | None,
    interpreter: Path | None,
    readings: tuple[str, ...],
    lang: Language | None,
) -> None:
    """Schrijf een route als gegevens, waarmee een programma in een andere taal hetzelfde beslist.

    docs/portable.md zegt wat erin staat. Met --interpreter komt er een module van JavaScript bij die ermee beslist.
    Wat er in een andere lezing van de bron anders zou zijn, staat er ook in; met --reading is dat wat er beslist wordt.

    \b
    Voorbeelden:
      routekaart export roc_bbl -o roc_bbl.json
      routekaart export roc_bbl -o roc_bbl.json --interpreter .
      routekaart export roc_bbl --reading A-31=strikt
    """
    language = lang or "nl"
    path = path_of(route_name)
    inputs = [path] if path is not None else []
    files = {name: interpreter / name for name in FILES} if interpreter is not None else {}
    for file in ([Path(output)] if output is not None else []) + list(files.values()):
        check_output_file(file, language, inputs)
    route = under_readings(load_route(route_name, lang), readings, lang)
    written = compact_json(_FORMATS[as_](route))
    if interpreter is not None:
        with written_plainly(interpreter, language):
            make_folder(interpreter)
    if output is None:
        give(written, newline=True)
    else:
        write_file(Path(output), written + "\n", language, inputs)
    for name, file in files.items():
        write_file(file, text_of(name), language, inputs)
        show(str(file))
