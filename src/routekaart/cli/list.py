"""`routekaart list`: the routes and vocabularies that come with routekaart."""

import click

from routekaart import bundled_names
from routekaart.cli.options import Command, lang_option
from routekaart.cli.printing import show, show_message
from routekaart.cli.route_argument import load_route
from routekaart.files.bundled import bundled_vocabularies
from routekaart.foundation.language import Language, Text, counted, say
from routekaart.model.step import BUNDLED


@click.command("list", cls=Command)
@lang_option
def command(lang: Language | None) -> None:
    """Noem de routes en gedeelde begrippen die meegeleverd zijn.

    \b
    Voorbeeld:
      routekaart list
    """
    for name in bundled_names():
        route = load_route(name, lang)
        steps = counted(len(route.steps), Text("stap", "step"), Text("stappen", "steps"))
        count = steps.in_language(lang or route.language)
        show(f"{route.id:<16} {route.version:<8} {count:>11}   {route.title}")
    shared = say(lang or "nl", "gedeelde begrippen", "shared vocabulary")
    for name in bundled_vocabularies():
        show(f"{name:<16} {'':<8} {'':>11}   {shared}")
    way = f"{{route: {BUNDLED}doorstroompunt, step: S1}}"
    show_message(
        say(
            lang or "nl",
            f"in een routebestand: uses: [{BUNDLED}begrippen], of hand_over: {way}",
            f"in a route file: uses: [{BUNDLED}begrippen], or hand_over: {way}",
        )
    )
