"""How things are timed: in shuffled rounds, in samples that are long enough to be measured, as ratios in one run."""

import gc
import math
import random
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Task: TypeAlias = Callable[[], object]

SAMPLE = 0.02
"""Seconds that one sample takes at least; a quicker task is called more often in it."""
ROUNDS = 21
QUICK_ROUNDS = 5
FEWEST_ROUNDS = 3
SAMPLES = ROUNDS + 2
"""How often a task is called that is called once a round: two calls come before."""
BUDGET = 60.0
"""Seconds that all rounds together may take; where they would take longer there are fewer of them."""


@dataclass(frozen=True)
class Timed:
    """What one task took.

    Attributes:
        seconds: of one call, the median of the rounds.
        ratio: to the task that the others are compared with: the median of the ratios within one round.
        low, high: the bounds of the middle half of those ratios.
        rounds: how many there were.
    """

    seconds: float
    ratio: float
    low: float
    high: float
    rounds: int


def in_rounds(
    tasks: Mapping[str, Task],
    *,
    to: str,
    quick: bool = False,
    sample: float = SAMPLE,
    budget: float = BUDGET,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, Timed]:
    """Times tasks that take turns in shuffled order.

    Args:
        to: the name of the task that the others are compared with.
        quick: fewer rounds.
        sample: seconds that a sample takes at least; 0 calls each task once a round.
        budget: seconds that all rounds together may take.
        clock: `time.process_time` for what shares the machine with other work and uses one thread.
    """
    calls = {name: _calls(task, sample, clock) for name, task in tasks.items()}
    together = sum(number * seconds for number, seconds in calls.values())
    rounds = max(FEWEST_ROUNDS, min(QUICK_ROUNDS if quick else ROUNDS, int(budget / max(together, 1e-9))))
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    order = list(tasks)
    gc.collect()
    gc.freeze()  # what was imported and prepared is not looked through while a task runs
    for _ in range(rounds):
        random.shuffle(order)
        for name in order:
            taken[name].append(_sample(tasks[name], calls[name][0], clock))
    gc.unfreeze()
    return {name: _timed(seconds, taken[to]) for name, seconds in taken.items()}


def _calls(task: Task, sample: float, clock: Callable[[], float]) -> tuple[int, float]:
    """How many calls a sample needs, and how long one takes; the first call is not counted, it may prepare things."""
    task()
    number = 1
    while True:
        seconds = _sample(task, number, clock)
        if seconds * number >= sample / 2:
            return max(1, math.ceil(sample / max(seconds, 1e-9))) if sample else 1, seconds
        number *= 4


def _sample(task: Task, number: int, clock: Callable[[], float]) -> float:
    """The seconds of one call, over a number of calls."""
    start = clock()
    for _ in range(number):
        task()
    return (clock() - start) / number


def _timed(seconds: list[float], base: list[float]) -> Timed:
    ratios = [one / other for one, other in zip(seconds, base, strict=True)]
    low, middle, high = statistics.quantiles(ratios, n=4, method="inclusive")
    return Timed(statistics.median(seconds), middle, low, high, len(ratios))
