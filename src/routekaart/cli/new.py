"""`routekaart new`: a new route."""

import os
from pathlib import Path, PurePosixPath

import click

from routekaart.cli.new_files import plain_title, route_id, write_new_files
from routekaart.cli.options import Command, lang_option
from routekaart.cli.printing import show
from routekaart.cli.starting import new_route
from routekaart.files.disk.reading import is_folder
from routekaart.foundation.escaping.shell import command as command_line
from routekaart.foundation.escaping.shell import place as path_word
from routekaart.foundation.language import Language, say


@click.command("new", cls=Command)
@click.argument("name", metavar="NAAM", callback=route_id)
@click.option("--folder", type=click.Path(path_type=Path), help="De map voor de route; anders routes/, of deze map.")
@click.option("--title", default="Mijn route", show_default=True, callback=plain_title, help="De titel van de route.")
@lang_option
def command(name: str, folder: Path | None, title: str, lang: Language | None) -> None:
    """Begin een nieuwe route die meteen door de controle komt.

    Wat er al staat, blijft zoals het is. Tests komen erbij als de stappen er staan: met routekaart test --generate.

    \b
    Voorbeelden:
      routekaart new naar_werk
      routekaart new naar_werk --title "Van school naar werk" --folder routes
    """
    place = folder or (Path("routes") if is_folder(Path("routes")) else Path())
    schema = next((one for one in (place / "schema", place.absolute().parent / "schema") if is_folder(one)), None)
    seen = Path(os.path.relpath(schema, place)).as_posix() if schema else "../schema"
    file = f"{name}.yaml"
    write_new_files(place, [(PurePosixPath(file), new_route(name, title, seen, place.as_posix()))], lang or "nl")
    route = path_word(str(place / file))
    check = command_line(["routekaart", "check", route])
    tests = command_line(
        ["routekaart", "test", route, "--generate", "-o", path_word(str(place / f"{name}.tests.yaml"))]
    )
    if check is None or tests is None:
        return
    show(say(lang or "nl", f"verder: {check}", f"next: {check}"))
    show(say(lang or "nl", f"staan de stappen er: {tests}", f"once it has its steps: {tests}"))
