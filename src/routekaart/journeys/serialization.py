"""A journey as JSON, and back. The format has a version; data of a later version is refused."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from functools import cache
from inspect import getdoc
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, cast

from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.language import Text, untranslated
from routekaart.foundation.shapes import DIALECT
from routekaart.journeys import log as kinds
from routekaart.journeys.agreement import Misfit, expected, incoherences
from routekaart.journeys.log import (
    Advanced,
    Corrected,
    Entry,
    JourneyError,
    JourneyProblem,
    Migrated,
    Started,
    first_of_this_version,
)
from routekaart.model.fact_values import A_DAY, day_in

if TYPE_CHECKING:
    from routekaart.journeys.journeys_dicts import EntryDict, JourneyDict

FORMAT_VERSION: Final = 2
"""In the first version, versions of a route have no `meaning_digest` and moves no `parameters`; it is still read."""

_LARGEST_VERSION = 10**6
"""A larger version is not shown in a message: it can be as long as a book."""
_MOST_SHOWN = 10
"""The most problems of one journey in a message; the others are counted."""
_KIND_OF_VALUE = ("bool", "int", "float", "str")
_EXPECTED = {
    "date": Text("een datum als 2026-03-01", "a date such as 2026-03-01"),
    "string": Text("tekst", "text"),
    "int": Text("een heel getal", "a whole number"),
    "tuple": Text("een lijst", "a list"),
    "too": Text("een lijst die niet leeg is", "a list that is not empty"),
    "mapping": Text("namen met waarden", "names with values"),
    "bool": Text("ja of nee (true of false), een getal of tekst", "true or false, a number or text"),
}
_A_JOURNEY = Text("een reis zoals routekaart die schrijft", "a journey as routekaart writes it")


def to_plain(log: Sequence[Entry], on: date) -> "JourneyDict":
    """A log, seen on a day, as JSON-ready values."""
    entries = cast("list[EntryDict]", [_plain(asdict(entry)) for entry in log])
    return {"format": "routekaart.journey", "format_version": FORMAT_VERSION, "on": on.isoformat(), "log": entries}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def read_plain(data: object) -> tuple[tuple[Entry, ...], date]:
    """The log and the day from JSON-ready values.

    Raises:
        JourneyError: with every place that does not fit the format, without facts of the student.
    """
    # The given value may not be JSON, and may have methods of its own; from here on it is plain.
    written = _as_json(data)
    _check_version(None if written is None else json.loads(written))
    read = _validated(written or "")
    if isinstance(read, list):
        raise _refused(read)
    log: tuple[Entry, ...] = read.log
    on: date = read.on
    _check_order(log, on)
    _check_form(log, read.format_version)
    return log, on


def _as_json(data: object) -> str | None:
    """The data as JSON; None if it is not JSON-ready."""
    try:
        return json.dumps(data) if isinstance(data, dict) else None
    except Exception:
        return None


def _validated(written: str) -> Any:
    """The data in the shape of a journey, or a list of the misfits."""
    from pydantic import ValidationError

    try:
        return _model().model_validate_json(written, strict=True)
    except ValidationError as error:
        return list(_each_place(error.errors(include_url=False, include_input=False)))


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a journey."""
    made = _model().model_json_schema()
    for name, part in made["$defs"].items():
        # Newer versions of pydantic add this to dataclasses by themselves; reading refuses other keys in all of them.
        part["additionalProperties"] = False
        part["description"] = getdoc(getattr(kinds, name))
    return {"$schema": DIALECT, **made}


@cache
def _model() -> Any:
    # Only reading a journey needs pydantic; importing it takes longer than following a student.
    from pydantic import ConfigDict, Field, create_model

    entries: Any = tuple[Annotated[Entry, Field(discriminator="kind")], ...]
    fields: dict[str, Any] = {
        "format": Literal["routekaart.journey"],
        "format_version": Literal[1, 2],
        "on": date,
        "log": Annotated[entries, Field(min_length=1)],
    }
    # pydantic would keep every short text that it has read, for as long as the process lives.
    config = ConfigDict(extra="forbid", title="Routekaart: een reis", cache_strings="none")
    make: Any = create_model
    return make("Journey", __config__=config, **{name: (kind, ...) for name, kind in fields.items()})


def _check_version(data: object) -> None:
    if not isinstance(data, dict) or data.get("format") != "routekaart.journey":
        raise _refused([expected(_A_JOURNEY)])
    version = data.get("format_version")
    if isinstance(version, int) and version > FORMAT_VERSION:
        if version <= _LARGEST_VERSION:
            told = Text(
                f"dit is vorm {version}; deze routekaart leest vorm {FORMAT_VERSION}; gebruik een nieuwere",
                f"this is form {version}; this routekaart reads form {FORMAT_VERSION}; use a newer one",
            )
        else:
            told = Text(
                "dit is geschreven door een nieuwere routekaart; gebruik die",
                "this was written by a newer routekaart; use that one",
            )
        raise _refused([Misfit("", told)], "newer-format")
    if isinstance(version, bool | float):
        # To pydantic, true and 1.0 are 1.
        raise _refused([expected(untranslated(f"{FORMAT_VERSION}"), "format_version")])


def _check_form(log: Sequence[Entry], version: int) -> None:
    """Checks that the fields of the second form are there for the version that decides, and absent in the first."""
    deciding = [(f"log.{at}.route", one.route) for at, one in enumerate(log) if isinstance(one, Started | Migrated)]
    first = log[0]
    origins = [("log.0.origin.route", first.origin.route)] if isinstance(first, Started) and first.origin else []
    moves = [
        (at, f"log.{at}.moves.{number}", move)
        for at, one in enumerate(log)
        if isinstance(one, Advanced)
        for number, move in enumerate(one.moves)
    ]
    if version == 1:
        known = [
            f"{place}.meaning_digest" for place, route in (*deciding, *origins) if route.meaning_digest is not None
        ]
        known += [f"{place}.parameters" for _, place, move in moves if move.parameters is not None]
        problems = [_unknown_field(place) for place in known]
    else:
        ours = first_of_this_version(log)
        unknown = [place for place, route in deciding[-1:] if route.meaning_digest is None]
        problems = [expected(_EXPECTED["string"], f"{place}.meaning_digest") for place in unknown]
        without = [place for at, place, move in moves if at > ours and move.parameters is None]
        problems += [expected(_EXPECTED["mapping"], f"{place}.parameters") for place in without]
    if problems:
        raise _refused(problems)


def _check_order(log: Sequence[Entry], on: date) -> None:
    problems = []
    if not isinstance(log[0], Started) or any(isinstance(entry, Started) for entry in log[1:]):
        problems.append(expected(Text("een keer started, vooraan", "started once, first"), "log"))
    days = [*(entry.on for entry in log), on]
    for number, (earlier, later) in enumerate(pairwise(days), start=1):
        place = f"log.{number}.on" if number < len(log) else "on"
        if later < earlier:
            problems.append(expected(Text("een datum op of na de vorige", "a date on or after the one before"), place))
    corrections = [entry for entry in log if isinstance(entry, Corrected)]
    corrected = (one for entry in corrections for one in (entry.since, entry.until) if one)
    if any(day_in(day) is None for day in (days[0], days[-1], *corrected)):
        problems.append(expected(A_DAY, "on"))
    if problems:
        raise _refused(problems)


def check_coherence(log: Sequence[Entry]) -> None:
    """Checks that a log, or its beginning, is coherent; for versions of a route that are not available.

    Raises:
        JourneyError: it is not.
    """
    problems = list(incoherences(log))
    if problems:
        raise _refused(problems)


def _each_place(errors: Iterable[Any]) -> Iterable[Misfit]:
    """The messages of pydantic, one for each place: pydantic gives one for each type that a value could have."""
    found: dict[str, Misfit] = {}
    for error in errors:
        place = one_line(".".join(one_line(str(part)) for part in _place(error["loc"])), 200)
        if place not in found:
            found[place] = _in_our_words(error, place)
    return found.values()


def _in_our_words(error: Any, place: str) -> Misfit:
    """The message of pydantic about one place, in our words."""
    kind: str = error["type"]
    if kind in ("unexpected_keyword_argument", "extra_forbidden"):
        return _unknown_field(place)
    if kind in ("missing", "missing_argument"):
        return Misfit(place, Text("dit veld ontbreekt", "this field is missing"))
    if kind.startswith(("literal", "union_tag")):
        known = str(error["ctx"].get("expected") or error["ctx"].get("expected_tags", "kind")).replace(" or ", ", ")
        several = "," in known
        return expected(Text(f"een van {known}", f"one of {known}") if several else untranslated(known), place)
    return expected(_EXPECTED.get(kind.split("_")[0], _A_JOURNEY), place)


def _unknown_field(place: str) -> Misfit:
    text = Text(
        "onbekend veld; misschien is dit geschreven door een nieuwere routekaart",
        "unknown field; maybe a newer routekaart wrote this",
    )
    return Misfit(place, text)


def _place(loc: Sequence[int | str]) -> list[int | str]:
    """A place without the parts that pydantic adds: the kind of entry after its number, and the type that it tried."""
    found = list(loc)
    if not found:
        return found
    if len(found) > 2 and found[0] == "log":
        del found[2]
    return found[:-1] if found[-1] in _KIND_OF_VALUE else found


def _refused(problems: Iterable[Misfit], code: JourneyProblem = "corrupt") -> JourneyError:
    found = list(dict.fromkeys(problems))
    told = [one.text for one in found[:_MOST_SHOWN]]
    if len(found) > _MOST_SHOWN:
        more = len(found) - _MOST_SHOWN
        told.append(Text(f"en nog {more}", f"and {more} more"))
    nl, en = ("; ".join(text.in_language(lang) for text in told) for lang in ("nl", "en"))
    where = tuple(one.place for one in found[:_MOST_SHOWN] if one.place)
    return JourneyError(Text(f"deze reis is niet te lezen: {nl}", f"this journey cannot be read: {en}"), code, where)
