"""`routekaart format`: rewrites route files in one layout, and keeps every comment."""

from collections.abc import Iterator
from pathlib import Path

import click

from routekaart.checking.fixing import Mended
from routekaart.cli.exits import refuse
from routekaart.cli.mending import patch_of
from routekaart.cli.options import Command, lang_option
from routekaart.cli.output_files import written_plainly
from routekaart.cli.printing import give_patch, show_message
from routekaart.files.disk.reading import is_folder
from routekaart.files.formatter.formatting import NotFormatted, formatted
from routekaart.files.route_files import route_files
from routekaart.files.source import Unreadable, read_document
from routekaart.foundation.escaping.letters import file_name
from routekaart.foundation.language import Language, say

_FINDINGS, _WRONG_USE = 1, 2


@click.command("format", cls=Command)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PAD]...")
@click.option("--check", "only_check", is_flag=True, help="Schrijf niets; uitgang 1 als een bestand anders zou worden.")
@click.option("--diff", "as_diff", is_flag=True, help="Toon wat er zou veranderen; schrijf niets.")
@lang_option
def command(paths: tuple[Path, ...], only_check: bool, as_diff: bool, lang: Language | None) -> None:
    """Zet routebestanden en gedeelde begrippen in een vaste opmaak.

    De sleutels van elk onderdeel komen in een vaste volgorde, elke laag springt 2 spaties in, en aanhalingstekens staan
    waar ze nodig zijn. Namen van stappen en gegevens houden de volgorde van de schrijver. Elke opmerking blijft bij wat
    die uitlegt. Een bestand wordt alleen geschreven als bewezen is dat het hetzelfde zegt.

    PAD is een bestand of een map; zonder PAD is het de map routes/.

    \b
    Uitgang: 0, of 1 als met --check of --diff een bestand anders zou worden,
    2 als een bestand niet op te maken is.

    \b
    Voorbeelden:
      routekaart format
      routekaart format routes/mijn_route.yaml --diff
      routekaart format --check
    """
    words = lang or "nl"
    changed, failed = [], False
    for file in _files(paths, words):
        one = _formatted(file, words)
        if one is None:
            failed = True
        elif one.before != one.after:
            changed.append(one)
    if as_diff:
        give_patch(patch_of(changed))
    for one in changed:
        shown = file_name(one.file)
        if only_check:
            show_message(say(words, f"{shown}: is anders opgemaakt", f"{shown}: is formatted differently"))
        elif not as_diff:
            with written_plainly(one.file, words):
                one.write()
            show_message(say(words, f"{shown}: opgemaakt", f"{shown}: formatted"))
    raise SystemExit(_WRONG_USE if failed else _FINDINGS if changed and (only_check or as_diff) else 0)


def _files(paths: tuple[Path, ...], lang: Language) -> Iterator[Path]:
    for path in paths or (Path("routes"),):
        if is_folder(path):
            inside, shown = route_files([path]), file_name(path)
            if not inside:
                refuse(lang, f"{shown}: hier staan geen routes", f"{shown}: there are no routes here")
            yield from inside
        elif paths:
            yield path
        else:
            refuse(lang, "er is hier geen map routes/", "there is no folder routes/ here")


def _formatted(file: Path, lang: Language) -> Mended | None:
    """A file before and after; None if it cannot be formatted, which is reported."""
    try:
        document = read_document(file)
        return Mended(file, document.text, formatted(document), 1)
    except Unreadable as error:
        show_message(*(one.render(lang) for one in error.diagnostics))
    except NotFormatted as error:
        show_message(f"{file_name(file)}: {error.text.in_language(lang)}")
    return None
