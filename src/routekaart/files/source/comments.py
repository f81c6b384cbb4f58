"""The comments of a YAML file, which a parser ignores."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from routekaart.files.source.nodes import Document, scalars
from routekaart.foundation.edits import Span, split_lines

_HASH = re.compile(r"(?:^|(?<=[ \t]))#")
_AGAIN = re.compile(r"(?<=\s)#(?=\s)")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, from its `#` to the end of its line or to the next one on it.

    Attributes:
        alone: whether there is nothing else on its line.
        covers: the line that it is about: its own, or if it is alone, the next line with content.
    """

    text: str
    span: Span
    alone: bool
    covers: int


def comments(document: Document, holding: str) -> Iterator[Comment]:
    """The comments of a file that contain a text, ignoring case."""
    if re.search(f"#.*{re.escape(holding)}" if holding else "#", document.text.lower()) is None:
        return
    lines = split_lines(document.text)
    may_hold = [(number, line) for number, line in enumerate(lines, 1) if "#" in line and holding in line.lower()]
    if not may_hold:
        return
    values, below = _quoted_by_line(document), _next_with_content(lines)
    for number, line in may_hold:
        hashes = (found.start() for found in _HASH.finditer(line))
        start = next((one for one in hashes if not _in_a_value(number, one + 1, values)), None)
        if start is not None:
            alone = not line[:start].strip(" \t")
            covers = below.get(number, number) if alone else number
            for first, last in _parts(line, start):
                if holding in line[first:last].lower():
                    yield Comment(line[first:last], Span(number, first + 1, number, last + 1), alone, covers)


def _parts(line: str, start: int) -> Iterator[tuple[int, int]]:
    """The start and end of each comment on one line: a `#` with white space around it begins another one."""
    starts = [start, *(found.start() for found in _AGAIN.finditer(line, start + 1))]
    yield from zip(starts, [*starts[1:], len(line)], strict=True)


def _quoted_by_line(document: Document) -> dict[int, list[Span]]:
    """For each line, the spans of quoted or block values on it, in which `#` is text."""
    found: dict[int, list[Span]] = {}
    for scalar in scalars(document.root):
        if scalar.quoted:
            for line in range(scalar.span.line, scalar.span.end_line + 1):
                found.setdefault(line, []).append(scalar.span)
    return found


def _in_a_value(line: int, column: int, values: dict[int, list[Span]]) -> bool:
    return any(
        (span.line, span.column) <= (line, column) < (span.end_line, span.end_column) for span in values.get(line, ())
    )


def _next_with_content(lines: Sequence[str]) -> dict[int, int]:
    """For each line, the next line with content; lines without one are missing."""
    found: dict[int, int] = {}
    nearest: int | None = None
    for number in range(len(lines), 0, -1):
        if nearest is not None:
            found[number] = nearest
        if not _is_passed_over(lines[number - 1]):
            nearest = number
    return found


def _is_passed_over(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")
