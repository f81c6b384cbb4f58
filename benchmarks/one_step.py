"""One decision at made steps of 20, 200 and 2,000 transitions: how it grows."""

import time
from collections.abc import Mapping

from answers import agree, once_each, timed
from by_routekaart import ON, decides
from decision_rows import Cell, Decide, Facts, Range, Rows, rows_of
from findings import Part, Table, duration, ratio_table
from generated import OLDEST, decision_table, students_at
from peers.json_logic_rules import by_datalogic
from peers.zen_engine import by_table
from timing import SAMPLES, in_rounds

SIZES = (20, 200, 2_000)
QUICK = (20, 200)
STUDENTS = 100
FLOOR = "row by row in Python"
OURS = "routekaart"
PACKAGES = ("datalogic-py", "zen-engine")


def measure(quick: bool) -> Part:
    """How long a decision takes at a step with very many transitions, and how long the first one does."""
    tables: list[Table] = []
    figures: dict[str, float] = {}
    first: list[tuple[str, ...]] = []
    for size in QUICK if quick else SIZES:
        route = decision_table(size)
        step = route.steps[route.start]
        rows = {step.id: rows_of(route, step)}
        work = students_at(route, STUDENTS)
        start = time.perf_counter()
        route.decide(*work[0], on=ON)
        first.append((f"{size:,}", duration(time.perf_counter() - start)))
        engines: dict[str, Decide] = {
            FLOOR: row_by_row(rows),
            OURS: decides(route),
            "datalogic-py (JsonLogic, Rust)": by_datalogic(rows),
            "zen-engine, decision table (Rust)": by_table(rows),
        }
        agree(engines, [*work, *students_at(route, STUDENTS, 1)], engines[FLOOR])
        taken = timed(engines, work, to=FLOOR, expected=engines[FLOOR], quick=quick)
        tables.append(ratio_table(f"{size:,} transitions", taken, FLOOR, per=STUDENTS))
        others = [students_at(route, STUDENTS, seed) for seed in range(SAMPLES)]
        alone = {name: once_each(engines[name], iter(others)) for name in (FLOOR, OURS)}
        unseen = in_rounds(alone, to=FLOOR, quick=quick, sample=0)
        tables.append(ratio_table(f"{size:,} transitions, students whom nobody has seen", unseen, FLOOR, per=STUDENTS))
        figures[f"one step, {size}"] = taken[OURS].ratio
        figures[f"one step, {size}, unseen"] = unseen[OURS].ratio
    tables.append(Table("The first decision at a step, which prepares it", ("transitions", "time"), tuple(first)))
    return Part(
        "One decision at a large step",
        f"{STUDENTS} students at a made step over 10 facts, whose transitions are the leaves of a decision tree.",
        tuple(tables),
        figures,
    )


def row_by_row(tables: Mapping[str, Rows]) -> Decide:
    """A loop over the rows, that stops at the first that fits."""
    looked_up = {
        step: [(row.to, [(name, _values(cell)) for name, cell in row.cells.items()]) for row in rows.rows]
        for step, rows in tables.items()
    }

    def decide(step: str, facts: Facts) -> str | None:
        for to, cells in looked_up[step]:
            for name, values in cells:
                if facts[name] not in values:
                    break
            else:
                return to
        return None

    return decide


def _values(cell: Cell) -> range | frozenset[object]:
    match cell:
        case Range(low, high):
            return range(low or 0, OLDEST + 1 if high is None else high)
        case bool():
            return frozenset({cell})
        case _:
            return frozenset(cell)
