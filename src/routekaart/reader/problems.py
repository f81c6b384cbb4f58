"""Collects what is wrong with one file, each problem at its place."""

from collections.abc import Iterable

from routekaart.diagnostic import Diagnostic, Path
from routekaart.language import Text, one_line
from routekaart.source import Document
from routekaart.suggest import hint, nearest

_MOST_HINTS = 200
_FEW = 8


class Problems:
    """The diagnostics of one file, in the order in which they were found."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._left_out: dict[Path, list[int]] = {}
        self._found: dict[Diagnostic, None] = dict.fromkeys(document.problems)

    @property
    def found(self) -> list[Diagnostic]:
        """What was told so far, each once."""
        return list(self._found)

    @property
    def count(self) -> int:
        """How much was told so far."""
        return len(self._found)

    def add(self, rule: str, path: Path, text: Text, *, at_key: bool = False) -> None:
        """Tell a problem with the part at `path`; `at_key` points at its key."""
        span = self._document.span(self._original(path), at_key=at_key)
        self._found[Diagnostic(rule, text, self._document.file, span)] = None

    def unknown(
        self, rule: str, path: Path, what: Text, name: str, valid: Iterable[str], *, at_key: bool = False
    ) -> None:
        """Tell that a name is not one of the valid ones, with the nearest."""
        shown = one_line(name)
        hint = self._hint(name, list(valid))
        self.add(rule, path, Text(f"{what.nl} {shown}{hint.nl}", f"{what.en} {shown}{hint.en}"), at_key=at_key)

    def _hint(self, name: str, valid: list[str]) -> Text:
        if ":" in name:
            return Text("; zet een spatie na de dubbele punt", "; put a space after the colon")
        if not valid:
            return Text("; er zijn er nog geen", "; there are none yet")
        # Looking for the nearest name takes time, and nobody reads the hints of hundreds of mistakes.
        close = nearest(name, valid) if self.count < _MOST_HINTS else None
        if close:
            return hint(close)
        if len(valid) <= _FEW:
            listed = ", ".join(valid)
            return Text(f"; bekend zijn: {listed}", f"; known are: {listed}")
        return Text("", "")

    def leave_out(self, list_path: Path, index: int) -> None:
        """From here on the list at `list_path` is counted without the item at `index`, which was broken."""
        self._left_out.setdefault(list_path, []).append(index)

    def _original(self, path: Path) -> Path:
        """The path in the file, with the items counted that were left out."""
        result: Path = ()
        for part in path:
            position = part
            if isinstance(position, int):
                for index in reversed(self._left_out.get(result, ())):
                    position += position >= index
            result = (*result, position)
        return result
