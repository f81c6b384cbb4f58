"""YAML text as nodes with their place.

Reading is hardened: no tag constructs an object, an alias cannot explode, nesting and size are bounded, and every
problem becomes one plain diagnostic.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from routekaart.diagnostics.diagnostic import Diagnostic
from routekaart.files.disk import limits
from routekaart.files.meant_words import FORMAT_WORDS
from routekaart.files.source.building import MAX_NODES, ROUTE_KEYS, Builder, too_many_parts
from routekaart.files.source.complaints import plain_words
from routekaart.files.source.decoding import Unreadable, decoded, read_text, stand_ins
from routekaart.files.source.likely_mistakes import likely_mistake
from routekaart.files.source.nodes import Document, Mapping, Scalar, Sequence, YamlNode, plain, scalars
from routekaart.foundation.edits import START, Span, split_lines, with_ends
from routekaart.foundation.language import Text

__all__ = [
    "Document",
    "Mapping",
    "Scalar",
    "Sequence",
    "Unreadable",
    "YamlNode",
    "decoded",
    "parse_document",
    "plain",
    "read_document",
    "repeats",
    "scalars",
]


def read_document(path: Path, *, most: int = limits.ROUTE, keys: Text = ROUTE_KEYS) -> Document:
    """The YAML of a file.

    Args:
        most: the largest size of the file, in bytes.
        keys: what an error says was expected when the file is not a mapping.

    Raises:
        Unreadable: with one plain diagnostic (or one for each duplicate key).
    """
    file = str(path)
    text = read_text(path, file, most)
    try:
        return parse_document(text, file, keys=keys)
    except Unreadable as error:
        diagnostics = error.diagnostics
    raise Unreadable(*diagnostics, text=text)


def parse_document(text: str, file: str, *, keys: Text = ROUTE_KEYS, pure: bool = False) -> Document:
    """The YAML in a text.

    Args:
        file: the name that diagnostics show.
        keys: what an error says was expected when the text is not a mapping.
        pure: use the pure Python parser even when the C parser is installed; the result is the same.

    Raises:
        Unreadable: as `read_document`.
    """
    if text.count("\n") > MAX_NODES:
        raise too_many_parts(file, START)
    instead = stand_ins(text, file)
    written, again = text.translate(instead), {ord(sign): chr(code) for code, sign in instead.items()}
    builder = Builder(file, text, keys, again)
    if not pure:
        try:
            return builder.document(_events(written, pure=False))
        except _parser_errors():
            # The C parser has other messages and places for errors, so errors always come from the pure parser.
            builder = Builder(file, text, keys, again)
    try:
        return builder.document(_events(written, pure=True))
    except _parser_errors() as error:
        problem = _syntax_problem(error, file, text)
    raise Unreadable(problem)


def repeats(text: str) -> bool:
    """Whether a YAML text has anchors or aliases (`&` and `*`)."""
    try:
        return any(getattr(event, "anchor", None) for event in _events(text, pure=False))
    except _parser_errors():
        # The C parser refuses some texts that the pure one reads.
        return any(getattr(event, "anchor", None) for event in _events(text, pure=True))


def _events(text: str, *, pure: bool) -> Iterator[Any]:
    from ruamel.yaml import YAML

    return iter(YAML(typ="safe", pure=pure).parse(text))


def _parser_errors() -> tuple[type[Exception], ...]:
    """The exceptions of the parsers for text that is not YAML; some are bugs, for escapes that are out of range."""
    from ruamel.yaml.error import YAMLError

    return (YAMLError, ValueError, OverflowError, AssertionError)


def _syntax_problem(error: Exception, file: str, text: str) -> Diagnostic:
    problem = str(getattr(error, "problem", None) or "")
    if text.startswith("%YAML") and not problem:
        problem = "incompatible YAML"
    if "incompatible YAML" not in problem:
        stopped = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        lines = split_lines(text)
        found = likely_mistake(lines, stopped.line if stopped else len(lines) - 1, FORMAT_WORDS)
        if found is not None:
            return Diagnostic("yaml-syntax", found.text, file, _inside(text, found.line, found.column, found.width))
    words, at_start = plain_words(problem)
    back = 1 if "unknown escape character" in problem else 0
    mark = getattr(error, "context_mark", None) if at_start else None
    mark = mark or getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    rule = "yaml-version" if "incompatible YAML" in problem else "yaml-syntax"
    span = _inside(text, mark.line, mark.column - back) if mark else START
    return Diagnostic(rule, words, file, span)


def _inside(text: str, line: int, column: int, width: int = 1) -> Span:
    """The span at a mark of a parser, counted from 1 and kept within its line."""
    lines = [line.rstrip("\r\n") for line in with_ends(text)] or [""]
    line = min(line, len(lines) - 1)
    column = min(column, len(lines[line]))
    end = min(column + width, len(lines[line]))
    return Span(line + 1, column + 1, line + 1, end + 1)
