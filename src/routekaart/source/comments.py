"""The comments of a YAML file, which a parser passes over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from routekaart.edits import Span, split_lines
from routekaart.source.nodes import Document, scalars

_HASH = re.compile(r"(?:^|(?<=\s))#")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, from its `#` to the end of its line.

    Attributes:
        alone: there is nothing else on its line.
        covers: the line that it is about: its own, or when it stands alone the first line with something on it below.
    """

    text: str
    span: Span
    alone: bool
    covers: int


def comments(document: Document, holding: str) -> Iterator[Comment]:
    """The comments of a file that hold a text."""
    if holding not in document.text:
        return
    lines = split_lines(document.text)
    values = _quoted_by_line(document)
    for number, line in enumerate(lines, 1):
        hashes = (found.start() for found in _HASH.finditer(line)) if holding in line else ()
        start = next((one for one in hashes if not _in_a_value(number, one + 1, values)), None)
        if start is not None and holding in line[start:]:
            alone = not line[:start].strip()
            covers = _next_with_content(lines, number) if alone else number
            yield Comment(line[start:], Span(number, start + 1, number, len(line) + 1), alone, covers)


def _quoted_by_line(document: Document) -> dict[int, list[Span]]:
    """For each line the values between quotes, or in lines of their own, that have a part there: `#` is text there."""
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


def _next_with_content(lines: list[str], number: int) -> int:
    return next((later for later in range(number + 1, len(lines) + 1) if not _is_passed_over(lines[later - 1])), number)


def _is_passed_over(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")
