"""Writes plain data as in a route, on one line, for examples in messages."""

from routekaart.files.source.lookalikes import between_quotes
from routekaart.foundation.escaping.letters import one_line

_NEEDS_QUOTES = frozenset(",:#{}[]&*!|>%@`\"'")
_LONGEST = 80


def in_flow(value: object) -> str:
    """The value with brackets and braces; dots where it is long."""
    text = _written(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def _written(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_written(key)}: {_written(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_written, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if value is None:
        return "null"
    if isinstance(value, str):
        text = one_line(value)
        return between_quotes(text) if _NEEDS_QUOTES & set(text) or not text else text
    return str(value) if isinstance(value, int | float) else "..."
