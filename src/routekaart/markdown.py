"""Text in Markdown that is shown as it is: nothing that comes from a file can be anything but text in it."""

import re

from routekaart.language import one_line

_LONGEST = 2_000
_SPECIAL = re.compile(r"([\\`*_\[\]|~$])")
_AT_THE_START = re.compile(r"^(\d*)([-+#=.)])")
_AS_ENTITY = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_REFERENCE = re.compile(r"[@#!](?=\w)|\bGH(?=-\d)|[:](?=\S)|(?<=\bwww)(?=\.)", re.IGNORECASE)
"""What would call a person, or refer to an issue, a picture or an address."""

_NOTHING = "&#8203;"
"""A space without width: an entity in the place of the sign itself would be read as that sign all the same."""


def plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    shown = _REFERENCE.sub(lambda found: f"{found.group()}\0", one_line(text, _LONGEST))
    shown = _SPECIAL.sub(r"\\\1", shown)
    shown = _AT_THE_START.sub(r"\1\\\2", "".join(_AS_ENTITY.get(letter, letter) for letter in shown))
    return shown.replace("\0", _NOTHING)
