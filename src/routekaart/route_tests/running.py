"""Runs the tests of a route: what came out, and where that differs from what was expected."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from time import perf_counter
from typing import TypeAlias

from routekaart.deciding.decision import Decision
from routekaart.diagnostics.diagnostic import PartPath
from routekaart.diagnostics.witness import decide_command
from routekaart.foundation.edits import Span
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Text
from routekaart.journeys import Journey, JourneyError
from routekaart.journeys.log import Advanced
from routekaart.model.situation import FactError, ReferenceDateError, Situation
from routekaart.networks import Network
from routekaart.route import Route
from routekaart.route_tests.expecting import Difference, compared, refusal_differs, seen_at_a_step, seen_on_a_day
from routekaart.route_tests.form import DayData, JourneyData, StudentData
from routekaart.route_tests.reading import RouteTests, Section

Refused: TypeAlias = FactError | JourneyError | ReferenceDateError
_REFUSALS = (FactError, JourneyError, ReferenceDateError)


@dataclass(frozen=True)
class Moment:
    """A student at a step of the route on some day of a test, with what was decided."""

    test: str
    step_id: str
    known: Situation
    decision: Decision


@dataclass(frozen=True)
class Refusal:
    """Facts that a test expects to be refused, and that are, on a day."""

    test: str
    facts: dict[str, object]
    on: date


@dataclass(frozen=True)
class Failure:
    """What differs at one moment of a test, and why.

    Attributes:
        on: the day of a journey; None for a student.
        span: where it stands in the tests file.
        decision: what was decided; None where nothing was.
        command: the command that shows it; None where there is no decision to show.
    """

    on: date | None
    span: Span
    differences: tuple[Difference, ...]
    decision: Decision | None
    command: str | None


@dataclass(frozen=True)
class Result:
    """What running one test gave.

    Attributes:
        failures: what differs; none when the test passes.
        moments: where the student was in this route, with what was decided there.
        refusals: what was refused, as expected. Without a reference date there is one for a day of each period of the
            limits, and so it is with the moments of a student.
        seconds: how long it took.
    """

    name: str
    section: Section
    span: Span
    failures: tuple[Failure, ...]
    moments: tuple[Moment, ...]
    refusals: tuple[Refusal, ...]
    seconds: float = field(default=0.0, compare=False)

    @property
    def passed(self) -> bool:
        """Whether everything came out as expected."""
        return not self.failures


@dataclass(frozen=True)
class Lived:
    """A journey after one day of a test.

    Attributes:
        before: the journey as the day began.
        refused: why the facts of the day were refused; None when they were not.
        instead: where she would have been, by a correction of this day.
    """

    day: DayData
    before: Journey
    journey: Journey
    refused: Refused | None
    instead: str | None


def run_tests(tests: RouteTests, containing: str = "") -> Iterator[Result]:
    """What each test gave, in the order of the file; only those with `containing` in their name."""
    words = containing.casefold()
    for section, index, name in tests.listed:
        if words in name.casefold():
            yield run_test(tests, section, index)


def run_test(tests: RouteTests, section: Section, index: int) -> Result:
    """What one test of the file gave."""
    began = perf_counter()
    result = run_student(tests, index) if section == "students" else run_journey(tests, index)
    return replace(result, seconds=perf_counter() - began)


def run_student(tests: RouteTests, index: int) -> Result:
    """What a student of the file gets."""
    student, route = tests.students[index], tests.route
    path: PartPath = ("students", index)
    span = tests.span(path)
    name = student.name
    try:
        decision = route.decide(student.step, student.facts, on=student.on)
        duties = route.duties(student.step, student.facts, on=student.on)
    except _REFUSALS as error:
        difference = refusal_differs(student.refused, error)
        if difference is None:
            days = _days(route, student.on) if isinstance(error, FactError) else ()
            refusals = tuple(Refusal(name, student.facts, day) for day in days)
            return Result(name, "students", span, (), (), refusals)
        failure = Failure(None, span, (difference,), None, None)
        return Result(name, "students", span, (failure,), (), ())
    differences = list(compared(student, seen_at_a_step(decision, duties)))
    if student.refused is not None:
        differences.insert(0, _not_refused(student.refused))
    failures: tuple[Failure, ...] = ()
    if differences:
        command = decide_command(tests.called, student.step, dict(decision.facts), student.on)
        failures = (Failure(None, span, tuple(differences), decision, command),)
    moments = tuple(_moments(name, student, route))
    return Result(name, "students", span, failures, moments, ())


def _moments(name: str, student: StudentData, route: Route) -> Iterator[Moment]:
    """A student on the reference date; without one, on a day of each period of the limits on which that can be.

    Without a date the same is decided on all of them.
    """
    for day in _days(route, student.on):
        try:
            decision = route.decide(student.step, student.facts, on=day)
        except FactError:
            continue
        yield Moment(name, student.step, decision.known, decision)


def _days(route: Route, on: date | None) -> tuple[date, ...]:
    return (on,) if on else route.vocabulary.periods()


def run_journey(tests: RouteTests, index: int) -> Result:
    """What becomes of a student of the file who is followed."""
    told = tests.journeys[index]
    path: PartPath = ("journeys", index)
    failures: list[Failure] = []
    moments: list[Moment] = []
    refusals: list[Refusal] = []
    for number, lived in enumerate(live(tests, told)):
        here = tests.span((*path, "days", number))
        journey, day = lived.journey, lived.day
        moments += (
            Moment(told.name, decision.step_id, decision.known, decision)
            for decision in _decisions_of(lived)
            if decision.route_id == tests.route.id
        )
        differences = list(_differences(lived))
        if lived.refused is not None and not differences and day.learn:
            assert day.on is not None
            refusals.append(Refusal(told.name, day.learn, day.on))
        if differences:
            decision = journey.decision
            command = None
            if decision is not None:
                called = tests.called if journey.route.id == tests.route.id else journey.route.id
                command = decide_command(called, journey.position, journey.told, journey.on)
            failures.append(Failure(day.on, here, tuple(differences), decision, command))
        if lived.refused is not None and day.refused is None:
            # What comes after would only tell of facts that were never learned.
            break
    return Result(told.name, "journeys", tests.span(path), tuple(failures), tuple(moments), tuple(refusals))


def live(tests: RouteTests, told: JourneyData) -> Iterator[Lived]:
    """The journey after each of its days."""
    first = told.days[0].on
    assert first is not None
    journey = Journey.start(tests.route, on=first, step=told.start)
    for day in told.days:
        lived = _one_day(journey, day, tests)
        yield lived
        journey = lived.journey


def _one_day(journey: Journey, day: DayData, tests: RouteTests) -> Lived:
    assert day.on is not None
    on = day.on
    before = journey = journey.at(on)
    instead = refused = None
    try:
        if day.correct is not None:
            correct = day.correct
            journey = journey.correct(correct.facts, since=correct.since, until=correct.until, on=on)
            other = journey.corrections[-1].instead
            instead = other.position if other else None
        if day.learn is not None:
            journey = journey.learn(day.learn, on=on)
        if day.advance is not None:
            journey = journey.advance(on=on, steps=day.advance)
        if day.place is not None:
            journey = journey.place(day.place.step, because=day.place.because, on=on)
        if day.hand_over is not None:
            journey = _handed_over(journey, day, tests)
    except _REFUSALS as error:
        refused = error
    return Lived(day, before, journey, refused, instead)


def _handed_over(journey: Journey, day: DayData, tests: RouteTests) -> Journey:
    assert day.hand_over is not None
    assert day.on is not None
    to = (day.hand_over.route, day.hand_over.step)
    network = Network(frozen(tests.routes))
    link = next((one for one in network.hand_overs(journey) if (one.to_route, one.to_step) == to), None)
    if link is None:
        raise JourneyError(
            Text(
                f"in {journey.position} staat voor deze student geen overdracht aan {' '.join(to)} open",
                f"in {journey.position} no hand-over to {' '.join(to)} is open for this student",
            ),
            "no-hand-over",
        )
    return network.hand_over(journey, link, on=day.on).received


def _differences(lived: Lived) -> Iterator[Difference]:
    day = lived.day
    if lived.refused is not None:
        difference = refusal_differs(day.refused, lived.refused)
        if difference is not None:
            yield difference
            return
    elif day.refused is not None:
        yield _not_refused(day.refused)
    if day.correct is not None and day.correct.instead not in (None, lived.instead):
        yield Difference("instead", str(day.correct.instead), str(lived.instead))
    try:
        seen = seen_on_a_day(lived.journey, day)
    except _REFUSALS as error:
        difference = refusal_differs(None, error)
        assert difference is not None
        yield difference
        return
    yield from compared(day, seen)


def _decisions_of(lived: Lived) -> Iterator[Decision]:
    """What was decided on the way of this day, and where the student then is."""
    last = lived.journey.log[-1]
    if lived.refused is None and isinstance(last, Advanced) and lived.day.advance is not None:
        journey = _just_before_advancing(lived)
        for _ in last.moves:
            if journey.decision is not None:
                yield journey.decision
            journey = journey.advance(on=last.on)
    decision = _decision(lived.journey)
    if decision is not None:
        yield decision


def _just_before_advancing(lived: Lived) -> Journey:
    day, journey = lived.day, lived.before
    assert day.on is not None
    if day.correct is not None:
        journey = journey.correct(day.correct.facts, since=day.correct.since, until=day.correct.until, on=day.on)
    return journey.learn(day.learn, on=day.on) if day.learn is not None else journey


def _decision(journey: Journey) -> Decision | None:
    try:
        return journey.decision
    except FactError:
        return None


def _not_refused(words: str) -> Difference:
    return Difference("refused", words, Text("niets is geweigerd", "nothing was refused"))
