"""What checking a large route takes, counted in work: a step takes its own, and no more for being in a long route."""

import random
from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import Any

import pytest
from generated import decision_table, long_route
from route_text import route_text
from support.subjects import findings_of, subject_of

from routekaart.checking.analysis.proving import AtStep, found_at
from routekaart.checking.checks import findings as every_finding
from routekaart.checking.checks import gap, overlap, redundant_test
from routekaart.comparison import compare
from routekaart.files.source import parse_document, scalars
from routekaart.logic.budget import Budget
from routekaart.logic.diagram import Diagrams
from routekaart.logic.formula import AxisLiteral, conjoin
from routekaart.logic.grid import Grid
from routekaart.logic.row_index import RowIndex
from routekaart.route import Route

COUNTED: tuple[tuple[type, str], ...] = (
    (Grid, "__init__"),
    (Grid, "formula"),
    (RowIndex, "__init__"),
    (Budget, "spend"),
    (Diagrams, "_node"),
)
"""What most of the work of checking is made of."""

SEARCHED = (RowIndex, "outside")

FEW, MANY = 100, 400


def counting(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each of these is called from now on."""
    calls: Counter[str] = Counter()

    def counted(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(original)
        def call(*args: Any, **options: Any) -> Any:
            calls[name] += 1
            return original(*args, **options)

        return call

    for owner, method in (*COUNTED, SEARCHED):
        name = f"{owner.__name__}.{method}"
        monkeypatch.setattr(owner, method, counted(name, getattr(owner, method)))
    return calls


def work_of(route: Route, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """What every check of a route takes."""
    with monkeypatch.context() as patch:
        calls = counting(patch)
        list(every_finding(subject_of(route)))
    return calls


def test_each_step_is_made_a_grid_and_a_table_once_for_all_its_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [step for step in long_route(FEW).steps.values() if not step.actions]
    route = long_route(FEW)
    calls = counting(monkeypatch)
    for step in steps:
        at = AtStep(subject_of(route), route.steps[step.id])
        for check in (one.CHECK.of_step for one in (gap, overlap, redundant_test)):
            assert check is not None
            assert not list(found_at(at, check))
    # One grid more says whether anybody can exist at all.
    assert calls["Grid.__init__"] - 1 == calls["RowIndex.__init__"] == len(steps)


@pytest.mark.slow
@pytest.mark.parametrize("name", [f"{owner.__name__}.{method}" for owner, method in COUNTED])
def test_four_times_the_steps_takes_four_times_the_work(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = (work_of(long_route(steps), monkeypatch)[name] for steps in (FEW, MANY))
    assert many <= 1.3 * few * MANY / FEW


def test_a_division_into_many_rows_is_proven_without_search(monkeypatch: pytest.MonkeyPatch) -> None:
    route = decision_table(200, facts=40)
    subject = subject_of(route)
    calls = counting(monkeypatch)
    assert not findings_of(gap.CHECK, subject)
    assert not findings_of(overlap.CHECK, subject)
    assert calls["RowIndex.outside"] == 0
    with_a_gap = decision_table(20, without_row=10)
    assert findings_of(gap.CHECK, subject_of(with_a_gap))
    assert calls["RowIndex.outside"] > 0


@pytest.mark.slow
def test_comparing_four_times_the_steps_takes_four_times_the_grids(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for steps in (FEW, MANY):
        with monkeypatch.context() as patch:
            calls = counting(patch)
            assert compare(long_route(steps), long_route(steps)).same_meaning
        made.append(calls["Grid.__init__"])
    assert made[1] <= 1.3 * made[0] * MANY / FEW


def test_equal_texts_in_a_file_are_one() -> None:
    document = parse_document(route_text(long_route(FEW)), "gemaakt.yaml")
    steps = document.root.entries["steps"][1]
    texts = [one.text for one in scalars(steps)]
    assert len({id(text) for text in texts}) == len(set(texts)) < len(texts) / 5


def test_a_row_for_nobody_does_not_divide_everybody() -> None:
    assert RowIndex([True], ()).is_a_division
    assert not RowIndex([False], ()).is_a_division


@pytest.mark.slow
def test_a_fact_with_hundreds_of_cells_is_divided_as_many_times() -> None:
    """The rows beside it are more than a diagram of them can hold."""
    chance, full = random.Random(1), ((1 << 601) - 1, *[0b11] * 40)
    on_other_facts = (
        conjoin([AxisLiteral(axis, chance.choice((0b01, 0b10))) for axis in chance.sample(range(1, 41), 3)], full)
        for _ in range(60)
    )
    cover = RowIndex([*(AxisLiteral(0, 1 << cell) for cell in range(600)), *on_other_facts], full)
    found = cover.outside(cover.all_rows, (), full)
    assert found is not None
    assert found[0] == 1 << 600
