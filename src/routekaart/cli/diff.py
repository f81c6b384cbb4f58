"""`routekaart diff`: what changed between two versions of a route, in its text and for students."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import click

from routekaart.cli.exits import INTERNAL_ERROR, fail, refuse
from routekaart.cli.options import Command, lang_option
from routekaart.cli.output_files import check_output_file, write_file
from routekaart.cli.printing import give, show, show_message
from routekaart.cli.reading_option import reading_option, under_readings
from routekaart.cli.route_argument import fail_with, path_of
from routekaart.cli.versions import Loaded, load_versions
from routekaart.comparison import Compared, compare
from routekaart.comparison.comparison import diff_dict, same_meaning
from routekaart.comparison.markdown_report import markdown_report
from routekaart.comparison.text_report import text_report
from routekaart.diagnostics.diagnostic import RouteError
from routekaart.files.revisions import RevisionError
from routekaart.foundation.escaping.letters import file_name, one_line
from routekaart.foundation.escaping.machines import json_text
from routekaart.foundation.language import Language, say

CHANGED = 1


@click.command("diff", cls=Command)
@click.argument("old", metavar="OUD")
@click.argument("new", metavar="NIEUW", required=False)
@click.option(
    "--format", "as_", type=click.Choice(["text", "markdown", "json"]), default="text", help="De vorm van het verslag."
)
@click.option("-o", "--output", metavar="BESTAND", help="Schrijf het verslag naar een bestand.")
@click.option("--exit-zero", is_flag=True, help="Eindig met 0, ook als de betekenis veranderd is.")
@reading_option
@lang_option
def command(
    old: str,
    new: str | None,
    as_: Literal["text", "markdown", "json"],
    output: str | None,
    exit_zero: bool,
    readings: tuple[str, ...],
    lang: Language | None,
) -> None:
    """Vergelijk twee versies van een route: wat er anders staat, en welke studenten een andere volgende stap krijgen.

    OUD en NIEUW zijn een bestand, een map, een meegeleverde route, of een bestand of map in een revisie van git,
    zoals HEAD~1:routes/roc_bbl.yaml. Is OUD alleen een revisie, zoals HEAD~1, dan is het NIEUW zoals dat toen was.
    Met --reading is NIEUW de route in een andere lezing van haar bronnen; noem dan alleen OUD om te zien wat dat doet.

    \b
    Uitgang: 0 als de betekenis bewezen dezelfde is, 1 als die veranderd is of het niet bewezen is, 2 bij verkeerd
    gebruik of een bestand dat geen route is, 3 bij een interne fout.

    \b
    Voorbeelden:
      routekaart diff HEAD routes/mijn_route.yaml
      routekaart diff HEAD routes/ --format markdown --exit-zero
      routekaart diff roc_bbl entree --format json --exit-zero
    """
    words: Language = lang or "nl"
    if new is None and not readings:
        refuse(words, "noem ook NIEUW, of een lezing met --reading", "name NIEUW too, or a reading with --reading")
    new = old if new is None else new
    given = [path for path in (path_of(old), path_of(new)) if path is not None]
    if output is not None:
        check_output_file(Path(output), words, given)
    try:
        loaded = load_versions(old, new)
    except RouteError as error:
        fail_with(error, words)
    except RevisionError as error:
        fail(error.text.in_language(words))
    if loaded[0].is_folder != loaded[1].is_folder:
        refuse(
            words,
            "vergelijk twee bestanden of twee mappen, niet een map met een bestand",
            "compare two files or two folders, not a folder with a file",
        )
    if readings:
        loaded = (loaded[0], _under(loaded[1], readings, words))
    _refuse_without_routes((old, new), loaded, words)
    compared = _all_compared(*loaded, words)
    language: Language = lang or (*loaded[1].routes, *loaded[0].routes)[0][0].language
    if as_ == "json":
        report = json_text(diff_dict(compared))
    else:
        lines = markdown_report(compared, language) if as_ == "markdown" else text_report(compared, language)
        report = "\n".join(lines)
    if output is None:
        give(report, newline=True) if as_ != "text" else show(report)
    else:
        write_file(Path(output), f"{report}\n", language, given)
    raise SystemExit(CHANGED if same_meaning(compared) is not True and not exit_zero else 0)


def _refuse_without_routes(names: tuple[str, str], loaded: tuple[Loaded, Loaded], lang: Language) -> None:
    """Ends the command for a folder without routes; an earlier revision of a folder may be without routes."""
    for called, one in zip(names, loaded, strict=True):
        if not one.routes and (path_of(called) is not None or not any(each.routes for each in loaded)):
            shown = file_name(called)
            refuse(lang, f"{shown}: hier staan geen routes", f"{shown}: there are no routes here")


def _under(loaded: Loaded, readings: tuple[str, ...], lang: Language) -> Loaded:
    """The new version under other readings; ends the command for a folder."""
    if loaded.is_folder:
        refuse(
            lang, "--reading hoort bij een route, niet bij een map", "--reading goes with a route, not with a folder"
        )
    ((route, called),) = loaded.routes
    return Loaded(((under_readings(route, readings, lang), called),), is_folder=False)


def _all_compared(old: Loaded, new: Loaded, lang: Language) -> tuple[Compared, ...]:
    """All comparisons; an unexpected error has its own exit status, because 1 means that the meaning changed."""
    try:
        return tuple(_compared(old, new))
    except Exception as error:
        fault = f"{type(error).__name__}: {one_line(str(error), 200)}"
        show_message(say(lang, f"interne fout, meld die: {fault}", f"internal error, please report: {fault}"))
        raise SystemExit(INTERNAL_ERROR) from None


def _compared(old: Loaded, new: Loaded) -> Iterator[Compared]:
    """The comparison of two files, whatever their ids; or of the routes in two folders, paired by id."""
    if not new.is_folder:
        (before,), (after,) = old.routes, new.routes
        yield Compared(after[0].id, compare(before[0], after[0], called=(before[1], after[1])))
        return
    known, now = ({route.id: (route, called) for route, called in one.routes} for one in (old, new))
    for name in dict.fromkeys((*known, *now)):
        if name in known and name in now:
            before, after = known[name], now[name]
            yield Compared(name, compare(before[0], after[0], called=(before[1], after[1])))
        else:
            yield Compared(name, None, "new" if name in now else "old")
