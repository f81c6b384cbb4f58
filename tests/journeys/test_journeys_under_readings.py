"""A journey that is followed under another reading says so, and is replayed under it and no other."""

import json
import pickle
from typing import Any

import pytest
from support.strategies import real_route

import routekaart
from routekaart import Journey, JourneyError
from routekaart.journeys import Versions

ON = "2026-03-01"
ROUTE = real_route("roc_bbl")
OTHER = ROUTE.under({"A-32": "grens_van_de_wet"})


def followed(route: routekaart.Route) -> Journey:
    journey = Journey.start(route, step="P15", on=ON).learn({"geboortedatum": "2001-01-01"}, on=ON)
    return journey.advance(on=ON)


def version_in(journey: Journey) -> Any:
    """The readings that the last version of the route in a log took otherwise."""
    log: Any = journey.to_dict()["log"]
    return next(entry["route"]["chosen"] for entry in reversed(log) if entry["kind"] in ("started", "migrated"))


def test_the_log_says_under_which_reading_it_was_decided() -> None:
    as_written, other = followed(ROUTE), followed(OTHER)
    assert (as_written.position, other.position) == ("P17", "P16")
    assert version_in(as_written) is None
    assert version_in(other) == {"A-32": "grens_van_de_wet"}
    assert "In een andere lezing van de bron: A-32=grens_van_de_wet" in other.history[0].text.nl
    assert "lezing van de bron" not in as_written.history[0].text.nl


def test_it_is_replayed_under_that_reading_and_no_other() -> None:
    stored = json.loads(json.dumps(followed(OTHER).to_dict()))
    again = Journey.from_dict(stored, ROUTE.under({"A-32": "grens_van_de_wet"}))
    assert again == followed(OTHER)
    assert again.to_dict() == stored
    assert pickle.loads(pickle.dumps(again)).to_dict() == stored
    with pytest.raises(JourneyError, match=r"in de lezing A-32=grens_van_de_wet, en deze route gaat uit van wat"):
        Journey.from_dict(stored, ROUTE)
    with pytest.raises(JourneyError, match=r"die gekozen is, en deze route gaat uit van A-32=grens_van_de_wet"):
        Journey.from_dict(followed(ROUTE).to_dict(), OTHER)
    # Beside each other, each journey finds the route that decided it.
    versions = Versions([ROUTE, OTHER])
    assert versions.journey(stored).route == OTHER
    assert versions.journey(followed(ROUTE).to_dict()).route == ROUTE


def test_a_journey_goes_over_to_another_reading_in_writing() -> None:
    migration = routekaart.migrate(followed(ROUTE), OTHER)
    assert not migration.only_words
    moved = migration.journey(on="2026-04-01", by="beheer")
    assert version_in(moved) == {"A-32": "grens_van_de_wet"}
    assert Journey.from_dict(json.loads(json.dumps(moved.to_dict())), OTHER) == moved
    assert migration.to_dict()["becomes"]["chosen"] == {"A-32": "grens_van_de_wet"}
    assert migration.to_dict()["was"]["chosen"] is None
