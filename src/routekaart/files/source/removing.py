"""Removes a part of a file, without changing the rest or losing a comment."""

from routekaart.diagnostics.diagnostic import PartPath
from routekaart.files.source.nodes import Document, Mapping, Scalar, YamlNode, scalars
from routekaart.foundation.edits import Edit, Span, split_lines


def removal(document: Document, path: PartPath) -> Edit | None:
    """The edit that removes an entry of a mapping, with its lines.

    None if it does not have lines of its own, is the only entry, or has a comment that would be lost or would be moved
    above something else.
    """
    holder = document.node(path[:-1])
    if not isinstance(holder, Mapping) or path[-1] not in holder.entries or len(holder.entries) == 1:
        return None
    key, node = holder.entries[str(path[-1])]
    first, last = lines_of(document, path)
    lines = split_lines(document.text)
    taken = lines[max(first - 2, 0) : last]
    starts_its_line = not lines[first - 1][: key.span.column - 1].strip()
    has_others = sum(holder.keys_on_line[line] for line in range(first, last + 1)) > 1
    if not starts_its_line or has_others or last >= len(lines) or any("#" in line for line in taken):
        return None
    return None if _closes_later(node, lines, last) else Edit(Span(first, 1, last + 1, 1), "")


def lines_of(document: Document, path: PartPath) -> tuple[int, int]:
    """The first and the last line of an entry of a mapping, with its key."""
    holder = document.node(path[:-1])
    assert isinstance(holder, Mapping)
    key, node = holder.entries[str(path[-1])]
    last = max(key.span.end_line, _last_line(node))
    lines = split_lines(document.text)
    while not lines[last - 1].strip():
        last -= 1
    return key.span.line, last


def _closes_later(node: YamlNode, lines: tuple[str, ...], last: int) -> bool:
    """Whether a closing bracket of a node is below its last value."""
    end = node.span.end_line
    below = [*lines[last : end - 1], lines[end - 1][: node.span.end_column - 1]] if end > last else []
    return any(line.split("#")[0].strip() for line in below)


def _last_line(node: YamlNode) -> int:
    """The last line with content of a node; parsers place the end of a mapping at the beginning of the next node."""
    return max((_end_line(one) for one in scalars(node)), default=node.span.end_line)


def _end_line(scalar: Scalar) -> int:
    """The last line of a scalar; parsers place the end of a block scalar (`>-`) on the line after it."""
    span = scalar.span
    return span.end_line - 1 if span.end_column == 1 and span.end_line > span.line else span.end_line
