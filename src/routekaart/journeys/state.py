"""The state of a journey: where a student is after some entries of a log, and what is known of the student."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from routekaart.deciding.decision import Decision
from routekaart.deciding.duties import Duties, duties_at
from routekaart.foresight.knowledge import OTHER_DAYS, Knowledge
from routekaart.foresight.outlook import first_change_as_known
from routekaart.foundation.arguments import ROUTE, checked
from routekaart.journeys.correcting import corrected
from routekaart.journeys.log import (
    Advanced,
    Corrected,
    Entry,
    HandedOver,
    Learned,
    Migrated,
    Placed,
    RouteVersion,
    Started,
    enters,
)
from routekaart.route import Route


@dataclass(frozen=True)
class State:
    """Where a student is after some entries, and what is known of the student.

    Attributes:
        position: the id of the step or the end.
        entered_on: the day on which the student arrived there.
        entries: the entries that determine what is known, with every correction applied.
        lost: the facts that were given to an earlier version of the route and that this version cannot use.
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
            FactError: no student can be like this on that day.
        """
        if self.position in self.route.ends:
            return None
        step, decider = self.route.step(self.position), self.route.decider
        decision = decider.decide_known(step, self.knowledge.on(on))
        of_her = partial(first_change_as_known, decider, step, self.knowledge)
        return decision.under(replace(decision.verdict, first_change=of_her))

    def duties(self, on: date) -> Duties:
        """Who acts and what must be done at the position on a day; empty at an end.

        Raises:
            FactError: no student can be like this on that day.
        """
        if self.position in self.route.ends:
            return Duties(self.position, (), (), (), responsible_unknown=False)
        return duties_at(self.route.grids, self.route.step(self.position), self.knowledge.on(on))


def begin(route: Route, entry: Started) -> State:
    """The state of a student who has just entered a route."""
    return State(route, place_in(route, entry.step), entry.on, Knowledge(route.grids), (entry,))


def after(state: State, entry: Entry) -> State:
    """The state after one more entry. Decisions are taken as they were recorded.

    Raises:
        FactError: given facts contradict each other.
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
    """The state after facts became known, with the knowledge after them."""
    return replace(state, knowledge=knowledge, entries=(*state.entries, entry))


def entered(state: State, place: str, on: date) -> State:
    """The state of a student who has just entered a step or an end."""
    return replace(state, position=place, entered_on=on, knowledge=state.knowledge.entering())


def place_in(route: Route, place: str) -> str:
    """The name of a step or end in this version; one that is gone keeps its name, since it is only passed through."""
    return route.now_called(place) or place


def version_of(route: Route) -> RouteVersion:
    """The version of a route as a journey records it.

    Raises:
        WrongTypeError: it is not a route.
    """
    checked("route", route, Route, ROUTE)
    return RouteVersion(route.id, route.version, route.digest, route.meaning_digest, route.chosen or None)


def known_after(route: Route, entries: Iterable[Entry]) -> Knowledge:
    """The knowledge after entries that have been corrected and renamed.

    Raises:
        FactError: they contradict each other.
    """
    # The days of a correction follow from facts of the student, so they get their own cache.
    knowledge = Knowledge(route.grids.apart())
    for entry in entries:
        if isinstance(entry, Learned):
            knowledge, _ = knowledge.told(entry.facts, entry.on, if_wrong=OTHER_DAYS)
        elif enters(entry):
            knowledge = knowledge.entering()
    return replace(knowledge, grids=route.grids)
