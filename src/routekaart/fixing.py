"""Mends files: what a diagnostic offers is done as changes to the text, so that all the rest stays as it was."""

import codecs
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from routekaart.diagnostic import Diagnostic, Report
from routekaart.edits import Edit, Fix, applied
from routekaart.linter import examine

Extent: TypeAlias = Literal["safe", "all"]
"""Only what can be done without asking, or everything that is offered."""

_MOST_ROUNDS = 10
"""One fix may make place for another; after so many rounds it stops."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A file with its text before and after, and how many fixes were done."""

    file: Path
    before: str
    after: str
    fixes: int

    def write(self) -> None:
        """Puts the new text in the file; a byte order mark stays.

        Raises:
            OSError: the file cannot be written.
        """
        mark = codecs.BOM_UTF8 if self.file.read_bytes().startswith(codecs.BOM_UTF8) else b""
        self.file.write_bytes(mark + self.after.encode("utf-8"))


def mended(report: Report, extent: Extent, told: Callable[[Diagnostic], bool]) -> Sequence[Mended]:
    """The files of a report that fixes change; nothing is written.

    Args:
        told: whether a diagnostic is told in this project; what is not told is not mended.
    """
    originals = {Path(name): report.texts[name].text for name in report.files}
    texts = {file: text for file, text in originals.items() if text is not None}
    done: Counter[Path] = Counter()
    with _copies(texts) as copies:
        names = {str(copy): file for file, copy in copies.items()}
        for _ in range(_MOST_ROUNDS):
            changed = _round(report, texts, copies, extent, told, names)
            if not changed:
                break
            done.update(changed)
            report = examine(copies.values())
    return [
        Mended(file, originals[file] or "", text, done[file]) for file, text in texts.items() if text != originals[file]
    ]


def _round(
    report: Report,
    texts: dict[Path, str],
    copies: Mapping[Path, Path],
    extent: Extent,
    told: Callable[[Diagnostic], bool],
    names: Mapping[str, Path],
) -> Mapping[Path, int]:
    """Does the fixes of a report in the texts and their copies; how many in each file."""
    offered: dict[Path, list[Fix]] = {}
    for one in report.diagnostics:
        file = names.get(one.file, Path(one.file))
        if one.fix and file in texts and (one.fix.safe or extent == "all") and told(one):
            offered.setdefault(file, []).append(one.fix)
    done: dict[Path, int] = {}
    for file, fixes in offered.items():
        chosen = list(_without_overlap(fixes))
        before = texts[file]
        after = applied(before, (edit for fix in chosen for edit in fix.edits))
        _write(copies[file], after)
        if _broken(copies[file]) > _broken_before(report, file, copies[file]):
            _write(copies[file], before)
        elif after != before:
            texts[file] = after
            done[file] = len(chosen)
    return done


def _without_overlap(fixes: Iterable[Fix]) -> Iterator[Fix]:
    """The fixes that can be done together: of two that touch the same text only the first."""
    taken: list[Edit] = []
    for fix in dict.fromkeys(fixes):
        if not any(_touch(edit, other) for edit in fix.edits for other in taken):
            taken += fix.edits
            yield fix


def _touch(one: Edit, other: Edit) -> bool:
    (a, b), (c, d) = _ends(one), _ends(other)
    return (a < d and c < b) or a == c


def _ends(edit: Edit) -> tuple[tuple[int, int], tuple[int, int]]:
    return (edit.span.line, edit.span.column), (edit.span.end_line, edit.span.end_column)


def _broken(file: Path) -> int:
    """How much keeps a file from being a route."""
    return _count_broken(examine([file]).diagnostics, {str(file)})


def _broken_before(report: Report, file: Path, copy: Path) -> int:
    return _count_broken(report.diagnostics, {str(file), str(copy)})


def _count_broken(diagnostics: Iterable[Diagnostic], names: set[str]) -> int:
    return sum(one.file in names and not one.can_be_ignored for one in diagnostics)


@contextmanager
def _copies(texts: Mapping[Path, str]) -> Iterator[dict[Path, Path]]:
    """Each file with a copy that can be changed and examined, beside copies of the other files in its folder."""
    with tempfile.TemporaryDirectory(prefix="routekaart-") as top:
        folders: dict[Path, Path] = {}
        for number, folder in enumerate(dict.fromkeys(file.parent for file in texts)):
            folders[folder] = Path(top) / str(number)
            folders[folder].mkdir()
            for other in [*folder.glob("*.yaml"), *folder.glob("*.yml")]:
                if other.is_file():
                    shutil.copyfile(other, folders[folder] / other.name)
        copies = {file: folders[file.parent] / file.name for file in texts}
        for file, text in texts.items():
            _write(copies[file], text)
        yield copies


def _write(file: Path, text: str) -> None:
    file.write_bytes(text.encode("utf-8"))
