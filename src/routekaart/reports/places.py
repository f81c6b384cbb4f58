"""What every report needs: the path of a file as others see it, the language of a message, and its fingerprint."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from routekaart.diagnostic import Diagnostic, Report
from routekaart.language import Language
from routekaart.rules import Severity

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""The most severe first."""


def relative(file: str) -> str:
    """A path as seen from this folder, with `/`; as it was given where it lies on another drive."""
    # A name on disk may hold what is not text; every report must be.
    shown = file.encode("utf-8", "backslashreplace").decode("utf-8")
    try:
        return Path(os.path.relpath(shown)).as_posix()
    except ValueError:
        return shown


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
        mark = "\0".join([relative(one.file), one.rule, *map(str, one.part)])
        seen[mark] += 1
        yield one, sha256(f"{mark}\0{seen[mark]}".encode()).hexdigest()
