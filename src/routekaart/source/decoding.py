"""From a file to its text: bounded in size, UTF-8, and without characters that do not belong in text."""

import codecs
import stat
from pathlib import Path

from routekaart.diagnostic import Diagnostic
from routekaart.edits import START, Span
from routekaart.language import Text
from routekaart.route_files import MAX_BYTES
from routekaart.source.scalars import forbidden_character


class Unreadable(Exception):
    """A file that cannot be read as YAML.

    Attributes:
        diagnostics: why not.
        text: what stands in the file; None when it is no text either.
    """

    def __init__(self, *diagnostics: Diagnostic, text: str | None = None) -> None:
        super().__init__(diagnostics[0].render())
        self.diagnostics = diagnostics
        self.text = text


def unreadable(file: str, rule: str, nl: str, en: str, span: Span = START) -> Unreadable:
    """The error for one problem, in Dutch and English."""
    return Unreadable(Diagnostic(rule, Text(nl, en), file, span))


def read_text(path: Path, file: str) -> str:
    """The text of a file; `file` is the name that diagnostics show.

    Raises:
        Unreadable: there is no such file, it is too large, or it is not UTF-8 text.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            what = (
                Text("een map", "a folder")
                if stat.S_ISDIR(status.st_mode)
                else Text("geen gewoon bestand", "no plain file")
            )
            raise unreadable(
                file,
                "not-a-file",
                f"dit is {what.nl}; verwacht wordt een bestand",
                f"this is {what.en}; expected a file",
            )
        size = status.st_size
        if size > MAX_BYTES:
            raise unreadable(
                file,
                "file-too-large",
                f"het bestand is {size // 1_000_000} MB; meer dan {MAX_BYTES // 1_048_576} MB wordt niet gelezen",
                f"the file is {size // 1_000_000} MB; more than {MAX_BYTES // 1_048_576} MB is not read",
            )
        data = path.read_bytes()
    except FileNotFoundError:
        problem = unreadable(file, "file-not-found", "dit bestand is er niet", "there is no such file")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "zo kan een bestand niet heten"
        problem = unreadable(
            file, "file-unreadable", f"het bestand is niet te lezen: {reason}", f"the file cannot be read: {reason}"
        )
    else:
        return _decode(data, file)
    raise problem


def _decode(data: bytes, file: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise unreadable(
            file,
            "not-utf-8",
            "de tekst is UTF-16; sla het bestand op als UTF-8",
            "the text is UTF-16; save it as UTF-8",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text, before = None, data[: error.start].decode("utf-8", errors="replace")
    if text is None:
        raise unreadable(
            file,
            "not-utf-8",
            "de tekst is geen UTF-8; sla het bestand op als UTF-8",
            "the text is not UTF-8; save it as UTF-8",
            _span_at_end(before),
        )
    bad = forbidden_character(text)
    if bad:
        position = text.index(chr(int(bad[2:], 16)))
        raise unreadable(
            file,
            "control-character",
            f"hier staat een teken dat niet in tekst hoort ({bad}); haal het weg",
            f"a character that does not belong in text ({bad}); remove it",
            _span_at_end(text[:position]),
        )
    return text


def _span_at_end(text: str) -> Span:
    lines = f"{text}|".splitlines()
    return Span(len(lines), len(lines[-1]), len(lines), len(lines[-1]) + 1)
