"""Single values as the layout writes them: quoted only if needed, with double quotes if possible."""

import re

from routekaart.files.source import Scalar

_PLAIN = re.compile(r"[^\W\d_](?:[\w .()/'?!+%&=;-]|,(?= ))*", re.UNICODE)
"""Text that every YAML program reads as the same text without quotes, outside brackets."""
_NOT_IN_BRACKETS = re.compile(r"[,?]")
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_DOUBLE = re.compile(r'[^"\\\x00-\x1f]*')


def scalar_text(scalar: Scalar, raw: str, *, in_brackets: bool) -> str:
    """A value on one line in the layout; `raw` is its text in the file."""
    text = scalar.text
    if not scalar.quoted or raw[:1] not in ("'", '"'):
        return raw
    if _needs_no_quotes(text) and not (in_brackets and _NOT_IN_BRACKETS.search(text)):
        return text
    return f'"{text}"' if _DOUBLE.fullmatch(text) and text.isprintable() else raw


def _needs_no_quotes(text: str) -> bool:
    return _PLAIN.fullmatch(text) is not None and text == text.strip() and text.casefold() not in _WORDS
