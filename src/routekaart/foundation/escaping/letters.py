"""Makes control characters and invisible characters visible in text: the base of every kind of output."""

import re
from collections.abc import Callable

from routekaart.foundation.escaping.signs import cut, cut_off

MOST = 60
"""The largest number of characters of a value that a message shows."""

_MESSAGE, _NAME = 2_000, 400

_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_ENDS = "\n\t"
_ALWAYS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters of a terminal
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # characters that change the direction of text
    "\u2028\u2029"  # separators of lines and paragraphs
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0"  # invisible
    "\ud800-\udfff\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff"  # code points that are not characters
    "\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
_EMOJI = "\u00a9\u00ae\u2190-\u2bff\U0001f000-\U0001faff"
_JOINING = "\u0600-\u1aff"
"""Letters of the scripts in which a joiner can be part of a word: from Arabic to the scripts of India."""

_UNLESS = (
    f"|\u200d(?!(?<=[{_EMOJI}\ufe0f\U0001f3fb-\U0001f3ff]\u200d)[{_EMOJI}])(?!(?<=[{_JOINING}]\u200d)[{_JOINING}])"
    f"|\u200c(?!(?<=[{_JOINING}]\u200c)[{_JOINING}])"
    f"|[{_SELECTORS}](?<![^\\s{_ALWAYS}{_SELECTORS}][{_SELECTORS}])"
)
"""Joiners except within an emoji or a word, and variation selectors except after a character that they apply to."""

_HIDDEN = re.compile(f"[{_ENDS}{_ALWAYS}]{_UNLESS}")
_HIDDEN_IN_LINES = re.compile(f"[{_ALWAYS}]{_UNLESS}")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def hides(text: str) -> bool:
    """Whether a text holds a control character (also a line end or a tab) or an invisible character."""
    return not (text.isascii() and text.isprintable()) and _HIDDEN.search(text) is not None


def forbidden_character(text: str) -> str | None:
    """The code, such as U+0000, of the first character that texts of a route cannot hold; None when there is none."""
    found = None if text.isascii() and text.isprintable() else _FORBIDDEN.search(text)
    return f"U+{ord(found.group()):04X}" if found else None


def visible(text: str, *, lines: bool = False) -> str:
    """The text with control and invisible characters written as escapes of Python: `\\x1b`, `\\u202e`, `\\n`.

    Args:
        lines: whether line ends and tabs stay as they are.
    """
    return rewritten(text, _as_python, lines=lines)


def rewritten(text: str, write: Callable[[str], str], *, lines: bool = True) -> str:
    """The text with each control or invisible character replaced by what `write` returns for it.

    Args:
        lines: whether line ends and tabs stay as they are.
    """
    if text.isascii() and text.isprintable():
        return text
    return (_HIDDEN_IN_LINES if lines else _HIDDEN).sub(lambda found: write(found[0]), text)


def _as_python(letter: str) -> str:
    number = ord(letter)
    if letter in _SHORT:
        return _SHORT[letter]
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def writable(text: str) -> str:
    """The text as UTF-8 can hold it: a lone surrogate (half of a character) becomes an escape of Python."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def blank(text: str) -> str:
    """The text on one line, for a picture: runs of white space, control and invisible characters become one space."""
    return " ".join(_HIDDEN.sub(" ", text).split())


def blank_each(text: str) -> str:
    """The text with a space for each character that cannot be shown, so that positions in it stay the same."""
    return text if text.isprintable() else "".join(letter if letter.isprintable() else " " for letter in text)


def flat(text: str) -> str:
    """The whole text on one line, with control and invisible characters as escapes."""
    return visible(" ".join(text.split()))


def one_line(text: str, most: int = MOST) -> str:
    """The text for use in a message: on one line, with escapes, and cut to `most` characters."""
    if len(text) <= most:
        return flat(text)
    return visible(f"{' '.join(cut(text, most).split())}...")


def message(text: str) -> str:
    """A whole message on one line, with escapes; a very long one is cut."""
    return visible(text if len(text) <= _MESSAGE else f"{cut(text, _MESSAGE)}...")


def messages(text: str) -> str:
    """Messages, each on a line of its own; each is escaped and cut as by `message`."""
    short = text.isascii() and len(text) <= _MESSAGE
    return visible(text, lines=True) if short else "\n".join(message(line) for line in text.split("\n"))


def file_name(name: object) -> str:
    """The name of a file or folder for a person, with escapes and not too long; not for looking up the file."""
    text = str(name)
    half = _NAME // 2
    return visible(text if len(text) <= _NAME else f"{cut(text, half)}...{cut_off(text, half)}")
