"""Files with a row for each student, read and written in pieces, so that they may be larger than the memory."""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from routekaart.cohorts.errors import CohortError, package_missing
from routekaart.disk.reading import ReadingError, has_only_lines_up_to, read_beginning
from routekaart.disk.writing import part_beside
from routekaart.escaping.letters import file_name, one_line
from routekaart.language import Text, enumerate_text

if TYPE_CHECKING:
    import polars

T = TypeVar("T")

ENDINGS = (".csv", ".parquet")
SEPARATORS = (",", ";", "\t", "|")
ROWS_AT_ONCE = 100_000
_BEGINNING = 1 << 16
_LONGEST_LINE = 1 << 22


def checked_ending(file: Path) -> str:
    """How the name of a file ends.

    Raises:
        CohortError: not as that of a file with rows.
    """
    ending = file.suffix.lower()
    if ending not in ENDINGS:
        listed = enumerate_text(ENDINGS)
        raise _wrong(file, f"verwacht wordt een bestand {listed.nl}", f"expected a file {listed.en}")
    return ending


def open_rows(file: Path, separator: str | None, columns: Mapping[str, str]) -> "tuple[polars.LazyFrame, str]":
    """The rows of a file, to be read when they are asked for, and what stands between its columns.

    What stands in a CSV file is text, and an empty place is unknown; `decide` reads the rest.

    Args:
        separator: what stands between the columns of a CSV file; without it, what its first line tells.
        columns: for a fact, the column that it stands in when that has another name.

    Raises:
        CohortError: there is no such file, or it cannot hold rows.
    """
    if find_spec("polars") is None:
        raise package_missing("polars")
    import polars

    ending = checked_ending(file)
    beginning = _looked_at(file, ending)

    def scanned() -> "tuple[polars.LazyFrame, str, list[str]]":
        between = separator or SEPARATORS[0]
        if ending == ".csv":
            between = _separator(file, beginning, separator)
            # Between quotes, an empty place is empty too: some programs write quotes around everything.
            rows = polars.scan_csv(file, separator=between, infer_schema=False, null_values="")
        else:
            rows = polars.scan_parquet(file)
        return rows, between, rows.collect_schema().names()

    rows, between, names = _told_plainly(file, scanned)
    for fact, column in columns.items():
        if column not in names:
            raise _wrong(file, f"er is geen kolom {column}", f"there is no column {column}")
        if fact in names and fact != column:
            raise _wrong(file, f"er is al een kolom {fact}", f"there is a column {fact} already")
    return rows.rename({column: fact for fact, column in columns.items()}), between


def can_divide(rows: "polars.LazyFrame", column: str) -> bool:
    """Whether a column has values that a table can be divided by: such as can be written as text."""
    import polars

    dtype = rows.collect_schema()[column]
    return not dtype.is_nested() and dtype not in (polars.Binary, polars.Duration, polars.Object)


def pieces(rows: "polars.LazyFrame", file: Path) -> "Iterator[polars.DataFrame]":
    """The rows of a file, some at a time and in order.

    Raises:
        CohortError: the file cannot be read to its end.
    """

    def batches() -> "Iterator[polars.DataFrame]":
        return iter(rows.collect_batches(chunk_size=ROWS_AT_ONCE, maintain_order=True, engine="streaming"))

    waiting = _told_plainly(file, batches)
    while (piece := _told_plainly(file, lambda: next(waiting, None))) is not None:
        yield piece


def write_rows(file: Path, rows: "Iterable[polars.DataFrame]", schema: "polars.Schema", separator: str) -> None:
    """Writes rows that come in pieces. A file that is there is replaced when all is well.

    Args:
        separator: what stands between the columns of a CSV file.

    Raises:
        CohortError: what was raised while the rows were made.
        WritingError: the file cannot be written.
    """
    from polars.exceptions import PolarsError
    from polars.io.plugins import register_io_source

    failed: list[CohortError] = []
    unwritable = False

    def source(
        _columns: list[str] | None, _predicate: "polars.Expr | None", _rows: int | None, _size: int | None
    ) -> "Iterator[polars.DataFrame]":
        try:
            yield from rows
        except CohortError as error:
            failed.append(error)
            raise

    made = register_io_source(source, schema=schema)
    with part_beside(file) as part:
        try:
            if checked_ending(file) == ".csv":
                made.sink_csv(part, separator=separator)
            else:
                made.sink_parquet(part)
        except PolarsError:
            unwritable = True
        if failed:
            raise failed[0]
        if unwritable:
            raise _wrong(file, "de rijen zijn niet te schrijven", "the rows cannot be written")


def _told_plainly(file: Path, read: "Callable[[], T]") -> T:
    """What is read. What the engine cannot read is told without what stands in the file: that may be personal data.

    Not a context manager: an error that is raised in one holds the error of before, with what that quotes.
    """
    found = _read(read)
    if not found:
        if file.suffix.lower() == ".parquet":
            expected = Text("een parquet-bestand", "a parquet file")
        else:
            expected = Text(
                "UTF-8, en in elke rij evenveel kolommen als in de eerste regel",
                "UTF-8, and in each row as many columns as in the first line",
            )
        raise _wrong(file, f"niet te lezen; verwacht wordt {expected.nl}", f"cannot be read; expected {expected.en}")
    return found[0]


def _read(read: "Callable[[], T]") -> tuple[T] | tuple[()]:
    """What is read, or nothing when the engine cannot read it."""
    from polars.exceptions import ColumnNotFoundError, PolarsError

    try:
        return (read(),)
    except ColumnNotFoundError:
        raise
    except (PolarsError, UnicodeDecodeError):
        return ()


def _separator(file: Path, beginning: bytes, separator: str | None) -> str:
    """What stands between the columns of a CSV file.

    Raises:
        CohortError: the file is empty, or has two columns of one name.
        UnicodeDecodeError: its first line is not UTF-8.
    """
    line = beginning.partition(b"\n")[0].decode("utf-8-sig").rstrip("\r")
    if not line.strip():
        raise _wrong(file, "het bestand is leeg", "the file is empty")
    chosen = separator or max(SEPARATORS, key=line.count)
    names = _names_in(line, chosen)
    if names is None:
        raise _wrong(
            file,
            "de eerste regel is niet te lezen; verwacht worden de namen van de kolommen, en regels die eindigen met"
            " een gewoon regeleinde",
            "the first line cannot be read; expected the names of the columns, and lines that end in an ordinary way",
        )
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        shown = one_line(twice[0])
        raise _wrong(file, f"kolom {shown} staat er twee keer in", f"column {shown} is in it twice")
    return chosen


def _names_in(line: str, separator: str) -> list[str] | None:
    """The names in the first line of a CSV file; None when it is no such line."""
    try:
        return next(csv.reader(StringIO(line), delimiter=separator))
    except csv.Error:
        return None


def _looked_at(file: Path, ending: str) -> bytes:
    """How a file begins, when it is one that an engine can read some at a time.

    Raises:
        CohortError: it is not there, it is no plain file, or it has a line that is no row.
    """
    in_lines = True
    try:
        found: bytes | ReadingError = read_beginning(file, _BEGINNING)
        if ending == ".csv":
            in_lines = has_only_lines_up_to(file, _LONGEST_LINE)
    except ReadingError as error:
        found = error
    if isinstance(found, ReadingError):
        raise _wrong(file, found.text.nl, found.text.en)
    if not in_lines or (ending == ".csv" and len(found) == _BEGINNING and b"\n" not in found):
        raise _wrong(
            file,
            "een regel is te lang voor een rij; verwacht wordt een rij per student",
            "a line is too long for a row; expected a row for each student",
        )
    return found


def _wrong(file: Path, nl: str, en: str) -> CohortError:
    shown = file_name(file)
    return CohortError(Text(f"{shown}: {nl}", f"{shown}: {en}"))
