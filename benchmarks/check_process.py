"""A process of its own in which a check is measured: it prints its answer as JSON.

Run by `check`, with what to do as JSON.
"""

import json
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from check_engines import TASKS, Found
from generated import DEFECTS, decision_table, long_route
from memory import peak, start_peak
from timing import in_rounds

from routekaart.route import Route

FACTS = {"table": 10, "wide": 40}
BUDGET = 20.0
"""Seconds that the rounds of one size may take together."""


@dataclass(frozen=True)
class Case:
    """A route to be checked.

    Attributes:
        kind: one step over 10 facts ("table") or 40 ("wide"), or a route.
        size: how many transitions the one step has, or how many steps the route has.
        spoilt: a table without one row, or a route with every defect.
    """

    kind: Literal["table", "wide", "route"]
    size: int
    spoilt: bool = False

    def route(self) -> Route:
        """The route itself, made anew."""
        if self.kind == "route":
            return long_route(self.size, defects=DEFECTS if self.spoilt else ())
        return decision_table(self.size, facts=FACTS[self.kind], without_row=self.size // 2 if self.spoilt else None)

    @property
    def rules(self) -> set[str]:
        """What is wrong with it."""
        if not self.spoilt:
            return set()
        return set(DEFECTS) if self.kind == "route" else {"gap"}


@dataclass(frozen=True)
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
    before = start_peak()
    start = time.process_time()
    found = TASKS[task].run(route)
    seconds = time.process_time() - start
    return Measured(seconds, 1, peak() - before, found)


def in_turn(tasks: Sequence[str], route: Route, *, quick: bool) -> dict[str, tuple[float, int]]:
    """The seconds and the rounds of each task. They take turns, each time on a route that keeps nothing yet."""
    fresh = {task: lambda run=TASKS[task].run: run(replace(route)) for task in tasks}
    timed = in_rounds(fresh, to=tasks[0], quick=quick, budget=BUDGET, clock=time.process_time)
    return {task: (one.seconds, one.rounds) for task, one in timed.items()}


def answer(work: Mapping[str, Any]) -> Any:
    """What was asked: one run of one task, or all of them in turn."""
    route = Case(**work["case"]).route()
    if work["in_turn"]:
        return in_turn(work["tasks"], route, quick=work["quick"])
    return asdict(once(work["tasks"][0], route))


if __name__ == "__main__":
    print(json.dumps(answer(json.loads(sys.argv[1]))))
