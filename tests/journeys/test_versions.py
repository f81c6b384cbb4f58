"""Versions side by side: each journey is read with the version that decided it."""

import json
import pickle
from dataclasses import replace
from typing import Any

import pytest
from support.rewording import reworded
from support.strategies import real_route

import routekaart
from routekaart import Journey, JourneyError, Route
from routekaart.journeys import UnknownVersionError, Versions

ON = "2026-01-12"


@pytest.fixture(name="last_year")
def the_version_of_last_year() -> Route:
    return real_route("roc_bbl")


@pytest.fixture(name="now")
def a_version_with_another_meaning(last_year: Route) -> Route:
    step = last_year.steps["P2"]
    return replace(last_year, version="3.0.0", steps={**last_year.steps, "P2": replace(step, otherwise="stay")})


def stored(route: Route) -> dict[str, Any]:
    journey = Journey.start(route, on=ON).advance(on=ON, steps="all")
    data: dict[str, Any] = json.loads(json.dumps(journey.to_dict()))
    return data


def test_versions_are_kept_by_id_and_digest(last_year: Route, now: Route) -> None:
    entree = real_route("entree")
    versions = Versions([last_year, entree]).add(now)
    assert versions.get("roc_bbl", digest=last_year.digest) is last_year
    assert versions.get("roc_bbl", digest=now.digest) is versions.current("roc_bbl") is now
    assert [route.version for route in versions] == [last_year.version, entree.version, "3.0.0"]
    assert repr(versions) == f"<Versions roc_bbl {last_year.version}, entree {entree.version}, roc_bbl 3.0.0>"


def test_adding_gives_others_and_the_last_one_is_current(last_year: Route, now: Route) -> None:
    one = Versions([last_year])
    two = one.add(now)
    assert (len(one), len(two)) == (1, 2)
    assert one.current("roc_bbl") == last_year
    # What comes again is there once, and is the current one again.
    again = two.add(Route.from_dict(json.loads(json.dumps(last_year.to_dict()))))
    assert [*again] == [now, last_year]


def test_a_journey_is_read_with_the_version_that_decided_it(last_year: Route, now: Route) -> None:
    versions = Versions([last_year, now])
    for route in (last_year, now):
        journey = versions.journey(stored(route))
        assert journey.route is route
        assert journey.to_dict() == stored(route)
    moved = routekaart.migrate(stored(last_year), now).journey()
    assert versions.journey(moved.to_dict()).route is now
    assert versions.journey(pickle.loads(pickle.dumps(moved))) == moved
    assert versions.journey(moved).route is now


def test_a_version_in_other_words_takes_the_place_of_one_that_is_not_there(last_year: Route, now: Route) -> None:
    first, second = reworded(last_year), replace(reworded(last_year), version="3")
    assert Versions([first, second, now]).journey(stored(last_year)).route is second
    assert Versions([last_year, first, second]).journey(stored(last_year)).route is last_year


def test_what_is_not_there_is_named(last_year: Route, now: Route) -> None:
    versions = Versions([now])
    with pytest.raises(UnknownVersionError) as error:
        versions.journey(stored(last_year))
    assert str(error.value) == (
        f"route roc_bbl {last_year.version} (digest {last_year.digest}) is er niet; wel is er 3.0.0 ({now.digest})"
    )
    assert (error.value.code, error.value.version) == ("unknown-version", last_year.version)
    assert (error.value.route_id, error.value.digest) == ("roc_bbl", last_year.digest)
    assert str(pickle.loads(pickle.dumps(error.value))) == str(error.value)
    with pytest.raises(UnknownVersionError, match=r"route roc_bbl \(digest x\) is er niet; wel is er 3\.0\.0"):
        versions.get("roc_bbl", digest="x")
    with pytest.raises(UnknownVersionError, match=r"route entree is er niet; geen enkele versie is er"):
        versions.current("entree")
    with pytest.raises(LookupError):
        Versions().current("entree")


def test_what_is_no_journey_is_refused_as_ever(last_year: Route) -> None:
    versions = Versions([last_year])
    with pytest.raises(JourneyError, match="verwacht wordt een reis"):
        versions.journey({})
    odd = stored(last_year)
    odd["log"][1]["stopped"] = "stay"
    with pytest.raises(JourneyError) as error:
        versions.journey(odd)
    assert error.value.code == "corrupt"
    odd["log"][0]["route"]["id"] = "x\x9b\n" * 2000
    with pytest.raises(UnknownVersionError) as unknown:
        versions.journey(odd)
    assert str(unknown.value).isprintable()
    assert len(str(unknown.value)) < 1_500
