"""Spans of text, and edits that leave the rest of a text untouched."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from routekaart.foundation.language import Text

_BREAK = re.compile("\r\n|[\n\r]")
"""The line breaks of YAML 1.2."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text; lines and columns count from 1, and the end is just after the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replaces the text at a span by `text`; an empty span inserts."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A change to a file that solves a problem.

    Attributes:
        title: what it does, in a few words.
        edits: the changes to the file; they do not overlap.
        safe: whether it may be applied without asking, because only this can have been meant.
    """

    title: Text
    edits: tuple[Edit, ...]
    safe: bool


@lru_cache(maxsize=4)
def split_lines(text: str) -> tuple[str, ...]:
    """The lines of a text as YAML counts them, without line breaks; the last one follows the last line break."""
    # Cached because each finding in a file needs the lines of the whole file.
    return tuple(_BREAK.split(text))


def with_ends(text: str) -> list[str]:
    """The lines of a text as YAML counts them, with their line breaks; no empty line after the last one."""
    ends = [0, *(found.end() for found in _BREAK.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(ends) if start < end]


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits applied; they must not overlap."""
    starts = [0, *(match.end() for match in _BREAK.finditer(text))]
    done, position = [], 0
    for edit in sorted(edits):
        begin = starts[edit.span.line - 1] + edit.span.column - 1
        done += [text[position:begin], edit.text]
        position = starts[edit.span.end_line - 1] + edit.span.end_column - 1
    return "".join([*done, text[position:]])
