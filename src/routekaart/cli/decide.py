"""`routekaart decide`: where a student goes next, why, who acts and what to ask."""

import click

from routekaart.cli import completing
from routekaart.cli.common import lang_option, load_route
from routekaart.cli.facts import date_line, facts_options, given_facts, reference_date, refused_plainly
from routekaart.cli.layout import duties_lines
from routekaart.cli.printing import give, show
from routekaart.escaping.machines import json_text
from routekaart.foundation.language import Language, say
from routekaart.model.situation import UnknownFacts


@click.command("decide")
@click.argument("route_name", metavar="ROUTE", shell_complete=completing.routes)
@click.argument("step", metavar="STAP", shell_complete=completing.steps)
@facts_options
@click.option("--json", "as_json", is_flag=True, help="Geef de beslissing als JSON.")
@lang_option
def command(
    route_name: str,
    step: str,
    pairs: tuple[str, ...],
    file: str | None,
    on: str | None,
    ignore_unknown: bool,
    as_json: bool,
    lang: Language | None,
) -> None:
    """Bepaal de volgende stap van een student, met de redenen.

    ROUTE is de naam van een meegeleverde route of het pad van een bestand. STAP is de stap waarin de student nu is.
    Een gegeven dat u niet noemt, is onbekend; dat telt nooit als nee. Wat bij --fact staat, gaat voor op --facts.

    \b
    Voorbeelden:
      routekaart decide roc_bbl P3 --fact heeft_werkplek=nee
      routekaart decide roc_bbl P11 --fact geboortedatum=2009-03-01 --on 2026-03-01
      echo '{"wil_bol": false}' | routekaart decide roc_bbl P10 --facts -
    """
    route = load_route(route_name, lang)
    language = lang or route.language
    facts = given_facts(pairs, file, language)
    unknown_facts: UnknownFacts = "ignore" if ignore_unknown else "error"
    day = reference_date(on)
    with refused_plainly(language):
        decision = route.decide(step, facts, on=day, unknown_facts=unknown_facts)
        duties = route.duties(step, facts, on=day, unknown_facts=unknown_facts)
    if as_json:
        content = {**decision.to_dict(), "duties": duties.to_dict()}
        give(json_text(content), newline=True)
        return
    show(date_line(decision.on, on, language))
    show(decision.explain(language))
    if decision.changes_on:
        show(say(language, "Verandert vanzelf op ", "Changes by itself on ") + f"{decision.changes_on}.")
    for line in duties_lines(route, duties, language):
        show(line)
