"""How the column of a table names the unconfirmed readings that an answer depends on."""

from collections.abc import Iterable, Iterator

BETWEEN = "; "
"""The separator between the alternatives of one row."""


def named(reading: str, alternative: str) -> str:
    """The name of an alternative in the column, and after `--reading`."""
    return f"{reading}={alternative}"


def joined(names: Iterable[str]) -> str | None:
    """The alternatives of one row in one text; None when there are none."""
    return BETWEEN.join(names) or None


def split(text: str) -> Iterator[str]:
    """The alternatives in the text of one row."""
    yield from text.split(BETWEEN)
