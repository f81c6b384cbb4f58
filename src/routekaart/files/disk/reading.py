"""Reads files that somebody else may have made: only plain files, and never more than an allowed size."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, TypeAlias, TypeVar

from routekaart.files.disk.seen import DiskQuestion, ask
from routekaart.foundation.errors import RoutekaartError
from routekaart.foundation.language import Text, untranslated

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

T = TypeVar("T")

ReadingRefusal: TypeAlias = Literal["file-not-found", "not-a-file", "file-too-large", "file-unreadable"]


class ReadingError(RoutekaartError):
    """A file cannot be read.

    Attributes:
        code: `"file-not-found"`, `"not-a-file"` (a folder, a pipe, a device), `"file-too-large"` or
            `"file-unreadable"`.
        text: why not, without the name of the file.
    """

    def __init__(self, text: Text, code: ReadingRefusal) -> None:
        super().__init__(text, code)
        self.code: ReadingRefusal = code


def read_bytes(path: Path, most: int) -> bytes:
    """The content of a file.

    Args:
        most: the largest size, in bytes (see `limits`).

    Raises:
        ReadingError: it is not a plain file, it is larger than it may be, or it cannot be read.
    """
    found = ask(_Content(path, most))
    if isinstance(found, bytes):
        return found
    raise ReadingError(found.text, found.code)


def as_if_saved(path: Path, content: bytes, most: int) -> dict[DiskQuestion[object], object]:
    """The answers to questions about a file if it had this content (see `seen.View`)."""
    return {_Content(path, most): content, _Mode(path): stat.S_IFREG}


def read_beginning(path: Path, size: int) -> bytes:
    """The first `size` bytes of a file that may be of any size, such as a table.

    Raises:
        ReadingError: it is not a plain file, or it cannot be read.
    """

    def read(file: BinaryIO) -> bytes | ReadingError:
        data: bytes | None = file.read(size)
        return _nothing_yet() if data is None else data

    return _with_opened(path, read)


def with_lines(path: Path, most: int, ask: Callable[[Iterator[bytes]], T]) -> T:
    """The result of `ask` for the lines of a file of any size, such as a table; the file is closed afterwards.

    Args:
        most: the longest line, in bytes. A longer line is split into pieces; only the last one has a line end.
        ask: computes the result; it must not raise.

    Raises:
        ReadingError: it is not a plain file, or it cannot be read.
    """

    def look(file: BinaryIO) -> T:
        return ask(iter(lambda: file.readline(most) or b"", b""))

    return _with_opened(path, look)


def read_stream(stream: BinaryIO, most: int) -> bytes:
    """The content of a stream, such as standard input.

    Raises:
        ReadingError: it is larger than `most`, or it cannot be read.
    """
    try:
        data: bytes | None = stream.read(most + 1)
    except (OSError, ValueError):
        data = None
    if data is None:
        raise ReadingError(Text("de invoer is niet te lezen", "the input cannot be read"), "file-unreadable")
    if len(data) > most:
        raise _too_large(None, most)
    return data


def is_file(path: Path) -> bool:
    """Whether a path leads to a plain file; False for a name that no file can have."""
    return stat.S_ISREG(ask(_Mode(path)))


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder; False for a name that no folder can have."""
    return stat.S_ISDIR(ask(_Mode(path)))


def exists(path: Path) -> bool:
    """Whether there is something at a path, including a broken link."""
    try:
        path.lstat()
    except (OSError, ValueError):
        return False
    return True


def stamp(path: Path) -> tuple[int, ...] | None:
    """The modification time, size and inode number of a file or folder; None when there is nothing."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def real_path(path: Path) -> Path:
    """The absolute path without links and `..`; links that lead in a circle stay."""
    return Path(os.path.realpath(path))


def is_broken_link(path: Path) -> bool:
    """Whether a path is a broken link."""
    return exists(path) and not exists(real_path(path))


def listed(folder: Path, *endings: str) -> list[Path]:
    """The paths in a folder that have one of these endings, in order; none when the folder cannot be read."""
    return list(ask(_Listing(folder, endings)))


@dataclass(frozen=True, slots=True)
class _Refused:
    """The reason that a file is not read."""

    text: Text
    code: ReadingRefusal


@dataclass(frozen=True, slots=True)
class _Content:
    """The question what the content of a file is."""

    path: Path
    most: int

    def find(self) -> bytes | _Refused:
        """The bytes, or why they are not read."""
        try:
            return _with_opened(self.path, self._read)
        except ReadingError as error:
            return _Refused(error.text, error.code)

    def _read(self, file: BinaryIO) -> bytes | ReadingError:
        size = os.fstat(file.fileno()).st_size
        # Do not trust the size: some files report 0 but have content, and a file can grow while it is read.
        data: bytes | None = file.read(self.most + 1) if size <= self.most else b""
        if data is None:
            return _nothing_yet()
        return data if max(size, len(data)) <= self.most else _too_large(max(size, len(data)), self.most)


@dataclass(frozen=True, slots=True)
class _Mode:
    """The question what kind of thing a path leads to."""

    path: Path

    def find(self) -> int:
        """The mode, as in `stat`; 0 when the path leads nowhere, or no file can have that name."""
        try:
            return stat.S_IFMT(self.path.stat().st_mode)
        except (OSError, ValueError):
            return 0


@dataclass(frozen=True, slots=True)
class _Listing:
    """The question which paths are in a folder."""

    folder: Path
    endings: tuple[str, ...]

    def find(self) -> tuple[Path, ...]:
        """The paths, in order; none when the folder cannot be read."""
        try:
            return tuple(sorted(path for path in self.folder.iterdir() if path.name.endswith(self.endings)))
        except (OSError, ValueError):
            return ()


def _nothing_yet() -> ReadingError:
    return ReadingError(
        Text("het bestand is niet te lezen: er komt nog niets", "the file cannot be read: nothing comes yet"),
        "file-unreadable",
    )


def _with_opened(path: Path, ask: Callable[[BinaryIO], T | ReadingError]) -> T:
    """The result of `ask` for an opened file, which is closed afterwards.

    Raises:
        ReadingError: it is not a plain file, it cannot be read, or `ask` returned this error.
    """
    found: T | ReadingError
    try:
        with _opened(path) as file:
            found = ask(file)
    except ReadingError as error:
        found = error
    except FileNotFoundError:
        found = ReadingError(Text("dit bestand is er niet", "there is no such file"), "file-not-found")
    except (OSError, ValueError) as error:
        found = _unreadable(error)
    if isinstance(found, ReadingError):
        raise found
    return found


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """A plain file, opened. It is checked before, because opening a pipe waits and opening a device may have effects;
    and after, because the name may lead to something else by then."""
    _check_plain(path.stat().st_mode)
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        _check_plain(os.fstat(file.fileno()).st_mode)
        yield file


_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)


def _check_plain(mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    what = Text("een map", "a folder") if stat.S_ISDIR(mode) else Text("geen gewoon bestand", "no plain file")
    raise ReadingError(
        Text(f"dit is {what.nl}; verwacht wordt een bestand", f"this is {what.en}; expected a file"), "not-a-file"
    )


def _too_large(size: int | None, most: int) -> ReadingError:
    megabytes = most // 1_048_576
    nl, en = "de invoer is te groot", "the input is too large"
    if size is not None:
        nl, en = f"het bestand is {size // 1_000_000} MB", f"the file is {size // 1_000_000} MB"
    return ReadingError(
        Text(f"{nl}; meer dan {megabytes} MB wordt niet gelezen", f"{en}; more than {megabytes} MB is not read"),
        "file-too-large",
    )


def _unreadable(error: OSError | ValueError) -> ReadingError:
    reason = reason_of(error)
    return ReadingError(
        Text(f"het bestand is niet te lezen: {reason.nl}", f"the file cannot be read: {reason.en}"), "file-unreadable"
    )


def reason_of(error: OSError | ValueError) -> Text:
    """The reason in words why the system does not read or write a file."""
    number = getattr(error, "errno", None)
    known = _REASONS.get(number) if number is not None else None
    if known is None and isinstance(error, ValueError):
        known = Text("zo kan een bestand niet heten", "a file cannot have such a name")
    shown = getattr(error, "strerror", None) or type(error).__name__
    return known or untranslated(shown)


_REASONS = {
    errno.EACCES: Text("u mag dat niet (rechten)", "permission denied"),
    errno.EPERM: Text("u mag dat niet (rechten)", "operation not permitted"),
    errno.ENOENT: Text("die map is er niet", "there is no such folder"),
    errno.ENOTDIR: Text("een deel van het pad is geen map", "a part of the path is no folder"),
    errno.EEXIST: Text("er is al een bestand met die naam", "there is a file of that name already"),
    errno.EISDIR: Text("dit is een map", "this is a folder"),
    errno.ENAMETOOLONG: Text("de naam is te lang", "the name is too long"),
    errno.ELOOP: Text("de koppelingen leiden in een kring", "the links lead in a circle"),
    errno.ENOSPC: Text("de schijf is vol", "the disk is full"),
    errno.EDQUOT: Text("uw ruimte op de schijf is op", "your disk quota is used up"),
    errno.EFBIG: Text("het bestand wordt groter dan hier mag", "the file becomes larger than is allowed here"),
    errno.EROFS: Text("hier kan niet geschreven worden (alleen lezen)", "this place is read-only"),
    errno.EIO: Text("het lezen of schrijven lukt niet", "reading or writing fails"),
    errno.EBUSY: Text("het is in gebruik", "it is in use"),
    errno.ENXIO: Text("niemand leest hier", "nobody reads here"),
}
"""The usual reasons, by error number."""
