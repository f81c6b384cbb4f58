"""From the log of a journey to where the student is and what is known: the log taken again, entry by entry."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from routekaart.condition import Value
from routekaart.decision import Decision
from routekaart.facts import plain_value
from routekaart.grounds import Several
from routekaart.journeys.correcting import corrected
from routekaart.journeys.log import (
    Advanced,
    Corrected,
    Entry,
    HandedOver,
    Learned,
    Migrated,
    Move,
    Placed,
    PlainFacts,
    PlainValue,
    Started,
    Stopped,
    enters,
)
from routekaart.knowledge import OTHER_DAYS, Knowledge
from routekaart.outlook import first_change_as_known
from routekaart.route import Route
from routekaart.situation import FactError, Known, out_of_domain, read_facts
from routekaart.vocabulary import Vocabulary


@dataclass(frozen=True)
class State:
    """Where a student is after some entries, and what is known of her.

    Attributes:
        position: the id of the step or the end.
        entered_on: the day on which she came there.
        entries: the entries that say what is known, with every correction worked in.
        lost: the facts that were told to an earlier version of the route and that this version cannot use.
    """

    route: Route
    position: str
    entered_on: date
    knowledge: Knowledge
    entries: tuple[Entry, ...]
    lost: tuple[str, ...] = ()

    def decide(self, on: date) -> Decision | None:
        """The decision at the position on a day; None at an end.

        Raises:
            FactError: nobody can be like this on that day.
        """
        if self.position in self.route.ends:
            return None
        step, decider = self.route.step(self.position), self.route.decider
        decision = decider.decide_known(step, self.knowledge.on(on))
        of_her = partial(first_change_as_known, decider, step, self.knowledge)
        return decision.under(replace(decision.verdict, first_change=of_her))


@dataclass(frozen=True)
class Walk:
    """As far as a student goes on one day, with what was decided in each step that she leaves."""

    moves: tuple[Move, ...]
    stopped: Stopped
    missing: tuple[str, ...]
    circle: tuple[str, ...]
    decisions: tuple[Decision, ...]


def walk(state: State, on: date, *, far: bool) -> Walk:
    """Where the student goes from here on a day: one step, or (`far`) as many as are decided.

    Whoever would come into a step for the second time on one day goes round in a circle: everything that was told for
    a visit is asked anew, so nothing can be otherwise the next time.
    """
    decisions: list[Decision] = []
    here, places = state, [state.position]
    while True:
        decision = here.decide(on)
        if decision is None:
            return _walk(decisions, "end")
        if decision.outcome != "next" and decision.outcome != "end":
            return _walk(decisions, decision.outcome, missing=decision.missing)
        assert decision.target is not None
        if decision.target in places[1:] or (decision.target == places[0] and _nothing_is_asked_anew(state)):
            return _walk(decisions, "circle", circle=tuple(places[places.index(decision.target) :]))
        decisions.append(decision)
        here = entered(here, decision.target, on)
        places.append(decision.target)
        if not far:
            return _walk(decisions, "end" if here.position in here.route.ends else "one_step")


def _nothing_is_asked_anew(state: State) -> bool:
    return state.knowledge.entering() == state.knowledge


def _walk(
    decisions: list[Decision], stopped: Stopped, missing: tuple[str, ...] = (), circle: tuple[str, ...] = ()
) -> Walk:
    return Walk(tuple(map(_move, decisions)), stopped, missing, circle, tuple(decisions))


def _move(decision: Decision) -> Move:
    assert decision.target is not None
    taken = decision.taken
    names = [name for ground in decision.because for name in (ground.fact, *ground.follows_from)]
    return Move(
        step=decision.step_id,
        to=decision.target,
        transition=taken.number if taken else None,
        because={name: _plain(decision.students.of(name)) for name in names},
        sources=taken.transition.sources if taken else (),
        readings=taken.transition.readings if taken else (),
    )


def _plain(what_is: Value | Several) -> PlainValue:
    """What is known of a fact, as JSON knows it; None when nothing is."""
    return (str(what_is) or None) if isinstance(what_is, Several) else plain_value(what_is)


def begin(route: Route, entry: Started) -> State:
    """The state of a student who has just come into a route."""
    return State(route, place_in(route, entry.step), entry.on, Knowledge(route.grids), (entry,))


def after(state: State, entry: Entry) -> State:
    """The state after one more entry. What was decided is taken as it was recorded.

    Raises:
        FactError: facts that were told contradict each other.
    """
    match entry:
        case Learned():
            knowledge, _ = state.knowledge.told(entry.facts, entry.on)
            return learned(state, entry, knowledge)
        case Advanced():
            for move in entry.moves:
                state = entered(state, place_in(state.route, move.to), entry.on)
            return replace(state, entries=(*state.entries, entry))
        case Placed():
            state = entered(state, place_in(state.route, entry.step), entry.on)
            return replace(state, entries=(*state.entries, entry))
        case Migrated():
            return replace(state, position=place_in(state.route, entry.step))
        case Corrected():
            entries = corrected(state.route.vocabulary, state.entries, entry)
            return replace(state, knowledge=known_after(state.route, entries), entries=entries)
        case Started() | HandedOver():
            return state


def learned(state: State, entry: Learned, knowledge: Knowledge) -> State:
    """The state after facts became known, with what is known then."""
    return replace(state, knowledge=knowledge, entries=(*state.entries, entry))


def after_earlier(state: State, entry: Entry) -> State:
    """The state after an entry of an earlier version of the route: with the names of this version.

    Facts that this version does not know, or that it refuses, are left out; they stand in `lost`.
    """
    if not isinstance(entry, Learned | Corrected):
        return after(state, entry)
    facts: dict[str, PlainValue] = {}
    for old_name, value in entry.facts.items():
        name = state.route.vocabulary.now_called(old_name) or old_name
        if facts.setdefault(name, value) != value:
            # Two facts became one, and they said different things.
            facts[name] = None
            state = replace(state, lost=(*state.lost, name))
    try:
        return after(state, replace(entry, facts=facts))
    except FactError:
        for name, value in facts.items():
            try:
                state = after(state, replace(entry, facts={name: value}))
            except FactError:
                state = _without(state, name, entry.on)
        return state


def _without(state: State, name: str, on: date) -> State:
    """The state without a fact that this version refuses: what was known of it before is not so any more either."""
    if name in state.route.facts:
        state = after(state, Learned(on=on, facts={name: None}))
    return replace(state, lost=(*state.lost, name))


def replay(route: Route, log: Sequence[Entry]) -> State:
    """The state after a whole log, of which the entries up to the last migration are of earlier versions.

    Raises:
        FactError: facts that were told contradict each other.
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


def first_of_this_version(log: Sequence[Entry]) -> int:
    """The place in a log of the entry from which on the present version of the route decides."""
    return max((place for place, entry in enumerate(log) if isinstance(entry, Migrated)), default=0)


def entered(state: State, place: str, on: date) -> State:
    """The state of a student who has just come into a step or an end."""
    return replace(state, position=place, entered_on=on, knowledge=state.knowledge.entering())


def place_in(route: Route, place: str) -> str:
    """A step or end by the name it has in this version; one that is gone keeps its name, it is only passed by."""
    return route.now_called(place) or place


def known_after(route: Route, entries: Iterable[Entry]) -> Knowledge:
    """What is known after entries that have been corrected and renamed.

    Raises:
        FactError: they contradict each other.
    """
    # The days of a correction are days of the student.
    knowledge = Knowledge(route.grids.apart())
    for entry in entries:
        if isinstance(entry, Learned):
            knowledge, _ = knowledge.told(entry.facts, entry.on, if_wrong=OTHER_DAYS)
        elif enters(entry):
            knowledge = knowledge.entering()
    return replace(knowledge, grids=route.grids)


def read_told(vocabulary: Vocabulary, facts: Mapping[str, object], on: date) -> dict[str, Known]:
    """The values of facts that were told on a day.

    Raises:
        FactError: some cannot be read, or cannot be so on that day.
    """
    values, problems = read_facts(vocabulary, facts, "error")
    problems += out_of_domain(vocabulary, values, on)
    if problems:
        raise FactError(tuple(problems))
    return values


def plain_facts(facts: Mapping[str, object], values: Mapping[str, Known]) -> PlainFacts:
    """Facts that were told, as JSON knows them: those that were read, and None for what is not known any more."""
    return {
        name: plain_known(values[name]) if name in values else None
        for name, given in facts.items()
        if name in values or given is None
    }


def plain_known(known: Known) -> PlainValue:
    """A value as JSON knows it; a date that is known in part as its year or month."""
    return plain_value(known) if isinstance(known, bool | int | float | str | date) else str(known)
