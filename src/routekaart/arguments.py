"""What every public function asks of its arguments: one way to look, and one way to say what was expected.

Calls that are made for every student (`Route.decide`) look only when the quick way has failed.
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from routekaart.errors import WrongTypeError, WrongValueError
from routekaart.language import Text, enumerate_text

T = TypeVar("T")

TEXT = Text("tekst", "text")
NAMES_WITH_VALUES = Text("namen met waarden (een dict)", "a mapping of names to values")


def wrong_type(parameter: str, given: object, expected: Text) -> WrongTypeError:
    """The error for an argument of another type."""
    return WrongTypeError(parameter, expected, type(given).__name__)


def checked(parameter: str, given: object, kind: type[T], expected: Text) -> T:
    """The argument, when it is of the type that was expected.

    Raises:
        WrongTypeError: it is of another type.
    """
    if not isinstance(given, kind):
        raise wrong_type(parameter, given, expected)
    return given


def text(parameter: str, given: object) -> str:
    """The argument, when it is text.

    Raises:
        WrongTypeError: it is not.
    """
    return checked(parameter, given, str, TEXT)


def mapping(parameter: str, given: object) -> Mapping[object, object]:
    """The argument, when it is a mapping of names to values.

    Raises:
        WrongTypeError: it is not.
    """
    if not isinstance(given, Mapping):
        raise wrong_type(parameter, given, NAMES_WITH_VALUES)
    return given


def option(parameter: str, given: object, options: Iterable[str]) -> str:
    """The argument, when it is one of some words.

    Raises:
        WrongTypeError: it is not text.
        WrongValueError: it is another text.
    """
    known = tuple(options)
    word = checked(parameter, given, str, enumerate_text(known))
    if word not in known:
        raise WrongValueError(parameter, enumerate_text(known))
    return word
