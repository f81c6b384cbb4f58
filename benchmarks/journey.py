"""Following a student: a short journey, and a log of 1,000 entries that is read back and looked through."""

import time
from datetime import date, timedelta

from findings import Part, duration, figure, ratio_table
from timing import in_rounds

import routekaart
from routekaart import Journey, Route

PACKAGES = ()
ENTRIES, QUICK = 1_000, 100
_CORRECTED = 5
"""The corrections in a log, however long."""
_START = date(2025, 9, 1)
DECIDE = "decide about each entry"
LEARN = "learn and advance, entry by entry"
READ = "read the log back (`from_dict`)"
CORRECTIONS = "what each correction changes"
_HALF = "the same with half the log"


def measure(quick: bool) -> Part:
    """How long a journey takes, against deciding as often as its log has entries."""
    route = routekaart.load("roc_bbl")
    entries = QUICK if quick else ENTRIES
    whole, half = _followed(route, entries), _followed(route, entries // 2)
    stored = whole.to_dict()
    told = in_rounds(
        {
            DECIDE: lambda: _decided(route, entries),
            LEARN: lambda: _followed(route, entries),
            READ: lambda: Journey.from_dict(stored, route),
            CORRECTIONS: lambda: Journey.from_dict(stored, route).corrections,
            _HALF: lambda: Journey.from_dict(half.to_dict(), route).corrections,
        },
        to=DECIDE,
        quick=quick,
        sample=0,
        clock=time.process_time,
    )
    growth = told[CORRECTIONS].seconds / told[_HALF].seconds
    short = _short(route, quick)
    figures = {
        "journey, read": told[READ].ratio,
        "journey, corrections grow": growth,
        "journey, short logs a second": 1 / short,
    }
    about = (
        f"A log of {len(whole.log):,} entries: of which five are corrections. With "
        f"twice the log, `corrections` take {figure(growth)} times as long. A short journey (started, three facts "
        f"learned, advanced three times, stored and read back) takes {duration(short)}."
    )
    return Part("A journey", about, (ratio_table("A long log", told, DECIDE, per=1),), figures)


def _decided(route: Route, entries: int) -> None:
    for number in range(entries):
        day = _START + timedelta(days=number // 4)
        route.decide("P9", {"heeft_werkplek": False, "zoekperiode_gestart_op": _START}, on=day).outcome  # noqa: B018


def _followed(route: Route, entries: int) -> Journey:
    journey = Journey.start(route, on=_START).place("P9", on=_START, because="proef")
    journey = journey.learn({"heeft_werkplek": False, "zoekperiode_gestart_op": _START}, on=_START)
    for number in range(len(journey.log), entries):
        day = _START + timedelta(days=number // 4)
        if number % (entries // _CORRECTED) == 0:
            journey = journey.correct({"werkplekaanpassing_nodig": number % 2 == 0}, on=day)
        elif number % 2:
            journey = journey.learn({"moeite_met_solliciteren": number % 4 == 1}, on=day)
        else:
            journey = journey.advance(on=day)
    return journey


def _short(route: Route, quick: bool) -> float:
    """The seconds of one short journey."""
    times = 20 if quick else 200
    start = time.process_time()
    for _ in range(times):
        journey = Journey.start(route, on=_START).advance(on=_START, steps="all")
        for told in ({"heeft_werkplek": False}, {"geboortedatum": "2008-03-01"}, {"startkwalificatie": False}):
            journey = journey.learn(told, on=_START).advance(on=_START)
        Journey.from_dict(journey.to_dict(), route)
    return (time.process_time() - start) / times
