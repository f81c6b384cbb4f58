"""Tests files named on the command line: by path, by folder, or by the name of a route."""

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from routekaart.cli.exits import refuse
from routekaart.files.bundled import bundled_folder, bundled_names
from routekaart.files.disk.reading import exists, is_file, is_folder
from routekaart.foundation.escaping.letters import file_name
from routekaart.foundation.escaping.shell import command, place
from routekaart.foundation.language import Language
from routekaart.testing.route_tests.tests_file import beside, is_tests_file, tests_files


def files_asked_for(paths: Sequence[str], lang: Language) -> list[Path]:
    """The requested tests files, each once; ends the command if there are none."""
    if not paths and not is_folder(Path("routes")):
        refuse(
            lang,
            "er is hier geen map routes; noem het bestand of de map met tests",
            "there is no folder routes here; name the file or folder with tests",
        )
    found: dict[Path, None] = {}
    for path in paths or ("routes",):
        if is_folder(Path(path)):
            found.update(dict.fromkeys(tests_files(Path(path))))
            continue
        file = named(path)
        tests = file if is_tests_file(file) else beside(file)
        if not is_file(tests):
            fail_without_tests(path, file, lang)
        found[tests] = None
    if not found:
        listed = ", ".join(map(file_name, paths or ("routes",)))
        refuse(
            lang,
            f"geen tests gevonden in {listed}; die staan in een bestand als mijn_route.tests.yaml",
            f"no tests found in {listed}; they stand in a file such as mijn_route.tests.yaml",
        )
    return list(found)


def named(path: str) -> Path:
    """The file with a path or with the name of a bundled route."""
    return bundled_folder() / f"{path}.yaml" if path in bundled_names() and not exists(Path(path)) else Path(path)


def fail_without_tests(path: str, file: Path, lang: Language) -> NoReturn:
    """Ends the command because there is no such file, or no tests beside it."""
    if is_tests_file(file) or not is_file(file):
        listed = ", ".join(bundled_names())
        shown = file_name(path)
        nl = f"er is geen bestand of route {shown}; bekend zijn {listed}"
        refuse(lang, nl, f"there is no file or route {shown}; known are {listed}")
    shown, proposing = file_name(file), command(["routekaart", "test", place(path), "--generate"])
    if proposing is None:
        refuse(lang, f"naast {shown} staan geen tests", f"there are no tests beside {shown}")
    refuse(
        lang,
        f"naast {shown} staan geen tests; {proposing} stelt ze voor",
        f"there are no tests beside {shown}; {proposing} proposes them",
    )
