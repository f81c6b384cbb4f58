"""`routekaart list`: the routes that come with routekaart."""

import click

from routekaart import bundled_names
from routekaart.cli.common import lang_option, load_route, say
from routekaart.cli.printing import show
from routekaart.language import Language


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
        steps = say(lang or route.language, "stappen", "steps")
        show(f"{route.id:<16} {route.version:<8} {len(route.steps):>3} {steps}   {route.title}")
