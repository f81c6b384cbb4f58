"""Text in the forms that other programs read: JSON, Python, XML, SARIF, annotations of GitHub, calendars, patches."""

import json
import re
from typing import Any

from routekaart.foundation.escaping.letters import hides, rewritten, visible
from routekaart.foundation.escaping.signs import cut

_NOT_IN_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
"""Compiled when it is first needed (and kept by `re`): that takes longer than everything else in this module."""
_LONGEST = 4_000
_IN_C = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def json_text(content: Any) -> str:
    """A value as JSON that can be read; what steers or hides is written by its number, which is the same text."""
    return rewritten(json.dumps(content, ensure_ascii=False, indent=2), _in_json)


def compact_json(content: Any) -> str:
    """The same on one line without spaces, for what programs read and nobody else."""
    return rewritten(json.dumps(content, ensure_ascii=False, separators=(",", ":")), _in_json)


def python_text(text: str) -> str:
    """A text as Python writes it in code, between the quotes that need the fewest escapes."""
    quote = "'" if text.count('"') > text.count("'") else '"'
    return quote + visible(text.replace("\\", "\\\\")).replace(quote, f"\\{quote}") + quote


def python_docs(text: str) -> str:
    """The text of a docstring of Python, in which no quotes end it."""
    return visible(text.replace("\\", "\\\\").replace('"', "'"), lines=True)


def xml_text(text: str) -> str:
    """The text without the characters that XML 1.0 cannot hold."""
    return re.sub(_NOT_IN_XML, "", text)


def xml_document(written: str) -> str:
    """A document with what hides or turns written by its number, which is the same document."""
    return rewritten(written, lambda letter: f"&#{ord(letter)};")


def github_message(text: str) -> str:
    """The message of an annotation of GitHub; its lines stay."""
    return visible(cut(text, _LONGEST).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"), lines=True)


def github_property(text: str) -> str:
    """What stands behind `file=` or `title=` in an annotation of GitHub."""
    return github_message(text).replace(":", "%3A").replace(",", "%2C")


def sarif_text(text: str) -> str:
    """A message of SARIF, in which `[text](1)` would be a link: there brackets are written as section 3.11.6 says."""
    shown = visible(text, lines=True)
    if "](" not in shown:
        return shown
    return re.sub(r"([\\\[\]])", r"\\\1", shown)


def ics_text(text: str) -> str:
    """A text in a calendar, which holds no control characters; `,`, `;` and lines are for what writes the calendar."""
    return visible(text.replace("\r\n", "\n"), lines=True)


def patch_name(name: str) -> str:
    """The name of a file in a patch: as git writes one that holds something strange, between quotes."""
    if not hides(name) and '"' not in name:
        return name
    raw = name.encode("utf-8", "surrogateescape")
    return '"' + "".join(_IN_C.get(chr(one)) or (chr(one) if 32 <= one < 127 else f"\\{one:03o}") for one in raw) + '"'


def _in_json(letter: str) -> str:
    if "\ud800" <= letter <= "\udfff":
        # Half a character, as in a name that is not UTF-8: many readers refuse a number of it that stands alone.
        return f"\\\\u{ord(letter):04x}"
    return f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else json.dumps(letter)[1:-1]
