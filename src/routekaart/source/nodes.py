"""Plain values that know their place: the nodes of a YAML file."""

from dataclasses import dataclass
from typing import Any, TypeAlias

from routekaart.diagnostic import START, Diagnostic, Path, Span

Plain: TypeAlias = Any
"""None, bool, int, float, str, list or dict."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value: what it stands for, and how it is written."""

    value: bool | int | float | str | None
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
    """A file that is YAML: its root, and where each part of it stands.

    Attributes:
        problems: what is wrong but does not keep the rest from being read: keys that stand twice.
    """

    file: str
    root: Mapping
    problems: tuple[Diagnostic, ...] = ()

    def span(self, path: Path, *, at_key: bool = False) -> Span:
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

    def keys(self, path: Path) -> tuple[str, ...]:
        """The keys of the mapping at a place, in order; none when there is no mapping there."""
        node: Node = self.root
        for step in path:
            if not isinstance(node, Mapping) or step not in node.entries:
                return ()
            node = node.entries[str(step)][1]
        return tuple(node.entries) if isinstance(node, Mapping) else ()


def plain(node: Node) -> Plain:
    """A node as dicts, lists and values, without places."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.entries.items()}
