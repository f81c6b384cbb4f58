"""`routekaart outlook`: on which later dates a decision changes by itself."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from routekaart import Change, Decision, Route
from routekaart.cli import completion
from routekaart.cli.facts_options import GivenFacts, date_line, facts_options, refused_plainly
from routekaart.cli.options import Command, lang_option
from routekaart.cli.output_files import write_file
from routekaart.cli.printing import give, show
from routekaart.cli.reading_option import reading_option, show_readings, under_readings
from routekaart.cli.route_argument import load_route
from routekaart.foresight.ics import calendar
from routekaart.foundation.escaping.machines import json_text
from routekaart.foundation.language import Language, say

if TYPE_CHECKING:
    from routekaart.foresight.foresight_dicts import OutlookDict


@click.command("outlook", cls=Command)
@click.argument("route_name", metavar="ROUTE", shell_complete=completion.routes)
@click.argument("step", metavar="STAP", shell_complete=completion.steps)
@facts_options
@reading_option
@click.option("--until", metavar="DATUM", help="Tot en met welke dag er vooruit gekeken wordt; anders zonder grens.")
@click.option(
    "--ics", "calendar_file", metavar="BESTAND", help="Schrijf de data als agenda (iCalendar) naar een bestand."
)
@click.option("--label", default="", metavar="TEKST", help="Hoe de student in de agenda heet, bijvoorbeeld een nummer.")
@click.option("--json", "as_json", is_flag=True, help="Geef de data als JSON.")
@lang_option
def command(
    given: GivenFacts,
    route_name: str,
    step: str,
    readings: tuple[str, ...],
    until: str | None,
    calendar_file: str | None,
    label: str,
    as_json: bool,
    lang: Language | None,
) -> None:
    """Toon op welke latere data de beslissing anders wordt als alleen de tijd verstrijkt, en waarom.

    ROUTE is de naam van een meegeleverde route of het pad van een bestand. STAP is de stap waarin de student nu is.

    \b
    Voorbeelden:
      routekaart outlook roc_bbl P11 --fact geboortedatum=2009-03-01 --fact startkwalificatie=nee --on 2026-03-01
      routekaart outlook roc_bbl P9 --fact heeft_werkplek=nee --fact zoekperiode_gestart_op=2026-01-31 --on 2026-02-01
    """
    route = under_readings(load_route(route_name, lang), readings, lang)
    language = lang or route.language
    facts, day = given.read(route.facts, language), given.day
    with refused_plainly(language):
        decision = route.decide(step, facts, on=day, unknown_facts=given.unknown_facts)
        changes = route.outlook(step, facts, on=day, until=until, unknown_facts=given.unknown_facts)
    assert decision.on is not None
    if calendar_file is not None:
        content = calendar(route.surroundings, step, changes, decision.on, label=label, lang=language)
        write_file(Path(calendar_file), content, language, [Path(given.file)] if given.file is not None else [])
    if as_json:
        give(json_text(_as_dict(route, decision, changes)), newline=True)
        return
    show_readings(route, language)
    show(date_line(decision.on, given.on, language))
    now = Change(decision.on, decision, ())
    for change in (now, *changes):
        because = "; ".join(text.in_language(language) for text in change.because)
        show(f"{change.on}  {change.answer(route.surroundings, language)}{f' ({because})' if because else ''}")
    if not changes:
        show(say(language, "De tijd alleen verandert hier niets aan.", "Time alone changes nothing here."))


def _as_dict(route: Route, decision: Decision, changes: tuple[Change, ...]) -> "OutlookDict":
    return {
        "format": "routekaart.outlook",
        "format_version": 1,
        "route": decision.route_id,
        "route_version": decision.route_version,
        "chosen": dict(route.chosen),
        "step": decision.step_id,
        "on": decision.on.isoformat() if decision.on else None,
        "outcome": decision.outcome,
        "target": decision.target,
        "possible": list(decision.possible),
        "changes": [change.to_dict() for change in changes],
    }
