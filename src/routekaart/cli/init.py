"""`routekaart init`: a folder with a first route, and what editors and CI need."""

from pathlib import Path

import click

from routekaart.cli.new_files import plain_title, route_id, write_new_files
from routekaart.cli.options import lang_option
from routekaart.cli.printing import show
from routekaart.cli.starting import IN_CI, MARK, PARTS, is_from_this_machine, project, requirement
from routekaart.disk.reading import exists as is_there
from routekaart.escaping.shell import command as command_line
from routekaart.escaping.shell import place as path_word
from routekaart.foundation.language import Language, say


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
      wat dit project kiest (routekaart.toml), en wat niet in git hoort (.gitignore)

    Wat er al staat, blijft zoals het is. In een project dat al begonnen is, komt er geen route bij.

    \b
    Voorbeelden:
      routekaart init
      routekaart init mijn-routes --id naar_werk --title "Van school naar werk" --without gitlab
    """
    language = lang or "nl"
    begun = is_there(folder / MARK)
    parts = [part for part in PARTS if part not in without and not (begun and part == "route")]
    write_new_files(folder, list(project(name, title, parts)), language)
    if begun and "route" not in without:
        show(
            say(
                language,
                "dit project was al begonnen: er komt geen voorbeeldroute bij; routekaart new maakt een route",
                "this project was begun already: it gets no example route; routekaart new makes a route",
            )
        )
    if IN_CI.intersection(parts) and is_from_this_machine():
        show(
            say(
                language,
                f"let op: CI en pre-commit vragen om {requirement()}, en deze routekaart komt van deze machine; "
                "zorg dat die versie elders te krijgen is, of verander die regel",
                f"note: CI and pre-commit ask for {requirement()}, and this routekaart comes from this machine; "
                "see to it that others can get that version, or change that line",
            )
        )
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
