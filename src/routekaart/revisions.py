"""Files as they were in a revision of a git repository: written to a folder that is gone afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from routekaart.language import Text, one_line
from routekaart.route_files import MAX_BYTES

_TIMEOUT = 60
_PLAIN_FILE = "100"
"""How the mode of a plain file begins, executable or not; a link to elsewhere is not followed."""
_EXTENSIONS = (".yaml", ".yml")


class RevisionError(ValueError):
    """A revision, or a file in it, is not there; `text` says what was expected."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.nl)
        self.text = text

    def __reduce__(self) -> tuple[type["RevisionError"], tuple[Text]]:
        return RevisionError, (self.text,)


@dataclass(frozen=True, slots=True)
class InRevision:
    """A file or folder in a revision: `path` counts from the top of the repository, and is empty for that itself."""

    revision: str
    path: str

    def __str__(self) -> str:
        return f"{self.revision}:{self.path}"


def read_reference(text: str) -> InRevision | None:
    """`REVISION:PATH`, as git writes a file in a revision; None for another text."""
    revision, colon, path = text.partition(":")
    return InRevision(revision, path.rstrip("/")) if revision and colon else None


def path_in_repository(path: Path) -> str:
    """A file or folder, which need not be there any more, as it is called from the top of its repository.

    Raises:
        RevisionError: it does not lie in a git repository.
    """
    here = Path.cwd() / path
    absolute = here.parent.resolve() / here.name if here.name not in ("", "..") else here.resolve()
    near = next((folder for folder in (absolute, *absolute.parents) if folder.is_dir()), absolute)
    top = Path(_git(near, "rev-parse", "--show-toplevel", failed=_no_repository(str(near))).decode().rstrip("\n"))
    try:
        inside = absolute.relative_to(top.resolve())
    except ValueError:
        raise RevisionError(_no_repository(str(path))) from None
    return "" if inside == Path() else inside.as_posix()


@contextmanager
def checked_out(wanted: InRevision, near: Path) -> Iterator[Path]:
    """A file of a revision in a folder with every route file that stood beside it; or the folder, when it is one.

    Args:
        near: a folder in the repository.

    Raises:
        RevisionError: there is no git, repository, revision or path like that.
    """
    # Most commands read no revision, and start faster without this.
    from tempfile import TemporaryDirectory

    commit = _commit(wanted, near)
    path = _from_top(wanted, near)
    missing = Text(
        f"{one_line(wanted.path)} staat niet in {one_line(wanted.revision)}; verwacht wordt een pad vanaf de"
        " bovenste map van de repository",
        f"{one_line(wanted.path)} is not in {one_line(wanted.revision)}; expected a path from the top of the"
        " repository",
    )
    kind = _git(near, "cat-file", "-t", f"{commit}:{path}", failed=missing).decode().strip()
    folder = path if kind == "tree" else str(PurePosixPath(path).parent).removesuffix(".").rstrip("/")
    with TemporaryDirectory(prefix="routekaart-") as name:
        target = Path(name)
        for file, blob, size in _files(near, f"{commit}:{folder}", missing):
            if size > MAX_BYTES:
                # It is refused when it is read; only its size is told then, so only that is written.
                with (target / file).open("wb") as empty:
                    empty.truncate(size)
            else:
                (target / file).write_bytes(_git(near, "cat-file", "blob", blob, failed=missing))
        yield target if kind == "tree" else target / PurePosixPath(path).name


def shown_path(path: str, folder: Path, wanted: InRevision, *, is_folder: bool) -> str:
    """The path of a file in the folder of `checked_out` as a person knows it: `REVISION:PATH`."""
    try:
        name = Path(path).relative_to(folder).as_posix()
    except ValueError:
        return path
    parent = wanted.path if is_folder else str(PurePosixPath(wanted.path).parent).removesuffix(".")
    return f"{wanted.revision}:{parent}/{name}" if parent else f"{wanted.revision}:{name}"


def _commit(wanted: InRevision, near: Path) -> str:
    """The commit of a revision, which can be nothing but a revision."""
    shown = one_line(wanted.revision)
    unknown = Text(f"git kent geen revisie {shown}", f"git knows no revision {shown}")
    if wanted.revision.startswith("-") or not wanted.revision.isprintable():
        raise RevisionError(unknown)
    _git(near, "rev-parse", "--show-toplevel", failed=_no_repository(str(near)))
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{wanted.revision}^{{commit}}")
    return _git(near, *asked, failed=unknown).decode().strip()


def _from_top(wanted: InRevision, near: Path) -> str:
    """The path from the top of the repository; `./` begins one from here, as in git."""
    if not wanted.path.startswith(("./", "../")) and wanted.path not in (".", ".."):
        return wanted.path
    return path_in_repository(near / wanted.path)


def _files(near: Path, tree: str, missing: Text) -> Iterator[tuple[str, str, int]]:
    """Each route file in a folder of a revision, with the name of its content and its size."""
    for line in _git(near, "ls-tree", "-z", "-l", "--full-tree", tree, "--", failed=missing).split(b"\0"):
        described, _, raw = line.partition(b"\t")
        name = os.fsdecode(raw)
        if described and name.endswith(_EXTENSIONS) and "/" not in name and "\\" not in name:
            mode, _, blob, size = described.decode().split()
            if mode.startswith(_PLAIN_FILE):
                yield name, blob, int(size)


def _git(folder: Path, *arguments: str, failed: Text) -> bytes:
    import subprocess

    command = ["git", "-C", str(folder), *arguments]
    environment = {**os.environ, "GIT_LITERAL_PATHSPECS": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_TIMEOUT, env=environment)
    except FileNotFoundError:
        text = Text("git is niet gevonden; daarmee wordt een revisie gelezen", "git was not found; it reads a revision")
        raise RevisionError(text) from None
    except (OSError, ValueError, subprocess.TimeoutExpired):
        raise RevisionError(failed) from None
    if done.returncode:
        raise RevisionError(failed)
    return done.stdout


def _no_repository(path: str) -> Text:
    return Text(
        f"{one_line(path, 400)} ligt niet in een repository van git; zonder git vergelijkt u twee bestanden",
        f"{one_line(path, 400)} is not in a git repository; without git you compare two files",
    )
