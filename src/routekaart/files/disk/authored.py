"""Recognises files that somebody wrote: routes and files beside them, settings, saved journeys, baselines."""

import re
from pathlib import Path

from routekaart.files.disk import limits
from routekaart.files.disk.reading import BYTE_ORDER_MARK, ReadingError, read_beginning

_AUTHORED_NAMES = (".yaml", ".yml", ".toml")
_OUR_KEY = re.compile(
    rb"""^(---)?[{?\s]*["']?routekaart(_tests|_simulation)?["']?\s*(:|\n:)""",
    re.MULTILINE,
)
"""The beginning of a line with a key that marks a file of ours."""
_OUR_FORMAT = re.compile(rb'"format"\s*:\s*"routekaart\.(journey|baseline)"')
_OUR_KEYS = frozenset({"routekaart", "routekaart_tests", "routekaart_simulation"})
_OUR_FORMATS = frozenset({"routekaart.journey", "routekaart.baseline"})


def is_authored(file: Path) -> bool:
    """Whether an existing file was written by somebody, judged by its name or its content."""
    try:
        data = read_beginning(file, limits.JOURNEY).removeprefix(BYTE_ORDER_MARK)
    except ReadingError:
        return False
    if not data:
        return False
    if file.suffix.lower() in _AUTHORED_NAMES or _OUR_KEY.search(data.replace(b"\r", b"\n")):
        return True
    return data.lstrip().startswith(b"{") and _is_our_json(data)


def _is_our_json(data: bytes) -> bool:
    """Whether JSON is a journey, a baseline, or a route written as JSON; the first two also when damaged."""
    if _OUR_FORMAT.search(data):
        return True
    # Imported here because most outputs that are overwritten are not JSON.
    import json

    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(content, dict) and (
        not _OUR_KEYS.isdisjoint(content) or str(content.get("format")) in _OUR_FORMATS
    )
