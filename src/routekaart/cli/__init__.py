"""The command `routekaart`. Each sub-command is a module that is imported only when it is used."""

from importlib import import_module

import click

from routekaart import __version__

COMMANDS = {
    "check": "Lees en controleer routebestanden.",
    "decide": "Bepaal de volgende stap van een student.",
    "diff": "Vergelijk twee versies van een route.",
    "explain": "Leg uit wat een regel controleert.",
    "list": "Noem de routes die meegeleverd zijn.",
    "outlook": "Toon wanneer een beslissing door de tijd verandert.",
    "partners": "Toon wie wat doet, in welke route.",
    "path": "Toon een kortste weg door een route.",
    "reach": "Toon wat er nodig is om naar een doel te gaan.",
    "schema": "Geef het JSON-schema van een routebestand, een bewaarde reis of een vergelijking.",
    "show": "Toon een route, of een stap daarvan.",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, so that start-up stays fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # the signature is click's
        """The names of the commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command with this name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"routekaart.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="routekaart")
def main() -> None:
    """Routes als gegevens: wie gaat waarheen, wie doet wat, en onder welke voorwaarden.

    \b
    Voorbeelden:
      routekaart decide roc_bbl P3 --fact heeft_werkplek=nee
      routekaart show roc_bbl P11
      routekaart check routes/
    """
