"""The acts of a journey: each returns the entry that it adds to the log, and the state after it.

Arguments have been checked. The methods of `Journey` document the meaning of an act and its errors.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

from routekaart.foundation.language import Text
from routekaart.foundation.version import VERSION
from routekaart.journeys.log import (
    Advanced,
    Corrected,
    Entry,
    HandedOver,
    JourneyError,
    Learned,
    Origin,
    Placed,
    PlainFacts,
    Started,
    no_hand_over,
    since_entering,
)
from routekaart.journeys.state import State, after, begin, learned, version_of
from routekaart.journeys.walking import plain_known, walk
from routekaart.model.fact_problems import FactError
from routekaart.model.situation import Known, UnknownFacts, out_of_domain, read_facts
from routekaart.route import Route, UnknownNameError

Done: TypeAlias = tuple[Entry, State]


def start(route: Route, step: str, on: date, by: str | None, origin: Origin | None) -> Done:
    """A student enters a step of a route."""
    if step not in route.steps:
        raise _no_step(route, step)
    entry = Started(on=on, by=by, route=version_of(route), step=step, origin=origin)
    return entry, begin(route, entry)


def learn(
    state: State, facts: Mapping[str, object], on: date, by: str | None, unknown_facts: UnknownFacts = "error"
) -> Done:
    """Facts become known."""
    knowledge, values = state.knowledge.told(facts, on, unknown_facts)
    known = {name: value for name, value in facts.items() if name in state.route.facts}
    entry = Learned(on=on, by=by, facts=_plain_facts(known, values))
    return entry, learned(state, entry, knowledge)


def advance(state: State, on: date, by: str | None, *, far: bool, reference: str | None = None) -> Done:
    """Ask the route where the student goes: one step, or (`far`) as many as are decided."""
    found = walk(state, on, far=far)
    entry = Advanced(
        on=on,
        by=by,
        steps="all" if far else "one",
        moves=found.moves,
        stopped=found.stopped,
        missing=found.missing,
        circle=found.circle,
        engine=VERSION,
        reference=reference,
    )
    return entry, after(state, entry)


def place(state: State, step: str, because: str, on: date, by: str | None) -> Done:
    """A person puts the student in a step or at an end."""
    check_place(state.route, step)
    if not because.strip():
        text = Text("zeg waarom de student geplaatst wordt", "say why the student is placed")
        raise JourneyError(text, "no-reason", ("because",))
    entry = Placed(on=on, by=by, step=step, because=because)
    return entry, after(state, entry)


def check_place(route: Route, place: str) -> None:
    """Refuses a place that the route does not have."""
    if place not in route.ends and place not in route.steps:
        raise _no_step(route, place)


def _no_step(route: Route, name: str) -> UnknownNameError:
    return UnknownNameError(Text("stap", "step"), name, tuple(route.steps), route.id, "step")


def correct(
    state: State,
    began: date,
    facts: Mapping[str, object],
    on: date,
    by: str | None,
    days: tuple[date | None, date | None],
) -> Done:
    """Correct facts that turn out to have been different.

    Args:
        began: the first day of the journey.
        days: the first and the last day on which they were so, as far as these are given.
    """
    since, until = days
    if (since is None and until is not None) or not began <= (since or began) <= (until or on) <= on:
        raise JourneyError(
            Text(
                f"een correctie gaat over dagen van {began} (het begin van de reis) tot en met {on}; until staat"
                " niet zonder since",
                f"a correction is about days from {began} (the start of the journey) up to {on}; until does not"
                " stand without since",
            ),
            "wrong-period",
            ("since", "until"),
        )
    vocabulary = state.route.vocabulary
    values, problems = read_facts(vocabulary, facts, "error")
    problems += out_of_domain(vocabulary, values, on)
    if problems:
        raise FactError(tuple(problems))
    if since is None:
        _refuse_undated_counts(state, facts)
    entry = Corrected(on=on, by=by, facts=_plain_facts(facts, values), since=since, until=until)
    return entry, after(state, entry)


def _refuse_undated_counts(state: State, facts: Mapping[str, object]) -> None:
    """Refuses a count that was never recorded: it is unknown on which day it was so."""
    vocabulary = state.route.vocabulary
    told = {name for entry in state.entries if isinstance(entry, Learned) for name in entry.facts}
    for name in facts:
        if vocabulary.date_chain(name) is not None and not vocabulary.family(name) & told:
            raise JourneyError(
                Text(
                    f"{name} is nooit verteld; zeg met since= op welke dag dit zo was",
                    f"{name} was never recorded; say with since= on which day it was so",
                ),
                "date-needed",
                (name,),
            )


def hand_over(state: State, log: Sequence[Entry], route: str, step: str, on: date, by: str | None) -> Done:
    """The student is handed over to a step of another route; this journey goes on."""
    done = {(entry.route, entry.step) for entry in since_entering(log) if isinstance(entry, HandedOver)}
    if (route, step) in done or (route, step) not in _hand_overs(state, on):
        raise no_hand_over(state.position, route, step)
    entry = HandedOver(on=on, by=by, route=route, step=step)
    return entry, after(state, entry)


def _hand_overs(state: State, on: date) -> set[tuple[str | None, str | None]]:
    """The routes and steps to which the student is surely handed over from the current position."""
    end = state.route.ends.get(state.position)
    holding = [end.hand_over] if end else [duty.hand_over for duty in state.duties(on).actions if duty.holds]
    return {(one.route, one.step) for one in holding if one is not None}


def _plain_facts(facts: Mapping[str, object], values: Mapping[str, Known]) -> PlainFacts:
    """The facts of an entry as JSON values; None for a fact that is not known any more."""
    return {
        name: plain_known(values[name]) if name in values else None
        for name, given in facts.items()
        if name in values or given is None
    }
