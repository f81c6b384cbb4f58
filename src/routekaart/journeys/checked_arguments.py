"""Checks of the arguments of a journey that are kept in its log."""

from datetime import date

from routekaart.foundation.arguments import checked, named, writable
from routekaart.foundation.language import Text
from routekaart.journeys.log import Origin, RouteVersion
from routekaart.model.situation import required_date


def read_day(given: date | str, parameter: str = "on") -> date:
    """A day of a journey, given in some argument.

    Raises:
        ReferenceDateError: it is not a date.
    """
    return required_date(given, Text("een reis", "a journey"), Text("datum", "date"), parameter)


def text_or_none(parameter: str, given: object) -> str | None:
    """Text that can be kept in a log.

    Raises:
        WrongTypeError: it is neither text nor None.
        WrongValueError: it cannot be written as JSON.
    """
    return None if given is None else writable(parameter, given)


def _readings(parameter: str, given: object) -> dict[str, str]:
    """The readings of a route, if they can be kept in a log.

    Raises:
        WrongTypeError: it is not a mapping of texts to texts.
        WrongValueError: a text cannot be written as JSON.
    """
    return {writable(parameter, name): writable(parameter, one) for name, one in named(parameter, given)}


def checked_origin(origin: Origin) -> Origin:
    """Where a student was handed over from, when that can be kept in a log.

    Raises:
        WrongTypeError: it is not an origin, or a part of it is of another type.
        WrongValueError: a part of it cannot be written as JSON.
        ReferenceDateError: its day is not a date.
    """
    checked("origin", origin, Origin)
    route = checked("origin.route", origin.route, RouteVersion)
    return Origin(
        route=RouteVersion(
            id=writable("origin.route.id", route.id),
            version=writable("origin.route.version", route.version),
            digest=writable("origin.route.digest", route.digest),
            meaning_digest=text_or_none("origin.route.meaning_digest", route.meaning_digest),
            chosen=None if route.chosen is None else _readings("origin.route.chosen", route.chosen),
        ),
        place=writable("origin.place", origin.place),
        on=read_day(origin.on, "origin.on"),
        reference=text_or_none("reference", origin.reference),
    )
