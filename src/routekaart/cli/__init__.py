"""The command `routekaart`. Each sub-command is a module that is imported only when it is used."""

import os
import sys
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

import click
from click.shell_completion import CompletionItem

from routekaart import __version__
from routekaart.cli.dutch import SpokenContext
from routekaart.cli.exits import INTERNAL_ERROR, WRONG_USE
from routekaart.cli.help_language import asked_language, spoken
from routekaart.cli.printing import show_message, show_wrong_use
from routekaart.foundation.errors import RoutekaartError
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.language import LANGUAGES, Language, Text, say
from routekaart.foundation.suggest import nearest

SECTIONS: dict[str, dict[str, str]] = {
    "Beslissen": {
        "cohort": "Bepaal de volgende stap van alle studenten in een bestand, en tel ze.",
        "decide": "Bepaal de volgende stap van een student.",
        "outlook": "Toon wanneer een beslissing door de tijd verandert.",
        "path": "Toon een kortste weg door een route.",
        "reach": "Toon wat er nodig is om naar een doel te gaan.",
        "simulate": "Laat verzonnen studenten jaren door een route gaan, en tel.",
    },
    "Lezen": {
        "list": "Noem de routes die meegeleverd zijn.",
        "map": "Teken een route: als svg, png, mermaid, dot of tekst.",
        "page": "Maak van een route een webpagina, voor wie geen routekaart heeft.",
        "partners": "Toon wie wat doet, in welke route.",
        "readings": "Toon waar de bronnen zwijgen, en wie er anders uitkomt als er iets anders bedoeld is.",
        "show": "Toon een route, of een stap daarvan.",
        "site": "Maak van alle routes in een map pagina's met een index.",
    },
    "Schrijven en controleren": {
        "check": "Lees en controleer routebestanden.",
        "diff": "Vergelijk twee versies van een route.",
        "explain": "Leg uit wat een regel controleert.",
        "format": "Zet routebestanden in een vaste opmaak.",
        "init": "Begin een map met routes: een eerste route, en alles voor editors en CI.",
        "new": "Begin een nieuwe route, met tests ernaast.",
        "test": "Voer de tests naast routes uit, en toon wat ze niet laten zien.",
    },
    "Voor programma's": {
        "completion": "Geef het script waarmee een shell namen aanvult.",
        "export": "Schrijf een route als gegevens waarmee andere programma's beslissen.",
        "schema": "Geef het JSON-schema van wat routekaart leest of schrijft.",
        "types": "Schrijf de gegevens en de namen van een route als types van Python.",
    },
}
"""The commands, grouped by what they are for."""

COMMANDS = {name: words for section in SECTIONS.values() for name, words in section.items()}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, so that start-up stays fast."""

    context_class = SpokenContext

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # the signature is click's
        """The names of the commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with this name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"routekaart.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        command.context_class = SpokenContext
        return _english().in_english(command, cmd_name) if spoken(ctx) == "en" else command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Finds the command in the arguments; ends with a suggestion for a name that is written wrongly."""
        name = args[0]
        close = None if name in COMMANDS or name.startswith("-") else nearest(name, tuple(COMMANDS))
        if close is not None:
            ctx.fail(f"No such command '{one_line(name)}'. Did you mean '{close}'?")
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the help of routekaart itself, in the requested language."""
        if spoken(ctx) == "en":
            click.Group.format_help(_english().in_english(self, ""), ctx, formatter)
        else:
            super().format_help(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the list of commands without importing them."""
        english = _english() if spoken(ctx) == "en" else None
        for title, commands in SECTIONS.items():
            with formatter.section(english.SECTIONS_IN_ENGLISH[title] if english else title):
                words = {name: english.COMMANDS_IN_ENGLISH[name] for name in commands} if english else commands
                formatter.write_dl(sorted(words.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands that begin like this, without importing them."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return [CompletionItem(name, help=words) for name, words in COMMANDS.items() if name.startswith(incomplete)]

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Reads the arguments before the name of a command."""
        lang = asked_language(args)
        try:
            return super().make_context(info_name, args, parent, **{"obj": lang, **extra})
        except click.ClickException as error:
            end_as_wrong_use(error, lang)

    def invoke(self, ctx: click.Context) -> object:
        """Runs a command; an unexpected error becomes one message, without the data involved."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                # Characters that the terminal cannot show are written as \\u....; an old code page must not stop a run.
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except click.ClickException as error:
            end_as_wrong_use(error, spoken(ctx))
        except (click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except RoutekaartError as error:
            # Commands report their own errors; this reports errors that any command can raise, such as a full disk.
            show_message(error.text.in_language(spoken(ctx)))
            raise SystemExit(WRONG_USE) from None
        except OSError as error:
            if os.environ.get("ROUTEKAART_TRACEBACK"):
                raise
            fails = say(spoken(ctx), "lezen of schrijven lukt niet", "reading or writing fails")
            show_message(f"{fails}: {error.strerror or type(error).__name__}")
            raise SystemExit(INTERNAL_ERROR) from None
        except Exception as error:
            if os.environ.get("ROUTEKAART_TRACEBACK"):
                raise
            # Imported here because most runs do not need it, and start faster without.
            from traceback import extract_tb

            # The text of an exception may hold facts about a student; its kind and place do not.
            place = extract_tb(error.__traceback__)[-1]
            where = f"{Path(place.filename).name}:{place.lineno}"
            show_message(_fault(f"{type(error).__name__}, {where}").in_language(spoken(ctx)))
            raise SystemExit(INTERNAL_ERROR) from None


def _english() -> Any:
    """The module with the English texts of the commands, imported only when needed."""
    return import_module("routekaart.cli.english")


def _fault(where: str) -> Text:
    """The message about an unexpected error."""
    address = _address()
    to = Text(f" op {address}," if address else "", f" at {address}," if address else "")
    return Text(
        f"fout in routekaart zelf ({where}). Meld dit{to.nl} bij wie routekaart onderhoudt, met de opdracht die u gaf, "
        "maar zonder gegevens van een student. Met ROUTEKAART_TRACEBACK=1 ziet u meer",
        f"fault in routekaart itself ({where}). Report this{to.en} to who maintains routekaart, with the command "
        "that you gave, but without facts of a student. With ROUTEKAART_TRACEBACK=1 you see more",
    )


def _address() -> str | None:
    """The address for reporting faults; None if the package has none (`Issues` in `project.urls`)."""
    from importlib.metadata import metadata

    urls = dict(one.split(", ", 1) for one in metadata("routekaart").get_all("Project-URL") or ())
    return urls.get("Issues")


def end_as_wrong_use(error: click.ClickException, lang: Language) -> NoReturn:
    """Ends the run because click refuses the arguments, with its message."""
    show_wrong_use(error, lang)
    raise click.exceptions.Exit(error.exit_code) from None


def _for_all_commands(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    """Makes a language option before the command the default language of the command."""
    if value is not None:
        ctx.default_map = {name: {"lang": value} for name in COMMANDS}


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    callback=_for_all_commands,
    expose_value=False,
    help="Taal van hulp en meldingen, en van wat een opdracht zegt.",
)
@click.version_option(__version__, prog_name="routekaart")
def main() -> None:
    """Routes als gegevens: wie gaat waarheen, wie doet wat, en onder welke voorwaarden.

    \b
    Voorbeelden:
      routekaart decide roc_bbl P3 --fact heeft_werkplek=nee
      routekaart show roc_bbl P11
      routekaart check routes/
    """
