"""Errors of writing files."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, TypeAlias

from routekaart.files.disk.reading import reason_of
from routekaart.foundation.errors import RoutekaartError
from routekaart.foundation.language import Text

WritingRefusal: TypeAlias = Literal["input", "authored", "changed", "exists", "hard-links", "owner", "not-written"]


class WritingError(RoutekaartError):
    """A file is not written, and is unchanged.

    Attributes:
        code: `"input"` and `"authored"` for a file that would be lost (it was read for this, or somebody wrote it),
            `"changed"` for one that somebody else changed meanwhile, `"exists"` for one that should be new,
            `"hard-links"` for one with several names, `"owner"` for one whose owner would change, and `"not-written"`
            if the system refuses.
        text: why not, without the name of the file.
    """

    def __init__(self, text: Text, code: WritingRefusal) -> None:
        super().__init__(text, code)


def there_already() -> WritingError:
    """The error for a file that should be new."""
    return WritingError(Text("dit bestand is er al", "this file is there already"), "exists")


@contextmanager
def in_our_words(*kinds: type[OSError | ValueError]) -> Iterator[None]:
    """Turns errors of the system into a `WritingError` in our words.

    Args:
        kinds: the errors to convert; by default `OSError`, and `ValueError` for a name that no file can have.

    Raises:
        WritingError: the system refused.
    """
    refused: WritingError | None = None
    meant = kinds or (OSError, ValueError)
    try:
        yield
    except meant as error:
        if isinstance(error, RoutekaartError):
            raise
        reason = reason_of(error)
        refused = WritingError(
            Text(f"niet te schrijven: {reason.nl}", f"cannot be written: {reason.en}"), "not-written"
        )
    if refused is not None:
        raise refused
