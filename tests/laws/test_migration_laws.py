"""Laws of migrating: any journey in one version of a route, and any other version of that route."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.profiles import examples, use_profile
from support.scripts import Script, lived, scripts
from support.strategies import _pick, generated_routes
from support.walk_routes import walk_routes

import routekaart
from routekaart import Journey, JourneyError, Route
from routekaart.journeys import Migration
from routekaart.journeys.log import Corrected, Learned
from routekaart.model.fact_types import FactType
from routekaart.model.step import End, Step

use_profile()
Named = TypeVar("Named", FactType, Step, End)


@dataclass(frozen=True)
class NewVersion:
    """A journey in a route, and another version of that route."""

    script: Script
    becomes: Route


@st.composite
def new_versions(draw: st.DrawFn) -> NewVersion:
    """Versions of which the names of facts are alike, and their types, options, limits and conditions need not be.

    Facts, steps and ends that only the old version has are gone, or are called otherwise in the new one.
    """
    script = draw(scripts(corrects=True))
    other = draw(walk_routes() if _pick(draw, (True, False)) else generated_routes())
    becomes = replace(
        other,
        id=script.route.id,
        version="2",
        facts=_renamed(draw, script.route.facts, other.facts),
        steps=_renamed(draw, script.route.steps, other.steps),
        ends=_renamed(draw, script.route.ends, other.ends),
    )
    return NewVersion(script, becomes)


def _renamed(draw: st.DrawFn, old: Mapping[str, Named], new: Mapping[str, Named]) -> dict[str, Named]:
    """Names of the new version, of which some say what they were called in the old one."""
    gone = [name for name in old if name not in new]
    found = dict(new)
    for name, part in new.items():
        if gone and name not in old and _pick(draw, (True, False)):
            found[name] = replace(part, renamed_from=(_pick(draw, gone),))
    return found


def kept_or_lost(journey: Journey, migration: Migration, new: Route) -> set[str]:
    """The facts that were known and that nobody was told to be lost, but for those that a visit forgets."""
    found = set()
    last: dict[str, object] = {}
    for entry in journey.log:
        last |= entry.facts if isinstance(entry, Learned) else {}
    for name in {name for name in journey.told if last.get(name) is not None}:
        fact = new.facts.get(new.vocabulary.now_called(name) or name)
        if fact and fact.derivation is None and fact.lifetime != "visit":
            families = new.vocabulary.family(fact.name) | journey.route.vocabulary.family(name)
            found |= set() if families & set(migration.lost) else {fact.name}
    return found


@pytest.mark.slow
@given(one=new_versions())
@examples(4)
def test_every_journey_goes_on_in_every_version_and_what_is_lost_is_told(one: NewVersion) -> None:
    journey, _ = lived(one.script)
    new = one.becomes
    told = {name for entry in journey.log if isinstance(entry, Learned | Corrected) for name in entry.facts}
    try:
        migration = routekaart.migrate(json.loads(json.dumps(journey.to_dict())), new)
    except JourneyError as error:
        # In a made-up version it can be that no student exists on some day.
        assume(error.code == "other-version")
        return
    called = {name: new.vocabulary.now_called(name) or name for name in told}
    family = {name: new.vocabulary.family(name) if name in new.facts else {name} for name in called.values()}
    assert set(migration.lost) <= {each for names in family.values() for each in names}
    gone = {name for name, now in called.items() if now not in new.facts}
    for name in gone:
        values = [entry.facts[name] for entry in journey.log if isinstance(entry, Learned) and name in entry.facts]
        if any(value is not None for value in values):
            assert called[name] in migration.lost
    on = journey.on + timedelta(days=1)
    step = new.start if migration.position is None else None
    moved = migration.journey(on=on, step=step, by="beheer")
    if migration.position is not None:
        assert kept_or_lost(journey, migration, new) <= moved._state.knowledge.known.keys()
    assert Journey.from_dict(json.loads(json.dumps(moved.to_dict())), new) == moved
    assert moved.log[: len(journey.log)] == journey.log
    if migration.position is None:
        with pytest.raises(JourneyError, match="zeg met step="):
            migration.journey(on=on)
