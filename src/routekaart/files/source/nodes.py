"""Any values that know their place: the nodes of a YAML file."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from routekaart.diagnostics.diagnostic import Diagnostic, PartPath
from routekaart.foundation.edits import START, Edit, Fix, Span
from routekaart.foundation.language import Text


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value: what it stands for, and how it is written."""

    value: bool | int | float | str | None
    text: str
    quoted: bool
    span: Span

    @property
    def between_quotes(self) -> Fix | None:
        """The fix that puts a plain value between quotes; None where more stands there, such as an anchor."""
        if self.quoted or self.span.end_column - self.span.column != len(self.text) or not self.text:
            return None
        title = Text(f'schrijf "{self.text}" tussen aanhalingstekens', f'write "{self.text}" between quotes')
        return Fix(title, (Edit(self.span, f'"{self.text}"'),), safe=True)

    def with_other_word(self, word: str, other: str) -> Edit | None:
        """The edit that puts another word in the place of one; None unless it surely stands there, once, as it is."""
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
    """Keys with their nodes; every key is text and stands once."""

    entries: dict[str, tuple[Scalar, "YamlNode"]]
    span: Span

    @cached_property
    def keys_on_line(self) -> Counter[int]:
        """How many keys begin on each line."""
        return Counter(key.span.line for key, _ in self.entries.values())


YamlNode: TypeAlias = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Document:
    """A file that is YAML: its text, its root, and where each part of it stands.

    Attributes:
        problems: what is wrong but does not keep the rest from being read: keys that stand twice.
    """

    file: str
    text: str
    root: Mapping
    problems: tuple[Diagnostic, ...] = ()

    def span(self, path: PartPath, *, at_key: bool = False) -> Span:
        """Where a part stands; for a part that is not there, the nearest part around it."""
        node: YamlNode = self.root
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

    def scalar(self, path: PartPath, *, at_key: bool = False) -> Scalar | None:
        """The single value that a part is, or its key; a part within a single value is that value. None for others."""
        node: YamlNode = self.root
        key: Scalar | None = None
        for step in path:
            if isinstance(node, Mapping) and step in node.entries:
                key, node = node.entries[str(step)]
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            else:
                break
        if at_key:
            return key
        return node if isinstance(node, Scalar) else None

    def node(self, path: PartPath) -> YamlNode | None:
        """The node of a part; None when there is no such part."""
        node: YamlNode = self.root
        for step in path:
            if isinstance(node, Mapping) and step in node.entries:
                node = node.entries[str(step)][1]
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            else:
                return None
        return node

    def keys(self, path: PartPath) -> tuple[str, ...]:
        """The keys of the mapping at a place, in order; none when there is no mapping there."""
        node: YamlNode = self.root
        for step in path:
            if not isinstance(node, Mapping) or step not in node.entries:
                return ()
            node = node.entries[str(step)][1]
        return tuple(node.entries) if isinstance(node, Mapping) else ()

    def length(self, path: PartPath) -> int:
        """How many items the list at a place has; 0 when there is no list there."""
        node: YamlNode | None = self.root
        for step in path:
            node = node.entries.get(str(step), (None, None))[1] if isinstance(node, Mapping) else None
        return len(node.items) if isinstance(node, Sequence) else 0


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
