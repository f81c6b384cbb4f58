"""Reads derivations: a condition, a count from a date, or a moved date."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from typing import Any, get_args

from routekaart.diagnostics.diagnostic import PartPath
from routekaart.files.format_models import FactData
from routekaart.files.meant_words import word_meant
from routekaart.files.reader.conditions import ConditionReader
from routekaart.files.reader.problems import Problems
from routekaart.foundation.dates import UNITS, Unit
from routekaart.foundation.language import Text, enumerate_text
from routekaart.model.fact_types import Derivation, Elapsed, FactType, PeriodEnd, Shifted
from routekaart.model.vocabulary import Vocabulary

COUNT = re.compile(r"(years|months|weeks|days)_(since|until)")
"""A key that counts from a date, such as `years_since`."""
_OUR_WORDS = (*(f"{unit}_{way}" for unit in UNITS for way in ("since", "until")), "date", "plus", "minus", "to")
_MOST_CYCLES = 20
"""The most cycles of facts that are reported at once: finding each takes a walk over all facts."""


def counted_unit(data: FactData) -> Unit | None:
    """The unit of a number that is counted from a date; None for other facts."""
    for key in data.derive or {}:
        match = COUNT.fullmatch(key)
        if match and data.type == "number":
            return _unit(match.group(1))
    return None


def _unit(written: str) -> Unit:
    return next(unit for unit in UNITS if unit == written)


def with_derivation(
    fact: FactType, data: dict[str, Any], conditions: ConditionReader, facts: Mapping[str, FactType], problems: Problems
) -> FactType:
    """The fact with its derivation; unchanged when that cannot be read, which is reported."""
    path: PartPath = ("facts", fact.name, "derive")
    data = _with_our_words(data, path, problems)
    derivation, kind = _derivation(data, path, conditions, facts, problems)
    if derivation is None:
        return fact
    if fact.kind != kind:
        text = Text(
            f"wat zo volgt is van type {kind}, maar {fact.name} is van type {fact.kind}",
            f"what follows this way is of type {kind}, but {fact.name} is of type {fact.kind}",
        )
        problems.add("wrong-derivation", path, text, at_key=True)
        return fact
    if isinstance(derivation, Elapsed) and fact.unit != derivation.unit:
        text = Text(
            f"dit telt {derivation.unit}, maar unit is {fact.unit}",
            f"this counts {derivation.unit}, but unit is {fact.unit}",
        )
        problems.add("unit-mismatch", (*path[:-1], "unit"), text)
    return replace(fact, derivation=derivation)


def _with_our_words(data: dict[str, Any], path: PartPath, problems: Problems) -> dict[str, Any]:
    """The derivation with other words replaced by those of the format; each replacement is reported."""
    renamed: dict[str, Any] = {}
    for key, value in data.items():
        meant = key if key in _OUR_WORDS else word_meant(key, _OUR_WORDS)
        if meant is not None and meant != key and meant not in data:
            what = Text("onbekende sleutel", "unknown key")
            problems.unknown("unknown-key", (*path, key), what, key, _OUR_WORDS, at_key=True, meant=meant)
            problems.moved((*path, meant), (*path, key))
        renamed[meant if meant is not None and meant not in data else key] = value
    return renamed


def _derivation(
    data: dict[str, Any],
    path: PartPath,
    conditions: ConditionReader,
    facts: Mapping[str, FactType],
    problems: Problems,
) -> tuple[Derivation | None, str]:
    for key in data:
        match = COUNT.fullmatch(key)
        if match:
            _alone(data, {key}, path, problems)
            source = _date_fact(data[key], (*path, key), facts, problems)
            direction: Any = match.group(2)
            return (Elapsed(source, _unit(match.group(1)), direction) if source else None), "number"
    if "date" in data and not {"plus", "minus", "to"}.isdisjoint(data):
        _alone(data, {"date", "plus", "minus", "to"}, path, problems)
        source = _date_fact(data["date"], (*path, "date"), facts, problems)
        amounts, to = _amounts(data, path, problems), _period_end(data, path, problems)
        return (Shifted(source, amounts, to) if source and (amounts or to) else None), "date"
    before = problems.count
    condition = conditions.read(data, path)
    return (condition if problems.count == before else None), "yes_no"


def _alone(data: dict[str, Any], allowed: set[str], path: PartPath, problems: Problems) -> None:
    for key in data:
        if key not in allowed:
            what = Text("deze sleutel hoort hier niet bij:", "this key does not belong here:")
            problems.unknown("unknown-key", (*path, key), what, key, allowed, at_key=True)


def _date_fact(name: object, path: PartPath, facts: Mapping[str, FactType], problems: Problems) -> str | None:
    dates = [fact.name for fact in facts.values() if fact.kind == "date"]
    if isinstance(name, str) and name in dates:
        return name
    if not isinstance(name, str):
        text = Text("verwacht wordt de naam van een gegeven van type date", "expected the name of a fact of type date")
        problems.add("wrong-value", path, text)
    elif name in facts:
        text = Text(
            f"{name} is geen datum; verwacht wordt een gegeven van type date",
            f"{name} is not a date; expected a fact of type date",
        )
        problems.add("wrong-derivation", path, text)
    else:
        problems.unknown("unknown-fact", path, Text("onbekend gegeven", "unknown fact"), str(name), dates)
    return None


def _amounts(data: dict[str, Any], path: PartPath, problems: Problems) -> tuple[tuple[Unit, int], ...]:
    amounts: list[tuple[Unit, int]] = []
    for key, sign in (("plus", 1), ("minus", -1)):
        given = data.get(key)
        if key in data and (not isinstance(given, dict) or not given):
            text = Text("verwacht wordt bijvoorbeeld {years: 1}", "expected such as {years: 1}")
            problems.add("wrong-value", (*path, key), text)
            continue
        for unit, amount in (given or {}).items():
            place = (*path, key, unit)
            if unit not in UNITS:
                what = Text("onbekende eenheid", "unknown unit")
                problems.unknown("unknown-key", place, what, unit, UNITS, at_key=True)
            elif type(amount) is not int or not 0 < amount <= 1000:
                whole = "verwacht wordt een heel getal van 1 tot en met 1000", "expected a whole number from 1 to 1000"
                problems.add("wrong-value", place, Text(*whole))
            else:
                amounts.append((_unit(unit), sign * amount))
    return tuple(amounts)


def _period_end(data: dict[str, Any], path: PartPath, problems: Problems) -> PeriodEnd | None:
    """The period to whose end a date is moved; None if it is not."""
    given = data.get("to")
    for end in get_args(PeriodEnd):
        if given == end:
            return end  # type: ignore[no-any-return]
    if "to" in data:
        listed = enumerate_text(get_args(PeriodEnd))
        text = Text(f"verwacht wordt {listed.nl}", f"expected {listed.en}")
        problems.add("wrong-value", (*path, "to"), text)
    return None


def derivation_cycles(vocabulary: Vocabulary) -> list[tuple[str, ...]]:
    """Facts that follow from each other: cycles that share no fact, in the order of the facts, and 20 at most.

    Each fact of a cycle follows from the next one, and the last from the first.
    """
    order = {name: position for position, name in enumerate(vocabulary.facts)}
    above = {name: vocabulary.directly_from(name) for name in vocabulary.facts}
    found: list[tuple[str, ...]] = []
    while len(found) < _MOST_CYCLES and (circle := _circle_in(above)):
        first = circle.index(min(circle, key=order.__getitem__))
        found.append((*circle[first:], *circle[:first]))
        above |= dict.fromkeys(circle, ())
    return sorted(found, key=lambda circle: order[circle[0]])


def _circle_in(above: Mapping[str, Iterable[str]]) -> list[str]:
    """Facts that each follow from the next one, and the last from the first; empty when there are none."""
    try:
        TopologicalSorter(above).prepare()
    except CycleError as error:
        # In the error, the first fact is repeated as the last one, and the order is reversed.
        names: list[str] = error.args[1]
        return names[:0:-1]
    return []


def without_derivations(facts: Mapping[str, FactType], names: Iterable[str]) -> dict[str, FactType]:
    """The facts, some without their derivation."""
    broken = set(names)
    return {name: replace(fact, derivation=None) if name in broken else fact for name, fact in facts.items()}
