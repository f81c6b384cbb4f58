"""Decodes a file to its text, which must be bounded in size, UTF-8, and without characters that are not for text."""

import codecs
import re
from pathlib import Path

from routekaart.diagnostics.diagnostic import Diagnostic
from routekaart.files.disk.reading import ReadingError, read_bytes
from routekaart.foundation.edits import START, Span, split_lines
from routekaart.foundation.escaping.letters import forbidden_character
from routekaart.foundation.language import Text

_YAML_1_1_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_UTF_16 = re.compile(rb"(?:[\x01-\x7f]\x00){4}|(?:\x00[\x01-\x7f]){4}")
"""The beginning of a text in UTF-16 without a byte order mark."""
_HOW = Text(
    " (Kladblok: Opslaan als, Codering; Word: Opslaan als, Tekst zonder opmaak; Excel: Opslaan als, CSV UTF-8)",
    " (Notepad: Save as, Encoding; Word: Save as, Plain text; Excel: Save as, CSV UTF-8)",
)
_PRIVATE = range(0xE000, 0xF900)
"""The private use characters, which have no meaning of their own."""


class Unreadable(Exception):
    """A file that cannot be read as YAML.

    Attributes:
        diagnostics: why not.
        text: the content of the file; None when it is not text either.
    """

    def __init__(self, *diagnostics: Diagnostic, text: str | None = None) -> None:
        super().__init__(diagnostics[0].render())
        self.diagnostics = diagnostics
        self.text = text


def unreadable(file: str, rule: str, nl: str, en: str, span: Span = START) -> Unreadable:
    """The error for one problem, in Dutch and English."""
    return Unreadable(Diagnostic(rule, Text(nl, en), file, span))


def read_text(path: Path, file: str, most: int) -> str:
    """The text of a file; `file` is the name that diagnostics show.

    Args:
        most: the largest size of the file, in bytes.

    Raises:
        Unreadable: there is no such file, it is too large, or it is not UTF-8 text.
    """
    try:
        data: bytes | ReadingError = read_bytes(path, most)
    except ReadingError as error:
        data = error
    if isinstance(data, ReadingError):
        raise Unreadable(Diagnostic(data.code, data.text, file, START))
    return decoded(data, file)


def decoded(data: bytes, file: str) -> str:
    """The text of some bytes.

    Raises:
        Unreadable: they are not UTF-8 text.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _UTF_16.match(data):
        raise unreadable(
            file,
            "not-utf-8",
            f"de tekst is UTF-16; sla het bestand op als UTF-8{_HOW.nl}",
            f"the text is UTF-16; save it as UTF-8{_HOW.en}",
        )
    wrong_at = None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        wrong_at = error.start
    if wrong_at is not None:
        raise unreadable(
            file,
            "not-utf-8",
            f"de tekst is geen UTF-8; sla het bestand op als UTF-8{_HOW.nl}",
            f"the text is not UTF-8; save it as UTF-8{_HOW.en}",
            _span_at_end(data[:wrong_at].decode("utf-8", errors="replace")),
        )
    bad = forbidden_character(text)
    if bad:
        raise _forbidden(bad, text[: text.index(chr(int(bad[2:], 16)))], file)
    return text


def stand_ins(text: str, file: str) -> dict[int, str]:
    """Placeholders for characters that end a line in YAML 1.1 only; none where the text has no such character.

    The parsers read NEL and the separators of Unicode as the end of a line, also in comments. In YAML 1.2 they are
    ordinary characters, so the parsers get placeholders that do not occur in the text.

    Raises:
        Unreadable: every possible placeholder occurs in the text.
    """
    first = _YAML_1_1_LINE_ENDS.search(text)
    if first is None:
        return {}
    written = text.lower()
    free = (chr(code) for code in _PRIVATE if chr(code) not in text and f"{code:x}" not in written)
    found = dict(zip((0x85, 0x2028, 0x2029), free, strict=False))
    if len(found) < 3:
        raise _forbidden(f"U+{ord(first[0]):04X}", text[: first.start()], file)
    return found


def _forbidden(code: str, before: str, file: str) -> Unreadable:
    return unreadable(
        file,
        "control-character",
        f"hier staat een teken dat niet in tekst hoort ({code}); haal het weg",
        f"a character that does not belong in text ({code}); remove it",
        _span_at_end(before),
    )


def _span_at_end(text: str) -> Span:
    lines = split_lines(f"{text}|")
    return Span(len(lines), len(lines[-1]), len(lines), len(lines[-1]) + 1)
