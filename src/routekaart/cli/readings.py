"""`routekaart readings`: where the sources are silent, and which students move if they mean something else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import click
from click.core import ParameterSource

from routekaart.cli import completion
from routekaart.cli.distributions_argument import distributions_beside
from routekaart.cli.exits import fail, refuse
from routekaart.cli.options import Command, gathered_in, lang_option, on_option
from routekaart.cli.output_files import check_output_file, write_file
from routekaart.cli.printing import give, show
from routekaart.cli.readings_letter import letter
from routekaart.cli.readings_text import register_lines
from routekaart.cli.route_argument import load_route, path_of
from routekaart.comparison import compare
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.escaping.machines import json_text
from routekaart.foundation.language import Language
from routekaart.foundation.suggest import meant_or_known
from routekaart.library import simulate
from routekaart.model.fact_problems import ReferenceDateError
from routekaart.model.source_readings import Alternative, Reading
from routekaart.route import Route
from routekaart.simulation.distributions import SimulationError
from routekaart.simulation.other_readings_counted import (
    AlternativeFound,
    MadeUpCount,
    ReadingFound,
    ReadingsFound,
    counted_over,
)
from routekaart.usage import sources_behind

_SEEDS = 3
"""The number of seeds with which students are made up, so that the spread by chance is visible."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """The arguments and options of the command, each by its name."""

    route_name: str
    reading: str | None
    to_confirm: bool
    students: int
    seed: int
    years: int
    on: str | None
    form: Literal["text", "markdown", "json"]
    as_json: bool
    output: Path | None
    lang: Language | None


@click.command("readings", cls=Command)
@click.argument("route_name", metavar="ROUTE", shell_complete=completion.routes)
@click.argument("reading", metavar="[LEZING]", required=False)
@click.option("--to-confirm", is_flag=True, help="Alleen wat de eigenaar van de bron nog moet bevestigen.")
@click.option("--students", type=int, default=0, metavar="N", help="Tel ook zoveel verzonnen studenten, drie keer.")
@click.option("--seed", type=int, default=1, show_default=True, metavar="S", help="De eerste seed van de drie.")
@click.option("--years", type=int, default=2, show_default=True, metavar="J", help="Hoeveel jaar zij gevolgd worden.")
@on_option("De eerste dag van de verzonnen studenten; anders vandaag.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="De vorm; markdown is een brief aan de eigenaar van de bron.",
)
@click.option("--json", "as_json", is_flag=True, help="Hetzelfde als --format json.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="BESTAND", help="Schrijf naar een bestand.")
@lang_option
@gathered_in(_Asked)
def command(asked: _Asked) -> None:
    """Toon waar de bronnen zwijgen, wat er gekozen is, en voor wie er iets verandert als er iets anders bedoeld is.

    Van elk alternatief dat uitgevoerd kan worden, is bewezen of elke student hetzelfde antwoord krijgt, of voor wie het
    anders is. Met --students staat erbij om hoeveel verzonnen studenten het gaat; dat is geen voorspelling.

    \b
    Voorbeelden:
      routekaart readings roc_bbl A-31
      routekaart readings roc_bbl --to-confirm
      routekaart readings entree --to-confirm --format markdown
      routekaart readings doorstroompunt --json
    """
    route = load_route(asked.route_name, asked.lang)
    language = asked.lang or route.language
    _check_students(asked, language)
    if asked.output is not None:
        path = path_of(asked.route_name)
        check_output_file(asked.output, language, [path] if path is not None else [])
    found = [_found(route, one, asked, language) for one in _readings(route, asked, language)]
    if asked.students:
        found.sort(key=lambda one: one.weight, reverse=True)
    _write(ReadingsFound(route, tuple(found)), asked, language)


def _check_students(asked: _Asked, lang: Language) -> None:
    """Ends the command if options for made-up students are given without `--students`."""
    context = click.get_current_context()
    for name in ("seed", "years", "on"):
        if not asked.students and context.get_parameter_source(name) is not ParameterSource.DEFAULT:
            refuse(lang, f"--{name} hoort bij --students", f"--{name} goes with --students")


def _write(found: ReadingsFound, asked: _Asked, lang: Language) -> None:
    form = "json" if asked.as_json else asked.form
    if form == "json":
        report = json_text(found.to_dict())
    else:
        report = "\n".join(letter(found, lang) if form == "markdown" else register_lines(found, lang))
    if asked.output is not None:
        write_file(asked.output, f"{report}\n", lang)
    elif form == "text":
        show(report)
    else:
        give(report, newline=True)


def _readings(route: Route, asked: _Asked, lang: Language) -> Iterator[Reading]:
    """The requested readings; ends the command if there is none with that name."""
    name = asked.reading
    if name is not None and name not in route.readings:
        meant, shown = meant_or_known(name, route.readings), one_line(name)
        refuse(
            lang,
            f"route {route.id} heeft geen lezing {shown}{meant.nl}",
            f"route {route.id} has no reading {shown}{meant.en}",
        )
    for one in route.readings.values():
        if (name is None or one.id == name) and (one.to_confirm or not asked.to_confirm):
            yield one


def _found(route: Route, reading: Reading, asked: _Asked, lang: Language) -> ReadingFound:
    alternatives = tuple(_tried(route, reading, one, asked, lang) for one in reading.others)
    return ReadingFound(reading, sources_behind(route, reading.id), alternatives)


def _tried(route: Route, reading: Reading, one: Alternative, asked: _Asked, lang: Language) -> AlternativeFound:
    """An alternative with what it changes."""
    if one.id is None or one.instead is None:
        return AlternativeFound(one, None)
    other = route.under({reading.id: one.id})
    found = compare(route, other, called=(asked.route_name, asked.route_name))
    counts = _counted(route, other, asked, lang) if asked.students and found.same_meaning is not True else None
    return AlternativeFound(one, found, counts)


def _counted(route: Route, other: Route, asked: _Asked, lang: Language) -> MadeUpCount:
    """The counts of made-up students moved through both routes."""
    file = distributions_beside(asked.route_name)
    try:
        simulations = [
            simulate(
                route,
                students=asked.students,
                seed=seed,
                on=asked.on or date.today().isoformat(),
                years=asked.years,
                distributions=file,
                against=other,
            )
            for seed in range(asked.seed, asked.seed + _SEEDS)
        ]
    except (SimulationError, ReferenceDateError) as error:
        fail(error.text.in_language(lang))
    return counted_over(simulations, asked.years)
