"""Data as the text of a file, the way a person would write it."""

import json
import re
from typing import Any

_PLAIN = re.compile(r"[A-Za-z0-9$_.-]+( [A-Za-z0-9$_.-]+)*")
_SHORT = 110


def as_yaml(data: dict[str, Any]) -> str:
    """The text of a file; a text that holds quotes already has them as they are."""
    return "\n".join(_lines(data, "")) + "\n"


def _lines(data: dict[str, Any], indent: str) -> list[str]:
    found: list[str] = []
    for key, value in data.items():
        flow = in_one_line(value)
        if not isinstance(value, dict | list) or (indent and len(flow) < _SHORT):
            found.append(f"{indent}{key}: {flow}")
        elif isinstance(value, dict):
            found += [f"{indent}{key}:", *_lines(value, indent + "  ")]
        else:
            found += [f"{indent}{key}:", *(f"{indent}  - {in_one_line(one)}" for one in value)]
    return found


def in_one_line(value: Any) -> str:
    """A value between brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {in_one_line(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(in_one_line, value)) + "]"
    text = str(value)
    quoted = text.startswith('"') and text.endswith('"')
    return text if quoted or _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
