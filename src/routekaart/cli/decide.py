"""`routekaart decide`: where a student goes next, why, who acts and what to ask."""

from collections.abc import Iterator

import click

from routekaart.cli import completion
from routekaart.cli.facts_options import GivenFacts, date_line, facts_options, refused_plainly
from routekaart.cli.options import Command, lang_option
from routekaart.cli.printing import give, show
from routekaart.cli.reading_option import reading_option, show_readings, under_readings
from routekaart.cli.route_argument import load_route
from routekaart.cli.show_text import done_by, hand_over_words, not_known, one_or_more, remarks
from routekaart.deciding.contested_duties import ContestedDuties
from routekaart.deciding.duties import ActionDuty, Duties, PartnerDuty, SupportDuty
from routekaart.deciding.explaining_words import explained
from routekaart.foresight.duties_over_time import DutiesChange
from routekaart.foresight.outlook import Change
from routekaart.foundation.escaping.machines import json_text
from routekaart.foundation.language import Language, say
from routekaart.route import Route


@click.command("decide", cls=Command)
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
        contested = route.contested_duties(step, facts, on=day, unknown_facts=given.unknown_facts)
        later = route.duties_change(step, facts, on=day, unknown_facts=given.unknown_facts)
    if as_json:
        beside = {
            "duties": duties.to_dict(),
            "duties_change": None if later is None else later.to_dict(),
            "contested_duties": [one.to_dict() for one in contested],
        }
        give(json_text({**decision.to_dict(), **beside}), newline=True)
        return
    show_readings(route, language)
    show(date_line(decision.on, given.on, language))
    show(decision.explain(language))
    if decision.changes_on:
        ahead = route.outlook(step, facts, on=day, until=decision.changes_on, unknown_facts=given.unknown_facts)
        show(_changes_line(ahead[0], language))
    for line in _duties_lines(route, duties, language):
        show(line)
    if later is not None and (decision.changes_on is None or later.on <= decision.changes_on):
        show(_later_line(duties, later, language))
    for one in contested:
        # Without duties there is no decision under that reading either, which the explanation has said.
        if one.duties is not None:
            show(_contested_line(one, language))


def _changes_line(changed: Change, lang: Language) -> str:
    """The line on when time alone changes the decision, or may change it, if it then depends on an unknown fact."""
    unsure = changed.decision.outcome == "needs_facts"
    return explained("may_change_on" if unsure else "changes_on", lang, date=changed.on)


def _later_line(duties: Duties, later: DutiesChange, lang: Language) -> str:
    """The line on when time alone changes the duties, or may change them, if new ones then depend on unknown facts."""
    before = _parts(duties)
    if any(one.holds is None and one not in before for one in _parts(later.duties)):
        return say(
            lang,
            f"Wie en wat kan vanzelf veranderen vanaf {later.on}.",
            f"Who and what can change by itself from {later.on} on.",
        )
    return say(lang, f"Wie en wat verandert vanzelf op {later.on}.", f"Who and what changes by itself on {later.on}.")


def _parts(duties: Duties) -> tuple[ActionDuty | PartnerDuty | SupportDuty, ...]:
    return (*duties.actions, *duties.partners, *duties.supports)


def _contested_line(one: ContestedDuties, lang: Language) -> str:
    """The line that duties depend on an unconfirmed reading, with the option that shows them under the other one."""
    name, text = one.reading, one.text.rstrip(".")
    asked = f"--reading {one.reading}={one.alternative}"
    return say(
        lang,
        f"Wie en wat hangt af van lezing {name}, die nog bevestigd moet worden. Voor de andere ({text}): {asked}",
        f"Who acts and what is done depends on reading {name}, which must still be confirmed."
        f" For the other one ({text}): {asked}",
    )


def _duties_lines(route: Route, duties: Duties, lang: Language) -> Iterator[str]:
    """Lines with who acts and what must be done for one student."""
    yield ""
    yield say(lang, f"Wie en wat in {duties.step_id}:", f"Who acts and what is done in {duties.step_id}:")
    for label, shown in _partners(route, duties, lang):
        yield f"  {label}: {', '.join(shown)}"
    yield from (f"  - {one}" for one in _actions(route, duties, lang))
    yield from (f"  + {one}" for one in _supports(route, duties, lang))


def _partners(route: Route, duties: Duties, lang: Language) -> Iterator[tuple[str, list[str]]]:
    responsible = say(lang, "verantwoordelijk", "responsible")
    if duties.responsible_unknown:
        yield responsible, [not_known(lang)]
    for role, label in (("responsible", responsible), ("contact", say(lang, "benaderen", "contact"))):
        shown = [
            one_or_more(route, duty.partners, lang) + (f" ({_maybe(lang)})" if duty.holds is None else "")
            for duty in duties.partners
            if duty.role == role
        ]
        if shown:
            yield label, shown


def _actions(route: Route, duties: Duties, lang: Language) -> Iterator[str]:
    for duty in duties.actions:
        about = [
            say(lang, "mag", "optional") if duty.optional else "",
            _maybe(lang) if duty.holds is None else "",
            done_by(route, (one.partners for one in duty.by), lang),
            hand_over_words(duty.hand_over, lang),
        ]
        yield f"{duty.text}{remarks(about)}"


def _supports(route: Route, duties: Duties, lang: Language) -> Iterator[str]:
    for support in duties.supports:
        via = "via " + ", ".join(route.partners[name].title for name in support.via)
        about = [_maybe(lang) if support.holds is None else "", via if support.via else ""]
        yield f"{support.title}{remarks(about)}"


def _maybe(lang: Language) -> str:
    return say(lang, "misschien", "maybe")
