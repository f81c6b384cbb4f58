"""What a part of the benchmarks found: tables for people, and figures by name for the aims."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from timing import Timed


@dataclass(frozen=True)
class Table:
    """Rows under heads; the first column names the row."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()

    def markdown(self) -> Iterator[str]:
        """The table with its title, as lines of Markdown that can be read as they are."""
        widths = [max(map(len, column)) for column in zip(self.heads, *self.rows, strict=True)]
        yield from (f"### {self.title}", "")
        yield _line(self.heads, widths)
        yield f"|{'|'.join('-' * (width + 2) if not n else '-' * (width + 1) + ':' for n, width in enumerate(widths))}|"
        yield from (_line(row, widths) for row in self.rows)
        for note in self.notes:
            yield from ("", note)


@dataclass(frozen=True)
class Part:
    """What one module of benchmarks measured.

    Attributes:
        figures: by the name that `aims` knows them by.
        skipped: what was not measured, and why.
    """

    title: str
    about: str
    tables: tuple[Table, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()

    def markdown(self) -> Iterator[str]:
        """The part under a head of its own."""
        yield from (f"## {self.title}", "", self.about, "")
        for table in self.tables:
            yield from (*table.markdown(), "")
        for reason in self.skipped:
            yield from (f"Not measured: {reason}", "")


def ratio_table(title: str, timed: Mapping[str, Timed], to: str, *, per: int = 1, notes: Sequence[str] = ()) -> Table:
    """What was timed against one of them.

    Args:
        per: how many decisions, say, one call makes: the time is told of one.
    """
    rows = tuple(
        (name, duration(one.seconds / per), times(one.ratio), f"{figure(one.low)} - {figure(one.high)}")
        for name, one in timed.items()
    )
    return Table(title, ("", "time", f"x {to}", "middle half"), rows, tuple(notes))


def part_of_rows(title: str, about: str, rows: Sequence[Any]) -> Part:
    """A part with one table, out of rows that are values with the same fields, or mappings with the same keys."""
    plain = [dict(row) if isinstance(row, Mapping) else asdict(row) for row in rows]
    heads = tuple(plain[0]) if plain else ()
    cells = tuple(tuple(_cell(row[head]) for head in heads) for row in plain)
    return Part(title, about, (Table(title, heads, cells),) if plain else ())


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case float():
            return figure(value)
        case int() if not isinstance(value, bool):
            return f"{value:,}"
        case _:
            return str(value)


def duration(seconds: float) -> str:
    """Seconds in the unit that suits them."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{figure(seconds / size)} {unit}"
    return f"{figure(seconds / 1e-9)} ns"


def times(ratio: float) -> str:
    """A ratio, of which nobody needs more than three digits."""
    return f"{figure(ratio)} x"


def figure(number: float) -> str:
    """A number with three digits that count."""
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 10 else f"{number:.2f}"


def _line(cells: Iterable[str], widths: Sequence[int]) -> str:
    padded = (
        cell.ljust(width) if not number else cell.rjust(width)
        for number, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return f"| {' | '.join(padded)} |"
