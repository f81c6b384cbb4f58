"""All checks of a route, and how their time grows: gaps and overlaps against z3, the graph against networkx alone.

Run: uv run --group bench python benchmarks/check.py [--quick] [--json] [--limit SECONDS]
"""

import argparse
import json
import math
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from itertools import combinations
from typing import Any, Literal, TypeAlias

import networkx
import z3
from generated import DEFECTS, decision_table, long_route

from routekaart.checks import (
    CHECKS,
    PROOFS,
    Check,
    closed_cycle,
    dead_end,
    gap,
    no_end_reachable,
    overlap,
    unreachable_step,
)
from routekaart.checks.subject import Subject
from routekaart.condition import All, Condition, Test
from routekaart.route import Route
from routekaart.step import Step
from routekaart.usage import edges_of

TABLES = (4, 20, 200, 1_000)
ROUTES = (100, 1_000, 10_000)
QUICK = (4, 20, 100)
ROUNDS = 15
FEWEST_ROUNDS = 3
SLOW = 5.0
"""Seconds; what takes longer runs once."""
BUDGET = 20.0
"""Seconds that the rounds of one size may take together."""

Found: TypeAlias = list[str]
"""What is wrong, each as a rule and the step that has it."""

NOT_PROVEN = "not proven: "


# The engines: each says what is wrong with a route.


def ours(*checks: Check) -> Callable[[Route], Found]:
    """Some of our checks. Where one gives up, that is marked."""

    def run(route: Route) -> Found:
        own = {"facts": frozenset(route.facts), "parameters": frozenset[str](), "partners": frozenset(route.partners)}
        subject = Subject(route, {}, own, route.id)
        return sorted(
            {
                f"{NOT_PROVEN if finding.told_as else ''}{check.RULE} {finding.path[:2][-1]}"
                for check in checks
                for finding in check.check(subject)
            }
        )

    return run


def z3_gaps(route: Route) -> Found:
    """One question a step: can there be a student for whom no row holds?"""
    steps = [step for step in route.steps.values() if step.otherwise is None and step.transitions]
    questions = (f"(and {' '.join(f'(not {row})' for row in rows(route, step))})" for step in steps)
    return [f"gap {step.id}" for step, can_be in zip(steps, z3_answers(route, questions), strict=True) if can_be]


def z3_overlaps(route: Route) -> Found:
    """One question a step: can there be a student for whom rows to two targets hold?"""
    steps = [step for step in route.steps.values() if len(step.targets) > 1]
    questions = (f"((_ at-least 2) {' '.join(ways(route, step))})" for step in steps)
    return [f"overlap {step.id}" for step, can_be in zip(steps, z3_answers(route, questions), strict=True) if can_be]


def z3_pairs(route: Route) -> Found:
    """One question for each pair of targets of a step, with what z3 learned kept between the questions."""
    found = []
    for step in route.steps.values():
        leading = {f"way_{number}": way for number, way in enumerate(ways(route, step))}
        text = (f"(declare-const {name} Bool) (assert (= {name} {way}))" for name, way in leading.items())
        solver = z3.SimpleSolver()
        solver.from_string("\n".join([*declared(route), *limited(route), *text]))
        pairs = combinations(map(z3.Bool, leading), 2)
        if [pair for pair in pairs if solver.check(*pair) == z3.sat]:
            found.append(f"overlap {step.id}")
    return found


def z3_both(route: Route) -> Found:
    return sorted(z3_gaps(route) + z3_overlaps(route))


def networkx_alone(route: Route) -> Found:
    """The two walks that the checks of the graph cannot do without."""
    edges: dict[str, Iterable[str]] = dict(edges_of(route))
    graph: networkx.DiGraph[str] = networkx.DiGraph(edges)
    reached = networkx.descendants(graph, route.start)
    list(networkx.strongly_connected_components(graph))
    return sorted(f"unreachable-step {step}" for step in set(route.steps) - reached - {route.start})


def z3_answers(route: Route, questions: Iterable[str]) -> Iterator[bool]:
    """Whether each question can be true. Text that is parsed at once, and one solver, are the fastest way to ask z3."""
    text = [*declared(route), *(f"(assert {question})" for question in questions)]
    solver = z3.SimpleSolver()
    solver.from_string("\n".join([*declared(route), *limited(route)]))
    for asked in z3.parse_smt2_string("\n".join(text)):
        solver.push()
        solver.add(asked)
        yield solver.check() == z3.sat
        solver.pop()


def declared(route: Route) -> Iterator[str]:
    """The facts as constants of z3: a choice as the number of the option, no dates."""
    for fact in route.facts.values():
        if fact.kind != "date":
            yield f"(declare-const {fact.name} {'Bool' if fact.kind == 'yes_no' else 'Int'})"


def limited(route: Route) -> Iterator[str]:
    for fact in route.facts.values():
        if fact.kind == "choice":
            yield f"(assert (<= 0 {fact.name} {len(fact.options) - 1}))"
        elif fact.kind == "number":
            yield f"(assert (<= {fact.minimum} {fact.name} {fact.maximum}))"


def rows(route: Route, step: Step) -> list[str]:
    return [written(route, transition.when) for transition in step.transitions]


def ways(route: Route, step: Step) -> list[str]:
    """For each target the students who are led there, whatever other rows say."""
    leading: dict[str, list[str]] = {}
    for transition in step.transitions:
        leading.setdefault(transition.to, []).append(written(route, transition.when))
    return [f"(or {' '.join(several)})" for several in leading.values()]


def written(route: Route, condition: Condition) -> str:
    """A condition of a made route as SMT-LIB text."""
    match condition:
        case Test(name, "one_of", (bool(wanted),)):
            return name if wanted else f"(not {name})"
        case Test(name, "one_of", operands):
            options = route.facts[name].options
            return f"(or {' '.join(f'(= {name} {options.index(str(operand))})' for operand in operands)})"
        case Test(name, operator, (limit,)):
            return f"({'>=' if operator == 'at_least' else '<'} {name} {limit})"
        case All(parts):
            return f"(and true {' '.join(written(route, part) for part in parts)})"
    raise AssertionError(f"made routes have no {condition}")


# What is measured.


@dataclass(frozen=True)
class Task:
    """An engine with what it answers.

    Attributes:
        rules: those of which it finds every case.
    """

    rules: tuple[str, ...]
    run: Callable[[Route], Found]


GRAPH = (unreachable_step, dead_end, closed_cycle, no_end_reachable)
TASKS: Mapping[str, Task] = {
    "gap": Task(("gap",), ours(gap)),
    "z3 gap": Task(("gap",), z3_gaps),
    "overlap": Task(("overlap",), ours(overlap)),
    "z3 overlap": Task(("overlap",), z3_overlaps),
    "z3 overlap, pair by pair": Task(("overlap",), z3_pairs),
    "gap + overlap": Task(("gap", "overlap"), ours(gap, overlap)),
    "z3 gap + overlap": Task(("gap", "overlap"), z3_both),
    "graph": Task(("unreachable-step", "dead-end", "closed-cycle", "no-end-reachable"), ours(*GRAPH)),
    "networkx alone": Task(("unreachable-step",), networkx_alone),
    "all checks": Task(DEFECTS, ours(*CHECKS, *PROOFS)),
}
OF_TABLES = ("gap", "z3 gap", "overlap", "z3 overlap", "z3 overlap, pair by pair", "all checks")
OF_ROUTES = ("gap + overlap", "z3 gap + overlap", "graph", "networkx alone", "all checks")
PEERS = {
    "gap": "z3 gap",
    "overlap": "z3 overlap",
    "gap + overlap": "z3 gap + overlap",
    "graph": "networkx alone",
}


@dataclass(frozen=True)
class Case:
    """A route to be checked.

    Attributes:
        size: how many transitions the one step has, or how many steps the route has.
        spoilt: a table without one row, or a route with every defect.
    """

    kind: Literal["table", "route"]
    size: int
    spoilt: bool = False

    def route(self) -> Route:
        """The route itself, made anew."""
        if self.kind == "table":
            return decision_table(self.size, without_row=self.size // 2 if self.spoilt else None)
        return long_route(self.size, defects=DEFECTS if self.spoilt else ())

    @property
    def rules(self) -> set[str]:
        """What is wrong with it."""
        if not self.spoilt:
            return set()
        return {"gap"} if self.kind == "table" else set(DEFECTS)


@dataclass
class Measured:
    """How one task did on one case.

    Attributes:
        seconds: the median; None when it was stopped at the limit.
        rounds: how often it ran.
        megabytes: what it added to the peak memory of a fresh process.
    """

    seconds: float | None = None
    rounds: int = 0
    megabytes: float = 0.0
    found: Found | None = None


def once(task: str, route: Route) -> Measured:
    """One run, with what it found and the memory it took."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    found = TASKS[task].run(route)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Measured(seconds, 1, (peak - before) / 1024, found)


def in_rounds(tasks: Sequence[str], route: Route, rounds: int) -> dict[str, float]:
    """The median seconds of each task; they take turns in shuffled order, each on a route that keeps nothing yet."""
    times: dict[str, list[float]] = {task: [] for task in tasks}
    order = list(tasks)
    for _ in range(rounds):
        random.shuffle(order)
        for task in order:
            fresh = replace(route)
            start = time.process_time()
            TASKS[task].run(fresh)
            times[task].append(time.process_time() - start)
    return {task: statistics.median(taken) for task, taken in times.items()}


# The measuring, each task in a process of its own first.


def child(work: Mapping[str, Any]) -> None:
    """What a process that was started by `asked` does: it prints its answer."""
    route = Case(**work["case"]).route()
    if work["rounds"]:
        print(json.dumps(in_rounds(work["tasks"], route, work["rounds"])))
    else:
        print(json.dumps(asdict(once(work["tasks"][0], route))))


def asked(case: Case, tasks: Sequence[str], rounds: int, limit: float | None) -> Any:
    """The answer of a fresh process; None when it took too long."""
    work = json.dumps({"case": asdict(case), "tasks": tasks, "rounds": rounds})
    try:
        done = subprocess.run(
            [sys.executable, __file__, "--child", work], stdout=subprocess.PIPE, timeout=limit, check=True
        )
    except subprocess.TimeoutExpired:
        return None
    return json.loads(done.stdout)


def measure(case: Case, tasks: Sequence[str], limit: float) -> dict[str, Measured]:
    """Every task once, then, when they agree, the quick ones in rounds."""
    answers = {task: asked(case, [task], 0, limit) for task in tasks}
    measured = {task: Measured(**answer) if answer else Measured() for task, answer in answers.items()}
    compare(case, measured)
    quick = {task: one.seconds for task, one in measured.items() if one.seconds is not None and one.seconds < SLOW}
    rounds = max(FEWEST_ROUNDS, min(ROUNDS, int(BUDGET / sum(quick.values(), 0.001))))
    for task, seconds in asked(case, list(quick), rounds, None).items():
        measured[task].seconds, measured[task].rounds = seconds, rounds
    return measured


def compare(case: Case, measured: Mapping[str, Measured]) -> None:
    """Stops when a task does not find what is wrong, or two tasks find it at different steps."""
    told: dict[str, Found] = {}
    for task, one in measured.items():
        for rule in TASKS[task].rules:
            if one.found is None or any(this.startswith(f"{NOT_PROVEN}{rule} ") for this in one.found):
                continue
            found = [this for this in one.found if this.startswith(f"{rule} ")]
            if bool(found) != (rule in case.rules) or told.setdefault(rule, found) != found:
                sys.exit(f"{case}: {task} finds {found or 'nothing'} for {rule}; others find {told.get(rule)}")


# The printing.

Results: TypeAlias = dict[Case, dict[str, Measured]]


def series(results: Results, kind: str, *, spoilt: bool) -> list[Case]:
    return [case for case in results if (case.kind, case.spoilt) == (kind, spoilt)]


def growth(results: Results, case: Case, task: str) -> float | None:
    """How many times longer a task takes for ten times the size, reckoned from the size before this one."""
    smaller = [other for other in series(results, case.kind, spoilt=case.spoilt) if other.size < case.size]
    before = results[smaller[-1]][task].seconds if smaller else None
    now = results[case][task].seconds
    if not before or not now:
        return None
    return float((now / before) ** (1 / math.log10(case.size / smaller[-1].size)))


def time_cell(measured: Measured, limit: float) -> str:
    seconds = measured.seconds
    if seconds is None:
        return f"> {limit:g} s"
    shown = f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1e3:.{1 if seconds < 0.01 else 0}f} ms"
    notes = [*(["1 run"] if measured.rounds == 1 else []), *(["incomplete"] if given_up(measured) else [])]
    return f"{shown} ({', '.join(notes)})" if notes else shown


def given_up(measured: Measured) -> list[str]:
    """The rules of which a check says itself that it could not prove them."""
    told = [this.removeprefix(NOT_PROVEN) for this in measured.found or () if this.startswith(NOT_PROVEN)]
    return sorted({this.split()[0] for this in told})


def memory_cell(measured: Measured) -> str:
    return f"{measured.megabytes:.0f} MB" if measured.seconds else "-"


def ratio_cell(one: Measured, peer: Measured) -> str:
    return f"{one.seconds / peer.seconds:.1f} x" if one.seconds and peer.seconds else "-"


def table(results: Results, cases: Sequence[Case], tasks: Sequence[str], limit: float) -> Iterator[str]:
    """A Markdown table: a column for each task, after ours how it grows, and after its peer the ratio of ours to it."""
    heads = ["size"]
    remembered = [task for task in tasks if task in ("all checks", "z3 gap", "z3 gap + overlap")]
    for task in tasks:
        heads.append(task)
        heads += ["growth"] if task in PEERS or task == "all checks" else []
        heads += ["ours / z3" if task.startswith("z3") else "ours / networkx"] if task in PEERS.values() else []
    heads += [f"memory, {task}" for task in remembered]
    yield f"| {' | '.join(heads)} |"
    yield f"|{'|'.join('---:' for _ in heads)}|"
    owner = {peer: task for task, peer in PEERS.items()}
    for case in cases:
        row = [f"{case.size:,}"]
        for task in tasks:
            row.append(time_cell(results[case][task], limit))
            if task in PEERS or task == "all checks":
                factor = growth(results, case, task)
                row.append(f"x {factor:.1f}" if factor else "")
            if task in owner:
                row.append(ratio_cell(results[case][owner[task]], results[case][task]))
        row += [memory_cell(results[case][task]) for task in remembered]
        yield f"| {' | '.join(row)} |"
    for case in cases:
        for task in tasks:
            if rules := given_up(results[case][task]):
                yield f"\n{task} of size {case.size:,} gives up: {', '.join(rules)}"


def machine() -> str:
    """On what this ran, and with which versions."""
    with_versions = ", ".join(f"{name} {version(name)}" for name in ("routekaart", "z3-solver", "networkx"))
    cores = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"{cores}, Python {platform.python_version()}, {with_versions}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"only sizes {', '.join(map(str, QUICK))}")
    parser.add_argument("--json", action="store_true", help="JSON instead of Markdown")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds that one measurement may take")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(json.loads(options.child))
        return
    measure(Case("route", min(ROUTES), spoilt=True), OF_ROUTES, options.limit)  # everything that is planted is found
    cases = [Case("table", size, spoilt) for spoilt in (False, True) for size in TABLES]
    cases += [Case("route", size) for size in ROUTES]
    results: Results = {}
    for case in cases:
        if not options.quick or case.size in QUICK:
            tasks = OF_TABLES if case.kind == "table" else OF_ROUTES
            results[case] = measure(case, tasks, options.limit)
    if options.json:
        print_json(results, options.limit)
    else:
        print_markdown(results, options.limit)


def print_json(results: Results, limit: float) -> None:
    lines = [
        {**asdict(case), "task": task, **asdict(one), "growth": growth(results, case, task)}
        for case, measured in results.items()
        for task, one in measured.items()
    ]
    print(json.dumps({"machine": machine(), "limit": limit, "measured": lines}, indent=1))


def print_markdown(results: Results, limit: float) -> None:
    print(machine())
    print("Processor time: medians of shuffled rounds, each on a route of which nothing is kept yet;")
    print(f"1 run: {SLOW:g} s or more, not repeated; growth: how many times longer for ten times the size;")
    print("incomplete: it says itself that it gives up somewhere; memory: what a fresh process needed more at its peak")
    parts: tuple[tuple[str, Literal["table", "route"], bool, tuple[str, ...]], ...] = (
        ("One step, complete and disjoint; size: transitions", "table", False, OF_TABLES),
        ("One step, one row left out (a gap); size: transitions", "table", True, OF_TABLES),
        ("A route, complete and disjoint; size: steps", "route", False, OF_ROUTES),
    )
    for title, kind, spoilt, tasks in parts:
        print(f"\n{title}\n")
        print("\n".join(table(results, series(results, kind, spoilt=spoilt), tasks, limit)))


if __name__ == "__main__":
    main()
