"""A check after a key stroke: of the file that was changed, and of the whole folder that it stands in."""

import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

from findings import Part, Table, ratio_table
from timing import in_rounds

from routekaart.checking.workspace import Workspace
from routekaart.files.bundled import bundled_folder
from routekaart.files.route_files import route_files

PACKAGES = ("ruamel.yaml", "pydantic", "networkx")
CHANGED = "roc_bbl.yaml"
MANY = 200
ALONE = "that file alone, with its vocabulary"
IN_FOLDER = "that file, in a folder where everything was checked before"
WHOLE = "the whole folder"


def measure(quick: bool) -> Part:
    """How long a check takes after another title was typed, for a folder of five routes and of many."""
    with TemporaryDirectory() as five, TemporaryDirectory() as many, TemporaryDirectory() as alone:
        for file in route_files([bundled_folder()]):
            copy(file, five)
            copy(file, many)
        for name in (CHANGED, "begrippen.yaml"):
            copy(bundled_folder() / name, alone)
        text = (bundled_folder() / "doorstroompunt.yaml").read_text(encoding="utf-8")
        for number in range(10 if quick else MANY - 5):
            other = text.replace("id: doorstroompunt", f"id: route_{number}", 1)
            (Path(many) / f"route_{number}.yaml").write_text(other, encoding="utf-8")
        of_five = _table("In a folder of five routes", Path(five), Path(alone), quick)
        of_many = _table(f"In a folder of {MANY} routes", Path(many), Path(alone), quick)
    about = "A title is typed in `roc_bbl.yaml`, another one each time. The text is not saved; nothing else changes."
    tables = (of_five[0], of_many[0])
    figures = {f"key stroke, five: {name}": ratio for name, ratio in of_five[1].items()}
    return Part(
        "A key stroke",
        about,
        tables,
        figures | {"key stroke, many": of_many[1][IN_FOLDER], "key stroke, all": of_many[1][WHOLE]},
    )


def _table(title: str, folder: Path, alone: Path, quick: bool) -> tuple[Table, dict[str, float]]:
    workspace, files = Workspace(), route_files([folder])
    workspace.check(files)
    told = in_rounds(
        {
            ALONE: _typing(
                lambda unsaved: Workspace().check([alone / CHANGED], unsaved=unsaved), alone / CHANGED, "Alleen"
            ),
            IN_FOLDER: _typing(
                lambda unsaved: workspace.check([folder / CHANGED], unsaved=unsaved), folder / CHANGED, "Hier"
            ),
            WHOLE: _typing(lambda unsaved: workspace.check(files, unsaved=unsaved), folder / CHANGED, "Alles"),
        },
        to=ALONE,
        quick=quick,
        sample=0,
        clock=time.process_time,
    )
    ratios = {name: one.ratio for name, one in told.items()}
    return ratio_table(title, told, ALONE, per=1), ratios


def _typing(check: Callable[[dict[Path, str]], object], file: Path, word: str) -> Callable[[], object]:
    """Checks with another title each time."""
    text, numbers = file.read_text(encoding="utf-8"), count()

    def typed() -> object:
        return check({file: text.replace("title: ", f"title: {word} {next(numbers)} ", 1)})

    return typed
