"""Text in Markdown that is shown as it is: nothing that comes from outside can be anything but text in it."""

import re

from routekaart.foundation.escaping.letters import one_line, visible
from routekaart.foundation.escaping.signs import cut

_LONGEST, _LONGEST_CODE = 2_000, 5_000
_SPECIAL = re.compile(r"([\\`*_\[\]|~$])")
_AT_THE_START = re.compile(r"^(\d*)([-+#=.)])")
_AS_ENTITY = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_REFERENCE = re.compile(r"[@#!](?=\w)|\bGH(?=-\d)|[:](?=\S)|(?<=\bwww)(?=\.)", re.IGNORECASE)
"""What would call a person, or refer to an issue, a picture or an address."""

_NOTHING = "&#8203;"
"""A space without width: an entity in the place of the sign itself would be read as that sign all the same."""

_IN_HTML = {letter: f"&#{ord(letter)};" for letter in "`|*_[]\\~$"} | _AS_ENTITY
_ADDRESS = re.compile(r":(?=//)|(?<=\bwww)\.", re.IGNORECASE)


def markdown(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    shown = _REFERENCE.sub(lambda found: f"{found.group()}\0", one_line(text, _LONGEST))
    shown = _SPECIAL.sub(r"\\\1", shown)
    shown = _AT_THE_START.sub(r"\1\\\2", "".join(_AS_ENTITY.get(letter, letter) for letter in shown))
    return shown.replace("\0", _NOTHING)


def code(text: str) -> str:
    """Text in a fixed width, outside a table."""
    shown = visible(cut(text, _LONGEST_CODE))
    fence = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    return f"{fence} {shown} {fence}" if len(fence) > 1 else f"`{shown}`"


def code_in_table(text: str) -> str:
    """Text in a fixed width in a table, in HTML: a backtick or a bar in it would break Markdown's own.

    Markdown is read between the tags too, so what means something in it is written by its number. What is copied
    from it is the text itself.
    """
    shown = "".join(_IN_HTML.get(letter, letter) for letter in visible(cut(text, _LONGEST_CODE)))
    shown = _ADDRESS.sub(lambda found: f"&#{ord(found.group())};", shown)
    # An address of mail is looked for when the entities are letters again; a tag in it is not.
    return f"<code>{shown.replace('@', '@<wbr>')}</code>"
