"""Shared by the reports: paths from the current folder, the language of a message, and fingerprints."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from routekaart.diagnostics.diagnostic import Diagnostic, Report
from routekaart.diagnostics.rules import Severity
from routekaart.foundation.escaping.letters import file_name, message
from routekaart.foundation.language import Language, Text

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""The most severe first."""


def relative(file: str) -> str:
    """A path from the current folder for a person, on one line with escapes."""
    return file_name(from_here(file))


def seen_from_here(file: str) -> str:
    """A path from the current folder, with `/`, for a program; as given if it is on another drive.

    It may hold any character that a name can have; bytes that are not text are escaped.
    """
    return from_here(file).encode("utf-8", "backslashreplace").decode("utf-8")


def address(file: str) -> str:
    """A path from the current folder as a relative URL, encoded byte by byte."""
    return quote(from_here(file).encode("utf-8", "surrogateescape"))


def from_here(file: str) -> str:
    """A path from the current folder, unescaped, also with bytes that are not text."""
    try:
        return Path(os.path.relpath(file)).as_posix()
    except ValueError:
        return file


def said(text: Text, lang: Language) -> str:
    """A text in a language for a report: on one line, with control and invisible characters escaped."""
    return message(text.in_language(lang))


def language_of(report: Report, diagnostic: Diagnostic, lang: Language | None) -> Language:
    """The language in which to report a diagnostic: `lang`, or else that of its file."""
    if lang is not None:
        return lang
    text = report.texts.get(diagnostic.file)
    return text.language if text else "nl"


def fingerprints(diagnostics: Iterable[Diagnostic]) -> Iterator[tuple[Diagnostic, str]]:
    """Each diagnostic with a unique fingerprint, of its file, rule and part, so that it is the same when lines move."""
    seen: Counter[str] = Counter()
    for one in diagnostics:
        mark = "\0".join([seen_from_here(one.file), one.rule, *map(str, one.part)])
        seen[mark] += 1
        yield one, sha256(f"{mark}\0{seen[mark]}".encode()).hexdigest()
