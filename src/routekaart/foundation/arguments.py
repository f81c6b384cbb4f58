"""Checks the arguments of public functions: one way to check, and one way to say what was expected.

An argument may be anything, including an object with methods that raise or lie. So its type is checked first, and a
subclass of `str` is turned into a `str`, before any method of it is called. Calls that are made for every student
(`Route.decide`) check only when the fast path has failed.
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
    """The argument, if it is of the expected type.

    Args:
        expected: the expected type in words; by default its name.

    Raises:
        WrongTypeError: it is of another type.
    """
    if not isinstance(given, kind):
        raise wrong_type(parameter, given, expected or Text(kind.__name__, kind.__name__))
    return given


def text(parameter: str, given: object, expected: Text = TEXT) -> str:
    """The argument as a `str`, if it is text.

    Raises:
        WrongTypeError: it is not.
    """
    if not isinstance(given, str):
        raise wrong_type(parameter, given, expected)
    return str.__str__(given)


def writable(parameter: str, given: object) -> str:
    """The argument as a `str`, if it is text that can be stored.

    Raises:
        WrongTypeError: it is not text.
        WrongValueError: it cannot be written as JSON.
    """
    word = text(parameter, given)
    if not is_writable(word):
        raise WrongValueError(parameter, _CAN_BE_WRITTEN)
    return word


def is_writable(word: str) -> bool:
    """Whether text can be written to a file or as JSON: a lone surrogate (half of a character) cannot."""
    try:
        word.encode()
    except UnicodeEncodeError:
        return False
    return True


def mapping(parameter: str, given: object) -> Mapping[Any, Any]:
    """The argument, if it is a mapping.

    Raises:
        WrongTypeError: it is not.
    """
    if not isinstance(given, Mapping):
        raise wrong_type(parameter, given, NAMES_WITH_VALUES)
    return given


def named(parameter: str, given: object) -> Iterator[tuple[str, object]]:
    """The names and values in an argument that is a mapping.

    Raises:
        WrongTypeError: it is not a mapping, or a name is not text.
    """
    for name, value in mapping(parameter, given).items():
        yield text(parameter, name, NAMES), value


def option(parameter: str, given: object, options: Collection[str]) -> str:
    """The argument as a `str`, if it is one of some words.

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
    """The words that are accepted, as a description for an error."""
    return enumerate_text(map(repr, words))


def language(given: object) -> Language | None:
    """The requested language; None if none was requested.

    Raises:
        WrongTypeError: it is not text.
        WrongValueError: it is not "nl" or "en".
    """
    return None if given is None else checked_language(given)


def flag(parameter: str, given: object) -> bool:
    """The argument, if it is True or False.

    Raises:
        WrongTypeError: it is neither.
    """
    return checked(parameter, given, bool, YES_OR_NO)


def whole(parameter: str, given: object, least: int, most: int) -> int:
    """The argument as an `int`, if it is a whole number from `least` to `most`, both included.

    Raises:
        WrongTypeError: it is not a whole number.
        WrongValueError: it lies outside those bounds.
    """
    found = as_python(given)
    if type(found) is not int:
        raise wrong_type(parameter, given, whole_between(least, most))
    if not least <= found <= most:
        raise WrongValueError(parameter, whole_between(least, most))
    return found


def whole_between(least: int, most: int) -> Text:
    """The bounds of a whole number, as a description for an error."""
    return Text(f"een heel getal van {least} tot en met {most}", f"a whole number from {least} to {most}")


def number(parameter: str, given: object, least: float, most: float) -> float:
    """The argument as a `float`, if it is a number from `least` to `most`, both included.

    Raises:
        WrongTypeError: it is not a number.
        WrongValueError: it lies outside those bounds.
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
    """The argument as a `Path`, if it is a path or text.

    Raises:
        WrongTypeError: it is neither.
    """
    found = _path_in(given)
    if found is None:
        raise wrong_type(parameter, given, expected)
    return Path(found)


def is_path(given: object) -> bool:
    """Whether this is a path or text."""
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
    """The items of an argument that is an iterable of the expected type.

    Raises:
        WrongTypeError: it is not an iterable, or an item is of another type.
    """
    return tuple(checked(parameter, one, kind, expected) for one in parts(parameter, given, expected))


def parts(parameter: str, given: object, expected: Text) -> tuple[object, ...]:
    """The items of an argument that is an iterable.

    Raises:
        WrongTypeError: it is not an iterable, or it is text, bytes or a mapping.
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
