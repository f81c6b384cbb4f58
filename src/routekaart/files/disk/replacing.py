"""Writing a new file beside another, and putting it in its place."""

import os
import re
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NamedTuple

from routekaart.files.disk.refusals import WritingError, in_our_words, there_already
from routekaart.foundation.language import Text, counted

BESIDE = ".routekaart-"
"""The prefix of the name of a file that is being written."""


class Place(NamedTuple):
    """Where a file is to be put.

    Attributes:
        target: the path of the file itself, after following links.
        status: the status of the present file; None when there is none.
        mode: the mode for the new file, before the umask.
    """

    target: Path
    status: os.stat_result | None
    mode: int

    @property
    def is_stream(self) -> bool:
        """Whether it is not a plain file but a pipe or a device, with no content that could be lost."""
        return self.status is not None and not stat.S_ISREG(self.status.st_mode)


_OPEN = re.compile(r"/dev/(?P<name>stdout|stderr)|/(dev|proc/self)/fd/(?P<number>[0-9]{1,4})", re.ASCII)


def open_descriptor(file: Path) -> int | None:
    """The descriptor of an open stream, from a path such as /dev/stdout; None for another file.

    Such a path must not be opened again: if it leads to a file, that would truncate what was already written to it.
    """
    found = _OPEN.fullmatch(str(file))
    if found is None:
        return None
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return int(found["number"]) if found["number"] else {"stdout": 1, "stderr": 2}[found["name"]]


def place_of(file: Path) -> Place:
    """The place of a file after following links.

    Raises:
        WritingError: it cannot be replaced there.
    """
    with in_our_words():
        target = Path(os.path.realpath(file))
        status = _status(target)
        _check_can_be_replaced(file, target, status)
    # The present file may be private, and the new content is beside it for a moment.
    return Place(target, status, 0o666 if status is None else 0o600)


@contextmanager
def beside(place: Place, ending: str = "") -> Iterator[tuple[IO[bytes], Path]]:
    """A new file in the folder of another, opened, with its path; it is removed afterwards, unless it was moved."""
    name = place.target.with_name(f"{BESIDE}{os.urandom(8).hex()}{ending}")
    with in_our_words():
        handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), place.mode)
    try:
        # Convert only OSErrors of the body: other errors are not about this file.
        with in_our_words(OSError), os.fdopen(handle, "wb") as part:
            yield part, name
    finally:
        with suppress(OSError):
            name.unlink()


def put_in(name: Path, place: Place) -> None:
    """Moves a finished file to the place of the old one."""
    with in_our_words():
        _take_over(name, place)
        name.replace(place.target)
    _flush_folder(place.target.parent)


def flush(part: IO[bytes]) -> None:
    """Flushes the content to the disk itself.

    Raises:
        WritingError: the content cannot be written.
    """
    with in_our_words():
        part.flush()
        os.fsync(part.fileno())


def _flush_folder(folder: Path) -> None:
    """Flushes the name of a new file to the disk too, if the system can flush a folder."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _status(target: Path) -> os.stat_result | None:
    try:
        return target.stat()
    except FileNotFoundError:
        return None


def _check_can_be_replaced(file: Path, target: Path, status: os.stat_result | None) -> None:
    if status is None:
        if file.is_symlink():
            raise WritingError(Text("deze koppeling leidt naar niets", "this link leads nowhere"), "not-written")
        return
    if stat.S_ISDIR(status.st_mode):
        raise WritingError(Text("dit is een map", "this is a folder"), "not-written")
    if stat.S_ISREG(status.st_mode) and status.st_nlink > 1:
        names = counted(status.st_nlink, Text("naam", "name"), Text("namen", "names"))
        raise WritingError(
            Text(
                f"dit bestand heeft {names.nl} (harde koppelingen); die zouden uit elkaar lopen",
                f"this file has {names.en} (hard links); they would part",
            ),
            "hard-links",
        )
    if not os.access(target, os.W_OK):
        raise WritingError(
            Text("niet te schrijven: u mag dat niet (rechten)", "cannot be written: permission denied"), "not-written"
        )


def _take_over(name: Path, place: Place) -> None:
    """Gives a new file the mode, the owner and the attributes of the file that it replaces."""
    if place.status is None:
        return
    mine, was = name.stat(), place.status
    if hasattr(os, "chown") and (mine.st_uid, mine.st_gid) != (was.st_uid, was.st_gid):
        try:
            os.chown(name, was.st_uid, was.st_gid)
            kept = True
        except PermissionError:
            kept = False
        if not kept:
            raise WritingError(
                Text(
                    "dit bestand is van een ander, en zou van u worden; schrijf een kopie onder een andere naam",
                    "this file is somebody else's and would become yours; write a copy under another name",
                ),
                "owner",
            )
    shutil.copystat(place.target, name)
    os.utime(name)


def put_where_nothing_is(name: Path, file: Path) -> None:
    """Moves a finished file to its name, unless a file has that name by then.

    Raises:
        WritingError: there is something with that name, or it cannot be written.
    """
    try:
        try:
            os.link(name, file, follow_symlinks=False)
            taken = False
        except FileExistsError:
            taken = True
        except OSError:
            # On a disk without hard links, reserve the name with an empty file first.
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            name.replace(file)
            taken = False
    except FileExistsError:
        taken = True
    if taken:
        raise there_already()
