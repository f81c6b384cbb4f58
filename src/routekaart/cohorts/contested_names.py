"""How the unconfirmed readings that an answer hangs on are named in the column of a table."""

from collections.abc import Iterable, Iterator

BETWEEN = "; "
"""What stands between the alternatives of one row."""


def named(reading: str, alternative: str) -> str:
    """An alternative as it stands in the column, and after `--reading`."""
    return f"{reading}={alternative}"


def joined(names: Iterable[str]) -> str | None:
    """The alternatives of one row in one text; None when there are none."""
    return BETWEEN.join(names) or None


def split(text: str) -> Iterator[str]:
    """The alternatives in the text of one row."""
    yield from text.split(BETWEEN)
