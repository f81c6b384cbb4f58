"""Finds mistakes between the brackets of a value, and where an opening bracket is closed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from routekaart.files.meant_values import comparison_meant
from routekaart.files.source.flow_text import in_flow
from routekaart.files.source.line_parts import closing_quote
from routekaart.files.source.lookalikes import in_quotes
from routekaart.foundation.language import Text

_CLOSES = {"{": "}", "[": "]"}
_SIGNS = re.compile(r"[{}\[\],]|(?<=[{\[,: \t])[\"']|:(?=[ \t]|$)|(?<=[ \t])#")
_BLOCK = re.compile(r" *(?:- |[\w-]+:(?: |$))")
_ANOTHER_KEY = re.compile(r"[^ \t] +([a-z][a-z0-9_]*)$")
_EITHER = re.compile(r"(\w+) +(?:of|or) +(\w+: +\w+)")
_KEY_BEFORE = re.compile(r"(\w+):$")
_AFTER_SEMICOLON = re.compile(r";[ \t]*\w+$")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong, with its line and column, from 0, and its width."""

    line: int
    column: int
    width: int
    text: Text


@dataclass(frozen=True, slots=True)
class Closed:
    """The place just after a closing bracket or quote."""

    line: int
    column: int


def not_closed(sign: str, closing: str) -> Text:
    """The message about a quote or a bracket that is not closed."""
    return Text(
        f"deze {sign} wordt nergens gesloten; zet er een {closing} achter",
        f"this {sign} is closed nowhere; add a {closing} behind it",
    )


def looks_like_a_new_part(text: str) -> bool:
    """Whether a line looks like a key with a value, or an item of a list."""
    return _BLOCK.match(text) is not None


def bracket_end(lines: Sequence[str], line: int, column: int, keys: frozenset[str]) -> Closed | Mistake | None:
    """Where the bracket at a place is closed, or what is wrong before that; None if that is not clear.

    Args:
        keys: words that are surely keys; before such a word, a comma is missing rather than quotes around a text.
    """
    return _Brackets(lines, line, column, keys).end()


class _Brackets:
    """Walks through the text between brackets."""

    def __init__(self, lines: Sequence[str], line: int, column: int, keys: frozenset[str]) -> None:
        self._lines = lines
        self._start = (line, column)
        self._keys = keys
        self._open: list[tuple[str, int, int]] = []
        # The place where the value of the current key begins; None before its colon.
        self._value: tuple[int, int] | None = None

    def end(self) -> Closed | Mistake | None:
        first, column = self._start
        for number in range(first, len(self._lines)):
            text = self._lines[number]
            if number > first and self._is_outside(text):
                break
            at = column if number == first else 0
            while found := _SIGNS.search(text, at):
                sign, at = found[0], found.end()
                if sign == "#":
                    break
                if sign in "\"'":
                    closing = closing_quote(text, found.start())
                    if closing is None:
                        return self._open_quote(number, found.start())
                    at = closing + 1
                elif sign == ":" and (compared := self._comparison(number, at)) is not None:
                    return compared
                elif (done := self._seen(sign, number, found.start())) is not None:
                    return done
        sign, line, column = self._open[0]
        return Mistake(line, column, 1, not_closed(sign, _CLOSES[sign]))

    def _is_outside(self, text: str) -> bool:
        """Whether a line is outside the brackets, so that they were never closed."""
        opener = self._lines[self._start[0]]
        indent, outer = len(text) - len(text.lstrip(" ")), len(opener) - len(opener.lstrip(" "))
        return text.lstrip(" \t").startswith("- ") or (looks_like_a_new_part(text) and indent <= outer)

    def _seen(self, sign: str, line: int, column: int) -> Closed | Mistake | None:
        if sign == ":":
            return self._colon(line, column)
        self._value = None
        if sign in _CLOSES:
            self._open.append((sign, line, column))
        elif sign != ",":
            right = _CLOSES[self._open.pop()[0]]
            if sign != right:
                text = Text(f"hier staat {sign} waar {right} hoort", f"this is {sign} where {right} belongs")
                return Mistake(line, column, 1, text)
            if not self._open:
                return Closed(line, column + 1)
        return None

    def _colon(self, line: int, column: int) -> Mistake | None:
        """Handles a colon, which begins a value; the mistake if it is within a value already."""
        if self._value is None or self._value[0] != line:
            self._value = (line, column + 1)
            return None
        start = self._value[1]
        text = self._lines[line]
        written = text[start:column]
        semicolon = _AFTER_SEMICOLON.search(written)
        if semicolon:
            told = Text("hier staat ; waar een komma hoort", "this is ; where a comma belongs")
            return Mistake(line, start + semicolon.start(), 1, told)
        key = _ANOTHER_KEY.search(written)
        if key and key[1] in self._keys:
            told = Text(f"voor {key[1]} ontbreekt een komma", f"a comma is missing before {key[1]}")
            return Mistake(line, start + key.start(1), len(key[1]), told)
        start += len(written) - len(written.lstrip(" \t"))
        whole = re.split(r"[,}\]]", text[start:])[0].rstrip(" \t")
        either = _EITHER.fullmatch(whole)
        if either is not None and (named := _KEY_BEFORE.search(text[: self._value[1]])):
            example = f"any: [{{{named[1]}: {either[1]}}}, {{{either[2]}}}]"
            told = Text(f"is een ervan genoeg, schrijf dan {example}", f"if one of them is enough, write {example}")
            return Mistake(line, start, len(whole), told)
        return Mistake(line, start, len(whole), in_quotes(whole))

    def _comparison(self, line: int, column: int) -> Mistake | None:
        """The mistake of a comparison with a sign that YAML reads as something else: `>= 27`; None if there is none."""
        written = re.split(r"[,}\]]", self._lines[line][column:])[0]
        value = written.strip(" \t")
        meant = comparison_meant(value) if value.startswith(">") else None
        if meant is None:
            return None
        told = in_flow(meant)
        start = column + len(written) - len(written.lstrip(" \t"))
        return Mistake(
            line,
            start,
            len(value),
            Text(f"schrijf deze vergelijking als {told}", f"write this comparison as {told}"),
        )

    def _open_quote(self, line: int, column: int) -> Mistake | None:
        """The mistake of a quote that is not closed on its line; None if it is closed on a later line."""
        sign = self._lines[line][column]
        for text in self._lines[line + 1 :]:
            if looks_like_a_new_part(text):
                break
            if sign in text:
                return None
        return Mistake(line, column, 1, not_closed(sign, sign))
