"""From the log of a journey to where the student is and what is known: the log taken again, entry by entry."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial

from routekaart.deciding.decision import Decision, students_of
from routekaart.deciding.duties import Duties, duties_at
from routekaart.deciding.grounds import Several
from routekaart.escaping.letters import one_line
from routekaart.foresight.knowledge import OTHER_DAYS, Knowledge
from routekaart.foresight.outlook import first_change_as_known
from routekaart.foundation.arguments import ROUTE, checked
from routekaart.foundation.language import Text
from routekaart.journeys.correcting import corrected
from routekaart.journeys.log import (
    Advanced,
    Corrected,
    Entry,
    HandedOver,
    JourneyError,
    Learned,
    Migrated,
    Move,
    Placed,
    PlainFacts,
    PlainValue,
    RouteVersion,
    Started,
    Stopped,
    enters,
)
from routekaart.model.condition import Value
from routekaart.model.facts import PartlyKnown, plain_value
from routekaart.model.situation import FactError, Known, out_of_domain, read_facts
from routekaart.model.vocabulary import Vocabulary
from routekaart.route import Route


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

    def duties(self, on: date) -> Duties:
        """Who acts and what must be done at the position on a day; at an end, nobody and nothing.

        Raises:
            FactError: nobody can be like this on that day.
        """
        if self.position in self.route.ends:
            return Duties(self.position, (), (), (), responsible_unknown=False)
        return duties_at(self.route.grids, self.route.step(self.position), self.knowledge.on(on))


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
        because={name: _plain(students_of(decision).of(name)) for name in names},
        sources=taken.transition.sources if taken else (),
        readings=taken.transition.readings if taken else (),
    )


def _plain(what_is: Value | Several) -> PlainValue:
    """What is known of a fact, as JSON knows it; None when nothing is."""
    return (str(what_is) or None) if isinstance(what_is, Several) else plain_known(what_is)


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

    Facts that this version does not know, or that it refuses, are left out; they stand in `lost`, and so do facts that
    nobody can have in this version on the day of the entry.

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
    """Facts that were told by the names of this version, and those that cannot be told in it."""
    found: dict[str, PlainValue] = {}
    lost: list[str] = []
    for old_name, value in facts.items():
        name = vocabulary.now_called(old_name)
        if name is None:
            lost += [old_name] if value is not None else []
        elif found.setdefault(name, value) != value:
            # Two facts became one, and they said different things.
            found[name] = None
            lost.append(name)
    return found, lost


def _told_or_refused(state: State, entry: Entry) -> State | None:
    try:
        return after(state, entry)
    except FactError:
        return None


def _that_can_be(state: State, on: date) -> State:
    """The state without the facts that nobody can have in this version on a day, such as an age above its maximum."""
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
    """The state without facts that this version refuses: what was known of them before is not so any more either.

    Raises:
        JourneyError: what is left cannot be either, which is so when no student at all can exist.
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
        raise JourneyError(text, "other-version")
    return replace(told, lost=(*told.lost, *names))


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


def version_of(route: Route) -> RouteVersion:
    """A route as a journey names it.

    Raises:
        WrongTypeError: it is not a route.
    """
    checked("route", route, Route, ROUTE)
    return RouteVersion(route.id, route.version, route.digest)


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
    """A value as JSON knows it, which reads as the same value again.

    A date that is known in part is its year or month; a number with more digits than a float holds is text.
    """
    if isinstance(known, PartlyKnown):
        return str(known)
    plain = plain_value(known)
    return plain if not isinstance(known, Decimal) or Decimal(str(plain)) == known else format(known, "f")
