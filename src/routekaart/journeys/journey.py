"""One student followed through a route in time."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from routekaart.deciding.decided_student import as_given
from routekaart.deciding.decision import Decision
from routekaart.deciding.duties import Duties
from routekaart.deciding.resolving import resolve
from routekaart.foresight.outlook import Change, changes, last_day
from routekaart.foundation import arguments
from routekaart.foundation.arguments import ROUTE, checked, option, writable
from routekaart.foundation.dates import UNITS, Unit, units_since
from routekaart.foundation.errors import WithoutRouteError
from routekaart.foundation.language import Text
from routekaart.foundation.shapes import written_as
from routekaart.journeys import acts
from routekaart.journeys.checked_arguments import checked_origin, read_day, text_or_none
from routekaart.journeys.correcting import Difference, differences
from routekaart.journeys.due import Due, due_at
from routekaart.journeys.history import Happening, happenings
from routekaart.journeys.log import (
    Advanced,
    Corrected,
    Entry,
    Origin,
    enters,
    first_of_this_version,
    position_after,
    since_entering,
    too_early,
    version_in,
)
from routekaart.journeys.redoing import redone, with_right_facts
from routekaart.journeys.replay import replayed
from routekaart.journeys.serialization import read_plain, to_plain
from routekaart.journeys.state import State
from routekaart.journeys.walking import walk
from routekaart.model.condition import Value
from routekaart.model.situation import UnknownFacts, given_facts
from routekaart.model.step import End, Step
from routekaart.route import Route

if TYPE_CHECKING:
    from routekaart.journeys.journeys_dicts import JourneyDict

_READ_AGAIN = Text(
    "deze reis is ingepakt geweest (pickle) en heeft geen route meer; "
    "lees die opnieuw met Journey.from_dict(reis.to_dict(), route)",
    "this journey was pickled and has no route any more; read it with Journey.from_dict(journey.to_dict(), route)",
)
_USE_CORRECT = Text("wat eerder fout ging, zet u recht met correct", "use correct for what was wrong before")


@dataclass(frozen=True)
class Correction:
    """The effect of a correction. `repr` shows the names of the corrected facts and none of their values.

    Attributes:
        facts: the names of the facts that were corrected.
        differences: each moment at which the student would have gone elsewhere.
        instead: the journey as it would have been with the right facts, up to the day of the correction, decided by the
            present version of the route; None when it was in a step that this version does not have.
    """

    on: date
    facts: tuple[str, ...]
    since: date | None = field(repr=False)
    until: date | None = field(repr=False)
    differences: tuple[Difference, ...]
    instead: "Journey | None" = field(repr=False)


@written_as("routekaart.journeys.journeys_dicts:JourneyDict")
@dataclass(frozen=True, repr=False)
class Journey:
    """One student in one route, from a day on. Immutable: each method returns a new journey, with one more entry.

    Make one with `Journey.start` or `Journey.from_dict`. It holds facts about a student, in `log` and in what is
    derived from it; `repr` shows none. When it is pickled, its route is not included: such a journey has its `log`,
    `on`, `position`, `entered_on`, `here` and `to_dict()`; everything else raises `WithoutRouteError`, until it is read
    with its route again (`Journey.from_dict(journey.to_dict(), route)`, or `Versions.journey(journey)`).

    Attributes:
        route: the version of the route that decides.
        log: everything that was given, decided and done, in order of time.
        on: the day on which the journey is seen; nothing in the log is later.
    """

    route: Route = field(compare=False)
    log: tuple[Entry, ...]
    on: date
    _state: State = field(compare=False)

    def __repr__(self) -> str:
        return f"<Journey {version_in(self.log).id} {self.position} on {self.on}>"

    def __reduce__(self) -> tuple[object, ...]:
        return _detached, (self.log, self.on)

    def __copy__(self) -> "Journey":
        return self

    def __deepcopy__(self, _memo: object) -> "Journey":
        return self

    if not TYPE_CHECKING:
        # Type checkers would think that a journey has every attribute.
        def __getattr__(self, name: str) -> NoReturn:
            # Only a journey that was pickled lacks these.
            if name in ("route", "_state"):
                raise WithoutRouteError(_READ_AGAIN)
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        """Keep the output as short as `repr` in IPython and hypothesis, which would otherwise write every attribute."""
        printer.text(repr(self))

    @classmethod
    def start(
        cls,
        route: Route,
        *,
        on: date | str,
        step: str | None = None,
        by: str | None = None,
        origin: Origin | None = None,
    ) -> "Journey":
        """Start the journey of a student who enters a route on a day, in its first step unless another is named.

        Args:
            by: who recorded it, by their name in the application.
            origin: where the student was handed over from.

        Raises:
            UnknownNameError: the route has no such step.
            ReferenceDateError: `on` is not a date.
            WrongTypeError: another argument is of another type.
            WrongValueError: `by` cannot be written as JSON.
        """
        checked("route", route, Route, ROUTE)
        entry, state = acts.start(
            route,
            route.start if step is None else arguments.text("step", step),
            read_day(on),
            text_or_none("by", by),
            None if origin is None else checked_origin(origin),
        )
        return cls(route, (entry,), entry.on, state)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], route: Route) -> "Journey":
        """Read a journey from what `to_dict` made, with the route that it was followed with.

        Everything that was done with this version of the route is done again, and must give each entry of the log as it
        is recorded, with its grounds and sources. What an application and its people recorded themselves (days, `by`,
        given facts, where and why a student was placed, the origin) cannot be checked that way. What an earlier version
        decided is not decided again; it must be coherent.

        Raises:
            JourneyError: it is not a journey of this form, another route (or version) decided last, or the log records
                something that the route does not decide or a step that it does not have.
            FactError: facts in it contradict each other.
            WrongTypeError: `route` is not a route.
        """
        checked("route", route, Route, ROUTE)
        return journey_of(route, *read_plain(data))

    def to_dict(self) -> "JourneyDict":
        """The journey as JSON-ready values, in a form that stays the same; its schema is `journey.schema.json`."""
        return to_plain(self.log, self.on)

    def at(self, on: date | str) -> "Journey":
        """Return the same journey seen on another day, on or after the last entry. Nothing is added to the log.

        Raises:
            ReferenceDateError: `on` is not a date.
            JourneyError: it lies before the last entry.
        """
        return replace(self, on=self._not_before_the_log(on))

    def learn(
        self,
        facts: Mapping[str, object],
        *,
        on: date | str,
        by: str | None = None,
        unknown_facts: UnknownFacts = "error",
    ) -> "Journey":
        """Return the journey with facts that became known, typed or as text; None for a fact that is no longer known.

        A learned fact replaces what was known of it. The student does not move.

        Args:
            unknown_facts: "ignore" skips names that this route does not know.

        Raises:
            FactError: the facts cannot be read, cannot be true together with what is known, or cannot have changed
                since; `correct` is for what was wrong before.
            JourneyError: `on` lies before the last entry.
            WrongTypeError: `facts` is not a mapping with text as names, or `by` is not text.
            WrongValueError: `by` cannot be written as JSON, or `unknown_facts` is not one of its words.
        """
        told, day = given_facts(facts, unknown_facts), self._not_before_the_log(on)
        return self._after(acts.learn(self._state, told, day, text_or_none("by", by), unknown_facts))

    def advance(
        self,
        *,
        on: date | str,
        by: str | None = None,
        steps: Literal["one", "all"] = "one",
        reference: str | None = None,
    ) -> "Journey":
        """Return the journey after asking the route where the student goes: one step, or as many as are decided.

        The result is in the last entry of the log, even if the student goes nowhere: `stopped`, `missing`, `circle`. To
        look without recording it, use `at(on).decision`. The decisions themselves are in `decisions`.

        Args:
            reference: the name of this decision in the application; it is copied as it is.

        Raises:
            FactError: no student can be like this on that day.
            JourneyError: `on` lies before the last entry.
            WrongTypeError: `by`, `steps` or `reference` is not text.
            WrongValueError: `by` or `reference` cannot be written as JSON, or `steps` is not one of its words.
        """
        far = option("steps", steps, ("one", "all")) == "all"
        by, day = text_or_none("by", by), self._not_before_the_log(on)
        reference = text_or_none("reference", reference)
        return self._after(acts.advance(self._state, day, by, far=far, reference=reference))

    def place(self, step: str, *, on: date | str, because: str, by: str | None = None) -> "Journey":
        """Return the journey with the student put in a step (or at an end) by a person, whatever the route decides.

        Raises:
            UnknownNameError: the route has no such step or end.
            JourneyError: `on` lies before the last entry, or `because` is empty.
            WrongTypeError: `step`, `because` or `by` is not text.
            WrongValueError: `because` or `by` cannot be written as JSON.
        """
        step, because, by = arguments.text("step", step), writable("because", because), text_or_none("by", by)
        return self._after(acts.place(self._state, step, because, self._not_before_the_log(on), by))

    def correct(
        self,
        facts: Mapping[str, object],
        *,
        on: date | str,
        since: date | str | None = None,
        until: date | str | None = None,
        by: str | None = None,
    ) -> "Journey":
        """Return the journey with facts that turn out to have been different. The student stays in the same place.

        Without `since`, the right value replaces the recorded one: everywhere, or for a fact with lifetime "visit" in
        the visit in which it was last recorded; a fact that was never recorded counts from the start. None removes what
        was recorded. With `since`, the facts hold from that day up to and including `until`, whatever was recorded of
        them on those days; after it, they are again as last recorded. What would have been different is in
        `corrections`; the log keeps what was recorded.

        Args:
            until: by default up to now; only with `since`.

        Raises:
            FactError: the facts cannot be read, or cannot be true together with what else was recorded.
            JourneyError: the dates do not lie between the start of the journey and `on`, in this order; or a count (an
                age) is corrected that was never recorded, without `since`.
            WrongTypeError: `facts` is not a mapping with text as names, or `by` is not text.
            WrongValueError: `by` cannot be written as JSON.
        """
        told, by = given_facts(facts), text_or_none("by", by)
        day = self._not_before_the_log(on)
        days = {"since": since, "until": until}
        first, last = (None if one is None else read_day(one, name) for name, one in days.items())
        return self._after(acts.correct(self._state, self.log[0].on, told, day, by, (first, last)))

    def handed_over(self, route: str, step: str, *, on: date | str, by: str | None = None) -> "Journey":
        """Return the journey with the student handed over to a step of another route. This journey goes on.

        `Network.hand_over` does this, and also starts the journey in the other route.

        Raises:
            FactError: no student can be like this on that day.
            JourneyError: this hand-over does not surely hold for the student at this place, or was done already; or
                `on` is too early.
            WrongTypeError: `route`, `step` or `by` is not text.
            WrongValueError: `by` cannot be written as JSON.
        """
        route, step, by = arguments.text("route", route), arguments.text("step", step), text_or_none("by", by)
        return self._after(acts.hand_over(self._state, self.log, route, step, self._not_before_the_log(on), by))

    def _after(self, done: acts.Done) -> "Journey":
        entry, state = done
        return Journey(self.route, (*self.log, entry), entry.on, state)

    @property
    def position(self) -> str:
        """The id of the step or the end where the student is."""
        return position_after(self.log)

    @property
    def place_now(self) -> Step | End:
        """The step or the end where the student is."""
        return self.route.ends.get(self.position) or self.route.step(self.position)

    @property
    def ended(self) -> bool:
        """Whether the student has reached an end of the route."""
        return self.position in self.route.ends

    @property
    def here(self) -> tuple[Entry, ...]:
        """The entries of the log since the student entered this step, this time."""
        return since_entering(self.log)

    @property
    def entered_on(self) -> date:
        """The day on which the student entered this step, this time."""
        return next(entry.on for entry in reversed(self.log) if enters(entry))

    def time_here(self, unit: Unit = "days") -> int:
        """How long the student has been in this step, this time: whole days, weeks, months or years.

        Raises:
            WrongTypeError: `unit` is not text.
            WrongValueError: `unit` is none of these.
        """
        chosen = option("unit", unit, UNITS)
        return next(units_since(self.entered_on, self.on, known) for known in UNITS if known == chosen)

    @cached_property
    def decision(self) -> Decision | None:
        """The decision at this place, given what is known on the day; None at an end.

        Raises:
            FactError: no student can be like this on that day.
        """
        return self._state.decide(self.on)

    @property
    def open_questions(self) -> tuple[str, ...]:
        """The facts that must be asked to know where the student goes, most decisive first."""
        return self.decision.missing if self.decision else ()

    @cached_property
    def duties(self) -> Duties:
        """Who acts and what must be done at the current step; empty at an end."""
        return self._state.duties(self.on)

    @cached_property
    def due(self) -> tuple[Due, ...]:
        """The terms of the step where the student is, with their dates: in order of time, those without one last."""
        return () if self.ended else due_at(self.route.step(self.position), self._state.knowledge.on(self.on))

    def outlook(self, *, until: date | str | None = None) -> tuple[Change, ...]:
        """Each later date on which the decision changes, if nothing changes but the passing of time.

        Raises:
            ReferenceDateError: `until` is not a date, or lies before the day of the journey.
        """
        last = last_day(until, self.on)
        if self.ended:
            return ()
        step = self.route.step(self.position)
        return tuple(changes(self.route.decider, step, self._state.knowledge, self.on, last))

    @property
    def facts(self) -> dict[str, Value]:
        """Every fact that is known on the day or follows, in the form that `decide` takes. Personal data."""
        known = self._state.knowledge.on(self.on)
        return {**dict(as_given(known)), **resolve(self.route.grids, known)}

    @property
    def told(self) -> dict[str, Value]:
        """The facts that were given and still hold on the day, in the form that `decide` takes. Personal data.

        A count (an age) is included as the days that its date can be.
        """
        return dict(as_given(self._state.knowledge.on(self.on)))

    @cached_property
    def history(self) -> tuple[Happening, ...]:
        """The history in words, dated, with the facts that settled each decision. Personal data."""
        return tuple(happenings(self.route, self.log))

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Every decision by which the student moved since this version of the route decides. Personal data.

        As records (`Decision.to_dict`) they have what an entry of the log does not: the texts of readings, the
        documents, and the day since which a limit holds.
        """
        ours = first_of_this_version(self.log)
        found: list[Decision] = []
        for number, (entry, before, _) in enumerate(replayed(self.route, self.log)):
            if number > ours and before is not None and isinstance(entry, Advanced):
                found += walk(before, entry.on, far=entry.steps == "all").decisions
        return tuple(found)

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """The effect of each correction in the log."""
        found = []
        for entry, before, after in replayed(self.route, self.log):
            if isinstance(entry, Corrected) and before is not None:
                was, instead = (with_right_facts(self.route, state.entries) for state in (before, after))
                differ = tuple(differences(was[0], instead[0])) if was and instead else ()
                journey = Journey(self.route, instead[0], entry.on, instead[1]) if instead else None
                found.append(Correction(entry.on, tuple(entry.facts), entry.since, entry.until, differ, journey))
        return tuple(found)

    def _not_before_the_log(self, on: date | str) -> date:
        day, last = read_day(on), self.log[-1].on
        if day < last:
            raise too_early(last, _USE_CORRECT)
        return day


def _detached(log: tuple[Entry, ...], on: date) -> Journey:
    """Rebuild a journey that was pickled, without its route."""
    journey = object.__new__(Journey)
    vars(journey).update(log=log, on=on)
    return journey


def journey_of(route: Route, log: tuple[Entry, ...], on: date) -> Journey:
    """The journey of a log, after repeating everything that this version of the route did.

    Raises:
        JourneyError, FactError: as for `Journey.from_dict`.
    """
    log, state = redone(route, log)
    return Journey(route, log, on, state)
