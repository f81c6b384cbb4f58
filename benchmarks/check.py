"""All checks of a route, and how their time grows: gaps and overlaps against z3, the graph against bare networkx."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from check_engines import NOT_PROVEN, TASKS, Found
from check_process import Case, Measured
from check_tables import OF_ROUTES, OF_TABLES, OF_WIDE, Results, check_table
from findings import Part

TABLES = (4, 20, 200, 1_000)
WIDE = (20, 200, 2_000)
ROUTES = (100, 1_000, 10_000)
QUICK = (4, 20, 100)
LIMIT = 60.0
"""Seconds that one measurement may take before it is stopped."""
SLOW = 5.0
"""Seconds; what takes longer runs once."""
PROCESS = Path(__file__).with_name("check_process.py")
PACKAGES = ("networkx", "z3-solver")
ABOUT = f"""\
Made routes, without reading a file. Processor time: medians of shuffled rounds, each on a route of which nothing is
kept yet. 1 run: {SLOW:g} s or more, not repeated. Growth: how many times longer for ten times the size. Incomplete: it
says itself that it gives up somewhere. Memory: what a fresh process needed more at its peak. z3 is asked in the fastest
way we found: SMT-LIB text that is parsed at once, one plain solver, and all overlaps of a step in one question;
"pair by pair" asks what our check asks."""


def measure(quick: bool) -> Part:
    """Every check on steps and routes of several sizes."""
    _measured(Case("route", min(ROUTES), spoilt=True), OF_ROUTES, quick)  # everything that is planted is found
    cases = [
        *((Case("table", size, spoilt), OF_TABLES) for spoilt in (False, True) for size in TABLES),
        *((Case("wide", size), OF_WIDE) for size in WIDE),
        *((Case("route", size), OF_ROUTES) for size in ROUTES),
    ]
    results: Results = {case: _measured(case, tasks, quick) for case, tasks in cases if not quick or case.size in QUICK}
    tables = (
        check_table("One step, complete and disjoint; size: transitions", results, "table", OF_TABLES, LIMIT),
        check_table("One step, one row left out (a gap)", results, "table", OF_TABLES, LIMIT, spoilt=True),
        check_table("One step over 40 facts", results, "wide", OF_WIDE, LIMIT),
        check_table("A route, complete and disjoint; size: steps", results, "route", OF_ROUTES, LIMIT),
    )
    return Part("Checking", ABOUT, tables, dict(_figures(results)))


def _figures(results: Results) -> Iterator[tuple[str, float]]:
    for case, measured in results.items():
        name = f"check {case.kind} {case.size}{' spoilt' if case.spoilt else ''}"
        for task, one in measured.items():
            if one.seconds is not None:
                yield f"{name}, {task}: seconds", one.seconds
                yield f"{name}, {task}: MB", one.megabytes
        if case.kind == "route" and (proofs := measured["gap + overlap"].seconds):
            yield f"{name}, proofs and graph: seconds", proofs + (measured["graph"].seconds or LIMIT)
            # Where z3 was stopped, it is at least so many times slower.
            yield f"{name}, z3 to ours", (measured["z3 gap + overlap"].seconds or LIMIT) / proofs


def _measured(case: Case, tasks: Sequence[str], quick: bool) -> dict[str, Measured]:
    """Every task once, each in a process of its own; then, when they agree, the quick ones in rounds."""
    print(f"  {case.kind} of size {case.size:,}", file=sys.stderr)
    answers = {task: _asked({"case": asdict(case), "tasks": [task], "in_turn": False}, LIMIT) for task in tasks}
    measured = {task: Measured(**answer) if answer else Measured() for task, answer in answers.items()}
    _compare(case, measured)
    again = [task for task, one in measured.items() if one.seconds is not None and one.seconds < SLOW]
    taken = _asked({"case": asdict(case), "tasks": again, "in_turn": True, "quick": quick}, None) if again else {}
    for task, (seconds, rounds) in taken.items():
        measured[task] = replace(measured[task], seconds=seconds, rounds=rounds)
    return measured


def _asked(work: Mapping[str, Any], limit: float | None) -> Any:
    """The answer of a fresh process; None when it took too long."""
    try:
        done = subprocess.run(
            [sys.executable, str(PROCESS), json.dumps(work)], stdout=subprocess.PIPE, timeout=limit, check=True
        )
    except subprocess.TimeoutExpired:
        return None
    return json.loads(done.stdout)


def _compare(case: Case, measured: Mapping[str, Measured]) -> None:
    """Stops when a task does not find what is wrong, or two tasks find it at different steps."""
    told: dict[str, Found] = {}
    for task, one in measured.items():
        for rule in TASKS[task].rules:
            if one.found is None or any(this.startswith(f"{NOT_PROVEN}{rule} ") for this in one.found):
                continue
            found = [this for this in one.found if this.startswith(f"{rule} ")]
            if bool(found) != (rule in case.rules) or told.setdefault(rule, found) != found:
                raise SystemExit(f"{case}: {task} finds {found or 'nothing'} for {rule}; others find {told.get(rule)}")
