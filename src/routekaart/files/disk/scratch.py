"""A temporary folder for files that are needed for a moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from routekaart.files.disk.refusals import in_our_words

MOST_TOGETHER = 64 * 1024 * 1024
"""The most bytes of route files that are put in such a folder."""


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A new folder for this user alone; it is removed afterwards.

    Raises:
        WritingError: it cannot be made.
    """
    # Imported here because most commands do not need it, and start faster without.
    from tempfile import TemporaryDirectory

    with in_our_words():
        made = TemporaryDirectory(prefix="routekaart-", ignore_cleanup_errors=True)
    with made as name:
        yield Path(name)


def put(file: Path, content: bytes, size: int | None = None) -> None:
    """Writes a file in such a folder, with the folders above it.

    Args:
        size: the size to which the file is extended without writing content: of a file that is too large to be read,
            only the size is reported.

    Raises:
        WritingError: it cannot be written.
    """
    with in_our_words():
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as opened:
            opened.write(content)
            if size is not None:
                opened.truncate(size)
