"""Migration of a journey to another version of its route: the changes are shown before anything moves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from routekaart.deciding.decision import Decision
from routekaart.foundation.arguments import ROUTE, checked, text
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.language import Text
from routekaart.foundation.shapes import written_as
from routekaart.journeys.checked_arguments import text_or_none
from routekaart.journeys.journey import Journey
from routekaart.journeys.log import (
    Advanced,
    Entry,
    JourneyError,
    Migrated,
    RouteVersion,
    Started,
    about_another_route,
    differ_in_words,
    first_of_this_version,
    position_after,
    too_early,
)
from routekaart.journeys.replay import replay, replayed
from routekaart.journeys.serialization import check_coherence, read_plain
from routekaart.journeys.state import State, entered, place_in, version_of
from routekaart.model.fact_problems import FactError
from routekaart.model.situation import read_reference_date
from routekaart.route import Route

if TYPE_CHECKING:
    from routekaart.journeys.journeys_dicts import MigrationDict, PastDecisionDict, RouteVersionDict


@dataclass(frozen=True)
class PastDecision:
    """A move that was made, and the decision of the new version for the same facts on the same day.

    Attributes:
        step, was: the step and where it led, by their names at the time.
        now: the decision of the new version; None if it does not have the step, or refuses the facts.
        same: whether it leads to the same place.
    """

    on: date
    step: str
    was: str
    now: Decision | None = field(repr=False)
    same: bool

    def to_dict(self) -> "PastDecisionDict":
        """The decision as plain JSON-ready values. Personal data."""
        return {
            "on": self.on.isoformat(),
            "step": self.step,
            "was": self.was,
            "now": self.now.to_dict() if self.now else None,
            "same": self.same,
        }


@written_as("routekaart.journeys.journeys_dicts:MigrationDict")
@dataclass(frozen=True)
class Migration:
    """The consequences for a journey of going on with a new version of its route. Nothing has been moved.

    Attributes:
        was, becomes: the version that decided last, and the new one.
        old_position: the place of the student, by its old name.
        position: its name in the new version; None if it is gone, and a person must place the student.
        decisions: each step that was taken, with the decision of the new version about it.
        lost: the facts that were given and that the new version does not know, or refuses.
        asks: the facts that the new version asks at the position, most decisive first; empty at an end and without
            position.
    """

    was: RouteVersion
    becomes: RouteVersion
    old_position: str
    position: str | None
    decisions: tuple[PastDecision, ...]
    lost: tuple[str, ...]
    asks: tuple[str, ...]
    _route: Route = field(repr=False, compare=False)
    _log: tuple[Entry, ...] = field(repr=False)
    _on: date = field(repr=False)

    @property
    def changes_nothing(self) -> bool:
        """Whether the route is the same in every word."""
        return self.was.digest == self.becomes.digest

    @property
    def only_words(self) -> bool:
        """Whether only words differ; if so, the journey goes on in the new version without a migration."""
        return differ_in_words(self.was, self.becomes)

    def to_dict(self) -> "MigrationDict":
        """The consequences as plain JSON-ready values, in a form that stays the same. Personal data."""
        return {
            "format": "routekaart.migration",
            "format_version": 1,
            "was": _version_dict(self.was),
            "becomes": _version_dict(self.becomes),
            "changes_nothing": self.changes_nothing,
            "only_words": self.only_words,
            "old_position": self.old_position,
            "position": self.position,
            "decisions": [past.to_dict() for past in self.decisions],
            "lost": list(self.lost),
            "asks": list(self.asks),
        }

    def journey(
        self,
        *,
        on: date | str | None = None,
        step: str | None = None,
        because: str | None = None,
        by: str | None = None,
    ) -> Journey:
        """Return the journey continued with the new version, from the day `on`.

        The student stays in the same step, under its new name. With `step`, a person puts the student elsewhere, which
        is required if the step is gone.

        Args:
            on: by default the day on which the journey was last seen.
            because: why a person puts the student there.

        Raises:
            JourneyError: the step is gone and `step` is not given; or `on` is too early.
            UnknownNameError: the new version has no such step or end.
            ReferenceDateError: `on` is not a date.
            WrongTypeError: another argument is not text.
            WrongValueError: `because` or `by` cannot be written as JSON.
        """
        step = None if step is None else text("step", step)
        because, by = text_or_none("because", because), text_or_none("by", by)
        day = read_reference_date(on) or self._on
        if day < self._log[-1].on:
            raise too_early(self._log[-1].on)
        if step is None and self.position is None:
            raise _gone(self.old_position, self.becomes.version)
        log = self._log
        if not self.changes_nothing:
            log = (*log, Migrated(on=day, by=by, route=self.becomes, step=self.position or self.old_position))
        journey = Journey(self._route, log, day, replay(self._route, log))
        if step is None:
            return journey
        if because is None:
            because = f"versie {self.becomes.version} van de route"
        return journey.place(step, on=day, because=because, by=by)


def _version_dict(version: RouteVersion) -> "RouteVersionDict":
    return {
        "id": version.id,
        "version": version.version,
        "digest": version.digest,
        "meaning_digest": version.meaning_digest,
        "chosen": None if version.chosen is None else dict(version.chosen),
    }


def _gone(place: str, version: str) -> JourneyError:
    gone, version = one_line(place), one_line(version)
    text = Text(
        f"{gone} bestaat niet meer in versie {version}; zeg met step= waar de student nu is",
        f"{gone} is gone in version {version}; say with step= where the student is now",
    )
    return JourneyError(text, "unknown-step", ("step",))


def migrate(journey: Journey | Mapping[str, Any], new_route: Route) -> Migration:
    """Return the consequences for a journey of going on with another version of its route. Nothing moves.

    Args:
        journey: the journey, or the result of `Journey.to_dict`, for if the old version is not available any more.
        new_route: the new version; its `renamed_from` has the earlier names of steps, ends and facts.

    Raises:
        JourneyError: it is not a journey, the new route has another id, or no student can exist in it.
        FactError: it is of this version, and facts in it contradict each other.
        WrongTypeError: `new_route` is not a route.
    """
    checked("new_route", new_route, Route, ROUTE)
    log, on = (journey.log, journey.on) if isinstance(journey, Journey) else read_plain(journey)
    last = log[first_of_this_version(log)]
    assert isinstance(last, Started | Migrated)
    becomes = version_of(new_route)
    if becomes.id != last.route.id:
        raise about_another_route(last.route.id, becomes.id)
    if not isinstance(journey, Journey):
        # A version that means the same would decide the same again; a log that records something else is refused.
        if becomes.digest == last.route.digest or differ_in_words(becomes, last.route):
            Journey.from_dict(journey, new_route)
        else:
            check_coherence(log)
    here = position_after(log)
    position = new_route.now_called(here)
    goes_on = (
        log if last.route.digest == becomes.digest else (*log, Migrated(on=on, route=becomes, step=position or here))
    )
    state = replay(new_route, goes_on)
    decision = _decided(state, on) if position else None
    return Migration(
        was=last.route,
        becomes=becomes,
        old_position=here,
        position=position,
        decisions=tuple(_past_decisions(new_route, goes_on)),
        lost=tuple(dict.fromkeys(state.lost)),
        asks=decision.missing if decision else (),
        _route=new_route,
        _log=log,
        _on=on,
    )


def _past_decisions(route: Route, log: Sequence[Entry]) -> Iterator[PastDecision]:
    for entry, before, _ in replayed(route, log):
        if not isinstance(entry, Advanced) or before is None:
            continue
        state, here = before, ""
        for move in entry.moves:
            yield _past_decision(state, entry.on, move.step, move.to)
            here = move.to
            state = entered(state, place_in(route, here), entry.on)
        if entry.stopped == "stay":
            here = here or before.position
            yield _past_decision(state, entry.on, here, here)


def _past_decision(state: State, on: date, step: str, was: str) -> PastDecision:
    now = _decided(state, on)
    same = now is not None and now.target is not None and now.target == place_in(state.route, was)
    return PastDecision(on, step, was, now, same)


def _decided(state: State, on: date) -> Decision | None:
    """The decision; None if the route does not have the step, or if no student can be like this."""
    if state.position not in state.route.steps:
        return None
    try:
        return state.decide(on)
    except FactError:
        return None
