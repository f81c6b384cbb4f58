"""Facts from the population register: a person as the API "BRP Personen" returns it (Haal Centraal, version 2).

Nothing here reads a citizen service number, and nothing is guessed: for a date that is known in part, only that part is
used, and what is not known is left out.
"""

import re
from collections.abc import Mapping
from typing import Any

from routekaart.foundation.arguments import checked, mapping, text
from routekaart.foundation.errors import WrongValueError
from routekaart.foundation.language import Text
from routekaart.model.fact_types import as_compared
from routekaart.route import Route

_EIGHT_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_FOUR_DIGITS = re.compile(r"\d{4}", re.ASCII)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NOWHERE = frozenset({"", "0000", "1999"})
"""Codes that are not a municipality: unknown, and the register of people who live abroad."""
_A_DATE = Text(
    "een geboortedatum zoals de BRP die geeft: Datum, JaarMaandDatum, JaarDatum, DatumOnbekend of acht cijfers",
    "a birth date as the BRP gives it: Datum, JaarMaandDatum, JaarDatum, DatumOnbekend or eight digits",
)
_A_CODE = Text("een gemeente met een code van vier cijfers", "a municipality with a code of four digits")
_REMARKS = (
    (
        ("geboorte", "inOnderzoek", "datum"),
        Text("De geboortedatum is in onderzoek in de BRP.", "The birth date is under investigation in the BRP."),
    ),
    (
        ("inOnderzoek", "gemeenteVanInschrijving"),
        Text("De gemeente is in onderzoek in de BRP.", "The municipality is under investigation in the BRP."),
    ),
    (
        ("geheimhoudingPersoonsgegevens",),
        Text(
            "De persoonsgegevens zijn geheim: geef ze niet door.",
            "The personal data is confidential: do not pass it on.",
        ),
    ),
)


def facts(
    person: Mapping[str, Any],
    *,
    route: Route | None = None,
    birth_date: str = "geboortedatum",
    municipality: str = "gemeente",
    elsewhere: str | None = None,
) -> dict[str, str]:
    """The facts of a person of the BRP: the birth date as far as it is known, and the code of the municipality.

    Args:
        person: a person, with `geboorte.datum` and `gemeenteVanInschrijving` if they were asked for. A date has one of
            the four types of the API, or the eight digits of GBA sources (`20090300`).
        route: facts that this route does not have are left out.
        birth_date, municipality: the names of these facts in the route.
        elsewhere: the option for a municipality that is not an option of the route. Without it, such a code is kept as
            it is, and `decide` refuses it.

    Returns:
        Facts for `decide`. What is not known is left out. Personal data.

    Raises:
        WrongTypeError: `person` is not a mapping, `route` is not a route, or a name is not text.
        WrongValueError: a date or a municipality is not in a form of the BRP. The error does not contain it.
    """
    given = mapping("person", person)
    found = {
        text("birth_date", birth_date): _birth_date(given.get("geboorte")),
        text("municipality", municipality): _municipality(given.get("gemeenteVanInschrijving")),
    }
    known = {name: value for name, value in found.items() if value is not None}
    if route is None:
        return known
    checked("route", route, Route)
    if elsewhere is not None and municipality in known and not _is_option(route, municipality, known[municipality]):
        known[municipality] = text("elsewhere", elsewhere)
    return {name: value for name, value in known.items() if name in route.facts}


def remarks(person: Mapping[str, Any]) -> tuple[Text, ...]:
    """Remarks of the register about its own data: under investigation, or confidential. They never decide anything.

    Raises:
        WrongTypeError: `person` is not a mapping.
    """
    given = mapping("person", person)
    return tuple(text for path, text in _REMARKS if _in(given, *path) is True)


def _in(given: Any, *path: str) -> Any:
    for key in path:
        given = given.get(key) if isinstance(given, Mapping) else None
    return given


def _birth_date(birth: object) -> str | None:
    if birth is None:
        return None
    if not isinstance(birth, Mapping):
        raise WrongValueError("person", _A_DATE)
    given = birth.get("datum")
    if given is None or _in(given, "onbekend") is True or _in(given, "type") == "DatumOnbekend":
        return None
    digits = _EIGHT_DIGITS.fullmatch(str(given)) if isinstance(given, str | int) else None
    if digits is not None:
        return None if digits[1] == "0000" else "-".join(digits.groups())
    day, year, month = (_in(given, key) for key in ("datum", "jaar", "maand"))
    if isinstance(day, str) and _ISO.fullmatch(day):
        return day
    if type(year) is int and 0 < year <= 9999:
        if month is None:
            return f"{year:04}"
        if type(month) is int and 1 <= month <= 12:
            return f"{year:04}-{month:02}"
    raise WrongValueError("person", _A_DATE)


def _municipality(given: object) -> str | None:
    if given is None:
        return None
    code = given.get("code") if isinstance(given, Mapping) else given
    if isinstance(given, Mapping) and (code is None or (isinstance(code, str) and code in _NOWHERE)):
        return None
    if not isinstance(given, Mapping) or not isinstance(code, str) or not _FOUR_DIGITS.fullmatch(code):
        raise WrongValueError("person", _A_CODE)
    return code


def _is_option(route: Route, name: str, value: str) -> bool:
    fact = route.facts.get(name)
    return fact is not None and (value in fact.options or as_compared(value) in fact.option_of)
