"""Writing files so that nothing is lost: what is there stays until all of the new content is on the disk.

A file is written beside its place, flushed, and put in its place at once. A link is followed, and the mode and the
owner stay as they are.
"""

import os
import re
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Literal, NamedTuple, TypeAlias

from routekaart.disk import limits
from routekaart.disk.reading import BYTE_ORDER_MARK, ReadingError, exists, read_beginning, read_bytes, reason_of
from routekaart.errors import RoutekaartError
from routekaart.language import Text

BESIDE = ".routekaart-"
"""How the name begins of a file that is being written."""
_AUTHORED_NAMES = (".yaml", ".yml", ".toml")
_OUR_KEY = re.compile(
    rb"""^(---)?[{?\s]*["']?routekaart(_tests|_simulation)?["']?\s*(:|\n:)""",
    re.MULTILINE,
)
"""How a line begins that makes a file one of ours."""
_OUR_FORMAT = re.compile(rb'"format"\s*:\s*"routekaart\.(journey|baseline)"')
_OUR_KEYS = frozenset({"routekaart", "routekaart_tests", "routekaart_simulation"})
_OUR_FORMATS = frozenset({"routekaart.journey", "routekaart.baseline"})

Refusal: TypeAlias = Literal["input", "authored", "changed", "exists", "hard-links", "owner", "not-written"]


class WritingError(RoutekaartError):
    """A file is not written, and is as it was.

    Attributes:
        code: `"input"` and `"authored"` for a file that would be lost (it was read for this, or somebody wrote it),
            `"changed"` for one that somebody else changed meanwhile, `"exists"` for one that should be new,
            `"hard-links"` for one with several names, `"owner"` for one whose owner would change, and `"not-written"`
            for what the system refuses.
        text: why not, without the name of the file.
    """

    def __init__(self, text: Text, code: Refusal) -> None:
        super().__init__(text, code)


def write_output(file: Path, content: bytes, inputs: Iterable[Path] = ()) -> None:
    """Writes what a command made, over an earlier output that is there.

    Args:
        inputs: the files that were read for it; none of them is written over.

    Raises:
        WritingError: it cannot be written, or something would be lost.
    """
    check_output(file, inputs)
    _replace(file, content)


def check_output(file: Path, inputs: Iterable[Path] = ()) -> None:
    """Refuses a file as an output when something would be lost; it is good to know that before the work is done.

    Raises:
        WritingError: it is one of the inputs, or a file that somebody wrote.
    """
    for one in inputs:
        if _is_same(file, one):
            raise WritingError(
                Text(
                    "dit bestand is gelezen voor deze uitvoer; kies een andere naam",
                    "this file was read for this output; choose another name",
                ),
                "input",
            )
    if _is_authored(file):
        raise WritingError(
            Text(
                "hier staat iets dat iemand zelf schreef (een route, tests, begrippen, instellingen of een reis);"
                " kies een andere naam",
                "this holds what somebody wrote (a route, tests, a vocabulary, settings or a journey); choose another"
                " name",
            ),
            "authored",
        )


def change_file(file: Path, content: bytes, was: bytes) -> None:
    """Changes a file that was read before; it is refused when somebody else changed it meanwhile.

    Args:
        was: what stood in it when it was read.

    Raises:
        WritingError: it cannot be written, or holds something else now.
    """

    def check_unchanged() -> None:
        try:
            now: bytes | None = read_bytes(file, len(was))
        except ReadingError:
            now = None
        if now != was:
            raise WritingError(
                Text(
                    "dit bestand is intussen veranderd en blijft zo; probeer het opnieuw",
                    "this file was changed meanwhile and is left so; try again",
                ),
                "changed",
            )

    _replace(file, content, check_unchanged)


def create_file(file: Path, content: bytes) -> None:
    """Writes a file that is not there yet, with the folders above it.

    Raises:
        WritingError: there is something with this name, or it cannot be written.
    """
    with told_plainly():
        file.parent.mkdir(parents=True, exist_ok=True)
    if exists(file):
        raise _there_already()
    with _beside(_Place(file, None, 0o666)) as (part, name):
        part.write(content)
        _flush(part)
        with told_plainly():
            _put_where_nothing_is(name, file)


@contextmanager
def part_beside(file: Path) -> Iterator[Path]:
    """The name of a new file beside another, for a library that writes by itself; afterwards it takes its place.

    Raises:
        WritingError: it cannot take that place.
    """
    place = _place(file)
    if place.is_stream:
        yield place.target
        return
    with _beside(place) as (part, name):
        part.close()
        yield name
        with told_plainly(), name.open("r+b") as written:
            os.fsync(written.fileno())
        _put_in(name, place)


def keep_file(file: Path, content: bytes) -> None:
    """Writes a file of our own that may be lost, such as a compiled copy: for this user alone, and not flushed.

    Raises:
        WritingError: it cannot be written.
    """
    with told_plainly():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _beside(_Place(file, None, 0o600), file.suffix) as (part, name):
        part.write(content)
        part.close()
        with told_plainly():
            name.replace(file)


def remove_kept(file: Path) -> None:
    """Takes away a file that `keep_file` made."""
    with suppress(OSError):
        file.unlink()


class _Place(NamedTuple):
    """Where a file is to be put.

    Attributes:
        target: the file itself, at the end of the links.
        status: what is there now; None when nothing is.
        mode: what a new file there may be; the system takes from it what the user chose for new files.
    """

    target: Path
    status: os.stat_result | None
    mode: int

    @property
    def is_stream(self) -> bool:
        """Whether it is no file, but a pipe or a device, which holds nothing that could be lost."""
        return self.status is not None and not stat.S_ISREG(self.status.st_mode)


def _replace(file: Path, content: bytes, check: Callable[[], None] = lambda: None) -> None:
    """Puts new content in the place of a file.

    Args:
        check: what is looked at just before the new content takes the place of the old; it raises to refuse.
    """
    descriptor = _descriptor(file)
    if descriptor is not None:
        with told_plainly(), os.fdopen(os.dup(descriptor), "wb") as stream:
            stream.write(content)
        return
    place = _place(file)
    if place.is_stream:
        with (
            told_plainly(),
            os.fdopen(os.open(place.target, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0)), "wb") as stream,
        ):
            os.set_blocking(stream.fileno(), True)
            stream.write(content)
        return
    with _beside(place) as (part, name):
        part.write(content)
        _flush(part)
        check()
        _put_in(name, place)


_OPEN = re.compile(r"/dev/(?P<name>stdout|stderr)|/(dev|proc/self)/fd/(?P<number>[0-9]{1,4})", re.ASCII)


def _descriptor(file: Path) -> int | None:
    """The number of a stream that is open already, by the name that the system gives it; None for another file.

    What it leads to is not opened anew: that would begin a file again that was written to before.
    """
    found = _OPEN.fullmatch(str(file))
    if found is None:
        return None
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return int(found["number"]) if found["number"] else {"stdout": 1, "stderr": 2}[found["name"]]


def _place(file: Path) -> _Place:
    """Where a file really lies, when it can be replaced there."""
    with told_plainly():
        target = Path(os.path.realpath(file))
        status = _status(target)
        _check_can_be_replaced(file, target, status)
    # What is there may be for few eyes, and the new content for a moment stands beside it.
    return _Place(target, status, 0o666 if status is None else 0o600)


@contextmanager
def _beside(place: _Place, ending: str = "") -> Iterator[tuple[IO[bytes], Path]]:
    """A new file in the folder of another, with its name; it is gone afterwards, unless it was moved."""
    name = place.target.with_name(f"{BESIDE}{os.urandom(8).hex()}{ending}")
    with told_plainly():
        handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), place.mode)
    try:
        with told_plainly(), os.fdopen(handle, "wb") as part:
            yield part, name
    finally:
        with suppress(OSError):
            name.unlink()


def _put_in(name: Path, place: _Place) -> None:
    """Gives a finished file the name of the one whose place it takes."""
    with told_plainly():
        _take_over(name, place)
        name.replace(place.target)
    _flush_folder(place.target.parent)


@contextmanager
def told_plainly() -> Iterator[None]:
    """Within this, what the system refuses is told in our words."""
    refused: WritingError | None = None
    try:
        yield
    except (OSError, ValueError) as error:
        if isinstance(error, RoutekaartError):
            raise
        reason = reason_of(error)
        refused = WritingError(
            Text(f"niet te schrijven: {reason.nl}", f"cannot be written: {reason.en}"), "not-written"
        )
    if refused is not None:
        raise refused


def _flush(part: IO[bytes]) -> None:
    with told_plainly():
        part.flush()
        os.fsync(part.fileno())


def _flush_folder(folder: Path) -> None:
    """Has the name of a new file on the disk too, where a folder can be flushed."""
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
        raise WritingError(
            Text(
                f"dit bestand heeft {status.st_nlink} namen (harde koppelingen); die zouden uit elkaar lopen",
                f"this file has {status.st_nlink} names (hard links); they would part",
            ),
            "hard-links",
        )
    if not os.access(target, os.W_OK):
        raise WritingError(
            Text("niet te schrijven: u mag dat niet (rechten)", "cannot be written: permission denied"), "not-written"
        )


def _take_over(name: Path, place: _Place) -> None:
    """Gives a new file the mode, the owner and the attributes of the one whose place it takes."""
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


def _put_where_nothing_is(name: Path, file: Path) -> None:
    """Gives a finished file its name, unless that was given to another meanwhile."""
    try:
        try:
            os.link(name, file, follow_symlinks=False)
            taken = False
        except FileExistsError:
            taken = True
        except OSError:
            # A disk without hard links: the name is taken first, then given away.
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            name.replace(file)
            taken = False
    except FileExistsError:
        taken = True
    if taken:
        raise _there_already()


def _there_already() -> WritingError:
    return WritingError(Text("dit bestand is er al", "this file is there already"), "exists")


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        # They are not both there: then it is the name that counts.
        return os.path.realpath(one) == os.path.realpath(other)


def _is_authored(file: Path) -> bool:
    """Whether somebody wrote a file that is there: by its name, or by what it says."""
    try:
        data = read_beginning(file, limits.JOURNEY).removeprefix(BYTE_ORDER_MARK)
    except ReadingError:
        return False
    if not data:
        return False
    if file.suffix.lower() in _AUTHORED_NAMES or _OUR_KEY.search(data.replace(b"\r", b"\n")):
        return True
    return data.lstrip().startswith(b"{") and _is_our_json(data)


def _is_our_json(data: bytes) -> bool:
    """Whether JSON is a journey, a baseline, or a route that was written so; also when it is damaged."""
    if _OUR_FORMAT.search(data):
        return True
    # Most outputs that are written over are not JSON.
    import json

    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(content, dict) and (
        not _OUR_KEYS.isdisjoint(content) or str(content.get("format")) in _OUR_FORMATS
    )
