"""Files that have been read, and diagnostics with their place: what examining one file and several have in common."""

from collections.abc import Iterable
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


def route_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files to check: each file that is named, and the `.yaml` files in each folder that is named."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted([*path.glob("*.yaml"), *path.glob("*.yml")]) if _is_folder(path) else [path]
        found.update(dict.fromkeys(file for file in inside if not file.stem.endswith(_BESIDE_A_ROUTE)))
    return tuple(found)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        # A name that cannot be a path at all is told when the file is read.
        return False
