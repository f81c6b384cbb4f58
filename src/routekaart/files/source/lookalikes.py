"""Characters that look like those of YAML but are not, from a word processor, a web page or a chat."""

import re

from routekaart.foundation.language import Text

SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
INVISIBLE = "\u00ad\u200b\u200e\u200f\u2060\ufeff"
DASHES = "\u2010-\u2015\u2212"
BULLETS = f"{DASHES}\u2022\u2023\u25aa\u25ab\u25cf\u25e6\u00b7\u2219\uf0b7"
"""Characters that a word processor makes of the hyphen before an item of a list."""
QUOTES = {
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u00ab": '"',
    "\u2018": "'",
    "\u2019": "'",
    "\u201a": "'",
}
"""By quote of a word processor, the quote of YAML."""
_ODD = re.compile(f"[{SPACES}{INVISIBLE}]")


def odd_character(text: str) -> tuple[int, Text] | None:
    """The position of the first special space or invisible character, and what to do about it."""
    found = None if text.isascii() else _ODD.search(text)
    return (found.start(), about_odd_character(found[0])) if found else None


def about_odd_character(sign: str) -> Text:
    """The message about a special space or an invisible character."""
    code = f"U+{ord(sign):04X}"
    if re.match(f"[{SPACES}]", sign):
        return Text(
            f"hier staat een vaste spatie ({code}), zoals Word en webpagina's die zetten; typ een gewone spatie",
            f"this is a no-break space ({code}), as Word and web pages write; type an ordinary space",
        )
    return Text(
        f"hier staat een onzichtbaar teken ({code}); haal het weg",
        f"there is an invisible character here ({code}); remove it",
    )


def about_quote(sign: str, word: str = "") -> Text:
    """The message about a quote of a word processor; `word` is a word in such quotes that needs no quotes."""
    instead = QUOTES[sign]
    if word:
        return Text(
            f"{sign} is geen aanhalingsteken van YAML maar van een tekstverwerker; schrijf {word}",
            f"{sign} is not a YAML quote but one from a word processor; write {word}",
        )
    return Text(
        f"{sign} is geen aanhalingsteken van YAML maar van een tekstverwerker; typ {instead}",
        f"{sign} is not a YAML quote but one from a word processor; type {instead}",
    )


def about_bullet(sign: str) -> Text:
    """The message about a bullet or a dash before an item of a list."""
    return Text(
        f"{sign} begint geen onderdeel van een lijst; typ een gewoon streepje en een spatie (- )",
        f"{sign} does not begin an item of a list; type a hyphen and a space (- )",
    )


def between_quotes(text: str) -> str:
    """A text as a quoted value of YAML, between quotes that need the fewest escapes."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def in_quotes(text: str) -> Text:
    """The message about a text that must be quoted."""
    written = between_quotes(text)
    return Text(f"zet deze tekst tussen aanhalingstekens: {written}", f"put this text between quotes: {written}")
