"""`routekaart cohort`: a file of students in, the same rows with their answers and the numbers out."""

import json
import shlex
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import polars as pl
import pytest
from click.testing import CliRunner, Result
from support.cohort_rows import answers, decided
from support.places import DATA

import routekaart
from routekaart import maps
from routekaart.cli import main
from routekaart.cohorts import diagrams, row_files
from routekaart.cohorts.row_files import ROWS_AT_ONCE, open_rows, pieces
from routekaart.cohorts.summary import AnswerColumns, AnswerKind, Summary
from routekaart.cohorts.unusable import CohortError
from routekaart.foundation.language import Text

pytestmark = pytest.mark.slow

STUDENTS = DATA / "cohorts" / "studenten.csv"
ON = date(2026, 3, 1)
BBL = routekaart.load("roc_bbl")


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(line: str) -> Result:
    return CliRunner().invoke(main, ["cohort", *shlex.split(line)])


def rows() -> pl.DataFrame:
    return pl.read_csv(STUDENTS, separator=";", infer_schema=False)


def read_back(file: str) -> pl.DataFrame:
    """What was written; a CSV file has the separator of the one that was read."""
    if file.endswith(".parquet"):
        return pl.read_parquet(file)
    found = pl.read_csv(file, separator=";", infer_schema=False)
    return found.with_columns(pl.col("changes_on").str.to_date())


@pytest.mark.slow
@pytest.mark.parametrize("output", ["uit.csv", "uit.parquet"])
def test_each_row_is_written_with_its_answers(output: str) -> None:
    result = run(f"roc_bbl {STUDENTS} --step stap --on {ON} -o {output}")
    assert result.exit_code == 0, result.output
    facts = [{name: value for name, value in row.items() if name in BBL.facts} for row in rows().to_dicts()]
    expected = [decided(BBL, step, row, ON) for step, row in zip(rows()["stap"], facts, strict=True)]
    found = read_back(output)
    assert answers(found) == expected
    assert found.select(rows().columns).equals(rows())


@pytest.mark.slow
def test_parquet_and_csv_tell_the_same() -> None:
    rows().write_parquet("in.parquet")
    told = [run(f"roc_bbl {file} --step stap --on {ON} --format json").output for file in (STUDENTS, "in.parquet")]
    assert told[0] == told[1]


def test_a_file_is_gone_through_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    many = pl.concat([rows()] * 30)
    many.write_csv("veel.csv")
    monkeypatch.setattr(row_files, "ROWS_AT_ONCE", 50)
    read = open_rows(Path("veel.csv"), None, {}, BBL.facts, len).rows
    sizes = [len(piece) for piece in pieces(read, Path("veel.csv"))]
    assert sum(sizes) == len(many)
    assert len(sizes) > 1
    assert max(sizes) < ROWS_AT_ONCE
    told = json.loads(run(f"roc_bbl veel.csv --step stap --on {ON} --format json -o uit.parquet").output)
    assert told["students"] == len(many)
    # The first rows with a problem are named, also when they lie in other pieces.
    assert [problem["rows"] for problem in told["refused"]] == [[5, 15, 25], [8, 18, 28], [9, 19, 29]]
    written = pl.read_parquet("uit.parquet")
    assert written["nummer"].to_list() == many["nummer"].to_list()


def test_pieces_of_a_table_add_up() -> None:
    names = AnswerColumns(
        "stap", True, "outcome", "target", "missing", "problem", "changes_on", date(2026, 4, 1), "gemeente"
    )
    whole, parts = Summary(), Summary()
    found = routekaart.cohort(BBL, "stap", rows(), on=ON)
    whole.add(found, names)
    for start in range(0, 10, 3):
        parts.add(found[start : start + 3], names)
    assert whole == parts
    assert whole.students == 10
    assert whole.kinds[AnswerKind("Heiloo", "P11", "next", "P12", None)] == 1
    assert whole.soon.total() == 2
    assert sum(whole.of_group(group).students for group in whole.groups()) == 10


def test_the_numbers_are_those_of_the_rows() -> None:
    told = json.loads(run(f"roc_bbl {STUDENTS} --step stap --on {ON} --format json --by gemeente").output)
    assert (told["format"], told["format_version"], told["soon_until"]) == ("routekaart.cohort", 1, "2026-04-01")
    assert {step["step"]: step["students"] for step in told["steps"]} == {"P9": 2, "P11": 4, "P15": 1}
    assert sum(problem["students"] for problem in told["refused"]) == 3
    assert [group["group"] for group in told["groups"]] == ["alkmaar", "heiloo", "bergen_nh", None]
    assert sum(group["students"] for group in told["groups"]) == told["students"] == 10


@pytest.mark.slow
def test_no_value_of_a_student_is_in_the_numbers() -> None:
    for form in ("text", "json"):
        output = run(f"roc_bbl {STUDENTS} --step stap --on {ON} --format {form}").output
        assert "misschien" not in output
        assert "2009-02-30" not in output


@pytest.mark.slow
def test_facts_in_columns_with_other_names() -> None:
    rows().rename({"geboortedatum": "geboren", "stap": "waar"}).write_csv("anders.csv")
    result = run(f"roc_bbl anders.csv --step waar --on {ON} --column geboortedatum=geboren -o uit.csv")
    assert result.exit_code == 0, result.output
    assert "geboren" in Path("uit.csv").read_text(encoding="utf-8").splitlines()[0]
    assert result.output == run(f"roc_bbl {STUDENTS} --step stap --on {ON}").output.replace("stap:", "waar:")


@pytest.mark.parametrize(
    ("content", "options", "expected"),
    [
        (None, "--step P11", "dit bestand is er niet"),
        (b"", "--step P11", "het bestand is leeg"),
        (b"leeftijd,a,a\n1,2,3\n", "--step P11", "kolom 2 en kolom 3 hebben dezelfde naam"),
        (b"leeftijd,,\n1,2,3\n", "--step P11", "rij 1: meer cellen dan er kolommen zijn"),
        (b"leeftijd,,,a\n1,2,3,4\n", "--step P11", "kolom 2 en kolom 3 hebben geen naam"),
        (b"leeftijd,b\n1,2,3\n", "--step P11", "rij 1: meer cellen dan er kolommen zijn"),
        (b"leeftijd\rstap\n1\rP11\n", "--step P11", "een teken voor een regeleinde staat los"),
        (b"leeftijd,\x1b[2J,\x1b[2J\n1,2,3\n", "--step P11", "kolom 2 en kolom 3 hebben dezelfde naam"),
        (b"na\x81ve\n1\n", "--step P11", "dit is geen UTF-8"),
        (b"leeftijd,naam\n1,na\x81ve\n", "--step P11", "rij 1: dit is geen UTF-8"),
        (b"leeftijd\n1\n", "--step P111", "P111 is geen stap van route roc_bbl en geen kolom; bedoelde u P11?"),
        (b"leeftjd\n17\n", "--step P11", "bedoelde u leeftijd?"),
        (b"leeftijd,outcome\n1,x\n", "--step P11", "heeft al een kolom outcome"),
        (b"leeftijd\n1\n", "--step P11 --by gemeente", "--by gemeente: er is geen kolom"),
        (b"nummer\n1\n", "--step P11 --column leeftijd", "--column leeftijd: verwacht wordt GEGEVEN=KOLOM"),
        (b"nummer\n1\n", "--step P11 --column leeftijd=age", "er is geen kolom age"),
        (b"leeftijd,age\n1,2\n", "--step P11 --column leeftijd=age", "er is al een kolom leeftijd"),
        (b"nummer\n1\n", "--step P11 -o in.csv", "dit bestand is gelezen voor deze uitvoer"),
        (b"nummer\n1\n", "--step P11 -o uit.xlsx", "verwacht wordt .csv of .parquet"),
        (b"leeftijd\n1\n", "--step P11 -o nergens/uit.csv", "niet te schrijven"),
        (b"nummer\n1\n", "--step P11 --chart beeld.jpg", "verwacht wordt .svg of .png"),
        (b"nummer\n1\n", "--step P11 --on morgen", "peildatum: verwacht wordt"),
    ],
)
def test_a_file_that_cannot_be_used_gets_one_message(content: bytes | None, options: str, expected: str) -> None:
    if content is not None:
        Path("in.csv").write_bytes(content)
    result = run(f"roc_bbl in.csv {options}")
    assert result.exit_code == 2, result.output
    assert expected in result.output
    assert len(result.output.splitlines()) == 1
    assert [path.name for path in Path().iterdir() if path.name != "in.csv"] == []


def test_a_file_that_cannot_be_read_gets_one_message_too_when_it_is_decided_by_distinct_row(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(diagrams, "MOST_STATES", 0)
    Path("in.csv").write_bytes(b"startkwalificatie\nja\nna\x81ve\n")
    diagrams.step_diagram.cache_clear()
    result = run("roc_bbl in.csv --step P11")
    diagrams.step_diagram.cache_clear()
    assert result.exit_code == 2, result.output
    assert "UTF-8" in result.output
    assert len(result.output.splitlines()) == 1


def test_a_file_of_another_kind_gets_one_message() -> None:
    Path("in.xlsx").write_bytes(b"PK")
    Path("in.parquet").write_bytes(b"geen parquet")
    Path("in.ods").write_bytes(b"PK")
    assert "verwacht wordt een werkmap van Excel (.xlsx)" in run("roc_bbl in.xlsx --step P11").output
    assert "verwacht wordt een bestand .csv, .xlsx of .parquet" in run("roc_bbl in.ods --step P11").output
    assert "niet te lezen; verwacht wordt een parquet-bestand" in run("roc_bbl in.parquet --step P11").output


@pytest.mark.parametrize("value", [["a"], {"a": 1}, b"\xff", timedelta(3)], ids=lambda one: type(one).__name__)
def test_a_table_is_not_divided_by_what_is_no_text(value: object) -> None:
    pl.DataFrame({"nummer": [1], "leeftijd": [17], "soort": [value]}).write_parquet("in.parquet")
    result = run("roc_bbl in.parquet --step P11 --by soort")
    assert (result.exit_code, result.output) == (
        2,
        "--by soort: verwacht wordt een kolom met tekst, getallen of datums\n",
    )
    assert run("roc_bbl in.parquet --step P11").exit_code == 0
    assert "kolom soort: verwacht worden stappen" in run("roc_bbl in.parquet --step soort").output


def test_a_file_that_goes_wrong_halfway_leaves_what_was_there() -> None:
    good = rows().write_csv(separator=";")
    Path("in.csv").write_text(good + "1;2;3;4;5;6;7;8;9;10\n", encoding="utf-8")
    Path("uit.csv").write_text("van gisteren", encoding="utf-8")
    result = run(f"roc_bbl in.csv --step stap --on {ON} -o uit.csv")
    assert result.exit_code == 2
    assert "rij 11: meer cellen dan er kolommen zijn" in result.output
    assert Path("uit.csv").read_text(encoding="utf-8") == "van gisteren"
    assert sorted(path.name for path in Path().iterdir()) == ["in.csv", "uit.csv"]


@pytest.mark.slow
def test_the_separator_is_found_or_given() -> None:
    for separator in (",", ";", "\t", "|"):
        rows().write_csv("in.csv", separator=separator)
        assert "10 studenten" in run(f"roc_bbl in.csv --step stap --on {ON}").output
    Path("in.csv").write_text("leeftijd;naam, voornaam, tussenvoegsel\n17;x\n", encoding="utf-8")
    assert "1 student" in run(f"roc_bbl in.csv --step P11 --on {ON}").output
    Path("in.csv").write_text("leeftijd;naam,leeftijd\n17;x\n", encoding="utf-8")
    assert "niet zeker welk teken tussen de kolommen staat" in run("roc_bbl in.csv --step P11").output
    assert "1 student" in run(f"roc_bbl in.csv --step P11 --separator ';' --on {ON}").output
    Path("in.csv").write_text("leeftijd\tnaam,leeftijd\n17\tx\n", encoding="utf-8")
    for tab in ("tab", "'\\t'", "'\t'"):
        assert "1 student" in run(f"roc_bbl in.csv --step P11 --separator {tab} --on {ON}").output
    assert "verwacht wordt een komma, ;, | of tab" in run("roc_bbl in.csv --step P11 --separator :").output


def test_blank_rows_are_nobody_and_short_rows_are_told() -> None:
    Path("in.csv").write_text(
        "sep=;\n\nnummer;leeftijd;startkwalificatie;;\n1;17;ja\n\n;;;;;;\n ; ;\t\n5;17\n6;17;nee;;\n7\n",
        encoding="utf-8",
    )
    line = f"roc_bbl in.csv --step P11 --on {ON} -o uit.csv"
    result = run(line)
    assert result.exit_code == 0, result.output
    assert "4 studenten\n3 lege rijen overgeslagen\n" in result.output
    assert "  deze rij heeft minder cellen dan er kolommen zijn: 2 (rij 5, 7)" in result.output
    told = json.loads(run(f"{line} --format json").output)
    assert (told["students"], told["blank_rows"], told["refused"][0]["rows"]) == (4, 3, [5, 7])
    found = read_back("uit.csv")
    assert found["outcome"].to_list() == ["next", None, None, None, "refused", "needs_facts", "refused"]
    assert found.columns[:3] == ["nummer", "leeftijd", "startkwalificatie"]
    assert found["nummer"].to_list() == ["1", None, None, " ", "5", "6", "7"]
    assert found["problem"].null_count() == 5


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a[1]", "[ab]", "*", "a?", "]]> <![CDATA[", "x\ny", "~", "{a,b}"])
def test_the_name_of_a_file_is_no_pattern(name: str) -> None:
    rows().write_csv(f"{name}.csv")
    rows().write_parquet(f"{name}.parquet")
    for ending in ("csv", "parquet"):
        result = CliRunner().invoke(main, ["cohort", "roc_bbl", f"{name}.{ending}", "--step", "stap", "--on", str(ON)])
        assert "10 studenten" in result.output, result.output


def test_short_rows_are_found_in_every_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    many = "".join(f"{row};17;ja\n" if row % 7 else f"{row};17\n" for row in range(1, 301))
    Path("in.csv").write_text(f"nummer;leeftijd;startkwalificatie\n{many}", encoding="utf-8")
    monkeypatch.setattr(row_files, "ROWS_AT_ONCE", 50)
    told = json.loads(run(f"roc_bbl in.csv --step P11 --on {ON} --format json -o uit.parquet").output)
    assert told["refused"] == [
        {"problem": "deze rij heeft minder cellen dan er kolommen zijn", "students": 42, "rows": [7, 14, 21]}
    ]
    refused = pl.read_parquet("uit.parquet").filter(pl.col("outcome").cast(pl.String) == "refused")
    assert refused["nummer"].to_list() == [str(row) for row in range(7, 301, 7)]


def test_all_that_is_wrong_with_rows_is_told_at_once() -> None:
    rows = b"1;\x81\n2;a;b\n3;a;b\n4;a\rb\n5;\x81\n" + b"6;a;b\n" * 3 + b'7;a"b"\n8;"\n'
    Path("in.csv").write_bytes(b"leeftijd;naam\n" + rows)
    result = run("roc_bbl in.csv --step P11")
    assert result.exit_code == 2
    parts = ["rij 1, 5: dit is geen UTF-8", "rij 2, 3, 6 en nog 2: meer cellen", "rij 4: een teken voor een regeleinde"]
    assert [part for part in [*parts, "rij 9: een aanhalingsteken"] if part not in result.output] == []
    assert len(result.output.splitlines()) == 1


def test_a_picture_of_the_flow() -> None:
    result = run(f"roc_bbl {STUDENTS} --step stap --on {ON} --chart beeld.svg")
    assert result.exit_code == 0, result.output
    picture = Path("beeld.svg").read_text(encoding="utf-8")
    root = ElementTree.fromstring(picture)
    title = root.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert "10 studenten op 2026-03-01" in str(title.text)
    assert "van P11 naar P12: 2 studenten" in picture
    assert "van P11 naar P13: 0" in picture
    assert "nog niet te bepalen: 1" in picture


def test_numbers_stand_once_between_two_places() -> None:
    picture = maps.picture_of(BBL, "en")
    flow = maps.Flow({("P9", "P4"): 1234, ("P11", "P15"): 1}, {"P9": 5}, {"P9": 7}, Text("nu", "now"))
    shown = maps.with_flow(picture, flow)
    assert shown.title.endswith(": now")
    words = {(edge.source, edge.target): edge.words for edge in shown.edges}
    ways = [(edge.source, edge.target) for edge in shown.edges if edge.kind != "hand_over"]
    assert len(ways) == len(set(ways))
    assert words["P9", "P4"] == "1,234 students"
    assert words["P11", "P15"] == "1 student"
    here = next(node for node in shown.nodes if node.id == "P9")
    assert here.remarks == ("here: 1,246", "not decided yet: 7")
    assert here.stay == "staying: 5"


def test_an_empty_place_is_unknown_also_between_quotes() -> None:
    told = []
    for empty in ("", '""'):
        Path("in.csv").write_text(f"leeftijd,startkwalificatie\n17,{empty}\n{empty},ja\n", encoding="utf-8")
        told.append(run(f"roc_bbl in.csv --step P11 --on {ON} --format json").output)
    assert told[0] == told[1]
    assert json.loads(told[0])["refused"] == []


@pytest.mark.slow
@pytest.mark.parametrize("package", ["narwhals", "polars"])
def test_a_package_that_is_missing_is_told(package: str) -> None:
    line = f"cohort roc_bbl {STUDENTS} --step stap --on 2026-03-01"
    script = f"import sys; sys.modules[{package!r}] = None; from routekaart.cli import main; main({line.split()!r})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, f'hiervoor is {package} nodig: pip install "routekaart[cohort]"\n')


def test_that_pandas_needs_pyarrow_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pytest.importorskip("pandas").DataFrame({"leeftijd": [17]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(CohortError, match="hiervoor is pyarrow nodig: pip install pyarrow"):
        routekaart.cohort(routekaart.load("roc_bbl"), "P15", frame, on=ON)


def test_what_cannot_be_drawn_takes_no_numbers_with_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "graphlay", None)
    told = run(f"roc_bbl {STUDENTS} --step stap --on {ON} --chart {tmp_path / 'stroom.svg'}")
    assert told.exit_code == 2
    assert "10 studenten" in told.stdout
    assert "graphlay" in told.stderr
