"""Copies, as UTF-8 text with commas, of files in the format of another program: Excel, or Windows text."""

import codecs
import csv
from collections.abc import Callable
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from routekaart.cohorts.unusable import CohortError, package_missing, unusable
from routekaart.files.disk.limits import TABLE_COPY
from routekaart.files.disk.reading import ReadingError, read_beginning, read_bytes
from routekaart.files.disk.scratch import put
from routekaart.foundation.escaping.letters import file_name, one_line
from routekaart.foundation.language import Text

EXCEL = ".xlsx"
_BEGINNING = 1 << 16
_UNPACKED = 16 * TABLE_COPY
"""The largest total size of the unpacked parts of a workbook, in bytes."""
_MIDNIGHT = " 00:00:00"
_ENCODINGS = (
    ("utf-16", Text("de tekst is UTF-16", "the text is UTF-16")),
    ("cp1252", Text("de tekst is van Windows (ANSI), geen UTF-8", "the text is of Windows (ANSI), not UTF-8")),
)


class PlainCopy(NamedTuple):
    """A file that can be read as a table, and what was recognised to make it; the original file when nothing was."""

    file: Path
    recognised: tuple[Text, ...]


def plain_copy(file: Path, folder: Callable[[], Path]) -> PlainCopy:
    """A file as plain text in a folder, or the file itself where it is that already.

    Args:
        folder: makes the folder for a copy.

    Raises:
        CohortError: a workbook cannot be read, or is too large.
        WritingError: the copy cannot be written.
    """
    ending = file.suffix.lower()
    if ending == EXCEL:
        text, recognised = _of_workbook(file)
    elif ending == ".csv":
        made = _of_text(file)
        if made is None:
            return PlainCopy(file, ())
        text, recognised = made
    else:
        return PlainCopy(file, ())
    copy = folder() / f"{file.stem}.csv"
    put(copy, text.encode("utf-8", "replace"))
    return PlainCopy(copy, recognised)


def _of_text(file: Path) -> tuple[str, tuple[Text, ...]] | None:
    """The text of a file in another encoding or with CR line ends; None for ordinary text, and if it is not text."""
    try:
        beginning = read_beginning(file, _BEGINNING)
        old_ends = b"\r" in beginning and b"\n" not in beginning
        is_wide = beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        data = read_bytes(file, TABLE_COPY)
    except ReadingError:
        # Too large for a copy, or unreadable; opening the table reports that.
        return None
    if not is_wide and not old_ends and _is_utf_8(data):
        return None
    encoding, told = _ENCODINGS[0 if is_wide else 1]
    recognised = []
    if is_wide or not _is_utf_8(data):
        recognised.append(told)
    else:
        encoding = "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    if old_ends:
        text = text.replace("\r", "\n")
        recognised.append(Text("elke regel eindigt op CR (oude Mac)", "each line ends in CR (old Mac)"))
    return text, tuple(recognised)


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _of_workbook(file: Path) -> tuple[str, tuple[Text, ...]]:
    """The first sheet of a workbook as text: dates as 2009-03-01, numbers with a point, an empty cell empty."""
    if find_spec("fastexcel") is None:
        raise package_missing("fastexcel", '"routekaart[excel]"')
    _check_size(file)
    import fastexcel
    import polars

    try:
        # Read the data here, with a size limit, rather than by the engine.
        book = fastexcel.read_excel(read_bytes(file, TABLE_COPY))
        names = list(book.sheet_names)
        sheet = book.load_sheet(0, header_row=None, dtypes="string", skip_whitespace_tail_rows=True).to_polars()
    except (fastexcel.FastExcelError, polars.exceptions.PolarsError, ReadingError):
        names, sheet = [], None
    if sheet is None:
        raise _wrong(file, "verwacht wordt een werkmap van Excel (.xlsx)", "expected a workbook of Excel (.xlsx)")
    written = StringIO()
    csv.writer(written, lineterminator="\n").writerows(
        ["" if cell is None else cell.removesuffix(_MIDNIGHT) for cell in row] for row in sheet.iter_rows()
    )
    if len(names) == 1:
        return written.getvalue(), ()
    first = one_line(names[0])
    return written.getvalue(), (
        Text(
            f"alleen blad {first} wordt gelezen, het eerste van {len(names)}",
            f"only sheet {first} is read, the first of {len(names)}",
        ),
    )


def _check_size(file: Path) -> None:
    """Refuses a workbook that would take too much memory, and a file that is not a workbook."""
    too_large = False
    try:
        read_beginning(file, 1)
        with ZipFile(file) as packed:
            too_large = sum(one.file_size for one in packed.infolist()) > _UNPACKED
    except ReadingError as error:
        text = error.text
    except (BadZipFile, OSError):
        text = Text("verwacht wordt een werkmap van Excel (.xlsx)", "expected a workbook of Excel (.xlsx)")
    else:
        if not too_large:
            return
        text = Text(
            "deze werkmap is te groot; bewaar die als CSV UTF-8", "this workbook is too large; save it as CSV UTF-8"
        )
    raise _wrong(file, text.nl, text.en)


def _wrong(file: Path, nl: str, en: str) -> CohortError:
    shown = file_name(file)
    return unusable(f"{shown}: {nl}", f"{shown}: {en}", str(file))
