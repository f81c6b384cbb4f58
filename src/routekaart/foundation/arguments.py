"""What every public function asks of its arguments: one way to look, and one way to say what was expected.

What is given may be anything, also something of which the methods raise or lie. So its type is looked at first, and
of a subclass of text the text is taken, before anything is asked of it. Calls that are made for every student
(`Route.decide`) look only when the quick way has failed.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from routekaart.foundation.errors import WrongValueError, checked_language, wrong_type
from routekaart.foundation.foreign import as_python
from routekaart.foundation.language import Language, Text, enumerate_text

T = TypeVar("T")

TEXT = Text("tekst", "text")
NAMES_WITH_VALUES = Text("een dict van namen en waarden", "a mapping of names to values")
NAMES = Text("een dict met tekst als namen", "a mapping with text as names")
YES_OR_NO = Text("True of False", "True or False")
A_PATH = Text("een pad", "a path")
ROUTE = Text("een route (van routekaart.load)", "a route (of routekaart.load)")
JOURNEY = Text("een reis (Journey)", "a journey (Journey)")
_CAN_BE_WRITTEN = Text(
    "tekst die als JSON te schrijven is, zonder los deel van een teken (surrogate)",
    "text that can be written as JSON, without a lone part of a character (surrogate)",
)


def checked(parameter: str, given: object, kind: type[T], expected: Text | None = None) -> T:
    """The argument, when it is of the type that was expected.

    Args:
        expected: what to say that was expected; without it the name of the type.

    Raises:
        WrongTypeError: it is of another type.
    """
    if not isinstance(given, kind):
        raise wrong_type(parameter, given, expected or Text(kind.__name__, kind.__name__))
    return given


def text(parameter: str, given: object, expected: Text = TEXT) -> str:
    """The argument, when it is text.

    Raises:
        WrongTypeError: it is not.
    """
    if not isinstance(given, str):
        raise wrong_type(parameter, given, expected)
    return str.__str__(given)


def writable(parameter: str, given: object) -> str:
    """The argument, when it is text that can be kept.

    Raises:
        WrongTypeError: it is not text.
        WrongValueError: it cannot be written as JSON.
    """
    word = text(parameter, given)
    if not is_writable(word):
        raise WrongValueError(parameter, _CAN_BE_WRITTEN)
    return word


def is_writable(word: str) -> bool:
    """Whether text can be written in a file or as JSON: half of a character, a lone surrogate, cannot."""
    try:
        word.encode()
    except UnicodeEncodeError:
        return False
    return True


def mapping(parameter: str, given: object) -> Mapping[Any, Any]:
    """The argument, when it is a mapping.

    Raises:
        WrongTypeError: it is not.
    """
    if not isinstance(given, Mapping):
        raise wrong_type(parameter, given, NAMES_WITH_VALUES)
    return given


def named(parameter: str, given: object) -> Iterator[tuple[str, object]]:
    """The names and values of an argument that is a mapping of these.

    Raises:
        WrongTypeError: it is not, or a name is not text.
    """
    for name, value in mapping(parameter, given).items():
        yield text(parameter, name, NAMES), value


def option(parameter: str, given: object, options: Collection[str]) -> str:
    """The argument, when it is one of some words.

    Raises:
        WrongTypeError: it is not text.
        WrongValueError: it is another text.
    """
    if not isinstance(given, str):
        raise wrong_type(parameter, given, one_of(options))
    word = str.__str__(given)
    if word not in options:
        raise WrongValueError(parameter, one_of(options))
    return word


def one_of(words: Iterable[str]) -> Text:
    """What is expected where there are only some words."""
    return enumerate_text(map(repr, words))


def language(given: object) -> Language | None:
    """The language that was asked for, if one was.

    Raises:
        WrongTypeError: it is not text.
        WrongValueError: it is not "nl" or "en".
    """
    return None if given is None else checked_language(given)


def flag(parameter: str, given: object) -> bool:
    """The argument, when it is True or False.

    Raises:
        WrongTypeError: it is neither.
    """
    return checked(parameter, given, bool, YES_OR_NO)


def whole(parameter: str, given: object, least: int, most: int) -> int:
    """The argument, when it is a whole number between two others, those included.

    Raises:
        WrongTypeError: it is no whole number.
        WrongValueError: it is not between those.
    """
    found = as_python(given)
    if type(found) is not int:
        raise wrong_type(parameter, given, whole_between(least, most))
    if not least <= found <= most:
        raise WrongValueError(parameter, whole_between(least, most))
    return found


def whole_between(least: int, most: int) -> Text:
    """What is expected of a whole number."""
    return Text(f"een heel getal van {least} tot en met {most}", f"a whole number from {least} to {most}")


def number(parameter: str, given: object, least: float, most: float) -> float:
    """The argument, when it is a number between two others, those included.

    Raises:
        WrongTypeError: it is no number.
        WrongValueError: it is not between those.
    """
    found = as_python(given)
    if type(found) is not int and type(found) is not float:
        raise wrong_type(parameter, given, _between(least, most))
    if not least <= found <= most:
        raise WrongValueError(parameter, _between(least, most))
    return float(found)


def _between(least: float, most: float) -> Text:
    return Text(f"een getal van {least:g} tot en met {most:g}", f"a number from {least:g} to {most:g}")


def path(parameter: str, given: object, expected: Text = A_PATH) -> Path:
    """The argument, when it is a path, or the text of one.

    Raises:
        WrongTypeError: it is neither.
    """
    found = _path_in(given)
    if found is None:
        raise wrong_type(parameter, given, expected)
    return Path(found)


def is_path(given: object) -> bool:
    """Whether this is a path, or text."""
    return isinstance(given, str | os.PathLike)


def _path_in(given: object) -> str | None:
    if isinstance(given, str):
        return str.__str__(given)
    if not isinstance(given, os.PathLike):
        return None
    try:
        found = os.fspath(given)
    except Exception:
        return None
    return str.__str__(found) if isinstance(found, str) else None


def each(parameter: str, given: object, kind: type[T], expected: Text) -> tuple[T, ...]:
    """The parts of an argument, when it holds parts of the type that was expected.

    Raises:
        WrongTypeError: it holds nothing, or something else.
    """
    return tuple(checked(parameter, one, kind, expected) for one in parts(parameter, given, expected))


def parts(parameter: str, given: object, expected: Text) -> tuple[object, ...]:
    """The parts of an argument that holds some; the letters of a text are none.

    Raises:
        WrongTypeError: it holds none.
    """
    found = None if isinstance(given, str | bytes | Mapping) else _parts_in(given)
    if found is None:
        raise wrong_type(parameter, given, expected)
    return found


def _parts_in(given: Any) -> tuple[object, ...] | None:
    try:
        return tuple(given)
    except Exception:
        return None
