"""`routekaart show`: a route, or one step of it, readable in a terminal."""

import click

from routekaart import UnknownNameError
from routekaart.cli import completion
from routekaart.cli.exits import fail, refuse
from routekaart.cli.options import lang_option
from routekaart.cli.parameters_text import parameter_lines
from routekaart.cli.printing import show
from routekaart.cli.route_argument import load_route
from routekaart.cli.show_text import end_lines, route_lines, step_lines
from routekaart.foundation.language import Language


@click.command("show")
@click.argument("route_name", metavar="ROUTE", shell_complete=completion.routes)
@click.argument("step", metavar="[STAP]", required=False, shell_complete=completion.places)
@click.option("--parameters", "with_parameters", is_flag=True, help="Toon de grenzen, en wat wanneer verandert.")
@lang_option
def command(route_name: str, step: str | None, with_parameters: bool, lang: Language | None) -> None:
    """Toon een route, of een stap daarvan: wie, wat, waarheen en op welke voorwaarde.

    \b
    Voorbeelden:
      routekaart show roc_bbl
      routekaart show roc_bbl P11
      routekaart show roc_bbl --parameters
    """
    route = load_route(route_name, lang)
    language = lang or route.language
    if with_parameters:
        if step is not None:
            refuse(language, "--parameters gaat over de hele route", "--parameters is about the whole route")
        lines = parameter_lines(route, language)
    elif step is None:
        lines = route_lines(route, language)
    else:
        try:
            lines = (
                end_lines(route, step, language)
                if step in route.ends
                else step_lines(route, route.step(step), language)
            )
        except UnknownNameError as error:
            fail(error.text.in_language(language))
    for line in lines:
        show(line)
