"""Writes files so that nothing is lost: the old content stays until all of the new content is on the disk.

A file is written beside its place, flushed, and put in its place at once. A link is followed, and the mode and the
owner stay as they are.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from routekaart.files.disk.authored import is_authored
from routekaart.files.disk.reading import (
    BYTE_ORDER_MARK,
    ReadingError,
    exists,
    is_broken_link,
    read_beginning,
    read_bytes,
)
from routekaart.files.disk.refusals import WritingError, in_our_words, there_already
from routekaart.files.disk.replacing import (
    Place,
    beside,
    flush,
    open_descriptor,
    place_of,
    put_in,
    put_where_nothing_is,
)
from routekaart.foundation.language import Text


def write_output(file: Path, content: bytes, inputs: Iterable[Path] = ()) -> None:
    """Writes the output of a command, and overwrites an earlier output.

    Args:
        inputs: the files that were read for it; none of them is overwritten.

    Raises:
        WritingError: it cannot be written, or something would be lost.
    """
    check_output(file, inputs)
    _replace(file, content)


def check_output(file: Path, inputs: Iterable[Path] = ()) -> None:
    """Refuses a file as an output if something would be lost; can be called before the work is done.

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
    if is_authored(file):
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
    """Changes a file that was read before; refuses if somebody else changed it meanwhile.

    Args:
        was: its content when it was read.

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


def change_text(file: Path, text: str, was: str) -> None:
    """Changes a file of text as `change_file` does; a byte order mark stays.

    Args:
        was: the text that was read, without that mark.

    Raises:
        WritingError: it cannot be written, or holds something else now.
    """
    try:
        mark = BYTE_ORDER_MARK if read_beginning(file, len(BYTE_ORDER_MARK)) == BYTE_ORDER_MARK else b""
    except ReadingError:
        # Writing reports what is wrong with it.
        mark = b""
    change_file(file, mark + text.encode("utf-8"), mark + was.encode("utf-8"))


def check_new_file(file: Path) -> None:
    """Refuses a new file before anything is written.

    Raises:
        WritingError: the file, or a folder above it, is a broken link.
    """
    if any(map(is_broken_link, (file, *file.parents))):
        what = Text("dit is een koppeling die nergens heen leidt", "this is a link that leads nowhere")
        raise WritingError(what, "not-written")


def make_folder(folder: Path) -> None:
    """Makes a folder for new files, with the folders above it, if it does not exist yet.

    Raises:
        WritingError: it cannot be made.
    """
    check_new_file(folder)
    with in_our_words():
        folder.mkdir(parents=True, exist_ok=True)


def create_file(file: Path, content: bytes) -> None:
    """Writes a file that does not exist yet, with the folders above it.

    Raises:
        WritingError: there is something with this name, or it cannot be written.
    """
    check_new_file(file)
    with in_our_words():
        file.parent.mkdir(parents=True, exist_ok=True)
    if exists(file):
        raise there_already()
    with beside(Place(file, None, 0o666)) as (part, name):
        part.write(content)
        flush(part)
        with in_our_words():
            put_where_nothing_is(name, file)


@contextmanager
def part_beside(file: Path) -> Iterator[Path]:
    """The name of a new file beside another, for a library that writes it itself; afterwards it replaces the other.

    Raises:
        WritingError: it cannot replace the other.
    """
    place = place_of(file)
    if place.is_stream:
        yield place.target
        return
    with beside(place) as (part, name):
        part.close()
        yield name
        with in_our_words(), name.open("r+b") as written:
            os.fsync(written.fileno())
        put_in(name, place)


def keep_file(file: Path, content: bytes) -> None:
    """Writes a file of our own that may be lost, such as a compiled copy: for this user alone, and not flushed.

    Raises:
        WritingError: it cannot be written.
    """
    with in_our_words():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with beside(Place(file, None, 0o600), file.suffix) as (part, name):
        part.write(content)
        part.close()
        with in_our_words():
            name.replace(file)


def remove_kept(file: Path) -> None:
    """Removes a file that `keep_file` made."""
    with suppress(OSError):
        file.unlink()


def _replace(file: Path, content: bytes, check: Callable[[], None] = lambda: None) -> None:
    """Replaces the content of a file.

    Args:
        check: called just before the old content is replaced; it raises to refuse.
    """
    descriptor = open_descriptor(file)
    if descriptor is not None:
        with in_our_words(), os.fdopen(os.dup(descriptor), "wb") as stream:
            stream.write(content)
        return
    place = place_of(file)
    if place.is_stream:
        with (
            in_our_words(),
            os.fdopen(os.open(place.target, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0)), "wb") as stream,
        ):
            os.set_blocking(stream.fileno(), True)
            stream.write(content)
        return
    with beside(place) as (part, name):
        part.write(content)
        flush(part)
        check()
        put_in(name, place)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        # They do not both exist: compare the names.
        return os.path.realpath(one) == os.path.realpath(other)
