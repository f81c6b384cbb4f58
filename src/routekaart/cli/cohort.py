"""`routekaart cohort`: decides about each student in a file, and counts how many go to each place."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from routekaart import Route, maps
from routekaart.cli import completion
from routekaart.cli.cohort_run import CohortRun
from routekaart.cli.cohort_text import as_json, flow_of, summary_lines
from routekaart.cli.exits import fail, refuse
from routekaart.cli.facts_options import date_line, reference_date, refused_plainly
from routekaart.cli.help_language import spoken
from routekaart.cli.options import Command, gathered_in, lang_option, on_option
from routekaart.cli.output_files import check_ending, check_output_file, write_file
from routekaart.cli.printing import give, show, show_message
from routekaart.cli.reading_option import reading_option, show_readings, under_readings
from routekaart.cli.route_argument import load_route
from routekaart.cohorts.lines import SEPARATORS
from routekaart.cohorts.recognising import DATE_ORDERS, DateOrder
from routekaart.cohorts.summary import Summary
from routekaart.cohorts.unusable import CohortError
from routekaart.files.disk.refusals import WritingError
from routekaart.foundation.escaping.letters import file_name, one_line
from routekaart.foundation.escaping.machines import json_text
from routekaart.foundation.language import Language, Text, say
from routekaart.model.situation import read_reference_date


@dataclass(frozen=True, slots=True)
class _Asked:
    """The arguments and options of the command, each by its name."""

    route_name: str
    file: str
    step: str
    on: str | None
    output: str | None
    by: str | None
    chart: str | None
    form: str
    renamed: tuple[str, ...]
    not_facts: tuple[str, ...]
    prefix: str
    changes: bool
    contested: bool
    separator: str | None
    readings: tuple[str, ...]
    dates: DateOrder | None
    strict: bool
    lang: Language | None


def _separator(context: click.Context, _: click.Parameter, value: str | None) -> str | None:
    """A click callback: the separator, which for a tab can be written as a word; ends the command for other texts."""
    separator = "\t" if value in ("tab", "\\t") else value
    if separator is not None and separator not in SEPARATORS:
        refuse(
            context.params.get("lang") or spoken(context),
            "--separator: verwacht wordt een komma, ;, | of tab",
            "--separator: expected a comma, ;, | or tab",
        )
    return separator


@click.command("cohort", cls=Command)
@click.argument("route_name", metavar="ROUTE", shell_complete=completion.routes)
@click.argument("file", metavar="BESTAND")
@click.option(
    "--step",
    required=True,
    metavar="STAP|KOLOM",
    shell_complete=completion.steps,
    help="De stap waarin alle studenten zijn, of de kolom met de stap van elk.",
)
@on_option("De peildatum, zoals 2026-03-01; anders vandaag.")
@click.option("-o", "--output", metavar="BESTAND", help="Schrijf de rijen met de antwoorden: .csv of .parquet.")
@click.option("--by", metavar="KOLOM", help="Verdeel de aantallen naar een kolom, zoals gemeente.")
@click.option("--chart", metavar="BESTAND", help="Teken de route met de aantallen erin: .svg of .png.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="De vorm van de aantallen.")
@click.option(
    "--column",
    "renamed",
    multiple=True,
    metavar="GEGEVEN=KOLOM",
    help="Een gegeven staat in een kolom met een andere naam; u mag dit herhalen.",
)
@click.option(
    "--not-fact", "not_facts", multiple=True, metavar="KOLOM", help="Deze kolom is geen gegeven; u mag dit herhalen."
)
@click.option("--prefix", default="", metavar="TEKST", help="Zet dit voor de namen van de kolommen met antwoorden.")
@click.option("--changes/--no-changes", default=True, help="Bereken wanneer een antwoord door de tijd verandert.")
@click.option("--contested", is_flag=True, help="Tel ook op welke lezingen, nog te bevestigen, een antwoord rust.")
@click.option(
    "--separator",
    metavar="TEKEN",
    callback=_separator,
    help="Wat er tussen de kolommen van een CSV-bestand staat: een komma, ;, | of tab.",
)
@click.option(
    "--dates",
    type=click.Choice(DATE_ORDERS),
    help="Wat er voorop staat in datums als 03-04-2009, waar het bestand dat niet zegt.",
)
@click.option("--strict", is_flag=True, help="Weiger een bestand waarin iets herkend moet worden.")
@reading_option
@lang_option
@gathered_in(_Asked)
def command(asked: _Asked) -> None:
    """Bepaal voor elke student in een bestand de volgende stap, en tel hoeveel studenten waarheen gaan.

    BESTAND heeft een rij per student en een kolom per gegeven: .csv, .xlsx of .parquet. Een CSV-bestand mag groter zijn
    dan het geheugen. Wat anders geschreven is maar zeker is (namen van kolommen, komma's in getallen, datums als
    31-12-2026, J en N) wordt gemeld en dan gelezen. Een lege plaats is een onbekend gegeven; dat telt nooit als nee.
    Kolommen die geen gegeven zijn, blijven staan. Een rij met een waarde die niet kan, wordt niet overgeslagen: die
    krijgt de uitkomst refused, en waarom.

    \b
    Voorbeelden:
      echo leeftijd,stap > studenten.csv
      echo 17,P11 >> studenten.csv
      routekaart cohort roc_bbl studenten.csv --step P11 --on 2026-03-01
      routekaart cohort roc_bbl studenten.csv --step stap --by leeftijd --no-changes
    """
    route = under_readings(load_route(asked.route_name, asked.lang), asked.readings, asked.lang)
    language = asked.lang or route.language
    with refused_plainly(language):
        day = read_reference_date(reference_date(asked.on))
    assert day is not None
    target = _checked_output(asked, language)
    columns = _columns(asked.renamed, language)
    with ExitStack() as opened:
        run = _run(asked, route, day, columns, target, opened)
    if asked.form == "json":
        give(json_text(as_json(route, run.summary, day, asked.by, run.until, contested=asked.contested)), newline=True)
    else:
        show_readings(route, language)
        show(date_line(day, asked.on, language))
        for line in summary_lines(route, run.summary, asked.by, run.until, language):
            show(line)
    if asked.chart is not None:
        # The chart comes last: if it cannot be drawn, the numbers have been written already.
        _draw(route, run.summary, day, Path(asked.chart), language)


def _run(
    asked: _Asked, route: Route, day: date, columns: dict[str, str], target: Path | None, opened: ExitStack
) -> CohortRun:
    """The run of the file through the route; ends the command if that cannot be done."""
    lang = asked.lang or route.language
    run = CohortRun(
        route,
        Path(asked.file),
        asked.step,
        day,
        by=asked.by,
        prefix=asked.prefix,
        changes=asked.changes,
        lang=lang,
        opened=opened,
        dates=asked.dates,
        contested=asked.contested,
    )
    try:
        run.prepare(asked.separator, columns, asked.not_facts)
        _tell_recognised(run.recognised, strict=asked.strict, lang=lang)
        run.go_through(target)
    except CohortError as error:
        fail(error.text.in_language(lang))
    except WritingError as error:
        fail(f"{file_name(str(target))}: {error.text.in_language(lang)}")
    return run


def _tell_recognised(recognised: Sequence[Text], *, strict: bool, lang: Language) -> None:
    """Reports what was recognised, before it is used; with `--strict`, ends the command instead."""
    if not recognised:
        return
    told = [one_line(one.in_language(lang)) for one in recognised]
    if strict:
        fail(
            say(lang, "--strict: dit is anders geschreven:", "--strict: this is written differently:"),
            *told,
        )
    show_message(say(lang, "herkend:", "recognised:"), *(f"  {one}" for one in told))


def _checked_output(asked: _Asked, lang: Language) -> Path | None:
    """The output file for the rows, if any; ends the command if a name or a place of a file cannot be used."""
    for name in filter(None, (asked.file, asked.output)):
        _refuse_what_is_no_text(name, lang)
    target = None if asked.output is None else Path(asked.output)
    if target is not None:
        check_ending(target, (".csv", ".parquet"), lang)
        check_output_file(target, lang, [Path(asked.file)])
    if asked.chart is not None:
        check_ending(Path(asked.chart), (".svg", ".png"), lang)
        check_output_file(Path(asked.chart), lang, [Path(asked.file), *([target] if target else [])])
    return target


def _refuse_what_is_no_text(name: str, lang: Language) -> None:
    """Ends the command if the name of a file is not UTF-8: no table can be read from it or written to it."""
    try:
        name.encode()
    except UnicodeEncodeError:
        shown = file_name(name)
        nl = f"{shown}: de naam van dit bestand is geen UTF-8; geef het een andere naam"
        refuse(lang, nl, f"{shown}: the name of this file is not UTF-8; give it another name")


def _columns(renamed: tuple[str, ...], lang: Language) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in renamed:
        fact, equals, column = pair.partition("=")
        if not equals or not fact or not column or fact in found:
            shown = one_line(pair)
            refuse(
                lang,
                f"--column {shown}: verwacht wordt GEGEVEN=KOLOM, zoals leeftijd=age, elk gegeven een keer",
                f"--column {shown}: expected FACT=COLUMN, such as leeftijd=age, each fact once",
            )
        found[fact] = column
    return found


def _draw(route: Route, summary: Summary, on: date, file: Path, lang: Language) -> None:
    picture = maps.with_flow(maps.picture_of(route, lang), flow_of(summary, on))
    try:
        write_file(file, maps.png(picture) if file.suffix.lower() == ".png" else maps.svg(picture), lang)
    except maps.NotDrawnError as error:
        fail(error.text.in_language(lang))
