"""Divides a line of YAML into parts as a person would, whether it is valid or not."""

import re
from dataclasses import dataclass

_DASHES = re.compile(r"(?:-(?: +|$))*")
_KEY = re.compile(r"""("[^"]*"|'[^']*'|[^ \t"'#{}\[\],&*!|>%@`-][^#{}\[\],]*?|-[^ \t#{}\[\],]*?)[ \t]*:(?=[ \t]|$)""")
_COMMENT = re.compile(r"(?:^|[ \t])#.*$")


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """One line outside brackets and quotes.

    Attributes:
        number: the number of the line, from 0.
        indent: the column of its first character.
        dashes: the number of characters of the `- ` that begin items of lists.
        key: the text before a colon and a space; None when there is no such colon.
        value: the text after that, or else the whole text, without a comment.
        value_at: the column of the value.
    """

    number: int
    text: str
    indent: int
    dashes: int
    key: str | None
    value: str
    value_at: int

    @property
    def content_at(self) -> int:
        """The column after the hyphens."""
        return self.indent + self.dashes


def divided(text: str, number: int) -> WrittenLine | None:
    """The parts of a line; None for an empty line, and for one with only a comment."""
    indent = len(text) - len(text.lstrip(" "))
    rest = text[indent:]
    if not rest.strip(" \t") or rest.startswith("#"):
        return None
    dashes = len(_DASHES.match(rest)[0])  # type: ignore[index]  # it matches the empty text too
    content = rest[dashes:]
    key = _KEY.match(content)
    written = content[key.end() :] if key else content
    value = written.lstrip(" ")
    value_at = indent + dashes + (key.end() if key else 0) + len(written) - len(value)
    return WrittenLine(number, text, indent, dashes, key[1] if key else None, without_comment(value), value_at)


def without_comment(value: str) -> str:
    """A value without the comment after it and the spaces before that; between quotes, `#` is not a comment."""
    if value[:1] in ('"', "'"):
        end = closing_quote(value, 0)
        return (
            (value[: end + 1] + _COMMENT.sub("", value[end + 1 :])).rstrip(" \t")
            if end is not None
            else value.rstrip(" \t")
        )
    return _COMMENT.sub("", value).rstrip(" \t")


def closing_quote(text: str, start: int) -> int | None:
    """The position of the quote that closes the one at `start`; None when there is none in the text."""
    sign, at = text[start], start + 1
    while at < len(text):
        if sign == '"' and text[at] == "\\":
            at += 2
        elif text[at] != sign:
            at += 1
        elif sign == "'" and text[at + 1 : at + 2] == "'":
            at += 2
        else:
            return at
    return None
