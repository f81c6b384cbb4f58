"""From the data of facts and parameters to fact types and parameters."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from typing import Any

from routekaart.diagnostics.diagnostic import PartPath
from routekaart.files.document import DatedValueData, FactData, ParameterData
from routekaart.files.reader.conditions import RESERVED, ConditionReader
from routekaart.files.reader.problems import Problems
from routekaart.foundation.dates import UNITS, Unit
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Text
from routekaart.model.facts import Derivation, Elapsed, FactType, Shifted, same_text
from routekaart.model.parameters import DatedValue, Parameter
from routekaart.model.vocabulary import Vocabulary

_COUNT = re.compile(r"(years|months|weeks|days)_(since|until)")
_MOST_CYCLES = 20
"""So many circles of facts are told at once: to find each takes a walk over all facts."""
_ONLY_FOR: dict[str, tuple[str, ...]] = {
    "options": ("choice",),
    "unit": ("number",),
    "min": ("number",),
    "max": ("number",),
    "decimals": ("number",),
    "past": ("date",),
    "phrases": ("yes_no",),
}


def number(value: int | float | None) -> int | Decimal | None:
    """A number of a file, exactly as it was written."""
    if value is None or isinstance(value, int):
        return value
    exact = Decimal(str(value))
    return int(exact) if exact == int(exact) else exact


def fact_type(name: str, data: FactData, problems: Problems) -> FactType:
    """A fact without its derivation, which can only be read once all facts are known."""
    path: PartPath = ("facts", name)
    if name in RESERVED or _COUNT.fullmatch(name) or name == "stay":
        text = Text(
            f"{name} is een woord van het formaat; kies een andere naam",
            f"{name} is a word of the format; choose another",
        )
        problems.add("reserved-name", path, text, at_key=True)
    for key, kinds in _ONLY_FOR.items():
        if key in data.model_fields_set and data.type not in kinds:
            text = Text(
                f"{key} hoort alleen bij een gegeven van type {kinds[0]}", f"{key} belongs to a fact of type {kinds[0]}"
            )
            problems.add("misplaced-key", (*path, key), text, at_key=True)
    if data.type == "choice" and not data.options:
        problems.add(
            "missing-key", path, Text("hier ontbreekt de sleutel options", "the key options is missing"), at_key=True
        )
    options = tuple(data.options or ())
    for index, option in enumerate(options):
        _refuse_an_option_that_is_there(option, options[:index], (*path, "options", index), problems)
    if data.past and data.derive is not None:
        text = Text("past hoort bij een datum die gegeven wordt", "past belongs to a date that is given")
        problems.add("misplaced-key", (*path, "past"), text, at_key=True)
    if data.only_recorded and data.derive is not None:
        text = Text("een gegeven dat volgt uit andere wordt niet alleen bewaard", "a derived fact is not only recorded")
        problems.add("misplaced-key", (*path, "only_recorded"), text, at_key=True)
    low, high = number(data.min), number(data.max)
    if low is not None and high is not None and low > high:
        problems.add("wrong-value", (*path, "max"), Text("max is kleiner dan min", "max is smaller than min"))
        high = None
    return FactType(
        name=name,
        kind=data.type,
        title=data.title or name.replace("_", " "),
        question=data.question,
        description=data.description,
        options=options,
        unit=data.unit or _counted_unit(data),
        minimum=low,
        maximum=high,
        decimals=data.decimals,
        past=data.past,
        phrases=frozen({str(word): phrase for word, phrase in (data.phrases or {}).items()}),
        lifetime=data.lifetime,
        changes=data.changes,
        only_recorded=data.only_recorded,
        renamed_from=tuple(data.renamed_from),
        sources=tuple(data.source),
        readings=tuple(data.reading),
    )


def _refuse_an_option_that_is_there(option: str, before: tuple[str, ...], path: PartPath, problems: Problems) -> None:
    """Tell of an option that stands before it too, or with which only capitals or spaces are different."""
    alike = next((other for other in before if same_text(option, other)), None)
    if option in before:
        problems.add("duplicate-name", path, Text(f"{option} staat er twee keer", f"{option} stands here twice"))
    elif alike is not None:
        text = Text(
            f"{option} en {alike} verschillen alleen in hoofdletters of spaties; verwacht wordt een andere naam",
            f"{option} and {alike} differ in capitals or spaces only; expected another name",
        )
        problems.add("duplicate-name", path, text)


def _counted_unit(data: FactData) -> Unit | None:
    for key in data.derive or {}:
        match = _COUNT.fullmatch(key)
        if match and data.type == "number":
            return _unit(match.group(1))
    return None


def _unit(written: str) -> Unit:
    return next(unit for unit in UNITS if unit == written)


def parameter(name: str, data: ParameterData, problems: Problems) -> Parameter:
    """A parameter whose dated values follow each other without a hole."""
    path: PartPath = ("parameters", name, "values")
    previous = None
    for index, dated in enumerate(data.values):
        start = dated.from_
        if index == 0 and start is not None:
            text = Text(
                "de eerste waarde geldt vanaf het begin; schrijf from: null",
                "the first value holds from the beginning; write from: null",
            )
            problems.add("parameter-dates", (*path, index, "from"), text)
        elif index and (start is None or (previous is not None and start <= previous)):
            text = Text(
                "verwacht wordt een datum na die van de vorige waarde",
                "expected a date after that of the previous value",
            )
            problems.add("parameter-dates", (*path, index, "from"), text)
        previous = start
    return Parameter(
        name=name,
        title=data.title or name.replace("_", " "),
        values=tuple(_dated(dated) for dated in data.values),
        unit=data.unit,
        description=data.description,
        sources=tuple(data.source),
        readings=tuple(data.reading),
    )


def _dated(data: DatedValueData) -> DatedValue:
    value = number(data.value)
    assert value is not None
    return DatedValue(data.from_, value, tuple(data.source))


def with_derivation(
    fact: FactType, data: dict[str, Any], conditions: ConditionReader, facts: Mapping[str, FactType], problems: Problems
) -> FactType:
    """The fact with what it follows from; unchanged when that cannot be read, which is told."""
    path: PartPath = ("facts", fact.name, "derive")
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


def _derivation(
    data: dict[str, Any],
    path: PartPath,
    conditions: ConditionReader,
    facts: Mapping[str, FactType],
    problems: Problems,
) -> tuple[Derivation | None, str]:
    for key in data:
        match = _COUNT.fullmatch(key)
        if match:
            _alone(data, {key}, path, problems)
            source = _date_fact(data[key], (*path, key), facts, problems)
            direction: Any = match.group(2)
            return (Elapsed(source, _unit(match.group(1)), direction) if source else None), "number"
    if "date" in data and ("plus" in data or "minus" in data):
        _alone(data, {"date", "plus", "minus"}, path, problems)
        source = _date_fact(data["date"], (*path, "date"), facts, problems)
        amounts = _amounts(data, path, problems)
        return (Shifted(source, amounts) if source and amounts else None), "date"
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
            problems.add(
                "wrong-value",
                (*path, key),
                Text("verwacht wordt bijvoorbeeld {years: 1}", "expected such as {years: 1}"),
            )
            continue
        for unit, amount in (given or {}).items():
            if unit not in UNITS:
                problems.unknown(
                    "unknown-key",
                    (*path, key, unit),
                    Text("onbekende eenheid", "unknown unit"),
                    unit,
                    UNITS,
                    at_key=True,
                )
            elif type(amount) is not int or not 0 < amount <= 1000:
                problems.add(
                    "wrong-value",
                    (*path, key, unit),
                    Text(
                        "verwacht wordt een heel getal van 1 tot en met 1000", "expected a whole number from 1 to 1000"
                    ),
                )
            else:
                amounts.append((_unit(unit), sign * amount))
    return tuple(amounts)


def derivation_cycles(vocabulary: Vocabulary) -> list[tuple[str, ...]]:
    """Facts that follow from each other: circles that share no fact, in the order of the facts, and 20 at most.

    Each fact of a circle follows from the next one, and the last from the first.
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
        # There the first fact stands again as the last one, and each leads to the next one.
        names: list[str] = error.args[1]
        return names[:0:-1]
    return []


def derivation_depths(vocabulary: Vocabulary) -> dict[str, int]:
    """How many derivations lie between each fact and what must be given.

    A fact that follows from itself has none, and neither has what follows from such a fact.
    """
    above = {name: vocabulary.directly_from(name) for name in vocabulary.facts}
    sorter = TopologicalSorter(above)
    # What hangs on no circle is sorted all the same.
    with suppress(CycleError):
        sorter.prepare()
    depths: dict[str, int] = {}
    while ready := sorter.get_ready():
        depths.update((name, max((depths[other] + 1 for other in above[name]), default=0)) for name in ready)
        sorter.done(*ready)
    return depths


def without_derivations(facts: Mapping[str, FactType], names: Iterable[str]) -> dict[str, FactType]:
    """The facts, with the derivation taken off some of them."""
    broken = set(names)
    return {name: replace(fact, derivation=None) if name in broken else fact for name, fact in facts.items()}
