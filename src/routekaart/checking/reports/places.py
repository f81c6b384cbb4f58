"""Shared by the reports: the path of a file as others see it, the language of a message, and fingerprints."""

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
    """A path as a person sees it from this folder, on one line."""
    return file_name(from_here(file))


def seen_from_here(file: str) -> str:
    """A path from this folder, with `/`, by which a program finds a file; as given when it lies on another drive.

    It may hold anything that a name can hold, but for bytes that are no text.
    """
    return from_here(file).encode("utf-8", "backslashreplace").decode("utf-8")


def address(file: str) -> str:
    """A path from this folder as a relative address, byte by byte."""
    return quote(from_here(file).encode("utf-8", "surrogateescape"))


def from_here(file: str) -> str:
    """A path from this folder with everything that its name holds, also what is no text."""
    try:
        return Path(os.path.relpath(file)).as_posix()
    except ValueError:
        return file


def said(text: Text, lang: Language) -> str:
    """A text in a language, as a report shows it: on one line, with nothing hidden in it."""
    return message(text.in_language(lang))


def language_of(report: Report, diagnostic: Diagnostic, lang: Language | None) -> Language:
    """The language to tell a diagnostic in: the one asked for, else that of its file."""
    if lang is not None:
        return lang
    text = report.texts.get(diagnostic.file)
    return text.language if text else "nl"


def fingerprints(diagnostics: Iterable[Diagnostic]) -> Iterator[tuple[Diagnostic, str]]:
    """Each diagnostic with a mark that stays the same when lines move: of its file, rule and part, and of no other."""
    seen: Counter[str] = Counter()
    for one in diagnostics:
        mark = "\0".join([seen_from_here(one.file), one.rule, *map(str, one.part)])
        seen[mark] += 1
        yield one, sha256(f"{mark}\0{seen[mark]}".encode()).hexdigest()
