"""`routekaart reach`: what it would take to go from a step to a target."""

import click

from routekaart.cli import completion
from routekaart.cli.facts_options import GivenFacts, date_line, facts_options, refused_plainly
from routekaart.cli.options import Command, lang_option
from routekaart.cli.printing import give, show
from routekaart.cli.reading_option import reading_option, show_readings, under_readings
from routekaart.cli.route_argument import load_route
from routekaart.foundation.escaping.machines import json_text
from routekaart.foundation.language import Language


@click.command("reach", cls=Command)
@click.argument("route_name", metavar="ROUTE", shell_complete=completion.routes)
@click.argument("step", metavar="STAP", shell_complete=completion.steps)
@click.argument("target", metavar="DOEL", shell_complete=completion.places)
@facts_options
@reading_option
@click.option("--json", "as_json", is_flag=True, help="Geef het antwoord als JSON.")
@lang_option
def command(
    given: GivenFacts,
    route_name: str,
    step: str,
    target: str,
    readings: tuple[str, ...],
    as_json: bool,
    lang: Language | None,
) -> None:
    """Toon wat er moet veranderen of blijken om vanuit een stap naar een doel te gaan, of dat het niet kan.

    DOEL is een stap of einde waar een overgang van STAP naartoe leidt, of STAP zelf om er te blijven.

    \b
    Voorbeelden:
      routekaart reach roc_bbl P11 P14 --fact geboortedatum=2009-03-01 --fact startkwalificatie=nee --on 2026-03-01
      routekaart reach entree stap_4 stap_5a
    """
    route = under_readings(load_route(route_name, lang), readings, lang)
    language = lang or route.language
    facts = given.read(route.facts, language)
    with refused_plainly(language):
        found = route.reach(step, target, facts, on=given.day, unknown_facts=given.unknown_facts)
    if as_json:
        give(json_text(found.to_dict()), newline=True)
        return
    show_readings(route, language)
    show(date_line(found.on, given.on, language))
    show(found.text.in_language(language))
