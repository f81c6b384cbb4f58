"""A folder for files that are needed for a moment, and gone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from routekaart.files.disk.refusals import in_our_words

MOST_TOGETHER = 64 * 1024 * 1024
"""How many bytes of route files are put in such a folder."""


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A new folder for this user alone; it is gone afterwards.

    Raises:
        WritingError: it cannot be made.
    """
    # Most commands need none, and start faster without it.
    from tempfile import TemporaryDirectory

    with in_our_words():
        made = TemporaryDirectory(prefix="routekaart-", ignore_cleanup_errors=True)
    with made as name:
        yield Path(name)


def put(file: Path, content: bytes, size: int | None = None) -> None:
    """Writes a file in such a folder, with the folders above it.

    Args:
        size: how large it is made, without its content taking that place; a larger file than is read is only told so.

    Raises:
        WritingError: it cannot be written.
    """
    with in_our_words():
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as opened:
            opened.write(content)
            if size is not None:
                opened.truncate(size)
