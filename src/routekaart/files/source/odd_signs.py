"""Finds an odd character in a value or a key, which explains why a word is not known."""

import re

from routekaart.files.source.lookalikes import (
    BULLETS,
    QUOTES,
    about_bullet,
    about_quote,
    odd_character,
)
from routekaart.files.source.nodes import Scalar
from routekaart.foundation.edits import Span
from routekaart.foundation.language import Text

_BULLET = re.compile(f"([{BULLETS}]) *(?=\\w)")
_HYPHEN = re.compile(r"-(\w.*)", flags=re.DOTALL)


def odd_sign(scalar: Scalar | None) -> tuple[Span, Text] | None:
    """The place of the first odd character of a value on one line, and what to do about it; None if there is none."""
    if scalar is None or scalar.span.line != scalar.span.end_line:
        return None
    text, margin = scalar.text, 1 if scalar.quoted else 0
    found = odd_character(text)
    if scalar.span.end_column - scalar.span.column != len(text) + 2 * margin:
        # The column is not certain: parsers do not count some of these characters, and an escape is several.
        return (scalar.span, found[1]) if found else None
    if found is None and not scalar.quoted and text:
        if text[0] in QUOTES:
            word = text[1:].rstrip("".join(QUOTES))
            found = 0, about_quote(text[0], word if word.isidentifier() else "")
        elif bullet := _BULLET.match(text):
            found = 0, about_bullet(bullet[1])
        elif (stuck := _HYPHEN.match(text)) and not text[1:].replace(".", "").isdigit():
            rest = stuck[1]
            found = 0, Text(f"zet een spatie na het streepje: - {rest}", f"put a space after the hyphen: - {rest}")
    if found is None:
        return None
    column = scalar.span.column + margin + found[0]
    return Span(scalar.span.line, column, scalar.span.line, column + 1), found[1]
