"""A log with its facts corrected, and the days on which the student would then have gone elsewhere."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from routekaart.journeys.log import Advanced, Corrected, Entry, Learned, PlainFacts, PlainValue, enters, place_after
from routekaart.model.vocabulary import Vocabulary


def corrected(vocabulary: Vocabulary, entries: Sequence[Entry], correction: Corrected) -> tuple[Entry, ...]:
    """The entries as they would have been with the right facts.

    With `since`, the facts hold from that day up to and including `until`, whatever was recorded of them on those days;
    after it, they are again as last recorded. Without `since`, the right value replaces the recorded one (for a fact
    with
    lifetime "visit": in the visit in which it was last recorded); a fact that was never recorded counts from the start.
    """
    if correction.since is None:
        return _told_otherwise(vocabulary, entries, correction)
    return _otherwise_in_days(vocabulary, entries, correction, correction.since)


def _told_otherwise(vocabulary: Vocabulary, entries: Sequence[Entry], correction: Corrected) -> tuple[Entry, ...]:
    facts = correction.facts
    families = {name: vocabulary.family(name) for name in facts}
    visits = {name: _visit_of(vocabulary, entries, name) for name in facts}
    told: set[str] = set()
    found: list[Entry] = []
    for place, entry in enumerate(entries):
        here = [name for name in facts if place in visits[name] and _tells(entry, families[name])]
        if isinstance(entry, Learned) and here:
            told.update(here)
            gone = {other for name in here for other in families[name]}
            right = {name: facts[name] for name in here if facts[name] is not None}
            found.append(replace(entry, facts={**_without(entry.facts, gone), **right}))
        else:
            found.append(entry)
    added: dict[int, dict[str, PlainValue]] = {}
    for name, value in facts.items():
        if name not in told and value is not None:
            added.setdefault(visits[name].start, {})[name] = value
    days = {place: entries[place - 1].on for place in added}
    return _with_told(found, added, days, correction)


def _visit_of(vocabulary: Vocabulary, entries: Sequence[Entry], name: str) -> range:
    """The places of the entries in which a fact is corrected: the whole log, or one visit."""
    if not vocabulary.is_of_a_visit(name):
        return range(1, len(entries))
    family = vocabulary.family(name)
    visits = _visits(entries)
    telling = [visit for visit in visits if any(_tells(entries[place], family) for place in visit)]
    return (telling or visits)[-1]


def _otherwise_in_days(
    vocabulary: Vocabulary, entries: Sequence[Entry], correction: Corrected, since: date
) -> tuple[Entry, ...]:
    after = (correction.until or correction.on) + timedelta(days=1)
    added: dict[int, dict[str, PlainValue]] = {}
    families = {name: vocabulary.family(name) for name in correction.facts}
    spans: dict[str, range] = {}
    for name, value in correction.facts.items():
        of_a_visit = vocabulary.is_of_a_visit(name)
        span = spans[name] = _span(entries, since, after, families[name] if of_a_visit else ())
        added.setdefault(span.start, {})[name] = value
        visit_is_over = of_a_visit and any(enters(entries[place]) for place in span)
        if after <= correction.on and not visit_is_over:
            again = _last_told(entries[: span.stop], families[name]) or {name: None}
            added.setdefault(span.stop, {}).update(again)
    found: list[Entry] = []
    for place, entry in enumerate(entries):
        gone = {other for name, span in spans.items() if place in span for other in families[name]}
        if isinstance(entry, Learned) and gone & entry.facts.keys():
            found.append(replace(entry, facts=_without(entry.facts, gone)))
        else:
            found.append(entry)
    starts = {span.start for span in spans.values()}
    return _with_told(found, added, {place: since if place in starts else after for place in added}, correction)


def _span(entries: Sequence[Entry], since: date, after: date, of_a_visit: Collection[str]) -> range:
    """The places of the entries from one day up to another.

    Args:
        of_a_visit: the names of a fact with lifetime "visit", whose places begin in a visit that began on the first
            day, if there is one; empty for other facts.
    """
    first = _first_place(entries, since)
    if of_a_visit:
        first = _place_in_visit(entries, since, of_a_visit) or first
    return range(first, max(first, _first_place(entries, after)))


def _last_told(entries: Sequence[Entry], names: Collection[str]) -> dict[str, PlainValue]:
    """The values of some facts in the last entry that records any of them."""
    told = [entry.facts for entry in entries if isinstance(entry, Learned) and _tells(entry, names)]
    return {name: value for name, value in told[-1].items() if name in names} if told else {}


def _with_told(
    entries: Sequence[Entry],
    added: Mapping[int, Mapping[str, PlainValue]],
    days: Mapping[int, date],
    correction: Corrected,
) -> tuple[Entry, ...]:
    """The entries, with new entries for the added facts inserted at some places."""
    found = list(entries)
    for place in sorted(added, reverse=True):
        found.insert(place, Learned(on=days[place], by=correction.by, facts=added[place]))
    return tuple(found)


def _first_place(entries: Sequence[Entry], day: date) -> int:
    """The place of the first entry on or after a day, the start not counted."""
    return next((place for place, entry in enumerate(entries) if place and entry.on >= day), len(entries))


def _visits(entries: Sequence[Entry]) -> list[range]:
    """The visits of a log: for each time that the student entered a step, the places of the entries there."""
    came = [place + 1 for place, entry in enumerate(entries) if enters(entry)]
    return [range(first, last) for first, last in zip(came, [*came[1:], len(entries)], strict=True)]


def _place_in_visit(entries: Sequence[Entry], day: date, names: Collection[str]) -> int | None:
    """The first place of a visit that began on a day: the last with one of these facts, or else the last visit."""
    that_day = [visit for visit in _visits(entries) if entries[visit.start - 1].on == day]
    telling = [visit for visit in that_day if any(_tells(entries[place], names) for place in visit)]
    found = telling or that_day
    return found[-1].start if found else None


def _tells(entry: Entry, names: Collection[str]) -> bool:
    return isinstance(entry, Learned) and any(name in names for name in entry.facts)


def _without(facts: PlainFacts, names: Iterable[str]) -> PlainFacts:
    gone = set(names)
    return {name: value for name, value in facts.items() if name not in gone}


@dataclass(frozen=True)
class Difference:
    """A moment at which the student would have gone elsewhere with the right facts.

    Attributes:
        was, instead: the step and the places the student then went to, as it happened and as it would have been.
    """

    on: date
    was: tuple[str, ...]
    instead: tuple[str, ...]


def differences(log: Sequence[Entry], instead: Sequence[Entry]) -> Iterator[Difference]:
    """The differences between the walks of two logs; both logs have the same walks, in the same order."""
    for (on, was), (_, other) in zip(_walks(log), _walks(instead), strict=True):
        if was != other:
            yield Difference(on, was, other)


def _walks(log: Sequence[Entry]) -> Iterator[tuple[date, tuple[str, ...]]]:
    """For each time that the route was asked: the day, the step of the student and the places the student went to."""
    here = ""
    for entry in log:
        if isinstance(entry, Advanced):
            yield entry.on, (here, *(move.to for move in entry.moves))
        here = place_after(entry, here)
