"""`routekaart decide`: where a student goes next, why, who acts and what to ask."""

import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from routekaart import FactError, ReferenceDateError, UnknownNameError
from routekaart.cli.common import fail, lang_option, load_route, say, unknown_name
from routekaart.cli.layout import duties_lines
from routekaart.language import Language
from routekaart.situation import UnknownFacts
from routekaart.source import Unreadable, parse_document, plain, read_document


@click.command("decide")
@click.argument("route_name", metavar="ROUTE")
@click.argument("step", metavar="STAP")
@click.option("--fact", "pairs", multiple=True, metavar="NAAM=WAARDE", help="Een gegeven van de student; mag vaker.")
@click.option("--facts", "file", metavar="BESTAND", help="Gegevens uit een JSON- of YAML-bestand; - is de invoer.")
@click.option("--on", metavar="DATUM", help="De peildatum, zoals 2026-03-01; anders vandaag.")
@click.option("--ignore-unknown", is_flag=True, help="Sla gegevens over die deze route niet kent.")
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
    facts = {**_facts_in_file(file, language), **_facts_in_pairs(pairs, language)}
    unknown_facts: UnknownFacts = "ignore" if ignore_unknown else "error"
    day = on or date.today().isoformat()
    try:
        decision = route.decide(step, facts, on=day, unknown_facts=unknown_facts)
        duties = route.duties(step, facts, on=day, unknown_facts=unknown_facts)
    except UnknownNameError as error:
        unknown_name(error, language)
    except FactError as error:
        fail(*error.message(language, values=True).splitlines())
    except ReferenceDateError as error:
        fail(error.text.in_language(language))
    if as_json:
        content = {**decision.to_dict(), "duties": duties.to_dict()}
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
        return
    today = "" if on else say(language, " (vandaag)", " (today)")
    click.echo(say(language, "Peildatum: ", "Reference date: ") + f"{decision.on}{today}")
    click.echo(decision.explain(language))
    for line in duties_lines(route, duties, language):
        click.echo(line)


def _facts_in_pairs(pairs: tuple[str, ...], lang: Language) -> dict[str, str]:
    facts: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip() or not value.strip():
            fail(
                say(
                    lang,
                    f"--fact {name.strip()}: verwacht wordt NAAM=WAARDE, zoals heeft_werkplek=nee",
                    f"--fact {name.strip()}: expected NAME=VALUE, such as heeft_werkplek=nee",
                )
            )
        if name.strip() in facts:
            fail(say(lang, f"--fact {name.strip()} is twee keer gegeven", f"--fact {name.strip()} is given twice"))
        facts[name.strip()] = value.strip()
    return facts


def _facts_in_file(file: str | None, lang: Language) -> Mapping[str, Any]:
    if file is None:
        return {}
    try:
        if file == "-":
            document = parse_document(sys.stdin.buffer.read().decode("utf-8-sig"), "-")
        else:
            document = read_document(Path(file))
    except UnicodeDecodeError:
        fail(say(lang, "-: de tekst is geen UTF-8", "-: the text is not UTF-8"))
    except Unreadable as error:
        if [one.rule for one in error.diagnostics] == ["empty-file"]:
            return {}
        fail(*(diagnostic.render(lang) for diagnostic in error.diagnostics))
    if document.problems:
        fail(*(diagnostic.render(lang) for diagnostic in document.problems))
    facts: Mapping[str, Any] = plain(document.root)
    return facts
