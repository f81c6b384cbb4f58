"""A baseline: a file with known findings, so that only new ones are reported. Updates only remove findings from it."""

import json
import os
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeAlias

from routekaart.diagnostics.diagnostic import Diagnostic, Ignored, Report, SourceText
from routekaart.diagnostics.rules import STOPS_CHECKS
from routekaart.files.disk import limits
from routekaart.files.disk.reading import ReadingError, exists, read_bytes
from routekaart.foundation.edits import START
from routekaart.foundation.errors import RoutekaartError
from routekaart.foundation.escaping.letters import file_name
from routekaart.foundation.language import Text

_FORMAT, _VERSION = "routekaart.baseline", 1
_KEYS = {"format", "format_version", "findings"}
_KEYS_OF_ONE = {"file", "rule", "part", "count"}

_Key: TypeAlias = tuple[str, str, str]
"""A file by its path from the baseline, a rule, and the part of the file."""


class BaselineError(RoutekaartError, ValueError):
    """A baseline cannot be read; `text` says why, in both languages."""

    code = "no-baseline"


@dataclass(frozen=True, slots=True)
class Baseline:
    """Known findings: how many of each rule, for each part of each file.

    A part is identified by its keys, not by its line, so that other changes to the file do not affect the baseline.

    Attributes:
        was: the content of the file; None when there is no file yet.
    """

    file: Path
    counts: Counter[_Key]
    was: bytes | None = field(default=None, repr=False, compare=False)

    def without_known(self, report: Report, files: Collection[str] | None = None) -> Report:
        """The report without the findings in the baseline, and with stale entries reported.

        Args:
            files: the files that the baseline is for; None for every file in the report.
        """
        mine = set(report.files if files is None else files)
        left = Counter(self.counts)
        reported: list[Diagnostic] = []
        ignored: list[Ignored] = list(report.ignored)
        for one in report.diagnostics:
            key = self._key(one)
            if one.file in mine and one.can_be_ignored and left[key] > 0:
                left[key] -= 1
                ignored.append(Ignored(one))
            else:
                reported.append(one)
        checked = self._judged(report)
        unused = [key for key, count in left.items() if count > 0 and self._is_over(key, checked)]
        reported += [self._unused(key, left[key]) for key in sorted(unused)]
        texts = {**report.texts, str(self.file): SourceText(None)} if unused else report.texts
        return replace(report, diagnostics=tuple(reported), ignored=tuple(ignored), texts=texts)

    def renewed(self, report: Report) -> "Baseline":
        """The baseline without stale entries; nothing is added."""
        found = Counter(self._key(one) for one in report.diagnostics if one.can_be_ignored)
        checked = self._judged(report)
        kept = {key: count for key, count in self.counts.items() if not self._is_over(key, checked)}
        return replace(self, counts=Counter(kept) + (self.counts & found))

    def first(self, report: Report) -> "Baseline":
        """A baseline with every finding of the report that can be ignored."""
        found = Counter(self._key(one) for one in report.diagnostics if one.can_be_ignored)
        return replace(self, counts=found)

    def text(self) -> str:
        """The baseline as JSON, always in the same order."""
        findings = [
            {"file": file, "rule": rule, "part": part, "count": count}
            for (file, rule, part), count in sorted(self.counts.items())
        ]
        content = {"format": _FORMAT, "format_version": _VERSION, "findings": findings}
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"

    def _key(self, one: Diagnostic) -> _Key:
        return self._seen_from_here(one.file), one.rule, ".".join(map(str, one.part))

    def _judged(self, report: Report) -> frozenset[str]:
        """The files on which every check ran, so that a finding that is missing there is solved."""
        stopped = (one for one in report.diagnostics if one.rule in STOPS_CHECKS or one.breaks_file)
        # A broken file may affect findings in other files of its folder, such as a vocabulary.
        folders = {Path(one.file).parent for one in stopped}
        return frozenset(self._seen_from_here(file) for file in report.files if Path(file).parent not in folders)

    def _is_over(self, key: _Key, judged: frozenset[str]) -> bool:
        """Whether a missing finding counts as solved: its file was fully checked, or no longer exists."""
        return key[0] in judged or not exists(self.file.parent / key[0])

    def _seen_from_here(self, file: str) -> str:
        return Path(os.path.relpath(file, self.file.parent)).as_posix()

    def _unused(self, key: _Key, count: int) -> Diagnostic:
        file, rule, part = key
        place = f" {part}" if part else ""
        text = Text(
            f"{rule} in {file}{place} komt niet meer voor ({count}); maak de lijst korter met --update-baseline",
            f"{rule} in {file}{place} is not found any more ({count}); shorten the list with --update-baseline",
        )
        return Diagnostic("unused-baseline", text, str(self.file), START)


def read_baseline(file: Path) -> Baseline:
    """The baseline in a file.

    Raises:
        BaselineError: there is no such file, or it is not a baseline.
    """
    try:
        was: bytes | ReadingError = read_bytes(file, limits.BASELINE)
    except ReadingError as error:
        was = error
    shown = file_name(file)
    if isinstance(was, ReadingError):
        more = Text("", "")
        if was.code == "file-not-found":
            more = Text("; maak het met --update-baseline", "; make it with --update-baseline")
        raise BaselineError(Text(f"{shown}: {was.text.nl}{more.nl}", f"{shown}: {was.text.en}{more.en}"))
    counts = _counts(was)
    if counts is None:
        raise BaselineError(
            Text(f"{shown}: dit is geen baseline van routekaart", f"{shown}: this is no baseline of routekaart")
        )
    return Baseline(file, counts, was)


def empty_baseline(file: Path) -> Baseline:
    """A baseline that holds nothing yet."""
    return Baseline(file, Counter())


def _counts(data: bytes) -> Counter[_Key] | None:
    """The content of a baseline; None when it is not a baseline."""
    try:
        content = json.loads(data.decode("utf-8-sig"))
        version = content["format_version"]
        if content["format"] != _FORMAT or type(version) is not int or version != _VERSION:
            return None
        findings: Iterable[Any] = content["findings"]
        # Refuse unknown keys: they would be lost when the baseline is written again.
        if content.keys() != _KEYS or any(one.keys() != _KEYS_OF_ONE for one in findings):
            return None
        counts = {(one["file"], one["rule"], one["part"]): one["count"] for one in findings}
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError):
        return None
    return Counter(counts) if all(map(_is_counted, counts.items())) else None


def _is_counted(one: tuple[tuple[object, ...], object]) -> bool:
    """Whether an entry has a key of texts and a positive number of findings."""
    key, count = one
    return all(isinstance(part, str) for part in key) and type(count) is int and count > 0
