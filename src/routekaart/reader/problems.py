"""Collects what is wrong with one file, each problem at its place."""

from collections.abc import Iterable

from routekaart.diagnostic import Diagnostic, Path, Severity
from routekaart.language import Text
from routekaart.source import Document
from routekaart.suggest import nearest


class Problems:
    """The diagnostics of one file, in the order in which they were found."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._left_out: dict[Path, list[int]] = {}
        self.found: list[Diagnostic] = []

    def add(self, rule: str, path: Path, text: Text, *, at_key: bool = False, severity: Severity = "error") -> None:
        """Tell a problem with the part at `path`; `at_key` points at its key."""
        span = self._document.span(self._original(path), at_key=at_key)
        diagnostic = Diagnostic(rule, severity, text, self._document.file, span)
        if diagnostic not in self.found:
            self.found.append(diagnostic)

    def unknown(
        self, rule: str, path: Path, what: Text, name: str, valid: Iterable[str], *, at_key: bool = False
    ) -> None:
        """Tell that a name is not one of the valid ones, with the nearest."""
        known = list(valid)
        close = nearest(name, known)
        if close:
            hint = Text(f"; bedoelde u {close}?", f"; did you mean {close}?")
        elif 0 < len(known) <= 8:
            listed = ", ".join(known)
            hint = Text(f"; bekend zijn: {listed}", f"; known are: {listed}")
        else:
            hint = Text("", "")
        self.add(rule, path, Text(f"{what.nl} {name}{hint.nl}", f"{what.en} {name}{hint.en}"), at_key=at_key)

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
