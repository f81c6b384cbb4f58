"""`routekaart completion`: the script with which a shell completes words, and the possible words."""

from collections.abc import Iterable
from pathlib import Path

import click
from click.shell_completion import CompletionItem, get_completion_class

from routekaart import Route, RouteError, bundled_names, cli, load
from routekaart.cli.options import Command, help_lang_option
from routekaart.cli.printing import give
from routekaart.diagnostics.rules import RULES
from routekaart.files.route_files import route_files
from routekaart.foundation.escaping.letters import flat, hides
from routekaart.model.fact_types import FactType

_SHELLS = ("bash", "zsh", "fish")


@click.command("completion", cls=Command)
@click.argument("shell", type=click.Choice(_SHELLS))
@help_lang_option
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


def routes(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """The bundled routes, and the route files in this folder and in `routes`."""
    files = [str(file) for file in route_files([Path(), Path("routes")])]
    found = _starting(dict.fromkeys([*bundled_names(), *files]), incomplete)
    return found or [CompletionItem(incomplete, type="file")]


def steps(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """The steps of the route that was named, with their titles."""
    route = _route(ctx)
    return _starting({step.id: step.title for step in route.steps.values()}, incomplete) if route else []


def places(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The steps and ends of the route that was named; after a step, only those it leads to."""
    route = _route(ctx)
    if route is None:
        return []
    ends = _starting({end.id: end.title for end in route.ends.values()}, incomplete)
    step = route.steps.get(ctx.params.get("step") or "")
    found = [*steps(ctx, parameter, incomplete), *ends]
    return [one for one in found if one.value in step.targets] if step else found


def facts(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """The facts of the route that was named, as `name=`, or `name=value` for each value that can be listed."""
    route = _route(ctx)
    if route is None:
        return []
    written = {
        f"{fact.name}={value}": fact.option_titles.get(value) or fact.question or ""
        for fact in route.facts.values()
        for value in _values(fact)
    }
    return _starting(written, incomplete)


def readings(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """The executable alternatives of the route that was named, as `reading=alternative`, each with its text."""
    route = _route(ctx)
    if route is None:
        return []
    written = {
        f"{reading.id}={other.id}": other.text
        for reading in route.readings.values()
        for other in reading.others
        if other.instead is not None
    }
    return _starting(written, incomplete)


def rules(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """The names of the rules."""
    return _starting(list(RULES), incomplete)


def _values(fact: FactType) -> Iterable[str]:
    match fact.kind:
        case "yes_no":
            return ("ja", "nee")
        case "choice":
            return fact.options
        case _:
            return ("",)


def _starting(names: Iterable[str], incomplete: str) -> list[CompletionItem]:
    helps = names if isinstance(names, dict) else {}
    # A name with hidden characters is not offered.
    found = [name for name in names if name.startswith(incomplete) and not hides(name)]
    return [CompletionItem(name, help=flat(helps[name]) if helps.get(name) else None) for name in found]


def _route(ctx: click.Context) -> Route | None:
    # When completing the value of an option, click has not yet put the arguments under their names.
    name = ctx.params.get("route_name") or next(iter(ctx.args), None)
    try:
        return load(name) if name else None
    except RouteError:
        return None
