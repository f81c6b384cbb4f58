"""Files that have been read, and diagnostics with their place: what examining one file and several have in common."""

from pathlib import Path

from routekaart.diagnostic import Diagnostic, Finding, Related
from routekaart.edits import Fix
from routekaart.language import Text
from routekaart.reader.reading import ReadFile, read
from routekaart.source import Document
from routekaart.source.removing import removal

_BESIDE_A_ROUTE = (".tests", ".simulation")
"""How the stem ends of files that stand beside a route and are none."""


class Shelf:
    """Files that have been read; each is read once in a run."""

    def __init__(self) -> None:
        self._read: dict[Path, ReadFile] = {}

    def read(self, file: Path) -> ReadFile:
        """What reading a file gave."""
        if file not in self._read:
            self._read[file] = read(file)
        return self._read[file]


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
