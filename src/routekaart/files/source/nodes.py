"""The nodes of a YAML file, with their places in the text."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from routekaart.diagnostics.diagnostic import Diagnostic, PartPath
from routekaart.foundation.edits import START, Edit, Fix, Span
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.language import Text


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value: what it means, and how it is written."""

    value: bool | int | float | str | None
    text: str
    quoted: bool
    span: Span

    @property
    def between_quotes(self) -> Fix | None:
        """The fix that puts a plain value between quotes; None if it has more than its text, such as an anchor."""
        if self.quoted or self.span.end_column - self.span.column != len(self.text) or not self.text:
            return None
        title = Text(f'schrijf "{self.text}" tussen aanhalingstekens', f'write "{self.text}" between quotes')
        return Fix(title, (Edit(self.span, f'"{self.text}"'),), safe=True)

    def with_other_word(self, word: str, other: str) -> Edit | None:
        """The edit that replaces a word; None unless the word occurs exactly once, and its place is certain."""
        margin = 1 if self.quoted else 0
        width = self.span.end_column - self.span.column
        if self.span.line != self.span.end_line or width != len(self.text) + 2 * margin or self.text.count(word) != 1:
            return None
        column = self.span.column + margin + self.text.index(word)
        return Edit(Span(self.span.line, column, self.span.line, column + len(word)), other)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple["YamlNode", ...]
    span: Span


@dataclass(frozen=True)
class Mapping:
    """Keys with their nodes; every key is text and unique."""

    entries: dict[str, tuple[Scalar, "YamlNode"]]
    span: Span

    @cached_property
    def keys_on_line(self) -> Counter[int]:
        """The number of keys that begin on each line."""
        return Counter(key.span.line for key, _ in self.entries.values())


YamlNode: TypeAlias = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Document:
    """A file that is YAML: its text, its root, and the place of each part.

    Attributes:
        problems: problems that do not keep the rest from being read: duplicate keys.
    """

    file: str
    text: str
    root: Mapping
    problems: tuple[Diagnostic, ...] = ()

    @property
    def sections_with_doubles(self) -> frozenset[str]:
        """The keys at the top of the file that have a duplicate key under them."""
        doubles = {related.span for one in self.problems for related in one.related}
        return frozenset(
            section
            for section, (_, node) in self.root.entries.items()
            if doubles and isinstance(node, Mapping) and any(key.span in doubles for key, _ in node.entries.values())
        )

    def span(self, path: PartPath, *, at_key: bool = False) -> Span:
        """The place of a part; for a part that does not exist, that of the nearest part around it."""
        span = self.root.span if path else START
        for key, node in self._way(path):
            span = key.span if key is not None and (at_key or not isinstance(node, Scalar)) else node.span
        return span

    def scalar(self, path: PartPath, *, at_key: bool = False) -> Scalar | None:
        """The part if it is a single value, or its key; a part within a single value is that value. None for others."""
        way = list(self._way(path))
        if at_key:
            return next((key for key, _ in reversed(way) if key is not None), None)
        node = way[-1][1] if way else None
        return node if isinstance(node, Scalar) else None

    def other_word(self, path: PartPath, word: str, other: str, *, safe: bool, at_key: bool = False) -> Fix | None:
        """The fix that replaces a word in a single value, or in its key; None if its place is not certain."""
        scalar = self.scalar(path, at_key=at_key)
        edit = scalar.with_other_word(word, other) if scalar else None
        title = Text(f"schrijf {other} in plaats van {one_line(word)}", f"write {other} instead of {one_line(word)}")
        return Fix(title, (edit,), safe=safe) if edit else None

    def node(self, path: PartPath) -> YamlNode | None:
        """The node of a part; None when there is no such part."""
        way = list(self._way(path))
        if len(way) < len(path):
            return None
        return way[-1][1] if way else self.root

    def keys(self, path: PartPath) -> tuple[str, ...]:
        """The keys of the mapping at a place, in order; none when there is no mapping there."""
        node = self.node(path)
        return tuple(node.entries) if isinstance(node, Mapping) else ()

    def length(self, path: PartPath) -> int:
        """The number of items in the list at a place; 0 when there is no list there."""
        node = self.node(path)
        return len(node.items) if isinstance(node, Sequence) else 0

    def _way(self, path: PartPath) -> Iterator[tuple[Scalar | None, YamlNode]]:
        """The nodes on the way to a part, each with its key (None for an item of a list), as far as they exist."""
        node: YamlNode = self.root
        for step in path:
            key: Scalar | None = None
            if isinstance(node, Mapping) and step in node.entries:
                key, node = node.entries[str(step)]
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            else:
                return
            yield key, node


def scalars(node: YamlNode) -> Iterator[Scalar]:
    """Every single value in a node, keys included, in the order of the text."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Scalar):
            yield one
        elif isinstance(one, Sequence):
            waiting.extend(reversed(one.items))
        else:
            waiting.extend(part for entry in reversed(one.entries.values()) for part in reversed(entry))


def plain(node: YamlNode) -> Any:
    """A node as dicts, lists, strings, numbers, booleans and None, without places."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.entries.items()}
