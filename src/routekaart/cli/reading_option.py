"""The option `--reading`: a route under other readings of its sources."""

import click

from routekaart.cli import completion
from routekaart.cli.exits import fail, refuse
from routekaart.cli.options import Function
from routekaart.cli.printing import show
from routekaart.errors import AlternativeError
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.language import Language
from routekaart.model.applied_readings import readings_text
from routekaart.route import Route


def reading_option(function: Function) -> Function:
    """Adds `--reading`, which can be repeated: the command gets the values as `readings`, unparsed."""
    option = click.option(
        "--reading",
        "readings",
        multiple=True,
        metavar="LEZING=ALTERNATIEF",
        shell_complete=completion.readings,
        help="Neem een lezing van de bron anders, zoals A-31=strikt; u mag dit herhalen.",
    )
    decorated: Function = option(function)
    return decorated


def under_readings(route: Route, pairs: tuple[str, ...], lang: Language | None) -> Route:
    """The route under the given readings; ends the command if that is not possible."""
    language = lang or route.language
    choices: dict[str, str] = {}
    for pair in pairs:
        name, equals, alternative = (part.strip() for part in pair.partition("="))
        shown = one_line(pair)
        if not equals or not name or not alternative:
            refuse(
                language,
                f"--reading {shown}: verwacht wordt LEZING=ALTERNATIEF, zoals A-31=strikt",
                f"--reading {shown}: expected READING=ALTERNATIVE, such as A-31=strikt",
            )
        if name in choices:
            refuse(
                language,
                f"--reading {one_line(name)} is twee keer gegeven",
                f"--reading {one_line(name)} is given twice",
            )
        choices[name] = alternative
    try:
        return route.under(choices)
    except AlternativeError as error:
        fail(error.text.in_language(language))


def show_readings(route: Route, lang: Language) -> None:
    """Shows for which readings a route follows an alternative; nothing if there are none."""
    if route.chosen:
        show(readings_text(route.chosen).in_language(lang))
