"""Runs of journeys: a student followed through the days of a test, and the differences from what was expected."""

from collections.abc import Iterator
from dataclasses import dataclass

from routekaart.deciding.decision import Decision
from routekaart.diagnostics.diagnostic import PartPath
from routekaart.diagnostics.witness import decide_command
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Text
from routekaart.journeys import Journey, JourneyError
from routekaart.journeys.log import Advanced
from routekaart.model.fact_problems import FactError
from routekaart.networks import Network
from routekaart.testing.route_tests.expecting import (
    REFUSALS,
    Mismatch,
    Refused,
    actual_on_day,
    compared,
    not_refused,
    refusal_differs,
)
from routekaart.testing.route_tests.results import Failure, Observation, Refusal, Result
from routekaart.testing.route_tests.tests_file import RouteTests
from routekaart.testing.route_tests.tests_format import DayData, JourneyData


@dataclass(frozen=True)
class Lived:
    """A journey after one day of a test.

    Attributes:
        before: the journey at the start of the day.
        refused: why the facts of the day were refused; None if they were not.
        instead: where the student would have been, by a correction of this day.
    """

    day: DayData
    before: Journey
    journey: Journey
    refused: Refused | None
    instead: str | None


def run_journey(tests: RouteTests, index: int) -> Result:
    """The result of one journey of the file."""
    data = tests.journeys[index]
    path: PartPath = ("journeys", index)
    failures: list[Failure] = []
    observations: list[Observation] = []
    refusals: list[Refusal] = []
    for number, lived in enumerate(live(tests, data)):
        here = tests.span((*path, "days", number))
        journey, day = lived.journey, lived.day
        observations += (
            Observation(data.name, decision.step_id, decision.known, decision)
            for decision in _decisions_of(lived)
            if decision.route_id == tests.route.id
        )
        mismatches = list(_mismatches(lived))
        if lived.refused is not None and not mismatches and day.learn:
            assert day.on is not None
            refusals.append(Refusal(data.name, day.learn, day.on))
        if mismatches:
            decision = journey.decision
            command = None
            if decision is not None:
                called = tests.called if journey.route.id == tests.route.id else journey.route.id
                command = decide_command(called, journey.position, journey.told, journey.on)
            failures.append(Failure(day.on, here, tuple(mismatches), decision, command))
        if lived.refused is not None and day.refused is None:
            # Later days would differ only because facts were never learned.
            break
    return Result(data.name, "journeys", tests.span(path), tuple(failures), tuple(observations), tuple(refusals))


def live(tests: RouteTests, data: JourneyData) -> Iterator[Lived]:
    """The journey after each of its days."""
    first = data.days[0].on
    assert first is not None
    journey = Journey.start(tests.route, on=first, step=data.start)
    for day in data.days:
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
    except REFUSALS as error:
        refused = error
    return Lived(day, before, journey, refused, instead)


def _handed_over(journey: Journey, day: DayData, tests: RouteTests) -> Journey:
    assert day.hand_over is not None
    assert day.on is not None
    to = (tests.routes[day.hand_over.route].id, day.hand_over.step)
    network = Network(frozen({route.id: route for route in tests.routes.values()}))
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


def _mismatches(lived: Lived) -> Iterator[Mismatch]:
    day = lived.day
    if lived.refused is not None:
        mismatch = refusal_differs(day.refused, lived.refused)
        if mismatch is not None:
            yield mismatch
            return
    elif day.refused is not None:
        yield not_refused(day.refused)
    if day.correct is not None and day.correct.instead not in (None, lived.instead):
        yield Mismatch("instead", str(day.correct.instead), str(lived.instead))
    try:
        actual = actual_on_day(lived.journey, day)
    except REFUSALS as error:
        mismatch = refusal_differs(None, error)
        assert mismatch is not None
        yield mismatch
        return
    yield from compared(day, actual)


def _decisions_of(lived: Lived) -> Iterator[Decision]:
    """The decisions of each move of this day, and the decision at the place where the student then is."""
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
