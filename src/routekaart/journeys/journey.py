"""One student followed through a route in time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from typing import Any, Literal

from routekaart.deciding.decision import Decision, as_given
from routekaart.deciding.duties import Duties, duties_at
from routekaart.deciding.resolving import resolve
from routekaart.escaping.letters import one_line
from routekaart.foresight.knowledge import Knowledge
from routekaart.foresight.outlook import Change, changes, last_day
from routekaart.foundation import arguments
from routekaart.foundation.arguments import ROUTE, checked, option, writable
from routekaart.foundation.dates import UNITS, Unit, units_since
from routekaart.foundation.errors import RoutekaartError
from routekaart.foundation.language import Text
from routekaart.journeys.agreement import told_otherwise
from routekaart.journeys.differences import Difference, differences
from routekaart.journeys.due import Due, due_at
from routekaart.journeys.history import Happening, happenings
from routekaart.journeys.log import (
    Advanced,
    Corrected,
    Entry,
    HandedOver,
    JourneyError,
    Learned,
    Migrated,
    Origin,
    Placed,
    RouteVersion,
    Started,
    enters,
    no_hand_over,
    position_after,
)
from routekaart.journeys.replay import (
    State,
    after,
    begin,
    first_of_this_version,
    learned,
    place_in,
    plain_facts,
    read_told,
    replay,
    replayed,
    walk,
)
from routekaart.journeys.serialization import check_coherence, read_plain, to_plain
from routekaart.model.condition import Value
from routekaart.model.situation import UnknownFacts, given_facts, required_date
from routekaart.model.step import End, Step
from routekaart.route import Route, UnknownNameError


@dataclass(frozen=True)
class Correction:
    """What a correction changes. `repr` names the facts that were corrected and nothing they were.

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


@dataclass(frozen=True, repr=False)
class Journey:
    """One student in one route, from a day on. Immutable: each method gives a new journey, with one entry more.

    Make one with `Journey.start` or `Journey.from_dict`. It holds facts about a student, in `log` and in what is made
    of it; `repr` shows none.

    Attributes:
        route: the version of the route that decides.
        log: everything that was told, decided and done, in order of time.
        on: the day on which the journey is seen; nothing in the log is later.
    """

    route: Route = field(compare=False)
    log: tuple[Entry, ...]
    on: date
    _state: State = field(compare=False)

    def __repr__(self) -> str:
        return f"<Journey {self.route.id} {self.position} on {self.on}>"

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        """As short as `repr` for IPython and hypothesis too, which would write out everything in it."""
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
        """A student who comes into a route on a day, in its first step unless another is named.

        Args:
            by: who recorded it, as the application calls them.
            origin: where she was handed over from.

        Raises:
            UnknownNameError: the route has no such step.
            ReferenceDateError: `on` is not a date.
            WrongTypeError: another argument is of another type.
            WrongValueError: `by` cannot be written as JSON.
        """
        checked("route", route, Route, ROUTE)
        entry = Started(
            on=_day(on),
            by=None if by is None else writable("by", by),
            route=version_of(route),
            step=route.step(route.start if step is None else arguments.text("step", step)).id,
            origin=None if origin is None else checked_origin(origin),
        )
        day = entry.on
        return cls(route, (entry,), day, begin(route, entry))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], route: Route) -> "Journey":
        """A journey out of what `to_dict` made, with the route that it was followed with.

        Everything that was done with this version of the route is done again, and must give each entry of the log as it
        is told, with its grounds and sources. What an application and its people wrote themselves (days, `by`, what was
        told, where somebody was placed and why, where she came from) cannot be known otherwise. What an earlier version
        decided is not decided again; it must hang together.

        Raises:
            JourneyError: it is not a journey of this form, another route (or version) decided last, or the log tells
                something that the route does not decide or a step that it does not have.
            FactError: facts in it contradict each other.
            WrongTypeError: `route` is not a route.
        """
        checked("route", route, Route, ROUTE)
        log, on = read_plain(data)
        ours = first_of_this_version(log)
        last = log[ours]
        assert isinstance(last, Started | Migrated)
        if last.route.digest != route.digest:
            raise _other_route(last.route, route)
        check_coherence(log[: ours + 1])
        journey = _again(partial(_at_this_version, route, log[: ours + 1]), log, ours)
        for number, entry in enumerate(log[ours + 1 :], start=ours + 1):
            journey = _again(partial(_done_again, journey, entry), log, number)
        return replace(_again(partial(_in_this_version, journey), log, len(log) - 1), on=on)

    def to_dict(self) -> dict[str, Any]:
        """The journey as JSON-ready values, in a form that stays the same; its schema is `journey.schema.json`."""
        return to_plain(self.log, self.on)

    def at(self, on: date | str) -> "Journey":
        """The same journey seen on another day, on or after the last entry. Nothing is added to the log.

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
        """The journey with facts that became known, typed or as text; None for a fact that is not known any more.

        What is learned takes the place of what was known of it. Nothing moves.

        Args:
            unknown_facts: "ignore" passes over names that this route does not know.

        Raises:
            FactError: the facts cannot be read, cannot be true together with what is known, or cannot have changed
                since; `correct` is for what was wrong before.
            JourneyError: `on` lies before the last entry.
            WrongTypeError: `facts` is not a mapping with text as names, or `by` is not text.
            WrongValueError: `by` cannot be written as JSON, or `unknown_facts` is not one of its words.
        """
        told, day = given_facts(facts, unknown_facts), self._not_before_the_log(on)
        by = _text_or_none("by", by)
        knowledge, values = self._state.knowledge.told(told, day, unknown_facts)
        known = {name: value for name, value in told.items() if name in self.route.facts}
        entry = Learned(on=day, by=by, facts=plain_facts(known, values))
        return self._with(entry, learned(self._state, entry, knowledge))

    def advance(self, *, on: date | str, by: str | None = None, steps: Literal["one", "all"] = "one") -> "Journey":
        """The journey after the route was asked where the student goes: one step, or as many as are decided.

        What came of it is in the last entry of the log, also when she goes nowhere: `stopped`, `missing`, `circle`. To
        look without recording it, ask `at(on).decision`.

        Raises:
            FactError: nobody can be like this on that day.
            JourneyError: `on` lies before the last entry.
            WrongTypeError: `by` or `steps` is not text.
            WrongValueError: `by` cannot be written as JSON, or `steps` is not one of its words.
        """
        far = option("steps", steps, ("one", "all")) == "all"
        by, day = _text_or_none("by", by), self._not_before_the_log(on)
        found = walk(self._state, day, far=far)
        entry = Advanced(
            on=day,
            by=by,
            steps="all" if far else "one",
            moves=found.moves,
            stopped=found.stopped,
            missing=found.missing,
            circle=found.circle,
        )
        return self._and(entry)

    def place(self, step: str, *, on: date | str, because: str, by: str | None = None) -> "Journey":
        """The journey with the student put in a step (or at an end) by a person, whatever the route decides.

        Raises:
            UnknownNameError: the route has no such step or end.
            JourneyError: `on` lies before the last entry, or `because` is empty.
            WrongTypeError: `step`, `because` or `by` is not text.
            WrongValueError: `because` or `by` cannot be written as JSON.
        """
        step, because, by = arguments.text("step", step), writable("because", because), _text_or_none("by", by)
        if step not in self.route.ends:
            step = self.route.step(step).id
        if not because.strip():
            raise JourneyError(
                Text("zeg waarom de student geplaatst wordt", "say why the student is placed"), "no-reason"
            )
        return self._and(Placed(on=self._not_before_the_log(on), by=by, step=step, because=because))

    def correct(
        self,
        facts: Mapping[str, object],
        *,
        on: date | str,
        since: date | str | None = None,
        until: date | str | None = None,
        by: str | None = None,
    ) -> "Journey":
        """The journey with facts that turn out to have been otherwise. The student stays where she is.

        Without `since` the right value takes the place of what was told: everywhere, or of a fact of a visit in the
        visit in which it was told last; what was never told counts from the start. None takes out what was told. With
        `since` the facts were so from that day up to and including `until`, whatever was told of them then; after it
        they are again what was told last. What would have been different stands in `corrections`; the log keeps what
        was told.

        Args:
            until: without it, up to now; only with `since`.

        Raises:
            FactError: the facts cannot be read, or cannot be true together with what else was told.
            JourneyError: the dates do not lie between the start of the journey and `on`, in this order; or a count (an
                age) is corrected that was never told, without `since`.
            WrongTypeError: `facts` is not a mapping with text as names, or `by` is not text.
            WrongValueError: `by` cannot be written as JSON.
        """
        told, by = given_facts(facts), _text_or_none("by", by)
        day, began = self._not_before_the_log(on), self.log[0].on
        first = None if since is None else _day(since)
        last = None if until is None else _day(until)
        if (first is None and last is not None) or not began <= (first or began) <= (last or day) <= day:
            raise JourneyError(
                Text(
                    f"een correctie gaat over dagen van {began} (het begin van de reis) tot en met {day}; until staat"
                    " niet zonder since",
                    f"a correction is about days from {began} (the start of the journey) up to {day}; until does not"
                    " stand without since",
                ),
                "wrong-period",
            )
        values = read_told(self.route.vocabulary, told, day)
        if first is None:
            self._refuse_undated_counts(told)
        entry = Corrected(on=day, by=by, facts=plain_facts(told, values), since=first, until=last)
        return self._and(entry)

    def handed_over(self, route: str, step: str, *, on: date | str, by: str | None = None) -> "Journey":
        """The journey with the student handed over to a step of another route. This journey goes on.

        `Network.hand_over` does this, and begins the journey in the other route.

        Raises:
            FactError: nobody can be like this on that day.
            JourneyError: this hand-over does not surely hold for the student where she is, or was done already; or `on`
                is too early.
            WrongTypeError: `route`, `step` or `by` is not text.
            WrongValueError: `by` cannot be written as JSON.
        """
        to, by = (arguments.text("route", route), arguments.text("step", step)), _text_or_none("by", by)
        seen = self.at(on)
        done = {(entry.route, entry.step) for entry in self.here if isinstance(entry, HandedOver)}
        if to in done or to not in seen._hand_overs():
            raise no_hand_over(self.position, *to)
        return self._and(HandedOver(on=seen.on, by=by, route=to[0], step=to[1]))

    def _hand_overs(self) -> set[tuple[str | None, str | None]]:
        """The routes and steps that the student is surely handed over to where she is."""
        end = self.route.ends.get(self.position)
        holding = [end.hand_over] if end else [duty.hand_over for duty in self.duties.actions if duty.holds]
        return {(one.route, one.step) for one in holding if one is not None}

    def _and(self, entry: Entry) -> "Journey":
        """The journey with an entry more."""
        return self._with(entry, after(self._state, entry))

    def _with(self, entry: Entry, state: State) -> "Journey":
        return Journey(self.route, (*self.log, entry), entry.on, state)

    @property
    def position(self) -> str:
        """The id of the step or the end where the student is."""
        return self._state.position

    @property
    def place_now(self) -> Step | End:
        """The step or the end where the student is."""
        return self.route.ends.get(self.position) or self.route.step(self.position)

    @property
    def ended(self) -> bool:
        """Whether the student has come to an end of the route."""
        return self.position in self.route.ends

    @property
    def here(self) -> tuple[Entry, ...]:
        """The entries of the log since the student came into this step, this time."""
        came = max(place for place, entry in enumerate(self.log) if enters(entry))
        return self.log[came + 1 :]

    @property
    def entered_on(self) -> date:
        """The day on which the student came into this step, this time."""
        return self._state.entered_on

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
        """Where the student goes from here as things stand on the day; None at an end.

        Raises:
            FactError: nobody can be like this on that day.
        """
        return self._state.decide(self.on)

    @property
    def open_questions(self) -> tuple[str, ...]:
        """The facts that must be asked to know where the student goes, most decisive first."""
        return self.decision.missing if self.decision else ()

    @cached_property
    def duties(self) -> Duties:
        """Who acts and what must be done where the student is; at an end, nobody and nothing."""
        if self.ended:
            return Duties(self.position, (), (), (), responsible_unknown=False)
        return duties_at(self.route.grids, self.route.step(self.position), self._state.knowledge.on(self.on))

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
        """Every fact that is known on the day or follows, the way it can be given to `decide`. Personal data."""
        known = self._state.knowledge.on(self.on)
        return {**dict(as_given(known)), **resolve(self.route.grids, known)}

    @property
    def told(self) -> dict[str, Value]:
        """The facts that were told and still hold on the day, the way they can be given to `decide`. Personal data.

        Of a count (an age), what it says of its date.
        """
        return dict(as_given(self._state.knowledge.on(self.on)))

    @cached_property
    def history(self) -> tuple[Happening, ...]:
        """What happened, dated, in words, each decision with the facts that settled it. Personal data."""
        return tuple(happenings(self.route, self.log))

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """What each correction in the log changes."""
        found = []
        for entry, before, after_it in replayed(self.route, self.log):
            if isinstance(entry, Corrected) and before is not None:
                was = _taken_again(self.route, before.entries, entry.on)
                instead = _taken_again(self.route, after_it.entries, entry.on)
                differ = tuple(differences(was.log, instead.log)) if was and instead else ()
                found.append(Correction(entry.on, tuple(entry.facts), entry.since, entry.until, differ, instead))
        return tuple(found)

    def _refuse_undated_counts(self, facts: Mapping[str, object]) -> None:
        """A count that was never told was so on some day, and nobody says on which."""
        vocabulary = self.route.vocabulary
        told = {name for entry in self._state.entries if isinstance(entry, Learned) for name in entry.facts}
        for name in facts:
            if vocabulary.date_chain(name) is not None and not vocabulary.family(name) & told:
                raise JourneyError(
                    Text(
                        f"{name} is nooit verteld; zeg met since= op welke dag dit zo was",
                        f"{name} was never told; say with since= on which day it was so",
                    ),
                    "date-needed",
                )

    def _not_before_the_log(self, on: date | str) -> date:
        day, last = _day(on), self.log[-1].on
        if day < last:
            raise JourneyError(
                Text(
                    f"verwacht wordt een datum op of na de laatste gebeurtenis ({last}); wat eerder fout ging,"
                    " zet u recht met correct",
                    f"expected a date on or after the last entry ({last}); use correct for what was wrong before",
                ),
                "too-early",
            )
        return day


def _text_or_none(parameter: str, given: object) -> str | None:
    """Text that is kept in a log; what could not be read back is refused."""
    return None if given is None else writable(parameter, given)


def checked_origin(origin: Origin) -> Origin:
    """Where a student was handed over from, when that can be kept in a log.

    Raises:
        WrongTypeError: it is not an origin, or a part of it is of another type.
        WrongValueError: a part of it cannot be written as JSON.
        ReferenceDateError: its day is not a date.
    """
    checked("origin", origin, Origin)
    route = checked("origin.route", origin.route, RouteVersion)
    return Origin(
        route=RouteVersion(
            id=writable("origin.route.id", route.id),
            version=writable("origin.route.version", route.version),
            digest=writable("origin.route.digest", route.digest),
        ),
        place=writable("origin.place", origin.place),
        on=_day(origin.on),
        reference=_text_or_none("reference", origin.reference),
    )


def version_of(route: Route) -> RouteVersion:
    """A route as a journey names it.

    Raises:
        WrongTypeError: it is not a route.
    """
    checked("route", route, Route, ROUTE)
    return RouteVersion(route.id, route.version, route.digest)


def _taken_again(route: Route, entries: tuple[Entry, ...], on: date) -> "Journey | None":
    """The journey of these entries with every decision made anew; None when a person put her in a step that is gone."""
    first = entries[0]
    assert isinstance(first, Started)
    step = route.now_called(first.step)
    if step is None:
        return None
    journey = Journey.start(route, on=first.on, step=step, by=first.by, origin=first.origin)
    apart = Knowledge(route.grids.apart())
    journey = replace(journey, _state=replace(journey._state, knowledge=apart))
    for entry in entries[1:]:
        match entry:
            case Advanced():
                journey = journey.advance(on=entry.on, by=entry.by, steps=entry.steps)
            case Placed() if (step := route.now_called(entry.step)) is not None:
                journey = journey._and(replace(entry, step=step))
            case Placed():
                return None
            case Learned():
                journey = journey._and(entry)
    return journey.at(on)


def _at_this_version(route: Route, log: tuple[Entry, ...]) -> Journey:
    """The journey up to the entry with which this version of its route began to decide, that entry made again."""
    first = log[0]
    assert isinstance(first, Started)
    if len(log) == 1:
        return Journey.start(route, on=first.on, step=first.step, by=first.by, origin=first.origin)
    *earlier, last = log
    assert isinstance(last, Migrated)
    again = replace(last, route=version_of(route), step=place_in(route, position_after(earlier)))
    return Journey(route, (*earlier, again), last.on, replay(route, (*earlier, again)))


def _done_again(journey: Journey, entry: Entry) -> Journey:
    """The journey after what an entry tells was done again."""
    on, by = entry.on, entry.by
    match entry:
        case Placed():
            return journey.place(entry.step, on=on, because=entry.because, by=by)
        case Learned():
            return journey.learn(entry.facts, on=on, by=by)
        case Corrected():
            return journey.correct(entry.facts, on=on, since=entry.since, until=entry.until, by=by)
        case Advanced():
            return _in_this_version(journey).advance(on=on, by=by, steps=entry.steps)
        case HandedOver():
            return _in_this_version(journey).handed_over(entry.route, entry.step, on=on, by=by)
        case Started() | Migrated():
            raise AssertionError("the first of this version")


def _in_this_version(journey: Journey) -> Journey:
    """The journey, when the student is in a step or at an end that the route has.

    Raises:
        UnknownNameError: the step is gone.
    """
    if not journey.ended:
        journey.route.step(journey.position)
    return journey


def _again(done: Callable[[], Journey], log: tuple[Entry, ...], number: int) -> Journey:
    """The journey after something is done again.

    Raises:
        JourneyError: it cannot be done, or another entry comes of it than the log has there.
    """
    found = _done_or_why_not(done)
    if isinstance(found, RoutekaartError):
        unknown = isinstance(found, UnknownNameError)
        where = Text(f"log.{number}: {found.text.nl}", f"log.{number}: {found.text.en}")
        raise JourneyError(where, "unknown-step" if unknown else "corrupt")
    if found.log[-1] != log[number]:
        raise told_otherwise(number, log[number], found.log[-1])
    return found


def _done_or_why_not(done: Callable[[], Journey]) -> Journey | JourneyError | UnknownNameError:
    try:
        return done()
    except (JourneyError, UnknownNameError) as error:
        return error


def _other_route(was: RouteVersion, route: Route) -> JourneyError:
    called = one_line(was.id)
    if was.id != route.id:
        return JourneyError(
            Text(
                f"deze reis gaat over route {called}, niet {route.id}",
                f"this journey is about route {called}, not {route.id}",
            ),
            "other-route",
        )
    old, new = one_line(was.version), one_line(route.version)
    return JourneyError(
        Text(
            f"deze reis is gevolgd met versie {old} van {called}; deze route is versie {new}, of de inhoud is anders;"
            " gebruik migrate",
            f"this journey was followed with version {old} of {called}; this route is version {new}, or its content"
            " differs; use migrate",
        ),
        "other-version",
    )


def _day(given: date | str) -> date:
    return required_date(given, Text("een reis", "a journey"), Text("datum", "date"))
