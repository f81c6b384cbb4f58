"""Recognises facts as people write them (names, decimal commas, days before months, J and N) and reports each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from routekaart.cli.exits import fail
from routekaart.cli.printing import show_message
from routekaart.cohorts.recognising import LETTERS, group_sign, recognised_names, two_numbers
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.language import Language, Text, say
from routekaart.model.fact_types import FactType
from routekaart.model.fact_values import day_in

_DAY = re.compile(r"\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\s*", re.ASCII)
_YEAR_FIRST = re.compile(r"\s*(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|(\d\d)(\d\d))\s*", re.ASCII)
_COMMA = re.compile(r"\s*([+-]?\d+),(\d+)\s*", re.ASCII)
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class _Read:
    """A value as routekaart writes it, and the message about the conversion."""

    value: str
    text: Text


def recognised_facts(
    given: Mapping[str, Any], facts: Mapping[str, FactType], lang: Language, *, strict: bool
) -> dict[str, Any]:
    """The given facts, with names and values in other notations converted to those of routekaart.

    Ends the command for an ambiguous value; with `strict`, for anything that needs converting.
    """
    found: dict[str, Any] = {}
    told: list[Text] = []
    written_as = {written: name for name, written in recognised_names(list(given), facts).items()}
    for name, value in given.items():
        meant = written_as.get(name, name)
        if meant != name:
            shown = one_line(name)
            told.append(Text(f"{shown} → {meant}", f"{shown} → {meant}"))
        read = _value(facts[meant], value, lang) if meant in facts and isinstance(value, str) else None
        if read is not None:
            told.append(read.text)
        found[meant] = value if read is None else read.value
    if told and strict:
        fail(
            say(lang, "--strict: dit is anders geschreven:", "--strict: this is written differently:"),
            *_lines(told, lang),
        )
    if told:
        show_message(say(lang, "herkend:", "recognised:"), *_lines(told, lang))
    return found


def _lines(told: list[Text], lang: Language) -> list[str]:
    return [f"  {one.in_language(lang)}" for one in told]


def _value(fact: FactType, value: str, lang: Language) -> _Read | None:
    name = fact.name
    if fact.kind == "yes_no" and (word := LETTERS.get(value.strip().casefold())):
        return _Read(word, Text(f"{name}: J is ja, N is nee", f"{name}: J is yes, N is no"))
    if fact.kind == "number" and (sign := group_sign(fact, value.strip())):
        fail(f"{name}: {two_numbers(fact, sign).in_language(lang)}")
    if fact.kind == "number" and (number := _COMMA.fullmatch(value)):
        return _Read(f"{number[1]}.{number[2]}", Text(f"{name}: een decimale komma", f"{name}: a decimal comma"))
    if fact.kind != "date" or day_in(value) is not None:
        return None
    if year_first := _YEAR_FIRST.fullmatch(value):
        year, month, day = filter(None, year_first.groups())
        text = Text(f"{name}: een datum als jaar-maand-dag", f"{name}: a date as year-month-day")
        return _Read(f"{year}-{month:0>2}-{day:0>2}", text)
    day_first = _DAY.fullmatch(value)
    return None if day_first is None else _day(name, day_first, lang)


def _day(name: str, written: re.Match[str], lang: Language) -> _Read | None:
    first, second = int(written[1]), int(written[2])
    if second > _MONTHS:
        return None
    if first <= _MONTHS and first != second:
        fail(
            say(
                lang,
                f"{name}: een datum als 03-04-2009 kan 3 april zijn of 4 maart; schrijf die als 2009-04-03",
                f"{name}: a date such as 03-04-2009 can be 3 April or 4 March; write it as 2009-04-03",
            )
        )
    text = Text(f"{name}: een datum als dag-maand-jaar", f"{name}: a date as day-month-year")
    return _Read(f"{written[3]}-{second:02}-{first:02}", text)
