"""A decision with its explanation, against the trace of zen-engine."""

from answers import agree, timed
from by_routekaart import decides, decides_and_tells
from decision_rows import REAL, Decide
from findings import Part, ratio_table
from peers.zen_engine import by_table
from students import STUDENTS, complete, two_valued

import routekaart

TRACE = "zen-engine with trace"
EXPLAINED = "routekaart, decide and explain"
PACKAGES = ("zen-engine",)


def measure(quick: bool) -> Part:
    """How long it takes to decide and to tell why."""
    route = routekaart.load("roc_bbl")
    engines: dict[str, Decide] = {
        TRACE: by_table(REAL, trace=True),
        "zen-engine without trace": by_table(REAL),
        "routekaart, decide": decides(route),
        "routekaart, decide and reasons": decides_and_tells(route, lambda decision: decision.reasons or None),
        EXPLAINED: decides_and_tells(route, lambda decision: decision.explain() or None),
    }
    everybody = complete()
    agree(engines, everybody, two_valued)
    told = timed(engines, everybody, to=TRACE, expected=two_valued, quick=quick)
    about = (
        "The same students, all facts known. A trace tells what zen looked at, as data; `reasons` is that for "
        "routekaart, and `explain()` is a text for people."
    )
    return Part(
        "One decision, explained",
        about,
        (ratio_table("With an explanation", told, TRACE, per=STUDENTS),),
        {"explain": told[EXPLAINED].ratio},
    )
