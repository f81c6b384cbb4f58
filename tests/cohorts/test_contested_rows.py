"""The readings that an answer hangs on, in a table: as `Decision.contested` says of each student."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from support.cohort_rows import is_blank, some_known, table
from support.profiles import examples, use_profile
from support.strategies import ANY_CASES, Case, real_route
from support.tables import as_polars, engines

import routekaart
from routekaart import FactError
from routekaart.cli import main
from routekaart.cohorts.contested_names import joined, named
from routekaart.deciding.decider import Decider
from routekaart.route import Route

use_profile()

ON = date(2026, 3, 1)
BBL = real_route("roc_bbl")


def hangs_on(route: Route, step: str, row: Mapping[str, object], on: date) -> str | None:
    """What the route says of one student."""
    try:
        made = route.decide(step, row, on=on)
    except FactError:
        return None
    return joined(named(one.reading, one.alternative) for one in made.contested)


@pytest.mark.slow
@given(case=ANY_CASES["real"], seed=st.integers(0, 10**6), asked=st.sampled_from(["polars", "pandas", "pyarrow"]))
@examples(0.4)
def test_each_row_hangs_on_what_its_decision_hangs_on(case: Case, seed: int, asked: str) -> None:
    if not case.facts:
        return
    rows = [row for row in some_known(8, case.facts, seed) if not is_blank(row)]
    frame = engines()[asked](table(rows))
    found = as_polars(routekaart.cohort(case.route, case.step.id, frame, on=case.on, changes=False, contested=True))
    expected = [hangs_on(case.route, case.step.id, row, case.on) for row in rows]
    assert found["contested"].to_list() == expected


@pytest.mark.slow
def test_a_table_with_students_in_several_steps() -> None:
    steps = [name for name in BBL.steps for _ in range(2)]
    frame = pl.DataFrame(
        {"stap": steps, "leeftijd": [17, 24] * len(BBL.steps), "startkwalificatie": ["nee"] * len(steps)}
    )
    found = routekaart.cohort(BBL, "stap", frame, on=ON, changes=False, contested=True)
    rows = [{key: value for key, value in row.items() if key != "stap"} for row in frame.to_dicts()]
    expected = [hangs_on(BBL, step, row, ON) for step, row in zip(steps, rows, strict=True)]
    assert found["contested"].to_list() == expected
    assert any(expected)
    assert None in expected


def test_no_student_is_decided_about_by_herself(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pl.DataFrame({"leeftijd": list(range(15, 40)), "startkwalificatie": ["nee"] * 25})
    expected = [hangs_on(BBL, "P12", row, ON) for row in frame.to_dicts()]
    monkeypatch.delattr(Decider, "decide_known")
    found = routekaart.cohort(BBL, "P12", frame, on=ON, changes=False, contested=True)
    assert found["contested"].to_list() == expected


def test_the_command_counts_them_and_writes_the_column(tmp_path: Path) -> None:
    file, out = tmp_path / "s.csv", tmp_path / "uit.csv"
    ages = range(15, 40)
    file.write_text(
        "leeftijd,startkwalificatie\n" + "".join(f"{age},{(age % 2 and 'nee') or ''}\n" for age in ages),
        encoding="utf-8",
    )
    words = ["cohort", "roc_bbl", str(file), "--step", "P12", "--on", "2026-03-01", "--contested", "-o", str(out)]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    written = pl.read_csv(out)["contested"].to_list()
    counted = sum("A-24=" in (one or "") for one in written)
    assert counted > 0
    assert "lezing A-24=" in result.stdout
    told = json.loads(CliRunner().invoke(main, [*words[:-2], "--format", "json", "--by", "startkwalificatie"]).stdout)
    everybody = {(one["reading"], one["alternative"]): one["students"] for one in told["contested"]}
    assert sum(count for (reading, _), count in everybody.items() if reading == "A-24") == counted
    for (reading, alternative), count in everybody.items():
        groups = [one for group in told["groups"] for one in group["contested"]]
        of_groups = [
            one["students"] for one in groups if (one["reading"], one["alternative"]) == (reading, alternative)
        ]
        assert (len(of_groups), sum(of_groups)) == (2, count)
