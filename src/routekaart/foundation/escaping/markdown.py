"""Text that Markdown shows literally, so that text from outside cannot become markup."""

import re

from routekaart.foundation.escaping.letters import one_line, visible
from routekaart.foundation.escaping.signs import cut

_LONGEST, _LONGEST_CODE = 2_000, 5_000
_SPECIAL = re.compile(r"([\\`*_\[\]|~$])")
_AT_THE_START = re.compile(r"^(\d*)([-+#=.)])")
_AS_ENTITY = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_REFERENCE = re.compile(r"[@#!](?=\w)|\bGH(?=-\d)|[:](?=\S)|(?<=\bwww)(?=\.)", re.IGNORECASE)
"""What would mention a person, or link to an issue, a picture or an address."""

_NOTHING = "&#8203;"
"""A zero-width space. Replacing the character by an entity does not help: it is still read as that character."""

_IN_HTML = {letter: f"&#{ord(letter)};" for letter in "`|*_[]\\~$"} | _AS_ENTITY
_ADDRESS = re.compile(r":(?=//)|(?<=\bwww)\.", re.IGNORECASE)


def markdown(text: str) -> str:
    """Text that Markdown shows literally, on one line."""
    shown = _REFERENCE.sub(lambda found: f"{found.group()}\0", one_line(text, _LONGEST))
    shown = _SPECIAL.sub(r"\\\1", shown)
    shown = _AT_THE_START.sub(r"\1\\\2", "".join(_AS_ENTITY.get(letter, letter) for letter in shown))
    return shown.replace("\0", _NOTHING)


def code(text: str) -> str:
    """Text as code, outside a table."""
    shown = visible(cut(text, _LONGEST_CODE))
    fence = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    return f"{fence} {shown} {fence}" if len(fence) > 1 else f"`{shown}`"


def code_in_table(text: str) -> str:
    """Text as code in a table, as HTML: a backtick or a bar in it would break code in Markdown.

    Markdown is also read between the tags, so characters with a meaning in it become entities. Copying the result
    from a page gives the text itself.
    """
    shown = "".join(_IN_HTML.get(letter, letter) for letter in visible(cut(text, _LONGEST_CODE)))
    shown = _ADDRESS.sub(lambda found: f"&#{ord(found.group())};", shown)
    # Email addresses are recognised after entities are decoded, but not with a tag inside.
    return f"<code>{shown.replace('@', '@<wbr>')}</code>"
