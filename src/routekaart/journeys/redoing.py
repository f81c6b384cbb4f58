"""Repeats the acts of a log: to verify the log, or with corrected facts to see what would have been."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from routekaart.foresight.knowledge import Knowledge
from routekaart.foundation.errors import RoutekaartError
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.language import Text
from routekaart.journeys import acts
from routekaart.journeys.acts import Done
from routekaart.journeys.agreement import recorded_otherwise
from routekaart.journeys.log import (
    Advanced,
    Corrected,
    Entry,
    HandedOver,
    JourneyError,
    Learned,
    Migrated,
    Placed,
    RouteVersion,
    Started,
    about_another_route,
    differ_in_words,
    first_of_this_version,
    position_after,
)
from routekaart.journeys.replay import replay
from routekaart.journeys.serialization import check_coherence
from routekaart.journeys.state import State, after, place_in, version_of
from routekaart.route import Route, UnknownNameError

Log = tuple[Entry, ...]


def redone(route: Route, log: Log) -> tuple[Log, State]:
    """Repeat every act of a log that this version of the route decided; return the log and the state after it.

    A version that differs only in words counts as this version too; it stays in the log as it was. What an earlier
    version decided is not decided again; it must be coherent.

    Raises:
        JourneyError: another route (or version) decided last, or an act gives another entry than the log has.
        FactError: facts in it contradict each other.
    """
    ours, here = first_of_this_version(log), version_of(route)
    last = log[ours]
    assert isinstance(last, Started | Migrated)
    if last.route == replace(here, meaning_digest=None):
        # An older routekaart wrote it; with the digest added, the journey will go on when only words change.
        log = (*log[:ours], replace(last, route=here), *log[ours + 1 :])
    elif differ_in_words(last.route, here):
        here = last.route
    elif last.route.digest != here.digest:
        raise _other_route(last.route, route)
    check_coherence(log[: ours + 1])
    entry, state = _as_the_log_tells(partial(_first_of_this_version, route, log[: ours + 1], here), log, ours)
    found = [*log[:ours], entry]
    for number, told in enumerate(log[ours + 1 :], start=ours + 1):
        entry, state = _as_the_log_tells(partial(_done_again, state, found, told), log, number)
        found.append(entry)
    _as_the_log_tells(lambda: (entry, _in_this_version(state)), log, len(log) - 1)
    return tuple(found), state


def _first_of_this_version(route: Route, log: Log, version: RouteVersion) -> Done:
    """The entry with which this version of the route began to decide, made again.

    Args:
        version: the version as the log records it.
    """
    *earlier, last = log
    if isinstance(last, Started):
        entry, state = acts.start(route, last.step, last.on, last.by, last.origin)
        assert isinstance(entry, Started)
        return replace(entry, route=version), state
    assert isinstance(last, Migrated)
    again = replace(last, route=version, step=place_in(route, position_after(earlier)))
    return again, replay(route, (*earlier, again))


def _done_again(state: State, log: Sequence[Entry], entry: Entry) -> Done:
    """The act of an entry, repeated after a log."""
    on, by = entry.on, entry.by
    match entry:
        case Placed():
            return acts.place(state, entry.step, entry.because, on, by)
        case Learned():
            return acts.learn(state, entry.facts, on, by)
        case Corrected():
            return acts.correct(state, log[0].on, entry.facts, on, by, (entry.since, entry.until))
        case Advanced():
            return _advanced_again(_in_this_version(state), entry)
        case HandedOver():
            return acts.hand_over(_in_this_version(state), log, entry.route, entry.step, on, by)
        case Started() | Migrated():
            raise AssertionError("the first of this version")


def _advanced_again(state: State, entry: Advanced) -> Done:
    """The result of asking the route again; the engine is that of the entry, since the original is no longer known."""
    again, after_it = acts.advance(state, entry.on, entry.by, far=entry.steps == "all", reference=entry.reference)
    assert isinstance(again, Advanced)
    return replace(again, engine=entry.engine), after_it


def _as_then(done: Entry, told: Entry) -> Entry:
    """An entry without the parts that an older routekaart did not write."""
    if not (isinstance(done, Advanced) and isinstance(told, Advanced) and len(done.moves) == len(told.moves)):
        return done
    pairs = zip(done.moves, told.moves, strict=True)
    moves = (replace(move, parameters=None) if one.parameters is None else move for move, one in pairs)
    return replace(done, moves=tuple(moves))


def _in_this_version(state: State) -> State:
    """The state, when the student is in a step or at an end that the route has.

    Raises:
        UnknownNameError: the place is gone.
    """
    acts.check_place(state.route, state.position)
    return state


def _as_the_log_tells(done: Callable[[], Done], log: Log, number: int) -> Done:
    """An entry and the state after it, if the entry equals the one in the log.

    Raises:
        JourneyError: it cannot be done, or gives another entry.
    """
    found = _done_or_why_not(done)
    if isinstance(found, RoutekaartError):
        unknown = isinstance(found, UnknownNameError)
        text = Text(f"log.{number}: {found.text.nl}", f"log.{number}: {found.text.en}")
        raise JourneyError(text, "unknown-step" if unknown else "corrupt", (f"log.{number}",))
    if _as_then(found[0], log[number]) != log[number]:
        raise recorded_otherwise(number, log[number], found[0])
    return found


def _done_or_why_not(done: Callable[[], Done]) -> Done | JourneyError | UnknownNameError:
    try:
        return done()
    except (JourneyError, UnknownNameError) as error:
        return error


def _other_route(was: RouteVersion, route: Route) -> JourneyError:
    if was.id != route.id:
        return about_another_route(was.id, route.id)
    if (was.chosen or {}) != route.chosen:
        return _other_reading(was.chosen or {}, route.chosen)
    called, old, new = one_line(was.id), one_line(was.version), one_line(route.version)
    return JourneyError(
        Text(
            f"deze reis is gevolgd met versie {old} van {called}; deze route is versie {new}, of de inhoud is anders;"
            " gebruik migrate",
            f"this journey was followed with version {old} of {called}; this route is version {new}, or its content"
            " differs; use migrate",
        ),
        "other-version",
        ("route",),
    )


def _other_reading(was: Mapping[str, str], chosen: Mapping[str, str]) -> JourneyError:
    """The error for a route under other readings than the route that was followed."""
    then, now = (one_line(", ".join(f"{name}={one}" for name, one in some.items())) for some in (was, chosen))
    return JourneyError(
        Text(
            f"deze reis is gevolgd in de lezing {then or 'die gekozen is'}, en deze route gaat uit van "
            f"{now or 'wat gekozen is'}; vraag de route daarom met under, of gebruik migrate",
            f"this journey was followed under the reading {then or 'that was chosen'}, and this route goes by "
            f"{now or 'what was chosen'}; ask the route for it with under, or use migrate",
        ),
        "other-version",
        ("route",),
    )


def with_right_facts(route: Route, entries: Sequence[Entry]) -> tuple[Log, State] | None:
    """The log of corrected entries with every decision made anew, and the state after it.

    Returns:
        None if a person put the student in a step that is gone.
    """
    first = entries[0]
    assert isinstance(first, Started)
    step = route.now_called(first.step)
    if step is None:
        return None
    made, state = acts.start(route, step, first.on, first.by, first.origin)
    # The days of a correction follow from facts of the student, so they get their own cache.
    state = replace(state, knowledge=Knowledge(route.grids.apart()))
    log = [made]
    for entry in entries[1:]:
        if isinstance(entry, Placed):
            step = route.now_called(entry.step)
            if step is None:
                return None
            made = replace(entry, step=step)
            state = after(state, made)
        elif isinstance(entry, Advanced):
            made, state = acts.advance(state, entry.on, entry.by, far=entry.steps == "all", reference=entry.reference)
        elif isinstance(entry, Learned):
            made, state = entry, after(state, entry)
        else:
            continue
        log.append(made)
    return tuple(log), state
