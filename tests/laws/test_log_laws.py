"""What a journey in JSON can tell: what was accepted is read back as it was, and nothing else is."""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.profiles import examples, use_profile
from support.scripts import Script, lived, scripts
from support.small_routes import small_route
from support.strategies import real_route

import routekaart
from routekaart import FactError, Journey, JourneyError, Route, RoutekaartError
from routekaart.journeys import Origin, RouteVersion, version_of
from routekaart.journeys.log import Advanced, Corrected, Entry, HandedOver, Learned, Migrated, Placed, Started
from routekaart.model import condition
from routekaart.model.fact_types import Elapsed, FactType
from routekaart.model.step import STAY, Step, Transition

use_profile()
Place = tuple[str | int, ...]
ON = date(2026, 3, 2)

WRITTEN: dict[str, tuple[str, ...]] = {
    "started": ("on", "by", "step", "origin"),
    "learned": ("on", "by", "facts"),
    "advanced": ("on", "by", "steps", "engine", "reference"),
    "corrected": ("on", "by", "facts", "since", "until"),
    "placed": ("on", "by", "step", "because"),
    "migrated": ("on", "by"),
    "handed_over": ("on", "by"),
}
"""What an application and its people wrote themselves in an entry of this version; all else follows.

But for the digest of the words: it may be of a version in other words, which is not there to ask.
"""
WRITTEN_BEFORE: dict[str, tuple[str, ...]] = {
    **WRITTEN,
    "started": (*WRITTEN["started"], "route"),
    "advanced": (*WRITTEN["advanced"], "moves", "stopped", "missing", "circle"),
    "migrated": (*WRITTEN["migrated"], "route", "step"),
    "handed_over": (*WRITTEN["handed_over"], "route", "step"),
}
"""The same in an entry of an earlier version, which is not there to ask."""


def leaves(data: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Every value in JSON that holds no others, with where it stands."""
    if isinstance(data, dict | list) and data:
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from leaves(value, (*place, key))
    else:
        yield place, data


def with_leaf(data: Any, place: Place, value: object) -> Any:
    found = deepcopy(data)
    part = found
    for key in place[:-1]:
        part = part[key]
    part[place[-1]] = value
    return found


def others(value: object, all_values: Sequence[object]) -> list[object]:
    """Other values that could stand at a place: of another type, and of the same type from elsewhere in the JSON."""
    alike = [other for other in all_values if type(other) is type(value)]
    beside: list[object] = [None, "x", 0, 1, True, False, [], {}, "ja", "2026-03-02", 3.5, "\ud800"]
    if isinstance(value, bool):
        beside.append(not value)
    elif isinstance(value, int | float):
        beside += [value + 1, -value, float(value)]
    elif isinstance(value, str):
        beside += [f"{value} ", value.upper(), value[:-1]]
        beside += [str(date.fromisoformat(value) + timedelta(days=1))] if len(value) == 10 and value[4] == "-" else []
    return [other for other in (*beside, *alike) if (type(other), other) != (type(value), value)]


def is_written(data: Any, place: Place, ours: int) -> bool:
    """Whether somebody wrote this himself."""
    if place == ("on",):
        return True
    if place[0] != "log" or len(place) < 3:
        return False
    assert isinstance(place[1], int)
    written = WRITTEN if place[1] >= ours else WRITTEN_BEFORE
    return place[2] in written[data["log"][place[1]]["kind"]] or place[2:] == ("route", "digest")


def read(data: Any, route: Route) -> Journey | RoutekaartError:
    try:
        return Journey.from_dict(data, route)
    except (JourneyError, FactError) as error:
        return error


def done_again(journey: Journey, entry: Entry) -> Journey:
    """A journey after the same is done again, by the methods that anybody can call."""
    on, by = entry.on, entry.by
    match entry:
        case Started():
            return Journey.start(journey.route, on=on, by=by, step=entry.step, origin=entry.origin)
        case Learned():
            return journey.learn(entry.facts, on=on, by=by)
        case Corrected():
            return journey.correct(entry.facts, on=on, by=by, since=entry.since, until=entry.until)
        case Placed():
            return journey.place(entry.step, on=on, by=by, because=entry.because)
        case HandedOver():
            return journey.handed_over(entry.route, entry.step, on=on, by=by)
        case Advanced():
            return journey.advance(on=on, by=by, steps=entry.steps, reference=entry.reference)
        case Migrated():
            raise AssertionError


def happened(journey: Journey) -> Journey:
    """The journey of the same things that were done, with a route of one version."""
    again = journey
    for entry in journey.log:
        again = done_again(again, entry)
    return again.at(journey.on)


def tells_only_what_happened(journey: Journey, place: Place, value: object, *, ours: int = 0) -> None:
    """Changes one leaf of the JSON of a journey: it is refused, or somebody wrote that himself."""
    written = json.loads(json.dumps(journey.to_dict()))
    changed = with_leaf(written, place, value)
    found = read(changed, journey.route)
    if isinstance(found, RoutekaartError):
        assert str(found)
        return
    assert found.to_dict() == changed
    if changed != written:
        assert is_written(written, place, ours), (place, value)
    if not ours and place[2:] not in (("route", "digest"), ("engine",)):
        assert happened(found) == found


@pytest.mark.slow
@given(script=scripts(corrects=True), data=st.data())
@examples(2)
def test_one_value_of_a_journey_cannot_be_changed_into_what_did_not_happen(script: Script, data: st.DataObject) -> None:
    journey, _ = lived(script)
    written = json.loads(json.dumps(journey.to_dict()))
    found = list(leaves(written))
    values = [value for _, value in found]
    for _ in range(5):
        place, value = found[data.draw(st.integers(0, len(found) - 1))]
        tells_only_what_happened(journey, place, data.draw(st.sampled_from(others(value, values))))


def told_journeys() -> dict[str, Journey]:
    """Journeys with every kind of entry and every part of one."""
    bbl, network = real_route("roc_bbl"), routekaart.Network({n: real_route(n) for n in routekaart.bundled_names()})
    origin = Origin(route=version_of(bbl), place="P1", on=ON, reference="17")
    journey = Journey.start(bbl, on=ON, by="slb", origin=origin).advance(on=ON, steps="all")
    journey = journey.learn({"heeft_werkplek": "nee"}, on=ON, by="slb").advance(on=ON, by="slb")
    journey = journey.correct({"geboortedatum": "2008-03"}, on=ON, since=ON, until=ON, by="slb")
    journey = journey.place("P11", on=ON, because="overleg", by="slb").advance(on=ON)
    journey = journey.learn({"leeftijd": 18, "startkwalificatie": "nee"}, on=ON).advance(on=ON)
    stopped = journey.learn({"overstap_andere_opleiding": "nee"}, on=ON)
    (link,) = network.hand_overs(stopped)[:1]
    sent = network.hand_over(stopped, link, on=ON, by="slb", reference="17").sent
    return {"sent": sent, "partly": partly_known(bbl)}


def partly_known(route: Route) -> Journey:
    journey = Journey.start(route, on=ON, step="P11")
    journey = journey.learn({"geboortedatum": "2006", "startkwalificatie": False}, on=ON)
    return journey.advance(on=ON, steps="all")


@pytest.mark.slow
@pytest.mark.parametrize("name", told_journeys())
def test_not_one_leaf_of_these_journeys_can_be_changed_into_what_did_not_happen(name: str) -> None:
    journey = told_journeys()[name]
    written = json.loads(json.dumps(journey.to_dict()))
    for place, value in leaves(written):
        for other in others(value, ()):
            tells_only_what_happened(journey, place, other)


def test_what_is_told_otherwise_is_named_by_its_place() -> None:
    journey = told_journeys()["sent"]
    written = json.loads(json.dumps(journey.to_dict()))
    number = next(n for n, entry in enumerate(written["log"]) if entry["kind"] == "advanced" and entry["moves"])
    for field, value in (("sources", ["elders"]), ("readings", ["A-99"]), ("transition", 9), ("because", {"x": 1})):
        place = ("log", number, "moves", 0, field)
        with pytest.raises(JourneyError, match=rf"^log\.{number}\.moves\.0\.{field}.*: de reis vertelt iets anders"):
            Journey.from_dict(with_leaf(written, place, value), journey.route)


@pytest.mark.slow
@given(script=scripts(corrects=True), data=st.data())
@examples(1)
def test_what_an_earlier_version_decided_must_hang_together(script: Script, data: st.DataObject) -> None:
    before, _ = lived(script)
    new = replace(script.route, version="2")
    journey = routekaart.migrate(before, new).journey(by="beheer")
    journey = journey.place(new.start, on=journey.on, because="begin").advance(on=journey.on)
    written = json.loads(json.dumps(journey.to_dict()))
    found = list(leaves(written))
    for _ in range(5):
        place, value = found[data.draw(st.integers(0, len(found) - 1))]
        other = data.draw(st.sampled_from(others(value, [one for _, one in found])))
        tells_only_what_happened(journey, place, other, ours=len(before.log))


def test_moves_that_do_not_follow_each_other_are_refused_of_any_version() -> None:
    journey = Journey.start(real_route("roc_bbl"), on=ON).advance(on=ON, steps="all")
    new = replace(journey.route, version="2")
    written = routekaart.migrate(journey, new).journey().to_dict()
    odd: dict[Place, object] = {
        ("moves", 1, "step"): "P9",
        ("moves", 0, "to"): "P9",
        ("stopped",): "one_step",
        ("steps",): "one",
        ("missing",): [],
        ("circle",): ["P1"],
    }
    for place, value in odd.items():
        with pytest.raises(JourneyError, match=r"deze reis is niet te lezen: log\.1\."):
            Journey.from_dict(with_leaf(written, ("log", 1, *place), value), new)


# What is accepted can be written.

ODD_TEXTS = st.one_of(
    st.text(max_size=6),
    st.text(st.characters(codec=None, categories=("Cs", "Cc", "Cf", "Mn", "Zs", "Nd")), max_size=4),
    st.sampled_from(["", " ", "\ud800", "a\udfff", "\x00", "e\u0301", "\u2028", "1e5", "2026-03", "ja", "P1"]),
)
ODD_NUMBERS = st.one_of(
    st.integers(-(10**20), 10**20),
    st.sampled_from([10**5000, -(10**18), 10**18 - 1, True, False]),
    st.floats(),
    st.decimals(),
    st.decimals(-(10**18), 10**18, places=4),
    st.sampled_from(["12345678901234567.1234", "0.0001", "1e5", "\u0661"]),
)
ODD_DAYS = st.one_of(
    st.dates(date(1849, 12, 1), date(2200, 1, 31)).flatmap(lambda day: st.sampled_from([day, str(day)])),
    st.sampled_from(["2026", "2026-03", "2026-00-00", "2026-03-00", "2025-12-30/2026-01-02", "0001-01-01"]),
    st.datetimes(),
)
ANYTHING = st.one_of(
    ODD_TEXTS, ODD_NUMBERS, ODD_DAYS, st.binary(max_size=3), st.none(), st.just([]), st.just({}), st.just(object())
)


def odd_route() -> Route:
    """A route with a fact of each kind, of which the smallest difference in a number decides."""
    facts = [
        FactType("ja_nee", "yes_no", "ja of nee"),
        FactType("keuze", "choice", "keuze", options=("ja", "nee", "e\u0301", "1")),
        FactType("bedrag", "number", "bedrag", decimals=4),
        FactType("aantal", "number", "aantal"),
        FactType("dag", "date", "dag"),
        FactType("duur", "number", "duur", derivation=Elapsed("dag", "days", "since")),
        FactType("plaats", "text", "plaats"),
    ]
    limit = Decimal("12345678901234567.1234")
    step = Step(
        id="P1",
        title="Stap",
        policy="first",
        otherwise=STAY,
        transitions=(
            Transition(to="klaar", when=condition.FactTest("bedrag", "one_of", (limit,))),
            Transition(to="klaar", when=condition.FactTest("plaats", "one_of", ("klaar",))),
        ),
    )
    return small_route("vreemd", [step], ["klaar"], facts)


ODD_ROUTE = odd_route()
ODD_FACTS = st.dictionaries(st.sampled_from([*ODD_ROUTE.facts, "onbekend", 7]), ANYTHING, max_size=3)
ONE_FACT = {
    "ja_nee": st.one_of(st.booleans(), ODD_TEXTS),
    "keuze": st.sampled_from(ODD_ROUTE.facts["keuze"].options),
    "bedrag": ODD_NUMBERS,
    "aantal": ODD_NUMBERS,
    "dag": ODD_DAYS,
    "plaats": ODD_TEXTS,
}
FITTING = st.sampled_from([*ONE_FACT]).flatmap(lambda name: ONE_FACT[name].map(lambda value: {name: value}))
VERSIONS = st.builds(RouteVersion, id=ANYTHING, version=ODD_TEXTS, digest=ODD_TEXTS)
ORIGINS = st.builds(
    Origin,
    route=st.one_of(st.just(version_of(ODD_ROUTE)), VERSIONS, ANYTHING),
    place=st.one_of(st.just("P1"), ANYTHING),
    on=st.one_of(st.just(ON), ODD_DAYS, ANYTHING),
    reference=st.one_of(st.none(), ANYTHING),
)


def odd_calls(draw: st.DrawFn) -> Iterator[tuple[str, dict[str, Any]]]:
    """A call of every method that records something, with odd arguments, of which many are accepted."""
    facts, on = draw(st.one_of(FITTING, FITTING, ODD_FACTS)), draw(st.one_of(st.just(ON), ODD_DAYS))
    word, since = draw(ANYTHING), draw(st.one_of(st.none(), st.just(ON), ODD_DAYS))
    by = draw(st.one_of(st.none(), st.just("slb"), ANYTHING))
    yield "learn", {"facts": facts, "on": on, "by": by}
    yield "correct", {"facts": facts, "on": on, "by": by, "since": since}
    yield "correct", {"facts": facts, "on": on}
    yield "place", {"step": "P1", "on": on, "because": word, "by": by}
    yield "place", {"step": word, "on": on, "because": "x"}
    yield "handed_over", {"route": word, "step": word, "on": on}
    yield "advance", {"on": on, "by": by}


@st.composite
def odd_journeys(draw: st.DrawFn) -> Journey:
    """A journey of which every part that was accepted may be odd."""
    started = {"origin": draw(st.one_of(st.none(), st.just(object()), ORIGINS, ORIGINS)), "by": draw(ANYTHING)}
    journey = Journey.start(ODD_ROUTE, on=ON)
    with suppress(RoutekaartError):
        journey = Journey.start(ODD_ROUTE, on=ON, **started)
    for _ in range(3):
        for method, arguments in odd_calls(draw):
            with suppress(RoutekaartError):
                journey = getattr(journey, method)(**arguments)
    return journey


@pytest.mark.slow
@given(journey=odd_journeys())
@examples(4)
def test_whatever_a_journey_accepts_can_be_written_and_read_back(journey: Journey) -> None:
    back = Journey.from_dict(json.loads(json.dumps(journey.to_dict(), allow_nan=False)), ODD_ROUTE)
    assert back == journey
    assert back.to_dict() == journey.to_dict()
    assert (back.position, back.entered_on) == (journey.position, journey.entered_on)
    assert back._state.knowledge == journey._state.knowledge
