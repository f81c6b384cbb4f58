"""Files with a row for each student, read and written in pieces, so that they may be larger than the memory."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from routekaart.cohorts.errors import CohortError, package_missing
from routekaart.cohorts.lines import LONGEST_LINE, SEPARATORS, look_at, read_header, same_name, too_long_header
from routekaart.deciding.outcome_words import REFUSED
from routekaart.disk.reading import ReadingError, read_beginning, with_lines
from routekaart.disk.writing import part_beside
from routekaart.escaping.letters import file_name, one_line
from routekaart.foundation.language import Text, enumerate_text

if TYPE_CHECKING:
    import polars

T = TypeVar("T")

ENDINGS = (".csv", ".parquet")
ROWS_AT_ONCE = 100_000
_BEGINNING = 1 << 16


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


class Opened(NamedTuple):
    """A file with rows, which are read when they are asked for.

    Attributes:
        separator: what stands between the columns of a CSV file.
        short: the numbers of the rows with fewer cells than there are columns, in order and counted from 1.
    """

    rows: "polars.LazyFrame"
    separator: str
    short: Sequence[int]


def open_rows(
    file: Path,
    separator: str | None,
    columns: Mapping[str, str],
    known: Collection[str],
    check: Callable[[Sequence[str]], object],
) -> Opened:
    """The rows of a file.

    What stands in a CSV file is text, and an empty place is unknown; `decide` reads the rest.

    Args:
        separator: what stands between the columns of a CSV file; without it, what its first line tells.
        columns: for a fact, the column that it stands in when that has another name.
        known: other names that columns surely have: those of facts.
        check: looks at the names of the columns before the rows are looked at, and raises to refuse them.

    Raises:
        CohortError: there is no such file, it cannot hold rows, or it has rows that are none.
    """
    if find_spec("polars") is None:
        raise package_missing("polars")
    if checked_ending(file) == ".csv":
        return _opened_csv(file, separator, columns, known, check)
    import polars

    _asked(file, lambda: read_beginning(file, _BEGINNING))
    rows, names = _told_plainly(
        file, lambda: (scanned := polars.scan_parquet(file, glob=False), scanned.collect_schema().names())
    )
    check(_renamed(file, names, columns))
    return Opened(_with_names_of_facts(rows, columns), SEPARATORS[0], ())


def _opened_csv(
    file: Path,
    separator: str | None,
    columns: Mapping[str, str],
    known: Collection[str],
    check: Callable[[Sequence[str]], object],
) -> Opened:
    import polars

    beginning = _asked(file, lambda: read_beginning(file, _BEGINNING))
    cut = len(beginning) == _BEGINNING and b"\n" not in beginning
    header = too_long_header() if cut else read_header(beginning, separator, {*known, *columns.values()})
    if isinstance(header, Text):
        raise _wrong(file, header.nl, header.en)
    check(_renamed(file, header.names, columns))
    looked = _asked(file, lambda: with_lines(file, LONGEST_LINE, lambda lines: look_at(lines, header)))
    wrong = same_name(header.names) or (looked.told() if looked.faults else None)
    if wrong is not None:
        raise _wrong(file, wrong.nl, wrong.en)
    names = [*header.names, *(f"_routekaart_{at}" for at in range(len(header.names), header.width))]
    between, skipped = header.separator, header.before

    def scanned() -> "polars.LazyFrame":
        rows = polars.scan_csv(
            file,
            separator=between,
            infer_schema=False,
            # Between quotes, an empty place is empty too: some programs write quotes around everything.
            null_values="",
            skip_lines=skipped,
            with_column_names=lambda _: names,
            truncate_ragged_lines=True,
            glob=False,
        ).select(names[: len(header.names)])
        rows.collect_schema()
        return rows

    rows = _told_plainly(file, scanned)
    return Opened(_with_names_of_facts(rows, columns), header.separator, looked.short)


def _renamed(file: Path, names: Sequence[str], columns: Mapping[str, str]) -> list[str]:
    """The names of columns, with those of facts in place of the names that they have in a file."""
    for fact, column in columns.items():
        if column not in names:
            shown = one_line(column)
            raise _wrong(file, f"er is geen kolom {shown}", f"there is no column {shown}")
        if fact in names and fact != column:
            raise _wrong(file, f"er is al een kolom {fact}", f"there is a column {fact} already")
    facts = {column: fact for fact, column in columns.items()}
    return [facts.get(name, name) for name in names]


def _with_names_of_facts(rows: "polars.LazyFrame", columns: Mapping[str, str]) -> "polars.LazyFrame":
    return rows.rename({column: fact for fact, column in columns.items()})


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


def with_short_refused(
    pieces: "Iterable[polars.DataFrame]", short: Sequence[int], names: Mapping[str, str], told: str
) -> "Iterator[polars.DataFrame]":
    """The pieces of a table with answers, in which the rows with too few cells are refused: what they hold is not sure.

    Args:
        short: the numbers of those rows.
        names: for each answer, the name of its column.
        told: the problem that those rows get.
    """
    import polars

    before = 0
    for piece in pieces:
        here = short[bisect_right(short, before) : bisect_right(short, before + len(piece))]
        answers = [(name, {"outcome": REFUSED, "problem": told}.get(answer)) for answer, name in names.items()]
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
            expected = Text("een CSV-bestand dat intussen niet verandert", "a CSV file that does not change meanwhile")
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


def _asked(file: Path, ask: Callable[[], T]) -> T:
    """What is asked of a file.

    Raises:
        CohortError: it is not there, or it is no plain file.
    """
    found: T | ReadingError
    try:
        found = ask()
    except ReadingError as error:
        found = error
    if isinstance(found, ReadingError):
        raise _wrong(file, found.text.nl, found.text.en)
    return found


def _wrong(file: Path, nl: str, en: str) -> CohortError:
    shown = file_name(file)
    return CohortError(Text(f"{shown}: {nl}", f"{shown}: {en}"))
