"""The argument ROUTE: a bundled name, a file, or a file as it was in a revision of git (`REVISION:PATH`)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from routekaart.cli.exits import fail
from routekaart.diagnostics.diagnostic import Diagnostic, RouteError
from routekaart.files.bundled import bundled_file, bundled_folder, bundled_names, bundled_vocabularies
from routekaart.files.disk.reading import exists, is_folder
from routekaart.files.revisions import InRevision, RevisionError, checked_out, read_reference, shown_path
from routekaart.foundation.escaping.letters import file_name
from routekaart.foundation.language import Language, Text
from routekaart.foundation.suggest import did_you_mean
from routekaart.library import load
from routekaart.model.step import BUNDLED
from routekaart.route import Route

if TYPE_CHECKING:
    from routekaart.files.reader.definitions import Definitions


def load_route(name_or_path: str, lang: Language | None) -> Route:
    """The route (also as it was in a revision); ends the command with every diagnostic if it is not one."""
    with refusals(lang or "nl"):
        return load_one(name_or_path)


def load_route_or_vocabulary(name_or_path: str, lang: Language | None) -> "Route | Definitions":
    """A route, or the definitions of a shared vocabulary, named by its path or as `routekaart/NAME`."""
    name = name_or_path.removeprefix(BUNDLED)
    if name_or_path.startswith(BUNDLED) and name in bundled_vocabularies():
        return _vocabulary_in(bundled_folder() / f"{name}.yaml") or load_route(name_or_path, lang)
    with refusals(lang or "nl"):
        try:
            return load_one(name_or_path)
        except RouteError as error:
            shared = _vocabulary_in(Path(name_or_path)) if error.diagnostics[0].rule == "not-a-route" else None
            if shared is None:
                raise
            return shared


def _vocabulary_in(path: Path) -> "Definitions | None":
    """The definitions in a file that is a vocabulary without errors; None for any other file."""
    from routekaart.files.reader.read_file import read

    found = read(path)
    return None if found.diagnostics or found.route else found.definitions


@contextmanager
def refusals(lang: Language) -> Iterator[None]:
    """Ends the command with every message if the body raises that a file is not a route or a revision is missing."""
    try:
        yield
    except RouteError as error:
        fail_with(error, lang)
    except RevisionError as error:
        fail(error.text.in_language(lang))


def fail_with(error: RouteError, lang: Language) -> NoReturn:
    """Ends the command because a file is not a route."""
    fail(*(_line(one, lang) for one in error.diagnostics))


def _line(one: Diagnostic, lang: Language) -> str:
    """A diagnostic in one line, without a place if the route does not exist."""
    return one.text.in_language(lang) if one.rule == "unknown-route" else one.render(lang)


def load_one(text: str) -> Route:
    """A route by its bundled name, its path, or as it was in a revision.

    Raises:
        RouteError: it is not a route; with every diagnostic, under the name that was given.
        RevisionError: the revision, or the file in it, is not there.
    """
    revision = None if path_of(text) is not None else read_reference(text)
    if revision is None:
        meant = None if path_of(text) is not None else _beside(text)
        if meant is not None:
            raise RevisionError(meant)
        return load(text)
    with checked_out(revision, Path.cwd()) as path, shown_as_given(path.parent, revision, is_folder=False):
        if is_folder(path):
            shown = file_name(text)
            what = Text(f"{shown} is een map; verwacht wordt een bestand", f"{shown} is a folder; expected a file")
            raise RevisionError(what)
        return load(path)


def _beside(text: str) -> Text | None:
    """The message that a file with this name, here or in `routes`, was probably meant; None if there is none."""
    beside = (Path(folder, f"{text}.yaml") for folder in (".", "routes"))
    found = next(filter(exists, beside), None)
    if found is None:
        return None
    shown, path = file_name(text), file_name(found if found.parent.name else f"./{found}")
    return Text(
        f"er is geen route {shown} die met routekaart komt; bedoelde u {path}?",
        f"no route {shown} comes with routekaart; did you mean {path}?",
    )


def path_of(text: str) -> Path | None:
    """The file or folder that the argument names; None when there is none."""
    return Path(text) if exists(Path(text)) else bundled_file(text)


def unknown(text: str) -> Text:
    """The message that no route has this name, with what was expected."""
    meant = did_you_mean(text, bundled_names())
    shown = file_name(text)
    return Text(
        f"{shown}: verwacht wordt een bestand, een map, een meegeleverde route of REVISIE:PAD{meant.nl}",
        f"{shown}: expected a file, a folder, a bundled route or REVISION:PATH{meant.en}",
    )


@contextmanager
def shown_as_given(folder: Path, revision: InRevision, *, is_folder: bool) -> Iterator[None]:
    """In the diagnostics of errors raised in the body, shows the path of a file in a revision as it was given."""
    try:
        yield
    except RouteError as error:
        shown = (
            replace(one, file=shown_path(one.file, folder, revision, is_folder=is_folder)) for one in error.diagnostics
        )
        raise RouteError(tuple(shown)) from None
