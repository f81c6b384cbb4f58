"""Checks of CSV files, line by line before an engine reads them: the separator, the header, and malformed rows.

An engine accepts many malformed rows, and its errors do not name the real cause.
"""

import re
from array import array
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from itertools import islice
from typing import Literal, NamedTuple, TypeAlias

from routekaart.foundation.language import Text
from routekaart.foundation.suggest import near_miss

SEPARATORS = (",", ";", "\t", "|")
LONGEST_LINE = 1 << 22
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_NAMED = re.compile(rb"sep=([,;\t|])", re.IGNORECASE)
"""A first line such as `sep=;`, which gives spreadsheets the separator."""
_QUOTE = ord('"')
_QUOTED = re.compile(r'"[^"]*+"')
_TITLE_LINES = 20
"""The number of non-blank lines in which the header is looked for."""
_SPACE = re.compile(r"[\s_]+")
_SHOWN = 3
"""The most row numbers that are shown for one kind of fault."""

Fault: TypeAlias = Literal["encoding", "quote", "line end", "too long", "more cells"]
_WORDS: dict[Fault, Text] = {
    "encoding": Text(
        "dit is geen UTF-8 (kies bij het opslaan voor CSV UTF-8)", "this is no UTF-8 (save the file as CSV UTF-8)"
    ),
    "quote": Text(
        "een aanhalingsteken staat los in een cel, of wordt niet gesloten (zet de hele cel tussen aanhalingstekens, en"
        " verdubbel die erin)",
        "a quote stands loose in a cell, or is not closed (put the whole cell between quotes, and double those in it)",
    ),
    "line end": Text(
        "een teken voor een regeleinde staat los (verwacht worden gewone regeleinden)",
        "a sign for the end of a line stands loose (expected are ordinary line ends)",
    ),
    "too long": Text(
        "een regel is te lang voor een rij; verwacht wordt een rij per student",
        "a line is too long for a row; expected a row for each student",
    ),
    "more cells": Text(
        "meer cellen dan er kolommen zijn (misschien staat het scheidingsteken in een cel)",
        "more cells than there are columns (perhaps the separator stands in a cell)",
    ),
}


_LAST: tuple[Fault, ...] = ("quote", "too long")
"""The faults after which the beginning of the next row is uncertain."""


class Header(NamedTuple):
    """The first line of a table.

    Attributes:
        before: the number of lines above it.
        names: the names of the columns, up to the last column with a name.
        width: the number of columns, including those at the end without a name.
        titles: how many of the lines above it are not blank, such as a title.
    """

    before: int
    separator: str
    names: tuple[str, ...]
    width: int
    titles: int = 0


@dataclass
class RowFaults:
    """The faults of the rows of a file, by row number, counted from 1.

    Attributes:
        short: the rows with fewer cells than there are columns, except empty rows.
        faults: for each kind of fault, the first rows with it and the total number.
    """

    short: "array[int]" = field(default_factory=lambda: array("Q"))
    faults: dict[Fault, tuple[list[int], int]] = field(default_factory=dict)

    def add(self, fault: Fault, row: int) -> None:
        """Adds a row with a fault."""
        rows, count = self.faults.get(fault, ([], 0))
        self.faults[fault] = ([*rows, row] if len(rows) < _SHOWN else rows, count + 1)

    def in_words(self) -> Text:
        """All faults in words, with the first rows of each kind."""
        listed = [(_WORDS[fault], *found) for fault, found in self.faults.items()]
        return Text(
            "; ".join(f"rij {_numbers(rows, count, 'en nog')}: {words.nl}" for words, rows, count in listed),
            "; ".join(f"row {_numbers(rows, count, 'and')}: {words.en}" for words, rows, count in listed),
        )


def _numbers(rows: list[int], count: int, more: str) -> str:
    listed = ", ".join(map(str, rows))
    return listed if count == len(rows) else f"{listed} {more} {count - len(rows)}"


def read_header(beginning: bytes, separator: str | None, known: Collection[str]) -> Header | Text:
    """The header: the first line with known names of columns, else the first non-blank line; or why there is none.

    Args:
        beginning: the first bytes of the file; at least its first line.
        separator: the separator, where the caller gave one.
        known: names that columns may have. The separator is the one that yields most of them.
    """
    lines = list(BytesIO(beginning.removeprefix(_BYTE_ORDER_MARK)))
    header: Header | Text | None = None
    looked = 0
    named = _NAMED.fullmatch(lines[0].strip(b"\r\n")) if lines else None
    before = 0 if named is None else 1
    if named is not None and separator is None:
        separator = named[1].decode()
    for record, fault in _records(iter(lines[before:])):
        text = None if fault else _decoded(record)
        if text is None:
            return header or _in_header(fault or "encoding")
        if text.strip().strip("".join(SEPARATORS) + '"').strip():
            found = _named(before, text, separator, known)
            header = header or found
            if isinstance(found, Header) and _has_known(found.names, known, all_of_them=looked == 0):
                return found._replace(titles=looked)
            looked += 1
            if looked == _TITLE_LINES:
                break
        before += 1 + record.count(b"\n")
    # No line has known names of columns, so the result is about the first one.
    return header or Text("het bestand is leeg", "the file is empty")


def _has_known(names: Sequence[str], known: Collection[str], *, all_of_them: bool) -> bool:
    """Whether a line is the header: its names include a known one, or nearly; below the first line, two known ones.

    A line with only one name needs only that one.
    """
    spelled = {same_spelling(name) for name in known}
    found = sum(same_spelling(name) in spelled for name in names)
    if found >= 2 or (found and (all_of_them or len(names) == 1)):
        return True
    return all_of_them and any(near_miss(name, known) is not None for name in names)


def too_long_header() -> Text:
    """The message that the first line is too long to be a header."""
    return _in_header("too long")


def _in_header(fault: Fault) -> Text:
    words = _WORDS[fault]
    return Text(f"de regel met de namen van de kolommen: {words.nl}", f"the line with the names of columns: {words.en}")


def _named(before: int, text: str, separator: str | None, known: Collection[str]) -> Header | Text:
    """The header in a line, split by the given or the most probable separator, or why it is not one."""
    possible = [separator] if separator else [one for one in SEPARATORS if one in text] or [SEPARATORS[0]]
    divided = {one: _cells(text, one) for one in possible if _row_of(one).fullmatch(text)}
    if not divided:
        return _in_header(_loose(text))
    known_in = {one: sum(name in known for name in names) for one, names in divided.items()}
    if not any(known_in.values()):
        spelled = {same_spelling(name) for name in known}
        known_in = {one: sum(same_spelling(name) in spelled for name in names) for one, names in divided.items()}
    if not any(known_in.values()):
        known_in = {one: sum(near_miss(name, known) is not None for name in names) for one, names in divided.items()}
    best = [one for one, count in known_in.items() if count == max(known_in.values())]
    if len(best) > 1 and max(known_in.values()) > 0:
        return Text(
            "het is niet zeker welk teken tussen de kolommen staat; geef het op (--separator)",
            "it is not certain which sign stands between the columns; tell it (--separator)",
        )
    chosen = max(best, key=lambda one: len(divided[one]))
    names = divided[chosen]
    last = max(at for at, name in enumerate(names, 1) if name.strip())
    return Header(before, chosen, tuple(names[:last]), len(names))


def same_spelling(name: str) -> str:
    """A name without the differences that are ignored in names of columns: capitals, spaces and `_`."""
    return _SPACE.sub("", name).casefold()


def same_name(names: Sequence[str]) -> Text | None:
    """Why the names of columns are not unique, or None when they are."""
    first: dict[str, int] = {}
    for at, name in enumerate(names, 1):
        if name in first:
            nl, en = ("dezelfde naam", "the same name") if name.strip() else ("geen naam", "no name")
            return Text(f"kolom {first[name]} en kolom {at} hebben {nl}", f"columns {first[name]} and {at} have {en}")
        first[name] = at
    return None


def look_at(lines: Iterator[bytes], header: Header) -> RowFaults:
    """The faults of the rows under a header, in one pass.

    Args:
        lines: the lines of the whole file.
    """
    rows = RowFaults()
    separator, names = header.separator.encode(), len(header.names)
    quoted = b'"' + separator + b'"'
    usual = names - 1 if names == header.width else -1
    for row, (record, fault) in enumerate(_records(islice(lines, header.before, None))):
        # The fast path for nearly every row: one without quotes, or with all cells between quotes.
        if not fault and record.isascii() and record.count(separator) == usual and b"\r" not in record:
            quotes = record.count(b'"')
            if not quotes or (
                quotes == 2 * names and record.count(quoted) == usual and record[0] == record[-1] == _QUOTE
            ):
                continue
        found = fault or (_look_closely(record, header, row, rows) if row else None)
        if found:
            rows.add(found, row)
        if found in _LAST:
            break
    return rows


def _look_closely(record: bytes, header: Header, row: int, rows: RowFaults) -> Fault | None:
    text = _decoded(record)
    if text is None:
        return "encoding"
    if not _row_of(header.separator).fullmatch(text):
        return _loose(text)
    cells, names = _cells(text, header.separator), len(header.names)
    if any(cell.strip() for cell in cells[names:]):
        return "more cells"
    if len(cells) < names and any(cell.strip() for cell in cells):
        rows.short.append(row)
    return None


def _records(lines: Iterator[bytes]) -> Iterator[tuple[bytes, Fault | None]]:
    """The rows of a file without their line ends; a row with an open quote continues on the next line."""
    for line in lines:
        record, fault = (line, None) if line.count(b'"') % 2 == 0 else _closed(line, lines)
        if len(record) >= LONGEST_LINE and (fault or not record.endswith(b"\n")):
            fault = fault or "too long"
        yield record.removesuffix(b"\n").removesuffix(b"\r"), fault


def _closed(line: bytes, lines: Iterator[bytes]) -> tuple[bytes, Fault | None]:
    """The whole row of which the first line opens a quote; only that line and a fault if the quote is not closed."""
    parts, size = [line], len(line)
    for part in lines:
        parts.append(part)
        size += len(part)
        if part.count(b'"') % 2:
            return b"".join(parts), None
        if size > LONGEST_LINE:
            break
    return line, "quote"


def _decoded(record: bytes) -> str | None:
    try:
        return record.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _loose(text: str) -> Fault:
    """The fault of a malformed row: a loose line end, or else a loose quote."""
    rest = _QUOTED.sub("", text)
    return "line end" if "\r" in rest and '"' not in rest else "quote"


def _cells(text: str, separator: str) -> list[str]:
    """The cells of a well-formed row."""
    found = []
    for cell in _cell_of(separator).finditer(text):
        found.append(cell[2] if cell[1] is None else cell[1].replace('""', '"'))
        if cell.end() == len(text) and not cell[3]:
            break
    return found


@lru_cache(maxsize=16)
def _cell_of(separator: str) -> re.Pattern[str]:
    between = re.escape(separator)
    return re.compile(rf'(?:"((?:[^"]|"")*+)"|([^"{between}\r\n]*+))({between}|\Z)')


@lru_cache(maxsize=16)
def _row_of(separator: str) -> re.Pattern[str]:
    between = re.escape(separator)
    cell = rf'(?:"(?:[^"]|"")*+"|[^"{between}\r\n]*+)'
    return re.compile(rf"{cell}(?:{between}{cell})*+")
