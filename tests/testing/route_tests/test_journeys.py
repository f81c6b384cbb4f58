"""The journeys of `routes/*.tests.yaml`: on every day the student is where the source says."""

import json

import pytest
from test_decisions import ROUTES, file_of

import routekaart
from routekaart import Journey
from routekaart.testing.route_tests.journey_runs import live, run_journey
from routekaart.testing.route_tests.results_report import failure_lines

FEWEST = 10
JOURNEYS = [(name, index) for name in ROUTES for index in range(len(file_of(name).journeys))]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "index"), JOURNEYS, ids=str)
def test_on_every_day_the_student_is_where_the_source_says(name: str, index: int) -> None:
    tests = file_of(name)
    result = run_journey(tests, index)
    assert result.passed, "\n".join(failure_lines(tests, result, "nl"))
    told = tests.journeys[index]
    lived = list(live(tests, told))
    assert len(lived) == len(told.days)
    for number, one in enumerate(lived):
        kept = json.loads(json.dumps(one.journey.to_dict()))
        assert Journey.from_dict(kept, one.journey.route) == one.journey
        if one.day.hand_over is not None:
            origin = one.journey.log[0].origin  # type: ignore[union-attr]
            assert origin is not None
            stays = one.day.model_copy(update={"hand_over": None})
            *_, sent = live(tests, told.model_copy(update={"days": [*told.days[:number], stays]}))
            assert (origin.route.id, origin.place) == (one.before.route.id, sent.journey.position)
            assert one.journey.route.id == one.day.hand_over.route


@pytest.mark.parametrize(("name", "index"), JOURNEYS, ids=str)
def test_a_journey_says_where_its_source_is(name: str, index: int) -> None:
    tests = file_of(name)
    assert {source.split()[0] for source in tests.journeys[index].source} <= set(tests.route.sources)
    assert tests.journeys[index].source


@pytest.mark.parametrize("name", ROUTES)
def test_every_route_has_enough_journeys(name: str) -> None:
    assert len(file_of(name).journeys) >= FEWEST


def test_every_bundled_route_has_journeys() -> None:
    assert {name for name, _ in JOURNEYS} == set(routekaart.bundled_names())
