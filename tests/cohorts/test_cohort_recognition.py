"""What is surely recognised in a table of students, in every engine and in files; the rest stops or is told."""

import csv
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any, Literal

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cohort_rows import answers, one_by_one
from support.profiles import examples, use_profile
from support.strategies import REAL_ROUTES, real_route
from support.tables import as_polars, engines

import routekaart
from routekaart.cohorts.columns import fact_columns
from routekaart.cohorts.row_files import open_rows
from routekaart.cohorts.unusable import CohortError
from routekaart.foundation.suggest import near_miss

pytestmark = pytest.mark.slow

use_profile()

ON = date(2026, 3, 1)
BBL = real_route("roc_bbl")
GIVEN = sorted(BBL.facts)


def _with_a_slip(name: str, at: int) -> str:
    at = at % (len(name) - 2) + 1
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _without_a_mark(name: str, _: int) -> str:
    return name.replace("_", "", 1)


def _with_a_mark(name: str, at: int) -> str:
    at = at % (len(name) - 1) + 1
    return f"{name[:at]}{'_ -.'[at % 4]}{name[at:]}"


def _without_a_word(name: str, at: int) -> str:
    words = name.split("_")
    return "_".join(words[: at % len(words)] + words[at % len(words) + 1 :]) or name


MISSPELT: dict[str, Callable[[str, int], str]] = {
    "capitals": lambda name, _: name.upper(),
    "a capital": lambda name, _: name.capitalize(),
    "spaces": lambda name, _: name.replace("_", " "),
    "hyphens": lambda name, _: name.replace("_", "-"),
    "no mark": _without_a_mark,
    "a mark more": _with_a_mark,
    "a space behind it": lambda name, _: f"{name} ",
    "how to write it": lambda name, _: f"{name} (jjjj-mm-dd)",
    "another mark, and how to write it": lambda name, _: f"{name[:2]}_{name[2:]} [ja/nee]",
    "a word before it": lambda name, _: f"student {name}",
    "a word behind it": lambda name, _: f"{name}_nu",
    "a word less": _without_a_word,
    "two letters changed places": _with_a_slip,
    "a zero-width space": lambda name, _: f"{name}\u200b",
    "a byte order mark": lambda name, _: f"\ufeff{name}",
}


@examples(2)
@given(
    names=st.lists(st.sampled_from(GIVEN), min_size=1, max_size=4, unique=True),
    way=st.sampled_from(sorted(MISSPELT)),
    at=st.integers(0, 30),
    engine=st.sampled_from(sorted(engines())),
)
def test_all_misspelt_columns_stop_with_what_was_meant(names: list[str], way: str, at: int, engine: str) -> None:
    columns = [MISSPELT[way](name, at) for name in names]
    wrong = [name for name in columns if name not in BBL.facts]
    if not wrong or len({name.casefold() for name in columns}) < len(columns):
        return
    table = pl.DataFrame({name: ["x"] for name in ["nummer", *columns]})
    with pytest.raises(CohortError, match="bijna") as raised:
        routekaart.cohort(BBL, "P11", engines()[engine](table), on=ON, changes=False)
    told = str(raised.value)
    assert told.count("bedoelde u") == len(wrong)
    if way != "a word less":
        # A name without a word can be another fact without a word.
        assert [name for name in names if MISSPELT[way](name, at) in wrong and f"bedoelde u {name}?" not in told] == []


WORDS = """\
nummer studentnummer leerlingnummer bsn naam voornaam achternaam tussenvoegsel roepnaam voorletters geslacht adres
straat huisnummer postcode woonplaats land geboorteplaats geboorteland nationaliteit telefoon email brin vestiging
locatie klas groep crebo leerweg sector team mentor slb begeleider opmerking notitie bron id cohort schooljaar
werkgever bedrijf leerbedrijf categorie contactpersoon ouder1 ouder2"""
SOMETHING_ELSE = WORDS.split()


@pytest.mark.parametrize("name", REAL_ROUTES)
def test_columns_that_are_clearly_something_else_are_left_alone(name: str) -> None:
    route = real_route(name)
    assert [column for column in SOMETHING_ELSE if near_miss(column, route.facts) is not None] == []
    assert fact_columns(route, [*SOMETHING_ELSE, "leeftijd"], ()) == ("leeftijd",)


def test_beside_the_fact_itself_only_a_slip_is_near() -> None:
    assert fact_columns(BBL, ["leeftijd", "leeftijd_ouder", "leeftijdsgroep"], ()) == ("leeftijd",)
    for column in ("Leeftijd", "leef_tijd", "leeftjd"):
        with pytest.raises(CohortError, match=r"bedoelde u leeftijd\?"):
            fact_columns(BBL, ["leeftijd", column], ())
    assert fact_columns(BBL, ["leerplichtig", "leeftijd_ouder"], ["leeftijd_ouder"]) == ("leerplichtig",)
    with pytest.raises(CohortError, match=r"bedoelde u leeftijd\?"):
        fact_columns(BBL, ["leerplichtig", "leeftijd_ouder"], ())


def test_many_misspelt_columns_are_told_in_short() -> None:
    with pytest.raises(CohortError, match="en nog 80;") as raised:
        fact_columns(BBL, [f"leeftijd {'x' * 300} {at}" for at in range(100)], ())
    assert len(str(raised.value)) < 4000


@pytest.mark.parametrize("engine", sorted(engines()))
def test_a_table_in_which_no_column_is_a_fact_stops(engine: str) -> None:
    table = engines()[engine](pl.DataFrame({"nummer": ["1"], "naam": ["geheim-q7zx"], "stap": ["P11"]}))
    for step in ("P11", "stap"):
        with pytest.raises(CohortError, match="geen enkele kolom is een gegeven van route roc_bbl") as raised:
            routekaart.cohort(BBL, step, table, on=ON, changes=False)
        assert "naam" not in str(raised.value).replace("namen", "")


NO_TABLES = {
    "a title and a blank line": "Studenten 2026\n\nnummer;leeftijd\n1;17\n",
    "no header": "1;17;ja;ja\n2;18;ja;nee\n",
    "a tie of separators": "nummer;naam,voornaam\n1;a,b\n",
    "another separator": "leeftijd:startkwalificatie\n17:ja\n",
    "something else": '{"leeftijd": 17}\n',
    "only blank rows": ";;;\n \n\n",
}


@pytest.mark.parametrize("what", sorted(NO_TABLES))
def test_a_file_that_is_no_table_of_facts_stops(what: str, tmp_path: Path) -> None:
    with pytest.raises(CohortError) as raised:
        read(tmp_path, NO_TABLES[what])
    told = str(raised.value)
    assert len(told.splitlines()) == 1
    assert "17" not in told.rpartition("in.csv: ")[2]


def read(folder: Path, text: str | bytes, known: Sequence[str] = GIVEN) -> pl.DataFrame:
    """What is read of a CSV file; refused as the command does."""
    file = folder / "in.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    opened = open_rows(file, None, {}, known, lambda names: fact_columns(BBL, names, ()))
    return opened.rows.with_columns(short=pl.int_range(1, pl.len() + 1).is_in(list(opened.short))).collect()


CELLS = st.sampled_from(
    ["", " ", "ja", "17", "é", 'a"b', "a;b", "a,b", "a\nb", "a\r\nb", "\t", '"', "x" * 20, "\u2003"]
)
ROWS = st.lists(st.lists(CELLS, max_size=5), max_size=8)
QUOTING: tuple[Literal[0, 1, 2, 3], ...] = (csv.QUOTE_MINIMAL, csv.QUOTE_ALL)


@examples(3)
@given(
    rows=ROWS,
    separator=st.sampled_from([",", ";", "\t", "|"]),
    quoting=st.sampled_from(QUOTING),
    end=st.sampled_from(["\n", "\r\n"]),
    before=st.sampled_from(["", "\ufeff", "sep", "\ufeffsep", "\n\n"]),
    behind=st.integers(0, 2),
    last=st.booleans(),
)
def test_each_row_of_a_file_is_read_refused_or_nobody(
    rows: list[list[str]],
    separator: str,
    quoting: Literal[0, 1, 2, 3],
    end: str,
    before: str,
    behind: int,
    last: bool,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Against the csv of Python, which an engine must not differ from in any way of writing."""
    text = StringIO()
    writer = csv.writer(text, delimiter=separator, quoting=quoting, lineterminator=end)
    header = ["nummer", "leeftijd", "naam"]
    writer.writerows([header + [""] * behind, *rows])
    content = before.replace("sep", f"sep={separator}{end}") + text.getvalue()
    content = content if last else content.removesuffix(end)
    parsed = list(csv.reader(StringIO(text.getvalue(), newline=""), delimiter=separator))[1:]
    if not last and parsed and not parsed[-1]:
        parsed.pop()
    folder = tmp_path_factory.mktemp("in")
    if any(cell.strip() for row in parsed for cell in row[3:]):
        with pytest.raises(CohortError, match="meer cellen dan er kolommen zijn"):
            read(folder, content)
        return
    found = read(folder, content)
    assert found.columns == [*header, "short"]
    assert [tuple((cell or None) for cell in (*row, "", "", "")[:3]) for row in parsed] == found[:, :3].rows()
    assert found["short"].to_list() == [0 < len(row) < 3 and any(cell.strip() for cell in row) for row in parsed]


@examples(3)
@given(
    text=st.text(st.sampled_from('ab1;,"\r\n \té'), max_size=40),
    where=st.integers(0, 40),
    odd=st.sampled_from([b"\r", b'"', b"\xff", b"\0", b"\n", b";;;", b""]),
)
def test_a_damaged_file_is_read_or_refused_and_never_blamed_on_something_else(
    text: str, where: int, odd: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = f"leeftijd;naam\n{text}".encode()
    data = data[:where] + odd + data[where:]
    try:
        read(tmp_path_factory.mktemp("in"), data)
    except CohortError as error:
        told = str(error)
        assert len(told.splitlines()) == 1
        assert ("UTF-8" in told) <= (b"\xff" in data or where_in_a_letter(data))
        assert "intussen" not in told


def where_in_a_letter(data: bytes) -> bool:
    """Whether some letter of more bytes was broken."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return True
    return False


BLANK: Mapping[str, object] = {"nummer": None, "leeftijd": None, "startkwalificatie": None}
STUDENT: Mapping[str, object] = {"nummer": "1", "leeftijd": "17", "startkwalificatie": "ja"}
SPACES: Mapping[str, object] = {"nummer": "  ", "leeftijd": "", "startkwalificatie": "\t\u00a0"}
UNKNOWN: Mapping[str, object] = {"nummer": "2", "leeftijd": None, "startkwalificatie": None}


@pytest.mark.slow
@examples(1)
@given(
    rows=st.lists(st.sampled_from([BLANK, SPACES, STUDENT, UNKNOWN]), max_size=6),
    engine=st.sampled_from(sorted(engines())),
    step=st.sampled_from(["P9", "P11"]),
)
def test_blank_rows_are_nobody_in_every_engine(rows: list[Mapping[str, object]], engine: str, step: str) -> None:
    schema = dict.fromkeys(STUDENT, pl.String)
    table = engines()[engine](pl.DataFrame([dict(row) for row in rows], schema=schema))
    found = as_polars(routekaart.cohort(BBL, step, table, on=ON, changes=False))
    one = {
        True: (None, None, None),
        False: one_by_one(BBL, step, [{"leeftijd": "17", "startkwalificatie": "ja"}], ON)[0][:3],
    }
    known = [
        one[row in (BLANK, SPACES)] if row is not UNKNOWN else one_by_one(BBL, step, [{}], ON)[0][:3] for row in rows
    ]
    assert found.select("outcome", "target", "missing").rows() == known
    assert found["problem"].null_count() == len(rows)


def test_a_row_is_filled_by_any_column_of_any_kind() -> None:
    import pandas

    values: list[list[Any]] = [
        [0, None],
        [False, None],
        [1.5, None],
        [date(2020, 1, 1), None],
        [["x"], None],
        ["x", " "],
    ]
    for value in values:
        for make in engines().values():
            table = make(
                pl.DataFrame({"leeftijd": [None, None], "over": value}, schema_overrides={"leeftijd": pl.Int64})
            )
            found = as_polars(routekaart.cohort(BBL, "P11", table, on=ON, changes=False))
            assert found["outcome"].to_list() == ["needs_facts", None], value
    mixed = pandas.DataFrame(
        {"leeftijd": [None, None, None], "over": [object(), float("nan"), " "], "ook": [None, pandas.NaT, ""]}
    )
    assert list(routekaart.cohort(BBL, "P11", mixed, on=ON)["outcome"].astype(object).fillna("-")) == [
        "needs_facts",
        "-",
        "-",
    ]


def test_blank_rows_are_nobody_when_rows_are_decided_by_distinct_row(monkeypatch: pytest.MonkeyPatch) -> None:
    from routekaart.cohorts import diagrams

    monkeypatch.setattr(diagrams, "MOST_STATES", 0)
    diagrams.step_diagram.cache_clear()
    found = routekaart.cohort(BBL, "P11", pl.DataFrame([BLANK, STUDENT, SPACES]), on=ON)
    diagrams.step_diagram.cache_clear()
    assert found["outcome"].to_list() == [None, "next", None]


def odd_types() -> dict[str, Any]:
    """Columns of types that few tables have, each with an age of 17 and one that is not known."""
    import duckdb
    import numpy
    import pandas
    import pyarrow as pa

    def arrow(kind: Any, values: list[Any]) -> Any:
        return pa.table({"nummer": [1, 2], "leeftijd": pa.array(values, kind)})

    def polars(kind: Any) -> pl.DataFrame:
        return pl.DataFrame({"nummer": [1, 2], "leeftijd": pl.Series([17, None]).cast(kind)})

    return {
        "polars Int128": polars(pl.Int128),
        "polars UInt128": polars(pl.UInt128),
        "polars Float16": polars(pl.Float16),
        "polars Float16, lazy": polars(pl.Float16).lazy(),
        "pyarrow float16": arrow(pa.float16(), [numpy.float16(17), None]),
        "pyarrow large_string": arrow(pa.large_string(), ["17", None]),
        "pyarrow string_view": arrow(pa.string_view(), ["17", None]),
        "pyarrow decimal256": arrow(pa.decimal256(40, 2), [17, None]),
        "pandas float16": pandas.DataFrame({"nummer": [1, 2], "leeftijd": numpy.array([17, None], dtype="float16")}),
        "pandas, index twice": pandas.DataFrame({"nummer": [1, 2], "leeftijd": [17, None]}, index=[7, 7]),
        "pandas string_view": pandas.DataFrame(
            {"nummer": [1, 2], "leeftijd": pandas.Series(["17", None], dtype=pandas.ArrowDtype(pa.string_view()))}
        ),
        "duckdb hugeint": duckdb.sql("select * from (values (1, 17::hugeint), (2, null)) t(nummer, leeftijd)"),
        "duckdb uhugeint": duckdb.sql("select * from (values (1, 17::uhugeint), (2, null)) t(nummer, leeftijd)"),
    }


@pytest.mark.parametrize("kind", sorted(odd_types()))
def test_a_value_is_read_whatever_the_type_of_its_column(kind: str) -> None:
    found = nw.from_native(routekaart.cohort(BBL, "P15", odd_types()[kind], on=ON, changes=False))
    told = as_polars(found.select("nummer", "outcome", "target").to_native())
    assert told.sort("nummer").select("nummer", "outcome", "target").rows() == [
        (1, "next", "P16"),
        (2, "needs_facts", None),
    ]


def test_dates_and_bytes_of_odd_types_of_arrow() -> None:
    import pyarrow as pa

    for kind in (pa.date32(), pa.date64()):
        table = pa.table({"geboortedatum": pa.array([date(2009, 1, 1)], kind)})
        assert routekaart.cohort(BBL, "P15", table, on=ON)["target"].to_pylist() == ["P16"]
        assert routekaart.cohort(BBL, "P15", table, on=ON)["geboortedatum"].type == kind
    for kind in (pa.binary(), pa.large_binary(), pa.binary_view()):
        table = pa.table({"leeftijd": pa.array([b"17"], kind)})
        assert routekaart.cohort(BBL, "P15", table, on=ON)["outcome"].to_pylist() == ["refused"]


def test_whole_numbers_beyond_every_limit_are_refused() -> None:
    ends = pl.Series([-(2**127), 2**127 - 1, 2**64 + 17, 17], dtype=pl.Int128)
    assert answers(routekaart.cohort(BBL, "P15", pl.DataFrame({"leeftijd": ends}), on=ON)) == one_by_one(
        BBL, "P15", [{"leeftijd": value} for value in ends], ON
    )


def test_two_columns_of_one_name_are_told_in_every_engine() -> None:
    import duckdb
    import pandas
    import pyarrow as pa

    tables = [
        pandas.DataFrame([[17, 18]], columns=["leeftijd", "leeftijd"]),
        pandas.DataFrame([[17, 1, 2]], columns=["leeftijd", "x", "x"]),
        pa.table([[17], [18]], names=["leeftijd", "leeftijd"]),
        duckdb.sql("select 17 as leeftijd, 18 as leeftijd"),
    ]
    for table in tables:
        with pytest.raises(CohortError, match="de kolommen van een tabel hebben elk een eigen naam"):
            routekaart.cohort(BBL, "P11", table, on=ON)
