"""Builds nodes from the events of a YAML parser, so that depth and size are bounded while reading."""

from collections.abc import Iterator
from typing import Any

from routekaart.diagnostic import START, Diagnostic, Span
from routekaart.language import Text
from routekaart.source.decoding import Unreadable, unreadable
from routekaart.source.nodes import Document, Mapping, Node, Scalar, Sequence
from routekaart.source.scalars import plain_scalar

MAX_DEPTH = 40
MAX_ALIASED = 50_000
"""How many parts aliases may stand for together; a billion laughs stops here."""


class Builder:
    """Builds nodes from parser events, so that depth and size are bounded while reading."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._count = 0
        self._aliased = 0
        self._duplicates: list[Diagnostic] = []

    def document(self, events: Iterator[Any]) -> Document:
        """The document that the events describe.

        Raises:
            Unreadable: it is not one mapping, holds what is not read, or is too deep.
        """
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
        if root is None or (isinstance(root, Scalar) and root.value is None):
            raise self._refuse(
                START,
                "empty-file",
                "het bestand is leeg; verwacht wordt een route",
                "the file is empty; a route is expected",
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
        self._count += 1
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
        items: list[Node] = []
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
        self._count += size
        self._aliased += size
        if self._aliased > MAX_ALIASED:
            raise self._refuse(
                _span(event),
                "too-many-parts",
                f"de verwijzingen (*) in dit bestand staan samen voor meer dan {MAX_ALIASED} delen",
                f"the aliases (*) in this file stand for more than {MAX_ALIASED} parts together",
            )
        return node

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
        return unreadable(self._file, rule, nl, en, span)


def _span(start: Any, end: Any = None) -> Span:
    first, last = start.start_mark, (end or start).end_mark
    return Span(first.line + 1, first.column + 1, last.line + 1, last.column + 1)


def _scalar(event: Any) -> Scalar:
    text = str(event.value)
    quoted = bool(event.style) and event.style != ""
    return Scalar(text if quoted else plain_scalar(text), text, quoted, _span(event))
