"""Builds nodes from the events of a YAML parser, so that depth and size are bounded while reading."""

import re
from collections import abc
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from routekaart.diagnostics.diagnostic import Diagnostic, Related
from routekaart.files.source.decoding import Unreadable, unreadable
from routekaart.files.source.line_parts import without_comment
from routekaart.files.source.lookalikes import in_quotes
from routekaart.files.source.nodes import Document, Mapping, Scalar, Sequence, YamlNode
from routekaart.files.source.scalars import plain_scalar, whole_characters
from routekaart.foundation.edits import START, Span, split_lines
from routekaart.foundation.escaping.letters import forbidden_character, one_line
from routekaart.foundation.language import Text, grouped

_IN_BRACKETS = re.compile(r"[,}\]]|: ")
MAX_DEPTH = 40
MAX_NODES = 1_000_000
MAX_ALIASED = 50_000
"""The most parts that all aliases together may expand to, against a billion laughs attack."""


@dataclass(frozen=True, slots=True)
class _Anchored:
    """A node with an anchor, and the number of its parts and levels."""

    node: YamlNode
    size: int
    height: int


ROUTE_KEYS = Text("sleutels zoals routekaart: 1", "keys such as routekaart: 1")
"""What is expected of a file with a route or a vocabulary."""


class Builder:
    """Builds nodes from parser events, so that depth and size are bounded while reading."""

    def __init__(self, file: str, text: str, keys: Text, again: abc.Mapping[int, str]) -> None:
        """A builder for the text of a file.

        Args:
            keys: what an error says was expected when the file is not a mapping.
            again: by the code of each placeholder in the events, the character that it replaces.
        """
        self._file = file
        self._text = text
        self._keys = keys
        self._again = again
        self._anchors: dict[str, _Anchored] = {}
        self._count = 0
        self._aliased = 0
        self._deepest = 0
        self._duplicates: list[Diagnostic] = []
        # Share equal texts, such as the keys, and references to the same step.
        self._texts: dict[str, str] = {}

    def document(self, events: Iterator[Any]) -> Document:
        """The document that the events describe.

        Raises:
            Unreadable: it is not one mapping, has unsupported parts, or is too deep.
        """
        root: YamlNode | None = None
        documents = 0
        for event in events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                documents += 1
                self._check_start(event, documents)
            elif kind not in ("StreamStartEvent", "StreamEndEvent", "DocumentEndEvent"):
                root = self._node(event, events, 0)
        return Document(self._file, self._text, self._checked_root(root), tuple(self._duplicates))

    def _check_start(self, event: Any, documents: int) -> None:
        """Refuses a second document, and another version of YAML."""
        if documents > 1:
            raise self._refuse(
                _span(event),
                "several-documents",
                "er staat meer dan een document in dit bestand; haal de regel met --- weg",
                "the file holds more than one document; remove the line with ---",
            )
        version = getattr(event, "version", None)
        if version is not None and tuple(version) != (1, 2):
            raise self._refuse(
                START,
                "yaml-version",
                "haal de regel %YAML weg; dit bestand wordt gelezen als YAML 1.2",
                "remove the %YAML line; this file is read as YAML 1.2",
            )

    def _checked_root(self, root: YamlNode | None) -> Mapping:
        """The root of a file; refuses one that is not a mapping."""
        if root is None or (isinstance(root, Scalar) and root.value is None):
            raise self._refuse(
                START,
                "empty-file",
                f"het bestand is leeg; verwacht worden {self._keys.nl}",
                f"the file is empty; expected {self._keys.en}",
            )
        if not isinstance(root, Mapping):
            what = Text("een lijst", "a list") if isinstance(root, Sequence) else Text("losse tekst", "plain text")
            raise self._refuse(
                root.span,
                "not-a-mapping",
                f"dit is {what.nl}; verwacht worden {self._keys.nl}",
                f"this is {what.en}; expected {self._keys.en}",
            )
        return root

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> YamlNode:
        kind = type(event).__name__
        if kind == "AliasEvent":
            return self._alias(event, depth)
        self._grow(event)
        self._check_depth(event, depth)
        self._check_tag(event)
        before, outer = self._count, self._deepest
        self._deepest = depth
        node: YamlNode
        if kind == "ScalarEvent":
            node = self._scalar(event)
        elif kind == "SequenceStartEvent":
            node = self._sequence(event, events, depth)
        else:
            node = self._mapping(event, events, depth)
        if event.anchor:
            self._anchors[str(event.anchor)] = _Anchored(node, self._count - before + 1, self._deepest - depth)
        self._deepest = max(outer, self._deepest)
        return node

    def _scalar(self, event: Any) -> Scalar:
        text = whole_characters(self._written(event.value))
        text = self._texts.setdefault(text, text)
        refused = forbidden_character(text)
        if refused is not None:
            raise self._refuse(
                _span(event),
                "control-character",
                f"hier staat een teken dat niet in tekst hoort ({refused}); haal het weg",
                f"a character that does not belong in text ({refused}); remove it",
            )
        quoted = bool(event.style)
        return Scalar(text if quoted else plain_scalar(text), text, quoted, _span(event))

    def _written(self, part: object) -> str:
        """A text in an event as it is in the file, with placeholders replaced."""
        return str(part).translate(self._again) if self._again else str(part)

    def _grow(self, event: Any) -> None:
        self._count += 1
        if self._count > MAX_NODES:
            raise too_many_parts(self._file, _span(event))

    def _check_depth(self, event: Any, depth: int) -> None:
        self._deepest = max(self._deepest, depth)
        if depth > MAX_DEPTH:
            raise self._refuse(
                _span(event),
                "nested-too-deep",
                f"hier zijn meer dan {MAX_DEPTH} lagen in elkaar gezet; zo diep is een route nooit",
                f"more than {MAX_DEPTH} levels of nesting; a route is never that deep",
            )

    def _sequence(self, start: Any, events: Iterator[Any], depth: int) -> Sequence:
        items: list[YamlNode] = []
        for event in events:
            if type(event).__name__ == "SequenceEndEvent":
                return Sequence(tuple(items), _span(start, event))
            item = self._node(event, events, depth + 1)
            items.append(_placed_after(item, items[-1].span if items else _span(start)))
        raise AssertionError("the parser closes every sequence")

    def _mapping(self, start: Any, events: Iterator[Any], depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, YamlNode]] = {}
        for event in events:
            if type(event).__name__ == "MappingEndEvent":
                return Mapping(entries, _span(start, event))
            key = self._node(event, events, depth + 1)
            value = _placed_after(self._node(next(events), events, depth + 1), key.span)
            if not isinstance(key, Scalar):
                raise self._refuse(
                    key.span,
                    "key-not-text",
                    "een sleutel moet een naam zijn, geen lijst of groep",
                    "a key must be a name, not a list or a mapping",
                )
            if key.text in entries:
                self._report_duplicate(key, entries[key.text][0])
            else:
                entries[key.text] = (key, value)
        raise AssertionError("the parser closes every mapping")

    def _report_duplicate(self, key: Scalar, first: Scalar) -> None:
        name = one_line(key.text)
        text = Text(
            f"{name} staat er twee keer; de eerste staat op regel {first.span.line}",
            f"{name} stands here twice; the first is on line {first.span.line}",
        )
        before = Related(Text("hier staat de eerste", "the first is here"), self._file, first.span)
        self._duplicates.append(Diagnostic("duplicate-key", text, self._file, key.span, related=(before,)))

    def _alias(self, event: Any, depth: int) -> YamlNode:
        name = one_line(self._written(event.anchor))
        known = self._anchors.get(str(event.anchor))
        if known is None:
            self._refuse_text(event)
            raise self._refuse(
                _span(event),
                "yaml-syntax",
                f"de verwijzing *{name} is nergens gemaakt; zet tekst die met * begint tussen aanhalingstekens",
                f"the alias *{name} is defined nowhere before; put text that starts with * between quotes",
            )
        self._check_depth(event, depth + known.height)
        self._count += known.size
        self._aliased += known.size
        if self._aliased > MAX_ALIASED:
            raise self._refuse(
                _span(event),
                "too-many-parts",
                f"de verwijzingen (*) in dit bestand staan samen voor meer dan {grouped(MAX_ALIASED).nl} delen",
                f"the aliases (*) in this file stand for more than {grouped(MAX_ALIASED).en} parts together",
            )
        return known.node

    def _check_tag(self, event: Any) -> None:
        tag = getattr(event, "tag", None)
        if tag is not None and str(tag) not in ("!", "None"):
            if not str(self._written(tag)).startswith(("tag:", "!!")):
                self._refuse_text(event)
            raise self._refuse(
                _span(event),
                "tag-not-allowed",
                f"een tag ({one_line(self._written(tag))}) wordt niet gelezen; haal die weg",
                f"a tag ({one_line(self._written(tag))}) is not read; remove it",
            )

    def _refuse_text(self, event: Any) -> None:
        """Refuses unquoted text that begins with a sign of YAML, with a message about the text rather than the sign."""
        mark = event.start_mark
        written = without_comment(split_lines(self._text)[mark.line][mark.column :])
        if " " in written and not _IN_BRACKETS.search(written):
            span = Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 1 + len(written))
            words = in_quotes(written)
            raise self._refuse(span, "yaml-syntax", words.nl, words.en)

    def _refuse(self, span: Span, rule: str, nl: str, en: str) -> Unreadable:
        return unreadable(self._file, rule, nl, en, span)


def too_many_parts(file: str, span: Span) -> Unreadable:
    """The error for a file that would take too much memory."""
    return unreadable(
        file,
        "too-many-parts",
        f"dit bestand heeft meer dan {grouped(MAX_NODES).nl} delen; verdeel het over meer bestanden",
        f"this file has more than {grouped(MAX_NODES).en} parts; divide it over more files",
        span,
    )


def _span(start: Any, end: Any = None) -> Span:
    first, last = start.start_mark, (end or start).end_mark
    return Span(first.line + 1, first.column + 1, last.line + 1, last.column + 1)


def _placed_after(node: YamlNode, before: Span) -> YamlNode:
    """The node, but an empty value gets the place right after `before`: the two parsers place it differently."""
    if isinstance(node, Scalar) and node.text == "" and not node.quoted:
        end = Span(before.end_line, before.end_column, before.end_line, before.end_column)
        return Scalar(None, "", False, end)
    return node
