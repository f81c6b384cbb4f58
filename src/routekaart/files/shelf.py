"""Files that have been read, and diagnostics with their place: what examining one file and several have in common."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from routekaart.diagnostics.diagnostic import Diagnostic, Finding, Related
from routekaart.disk.limits import ROUTE
from routekaart.disk.reading import ReadingError, read_bytes
from routekaart.files.reader.read_file import ReadFile, read
from routekaart.files.route_files import route_files
from routekaart.files.source import Document
from routekaart.files.source.removing import removal
from routekaart.foundation.edits import Fix
from routekaart.foundation.language import Text


class Shelf:
    """Files that have been read; each is read once in a run."""

    def __init__(self) -> None:
        self._read: dict[Path, ReadFile] = {}

    def read(self, file: Path) -> ReadFile:
        """What reading a file gave."""
        if file not in self._read:
            self._read[file] = read(file)
        return self._read[file]

    def may_name(self, file: Path, names: Iterable[str]) -> bool:
        """Whether one of some names can stand in a file, as far as is seen without reading it as YAML."""
        try:
            content = read_bytes(file, ROUTE)
        except ReadingError:
            return True
        # A backslash can hide letters in a text between quotes, and a null byte is of another encoding.
        return any(part in content for part in (*(name.encode() for name in names), b"\\", b"\0"))

    def naming(self, beside: Path, names: Iterable[str]) -> Iterator[Path]:
        """The other route files in the folder of a file that may name one of some names.

        The rest is not read as YAML, so that a small file is not kept waiting by what lies beside it.
        """
        wanted = tuple(names)
        return (path for path in route_files([beside.parent]) if path != beside and self.may_name(path, wanted))


def placed(rule: str, finding: Finding, document: Document) -> Diagnostic:
    """A finding with its rule and its place in a file."""
    return Diagnostic(
        finding.told_as or rule,
        finding.text,
        document.file,
        document.span(finding.path, at_key=finding.at_key),
        label=finding.label,
        witness=finding.witness,
        part=finding.path,
        related=tuple(
            Related(one.text, document.file, document.span(one.path, at_key=one.at_key)) for one in finding.related
        ),
        fix=_taken_out(finding, document) if finding.needless else None,
    )


def _taken_out(finding: Finding, document: Document) -> Fix | None:
    """The fix that takes out a part that nothing needs: not a safe one, for it may be meant for later."""
    edit = removal(document, finding.path)
    name = finding.path[-1]
    return Fix(Text(f"haal {name} weg", f"take out {name}"), (edit,), safe=False) if edit else None
