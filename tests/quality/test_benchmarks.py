"""The benchmarks themselves: what is right by hand, how a ratio is told, and a command that says what it did not do."""

import json
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from aims import AIMS, aims_table
from by_routekaart import decides
from decision_rows import REAL, Range, Row, rows_of
from findings import Part, duration, figure, part_of_rows
from generated import decision_table, students_at
from students import (
    complete,
    new_students,
    partly_known,
    right_answer,
    three_valued,
    two_valued,
    with_a_gap,
    with_birth_date,
    with_none,
    with_text,
)
from support.places import ROOT
from timing import in_rounds

import routekaart

BENCHMARKS = ROOT / "benchmarks"


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(BENCHMARKS), *words], capture_output=True, text=True, encoding="utf-8", check=False
    )


STUDENTS = [*complete(), *partly_known(), *with_a_gap()]


def test_what_is_written_by_hand_is_right() -> None:
    for student in STUDENTS:
        assert three_valued(*student) == three_valued(*with_none(student)) == right_answer(*student)


def test_routekaart_is_right_about_the_same_students() -> None:
    decide = decides(routekaart.load("roc_bbl"))
    for student in STUDENTS:
        assert decide(*student) == decide(*with_none(student)) == right_answer(*student)


def test_a_student_who_is_told_of_in_another_way_is_the_same() -> None:
    decide = decides(routekaart.load("roc_bbl"))
    for number, student in enumerate(new_students(120, seed=1)):
        assert decide(*with_birth_date(student, number)) == decide(*with_text(student)) == two_valued(*student)
    assert new_students(120, seed=1) != new_students(120, seed=2)


def test_students_with_a_gap_have_one() -> None:
    assert len(with_a_gap()) == 300
    assert all(None in with_none(student)[1].values() for student in with_a_gap())


def fits(row: Row, facts: dict[str, object]) -> bool:
    def one(value: object, cell: object) -> bool:
        if isinstance(cell, Range):
            assert isinstance(value, int)
            return (cell.low is None or value >= cell.low) and (cell.high is None or value < cell.high)
        return value in cell if isinstance(cell, tuple) else value == cell

    return all(one(facts[name], cell) for name, cell in row.cells.items())


def test_the_rows_for_the_peers_say_what_is_written_by_hand() -> None:
    for step, facts in complete():
        assert next(row.to for row in REAL[step].rows if fits(row, facts)) == two_valued(step, facts)


def test_the_rows_of_a_made_step_are_its_transitions() -> None:
    route = decision_table(40)
    rows = rows_of(route, route.steps[route.start]).rows
    decide = decides(route)
    for step, facts in students_at(route, 40):
        assert [row.to for row in rows if fits(row, dict(facts))] == [decide(step, facts)]


@pytest.mark.slow
def test_ratios_are_between_tasks_of_one_round() -> None:
    clock = iter(range(10**9))  # every look at the clock is a second later, so every sample takes one
    asked = {"a": 0, "b": 0}

    def task(name: str) -> None:
        asked[name] += 1

    tasks = {name: partial(task, name) for name in asked}
    timed = in_rounds(tasks, to="a", sample=0, clock=lambda: float(next(clock)))
    assert {name: (one.ratio, one.low, one.high) for name, one in timed.items()} == {"a": (1, 1, 1), "b": (1, 1, 1)}
    assert asked["a"] == asked["b"] == timed["a"].rounds + 2


@pytest.mark.parametrize(
    ("seconds", "shown"), [(2.5, "2.50 s"), (0.0123, "12.3 ms"), (4.5e-6, "4.50 µs"), (78e-9, "78.0 ns")]
)
def test_a_duration_is_told_in_a_unit_that_suits_it(seconds: float, shown: str) -> None:
    assert duration(seconds) == shown


def test_a_figure_has_three_digits() -> None:
    assert [figure(number) for number in (1234.5, 99.94, 1.234)] == ["1,234", "99.9", "1.23"]


@pytest.mark.parametrize(("measured", "verdict"), [(2.0, "stretch met"), (5.0, "met"), (6.1, "**not met**")])
def test_an_aim_is_met_or_not(measured: float, verdict: str) -> None:
    aim = next(aim for aim in AIMS if aim.figure == "decide")
    assert aim.verdict(measured) == verdict
    rows = aims_table({"decide"}, {"decide": measured}).rows
    assert rows[0][-1] == verdict
    assert [row[-1] for row in rows[1:]] == ["not measured"] * (len(rows) - 1)


def test_rows_become_a_table_that_can_be_read() -> None:
    part = part_of_rows("Rows", "some", [{"size": 1000, "seconds": 1.234, "left": None}])
    assert list(part.markdown()) == [
        *("## Rows", "", "some", "", "### Rows", ""),
        "| size  | seconds | left |",
        "|-------|--------:|-----:|",
        "| 1,000 |    1.23 |      |",
        "",
    ]
    assert part_of_rows("Rows", "none", []) == Part("Rows", "none")


def test_a_part_that_is_not_there_is_told() -> None:
    result = run("--only", "decide,snelheid")
    assert result.returncode == 2
    assert "there is no snelheid; there are decide, decide_new, explain" in result.stderr


@pytest.mark.slow
def test_a_part_that_cannot_run_is_skipped_with_the_reason(tmp_path: Path) -> None:
    # As if nothing of the group were installed: a module that cannot be found stands in front of the real one.
    (tmp_path / "zen.py").write_text("raise ModuleNotFoundError('no zen', name='zen')\n", encoding="utf-8")
    page = tmp_path / "page.md"
    script = f"""
import runpy, sys
sys.path.insert(0, {str(tmp_path)!r})
sys.argv = ["benchmarks", "--only", "explain", "--json", "--date", "2026-03-01", "--output", {str(page)!r}]
runpy.run_path({str(BENCHMARKS)!r}, run_name="__main__")
"""
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    printed = json.loads(result.stdout)
    assert printed["skipped"] == {"explain": "there is no zen; `uv run --group bench` installs the packages"}
    assert (printed["on"], printed["parts"], printed["figures"]) == ("2026-03-01", {}, {})
    written = page.read_text(encoding="utf-8")
    assert "Measured on 2026-03-01" in written
    assert "Not measured: there is no zen" in written
    assert "not measured" in written.partition("### Aims")[2]
