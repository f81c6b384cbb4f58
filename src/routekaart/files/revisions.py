"""Files as they were in a revision of a git repository, written to a temporary folder."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from routekaart.files import git
from routekaart.files.disk.limits import ROUTE
from routekaart.files.disk.reading import is_folder as is_folder_here
from routekaart.files.disk.reading import real_path
from routekaart.files.disk.scratch import MOST_TOGETHER, put, scratch_folder
from routekaart.files.route_files import ENDINGS
from routekaart.foundation.errors import RoutekaartError
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.language import Text, grouped

_MOST_FILES = 1_000
"""The most route files in one folder."""
_LONGEST_NAME = 255
"""The longest name of a file that any known file system supports, in bytes."""
_PLAIN_FILE = "100"
"""The beginning of the mode of a plain file, executable or not; links are not followed."""


class RevisionError(RoutekaartError, ValueError):
    """A revision, or a file in it, does not exist; `text` says what was expected."""

    code = "no-revision"


@dataclass(frozen=True, slots=True)
class InRevision:
    """A file or folder in a revision; `path` is relative to the top of the repository, and empty for the top itself."""

    revision: str
    path: str

    def __str__(self) -> str:
        return f"{self.revision}:{self.path}"


def read_reference(text: str) -> InRevision | None:
    """The file in a text such as `REVISION:PATH`, as in git; None for another text."""
    revision, colon, path = text.partition(":")
    return InRevision(revision, path.rstrip("/")) if revision and colon else None


def path_in_repository(path: Path) -> str:
    """The path from the top of its repository of a file or folder, which need not exist any more.

    Raises:
        RevisionError: it is not in a git repository.
    """
    here = Path.cwd() / path
    absolute = real_path(here.parent) / here.name if here.name not in ("", "..") else real_path(here)
    near = next((folder for folder in (absolute, *absolute.parents) if is_folder_here(folder)), absolute)
    shown = _ask(near, "rev-parse", "--show-toplevel", failed=_no_repository(str(near)))
    top = Path(os.fsdecode(shown.removesuffix(b"\n").removesuffix(b"\r")))
    if not absolute.is_relative_to(real_path(top)):
        raise RevisionError(_no_repository(str(path)))
    inside = absolute.relative_to(real_path(top))
    return "" if inside == Path() else inside.as_posix()


@contextmanager
def checked_out(wanted: InRevision, near: Path) -> Iterator[Path]:
    """A file of a revision, in a temporary folder with the route files beside it; for a folder, the temporary folder.

    Args:
        near: a folder in the repository.

    Raises:
        RevisionError: there is no git, or no such repository, revision or path.
    """
    commit = _commit(wanted, near)
    path = _from_top(wanted, near)
    missing = Text(
        f"{one_line(wanted.path)} staat niet in {one_line(wanted.revision)}; verwacht wordt een pad vanaf de"
        " bovenste map van de repository",
        f"{one_line(wanted.path)} is not in {one_line(wanted.revision)}; expected a path from the top of the"
        " repository",
    )
    parent = _parent(path)
    listed = _listed(near, f"{commit}:{parent}", missing)
    is_folder = not path or any(one.name == PurePosixPath(path).name and one.kind == "tree" for one in listed)
    if path and is_folder:
        listed = _listed(near, f"{commit}:{path}", missing)
    elif path and all(one.name != PurePosixPath(path).name for one in listed):
        raise RevisionError(missing)
    with scratch_folder() as folder:
        _write_out(near, _route_files(listed), folder)
        yield folder if is_folder else folder / PurePosixPath(path).name


class _InTree(NamedTuple):
    """An entry in a folder of a revision.

    Attributes:
        mode: its mode, as git writes it.
        kind: `blob` for a file, `tree` for a folder.
        object: the name of the object with its content.
        size: its size in bytes, as digits; something else when the content is not available.
    """

    mode: str
    kind: str
    object: str
    size: str
    name: str


def _listed(near: Path, tree: str, missing: Text) -> list[_InTree]:
    """The entries in a folder of a revision."""
    lines = _ask(near, "ls-tree", "-z", "-l", "--full-tree", tree, "--", failed=missing).split(b"\0")
    found = []
    for described, _, name in (line.partition(b"\t") for line in lines if line):
        mode, kind, content, size = described.decode().split()
        found.append(_InTree(mode, kind, content, size, os.fsdecode(name)))
    return found


def _route_files(listed: Iterable[_InTree]) -> list[_InTree]:
    """The route files in a folder of a revision.

    Raises:
        RevisionError: their content is not available, or they are too many or too large.
    """
    found = {one.name: one for one in listed if one.mode.startswith(_PLAIN_FILE) and _is_route_file(one.name)}
    if not all(one.size.isdecimal() for one in found.values()):
        raise RevisionError(_NOT_HERE)
    sizes = [int(one.size) for one in found.values()]
    if len(sizes) > _MOST_FILES or sum(size for size in sizes if size <= ROUTE) > MOST_TOGETHER:
        raise RevisionError(_TOO_MUCH)
    return list(found.values())


def _is_route_file(name: str) -> bool:
    """Whether it is a safe name of a route file: a tree made by hand can have names that lead out of the folder."""
    fits = len(os.fsencode(name)) <= _LONGEST_NAME
    return fits and name.endswith(ENDINGS) and "/" not in name and "\\" not in name and Path(name).name == name


def _write_out(near: Path, files: list[_InTree], target: Path) -> None:
    """Writes files of a revision to a folder."""
    refused = _write_contents(near, [one for one in files if int(one.size) <= ROUTE], target)
    if refused is not None:
        raise RevisionError(_NO_ANSWER.get(refused, _NOT_HERE))
    for one in files:
        if int(one.size) > ROUTE:
            # Reading such a file reports only its size, so only a file of that size is written.
            put(target / one.name, b"", size=int(one.size))


def _write_contents(near: Path, files: list[_InTree], target: Path) -> git.GitFailure | None:
    """Writes the contents of some files in git; returns why that failed, or None."""
    try:
        for one, content in zip(files, git.contents(near, (one.object for one in files), ROUTE), strict=True):
            put(target / one.name, content)
    except git.GitError as error:
        return error.reason
    return None


def shown_path(path: str, folder: Path, wanted: InRevision, *, is_folder: bool) -> str:
    """The path of a file in the folder of `checked_out` as shown to a person: `REVISION:PATH`."""
    try:
        name = Path(path).relative_to(folder).as_posix()
    except ValueError:
        return path
    parent = wanted.path if is_folder else _parent(wanted.path)
    return f"{wanted.revision}:{parent}/{name}" if parent else f"{wanted.revision}:{name}"


def _parent(path: str) -> str:
    """The folder of a path from the top of a repository, of which the name is empty."""
    parent = str(PurePosixPath(path).parent)
    return "" if parent == "." else parent


def _commit(wanted: InRevision, near: Path) -> str:
    """The commit of a revision, checked so that git cannot read the text as anything else."""
    shown = one_line(wanted.revision)
    unknown = Text(f"git kent geen revisie {shown}", f"git knows no revision {shown}")
    if wanted.revision.startswith("-") or not wanted.revision.isprintable():
        raise RevisionError(unknown)
    _ask(near, "rev-parse", "--show-toplevel", failed=_no_repository(str(near)))
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{wanted.revision}^{{commit}}")
    commit = _ask(near, *asked, failed=unknown).decode("ascii", "replace").strip()
    # `^HEAD` is not a revision but an exclusion from a range.
    if not re.fullmatch("[0-9a-f]{40,64}", commit):
        raise RevisionError(unknown)
    return commit


def _from_top(wanted: InRevision, near: Path) -> str:
    """The path from the top of the repository; a path with `./` is relative to the current folder, as in git."""
    if not wanted.path.startswith(("./", "../")) and wanted.path not in (".", ".."):
        return wanted.path
    return path_in_repository(near / wanted.path)


def _ask(folder: Path, *arguments: str, failed: Text) -> bytes:
    """The output of git; `failed` is the message if git refuses."""
    try:
        return git.ask(folder, *arguments)
    except git.GitError as error:
        reason = error.reason
    raise RevisionError(_NO_ANSWER.get(reason, failed))


_TOO_MUCH = Text(
    f"in deze map van de revisie staat te veel; gelezen worden hoogstens {grouped(_MOST_FILES).nl} routebestanden, "
    f"samen {MOST_TOGETHER // 1_048_576} MB",
    f"there is too much in this folder of the revision; at most {grouped(_MOST_FILES).en} route files are read, "
    f"together {MOST_TOGETHER // 1_048_576} MB",
)
_NOT_HERE = Text(
    "niet alle bestanden van deze revisie staan op deze computer; haal ze eerst op, bijvoorbeeld met git checkout",
    "not all files of this revision are on this computer; get them first, for example with git checkout",
)
_NO_ANSWER: dict[git.GitFailure, Text] = {
    "absent": Text("git is niet gevonden; daarmee wordt een revisie gelezen", "git was not found; it reads a revision"),
    "slow": Text("git geeft geen antwoord", "git does not answer"),
    "too-much": _TOO_MUCH,
}


def _no_repository(path: str) -> Text:
    return Text(
        f"{one_line(path, 400)} ligt niet in een repository van git, of git vertrouwt die niet (safe.directory,"
        " safe.bareRepository); zonder git vergelijkt u twee bestanden",
        f"{one_line(path, 400)} is not in a git repository, or git does not trust it (safe.directory,"
        " safe.bareRepository); without git you compare two files",
    )
