"""A log with facts corrected: what would have been told if the facts had been right."""

from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import date, timedelta

from routekaart.journeys.log import Corrected, Entry, Learned, PlainFacts, PlainValue, enters
from routekaart.vocabulary import Vocabulary


def corrected(vocabulary: Vocabulary, entries: Sequence[Entry], correction: Corrected) -> tuple[Entry, ...]:
    """The entries as they would have been with the right facts.

    Wherever one of the facts was told in the days of the correction, the right value takes its place (or nothing, for
    the value None). A fact that was not told then counts in those days; after them it is again what was told before.
    """
    found = list(entries)
    for name, value in correction.facts.items():
        found = _with_right_fact(vocabulary, found, correction, name, value)
    return tuple(found)


def _with_right_fact(
    vocabulary: Vocabulary, entries: list[Entry], correction: Corrected, name: str, value: PlainValue
) -> list[Entry]:
    family = vocabulary.family(name)
    first = _first_place(entries, correction.since)
    if vocabulary.is_of_a_visit(name):
        first = _place_in_visit(entries, correction.since, family) or first
    last = _first_place(entries, _day_after(correction.until))
    right: PlainFacts = {} if value is None else {name: value}
    result: list[Entry] = []
    told_before: PlainFacts = {}
    told = False
    for place, entry in enumerate(entries):
        here = family & entry.facts.keys() if isinstance(entry, Learned) else ()
        if not isinstance(entry, Learned) or not here or place >= last:
            result.append(entry)
            continue
        told_before = {one: entry.facts[one] for one in here}
        inside = place >= first
        told = told or inside
        result.append(replace(entry, facts={**_without(entry.facts, family), **right}) if inside else entry)
    if told or not right:
        return result
    if last < len(entries) and not (vocabulary.is_of_a_visit(name) and any(map(enters, entries[first:last]))):
        result.insert(
            last, Learned(on=_day_after(correction.until), by=correction.by, facts=told_before or {name: None})
        )
    result.insert(first, Learned(on=correction.since, by=correction.by, facts=right))
    return result


def _first_place(entries: Sequence[Entry], day: date) -> int:
    """The place of the first entry on or after a day, the start not counted."""
    return next((place for place, entry in enumerate(entries) if place and entry.on >= day), len(entries))


def _place_in_visit(entries: Sequence[Entry], day: date, names: Container[str]) -> int | None:
    """Where a visit begins that began on a day: the last in which one of these facts was told, or else the last."""
    came = [place + 1 for place, entry in enumerate(entries) if enters(entry)]
    visits = [(first, last) for first, last in zip(came, [*came[1:], len(entries)], strict=True)]
    that_day = [(first, last) for first, last in visits if entries[first - 1].on == day]
    telling = [first for first, last in that_day if any(_tells(entry, names) for entry in entries[first:last])]
    found = telling or [first for first, _ in that_day]
    return found[-1] if found else None


def _tells(entry: Entry, names: Container[str]) -> bool:
    return isinstance(entry, Learned) and any(name in names for name in entry.facts)


def _day_after(day: date | None) -> date:
    return date.max if day is None else day + timedelta(days=1)


def _without(facts: PlainFacts, names: Container[str]) -> PlainFacts:
    return {name: value for name, value in facts.items() if name not in names}


def counts_from(vocabulary: Vocabulary, entries: Sequence[Entry], name: str) -> date:
    """The day from which on the last telling of a fact counts: the start, or of a fact of a visit that of the visit.

    A fact of a visit that was never told counts from the start of the present visit.
    """
    days = [entry.on for entry in entries if enters(entry)]
    if name not in vocabulary.facts or not vocabulary.is_of_a_visit(name):
        return days[0]
    counts = came = days[-1]
    for entry in entries:
        if enters(entry):
            came = entry.on
        elif _tells(entry, vocabulary.family(name)):
            counts = came
    return counts
