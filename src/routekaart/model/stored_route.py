"""A route as a dict that JSON can write, and back: the form in which an application keeps a route without its file."""

from itertools import chain
from typing import Any, TypeVar
from unicodedata import is_normalized

from routekaart.foundation.errors import RoutekaartError
from routekaart.foundation.escaping.letters import forbidden_character, one_line
from routekaart.foundation.language import Text, grouped
from routekaart.foundation.plain_data import MisfitError, from_plain, to_plain
from routekaart.model.applied_readings import unfit
from routekaart.model.content import RouteContent
from routekaart.model.fact_types import LARGEST
from routekaart.model.soundness import parts_misfits

FORMAT = "routekaart.route"
FORMAT_VERSION = 1
"""Raised when a field changes its meaning or goes away; a newer reader keeps reading older versions."""
MOST_LEVELS = 250
"""The most levels of dicts and lists in each other: more than a route file can give."""
MOST_VALUES = 10_000_000
"""The most values that a route can have, each dict and list included."""

_LONGEST_PLACE = 200
_A_ROUTE = Text("een route zoals to_dict die schrijft", "a route as to_dict writes it")
_JSON = Text(
    "wat JSON kent: namen met waarden, lijsten, tekst, hele getallen, true, false, null",
    "what JSON knows: names with values, lists, text, whole numbers, true, false, null",
)
_CHARACTERS = Text(
    "tekst zonder tekens die iets sturen, met elke letter heel (NFC)",
    "text without control characters, with each letter in one piece (NFC)",
)
_TOO_DEEP = Text(f"hooguit {MOST_LEVELS} lagen in elkaar", f"at most {MOST_LEVELS} levels of nesting")
_TOO_MANY = Text(
    f"hooguit {grouped(MOST_VALUES).nl} waarden in een route", f"at most {grouped(MOST_VALUES).en} values in a route"
)

Content = TypeVar("Content", bound=RouteContent)


class StoredRouteError(RoutekaartError, ValueError):
    """The given data is not a route as `Route.to_dict` writes it, or a route cannot be written that way.

    Attributes:
        code: `"corrupt"`, or `"newer-format"` for data that a newer routekaart wrote.
        text: the first thing that is wrong, with its place, in both languages.
    """

    code = "corrupt"


def stored(route: RouteContent) -> dict[str, Any]:
    """A route as a dict for JSON.

    Raises:
        StoredRouteError: a route that was made in Python has a value of another type than is declared.
    """
    try:
        content = to_plain(type(route), route)
    except MisfitError as error:
        misfit = error
    else:
        return {"format": FORMAT, "format_version": FORMAT_VERSION, **content}
    raise _refused(misfit)


def restored(kind: type[Content], data: object) -> Content:
    """The route that `stored` wrote.

    Args:
        kind: the class of the route.

    Raises:
        StoredRouteError: it is not a route that `stored` wrote.
    """
    found = _read(kind, data)
    if isinstance(found, StoredRouteError):
        raise found
    return found


def _read(kind: type[Content], data: object) -> Content | StoredRouteError:
    try:
        content = _content(data)
        if isinstance(content, StoredRouteError):
            return content
        route: Content = from_plain(kind, content)
        wrong = next(chain(parts_misfits(route), unfit(route)), None)
    except MisfitError as error:
        return _refused(error)
    return route if wrong is None else _refused(wrong)


def _content(data: object) -> dict[str, Any] | StoredRouteError:
    """The fields of a route, without the name and version of the format."""
    check_json(data)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        return _refused(MisfitError(_A_ROUTE))
    version = data.get("format_version")
    if type(version) is int and version > FORMAT_VERSION:
        text = Text(
            f"deze route heeft vorm {version}; deze routekaart leest vorm {FORMAT_VERSION}; gebruik een nieuwere",
            f"this route has form {version}; this routekaart reads form {FORMAT_VERSION}; use a newer one",
        )
        return StoredRouteError(text, "newer-format")
    if type(version) is not int or version != FORMAT_VERSION:
        return _refused(MisfitError(Text(f"{FORMAT_VERSION}", f"{FORMAT_VERSION}"), "format_version"))
    return {name: value for name, value in data.items() if name not in ("format", "format_version")}


def check_json(data: Any) -> None:
    """Checks that data has only what JSON has, is bounded, and has no text that a route file cannot have.

    Raises:
        MisfitError: a check fails.
    """
    waiting: list[tuple[Any, int]] = [(data, 0)]
    seen = 0
    while waiting:
        value, level = waiting.pop()
        seen += 1
        if level > MOST_LEVELS:
            raise MisfitError(_TOO_DEEP)
        if seen > MOST_VALUES:
            raise MisfitError(_TOO_MANY)
        kind = type(value)
        if kind is dict and all(type(name) is str for name in value):
            waiting += ((one, level + 1) for pair in value.items() for one in pair)
        elif kind is list:
            waiting += ((one, level + 1) for one in value)
        elif kind is str:
            if forbidden_character(value) or not (value.isascii() or is_normalized("NFC", value)):
                raise MisfitError(_CHARACTERS)
        elif value is not None and kind is not bool and not (kind is int and abs(value) < LARGEST):
            raise MisfitError(_JSON)


def _refused(misfit: MisfitError) -> StoredRouteError:
    place = one_line(".".join(map(str, misfit.place)), _LONGEST_PLACE)
    before, expected = f"{place}: " if place else "", misfit.expected
    return StoredRouteError(
        Text(
            f"deze route is niet te lezen: {before}verwacht wordt {expected.nl}",
            f"this route cannot be read: {before}expected {expected.en}",
        ),
        where=(place,) if place else (),
    )
