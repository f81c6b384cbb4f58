"""`routekaart init`: a folder with a first route, and what editors and CI need."""

from pathlib import Path

import click

from routekaart.cli.common import lang_option, say, write_new_files
from routekaart.cli.naming import plain_title, route_id
from routekaart.cli.printing import show
from routekaart.escaping.shell import command as command_line
from routekaart.escaping.shell import place as path_word
from routekaart.language import Language
from routekaart.starting import PARTS, project


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".", metavar="[MAP]")
@click.option("--id", "name", default="mijn_route", show_default=True, callback=route_id, help="De naam van de route.")
@click.option("--title", default="Mijn route", show_default=True, callback=plain_title, help="De titel van de route.")
@click.option(
    "--without", multiple=True, type=click.Choice(list(PARTS)), help="Laat een onderdeel weg; u mag dit herhalen."
)
@lang_option
def command(folder: Path, name: str, title: str, without: tuple[str, ...], lang: Language | None) -> None:
    """Maak in MAP (anders hier) alles om met routes te beginnen.

    \b
    Dat zijn:
      een eerste route die door de controle komt, met tests ernaast (routes/)
      het schema voor editors (schema/), en taken en meldingen voor VS Code (.vscode/)
      een controle voor elke commit (.pre-commit-config.yaml)
      een controle in GitHub (.github/workflows/) en GitLab (.gitlab-ci.yml)
      wat dit project kiest (routekaart.toml)

    Wat er al staat, blijft zoals het is.

    \b
    Voorbeelden:
      routekaart init
      routekaart init mijn-routes --id naar_werk --title "Van school naar werk" --without gitlab
    """
    language = lang or "nl"
    parts = [part for part in PARTS if part not in without]
    write_new_files(folder, list(project(name, title, parts)), language)
    go = command_line(["cd", path_word(str(folder))])
    if go is None:
        return
    where = "" if folder == Path() else f"{go}; "
    show(
        say(
            language,
            f"verder: {where}routekaart check, en routekaart test",
            f"next: {where}routekaart check, and routekaart test",
        )
    )
