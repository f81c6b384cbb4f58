"""Shared by `init` and `new`: the id and the title of a new route, and writing files that do not exist yet."""

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import click

from routekaart.cli.exits import refuse
from routekaart.cli.help_language import spoken
from routekaart.cli.output_files import encoded, written_plainly
from routekaart.cli.printing import show
from routekaart.files.disk.reading import exists as is_there
from routekaart.files.disk.reading import real_path
from routekaart.files.disk.writing import check_new_file, create_file
from routekaart.files.field_types import LOWER_NAME
from routekaart.foundation.escaping.letters import file_name, hides, one_line
from routekaart.foundation.language import Language, say

_NO_TEXT_IN_YAML = frozenset({"null", "true", "false"})


def route_id(ctx: click.Context, _: click.Parameter, value: str) -> str:
    """A click callback that checks that a name can be the id of a route."""
    if re.fullmatch(LOWER_NAME, value) is None or value in _NO_TEXT_IN_YAML:
        nl = "een route heet als mijn_route: kleine letters, cijfers en _"
        en = "a route is called such as my_route: lower-case letters, digits and _"
        raise click.BadParameter(f"{one_line(value)}: {say(spoken(ctx), nl, en)}")
    return value


def plain_title(ctx: click.Context, _: click.Parameter, value: str) -> str:
    """A click callback that checks that a text can be the title of a route."""
    if not value.strip() or hides(value):
        nl = "een titel is tekst op een regel, zonder verborgen tekens"
        en = "a title is text on one line, without hidden characters"
        raise click.BadParameter(f"{one_line(value)}: {say(spoken(ctx), nl, en)}")
    return value


def write_new_files(folder: Path, files: Iterable[tuple[PurePosixPath, str]], lang: Language) -> None:
    """Writes the files that do not exist yet and reports each; existing files stay as they are.

    If the place of any of them cannot be written to, nothing is written.
    """
    wanted = list(files)
    for path, _ in wanted:
        _check_place(folder, path, lang)
    for path, text in wanted:
        file = folder / path
        shown = file_name(file)
        if is_there(file):
            show(say(lang, f"staat er al: {shown}", f"is there already: {shown}"))
            continue
        with written_plainly(file, lang):
            create_file(file, encoded(text))
        show(say(lang, f"gemaakt: {shown}", f"made: {shown}"))


def _check_place(folder: Path, path: PurePosixPath, lang: Language) -> None:
    file = folder / path
    with written_plainly(file, lang):
        check_new_file(file)
    if not real_path(file.parent).is_relative_to(real_path(folder)):
        shown, where = file_name(file), file_name(folder)
        nl = f"{shown}: deze plaats ligt door een koppeling buiten {where}"
        refuse(lang, nl, f"{shown}: through a link, this place lies outside {where}")
