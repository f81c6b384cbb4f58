"""Writes a file in the layout, from its nodes, the original text of its values, and its comments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from routekaart.files.formatter.key_order import FILE, in_order, kind_within
from routekaart.files.formatter.scalar_text import scalar_text
from routekaart.files.source import Document, Mapping, Scalar, YamlNode
from routekaart.files.source import Sequence as ListNode
from routekaart.files.source.comments import comments
from routekaart.foundation.edits import split_lines

_STEP = 2
"""The number of spaces of indentation for each level."""


@dataclass(frozen=True, slots=True)
class _Remark:
    """A comment on a line of its own, or an empty line (`text` is empty then)."""

    column: int
    text: str


@dataclass(frozen=True, slots=True)
class _Part:
    """An entry of a mapping or an item of a list, with the comments around it.

    Attributes:
        key: None for an item.
        column: the column of its key or its hyphen, from 0.
        lead: the comments and empty lines before it.
        tail: those after it that belong to its content.
    """

    key: Scalar | None
    value: YamlNode
    column: int
    line: int
    lead: tuple[_Remark, ...]
    tail: tuple[_Remark, ...]


def layout_text(document: Document) -> str:
    """The text of a document in the layout. The caller must check that the content is the same."""
    return _Writer(document).text()


class _Writer:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._lines = split_lines(document.text)
        self._alone: dict[int, _Remark] = {}
        self._behind: dict[int, str] = {}
        for comment in comments(document, ""):
            number, column = comment.span.line, comment.span.column - 1
            if comment.alone:
                self._alone.setdefault(number, _Remark(column, self._lines[number - 1][column:].rstrip(" \t")))
            else:
                self._behind.setdefault(number, self._lines[number - 1][column:].rstrip(" \t"))

    def text(self) -> str:
        root = self._document.root
        first = min(key.span.line for key, _ in root.entries.values())
        # Comments above the first key are about the file, and stay there whichever key comes first.
        head = self._between(0, first)
        last = self._end_line(root)
        tail = self._between(last, len(self._lines) + 1)
        body = list(self._container(root, FILE, 0, tail, after=first))
        lines = [*_without_first_blank([one.text for one in head]), *body]
        end = "\r\n" if "\r\n" in self._document.text else "\n"
        return end.join(_collapsed(lines)) + end

    # -- places ---------------------------------------------------------------------------------------------------

    def _between(self, after: int, before: int) -> tuple[_Remark, ...]:
        """The comments and empty lines between two lines."""
        found = (
            self._alone.get(number) or (_Remark(0, "") if not self._lines[number - 1].strip(" \t") else None)
            for number in range(after + 1, before)
        )
        return tuple(one for one in found if one is not None)

    def _is_flow(self, node: YamlNode) -> bool:
        return not isinstance(node, Scalar) and self._at(node)[:1] in ("{", "[")

    def _at(self, node: YamlNode) -> str:
        """The rest of the line on which a node begins."""
        return self._lines[node.span.line - 1][node.span.column - 1 :]

    def _end_line(self, node: YamlNode) -> int:
        """The last line of the content of a node."""
        if isinstance(node, Scalar):
            span = node.span
            last = span.end_line - 1 if span.end_column == 1 and span.end_line > span.line else span.end_line
            while last > span.line and not self._lines[last - 1].strip(" \t"):
                last -= 1
            return last
        if self._is_flow(node):
            return node.span.end_line
        parts = node.items if isinstance(node, ListNode) else [value for _, value in node.entries.values()]
        own = [key.span.end_line for key, _ in node.entries.values()] if isinstance(node, Mapping) else []
        return max([*own, *(self._end_line(one) for one in parts)])

    def _parts(
        self, node: Mapping | ListNode, tail: Sequence[_Remark], after: int
    ) -> tuple[list[_Part], tuple[_Remark, ...]]:
        """The parts of a container in the order of the file, each with its comments; and the comments after the last.

        Args:
            tail: the comments after the container.
            after: the line after which it begins.
        """
        begun = (
            [(key, value, key.span.column - 1, key.span.line) for key, value in self._entries(node)]
            if isinstance(node, Mapping)
            else [(None, item, *self._hyphen(item)) for item in node.items]
        )
        parts: list[_Part] = []
        lead = self._between(after, begun[0][3])
        for number, (key, value, column, line) in enumerate(begun):
            end = max(self._end_line(value), line)
            if number + 1 < len(begun):
                between = self._between(end, begun[number + 1][3])
                own, following = _divided(between, column)
            else:
                own, following = _divided(tail, column)
            parts.append(_Part(key, value, column, line, lead, own))
            lead = following
        return parts, lead

    @staticmethod
    def _entries(node: Mapping) -> Iterator[tuple[Scalar, YamlNode]]:
        yield from node.entries.values()

    def _hyphen(self, item: YamlNode) -> tuple[int, int]:
        """The column and the line of the hyphen before an item."""
        number = item.span.line
        before = self._lines[number - 1][: item.span.column - 1]
        while "-" not in before:
            number -= 1
            before = self._lines[number - 1]
        return before.rindex("-"), number

    # -- writing --------------------------------------------------------------------------------------------------

    def _container(
        self, node: Mapping | ListNode, kind: str, indent: int, tail: Sequence[_Remark], *, after: int
    ) -> Iterator[str]:
        """The lines of a container in block style."""
        parts, left = self._parts(node, tail, after)
        ordered = parts
        if isinstance(node, Mapping):
            by_key = {part.key.text: part for part in parts if part.key is not None}
            ordered = [by_key[key] for key in in_order(kind, by_key)]
        for number, part in enumerate(ordered):
            lead = list(_written(part.lead, indent))
            yield from lead if number else _without_first_blank(lead)
            yield from self._part(part, kind, indent)
        yield from _written(left, indent)

    def _part(self, part: _Part, kind: str, indent: int) -> Iterator[str]:
        if part.key is None:
            yield from self._item(part, kind, indent)
            return
        key = scalar_text(part.key, self._raw(part.key), in_brackets=False)
        inner = kind_within(kind, part.key.text)
        yield from self._valued(f"{' ' * indent}{key}:", part, inner, indent)

    def _item(self, part: _Part, kind: str, indent: int) -> Iterator[str]:
        hyphen = f"{' ' * indent}-"
        if isinstance(part.value, Scalar) or self._is_flow(part.value):
            yield from self._valued(hyphen, part, kind, indent)
            return
        lines = list(self._container(part.value, kind, indent + _STEP, part.tail, after=part.line))
        content = next(number for number, line in enumerate(lines) if line.strip() and line.lstrip()[:1] != "#")
        yield from (line[_STEP:] if line else line for line in lines[:content])
        yield f"{hyphen} {lines[content][indent + _STEP :]}"
        yield from lines[content + 1 :]

    def _valued(self, head: str, part: _Part, kind: str, indent: int) -> Iterator[str]:
        """The lines of a key or a hyphen with its value."""
        value = part.value
        if isinstance(value, Scalar) and not value.text and not value.quoted:
            yield self._with_comment(head, part.line)
            yield from _written(part.tail, indent + _STEP)
        elif not isinstance(value, Scalar) and not self._is_flow(value):
            yield self._with_comment(head, part.line)
            yield from self._container(value, kind, indent + _STEP, part.tail, after=part.line)
        elif value.span.line == part.line and self._end_line(value) == part.line:
            text = self._one_line(value, kind, in_brackets=False)
            yield self._with_comment(f"{head} {text}", part.line)
            yield from _written(part.tail, indent + _STEP)
        else:
            yield from self._as_it_stands(head, part, indent)
            yield from _written(part.tail, indent + _STEP)

    def _with_comment(self, line: str, number: int) -> str:
        behind = self._behind.get(number)
        return f"{line}  {behind}" if behind else line

    def _as_it_stands(self, head: str, part: _Part, indent: int) -> Iterator[str]:
        """The lines of a value over several lines, with only the indentation changed."""
        shift, value = indent - part.column, part.value
        if value.span.line == part.line:
            yield f"{head} {self._at(value).rstrip(' ')}"
        else:
            yield self._with_comment(head, part.line)
        for number in range(part.line + 1, self._end_line(value) + 1):
            line = self._lines[number - 1]
            width = len(line) - len(line.lstrip(" "))
            yield f"{' ' * max(width + shift, 0)}{line.lstrip(' ')}" if line.strip(" ") else ""

    def _raw(self, node: YamlNode) -> str:
        """The original text of a node on one line."""
        return self._lines[node.span.line - 1][node.span.column - 1 : node.span.end_column - 1]

    def _one_line(self, node: YamlNode, kind: str, *, in_brackets: bool) -> str:
        if isinstance(node, Scalar):
            return scalar_text(node, self._raw(node), in_brackets=in_brackets)
        if isinstance(node, ListNode):
            return "[" + ", ".join(self._one_line(one, kind, in_brackets=True) for one in node.items) + "]"
        if any(isinstance(value, Scalar) and not value.text and not value.quoted for _, value in node.entries.values()):
            return self._raw(node)
        pairs = (
            f"{scalar_text(key, self._raw(key), in_brackets=True)}: "
            f"{self._one_line(value, kind_within(kind, key.text), in_brackets=True)}"
            for key, value in (node.entries[name] for name in in_order(kind, node.entries))
        )
        return "{" + ", ".join(pairs) + "}"


def _divided(remarks: Sequence[_Remark], column: int) -> tuple[tuple[_Remark, ...], tuple[_Remark, ...]]:
    """The comments after a part, divided: up to the last one that is indented more than the part, and the rest."""
    inner = [number for number, one in enumerate(remarks) if one.text and one.column > column]
    cut = inner[-1] + 1 if inner else 0
    return tuple(remarks[:cut]), tuple(remarks[cut:])


def _written(remarks: Sequence[_Remark], indent: int) -> Iterator[str]:
    return (f"{' ' * indent}{one.text}" if one.text else "" for one in remarks)


def _without_first_blank(lines: list[str]) -> list[str]:
    while lines and not lines[0]:
        lines = lines[1:]
    return lines


def _collapsed(lines: Sequence[str]) -> list[str]:
    """The lines with at most one empty line in a row, and none at the end."""
    found: list[str] = []
    for line in lines:
        if line or (found and found[-1]):
            found.append(line)
    while found and not found[-1]:
        found.pop()
    return found
