"""Text in formats for other programs: JSON, Python, XML, SARIF, annotations of GitHub, calendars, patches."""

import json
import re
from typing import Any

from routekaart.foundation.escaping.letters import hides, rewritten, visible
from routekaart.foundation.escaping.signs import cut

_NOT_IN_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
"""Compiled at its first use (and cached by `re`), because that takes longer than the rest of this module."""
_LONGEST = 4_000
_IN_C = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def json_text(content: Any) -> str:
    """A value as indented JSON, in which control and invisible characters are JSON escapes."""
    return rewritten(json.dumps(content, ensure_ascii=False, indent=2), _in_json)


def compact_json(content: Any) -> str:
    """A value as JSON on one line without spaces, for programs only."""
    return rewritten(json.dumps(content, ensure_ascii=False, separators=(",", ":")), _in_json)


def python_text(text: str) -> str:
    """A text as a string literal of Python, between the quotes that need the fewest escapes."""
    quote = "'" if text.count('"') > text.count("'") else '"'
    return quote + visible(text.replace("\\", "\\\\")).replace(quote, f"\\{quote}") + quote


def python_docs(text: str) -> str:
    """A text for within a docstring of Python; double quotes become single ones, so that it cannot end early."""
    return visible(text.replace("\\", "\\\\").replace('"', "'"), lines=True)


def xml_text(text: str) -> str:
    """The text without the characters that XML 1.0 cannot hold."""
    return re.sub(_NOT_IN_XML, "", text)


def xml_document(written: str) -> str:
    """An equivalent XML document in which control and invisible characters are character references."""
    return rewritten(written, lambda letter: f"&#{ord(letter)};")


def github_message(text: str) -> str:
    """Text escaped for the message of an annotation of GitHub; its line ends stay."""
    return visible(cut(text, _LONGEST).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"), lines=True)


def github_property(text: str) -> str:
    """Text escaped for the value of `file=` or `title=` in an annotation of GitHub."""
    return github_message(text).replace(":", "%3A").replace(",", "%2C")


def sarif_text(text: str) -> str:
    """Text escaped for a message of SARIF, in which `[text](1)` would be a link: see its section 3.11.6."""
    shown = visible(text, lines=True)
    if "](" not in shown:
        return shown
    return re.sub(r"([\\\[\]])", r"\\\1", shown)


def ics_text(text: str) -> str:
    """Text without control characters, for a calendar. The writer of the calendar escapes `,`, `;` and line ends."""
    return visible(text.replace("\r\n", "\n"), lines=True)


def patch_name(name: str) -> str:
    """The name of a file in a patch; between quotes and with escapes, as in git, when it holds special characters."""
    if not hides(name) and '"' not in name:
        return name
    raw = name.encode("utf-8", "surrogateescape")
    return '"' + "".join(_IN_C.get(chr(one)) or (chr(one) if 32 <= one < 127 else f"\\{one:03o}") for one in raw) + '"'


def _in_json(letter: str) -> str:
    if "\ud800" <= letter <= "\udfff":
        # A lone surrogate, as in a name that is not UTF-8: many JSON readers refuse its escape.
        return f"\\\\u{ord(letter):04x}"
    return f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else json.dumps(letter)[1:-1]
