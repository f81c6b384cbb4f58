"""Replay of a log, entry by entry; entries of an earlier version of the route get the names of this version."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from routekaart.foresight.knowledge import Knowledge
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.language import Text
from routekaart.journeys.log import (
    Corrected,
    Entry,
    JourneyError,
    Learned,
    PlainFacts,
    PlainValue,
    Started,
    first_of_this_version,
)
from routekaart.journeys.state import State, after, begin
from routekaart.model.fact_problems import FactError
from routekaart.model.vocabulary import Vocabulary
from routekaart.route import Route


def replay(route: Route, log: Sequence[Entry]) -> State:
    """The state after a whole log; entries before the last migration are of earlier versions.

    Raises:
        FactError: given facts contradict each other.
    """
    *_, (_, _, state) = replayed(route, log)
    return state


def replayed(route: Route, log: Sequence[Entry]) -> Iterator[tuple[Entry, State | None, State]]:
    """Each entry of a log with the state before it (None for the first one) and after it."""
    first, *others = log
    assert isinstance(first, Started)
    state = begin(route, first)
    yield first, None, state
    ours = first_of_this_version(log)
    for number, entry in enumerate(others, start=1):
        before, state = state, after(state, entry) if number >= ours else after_earlier(state, entry)
        yield entry, before, state


def after_earlier(state: State, entry: Entry) -> State:
    """The state after an entry of an earlier version of the route, with the names of this version.

    Facts that this version does not know, or that it refuses, are left out and listed in `lost`; so are facts that no
    student can have in this version on the day of the entry.

    Raises:
        JourneyError: no student at all can exist in this version on that day.
    """
    if not isinstance(entry, Learned | Corrected):
        return after(state, entry)
    facts, lost = _in_this_version(state.route.vocabulary, entry.facts)
    state = _that_can_be(replace(state, lost=(*state.lost, *lost)), entry.on)
    together = _told_or_refused(state, replace(entry, facts=facts)) if facts else state
    if together is not None:
        return together
    for name, value in facts.items():
        told = _told_or_refused(state, replace(entry, facts={name: value}))
        state = _forgetting(state, (name,), entry.on) if told is None else told
    return state


def _in_this_version(vocabulary: Vocabulary, facts: PlainFacts) -> tuple[dict[str, PlainValue], list[str]]:
    """Facts by their names in this version, and the names of those that it cannot use."""
    found: dict[str, PlainValue] = {}
    lost: list[str] = []
    for old_name, value in facts.items():
        name = vocabulary.now_called(old_name)
        if name is None:
            lost += [old_name] if value is not None else []
        elif found.setdefault(name, value) != value:
            # Two facts became one, and they had different values.
            found[name] = None
            lost.append(name)
    return found, lost


def _told_or_refused(state: State, entry: Entry) -> State | None:
    try:
        return after(state, entry)
    except FactError:
        return None


def _that_can_be(state: State, on: date) -> State:
    """The state without facts that no student can have in this version on a day, such as an age above its maximum."""
    while refused := _refused(state.knowledge, on):
        state = _forgetting(state, refused, on)
    return state


def _refused(knowledge: Knowledge, on: date) -> tuple[str, ...]:
    try:
        knowledge.on(on)
    except FactError as error:
        return tuple(dict.fromkeys(name for one in error.problems for name in one.involved or (one.fact,)))
    return ()


def _forgetting(state: State, names: Collection[str], on: date) -> State:
    """The state without facts that this version refuses; what was known of them before does not hold any more either.

    Raises:
        JourneyError: what is left is refused too, which happens if no student at all can exist.
    """
    told = None
    if state.route.facts.keys() >= set(names):
        told = _told_or_refused(state, Learned(on=on, facts=dict.fromkeys(names)))
    if told is None:
        version = one_line(state.route.version)
        text = Text(
            f"in versie {version} kan op {on} geen enkele student bestaan",
            f"in version {version} no student can exist on {on}",
        )
        raise JourneyError(text, "other-version", ("route",))
    return replace(told, lost=(*told.lost, *names))
