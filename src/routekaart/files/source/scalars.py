"""Values of YAML scalars, by the YAML 1.2 core rules: `on`, `yes` and `0123` are text, as they look."""

import json
import math
import re
from decimal import Decimal
from unicodedata import normalize

from routekaart.foundation.escaping.letters import hides

_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_BEGINS_A_NUMBER = frozenset("+-.0123456789")
_SURELY_HELD = 15
"""The number of digits that a float always keeps."""
_PLAIN_INSIDE = re.compile(r"[^\W_][\w .()'/+-]*", re.ASCII)
_PLAIN_ALONE = re.compile(r"[^\W_]([^:#\n]|:(?=\S)|(?<=\S)#)*")
_COUNTS = Decimal("0.00005")
"""Half of the last decimal that a fact can have."""
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


def plain_scalar(text: str) -> bool | int | float | str | None:
    """A plain scalar; `0123`, `0x1F` and `.inf` stay text, since no route means those numbers.

    So does a number that would lose significant decimals as a float: the text keeps what was written.
    """
    if text in _NULLS:
        return None
    if text in _BOOLS:
        return _BOOLS[text]
    if text[0] in _BEGINS_A_NUMBER and len(text) <= 40:
        if _INT.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text) and not re.match(r"[-+]?0[0-9]", text):
            number = float(text)
            return number if math.isfinite(number) and _is_held(number, text) else text
    return text


def _is_held(number: float, text: str) -> bool:
    return len(text) <= _SURELY_HELD or abs(Decimal(str(number)) - Decimal(text)) < _COUNTS


_HALF = re.compile("[\ud800-\udfff]")


def whole_characters(text: str) -> str:
    """The text with surrogate pairs, as in JSON escapes, and combining accents joined into single characters.

    So a name that some computer wrote with combining accents is equal to the name as it looks (Unicode NFC).
    """
    if text.isascii():
        return text
    if _HALF.search(text):
        text = text.encode("utf_16", "surrogatepass").decode("utf_16", "surrogatepass")
    return normalize("NFC", text)


def as_scalar(text: str, *, inside: bool = True) -> str:
    """A text as a value of YAML: unquoted if that is safe, else quoted.

    Args:
        inside: whether it is in a list or mapping on one line, where commas and brackets have a meaning.
    """
    if not text.isprintable() or hides(text):
        return json.dumps(text)
    plain = (_PLAIN_INSIDE if inside else _PLAIN_ALONE).fullmatch(text)
    if plain and plain_scalar(text) == text and text == text.strip():
        return text
    return json.dumps(text, ensure_ascii=False) if "'" in text else f"'{text}'"
