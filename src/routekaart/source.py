"""YAML text as plain values that know their place.

Reading is hardened: no tag constructs an object, an alias cannot explode, nesting and size are bounded, and every problem
becomes one plain diagnostic. YAML 1.2 core rules for plain scalars, so `on`, `yes` and `0123` are not what YAML 1.1 made
of them.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from routekaart.diagnostic import START, Diagnostic, Span
from routekaart.diagnostic import Path as PartPath
from routekaart.language import Text

MAX_BYTES = 16 * 1024 * 1024
"""A larger file is refused unread: a route of 10,000 steps takes about 7 MB."""
MAX_DEPTH = 40
MAX_NODES = 2_000_000

Plain: TypeAlias = Any
"""None, bool, int, float, str, date, list or dict."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value: what it stands for, and how it is written."""

    value: None | bool | int | float | str
    text: str
    quoted: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple["Node", ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their nodes; every key is text and stands once."""

    entries: dict[str, tuple[Scalar, "Node"]]
    span: Span


Node: TypeAlias = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Document:
    """A file that is YAML: its root, and where each part of it stands."""

    file: str
    root: Mapping

    def span(self, path: PartPath, *, at_key: bool = False) -> Span:
        """Where a part stands; for a part that is not there, the nearest part around it."""
        node: Node = self.root
        span = START if not path else self.root.span
        for step in path:
            if isinstance(node, Mapping) and step in node.entries:
                key, node = node.entries[str(step)]
                span = key.span if at_key or not isinstance(node, Scalar) else node.span
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
                span = node.span
            else:
                break
        return span


    def keys(self, path: PartPath) -> tuple[str, ...]:
        """The keys of the mapping at a place, in order; none when there is no mapping there."""
        node: Node = self.root
        for step in path:
            if not isinstance(node, Mapping) or step not in node.entries:
                return ()
            node = node.entries[str(step)][1]
        return tuple(node.entries) if isinstance(node, Mapping) else ()


class Unreadable(Exception):
    """A file that cannot be read as YAML; `diagnostics` says why."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__(diagnostics[0].render())
        self.diagnostics = diagnostics


def read_document(path: Path, *, pure: bool = False) -> Document:
    """The YAML of a file.

    Args:
        pure: use the pure Python parser even when the C parser is installed; the result is the same.

    Raises:
        Unreadable: with one plain diagnostic (or one for each duplicate key).
    """
    file = str(path)
    return parse_document(_read_text(path, file), file, pure=pure)


def parse_document(text: str, file: str, *, pure: bool = False) -> Document:
    """The YAML in a text; `file` is the name that diagnostics show.

    Raises:
        Unreadable: as `read_document`.
    """
    builder = _Builder(file)
    if not pure:
        try:
            return builder.document(_events(text, pure=False))
        except _yaml_errors():
            # The C parser words and places its errors in another way; the pure one tells them, so both say the same.
            builder = _Builder(file)
    try:
        return builder.document(_events(text, pure=True))
    except _yaml_errors() as error:
        raise Unreadable(_syntax_problem(error, file)) from None


def _read_text(path: Path, file: str) -> str:
    try:
        if path.is_dir():
            raise _unreadable(file, "not-a-file", "dit is een map; verwacht wordt een bestand", "a folder, not a file")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _unreadable(
                file,
                "file-too-large",
                f"het bestand is {size // 1_000_000} MB; meer dan {MAX_BYTES // 1_048_576} MB wordt niet gelezen",
                f"the file is {size // 1_000_000} MB; more than {MAX_BYTES // 1_048_576} MB is not read",
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise _unreadable(file, "file-not-found", "dit bestand is er niet", "there is no such file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise _unreadable(
            file, "file-unreadable", f"het bestand is niet te lezen: {reason}", f"the file cannot be read: {reason}"
        ) from None
    return _decode(data, file)


def _decode(data: bytes, file: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _unreadable(
            file, "not-utf-8", "de tekst is UTF-16; sla het bestand op als UTF-8", "the text is UTF-16; save it as UTF-8"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", errors="replace")
        raise _unreadable(
            file,
            "not-utf-8",
            "de tekst is geen UTF-8; sla het bestand op als UTF-8",
            "the text is not UTF-8; save it as UTF-8",
            _span_at_end(before),
        ) from None
    bad = _CONTROL.search(text)
    if bad:
        code = f"U+{ord(bad.group()):04X}"
        raise _unreadable(
            file,
            "control-character",
            f"hier staat een teken dat niet in tekst hoort ({code}); haal het weg",
            f"a character that does not belong in text ({code}); remove it",
            _span_at_end(text[: bad.start()]),
        )
    return text


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def _span_at_end(text: str) -> Span:
    line = text.count("\n") + 1
    column = len(text) - (text.rfind("\n") + 1) + 1
    return Span(line, column, line, column + 1)


def _unreadable(file: str, rule: str, nl: str, en: str, span: Span = START) -> Unreadable:
    return Unreadable(Diagnostic(rule, "error", Text(nl, en), file, span))


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


class _Builder:
    """Builds nodes from parser events, so that depth and size are bounded while reading."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._count = 0
        self._duplicates: list[Diagnostic] = []

    def document(self, events: Iterator[Any]) -> Document:
        root: Node | None = None
        documents = 0
        for event in events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    raise self._refuse(
                        _span(event),
                        "several-documents",
                        "er staat meer dan een document in dit bestand (---); verwacht wordt er een",
                        "the file holds more than one document (---); one is expected",
                    )
                version = getattr(event, "version", None)
                if version is not None and tuple(version) != (1, 2):
                    raise self._refuse(
                        START,
                        "yaml-version",
                        "haal de regel %YAML weg; dit bestand wordt gelezen als YAML 1.2",
                        "remove the %YAML line; this file is read as YAML 1.2",
                    )
            elif kind not in ("StreamStartEvent", "StreamEndEvent", "DocumentEndEvent"):
                root = self._node(event, events, 0)
        if root is None or isinstance(root, Scalar) and root.value is None:
            raise self._refuse(
                START, "empty-file", "het bestand is leeg; verwacht wordt een route", "the file is empty; a route is expected"
            )
        if not isinstance(root, Mapping):
            what = Text("een lijst", "a list") if isinstance(root, Sequence) else Text("losse tekst", "plain text")
            raise self._refuse(
                root.span,
                "not-a-mapping",
                f"dit is {what.nl}; verwacht worden sleutels zoals routekaart: 1",
                f"this is {what.en}; keys such as routekaart: 1 are expected",
            )
        if self._duplicates:
            raise Unreadable(*self._duplicates)
        return Document(self._file, root)

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        kind = type(event).__name__
        if kind == "AliasEvent":
            return self._alias(event)
        self._grow(1, _span(event))
        if depth > MAX_DEPTH:
            raise self._refuse(
                _span(event),
                "nested-too-deep",
                f"hier zijn meer dan {MAX_DEPTH} lagen in elkaar gezet; zo diep is een route nooit",
                f"more than {MAX_DEPTH} levels of nesting; a route is never that deep",
            )
        self._check_tag(event)
        before = self._count
        node: Node
        if kind == "ScalarEvent":
            node = _scalar(event)
        elif kind == "SequenceStartEvent":
            node = self._sequence(event, events, depth)
        else:
            node = self._mapping(event, events, depth)
        if event.anchor:
            self._anchors[str(event.anchor)] = (node, self._count - before + 1)
        return node

    def _sequence(self, start: Any, events: Iterator[Any], depth: int) -> Sequence:
        items = []
        for event in events:
            if type(event).__name__ == "SequenceEndEvent":
                return Sequence(tuple(items), _span(start, event))
            items.append(self._node(event, events, depth + 1))
        raise AssertionError("the parser closes every sequence")

    def _mapping(self, start: Any, events: Iterator[Any], depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for event in events:
            if type(event).__name__ == "MappingEndEvent":
                return Mapping(entries, _span(start, event))
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                raise self._refuse(
                    key.span,
                    "key-not-text",
                    "een sleutel moet een naam zijn, geen lijst of groep",
                    "a key must be a name, not a list or a mapping",
                )
            if key.text in entries:
                first = entries[key.text][0].span.line
                self._duplicates.append(
                    Diagnostic(
                        "duplicate-key",
                        "error",
                        Text(
                            f"{key.text} staat er twee keer; de eerste staat op regel {first}",
                            f"{key.text} stands here twice; the first is on line {first}",
                        ),
                        self._file,
                        key.span,
                    )
                )
                continue
            entries[key.text] = (key, value)
        raise AssertionError("the parser closes every mapping")

    def _alias(self, event: Any) -> Node:
        # The parser itself refuses an alias without an anchor only when composing, so that is done here.
        known = self._anchors.get(str(event.anchor))
        if known is None:
            raise self._refuse(
                _span(event),
                "yaml-syntax",
                f"de verwijzing *{event.anchor} is hiervoor nergens gemaakt",
                f"the alias *{event.anchor} is defined nowhere before",
            )
        node, size = known
        self._grow(size, _span(event))
        return node

    def _grow(self, size: int, span: Span) -> None:
        self._count += size
        if self._count > MAX_NODES:
            raise self._refuse(
                span,
                "too-many-parts",
                f"met de verwijzingen (*) uitgeschreven heeft dit bestand meer dan {MAX_NODES} delen",
                f"with its aliases (*) written out this file has more than {MAX_NODES} parts",
            )

    def _check_tag(self, event: Any) -> None:
        tag = getattr(event, "tag", None)
        if tag is not None and str(tag) not in ("!", "None"):
            raise self._refuse(
                _span(event),
                "tag-not-allowed",
                f"een tag ({tag}) wordt niet gelezen; haal die weg",
                f"a tag ({tag}) is not read; remove it",
            )

    def _refuse(self, span: Span, rule: str, nl: str, en: str) -> Unreadable:
        return _unreadable(self._file, rule, nl, en, span)


def _span(start: Any, end: Any = None) -> Span:
    first, last = start.start_mark, (end or start).end_mark
    return Span(first.line + 1, first.column + 1, last.line + 1, last.column + 1)


_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


def _scalar(event: Any) -> Scalar:
    text = str(event.value)
    quoted = bool(event.style) and event.style != ""
    return Scalar(text if quoted else _plain(text), text, quoted, _span(event))


def _plain(text: str) -> None | bool | int | float | str:
    """A plain scalar by the YAML 1.2 core rules; `0123`, `0x1F` and `.inf` stay text, since no route means those numbers."""
    if text in _NULLS:
        return None
    if text in _BOOLS:
        return _BOOLS[text]
    if len(text) <= 40:
        if _INT.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text) and not re.match(r"[-+]?0[0-9]", text):
            return float(text)
    return text


def plain(node: Node) -> Plain:
    """A node as dicts, lists and values, without places."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.entries.items()}


