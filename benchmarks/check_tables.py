"""What was measured of the checks, as tables: after a task how it grows, and after its peer the ratio."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from check_engines import NOT_PROVEN
from check_process import Case, Measured
from findings import Table, duration, times

OF_TABLES = ("gap", "z3 gap", "overlap", "z3 overlap", "z3 overlap, pair by pair", "all checks")
OF_WIDE = ("all checks",)
OF_ROUTES = ("gap + overlap", "z3 gap + overlap", "graph", "networkx alone", "all checks")
PEERS = {
    "gap": "z3 gap",
    "overlap": "z3 overlap",
    "gap + overlap": "z3 gap + overlap",
    "graph": "networkx alone",
}
_OURS = {peer: ours for ours, peer in PEERS.items()}
_REMEMBERED = ("all checks", "z3 gap", "z3 gap + overlap")

Results: TypeAlias = Mapping[Case, Mapping[str, Measured]]


def check_table(
    title: str, results: Results, kind: str, tasks: Sequence[str], limit: float, *, spoilt: bool = False
) -> Table:
    """The cases of one kind.

    Args:
        limit: the seconds after which a measurement was stopped.
    """
    cases = [case for case in results if (case.kind, case.spoilt) == (kind, spoilt)]
    heads = ["size"]
    for task in tasks:
        heads += [task, *(["growth"] if _grows(task) else [])]
        heads += ["ours / z3" if task.startswith("z3") else "ours / networkx"] if task in _OURS else []
    heads += [f"memory, {task}" for task in tasks if task in _REMEMBERED]
    rows = tuple((f"{case.size:,}", *_cells(results, cases, case, tasks, limit)) for case in cases)
    notes = tuple(
        f"{task} of size {case.size:,} gives up: {', '.join(rules)}."
        for case in cases
        for task in tasks
        if (rules := _given_up(results[case][task]))
    )
    return Table(title, tuple(heads), rows, notes)


def _cells(results: Results, cases: Sequence[Case], case: Case, tasks: Sequence[str], limit: float) -> Iterator[str]:
    for task in tasks:
        yield _time_cell(results[case][task], limit)
        if _grows(task):
            factor = _growth(results, cases, case, task)
            yield f"x {factor:.1f}" if factor else ""
        if task in _OURS:
            ours, peer = results[case][_OURS[task]].seconds, results[case][task].seconds
            yield times(ours / peer) if ours and peer else "-"
    for task in tasks:
        if task in _REMEMBERED:
            one = results[case][task]
            yield f"{one.megabytes:.0f} MB" if one.seconds else "-"


def _grows(task: str) -> bool:
    return task in PEERS or task == "all checks"


def _growth(results: Results, cases: Sequence[Case], case: Case, task: str) -> float | None:
    """How many times longer a task takes for ten times the size, reckoned from the size before this one."""
    smaller = [other for other in cases if other.size < case.size]
    before = results[smaller[-1]][task].seconds if smaller else None
    now = results[case][task].seconds
    if not before or not now:
        return None
    return float((now / before) ** (1 / math.log10(case.size / smaller[-1].size)))


def _time_cell(measured: Measured, limit: float) -> str:
    if measured.seconds is None:
        return f"> {limit:g} s"
    notes = [*(["1 run"] if measured.rounds == 1 else []), *(["incomplete"] if _given_up(measured) else [])]
    shown = duration(measured.seconds)
    return f"{shown} ({', '.join(notes)})" if notes else shown


def _given_up(measured: Measured) -> list[str]:
    """The rules of which a check says itself that it could not prove them."""
    told = [this.removeprefix(NOT_PROVEN) for this in measured.found or () if this.startswith(NOT_PROVEN)]
    return sorted({this.split()[0] for this in told})
