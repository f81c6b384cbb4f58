"""Applies the fixes of diagnostics to files, as edits of the text; the rest of the text stays as it was."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from routekaart.checking.linter import examine
from routekaart.checking.style import height_of_schemas
from routekaart.diagnostics.diagnostic import Diagnostic, Report
from routekaart.files.disk import limits
from routekaart.files.disk.reading import ReadingError, is_file, listed, read_bytes
from routekaart.files.disk.scratch import MOST_TOGETHER, put, scratch_folder
from routekaart.files.disk.writing import change_text
from routekaart.files.reader.read_file import read
from routekaart.files.route_files import ENDINGS
from routekaart.foundation.edits import Edit, Fix, applied

Extent: TypeAlias = Literal["safe", "all"]
"""Only the fixes that are safe without asking, or all of them."""

_MOST_ROUNDS = 10
"""The most rounds of fixes; one fix may make another possible."""

_MOST_TRIED = 50
"""The most fixes of a file that are tried one by one when all of them together make it worse."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A file with its text before and after, and the number of fixes that were applied."""

    file: Path
    before: str
    after: str
    fixes: int

    def write(self) -> None:
        """Writes the new text to the file; a byte order mark stays.

        Raises:
            WritingError: the file cannot be written, or was changed since it was read.
        """
        change_text(self.file, self.after, self.before)


def mended(report: Report, extent: Extent, reported: Callable[[Diagnostic], bool]) -> Sequence[Mended]:
    """The files of a report that fixes change; nothing is written.

    Args:
        reported: whether a diagnostic is reported in this project; other diagnostics are not mended.
    """
    originals = {Path(name): report.texts[name].text for name in report.files}
    texts = {file: text for file, text in originals.items() if text is not None}
    done: Counter[Path] = Counter()
    with _copies(texts) as copies:
        names = {str(copy): file for file, copy in copies.items()}
        for _ in range(_MOST_ROUNDS):
            changed = _round(report, texts, copies, extent, reported, names)
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
    reported: Callable[[Diagnostic], bool],
    names: Mapping[str, Path],
) -> Mapping[Path, int]:
    """Applies the fixes of a report to the texts and their copies, and returns the number of fixes in each file."""
    offered: dict[Path, list[Fix]] = {}
    for one in report.diagnostics:
        file = names.get(one.file, Path(one.file))
        if one.fix and file in texts and (one.fix.safe or extent == "all") and reported(replace(one, file=str(file))):
            offered.setdefault(file, []).append(one.fix)
    done: dict[Path, int] = {}
    for file, fixes in offered.items():
        chosen = list(_without_overlap(fixes))
        before, broken = texts[file], _broken_before(report, file, copies[file])
        texts[file], done[file] = _with_fixes(before, chosen, copies[file], broken)
        _write(copies[file], texts[file])
    return {file: count for file, count in done.items() if count}


def _with_fixes(text: str, fixes: Sequence[Fix], copy: Path, broken: int) -> tuple[str, int]:
    """A text with fixes applied, and their number: all, or if that makes it worse, those that do not one by one."""
    together = applied(text, _edits(fixes))
    if _breaks(together, copy) <= broken:
        return together, len(fixes) if together != text else 0
    good: list[Fix] = []
    for fix in fixes[:_MOST_TRIED]:
        if _breaks(applied(text, _edits([*good, fix])), copy) <= broken:
            good.append(fix)
    return applied(text, _edits(good)), len(good)


def _edits(fixes: Iterable[Fix]) -> Iterator[Edit]:
    return (edit for fix in fixes for edit in fix.edits)


def _breaks(text: str, copy: Path) -> int:
    """The number of diagnostics that keep a text from being a route; it is written to `copy` to read it."""
    _write(copy, text)
    # Reading is enough: a finding of a check does not keep a file from being a route.
    return _count_broken(dict.fromkeys(read(copy).diagnostics), {str(copy)})


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


def _broken_before(report: Report, file: Path, copy: Path) -> int:
    return _count_broken(report.diagnostics, {str(file), str(copy)})


def _count_broken(diagnostics: Iterable[Diagnostic], names: set[str]) -> int:
    return sum(one.file in names and one.breaks_file for one in diagnostics)


@contextmanager
def _copies(texts: Mapping[Path, str]) -> Iterator[dict[Path, Path]]:
    """Each file with a copy that can be changed and examined, beside copies of the other files in its folder."""
    with scratch_folder() as top:
        folders: dict[Path, Path] = {}
        left = MOST_TOGETHER
        for number, folder in enumerate(dict.fromkeys(file.parent for file in texts)):
            folders[folder] = _like(folder, top / str(number))
            for other in filter(is_file, listed(folder, *ENDINGS)):
                content = _content(other, min(left, limits.TESTS))
                left -= len(content)
                put(folders[folder] / other.name, content)
        copies = {file: folders[file.parent] / file.name for file in texts}
        for file, text in texts.items():
            _write(copies[file], text)
        yield copies


def _content(file: Path, most: int) -> bytes:
    """The content of a file beside one that is mended; empty if it cannot be read or is larger than `most`.

    Reading reports an empty copy as an error of that file, which is not mended.
    """
    try:
        return read_bytes(file, most)
    except ReadingError:
        return b""


def _like(folder: Path, top: Path) -> Path:
    """A new folder in `top`, with empty schemas at the same height above it as those above `folder`."""
    height = height_of_schemas(folder)
    made = top.joinpath(*["map"] * (height or 0))
    put(made / ".routekaart", b"")
    if height is not None:
        for schema in listed(folder.joinpath(*[".."] * height, "schema"), ".schema.json"):
            put(top / "schema" / schema.name, b"")
    return made


def _write(file: Path, text: str) -> None:
    put(file, text.encode("utf-8"))
