"""Every combination of cells at a step, with a student in it: what a decision can tell apart, and nothing twice."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import prod

from routekaart import Route
from routekaart.logic.axes import Axis
from routekaart.model.step import Step
from support.portable import Question

ENDS = tuple(
    date(*one)
    for one in (
        (2023, 2, 28), (2024, 2, 28), (2024, 2, 29), (2024, 3, 1), (2025, 4, 30), (2026, 3, 31), (2026, 7, 31),
        (2026, 8, 1), (2028, 2, 29), (2030, 12, 31),
    )
)  # fmt: skip
"""Leap days and days beside them, ends of months, and of a school year."""


def days_of(route: Route) -> tuple[date, ...]:
    """`ENDS`, and of each change of a parameter the day and the one before."""
    changes = route.vocabulary.periods()[1:]
    return tuple(sorted({*ENDS, *changes, *(day - timedelta(days=1) for day in changes)}))


def cell_questions(route: Route, most: int, seed: int) -> Iterator[Question]:
    """At each step every combination of cells on each of the days; where there are more than `most`, so many by chance.

    Of each fact a student is in one of the cells, or it is not known. Of a cell of a date or a number she has the
    first or the last value, or it is only known that she is in it.
    """
    chance = random.Random(seed)
    for step in route.steps.values():
        yield from _at(route, step, most, chance)


def count_of(route: Route) -> int:
    """The number of combinations of cells, over all steps and days."""
    grids = (axes_of(route, step, day) for step in route.steps.values() for day in days_of(route))
    return sum(prod(len(axis.cells) + 1 for axis in axes) for axes in grids)


def axes_of(route: Route, step: Step, day: date) -> Sequence[Axis]:
    """The facts that a step rests on, each with its cells on a day."""
    return route.decider.grid(step, day).axes


def _at(route: Route, step: Step, most: int, chance: random.Random) -> Iterator[Question]:
    each = [(day, axes_of(route, step, day)) for day in days_of(route)]
    sizes = [prod(len(axis.cells) + 1 for axis in axes) for _, axes in each]
    total = sum(sizes)
    numbers = range(total) if total <= most else sorted(chance.sample(range(total), most))
    at, before = 0, 0
    for number in numbers:
        while number - before >= sizes[at]:
            before += sizes[at]
            at += 1
        day, axes = each[at]
        yield Question(step.id, day, _facts(axes, number - before, chance))


def _facts(axes: Sequence[Axis], number: int, chance: random.Random) -> dict[str, object]:
    """The student of a combination: of each axis a cell, or (the last) nothing."""
    facts: dict[str, object] = {}
    for axis in axes:
        number, cell = divmod(number, len(axis.cells) + 1)
        if cell < len(axis.cells):
            facts[axis.fact.name] = _in_cell(axis, cell, chance)
    return facts


def _in_cell(axis: Axis, cell: int, chance: random.Random) -> object:
    match axis.fact.kind:
        case "yes_no":
            return "ja" if axis.cells[cell] else "nee"
        case "number":
            first, last = axis.bounds(cell)
            value = chance.choice((first, last))
            return value if isinstance(value, int) else str(value)
        case "date":
            first, last = axis.bounds(cell)
            return chance.choice((str(first), str(last), str(last), f"{first}/{last}"))
        case _:
            return str(axis.cells[cell])
