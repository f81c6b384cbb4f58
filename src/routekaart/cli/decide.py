"""`routekaart decide`: where a student goes next, why, who acts and what to ask."""

from collections.abc import Iterator

import click

from routekaart.cli import completion
from routekaart.cli.facts_options import GivenFacts, date_line, facts_options, refused_plainly
from routekaart.cli.options import lang_option
from routekaart.cli.printing import give, show
from routekaart.cli.reading_option import reading_option, show_readings, under_readings
from routekaart.cli.route_argument import load_route
from routekaart.cli.show_text import done_by, hand_over_words, not_known, one_or_more, remarks
from routekaart.deciding.duties import Duties
from routekaart.deciding.explaining_words import explained
from routekaart.escaping.machines import json_text
from routekaart.foundation.language import Language, say
from routekaart.route import Route


@click.command("decide")
@click.argument("route_name", metavar="ROUTE", shell_complete=completion.routes)
@click.argument("step", metavar="STAP", shell_complete=completion.steps)
@facts_options
@reading_option
@click.option("--json", "as_json", is_flag=True, help="Geef de beslissing als JSON.")
@lang_option
def command(
    given: GivenFacts, route_name: str, step: str, readings: tuple[str, ...], as_json: bool, lang: Language | None
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
    route = under_readings(load_route(route_name, lang), readings, lang)
    language = lang or route.language
    facts, day = given.read(route.facts, language), given.day
    with refused_plainly(language):
        decision = route.decide(step, facts, on=day, unknown_facts=given.unknown_facts)
        duties = route.duties(step, facts, on=day, unknown_facts=given.unknown_facts)
    if as_json:
        give(json_text({**decision.to_dict(), "duties": duties.to_dict()}), newline=True)
        return
    show_readings(route, language)
    show(date_line(decision.on, given.on, language))
    show(decision.explain(language))
    if decision.changes_on:
        show(explained("changes_on", language, date=decision.changes_on))
    for line in _duties_lines(route, duties, language):
        show(line)


def _duties_lines(route: Route, duties: Duties, lang: Language) -> Iterator[str]:
    """Who acts and what must be done for one student."""
    maybe = say(lang, "misschien", "maybe")
    yield ""
    yield say(lang, f"Wie en wat in {duties.step_id}:", f"Who and what in {duties.step_id}:")
    names = {
        "responsible": say(lang, "verantwoordelijk", "responsible"),
        "contact": say(lang, "benaderen", "contact"),
    }
    if duties.responsible_unknown:
        yield f"  {names['responsible']}: {not_known(lang)}"
    for role, label in names.items():
        shown = [
            one_or_more(route, duty.partners, lang) + (f" ({maybe})" if duty.holds is None else "")
            for duty in duties.partners
            if duty.role == role
        ]
        if shown:
            yield f"  {label}: {', '.join(shown)}"
    for duty in duties.actions:
        about = [
            say(lang, "mag", "optional") if duty.optional else "",
            maybe if duty.holds is None else "",
            done_by(route, (one.partners for one in duty.by), lang),
            hand_over_words(duty.hand_over, lang),
        ]
        yield f"  - {duty.text}{remarks(about)}"
    for support in duties.supports:
        via = "via " + ", ".join(route.partners[name].title for name in support.via)
        yield f"  + {support.title}{remarks([maybe if support.holds is None else '', via if support.via else ''])}"
