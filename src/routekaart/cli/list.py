"""`routekaart list`: the routes that come with routekaart."""

import click

from routekaart import bundled_names
from routekaart.cli.options import lang_option
from routekaart.cli.printing import show
from routekaart.cli.route_argument import load_route
from routekaart.foundation.language import Language, Text, counted


@click.command("list")
@lang_option
def command(lang: Language | None) -> None:
    """Noem de routes die meegeleverd zijn.

    \b
    Voorbeeld:
      routekaart list
    """
    for name in bundled_names():
        route = load_route(name, lang)
        steps = counted(len(route.steps), Text("stap", "step"), Text("stappen", "steps"))
        count = steps.in_language(lang or route.language)
        show(f"{route.id:<16} {route.version:<8} {count:>11}   {route.title}")
