"""`routekaart cohort`: what is decided about each student in a file, and how many go where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from routekaart import Route, maps
from routekaart import cohort as decide_all
from routekaart.cli import completing
from routekaart.cli.cohort_layout import as_json, counted_students, flow_of, summary_lines
from routekaart.cli.common import check_output_file, fail, lang_option, load_route, write_file
from routekaart.cli.facts import date_line, reference_date, refused_plainly
from routekaart.cli.printing import count_up, give, show
from routekaart.cohorts.columns import ANSWERS, check_columns
from routekaart.cohorts.lines import SEPARATORS
from routekaart.cohorts.row_files import can_divide, open_rows, pieces, with_short_refused, write_rows
from routekaart.cohorts.summary import AnswerColumns, Summary
from routekaart.cohorts.unusable import CohortError
from routekaart.disk.refusals import WritingError
from routekaart.escaping.letters import file_name, one_line
from routekaart.escaping.machines import json_text
from routekaart.foundation.dates import move
from routekaart.foundation.language import Language, say
from routekaart.model.situation import read_reference_date

if TYPE_CHECKING:
    import polars


@click.command("cohort")
@click.argument("route_name", metavar="ROUTE", shell_complete=completing.routes)
@click.argument("file", metavar="BESTAND")
@click.option(
    "--step",
    required=True,
    metavar="STAP|KOLOM",
    shell_complete=completing.steps,
    help="De stap waarin alle studenten zijn, of de kolom met de stap van elk.",
)
@click.option("--on", metavar="DATUM", help="De peildatum, zoals 2026-03-01; anders vandaag.")
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
@click.option("--separator", type=click.Choice(SEPARATORS), help="Wat er tussen de kolommen van een CSV-bestand staat.")
@lang_option
def command(
    route_name: str,
    file: str,
    step: str,
    on: str | None,
    output: str | None,
    by: str | None,
    chart: str | None,
    form: str,
    renamed: tuple[str, ...],
    not_facts: tuple[str, ...],
    prefix: str,
    changes: bool,
    separator: str | None,
    lang: Language | None,
) -> None:
    """Bepaal voor elke student in een bestand de volgende stap, en tel hoeveel studenten waarheen gaan.

    BESTAND heeft een rij per student en een kolom per gegeven: .csv of .parquet. Het mag groter zijn dan het geheugen.
    Een lege plaats is een onbekend gegeven; dat telt nooit als nee. Kolommen die geen gegeven zijn, blijven staan. Een
    rij met een waarde die niet kan, wordt niet overgeslagen: die krijgt de uitkomst refused, en waarom.

    \b
    Voorbeelden:
      echo leeftijd,stap > studenten.csv
      echo 17,P11 >> studenten.csv
      routekaart cohort roc_bbl studenten.csv --step P11 --on 2026-03-01
      routekaart cohort roc_bbl studenten.csv --step stap --by leeftijd --no-changes
    """
    route = load_route(route_name, lang)
    language = lang or route.language
    with refused_plainly(language):
        day = read_reference_date(reference_date(on))
    assert day is not None
    for name in filter(None, (file, output)):
        _refuse_what_is_no_text(name, language)
    target = _output(file, output, language)
    if chart is not None and Path(chart).suffix.lower() not in (".svg", ".png"):
        fail(
            say(
                language,
                f"{file_name(chart)}: verwacht wordt .svg of .png",
                f"{file_name(chart)}: expected .svg or .png",
            )
        )
    if chart is not None:
        check_output_file(Path(chart), language, [Path(file), *([target] if target else [])])
    try:
        table = _Table(route, Path(file), step, day, by, prefix, changes, language)
        table.open(separator, _columns(renamed, language), not_facts)
        table.go_through(target)
    except CohortError as error:
        fail(error.text.in_language(language))
    except WritingError as error:
        fail(f"{file_name(str(target))}: {error.text.in_language(language)}")
    summary = table.summary
    if form == "json":
        give(json_text(as_json(route, summary, day, by, table.until)), newline=True)
    else:
        show(date_line(day, on, language))
        for line in summary_lines(route, summary, by, table.until, language):
            show(line)
    if chart is not None:
        # Last: what cannot be drawn takes no numbers with it.
        _draw(route, summary, day, Path(chart), language)


_TOO_SHORT = ("deze rij heeft minder cellen dan er kolommen zijn", "this row has fewer cells than there are columns")


@dataclass
class _Table:
    """One file on its way through."""

    route: Route
    file: Path
    step: str
    on: date
    by: str | None
    prefix: str
    changes: bool
    lang: Language
    summary: Summary = field(default_factory=Summary)

    @property
    def until(self) -> date | None:
        """How far is looked ahead: a month."""
        return move(self.on, 1, "months") if self.changes else None

    def open(self, separator: str | None, columns: dict[str, str], not_facts: tuple[str, ...]) -> None:
        """Finds the file and its columns.

        Raises:
            CohortError: they cannot be used.
        """
        named = [self.step] if self.step not in self.route.steps else []
        known = [*self.route.facts, *named, *not_facts, *([self.by] if self.by else [])]

        def check(names: Sequence[str]) -> None:
            check_columns(self.route, self.step, names, not_facts)

        rows, self._separator, self._short = open_rows(self.file, separator, columns, known, check)
        schema = rows.collect_schema().names()
        if self.by is not None and self.by not in schema:
            fail(
                say(
                    self.lang,
                    f"--by {one_line(self.by)}: er is geen kolom met deze naam",
                    f"--by {one_line(self.by)}: there is no such column",
                )
            )
        if self.by is not None and not can_divide(rows, self.by):
            fail(
                say(
                    self.lang,
                    f"--by {one_line(self.by)}: verwacht wordt een kolom met tekst, getallen of datums",
                    f"--by {one_line(self.by)}: expected a column with text, numbers or dates",
                )
            )
        self._answered: polars.LazyFrame = decide_all(
            self.route,
            self.step,
            rows,
            on=self.on,
            changes=self.changes,
            prefix=self.prefix,
            not_facts=not_facts,
            lang=self.lang,
        ).rename(columns)
        self._answers = {name: self.prefix + name for name in ANSWERS}
        self._names = AnswerColumns(
            step=columns.get(self.step, self.step),
            at=self.step not in self.route.steps,
            **self._answers,
            until=self.until,
            group=columns.get(self.by, self.by) if self.by else None,
        )

    def go_through(self, target: Path | None) -> None:
        """Reads every row, counts it, and writes it where that is asked.

        Raises:
            CohortError: the file cannot be read to its end.
            WritingError: the rows cannot be written.
        """
        if target is not None:
            write_rows(target, self._counted(), self._answered.collect_schema(), self._separator)
        else:
            for _ in self._counted():
                pass
        count_up("")

    def _counted(self) -> "Iterator[polars.DataFrame]":
        told = say(self.lang, *_TOO_SHORT)
        named = {answer: name for answer, name in self._answers.items() if answer != "changes_on" or self.changes}
        answered = with_short_refused(pieces(self._answered, self.file), self._short, named, told)
        for piece in answered:
            self.summary.add(piece, self._names)
            count_up(counted_students(self.summary.students).in_language(self.lang))
            yield piece


def _refuse_what_is_no_text(name: str, lang: Language) -> None:
    """Ends the command for a name of a file that no table can be read from or written to."""
    try:
        name.encode()
    except UnicodeEncodeError:
        shown = file_name(name)
        nl = f"{shown}: de naam van dit bestand is geen UTF-8; geef het een andere naam"
        fail(say(lang, nl, f"{shown}: the name of this file is not UTF-8; give it another name"))


def _output(file: str, output: str | None, lang: Language) -> Path | None:
    if output is None:
        return None
    target = Path(output)
    if target.suffix.lower() not in (".csv", ".parquet"):
        fail(
            say(
                lang,
                f"{file_name(output)}: verwacht wordt .csv of .parquet",
                f"{file_name(output)}: expected .csv or .parquet",
            )
        )
    check_output_file(target, lang, [Path(file)])
    return target


def _columns(renamed: tuple[str, ...], lang: Language) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in renamed:
        fact, equals, column = pair.partition("=")
        if not equals or not fact or not column or fact in found:
            shown = one_line(pair)
            fail(
                say(
                    lang,
                    f"--column {shown}: verwacht wordt GEGEVEN=KOLOM, zoals leeftijd=age, elk gegeven een keer",
                    f"--column {shown}: expected FACT=COLUMN, such as leeftijd=age, each fact once",
                )
            )
        found[fact] = column
    return found


def _draw(route: Route, summary: Summary, on: date, file: Path, lang: Language) -> None:
    picture = maps.with_flow(maps.picture_of(route, lang), flow_of(summary, on))
    try:
        write_file(file, maps.png(picture) if file.suffix.lower() == ".png" else maps.svg(picture), lang)
    except maps.NotDrawnError as error:
        fail(error.text.in_language(lang))
