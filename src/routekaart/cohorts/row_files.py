"""Files with a row for each student, read and written in pieces, so that they may be larger than memory."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from routekaart.cohorts.lines import LONGEST_LINE, SEPARATORS, Header, look_at, read_header, same_name, too_long_header
from routekaart.cohorts.plain_copies import EXCEL
from routekaart.cohorts.recognising import recognised_names
from routekaart.cohorts.unusable import CohortError, package_missing, unusable
from routekaart.deciding.outcome_words import REFUSED
from routekaart.files.disk.reading import ReadingError, read_beginning, with_lines
from routekaart.files.disk.writing import part_beside
from routekaart.foundation.escaping.letters import file_name, one_line
from routekaart.foundation.language import Text, enumerate_text

if TYPE_CHECKING:
    import polars

T = TypeVar("T")

ENDINGS = (".csv", ".parquet")
READ_ENDINGS = (".csv", EXCEL, ".parquet")
ROWS_AT_ONCE = 100_000
_BEGINNING = 1 << 16


def checked_ending(file: Path, endings: Sequence[str] = ENDINGS) -> str:
    """The ending of a file name, in lower case.

    Raises:
        CohortError: it is not one of those.
    """
    ending = file.suffix.lower()
    if ending not in endings:
        listed = enumerate_text(endings)
        raise _wrong(file, Text(f"verwacht wordt een bestand {listed.nl}", f"expected a file {listed.en}"))
    return ending


class Opened(NamedTuple):
    """A file with rows, which are read lazily.

    Attributes:
        separator: the separator of a CSV file.
        short: the numbers of the rows with fewer cells than there are columns, in order and counted from 1.
        columns: by fact, the name of its column where that differs.
        above: the number of non-blank lines above the header.
    """

    rows: "polars.LazyFrame"
    separator: str
    short: Sequence[int]
    columns: Mapping[str, str] = MappingProxyType({})
    above: int = 0


def open_rows(
    file: Path,
    separator: str | None,
    columns: Mapping[str, str],
    known: Collection[str],
    check: Callable[[Sequence[str]], object],
) -> Opened:
    """The rows of a file.

    The columns of a CSV file are text, in which an empty cell is unknown; `cohort` reads the values.

    Args:
        separator: the separator of a CSV file; by default the one that its first line shows.
        columns: by fact, the name of its column where that differs.
        known: names that columns may have, such as those of facts.
        check: is called with the names of the columns before any row is read, and raises to refuse them.

    Raises:
        CohortError: there is no such file, it cannot hold rows, or it has malformed rows.
    """
    if find_spec("polars") is None:
        raise package_missing("polars")

    # Names that differ only in capitals, spaces and `_` are the same name.
    also: dict[str, str] = dict(columns)

    def check_names(names: Sequence[str]) -> None:
        free = [name for name in names if name not in columns.values()]
        also.update((one, name) for one, name in recognised_names(free, known).items() if one not in columns)
        check(_renamed(file, names, also))

    if checked_ending(file) == ".csv":
        opened = _opened_csv(file, separator, {*known, *columns.values()}, check_names)
    else:
        opened = _opened_parquet(file, check_names)
    renamed = opened.rows.rename({column: fact for fact, column in also.items()})
    return opened._replace(rows=renamed, columns=also)


def _opened_parquet(file: Path, check_names: Callable[[Sequence[str]], None]) -> Opened:
    import polars

    _from_disk(file, lambda: read_beginning(file, _BEGINNING))
    rows, names = _by_engine(
        file, lambda: (scanned := polars.scan_parquet(file, glob=False), scanned.collect_schema().names())
    )
    check_names(names)
    return Opened(rows, SEPARATORS[0], ())


def _opened_csv(
    file: Path, separator: str | None, known: Collection[str], check_names: Callable[[Sequence[str]], None]
) -> Opened:
    beginning = _from_disk(file, lambda: read_beginning(file, _BEGINNING))
    cut = len(beginning) == _BEGINNING and b"\n" not in beginning
    header = too_long_header() if cut else read_header(beginning, separator, known)
    if isinstance(header, Text):
        raise _wrong(file, header)
    check_names(header.names)
    looked = _from_disk(file, lambda: with_lines(file, LONGEST_LINE, lambda lines: look_at(lines, header)))
    wrong = same_name(header.names) or (looked.in_words() if looked.faults else None)
    if wrong is not None:
        raise _wrong(file, wrong)
    scanned = _by_engine(file, lambda: _scanned_csv(file, header))
    return Opened(scanned, header.separator, looked.short, above=header.titles)


def _scanned_csv(file: Path, header: Header) -> "polars.LazyFrame":
    import polars

    names = [*header.names, *(f"_routekaart_{at}" for at in range(len(header.names), header.width))]
    rows = polars.scan_csv(
        file,
        separator=header.separator,
        infer_schema=False,
        # A quoted empty cell is also null: some programs quote every cell.
        null_values="",
        skip_lines=header.before,
        with_column_names=lambda _: names,
        truncate_ragged_lines=True,
        glob=False,
    ).select(list(header.names))
    rows.collect_schema()
    return rows


def _renamed(file: Path, names: Sequence[str], columns: Mapping[str, str]) -> list[str]:
    """The names of the columns, where a column of `columns` has the name of its fact.

    Raises:
        CohortError: there is no such column, or a fact would have two columns.
    """
    for fact, column in columns.items():
        if column not in names:
            shown = one_line(column)
            raise _wrong(file, Text(f"er is geen kolom {shown}", f"there is no column {shown}"))
        if fact in names and fact != column:
            raise _wrong(file, Text(f"er is al een kolom {fact}", f"there is a column {fact} already"))
    facts = {column: fact for fact, column in columns.items()}
    return [facts.get(name, name) for name in names]


def can_divide(rows: "polars.LazyFrame", column: str) -> bool:
    """Whether a table can be grouped by a column: whether its values can be written as text."""
    import polars

    dtype = rows.collect_schema()[column]
    return not dtype.is_nested() and dtype not in (polars.Binary, polars.Duration, polars.Object)


def pieces(rows: "polars.LazyFrame", file: Path) -> "Iterator[polars.DataFrame]":
    """The rows of a file in order, `ROWS_AT_ONCE` at a time.

    Raises:
        CohortError: the file cannot be read to its end.
    """

    def batches() -> "Iterator[polars.DataFrame]":
        return iter(rows.collect_batches(chunk_size=ROWS_AT_ONCE, maintain_order=True, engine="streaming"))

    waiting = _by_engine(file, batches)
    while (piece := _by_engine(file, lambda: next(waiting, None))) is not None:
        yield piece


def with_short_refused(
    pieces: "Iterable[polars.DataFrame]", short: Sequence[int], names: Mapping[str, str], problem: str
) -> "Iterator[polars.DataFrame]":
    """The pieces of a table with answers, with the rows that have too few cells refused.

    Args:
        short: the numbers of those rows.
        names: for each answer, the name of its column.
        problem: the problem that those rows get.
    """
    import polars

    before = 0
    for piece in pieces:
        here = short[bisect_right(short, before) : bisect_right(short, before + len(piece))]
        answers = [(name, {"outcome": REFUSED, "problem": problem}.get(answer)) for answer, name in names.items()]
        refused = polars.int_range(before + 1, before + len(piece) + 1).is_in(list(here))
        before += len(piece)
        yield (
            piece.with_columns(
                polars.when(refused).then(polars.lit(answer, dtype=piece.schema[name])).otherwise(name).alias(name)
                for name, answer in answers
            )
            if here
            else piece
        )


def write_rows(file: Path, rows: "Iterable[polars.DataFrame]", schema: "polars.Schema", separator: str) -> None:
    """Writes rows that come in pieces. An existing file is replaced only after everything is written.

    Args:
        separator: the separator of a CSV file.

    Raises:
        CohortError: raised by `rows`.
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
            raise _wrong(file, Text("de rijen zijn niet te schrijven", "the rows cannot be written"))


def _by_engine(file: Path, read: "Callable[[], T]") -> "T":
    """The result of reading with polars. Its errors are dropped: they quote the file, which may hold personal data.

    Not a context manager, and raised after the handler: an error raised within one keeps the error it replaces.
    """
    from polars.exceptions import ColumnNotFoundError, PolarsError

    try:
        return read()
    except ColumnNotFoundError:
        raise
    except (PolarsError, UnicodeDecodeError):
        if file.suffix.lower() == ".parquet":
            expected = Text("een parquet-bestand", "a parquet file")
        else:
            expected = Text("een CSV-bestand dat intussen niet verandert", "a CSV file that does not change meanwhile")
    nl, en = f"niet te lezen; verwacht wordt {expected.nl}", f"cannot be read; expected {expected.en}"
    raise _wrong(file, Text(nl, en))


def _from_disk(file: Path, read: Callable[[], T]) -> T:
    """The result of reading a file before polars opens it.

    Raises:
        CohortError: there is no such file, it is not a plain file, or it cannot be read.
    """
    try:
        return read()
    except ReadingError as error:
        text = error.text
    raise _wrong(file, text)


def _wrong(file: Path, text: Text) -> CohortError:
    shown = file_name(file)
    return unusable(f"{shown}: {text.nl}", f"{shown}: {text.en}", str(file))
