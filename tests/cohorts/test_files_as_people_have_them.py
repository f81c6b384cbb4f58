"""Lists of students as Excel, LibreOffice, Google Sheets and a student system write them, each with what must come out.

Those that begin with `x_` are refused; all others are the same four students as `gewoon.csv`, which is how
routekaart writes them. What is said of each stands in `<file>.expected`, in Dutch and in English.
"""

import csv
import re
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from support.places import DATA
from support.profiles import examples

import routekaart
from routekaart.cli import main
from routekaart.cohorts.recognising import recognised_names, recognised_values
from routekaart.cohorts.unusable import CohortError
from routekaart.model.fact_values import ValueRefused, read_value

PEOPLE = DATA / "cohorts" / "people"
FILES = sorted(path for path in PEOPLE.iterdir() if path.suffix in (".csv", ".xlsx"))
ANSWERS = ("outcome", "target", "missing", "changes_on", "problem")
FACTS = routekaart.load(PEOPLE / "verzuim.yaml").facts


def name_of(path: Path) -> str:
    return path.name


def run(file: Path, *options: str, lang: str = "nl") -> Result:
    words = ["cohort", str(PEOPLE / "verzuim.yaml"), str(file), "--step", "stap", "--on", "2026-03-01", "--lang", lang]
    return CliRunner().invoke(main, [*words, *options], prog_name="routekaart")


def answers_of(file: Path) -> list[tuple[str, ...]]:
    with file.open(encoding="utf-8", newline="") as opened:
        rows = [row for row in csv.reader(opened, delimiter=_separator(file)) if any(row)]
    columns = [rows[0].index(answer) for answer in ANSWERS]
    return [tuple(row[at] for at in columns) for row in rows[1:] if row[columns[0]]]


def _separator(file: Path) -> str:
    head = file.read_text(encoding="utf-8").splitlines()[0]
    return max(",;\t|", key=head.count)


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, ...]]:
    """What becomes of the students of `gewoon.csv`."""
    made = tmp_path_factory.mktemp("usual") / "uit.csv"
    assert run(PEOPLE / "gewoon.csv", "-o", str(made)).exit_code == 0
    return answers_of(made)


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_a_file_gives_the_same_students_and_says_what_it_took_or_is_refused(
    file: Path, usual: list[tuple[str, ...]], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    made = tmp_path / "uit.csv"
    results = [run(file, "-o", str(made)), run(file, lang="en")]
    said = "\n".join(f"{one.stderr}{one.stdout}[exit {one.exit_code}]\n" for one in results)
    said = said.replace(str(PEOPLE), "people")
    expected = file.with_name(f"{file.name}.expected")
    if request.config.getoption("--update-expected"):
        expected.write_text(said, encoding="utf-8", newline="\n")
    assert said == expected.read_text(encoding="utf-8")
    refused = file.name.startswith("x_")
    assert {one.exit_code for one in results} == {2 if refused else 0}
    assert refused or answers_of(made) == usual != []
    strict = run(file, "--strict")
    assert (strict.exit_code == 0) == (not refused and not results[0].stderr)
    assert refused or strict.exit_code == 0 or strict.stderr.startswith("--strict: ")
    values = ("Zo", "Ali", "Noor", "2010-12", "31-03-2009", "31-3-2009", "16,5")
    assert [one for one in values if one in said + strict.output] == []


@pytest.mark.slow
@pytest.mark.parametrize("order", ["day-month", "month-day"])
def test_who_knows_what_stands_first_can_say_it(order: str) -> None:
    assert run(PEOPLE / "x_dag_of_maand.csv", "--dates", order).exit_code == 0
    assert run(PEOPLE / "x_maand_voorop.csv", "--dates", order).exit_code == (0 if order == "month-day" else 2)
    assert run(PEOPLE / "excel_nederlands.csv", "--dates", order).exit_code == (0 if order == "day-month" else 2)


@examples()
@given(st.lists(st.dates(date(1990, 1, 1), date(2030, 12, 31)), min_size=1, max_size=8))
def test_a_column_of_days_is_read_as_it_was_written_or_not_at_all(days: list[date]) -> None:
    written = [f"{one.day}-{one.month}-{one.year}" for one in days]
    rows = pl.DataFrame({"geboortedatum": written}).lazy()
    try:
        read = recognised_values(rows, FACTS, None).rows.collect()["geboortedatum"].to_list()
    except CohortError:
        return
    assert read == [str(one) for one in days]


NUMBERS = st.decimals(0, 99_999, places=3, allow_nan=False)


@examples()
@given(st.lists(NUMBERS, min_size=1, max_size=6), st.sampled_from(["1.234,5", "1,234.5", "1234,5", "1234.5"]))
def test_a_column_of_numbers_is_read_as_it_was_written_or_not_at_all(numbers: list[Decimal], style: str) -> None:
    """With and without a sign before thousands, and with as many decimals as somebody thought fit."""
    fact = FACTS["uren"]
    shown = [f"{one.quantize(Decimal('0.1')):,}" if at % 2 else f"{one:,}" for at, one in enumerate(numbers)]
    decimal_sign = "," if style.endswith(",5") else "."
    thousands = style[1] if len(style) > len("1234,5") else ""
    written = [one.replace(",", "T").replace(".", decimal_sign).replace("T", thousands) for one in shown]
    try:
        read = recognised_values(pl.DataFrame({"uren": written}).lazy(), FACTS, None).rows.collect()["uren"].to_list()
    except CohortError:
        return
    for text, meant in zip(read, shown, strict=True):
        with suppress(ValueRefused):
            assert read_value(fact, text) == Decimal(meant.replace(",", ""))


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        (["1,500"], "1,500 kan 1.5 zijn of 1500"),
        (["2.500", "3"], "1.500 kan 1.5 zijn of 1500"),
        (["2.500", "17,5"], "1.500 kan 1.5 zijn of 1500"),
        (["2.500", "17.5"], None),
        (["2,500", "17,5"], None),
        (["0,500"], None),
        ([*["1"] * 30_000, "2.500"], "1.500 kan 1.5 zijn of 1500"),
    ],
)
def test_a_number_that_can_be_two_is_refused(numbers: list[str], told: str | None) -> None:
    rows = pl.DataFrame({"uren": numbers}).lazy()
    if told is None:
        recognised_values(rows, FACTS, None)
        return
    with pytest.raises(CohortError, match=re.escape(told)):
        recognised_values(rows, FACTS, None)


@given(st.lists(st.sampled_from(["uren", "Uren", "U_ren", "uren ", "vervolg", "uur", "urén"]), unique=True))
def test_a_name_is_only_recognised_where_one_column_can_be_meant(names: list[str]) -> None:
    for name, column in recognised_names(names, FACTS).items():
        assert name not in names
        same = [one for one in names if one.replace("_", "").replace(" ", "").lower() == name]
        assert same == [column]
