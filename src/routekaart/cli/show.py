"""`routekaart show`: a route, or one step of it, readable in a terminal."""

from collections.abc import Iterable, Iterator

import click

from routekaart import Route, UnknownNameError
from routekaart.cli import completion
from routekaart.cli.exits import fail, refuse
from routekaart.cli.facts_text import fact_lines, vocabulary_lines
from routekaart.cli.options import Command, lang_option
from routekaart.cli.parameters_text import parameter_lines
from routekaart.cli.printing import show
from routekaart.cli.reading_option import reading_option, show_readings, under_readings
from routekaart.cli.route_argument import load_route_or_vocabulary
from routekaart.cli.show_text import end_lines, route_lines, step_lines
from routekaart.foundation.language import Language


@click.command("show", cls=Command)
@click.argument("route_name", metavar="ROUTE", shell_complete=completion.routes)
@click.argument("step", metavar="[STAP]", required=False, shell_complete=completion.places)
@click.option("--parameters", "with_parameters", is_flag=True, help="Toon de grenzen, en wat wanneer verandert.")
@click.option("--facts", "with_facts", is_flag=True, help="Toon de gegevens: wat er gevraagd wordt.")
@reading_option
@lang_option
def command(
    route_name: str,
    step: str | None,
    with_parameters: bool,
    with_facts: bool,
    readings: tuple[str, ...],
    lang: Language | None,
) -> None:
    """Toon een route, of een stap daarvan: wie, wat, waarheen en op welke voorwaarde.

    ROUTE mag ook een bestand met gedeelde begrippen zijn: dan ziet u wat een route daaruit kan gebruiken.

    \b
    Voorbeelden:
      routekaart show roc_bbl
      routekaart show roc_bbl P11
      routekaart show roc_bbl --parameters
      routekaart show routekaart/begrippen
    """
    route = load_route_or_vocabulary(route_name, lang)
    if not isinstance(route, Route):
        if step is not None:
            refuse(lang or "nl", "gedeelde begrippen hebben geen stappen", "a vocabulary has no steps")
        if readings:
            refuse(lang or "nl", "--reading hoort bij een route", "--reading goes with a route")
        _show_all(vocabulary_lines(route, lang or "nl"))
        return
    route = under_readings(route, readings, lang)
    language = lang or route.language
    show_readings(route, language)
    if step is None:
        _show_all(_about_route(route, language, with_parameters=with_parameters, with_facts=with_facts))
    elif with_parameters or with_facts:
        refuse(
            language,
            "--parameters en --facts gaan over de hele route",
            "--parameters and --facts are about the whole route",
        )
    else:
        _show_all(_about_place(route, step, language))


def _show_all(lines: Iterable[str]) -> None:
    """Prints each line."""
    for line in lines:
        show(line)


def _about_route(route: Route, lang: Language, *, with_parameters: bool, with_facts: bool) -> Iterator[str]:
    if with_facts:
        yield from fact_lines(route.facts, lang)
    if with_parameters:
        yield from parameter_lines(route, lang)
    if not (with_facts or with_parameters):
        yield from route_lines(route, lang)


def _about_place(route: Route, name: str, lang: Language) -> Iterator[str]:
    """A step or an end."""
    try:
        return end_lines(route, name, lang) if name in route.ends else step_lines(route, route.step(name), lang)
    except UnknownNameError as error:
        fail(error.text.in_language(lang))
