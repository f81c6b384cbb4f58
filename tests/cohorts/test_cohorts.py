"""Many students at once get exactly what each of them gets from `decide`."""

import random
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cohort_rows import Row, answers, decided, one_by_one, problem_of, some_known, table
from support.profiles import SLOW, examples, use_profile
from support.strategies import ANY_CASES, REAL_ROUTES, Case, as_text, real_route
from support.tables import as_polars, engines

import routekaart
from routekaart.cohorts import diagrams
from routekaart.cohorts.diagrams import conflict_diagrams, step_diagram
from routekaart.cohorts.unusable import CohortError
from routekaart.deciding.decider import Decider
from routekaart.deciding.decision import Decision
from routekaart.foundation.language import LANGUAGES
from routekaart.model.condition import Value
from routekaart.model.situation import Situation
from routekaart.model.step import Step
from routekaart.route import Route

use_profile()

ON = date(2026, 3, 1)
BBL = real_route("roc_bbl")
STUDENTS, KINDS, SHARE = (1_000_000, 3_000, 1) if SLOW else (250_000, 300, 3)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["generated", "real"])
@examples(1)
@given(data=st.data())
def test_every_row_gets_what_decide_says_of_it(kind: str, data: st.DataObject) -> None:
    case: Case = data.draw(ANY_CASES[kind])
    if not case.facts:
        return
    facts = as_text(case.facts) if data.draw(st.booleans()) else case.facts
    rows = some_known(10, facts, data.draw(st.integers(0, 10**6)))
    found = routekaart.cohort(case.route, case.step.id, table(rows), on=case.on)
    assert answers(found) == one_by_one(case.route, case.step.id, rows, case.on)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["generated", "real"])
@examples(0.2)
@given(data=st.data())
def test_no_engine_tells_anything_else(kind: str, data: st.DataObject) -> None:
    case: Case = data.draw(ANY_CASES[kind])
    if not case.facts:
        return
    facts = as_text(case.facts) if data.draw(st.booleans()) else case.facts
    rows = some_known(6, facts, data.draw(st.integers(0, 10**6)))
    name = data.draw(st.sampled_from(sorted(engines())))
    # What time changes takes duckdb a second or more to plan; it has a test of its own.
    changes = name != "duckdb"
    given_table = engines()[name](table(rows))
    found = as_polars(routekaart.cohort(case.route, case.step.id, given_table, on=case.on, changes=changes))
    expected = one_by_one(case.route, case.step.id, rows, case.on)
    if changes:
        assert answers(found) == expected
    else:
        assert found.select("outcome", "target", "missing").rows() == [one[:3] for one in expected]


def test_a_count_alone_is_compared_and_not_turned_into_days() -> None:
    for step, columns in (("P15", {"leeftijd": [17]}), ("P9", {"zoekduur": [3], "heeft_werkplek": [False]})):
        asked = routekaart.cohort(BBL, step, pl.LazyFrame(columns), on=ON, changes=False)
        # The calendar divides by 12 and by 4.
        assert "//" not in asked.explain(), step
    both = pl.LazyFrame({"leeftijd": [17], "geboortedatum": [date(2009, 1, 1)]})
    assert "//" in routekaart.cohort(BBL, "P15", both, on=ON, changes=False).explain()


@pytest.mark.slow
def test_duckdb_tells_what_time_changes() -> None:
    rows: list[dict[str, object]] = [
        {"geboortedatum": born, "leeftijd": age, "startkwalificatie": told}
        for born, age in (("2009-03-01", None), ("2008-02-29", 18), ("2009", 16), (None, 17), (None, None))
        for told in (None, False)
    ]
    frame = engines()["duckdb"](table(rows))
    assert answers(as_polars(routekaart.cohort(BBL, "P11", frame, on=ON))) == one_by_one(BBL, "P11", rows, ON)


def limits_of(route: Route, step: Step) -> dict[str, list[Value | None]]:
    """For each fact of a step that must be given: unknown, and the first and last value of each cell."""
    grid = route.grids.grid(step.guards, ON, {})
    found: dict[str, list[Value | None]] = {}
    for axis in grid.axes:
        ordered = axis.fact.kind in ("number", "date")
        ends = [
            end for cell in range(len(axis.cells)) for end in (axis.bounds(cell) if ordered else [axis.cells[cell]])
        ]
        found[axis.fact.name] = [None, *dict.fromkeys(ends)]
    return found


@pytest.mark.slow
def test_hundreds_of_thousands_of_students_at_every_limit_of_a_step() -> None:
    """Every combination of values beside the limits, or a share of them, and the students in an order of chance.

    At one step in `SHARE`; with `ROUTEKAART_SLOW=1` at every one.
    """
    chance = random.Random(6)
    for name in REAL_ROUTES:
        route = real_route(name)
        kinds: list[dict[str, object]] = []
        for step in list(route.steps.values())[min(1, SHARE - 1) :: SHARE]:
            limits = limits_of(route, step)
            size = prod(len(values) for values in limits.values())
            combined: Iterable[tuple[Value | None, ...]] = product(*limits.values())
            if size > KINDS:
                combined = (tuple(chance.choice(values) for values in limits.values()) for _ in range(KINDS))
            kinds += [{"stap": step.id, **dict(zip(limits, values, strict=True))} for values in combined]
        if not any(len(row) > 1 for row in kinds):
            # A table without a fact is refused.
            continue
        expected = [decided(route, row["stap"], {k: v for k, v in row.items() if k != "stap"}, ON) for row in kinds]
        picked = [chance.randrange(len(kinds)) for _ in range(STUDENTS // len(REAL_ROUTES))]
        frame = pl.from_dicts(kinds, infer_schema_length=None)[picked]
        found = answers(routekaart.cohort(route, "stap", frame, on=ON))
        wrong = [kinds[kind] for kind, one in zip(picked, found, strict=True) if one != expected[kind]]
        assert wrong[:1] == []


def test_no_student_is_decided_about_by_herself(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    plain = Decider.decide_known

    def counted(decider: Decider, step: Step, known: Situation) -> Decision:
        asked.append(step.id)
        return plain(decider, step, known)

    monkeypatch.setattr(Decider, "decide_known", counted)
    rows = [
        {"geboortedatum": born, "startkwalificatie": diploma, "vrijstelling_kwalificatieplicht": exempt}
        for born in (None, *(date(2000, 1, 1) + timedelta(days=day) for day in range(0, 4000, 7)))
        for diploma, exempt in product((None, True, False), repeat=2)
    ]
    step_diagram.cache_clear()
    conflict_diagrams.cache_clear()
    routekaart.cohort(BBL, "P11", table(rows), on=ON)
    assert asked == []


@pytest.mark.slow
def test_a_step_column_is_as_good_as_a_step() -> None:
    rows: list[dict[str, object]] = [
        {"stap": "P11", "leeftijd": 17, "startkwalificatie": True, "heeft_werkplek": None},
        {"stap": "P3", "leeftijd": None, "startkwalificatie": None, "heeft_werkplek": False},
        {"stap": "P15", "leeftijd": 30, "startkwalificatie": True, "heeft_werkplek": None},
        {"stap": "P99", "leeftijd": 30, "startkwalificatie": True, "heeft_werkplek": None},
        {"stap": None, "leeftijd": 30, "startkwalificatie": True, "heeft_werkplek": None},
    ]
    facts = [{name: value for name, value in row.items() if name != "stap"} for row in rows]
    expected = [decided(BBL, row["stap"], known, ON) for row, known in zip(rows, facts, strict=True)]
    for name, make in engines().items():
        changes = name != "duckdb"
        found = as_polars(routekaart.cohort(BBL, "stap", make(table(rows)), on=ON, changes=changes))
        assert found.select("outcome", "target", "missing").rows() == [one[:3] for one in expected]
        assert not changes or answers(found) == expected
        assert found["problem"].to_list()[3:] == ["stap: verwacht wordt een stap van route roc_bbl"] * 2


WRONG: dict[str, list[object]] = {
    "startkwalificatie": ["ja", " JA ", "ye\u017f", "misschien", "", " ", "true", "1", None, "nee\n", "No"],
    "recht_op_loonkostensubsidie": ["nee", "Nee", " mogelijk\t", "ja ", "", "mogelijk.", None],
    "leeftijd": ["17", " 17 ", "+17", "017", "17.0", "17.5", "-1", "131", "130", "zeventien", "1e1", "٣", "1_7", None],
    "geboortedatum": [
        "2009-03-01", " 2009-03-01 ", "2009-02-29", "2008-02-29", "2009", "2009-03", "2009-00", "2009-00-00",
        "2009-03-00", "2009-13", "2009-00-05", "2008-09-02/2009-09-01", "2009-09-01/2008-09-02", "1849-12-31",
        "1850-01-01", "2026-03-01", "2026-03-02", "2026", "2027", "1890-01-01", "01-03-2009", "20090301",
        "2009-03-01T00:00", "0000-00-00", None,
    ],
    "gemeente": ["Alkmaar", "ALKMAAR ", "dijk  en\twaard", "Bergen (NH)", "Berge", "", "  ", "K", None],
    "zoekduur": ["0", "3", "3000", "2.0", "-0", "99999999999999999999", None],
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(WRONG))
@pytest.mark.parametrize("engine", sorted(engines()))
def test_a_value_is_read_or_refused_as_decide_does(engine: str, name: str) -> None:
    rows: list[Row] = [{name: value} for value in WRONG[name]]
    columns = pl.DataFrame({name: WRONG[name]}, schema={name: pl.String}).with_row_index("nummer")
    frame = engines()[engine](columns)
    for step in ("P9", "P11"):
        found = as_polars(routekaart.cohort(BBL, step, frame, on=ON, changes=False))
        expected = [decided(BBL, step, row, ON) for row in rows]
        assert found.select("outcome", "target", "missing").rows() == [one[:3] for one in expected]
        assert found["problem"].to_list() == [problem_of(BBL, step, row, ON) for row in rows]


@pytest.mark.slow
def test_typed_values_are_read_or_refused_as_decide_does() -> None:
    columns: dict[str, pl.Series] = {
        "startkwalificatie": pl.Series([1, 0, None]),
        "vrijstelling_kwalificatieplicht": pl.Series(["ja", "misschien", None], dtype=pl.Enum(["ja", "misschien"])),
        "leeftijd": pl.Series([17.0, 17.5, float("nan"), None, float("inf"), -1.0]),
        "zoekduur": pl.Series([3, 0, 10**18, None, -1]),
        "geboortedatum": pl.Series([date(2009, 3, 1), date(1849, 12, 31), date(2026, 3, 2), None]),
        "zoekperiode_gestart_op": pl.Series(["2026-01-31T00:00:00", "2026-01-31T12:00:00", None]).str.to_datetime(),
        "recht_op_loonkostensubsidie": pl.Series([True, False, None]),
        "gemeente": pl.Series([True, None]),
        "heeft_werkplek": pl.Series([date(2020, 1, 1), None]),
    }
    for name, column in columns.items():
        frame = pl.DataFrame({name: column})
        for step in ("P3", "P9", "P11"):
            found = routekaart.cohort(BBL, step, frame, on=ON)
            rows = frame.to_dicts()
            assert answers(found) == one_by_one(BBL, step, rows, ON), name
            assert found["problem"].to_list() == [problem_of(BBL, step, row, ON) for row in rows]


@pytest.mark.slow
def test_numbers_of_every_type_are_read_as_decide_does() -> None:
    for dtype in (pl.Int8, pl.UInt8, pl.Int32, pl.UInt64, pl.Float32, pl.Decimal(10, 2)):
        frame = pl.DataFrame({"zoekduur": pl.Series([0, 2, 3, 100, None]).cast(dtype)})
        assert answers(routekaart.cohort(BBL, "P9", frame, on=ON)) == one_by_one(BBL, "P9", frame.to_dicts(), ON)


def test_all_that_is_wrong_in_a_row_is_told_and_no_row_is_left_out() -> None:
    frame = pl.DataFrame(
        {
            "nummer": [1, 2, 3],
            "geboortedatum": [date(2009, 3, 1), date(2000, 1, 1), date(2030, 1, 1)],
            "leeftijd": [16, 20, None],
            "startkwalificatie": ["misschien", "ja", "nee"],
            "kwalificatieplicht": [None, True, None],
        }
    )
    rows = [{name: value for name, value in row.items() if name != "nummer"} for row in frame.to_dicts()]
    for lang in LANGUAGES:
        found = routekaart.cohort(BBL, "P11", frame, on=ON, lang=lang)
        assert found["nummer"].to_list() == [1, 2, 3]
        assert set(found["outcome"]) == {"refused"}
    told = [set(problem.split("; ")) for problem in routekaart.cohort(BBL, "P11", frame, on=ON)["problem"]]
    assert told[0] == set(str(problem_of(BBL, "P11", rows[0], ON)).split("; "))
    assert "kunnen niet samen waar zijn" in " ".join(told[1])
    assert told[2] == set(str(problem_of(BBL, "P11", rows[2], ON)).split("; "))
    assert "2009" not in str(told).replace("2009-03-01, van", "")


@pytest.mark.slow
def test_the_table_of_the_caller_stays_as_it_is() -> None:
    rows = [{"nummer": 7, "leeftijd": 17, "naam": object}, {"nummer": 8, "leeftijd": None, "naam": None}]
    frame = pl.DataFrame({"nummer": [7, 8], "leeftijd": [17, None]})
    for make in engines().values():
        given_table = make(frame)
        found = routekaart.cohort(BBL, "P11", given_table, on=ON, prefix="rk_", changes=False)
        assert type(found) is type(given_table)
        assert list(as_polars(found).columns) == [
            "nummer",
            "leeftijd",
            "rk_outcome",
            "rk_target",
            "rk_missing",
            "rk_problem",
        ]
    import pandas

    mixed = pandas.DataFrame(rows, index=[30, 10])
    found = routekaart.cohort(BBL, "P11", mixed, on=ON)
    assert list(found.index) == [30, 10]
    assert list(found["naam"]) == [object, None]
    assert mixed.columns.tolist() == ["nummer", "leeftijd", "naam"]


@pytest.mark.slow
def test_a_table_without_known_facts_or_without_rows() -> None:
    unknown = routekaart.cohort(BBL, "P11", pl.DataFrame({"nummer": [1, 2], "leeftijd": [None, None]}), on=ON)
    assert answers(unknown) == one_by_one(BBL, "P11", [{}, {}], ON)
    empty = pl.DataFrame(schema={"leeftijd": pl.Int64, "startkwalificatie": pl.String})
    for make in engines().values():
        assert len(as_polars(routekaart.cohort(BBL, "P11", make(empty), on=ON, changes=False))) == 0
    assert len(routekaart.cohort(BBL, "P11", empty, on=ON)) == 0


@pytest.mark.slow
def test_a_fact_that_follows_and_that_time_can_change_is_followed_as_decide_does() -> None:
    """No diagram holds what time does to it, so each kind of row is looked at by itself."""
    rows: list[dict[str, object]] = [
        {"geboortedatum": born, "minderjarig": minor, "startkwalificatie": diploma}
        for born in (None, date(2009, 3, 1), date(2008, 3, 2))
        for minor in (None, True)
        for diploma in (None, False, True)
    ]
    expected = one_by_one(BBL, "P11", rows, ON)
    assert {one[3] for one in expected} == {None, date(2026, 3, 2), date(2027, 3, 1)}
    for make in engines().values():
        assert answers(as_polars(routekaart.cohort(BBL, "P11", make(table(rows)), on=ON))) == expected


@pytest.mark.slow
def test_a_step_too_large_for_a_diagram_is_decided_by_distinct_row(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"leeftijd": age, "startkwalificatie": told} for age in (16, 17, 18, 200, None) for told in (True, None)]
    expected = one_by_one(BBL, "P11", rows, ON)
    monkeypatch.setattr(diagrams, "MOST_STATES", 5)
    for make in engines().values():
        step_diagram.cache_clear()
        found = as_polars(routekaart.cohort(BBL, "P11", make(table(rows)), on=ON))
        assert answers(found) == expected
        assert found["problem"].to_list() == [problem_of(BBL, "P11", row, ON) for row in rows]
    step_diagram.cache_clear()


ODD_TYPES = (
    pl.Series([["P11"], None]),
    pl.Series([{"a": "P11"}, None]),
    pl.Series([[1], None], dtype=pl.Array(pl.Int64, 1)),
    pl.Series([b"P11", b"\xff"]),
    pl.Series([timedelta(3), None]),
)


@pytest.mark.slow
@pytest.mark.parametrize("values", ODD_TYPES, ids=lambda one: str(one.dtype))
def test_values_that_no_fact_and_no_step_has_are_refused_in_every_way(
    values: pl.Series, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = pl.DataFrame({"stap": values, "leeftijd": values, "startkwalificatie": [None, True]})
    makers: list[Callable[[pl.DataFrame], Any]] = [pl.DataFrame.lazy, lambda one: one]
    if values.dtype != pl.Binary:
        # What polars makes of bytes for pyarrow is of a type that narwhals does not know.
        makers.append(pl.DataFrame.to_arrow)
    for make in makers:
        with pytest.raises(CohortError, match="kolom stap: verwacht worden stappen van route roc_bbl, als tekst"):
            routekaart.cohort(BBL, "stap", make(frame), on=ON)
    rows = [{"leeftijd": value, "startkwalificatie": told} for value, told in zip(values, [None, True], strict=True)]
    expected = one_by_one(BBL, "P11", rows, ON)
    assert expected[0][0] == "refused"
    for most in (diagrams.MOST_STATES, 0):
        monkeypatch.setattr(diagrams, "MOST_STATES", most)
        for make in makers:
            step_diagram.cache_clear()
            assert answers(as_polars(routekaart.cohort(BBL, "P11", make(frame), on=ON))) == expected
    step_diagram.cache_clear()


FOR_NOBODY = """\
routekaart: 1
id: proef
title: Proefroute
version: "1"
start: A
facts:
  begin: {type: date, past: true}
  weken: {type: number, unit: weeks, min: 1, derive: {weeks_until: begin}}
  werk: {type: yes_no}
steps:
  A: {title: Begin, transitions: [{to: B, when: {werk: ja}}], otherwise: stay}
  B: {title: Verder, transitions: [{to: klaar, when: {weken: 3}}], otherwise: stay}
ends: {klaar: {title: Klaar, outcome: success}}
"""


@pytest.mark.slow
def test_a_step_for_nobody_refuses_its_rows_as_decide_does(tmp_path: Path) -> None:
    file = tmp_path / "proef.yaml"
    file.write_text(FOR_NOBODY, encoding="utf-8")
    route = routekaart.load(file)
    some: list[dict[str, list[object]]] = [
        {"werk": [True, None]},
        {"begin": ["2026-01-01", None]},
        {"begin": ["2026-03", None]},
        {"weken": [3, None]},
    ]
    for facts in some:
        rows = [{name: values[row] for name, values in facts.items()} for row in range(2)]
        frame = pl.DataFrame({"nummer": [1, 2], **facts})
        for step in route.steps:
            found = routekaart.cohort(route, step, frame, on=ON)
            assert answers(found) == [decided(route, step, row, ON) for row in rows]
        frame = pl.DataFrame({"stap": ["A", "B"], **facts})
        told = routekaart.cohort(route, "stap", frame, on=ON)
        assert answers(told) == [decided(route, step, row, ON) for step, row in zip("AB", rows, strict=True)]


@pytest.mark.slow
def test_a_table_without_known_facts_is_decided_by_distinct_row_too(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = one_by_one(BBL, "P11", [{}, {}], ON)
    monkeypatch.setattr(diagrams, "MOST_STATES", 0)
    for make in engines().values():
        step_diagram.cache_clear()
        unknown = pl.DataFrame({"nummer": [1, 2], "leeftijd": [None, None]}, schema_overrides={"leeftijd": pl.Int64})
        assert answers(as_polars(routekaart.cohort(BBL, "P11", make(unknown), on=ON))) == expected
        assert not answers(as_polars(routekaart.cohort(BBL, "P11", make(unknown.clear()), on=ON)))
    step_diagram.cache_clear()


MESSAGES: dict[str, tuple[Any, Mapping[str, Any], str]] = {
    "no table": ([1, 2], {}, "verwacht wordt een tabel van polars, pandas, pyarrow, duckdb of pyspark, niet list"),
    "a misspelt fact": (pl.DataFrame({"leeftjd": [17]}), {}, "bedoelde u leeftijd?"),
    "an answer that is there": (pl.DataFrame({"outcome": [1], "leeftijd": [17]}), {}, "heeft al een kolom outcome"),
    "a column of ours": (pl.DataFrame({"_routekaart_1": [1], "leeftijd": [17]}), {}, "zijn voor routekaart zelf"),
    "no such column": (pl.DataFrame({"nummer": [1]}), {"not_facts": ["naam"]}, "een kolom die er niet is: naam"),
    "no such step": (pl.DataFrame({"leeftijd": [1]}), {"step": "P111"}, "geen stap van route roc_bbl en geen kolom"),
    "a step and a column": (pl.DataFrame({"P11": [1], "leeftijd": [17]}), {}, "is een stap en ook een kolom"),
    "objects": (pl.DataFrame({"leeftijd": [object()]}), {}, "waarden van verschillende soort"),
    "a step with an odd name": (pl.DataFrame({"leeftijd": [1]}), {"step": "\x1b[2J" * 900}, "geen stap van route"),
    "a column with an odd name that is near": (
        pl.DataFrame({"\x00stap\x9b": [1], "leeftijd": [17]}),
        {"step": "stap"},
        "bedoelde u \\x00stap\\x9b?",
    ),
    "an odd column that is not there": (
        pl.DataFrame({"a": [1]}),
        {"not_facts": ["\x1b"]},
        "een kolom die er niet is: ",
    ),
}


@pytest.mark.parametrize("what", sorted(MESSAGES))
def test_a_table_that_cannot_be_used_gets_one_message(what: str) -> None:
    frame, options, expected = MESSAGES[what]
    with pytest.raises(ValueError, match=r".") as raised:
        routekaart.cohort(BBL, frame=frame, **{"step": "P11", "on": ON, **options})
    assert expected in str(raised.value)
    assert str(raised.value).isprintable()
    assert len(str(raised.value)) < 500


def test_pandas_with_values_of_several_kinds_or_columns_without_a_name() -> None:
    import pandas

    with pytest.raises(ValueError, match="kolom startkwalificatie heeft waarden van verschillende soort"):
        routekaart.cohort(BBL, "P11", pandas.DataFrame({"startkwalificatie": [True, "ja"]}), on=ON)
    with pytest.raises(ValueError, match="een eigen naam"):
        routekaart.cohort(BBL, "P11", pandas.DataFrame([[1]]), on=ON)


def test_a_column_that_is_no_fact_although_it_looks_like_one() -> None:
    frame = pl.DataFrame({"leeftjd": ["x"], "startkwalificatie": ["diploma van 2020"], "leerplichtig": ["nee"]})
    found = routekaart.cohort(BBL, "P11", frame, on=ON, not_facts=["leeftjd", "startkwalificatie"])
    assert answers(found) == one_by_one(BBL, "P11", [{"leerplichtig": "nee"}], ON)


def test_a_reference_date_is_needed() -> None:
    with pytest.raises(routekaart.ReferenceDateError, match="peildatum"):
        routekaart.cohort(BBL, "P11", pl.DataFrame({"nummer": [1]}), on=None)  # type: ignore[arg-type]


def test_any_name_of_a_fact_can_be_decided_by_distinct_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "proef.yaml"
    file.write_text(FOR_NOBODY.replace("werk", "kind"), encoding="utf-8")
    route = routekaart.load(file)
    rows: list[Row] = [{"kind": True}, {"kind": None}]
    monkeypatch.setattr(diagrams, "MOST_STATES", 0)
    step_diagram.cache_clear()
    assert answers(routekaart.cohort(route, "A", table(rows), on=ON)) == one_by_one(route, "A", rows, ON)
    step_diagram.cache_clear()
