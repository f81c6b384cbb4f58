"""The two versions on the command line: files or folders, here or in a revision of git."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from routekaart.cli.route_argument import path_of, shown_as_given, unknown
from routekaart.diagnostics.diagnostic import RouteError
from routekaart.files.bundled import bundled_names
from routekaart.files.disk.reading import is_folder
from routekaart.files.revisions import InRevision, RevisionError, checked_out, path_in_repository, read_reference
from routekaart.files.route_files import route_files
from routekaart.foundation.suggest import nearest
from routekaart.library import load
from routekaart.route import Route


@dataclass(frozen=True, slots=True)
class Loaded:
    """Routes, each with its name on the command line.

    Attributes:
        is_folder: whether they are the routes in a folder, which may be empty.
    """

    routes: tuple[tuple[Route, str], ...]
    is_folder: bool


def load_versions(old: str, new: str) -> tuple[Loaded, Loaded]:
    """The routes that the two arguments of a comparison name.

    Raises:
        RouteError: a file is not a route; with every diagnostic, under the name that was given.
        RevisionError: a revision, or a path in it, does not exist; or there is no such route.
    """
    given = path_of(new)
    revision = None if path_of(old) is not None else read_reference(old)
    if revision is None and path_of(old) is None:
        # Only a revision was given: the old version is the same file in that revision.
        if given is None or not _may_be_revision(old):
            raise RevisionError(unknown(old))
        return _as_it_was(old, given), _loaded(new, None, Path.cwd())
    return _loaded(old, revision, Path.cwd()), _loaded(new, None if given is not None else _reference(new), Path.cwd())


def _as_it_was(revision: str, given: Path) -> Loaded:
    """A file or folder as it was in a revision; the text for the revision may also be a misspelt name of a route."""
    try:
        was = InRevision(revision, path_in_repository(given))
        return _loaded(revision, was, given if is_folder(given) else given.parent)
    except RevisionError:
        if nearest(revision, bundled_names()) is None:
            raise
    raise RevisionError(unknown(revision))


def _reference(text: str) -> InRevision:
    reference = read_reference(text)
    if reference is None:
        raise RevisionError(unknown(text))
    return reference


def _may_be_revision(text: str) -> bool:
    return not text.endswith((".yaml", ".yml"))


def _loaded(text: str, revision: InRevision | None, near: Path) -> Loaded:
    if revision is None:
        path = path_of(text)
        assert path is not None
        if is_folder(path):
            return Loaded(tuple(_in_folder(path, text)), is_folder=True)
        return Loaded(((load(path), text),), is_folder=False)
    with checked_out(revision, near) as path:
        whole = is_folder(path)
        with shown_as_given(path if whole else path.parent, revision, is_folder=whole):
            if not whole:
                return Loaded(((load(path), str(revision)),), is_folder=False)
            return Loaded(tuple(_in_folder(path, str(revision))), is_folder=True)


def _in_folder(folder: Path, called: str) -> Iterator[tuple[Route, str]]:
    """Every route in a folder, with the path that is shown for it; vocabularies are read by routes that use them."""
    # Imported here so that comparing two files with compiled copies does not import the YAML reader.
    from routekaart.checking.across_files import double_routes
    from routekaart.files.shelf import Shelf

    shelf = Shelf()
    results = [(path, shelf.read(path)) for path in route_files([folder])]
    problems = [diagnostic for _, result in results for diagnostic in result.diagnostics]
    # Routes are paired by id, so two routes with one id are an error.
    with shelf.looking():
        problems += double_routes([path for path, _ in results])
    if problems:
        raise RouteError(tuple(dict.fromkeys(problems)))
    start = called if called.endswith(":") else f"{called.rstrip('/')}/"
    yield from ((result.route, f"{start}{path.name}") for path, result in results if result.route is not None)
