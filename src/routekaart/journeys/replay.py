"""A log taken again, entry by entry: where the student was before and after each."""

from collections.abc import Iterator, Sequence

from routekaart.journeys.earlier_version import after_earlier
from routekaart.journeys.log import Entry, Migrated, Started
from routekaart.journeys.state import State, after, begin
from routekaart.route import Route


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
