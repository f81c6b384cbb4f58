"""Values in a wrong shape, and the shape that was surely meant."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from routekaart.diagnostics.diagnostic import PartPath
from routekaart.files.meant_values import (
    both_numbers,
    comparison_meant,
    condition_meant,
    day_meant,
    number_meant,
    range_meant,
    unlikely_decimals,
)
from routekaart.files.meant_words import word_meant
from routekaart.files.reader.shape_words import part_name
from routekaart.files.source.flow_text import in_flow
from routekaart.files.source.lookalikes import between_quotes
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Text
from routekaart.model.fact_types import FactKind
from routekaart.model.step import BUNDLED

_LISTED = re.compile(r"\s*[,;/]\s*|\s+en\s+|\s+and\s+")
_LISTED_FILES = re.compile(r"\s*[,;]\s*|\s+en\s+|\s+and\s+")
_EITHER = re.compile(r"\s+of\s+|\s+or\s+")
_NAME = re.compile(r"[A-Za-z]\w*")
_FILE_NAME = re.compile(rf"(?:{BUNDLED})?[A-Za-z][\w-]*")
_ROUTE_AND_STEP = re.compile(rf"((?:{BUNDLED})?[a-z][a-z0-9_]*)(?:[ ,:/]+([A-Za-z]\w*))?")
_OF_NAMES = frozenset({"responsible", "contacts", "with", "by", "via", "one_of", "asked_of", "uses"})
_OF_PARTS: Mapping[str, str] = frozen(
    {"transitions": "to", "actions": "do", "supports": "title", "terms": "title", "impossible": "when"}
)
"""By key of a list of parts, the key that each item must have."""
_TYPES = ("yes_no", "choice", "number", "date", "text")


@dataclass(frozen=True, slots=True)
class OtherShape:
    """The value that was meant, and the message about it."""

    value: object
    text: Text


def other_shape(kind: str, given: object, loc: PartPath, facts: Mapping[str, Any]) -> OtherShape | None:
    """The shape that was meant for a value; None if that is not clear.

    Args:
        kind: the type of the error in pydantic.
        facts: the facts of the file, as data.
    """
    if kind == "dict_type" and part_name(loc) in ("when", "not"):
        return condition_shape(given, {name: part for name, part in facts.items() if isinstance(part, dict)})
    make = _BY_KIND.get(kind)
    return make(given, loc) if make else None


def condition_shape(given: object, facts: Mapping[str, Mapping[str, Any]]) -> OtherShape | None:
    """The condition that a text or a list of conditions was meant to be."""
    if isinstance(given, list) and given and all(isinstance(one, dict) for one in given):
        return _all_or_any(given)
    if not isinstance(given, str):
        return None
    meant = condition_meant(given)
    if meant is not None:
        return _expected(meant)
    name = given.strip()
    return _expected({name: _example(facts[name])}) if name in facts else None


def either_shape(given: str) -> OtherShape | None:
    """One of several partners, for names with "or" between them."""
    names = [one for one in _EITHER.split(given.strip()) if one]
    return _expected({"one_of": names}) if len(names) > 1 and all(map(_NAME.fullmatch, names)) else None


def _all_or_any(given: list[dict[str, object]]) -> OtherShape:
    """The shape for a list of conditions, which may mean all of them or one of them; it is read as all."""
    parts = [part for one in given for part in one.items()]
    together: dict[str, object] = dict(parts)
    every: dict[str, object] = together if len(together) == len(parts) else {"all": given}
    if len(given) == 1:
        return _expected(every)
    both, either = in_flow(every), in_flow({"any": given})
    text = Text(
        f"moet dit allemaal gelden, schrijf dan {both}; is een ervan genoeg, schrijf dan {either}",
        f"if all of this must hold, write {both}; if one of them is enough, write {either}",
    )
    return OtherShape(every, text)


def _example(fact: Mapping[str, Any]) -> object:
    """An example of a value or a comparison for a fact, as data of a file."""
    options = fact.get("options")
    match fact.get("type"):
        case "number":
            return {"at_least": 18}
        case "date":
            return {"at_least": "2026-08-01"}
        case "choice" if options and isinstance(options, list | dict):
            return next(iter(options))
        case _:
            return "ja"


def _list(given: object, loc: PartPath) -> OtherShape | None:
    key = part_name(loc)
    if key == "values" and isinstance(given, int | float) and not isinstance(given, bool):
        return _expected([{"from": None, "value": given}])
    if key in _OF_PARTS and isinstance(given, dict):
        example = in_flow(given)
        text = Text(
            f"dit is een onderdeel van een lijst; zet er een streepje en een spatie voor: - {example}",
            f"this is an item of a list; put a hyphen and a space before it: - {example}",
        )
        return OtherShape([given], text)
    if key == "responsible" and isinstance(given, dict) and set(given) <= {"one_of", "partner", "when"} and given:
        return _expected([given])
    if not isinstance(given, str):
        return None
    if key in _OF_PARTS and _can_be(given, key):
        return _expected([{_OF_PARTS[key]: given}])
    if key == "responsible" and (either := either_shape(given)) is not None:
        return _expected([either.value])
    items = [one for one in (_LISTED_FILES if key == "uses" else _LISTED).split(given.strip()) if one]
    if key == "uses":
        items = [re.sub(r"\.ya?ml$", "", one) for one in items]
    name = _FILE_NAME if key == "uses" else _NAME
    if key in _OF_NAMES and (not all(map(name.fullmatch, items)) or (key == "one_of" and len(items) == 1)):
        return None
    if key in _OF_NAMES or key in ("options", "also"):
        return _expected(items)
    return _expected([given]) if key in ("checklist", "functions", "others") else None


def _mapping(given: object, loc: PartPath) -> OtherShape | None:
    """The shape where keys with values were expected."""
    if isinstance(given, list):
        return _named(given, loc)
    if isinstance(given, int | float) and not isinstance(given, bool) and loc[:1] == ("parameters",):
        return _expected({"values": [{"from": None, "value": given}]})
    if not isinstance(given, str):
        return None
    place = part_name(loc)
    section = loc[0] if len(loc) == 2 else ""
    if isinstance(loc[-1], int) and place in _OF_PARTS and _can_be(given, place):
        return _expected({_OF_PARTS[place]: given})
    if place == "hand_over":
        return _handed_over(given)
    if place == "derive" and _NAME.fullmatch(given):
        return _expected({"years_since": given})
    if section == "facts":
        kind = given if given in _TYPES else word_meant(given, _TYPES)
        return _expected({"type": kind}) if kind else None
    if section == "ends":
        return _expected({"title": given, "outcome": "success"})
    return _expected({"title": given}) if section in ("partners", "sources", "steps") else None


def _handed_over(given: str) -> OtherShape:
    """The shape for a hand-over that is only a text: a step of a route, or something outside."""
    found = _ROUTE_AND_STEP.fullmatch(given.strip())
    if found is None:
        return _expected({"outside": given})
    to_route, outside = in_flow({"route": found[1], "step": found[2] or "S1"}), in_flow({"outside": given})
    text = Text(
        f"neemt een andere route over, schrijf dan de route en de stap: {to_route}; anders {outside}",
        f"if another route takes over, write the route and the step: {to_route}; otherwise {outside}",
    )
    return OtherShape({"outside": given}, text)


def _can_be(text: str, section: str) -> bool:
    """Whether a text can be the value of the required key of an item in a list."""
    return section != "impossible" and (section != "transitions" or _NAME.fullmatch(text) is not None)


def _named(given: list[Any], loc: PartPath) -> OtherShape | None:
    """The shape for a section of a file that is a list, while each item must have a name."""
    section = loc[-1]
    if len(loc) != 1 or section not in ("phases", "partners", "sources", "facts", "steps", "ends") or not given:
        return None
    if all(isinstance(one, str) for one in given):
        plain: Callable[[str], object] = (lambda one: one) if section == "phases" else (lambda one: {"title": one})
        if section in ("facts", "steps", "ends"):
            return None
        named = {one: plain(one) for one in given}
        example = in_flow({given[0]: "..." if section == "phases" else {"title": "..."}})[1:-1]
    elif all(isinstance(one, dict) for one in given):
        key = next((one for one in ("id", "name", "naam", "step", "stap") if all(one in part for part in given)), None)
        if key is None or not all(isinstance(part[key], str) for part in given):
            return None
        named = {part[key]: {name: value for name, value in part.items() if name != key} for part in given}
        example = f"{given[0][key]}:"
    else:
        return None
    text = Text(
        f"{section} is geen lijst: elk onderdeel krijgt een naam, zonder streepje, zoals {example}",
        f"{section} is not a list: each part has a name, without a hyphen, such as {example}",
    )
    return OtherShape(named, text)


def _text(given: object, loc: PartPath) -> OtherShape | None:
    """The shape where a text was expected."""
    key = part_name(loc)
    if isinstance(given, dict) and key == "otherwise" and isinstance(given.get("to"), str):
        text = Text(f"schrijf otherwise: {given['to']}", f"write otherwise: {given['to']}")
        return OtherShape(given["to"], text)
    if key == "to" and isinstance(given, list) and given and isinstance(given[0], str):
        text = Text(
            "verwacht wordt een stap; maak voor elke stap een eigen overgang, met een eigen when",
            "expected one step; make a transition for each step, with a when of its own",
        )
        return OtherShape(given[0], text)
    if isinstance(given, dict) and len(given) == 1 and key == "options" and isinstance(loc[-1], int):
        option, title = next(iter(given.items()))
        shown = in_flow({option: title})
        text = Text(
            f"een keuze met een titel staat niet in een lijst; schrijf options: {shown}, met een komma tussen keuzes",
            f"an option with a title does not stand in a list; write options: {shown}, with a comma between options",
        )
        return OtherShape(option, text)
    if isinstance(given, list | dict) and given and key in ("title", "question", "do", "description", "note"):
        written = between_quotes(in_flow(given))
        text = Text(f"zet deze tekst tussen aanhalingstekens: {written}", f"put this text between quotes: {written}")
        return OtherShape(in_flow(given), text)
    return None


def _wrong_value(given: object, loc: PartPath) -> OtherShape | None:
    """The shape where a number or a day was expected."""
    if not isinstance(given, str):
        return None
    if part_name(loc) in ("value", "min", "max"):
        return number_shape(given, "een getal", "a number")
    return day_shape(given)


def other_value(given: str, kind: FactKind, accepted: Text) -> Text | None:
    """What to write instead of a value in a condition on a fact; None if that is not clear."""
    comparison = comparison_meant(given) or (range_meant(given) if kind == "number" else None)
    if comparison is not None:
        return _expected(comparison).text
    if kind == "number":
        other = number_shape(given, accepted.nl, accepted.en)
    else:
        other = day_shape(given) if kind == "date" else None
    return other.text if other else None


def number_shape(given: str, nl: str, en: str) -> OtherShape | None:
    """The number that a text was meant to be, such as 16.5 for `16,5` and 18 for `18 jaar`."""
    meant = number_meant(given)
    number, unit = meant or (given.strip(), "")
    both = both_numbers(number) if meant else unlikely_decimals(number)
    if both is not None:
        decimal, whole = both
        text = Text(
            f"{number} kan {decimal} zijn of {whole}; schrijf {decimal} of {whole}",
            f"{number} can be {decimal} or {whole}; write {decimal} or {whole}",
        )
        return OtherShape(None, text)
    if meant is None:
        return None
    without = Text(f", zonder {unit}", f", without {unit}") if unit else Text("", "")
    text = Text(f"verwacht wordt {nl}; schrijf {number}{without.nl}", f"expected {en}; write {number}{without.en}")
    return OtherShape(float(number) if "." in number else int(number), text)


def day_shape(given: str) -> OtherShape | None:
    """The day that a text was meant to be."""
    meant = day_meant(given)
    if meant is None:
        return None
    if meant.day is None:
        words = meant.words
        text = Text(f"{words.nl} bestaat niet", f"there is no such day as {words.en}")
        return OtherShape(None, text)
    day = meant.day.isoformat()
    return OtherShape(
        day, Text(f"een datum is jaar-maand-dag; schrijf {day}", f"a date is year-month-day; write {day}")
    )


def _true_or_false(given: object, loc: PartPath) -> OtherShape | None:  # noqa: ARG001  # as the others
    word = word_meant(given, ("true", "false")) if isinstance(given, str) else None
    if word is None:
        return None
    return OtherShape(
        word == "true", Text(f"verwacht wordt true of false; schrijf {word}", f"expected true or false; write {word}")
    )


def _expected(value: object) -> OtherShape:
    written = in_flow(value)
    return OtherShape(value, Text(f"schrijf dit als {written}", f"write this as {written}"))


_BY_KIND: Mapping[str, Callable[[object, PartPath], OtherShape | None]] = frozen(
    {
        "list_type": _list,
        "model_type": _mapping,
        "dict_type": _mapping,
        "string_type": _text,
        "value_error": _wrong_value,
        "bool_type": _true_or_false,
    }
)
