"""One decision on `roc_bbl`: against hand-written if/elif and against libraries that decide too."""

from collections.abc import Mapping, Sequence

from answers import Count, agree, count, count_table, tasks
from by_routekaart import ON, decides, decides_and_tells
from decision_rows import REAL, Decide
from findings import Part, ratio_table
from peers.business import by_business_rules
from peers.cel_expressions import by_cel
from peers.json_logic_rules import by_datalogic, by_qubit
from peers.spiff import by_spiff
from peers.zen_engine import by_expression, by_table
from students import (
    STEPS,
    STUDENTS,
    UNKNOWN,
    Student,
    complete,
    partly_known,
    right_answer,
    three_valued,
    two_valued,
    with_a_gap,
    with_none,
)
from timing import Task, in_rounds

import routekaart
from routekaart import Route

FLOOR = "hand-written if/elif"
OURS = "routekaart"
DECISION = "route.decide"
PEERS: Mapping[str, Decide] = {
    "datalogic-py (JsonLogic, Rust)": by_datalogic(REAL),
    "zen-engine, expression (Rust)": by_expression(REAL),
    "zen-engine, decision table (Rust)": by_table(REAL),
    "common-expression-language (CEL, Rust)": by_cel(REAL),
    "json-logic-qubit": by_qubit(REAL),
    "business-rules": by_business_rules(REAL),
    "SpiffWorkflow (DMN)": by_spiff(REAL),
}
PACKAGES = (
    "business-rules",
    "common-expression-language",
    "datalogic-py",
    "json-logic-qubit",
    "SpiffWorkflow",
    "zen-engine",
)


def measure(quick: bool) -> Part:
    """How long a decision takes, and how many are right when facts are unknown."""
    route = routekaart.load("roc_bbl")
    engines: dict[str, Decide] = {
        FLOOR: two_valued,
        "hand-written, three-valued": three_valued,
        OURS: decides(route),
        **PEERS,
    }
    asking = {"routekaart, and what to ask": decides_and_tells(route, lambda decision: decision.missing)}
    everybody, partly, with_gaps = complete(), partly_known(), with_a_gap()
    agree(engines, everybody, two_valued)
    agree({OURS: engines[OURS], **asking}, [*partly, *with_gaps], right_answer)
    known = in_rounds(
        {**tasks(engines, everybody, expected=two_valued), DECISION: _decisions(route, everybody)},
        to=FLOOR,
        quick=quick,
    )
    unknown = in_rounds(
        {**tasks({**engines, **asking}, partly, expected=right_answer), DECISION: _decisions(route, partly)},
        to=FLOOR,
        quick=quick,
    )
    with_nones = [with_none(student) for student in with_gaps]
    counts: dict[str, tuple[Count, Count]] = {
        name: (count(decide, with_nones, right_answer), count(decide, with_gaps, right_answer))
        for name, decide in engines.items()
    }
    about = (
        f"{STUDENTS} students at the steps {', '.join(STEPS)} of `roc_bbl`. `{DECISION}` checks the facts and makes a "
        "`Decision`, and is called as the hand-written code is; the others are functions that give a target. "
        "When everything is known all of them give the same answers."
    )
    return Part(
        "One decision",
        about,
        (
            ratio_table("All facts known", known, FLOOR, per=STUDENTS),
            ratio_table(f"{UNKNOWN:.0%} of the facts unknown", unknown, FLOOR, per=STUDENTS),
            count_table(
                f"Answers about {STUDENTS} students with unknown facts",
                counts,
                ("unknown is None", "unknown is absent"),
            ),
        ),
        {
            "decide": known[DECISION].ratio,
            "decide, partly known": unknown[DECISION].ratio,
            "decide, fastest peer": min(known[name].ratio for name in PEERS) / known[OURS].ratio,
            "decide, right": min(one.right for one in counts[OURS]),
        },
    )


def _decisions(route: Route, students: Sequence[Student]) -> Task:
    def run() -> None:
        for step, facts in students:
            route.decide(step, facts, on=ON)

    return run
