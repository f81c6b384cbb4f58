"""`routekaart path`: a shortest way through a route."""

import click

from routekaart.cli import completion
from routekaart.cli.facts_options import GivenFacts, date_line, facts_options, refused_plainly
from routekaart.cli.options import Command, lang_option
from routekaart.cli.printing import give, show
from routekaart.cli.reading_option import reading_option, show_readings, under_readings
from routekaart.cli.route_argument import load_route
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.escaping.machines import json_text
from routekaart.foundation.language import Language, say
from routekaart.model.situation import read_reference_date


@click.command("path", cls=Command)
@click.argument("route_name", metavar="ROUTE", shell_complete=completion.routes)
@click.argument("to", metavar="DOEL", shell_complete=completion.places)
@click.option(
    "--step",
    metavar="STAP",
    shell_complete=completion.steps,
    help="De stap waarin de student nu is; anders de eerste van de route.",
)
@facts_options
@reading_option
@click.option("--json", "as_json", is_flag=True, help="Geef de weg als JSON.")
@lang_option
def command(
    given: GivenFacts,
    route_name: str,
    to: str,
    step: str | None,
    readings: tuple[str, ...],
    as_json: bool,
    lang: Language | None,
) -> None:
    """Toon een kortste weg door een route, met wat er bij elke stap moet gelden.

    DOEL is een stap of een einde.

    \b
    Voorbeelden:
      routekaart path roc_bbl voortzetting_bol
      routekaart path roc_bbl P15 --step P9 --fact geboortedatum=2009-03-01 --on 2026-03-01
    """
    route = under_readings(load_route(route_name, lang), readings, lang)
    language = lang or route.language
    facts, day = given.read(route.facts, language), given.day
    with refused_plainly(language):
        found = route.path(facts, to=to, step=step, on=day, unknown_facts=given.unknown_facts)
    if as_json:
        give(json_text(found.to_dict() if found else None), newline=True)
        return
    show_readings(route, language)
    show(date_line(read_reference_date(day), given.on, language))
    if found is None:
        show(say(language, f"Er is geen weg gevonden naar {one_line(to)}.", f"No way was found to {one_line(to)}."))
    else:
        here = say(language, f"De student is al in {to}.", f"The student is in {to} already.")
        show(found.text.in_language(language) or here)
