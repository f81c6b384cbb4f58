"""`routekaart simulate`: made-up students moved through a route; how many reach which end, and how long they wait."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import click

from routekaart.cli import completion
from routekaart.cli.distributions_argument import distributions_beside
from routekaart.cli.exits import fail, refuse
from routekaart.cli.options import Command, gathered_in, lang_option, on_option
from routekaart.cli.output_files import check_output_file, write_file
from routekaart.cli.printing import give, show
from routekaart.cli.reading_option import reading_option, under_readings
from routekaart.cli.route_argument import fail_with, load_route
from routekaart.diagnostics.diagnostic import RouteError
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.escaping.machines import json_text
from routekaart.foundation.language import Language
from routekaart.library import simulate
from routekaart.model.fact_problems import ReferenceDateError
from routekaart.route import Route, UnknownNameError
from routekaart.simulation.as_json import places_csv, simulation_dict
from routekaart.simulation.distributions import SimulationError
from routekaart.simulation.outcome import Simulation
from routekaart.simulation.text_report import text_report
from routekaart.simulation.ticks import EVERY, Every


@dataclass(frozen=True)
class _Asked:
    """The arguments and options of the command."""

    route_name: str
    on: str
    students: int
    seed: int
    years: int
    every: Every
    step: str | None
    distributions: Path | None
    pairs: tuple[str, ...]
    against: str | None
    as_: Literal["text", "json"]
    output: Path | None
    readings: tuple[str, ...]
    lang: Language | None


@click.command("simulate", cls=Command)
@click.argument("route_name", metavar="ROUTE", shell_complete=completion.routes)
@on_option("De eerste dag.", required=True)
@click.option("--students", type=int, default=10_000, show_default=True, metavar="N", help="Hoeveel studenten.")
@click.option("--seed", type=int, default=1, show_default=True, metavar="S", help="Dezelfde seed: dezelfde studenten.")
@click.option("--years", type=int, default=2, show_default=True, metavar="J", help="Hoeveel jaar er gevolgd wordt.")
@click.option("--every", type=click.Choice(EVERY), default="month", show_default=True, help="Hoe vaak gekeken wordt.")
@click.option(
    "--step", metavar="STAP", help="Waar allen beginnen; anders de eerste stap, of wat de verdelingen zeggen."
)
@click.option(
    "--distributions",
    type=click.Path(path_type=Path),
    metavar="BESTAND",
    help="De verdelingen; anders het bestand naast de route dat eindigt op .simulation.yaml.",
)
@click.option("--parameter", "pairs", multiple=True, metavar="NAAM=GETAL", help="Vergelijk met een andere grens.")
@click.option("--against", metavar="ROUTE", help="Vergelijk met een andere versie: een bestand of REVISIE:PAD.")
@click.option("--format", "as_", type=click.Choice(["text", "json"]), default="text", help="De vorm van het verslag.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="BESTAND.csv",
    help="Schrijf van elke verzonnen student waar die op het eind is.",
)
@reading_option
@lang_option
@gathered_in(_Asked)
def command(asked: _Asked) -> None:
    """Laat verzonnen studenten jaren door een route gaan: hoeveel er op elke plek uitkomen, en hoe lang ze wachten.

    Het is geen voorspelling. De studenten zijn verzonnen; het verslag zegt welke verdelingen opgegeven zijn, en welke
    aangenomen. Met --parameter of --against gaan dezelfde studenten ook door de route zoals die dan is; wie een andere
    lezing met de route zelf wil vergelijken, noemt de route ook bij --against.

    \b
    Voorbeelden:
      routekaart simulate roc_bbl --on 2026-03-01 --students 1000
      routekaart simulate roc_bbl --on 2026-03-01 --step P15 --parameter leeftijdsgrens_exitgesprek=27
      routekaart simulate routes/mijn_route.yaml --on 2026-03-01 --against HEAD:routes/mijn_route.yaml --format json
    """
    route = under_readings(load_route(asked.route_name, asked.lang), asked.readings, asked.lang)
    language = asked.lang or route.language
    inputs = [asked.distributions] if asked.distributions is not None else []
    if asked.output is not None:
        check_output_file(asked.output, language, inputs)
    simulation = _simulated(asked, route, language)
    if asked.output is not None:
        write_file(asked.output, places_csv(simulation), language, inputs)
    if asked.as_ == "json":
        give(json_text(simulation_dict(simulation, language)), newline=True)
    else:
        show("\n".join(text_report(simulation, language)))


def _simulated(asked: _Asked, route: Route, lang: Language) -> Simulation:
    """The simulation; ends the command if it cannot be done."""
    against = None if asked.against is None else load_route(asked.against, asked.lang)
    try:
        return simulate(
            route,
            students=asked.students,
            seed=asked.seed,
            on=asked.on,
            years=asked.years,
            every=asked.every,
            step=asked.step,
            distributions=asked.distributions or distributions_beside(asked.route_name),
            parameters=dict(_parameter(pair, lang) for pair in asked.pairs),
            against=against,
        )
    except (SimulationError, ReferenceDateError, UnknownNameError) as error:
        fail(error.text.in_language(lang))
    except RouteError as error:
        fail_with(error, lang)


def _parameter(pair: str, lang: Language) -> tuple[str, str]:
    name, equals, value = pair.partition("=")
    if not equals or not name.strip() or not value.strip():
        shown = one_line(pair)
        refuse(lang, f"{shown}: verwacht wordt NAAM=GETAL", f"{shown}: expected NAME=NUMBER")
    return name.strip(), value.strip()
