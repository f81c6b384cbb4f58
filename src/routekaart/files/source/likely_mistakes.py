"""The mistake that most probably keeps a text from being YAML; a parser often notices it lines later."""

import re
from collections.abc import Iterator, Sequence

from routekaart.files.meant_values import comparison_meant
from routekaart.files.source.brackets import Closed, Mistake, bracket_end, looks_like_a_new_part, not_closed
from routekaart.files.source.flow_text import in_flow
from routekaart.files.source.line_parts import WrittenLine, closing_quote, divided
from routekaart.files.source.lookalikes import (
    BULLETS,
    INVISIBLE,
    QUOTES,
    SPACES,
    about_bullet,
    about_odd_character,
    about_quote,
    in_quotes,
)
from routekaart.foundation.language import Text

_LONGEST = 500
"""The number of characters of a line that are examined."""
_CONFLICT = re.compile(r"<{7} |>{7} |\|{7} |={7}$")
_ODD = re.compile(f"[{SPACES}{INVISIBLE}]")
_BULLET = re.compile(f" *([{BULLETS}]|\\*(?= ))[ {SPACES}]*(?=\\w)")
_COMMENT_OF_OTHERS = re.compile(r" *(//|/\*|<!--|--(?= ))")
_STUCK_HYPHEN = re.compile(r" *-(?=[\w{\[\"'][^-]*)")
_STUCK_COLON = re.compile(r"(?: *- )? *([A-Za-z_]\w*):(?=[^ \t/\\:])")
_EQUALS = re.compile(r"(?: *- )? *([A-Za-z_]\w*) ?= ?(.+)$")
_KEY_ALONE = re.compile(r" *[a-z_]\w*$")
_BLOCK_TEXT = re.compile(r"[>|][-+0-9]*$")
_CONDITIONS = frozenset({"when", "derive", "not", "als"})
_STUCK = re.compile(r"'(?:s|t|n|m)(?= )")


def likely_mistake(lines: Sequence[str], last: int, keys: frozenset[str]) -> Mistake | None:
    """What is most probably wrong in a text that is not YAML; None if there is no clear mistake.

    Args:
        last: the line, from 0, at which a parser gave up; the mistake is there or before it.
        keys: words that are surely keys.
    """
    short = [line[:_LONGEST] for line in lines]
    return next(_left_behind(short), None) or next(_Reading(short, last, keys).mistakes(), None)


def _left_behind(lines: Sequence[str]) -> Iterator[Mistake]:
    """What other programs put around or between the lines of a file."""
    for number, text in enumerate(lines):
        if _CONFLICT.match(text):
            told = Text(
                "git heeft hier twee versies gezet; kies wat blijft, en haal de regels met <<<<<<<, ======= en >>>>>>> "
                "weg",
                "git put two versions here; choose what stays, and remove the lines with <<<<<<<, ======= and >>>>>>>",
            )
            yield Mistake(number, 0, len(text), told)
        elif text.startswith("```"):
            told = Text(
                "deze regel met ``` hoort bij een chat of een handleiding; haal die weg",
                "this line with ``` comes from a chat or a manual; remove it",
            )
            yield Mistake(number, 0, len(text), told)


class _Reading:
    """Reads lines as a person means them, up to the one at which a parser gave up."""

    def __init__(self, lines: Sequence[str], last: int, keys: frozenset[str]) -> None:
        self._lines = lines
        self._last = min(last, len(lines) - 1)
        self._keys = keys
        self._levels: list[int] = []
        """The columns of the mappings that are open."""
        self._lists: list[int] = []
        self._before: WrittenLine | None = None
        """The previous line with a key or an item."""

    def mistakes(self) -> Iterator[Mistake]:
        number = 0
        while number <= self._last:
            text = self._lines[number]
            found = _odd_outside(text, number)
            if found is not None:
                yield found
                return
            line = divided(text, number)
            number += 1
            if line is None:
                continue
            found = self._structure(line)
            if found is not None:
                yield found
                return
            if line.key is None and not line.dashes:
                if self._is_loose(line):
                    yield self._about_loose(line)
                    return
                continue
            found = self._misplaced(line)
            if found is not None:
                yield found
                return
            after = self._value(line)
            if isinstance(after, Mistake):
                yield after
                return
            self._before = line
            number = max(number, after)

    def _structure(self, line: WrittenLine) -> Mistake | None:
        """What is wrong with the beginning of a line."""
        text, number = line.text, line.number
        if found := _BULLET.match(text):
            return Mistake(number, found.start(1), 1, about_bullet(found[1]))
        if found := _COMMENT_OF_OTHERS.match(text):
            told = Text(
                f"een opmerking begint met #, niet met {found[1]}", f"a comment begins with #, not with {found[1]}"
            )
            return Mistake(number, found.start(1), len(found[1]), told)
        if (found := _STUCK_HYPHEN.match(text)) and not text.startswith("---"):
            rest = text[found.end() :].rstrip(" \t")
            shown = rest if len(rest) <= 20 else f"{rest[:20]}..."
            told = Text(f"zet een spatie na het streepje: - {shown}", f"put a space after the hyphen: - {shown}")
            return Mistake(number, found.end() - 1, 1, told)
        return None

    def _is_loose(self, line: WrittenLine) -> bool:
        """Whether a line without a key is not part of a text over several lines."""
        before = self._before
        if before is None:
            return True
        below = next((found for one in range(line.number + 1, len(self._lines)) if (found := self._at(one))), None)
        if line.indent <= before.content_at and before.key is not None:
            return True
        return below is not None and below.key is not None and below.indent >= line.indent and not before.value

    def _at(self, number: int) -> WrittenLine | None:
        return divided(self._lines[number], number)

    def _about_loose(self, line: WrittenLine) -> Mistake:
        text, number, column = line.text.rstrip(" \t"), line.number, line.content_at
        if found := _EQUALS.match(text):
            written = f"{found[1]}: {found[2]}"
            told = Text(
                f"tussen sleutel en waarde staat een dubbele punt: {written}",
                f"a colon stands between a key and its value: {written}",
            )
        elif found := _STUCK_COLON.match(text):
            rest = text[found.end() :].rstrip(" \t")
            written = f"{found[1]}: {rest}"
            told = Text(f"zet een spatie na de dubbele punt: {written}", f"put a space after the colon: {written}")
        elif _KEY_ALONE.match(text):
            written = text.strip(" \t") + ":"
            told = Text(
                f"hierachter ontbreekt een dubbele punt: {written}", f"a colon is missing after this: {written}"
            )
        else:
            told = Text(
                "op deze regel ontbreekt een sleutel met een dubbele punt en een spatie",
                "a key with a colon and a space is missing on this line",
            )
        return Mistake(number, column, max(len(text) - column, 1), told)

    # -- indentation ----------------------------------------------------------------------------------------------

    def _misplaced(self, line: WrittenLine) -> Mistake | None:
        """What is wrong with the indentation of a line; if nothing is, the open levels are updated."""
        at = line.indent
        levels = self._lists if line.dashes else self._levels
        opens = self._before is None or (not self._before.value and self._before.key is not None)
        deepest = max((*self._levels, *self._lists), default=-1)
        if at > deepest and not opens:
            return self._blamed(line)
        if at <= deepest and at not in levels and not (line.dashes and at in self._levels and opens):
            return self._blamed(line)
        self._levels = [one for one in self._levels if one < at or (one == at and not line.dashes)]
        self._lists = [one for one in self._lists if one < at or (one == at and line.dashes)]
        if line.dashes and at not in self._lists:
            self._lists.append(at)
        if line.key is not None:
            column = line.content_at
            self._levels = [one for one in self._levels if one <= column]
            if column not in self._levels:
                self._levels.append(column)
        return None

    def _blamed(self, line: WrittenLine) -> Mistake:
        before = self._before
        if before is not None and before.key in self._keys and before.indent < line.indent and not line.dashes:
            above = next((one for one in self._above(before) if one.indent >= line.indent), None)
            if above is not None and above.number == before.number - 1:
                return _indented(before, line.indent)
        levels = [*self._lists] if line.dashes else [*self._levels]
        levels = levels or [0]
        nearest = min(levels, key=lambda one: (abs(one - line.indent), -one))
        return _indented(line, nearest)

    def _above(self, line: WrittenLine) -> Iterator[WrittenLine]:
        return (found for number in range(line.number - 1, -1, -1) if (found := self._at(number)))

    # -- values ---------------------------------------------------------------------------------------------------

    def _value(self, line: WrittenLine) -> Mistake | int:
        """What is wrong with the value on a line, or the line at which reading continues."""
        value, number, column = line.value, line.number, line.value_at
        if not value:
            return number + 1
        first = value[0]
        if first in "\"'":
            return self._quoted(line)
        if first in "{[":
            return self._bracketed(line)
        if _BLOCK_TEXT.match(value):
            return self._after_block(line)
        if (sign := comparison_meant(value)) is not None and first in "<>=":
            written = in_flow(sign)
            told = Text(f"schrijf deze vergelijking als {written}", f"write this comparison as {written}")
            return Mistake(number, column, len(value), told)
        if first in QUOTES and number == self._last:
            return Mistake(number, column, 1, about_quote(first))
        if first in "%@`|>" or (first in "&*!" and number == self._last) or value.startswith(("- ", "? ")):
            return Mistake(number, column, len(value), in_quotes(value))
        if re.search(r":([ \t]|$)", value):
            return self._colon(line)
        return number + 1

    def _colon(self, line: WrittenLine) -> Mistake:
        """The mistake of a second colon on a line: in text that needs quotes, or in a condition that needs braces."""
        value = line.value
        if value[0] in QUOTES:
            return Mistake(line.number, line.value_at, 1, about_quote(value[0]))
        if line.key in _CONDITIONS:
            told = Text(f"zet hier accolades omheen: {{{value}}}", f"put braces around this: {{{value}}}")
            return Mistake(line.number, line.value_at, len(value), told)
        return Mistake(line.number, line.value_at, len(value), in_quotes(value))

    def _quoted(self, line: WrittenLine) -> Mistake | int:
        value, number, column = line.value, line.number, line.value_at
        end = closing_quote(value, 0)
        if end is not None:
            rest = value[end + 1 :]
            if not rest.strip(" \t") or rest.lstrip(" \t").startswith(":"):
                return number + 1
            return Mistake(number, column, len(value), in_quotes(value))
        if _STUCK.match(value):
            return Mistake(number, column, len(value), in_quotes(value))
        sign = value[0]
        for later in range(number + 1, len(self._lines)):
            text = self._lines[later]
            if looks_like_a_new_part(text):
                break
            if closing_quote(f"{sign}{text}", 0) is not None:
                return later + 1
        return Mistake(number, column, 1, not_closed(sign, sign))

    def _bracketed(self, line: WrittenLine) -> Mistake | int:
        closed = bracket_end(self._lines, line.number, line.value_at, self._keys)
        if isinstance(closed, Mistake):
            return closed
        if not isinstance(closed, Closed):
            return self._last + 1
        rest = self._lines[closed.line][closed.column :]
        if not rest.strip(" \t") or rest.lstrip(" \t").startswith(("#", ":")):
            return closed.line + 1
        extra = rest.lstrip(" \t")
        column = closed.column + len(rest) - len(extra)
        if extra[0] in "}]":
            told = Text(f"hier staat een {extra[0]} te veel", f"there is a {extra[0]} too many here")
            return Mistake(closed.line, column, 1, told)
        if extra[0] == ",":
            told = Text("hier staat een komma te veel", "there is a comma too many here")
            return Mistake(closed.line, column, 1, told)
        return Mistake(line.number, line.value_at, len(line.value), in_quotes(line.value))

    def _after_block(self, line: WrittenLine) -> int:
        """The line after a block text."""
        number = line.number + 1
        while number < len(self._lines):
            text = self._lines[number]
            if text.strip(" \t") and len(text) - len(text.lstrip(" ")) <= line.indent:
                break
            number += 1
        return number


def _indented(line: WrittenLine, expected: int) -> Mistake:
    expects = "wordt" if expected == 1 else "worden"
    this = Text(line.key, line.key) if line.key else Text("deze regel", "this line")
    told = Text(
        f"{this.nl} springt {_spaces(line.indent).nl} in; verwacht {expects} {_spaces(expected).nl}",
        f"{this.en} is indented by {_spaces(line.indent).en}; expected {_spaces(expected).en}",
    )
    return Mistake(line.number, line.indent, max(len(line.text.strip(" \t")), 1), told)


def _spaces(number: int) -> Text:
    return Text(
        f"{number} {'spatie' if number == 1 else 'spaties'}", f"{number} {'space' if number == 1 else 'spaces'}"
    )


def _odd_outside(text: str, number: int) -> Mistake | None:
    """The mistake of an odd character or a tab outside values, where only spaces, hyphens, keys and colons belong."""
    indent = len(text) - len(text.lstrip(" -"))
    if text[indent : indent + 1] == "\t":
        return Mistake(
            number,
            indent,
            1,
            Text("hier staat een tab; typ een spatie of spaties", "this is a tab; type a space or spaces"),
        )
    if text.isascii():
        return None
    for found in _ODD.finditer(text):
        before = text[: found.start()]
        if (
            not before.strip(" -")
            or re.search(r":$|[{\[,][ \t]*$|:[ \t]$", before)
            or text[found.end() :].startswith(":")
        ):
            return Mistake(number, found.start(), 1, about_odd_character(found[0]))
    return None
