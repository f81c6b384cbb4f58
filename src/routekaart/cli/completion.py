"""`routekaart completion`: the script with which a shell completes what is typed."""

import click
from click.shell_completion import get_completion_class

from routekaart import cli
from routekaart.cli.printing import give

_SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(_SHELLS))
def command(shell: str) -> None:
    """Geef het script waarmee een shell opdrachten, routes, stappen, gegevens en regels aanvult.

    \b
    Voorbeelden:
      routekaart completion bash > routekaart.bash
      routekaart completion zsh > _routekaart
      routekaart completion fish > routekaart.fish

    \b
    Zet het resultaat waar uw shell het leest, bijvoorbeeld:
      bash: voeg aan ~/.bashrc toe: source ~/routekaart.bash
      zsh:  voeg aan ~/.zshrc toe:  source ~/_routekaart
      fish: bewaar het als ~/.config/fish/completions/routekaart.fish
    """
    made = get_completion_class(shell)
    assert made is not None
    give(made(cli.main, {}, "routekaart", "_ROUTEKAART_COMPLETE").source(), newline=True)
