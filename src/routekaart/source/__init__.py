"""YAML text as plain values that know their place.

Reading is hardened: no tag constructs an object, an alias cannot explode, nesting and size are bounded, and every
problem becomes one plain diagnostic.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from routekaart.diagnostic import START, Diagnostic, Span
from routekaart.language import Text
from routekaart.source.building import Builder
from routekaart.source.decoding import Unreadable, read_text
from routekaart.source.nodes import Document, Mapping, Node, Scalar, Sequence, plain

__all__ = [
    "Document",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "Unreadable",
    "parse_document",
    "plain",
    "read_document",
]


def read_document(path: Path, *, pure: bool = False) -> Document:
    """The YAML of a file.

    Args:
        pure: use the pure Python parser even when the C parser is installed; the result is the same.

    Raises:
        Unreadable: with one plain diagnostic (or one for each duplicate key).
    """
    file = str(path)
    return parse_document(read_text(path, file), file, pure=pure)


def parse_document(text: str, file: str, *, pure: bool = False) -> Document:
    """The YAML in a text; `file` is the name that diagnostics show.

    Raises:
        Unreadable: as `read_document`.
    """
    builder = Builder(file)
    if not pure:
        try:
            return builder.document(_events(text, pure=False))
        except _yaml_errors():
            # The C parser words and places its errors in another way; the pure one tells them, so both say the same.
            builder = Builder(file)
    try:
        return builder.document(_events(text, pure=True))
    except _yaml_errors() as error:
        raise Unreadable(_syntax_problem(error, file)) from None


def _events(text: str, *, pure: bool) -> Iterator[Any]:
    from ruamel.yaml import YAML

    return iter(YAML(typ="safe", pure=pure).parse(text))


def _yaml_errors() -> tuple[type[Exception], ...]:
    from ruamel.yaml.error import YAMLError

    return (YAMLError,)


def _syntax_problem(error: Exception, file: str) -> Diagnostic:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    span = Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2) if mark else START
    problem = str(getattr(error, "problem", None) or "not YAML").strip()
    nl, en = _plain_words(problem)
    return Diagnostic("yaml-syntax", "error", Text(nl, en), file, span)


def _plain_words(problem: str) -> tuple[str, str]:
    """The parser's words in plain ones, for the mistakes that people make."""
    known = {
        "cannot start any token": (
            "hier mag dit teken niet staan; staat er een tab, gebruik spaties, en zet tekst die hiermee begint tussen "
            "aanhalingstekens",
            "this character cannot start a value; use spaces instead of a tab, or put the text between quotes",
        ),
        "mapping values are not allowed here": (
            "hier mag geen dubbele punt staan; zet tekst met een dubbele punt tussen aanhalingstekens",
            "a colon is not allowed here; put text with a colon between quotes",
        ),
        "could not find expected ':'": (
            "hier ontbreekt een dubbele punt met een spatie erachter",
            "a colon followed by a space is missing here",
        ),
        "found undefined alias": ("deze verwijzing (*) is nergens gemaakt", "this alias (*) is defined nowhere"),
        "expected <block end>": (
            "de inspringing klopt hier niet met de regels erboven",
            "the indentation does not fit the lines above",
        ),
        "found unexpected end of stream": (
            "de tekst houdt op voordat dit is afgesloten; zijn er aanhalingstekens vergeten?",
            "the text ends before this is closed; is a quote missing?",
        ),
    }
    for part, words in known.items():
        if part in problem:
            return words
    return f"dit is geen YAML: {problem}", f"this is not YAML: {problem}"
