"""`routekaart reach`: what it would take to go from a step to a target."""

import click

from routekaart.cli import completing
from routekaart.cli.common import lang_option, load_route
from routekaart.cli.facts import date_line, facts_options, given_facts, reference_date, refused_plainly
from routekaart.cli.printing import give, show
from routekaart.escaping.machines import json_text
from routekaart.foundation.language import Language
from routekaart.model.situation import UnknownFacts


@click.command("reach")
@click.argument("route_name", metavar="ROUTE", shell_complete=completing.routes)
@click.argument("step", metavar="STAP", shell_complete=completing.steps)
@click.argument("target", metavar="DOEL", shell_complete=completing.places)
@facts_options
@click.option("--json", "as_json", is_flag=True, help="Geef het antwoord als JSON.")
@lang_option
def command(
    route_name: str,
    step: str,
    target: str,
    pairs: tuple[str, ...],
    file: str | None,
    on: str | None,
    ignore_unknown: bool,
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
    route = load_route(route_name, lang)
    language = lang or route.language
    facts = given_facts(pairs, file, language)
    unknown_facts: UnknownFacts = "ignore" if ignore_unknown else "error"
    with refused_plainly(language):
        found = route.reach(step, target, facts, on=reference_date(on), unknown_facts=unknown_facts)
    if as_json:
        give(json_text(found.to_dict()), newline=True)
        return
    show(date_line(found.on, on, language))
    show(found.text.in_language(language))
