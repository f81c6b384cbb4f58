"""What a large route takes in time and memory, and how that grows with the number of its steps, or of transitions.

Run: uv run python benchmarks/growth.py [--quick] [--json] [--only NAMES] [--limit SECONDS]
"""

import argparse
import gc
import json
import math
import os
import platform
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from generated import decision_table, long_route, students_at
from memory import peak, start_peak
from route_text import route_text

import routekaart
from routekaart import maps
from routekaart.checking.analysis.subject import Subject
from routekaart.checking.checks import (
    closed_cycle,
    dead_end,
    findings,
    found_by,
    gap,
    no_end_reachable,
    overlap,
    unreachable_step,
)
from routekaart.checking.linter import examine
from routekaart.checking.reports import WRITERS
from routekaart.comparison import compare
from routekaart.files.reader.read_file import read
from routekaart.foundation.errors import TooHardError
from routekaart.foundation.frozen import frozen
from routekaart.model.condition import All, Condition, FactTest
from routekaart.model.step import Step
from routekaart.route import Route

PACKAGES = ()
"""What takes part beside routekaart: nothing."""
GRAPH_AND_GAPS = tuple(one.CHECK for one in (unreachable_step, dead_end, closed_cycle, no_end_reachable, gap, overlap))
SIZES = (100, 1_000, 10_000, 100_000)
QUICK = (100, 400)
LIMIT = 300.0
"""Seconds that one measurement may take."""

Work: TypeAlias = Callable[[], object]
Prepare: TypeAlias = Callable[[int, Path], Work]


@dataclass(frozen=True)
class Row:
    """One measurement.

    Attributes:
        what: the name of the task; of one step, `steps` are transitions.
        seconds: processor time; None when there is no time to tell.
        megabytes: what the work added to the peak memory of its process; None likewise.
        growth: the exponent of the time since the size before (1.0: linear); None for the first size.
        to_text: how many times its text a loaded route takes.
        note: anything else that was measured, or why there is no time.
    """

    what: str
    steps: int
    seconds: float | None
    megabytes: float | None
    growth: float | None = None
    to_text: float | None = None
    note: str = ""


# The tasks: each prepares outside the clock, and gives the work that is measured.


def reading(steps: int, folder: Path) -> Work:
    """A file becomes a route."""
    file = written(steps, folder)
    return lambda: route_in(file)


def checking_a_file(steps: int, folder: Path) -> Work:
    """What `routekaart check` does after its start: read, every check, and the report as text."""
    file = written(steps, folder)

    def work() -> str:
        report = examine([file])
        refused = tuple(one for one in report.diagnostics if one.breaks_file)
        if refused:
            raise routekaart.RouteError(refused)
        return WRITERS["text"](report, "nl")

    return work


def graph_and_gaps(steps: int, _: Path) -> Work:
    """Gap, overlap and the checks of the graph, of a route that has been read."""
    subject = subject_of(long_route(steps))

    def work() -> list[object]:
        found: list[object] = list(found_by(subject, GRAPH_AND_GAPS))
        assert not found, "a made route has no gap, overlap or trap"
        return found

    return work


def checking_one_step(transitions: int, _: Path) -> Work:
    """Every check of one step over ten facts, with so many transitions."""
    subject = subject_of(decision_table(transitions))
    return lambda: list(findings(subject))


def deciding_at_one_step(transitions: int, _: Path) -> Work:
    """A hundred decisions at such a step, of students whom nobody has seen and of whom half is known: what to ask."""
    route = decision_table(transitions)
    students = [(step, dict(list(facts.items())[::2])) for step, facts in students_at(route, 100)]

    def work() -> None:
        for step, facts in students:
            made = route.decide(step, facts, on="2026-03-01")
            assert bool(made.missing) == (made.outcome == "needs_facts")

    return work


def every_check(steps: int, _: Path) -> Work:
    """Every check, of a route that has been read."""
    subject = subject_of(long_route(steps))
    return lambda: list(findings(subject))


def as_mermaid(steps: int, _: Path) -> Work:
    """The map as Mermaid."""
    route = long_route(steps)
    return lambda: maps.mermaid(maps.picture_of(route))


def as_dot(steps: int, _: Path) -> Work:
    """The map as DOT."""
    route = long_route(steps)
    return lambda: maps.dot(maps.picture_of(route))


def as_text(steps: int, _: Path) -> Work:
    """The map as text."""
    route = long_route(steps)
    return lambda: maps.text(maps.picture_of(route))


def comparing(steps: int, _: Path) -> Work:
    """Two versions, of which one step has another limit."""
    old = long_route(steps)
    new = with_another_limit(old)

    def work() -> object:
        found = compare(old, new)
        assert found.same_meaning is False, "another limit means another next step for some students"
        return found

    return work


TASKS: Mapping[str, Prepare] = {
    "reading": reading,
    "gap + overlap + graph": graph_and_gaps,
    "all checks": every_check,
    "check a file": checking_a_file,
    "map, mermaid": as_mermaid,
    "map, dot": as_dot,
    "map, text": as_text,
    "compare": comparing,
    "one step, all checks": checking_one_step,
    "one step, 100 decisions": deciding_at_one_step,
}
MEMORY = "loaded route"
"""Measured apart: counting every byte makes the work slow."""


def subject_of(route: Route) -> Subject:
    own = {"facts": frozenset(route.facts), "parameters": frozenset[str](), "partners": frozenset(route.partners)}
    return Subject(route, {}, own, route.id)


def written(steps: int, folder: Path) -> Path:
    """The made route as a file."""
    file = folder / "gemaakt.yaml"
    file.write_text(route_text(long_route(steps)), encoding="utf-8")
    return file


def route_in(file: Path) -> Route:
    """The route in a file.

    Raises:
        RouteError: the file is refused.
    """
    found = read(file)
    if found.route is None:
        raise routekaart.RouteError(found.diagnostics)
    return found.route


def with_another_limit(route: Route) -> Route:
    """The route with one limit moved by one, in the first step past the middle that has one."""
    steps = list(route.steps.values())
    for step in steps[len(steps) // 2 :]:
        changed = moved(step)
        if changed is not None:
            return replace(route, steps=frozen({**route.steps, step.id: changed}))
    raise AssertionError("a made route has limits past the middle")


def moved(step: Step) -> Step | None:
    for number, transition in enumerate(step.transitions):
        for test in tests(transition.when):
            if test.operator == "below" and isinstance(test.operands[0], int):
                other = replace(test, operands=(test.operands[0] + 1,))
                changed = replace(transition, when=with_test(transition.when, test, other))
                return replace(step, transitions=(*step.transitions[:number], changed, *step.transitions[number + 1 :]))
    return None


def tests(condition: Condition) -> Iterator[FactTest]:
    match condition:
        case FactTest():
            yield condition
        case All(parts):
            for part in parts:
                yield from tests(part)


def with_test(condition: Condition, test: FactTest, other: FactTest) -> Condition:
    if isinstance(condition, All):
        return All(tuple(with_test(part, test, other) for part in condition.parts))
    return other if condition == test else condition


# The measuring, each in a process of its own.


def child(what: str, steps: int) -> dict[str, Any]:
    """What a process that was started by `asked` finds out."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            return memory_of_a_route(steps, Path(folder)) if what == MEMORY else timed(what, steps, Path(folder))
        except routekaart.RouteError as error:
            return {"note": f"refused: {error.diagnostics[0].rule}"}
        except TooHardError as error:
            return {"note": f"refused: {error.code}"}


def timed(what: str, steps: int, folder: Path) -> dict[str, Any]:
    TASKS[what](min(SIZES), folder)()  # what is imported on the way, is not of this size
    work = TASKS[what](steps, folder)
    gc.collect()
    before = start_peak()
    start = time.process_time()
    done = work()
    seconds = time.process_time() - start
    added = peak() - before
    del done
    return {"seconds": seconds, "megabytes": added}


def memory_of_a_route(steps: int, folder: Path) -> dict[str, Any]:
    """What a route holds once it has been read, beside the length of its text."""
    route_in(written(min(SIZES), folder))
    file = written(steps, folder)
    gc.collect()
    tracemalloc.start()
    route = route_in(file)
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    del route
    return {"megabytes": held / 2**20, "to_text": held / file.stat().st_size}


def asked(what: str, steps: int, limit: float) -> dict[str, Any]:
    """The answer of a fresh process, or why there is none."""
    command = [sys.executable, __file__, "--child", what, str(steps)]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, timeout=limit, check=True)
    except subprocess.TimeoutExpired:
        return {"note": f"longer than {limit:g} s"}
    except subprocess.CalledProcessError as error:
        return {"note": f"stopped with status {error.returncode}"}
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def measure(quick: bool, *, limit: float = LIMIT, only: Iterable[str] = ()) -> list[Row]:
    """Every task on routes of rising size. A task that took too long is not tried on a larger one."""
    rows: list[Row] = []
    for what in (*TASKS, MEMORY):
        if only and what not in only:
            continue
        before: Row | None = None
        for steps in QUICK if quick else SIZES:
            found = asked(what, steps, limit)
            row = Row(what, steps, **{"seconds": None, "megabytes": None, **found})
            rows.append(replace(row, growth=exponent(before, row)))
            if row.seconds is None and row.megabytes is None:
                break
            before = row
    return rows


def figures(rows: Iterable[Row]) -> dict[str, float]:
    """What a loaded route holds, for the page of aims."""
    return {f"growth {row.steps}, memory to text": row.to_text for row in rows if row.to_text is not None}


def exponent(before: Row | None, now: Row) -> float | None:
    """To which power of the number of steps the time grew; of a task without a time, the memory."""
    if before is None:
        return None
    was, becomes = (before.seconds, now.seconds) if now.seconds else (before.megabytes, now.megabytes)
    if not was or not becomes:
        return None
    return math.log(becomes / was) / math.log(now.steps / before.steps)


def table(rows: Sequence[Row]) -> Iterator[str]:
    """The rows as a Markdown table."""
    yield "| what | steps | time | peak memory added | growth | |"
    yield "|---|---:|---:|---:|---:|---|"
    for row in rows:
        seconds = "" if row.seconds is None else f"{row.seconds:.{3 if row.seconds < 1 else 1}f} s"
        megabytes = "" if row.megabytes is None else f"{row.megabytes:,.0f} MB"
        growth = "" if row.growth is None else f"n^{row.growth:.2f}"
        note = row.note or ("" if row.to_text is None else f"{row.to_text:.1f} x its text")
        yield f"| {row.what} | {row.steps:,} | {seconds} | {megabytes} | {growth} | {note} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"only sizes {', '.join(map(str, QUICK))}")
    parser.add_argument("--json", action="store_true", help="JSON instead of Markdown")
    parser.add_argument("--only", nargs="*", default=(), choices=(*TASKS, MEMORY), help="only these tasks")
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds that one measurement may take")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(child(options.child[0], int(options.child[1]))))
        return
    rows = measure(options.quick, limit=options.limit, only=options.only)
    if options.json:
        print(json.dumps([asdict(row) for row in rows], indent=1))
        return
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print("\n".join(table(rows)))


if __name__ == "__main__":
    main()
