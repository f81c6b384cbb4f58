"""`routekaart init`: a folder with a first route, and what editors and CI need."""

from pathlib import Path

import click

from routekaart.cli.exits import refuse
from routekaart.cli.new_files import plain_title, route_id, write_new_files
from routekaart.cli.options import Command, lang_option
from routekaart.cli.printing import show
from routekaart.cli.starting import IN_CI, MARK, NOT_RELEASED, PARTS, TO_FILL_IN, project, requirement
from routekaart.files.disk.reading import exists as is_there
from routekaart.foundation.escaping.shell import command as command_line
from routekaart.foundation.escaping.shell import place as path_word
from routekaart.foundation.language import Language, say


@click.command("init", cls=Command)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".", metavar="[MAP]")
@click.option("--id", "name", default="mijn_route", show_default=True, callback=route_id, help="De naam van de route.")
@click.option("--title", default="Mijn route", show_default=True, callback=plain_title, help="De titel van de route.")
@click.option(
    "--without", multiple=True, type=click.Choice(list(PARTS)), help="Laat een onderdeel weg; u mag dit herhalen."
)
@click.option("--add", multiple=True, type=click.Choice(list(PARTS)), help="Voeg later een onderdeel toe; herhaalbaar.")
@lang_option
def command(
    folder: Path, name: str, title: str, without: tuple[str, ...], add: tuple[str, ...], lang: Language | None
) -> None:
    """Maak in MAP (anders hier) alles om met routes te beginnen.

    \b
    Dat zijn:
      een eerste route die door de controle komt, met tests ernaast (routes/)
      de eerste tien minuten, voor wie meeschrijft (README.md)
      het schema voor editors (schema/), en taken en meldingen voor VS Code (.vscode/)
      een controle voor elke commit (.pre-commit-config.yaml)
      een controle in GitHub (.github/workflows/) en GitLab (.gitlab-ci.yml)
      wat dit project kiest (routekaart.toml), en wat niet in git hoort (.gitignore)

    Wat er al staat, blijft zoals het is. In een project dat al begonnen is, komt er niets bij: wat u weghaalde, blijft
    weg. Alleen wat u met --add noemt, wordt dan gemaakt.

    \b
    Voorbeelden:
      routekaart init
      routekaart init mijn-routes --id naar_werk --title "Van school naar werk"
      routekaart init --without gitlab --without vscode
      routekaart init --add github
    """
    language = lang or "nl"
    if add and without:
        refuse(
            language,
            "--add en --without gaan niet samen: --add voegt alleen toe wat u noemt",
            "--add and --without do not go together: --add adds only what you name",
        )
    begun = is_there(folder / MARK)
    parts = list(add) if begun else [part for part in PARTS if part not in without]
    if begun and not parts:
        show(
            say(
                language,
                "dit project was al begonnen: er komt niets bij; routekaart new maakt een route, --add een onderdeel",
                "this project was begun already: nothing is added; routekaart new makes a route, --add makes a part",
            )
        )
        return
    files = project(name, title, parts)
    write_new_files(folder, [file for file in files if not begun or file[0].parent != MARK.parent], language)
    if IN_CI.intersection(parts) and requirement() == NOT_RELEASED:
        _tell_what_to_fill_in(language)
    _tell_what_comes_next(folder, language)


def _tell_what_to_fill_in(lang: Language) -> None:
    show(
        say(
            lang,
            f"let op: routekaart is nog niet uitgegeven; vervang {TO_FILL_IN} in de bestanden voor CI en "
            "pre-commit door waar routekaart te krijgen is",
            f"note: routekaart is not released yet; replace {TO_FILL_IN} in the files for CI and pre-commit "
            "with the place where routekaart is available",
        )
    )


def _tell_what_comes_next(folder: Path, lang: Language) -> None:
    go = command_line(["cd", path_word(str(folder))])
    if go is None:
        return
    where = "" if folder == Path() else f"{go}; "
    show(
        say(
            lang,
            f"verder: {where}routekaart check, en routekaart test",
            f"next: {where}routekaart check, and routekaart test",
        )
    )
