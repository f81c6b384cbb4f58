"""The problems of one file, each with its place."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from functools import cached_property

from routekaart.diagnostics.diagnostic import Diagnostic, PartPath
from routekaart.escaping.letters import one_line
from routekaart.files.source import Document, scalars
from routekaart.foundation.edits import Fix, split_lines
from routekaart.foundation.language import Text
from routekaart.foundation.suggest import hint_or_known, nearest, surely_meant

_MOST_COMPARED = 15_000
"""The most names that are compared with others in one file: half a second of work."""

_OF_THE_FORMAT = frozenset({"unknown-key", "unknown-operator"})
_WORD = re.compile(r"[\w-]+")


class Problems:
    """The diagnostics of one file, in the order in which they were found."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._compared = 0
        self._left_out: dict[PartPath, list[int]] = {}
        self._found: dict[Diagnostic, None] = dict.fromkeys(document.problems)

    def copy(self) -> "Problems":
        """The same problems, to which others can be added."""
        other = Problems(self._document)
        other._compared = self._compared
        other._left_out = {path: list(indices) for path, indices in self._left_out.items()}
        other._found = dict(self._found)
        return other

    @property
    def found(self) -> list[Diagnostic]:
        """The diagnostics so far, each once."""
        return list(self._found)

    @property
    def count(self) -> int:
        """The number of diagnostics so far."""
        return len(self._found)

    def add(self, rule: str, path: PartPath, text: Text, *, at_key: bool = False, fix: Fix | None = None) -> None:
        """Report a problem with the part at `path`; `at_key` points at its key."""
        part = self.in_file(path)
        span = self._document.span(part, at_key=at_key)
        self._found[Diagnostic(rule, text, self._document.file, span, part=part, fix=fix)] = None

    def take(self, others: "Problems") -> None:
        """Take over the diagnostics that were found of a part of this file."""
        self._found.update(others._found)

    def unknown(
        self, rule: str, path: PartPath, what: Text, name: str, valid: Iterable[str], *, at_key: bool = False
    ) -> None:
        """Report that a name is not one of the valid ones, with the nearest."""
        shown = one_line(name)
        known = list(valid)
        # Looking for the nearest name takes time, and nobody reads the hints of hundreds of mistakes.
        self._compared += len(known)
        close = nearest(name, known) if self._compared < _MOST_COMPARED and ":" not in name else None
        meant = self._after_a_comma(path) if at_key and close is None else None
        if ":" in name:
            meant = Text("; zet een spatie na de dubbele punt", "; put a space after the colon")
        meant = meant or hint_or_known(close, known)
        text = Text(f"{what.nl} {shown}{meant.nl}", f"{what.en} {shown}{meant.en}")
        ours = rule in _OF_THE_FORMAT
        fix = self.instead(path, name, close, known, at_key=at_key, ours=ours) if close else None
        self.add(rule, path, text, at_key=at_key, fix=fix)

    def _after_a_comma(self, path: PartPath) -> Text | None:
        """The hint for a key without a value after a comma on its line: the rest of a text without quotes."""
        part = self.in_file(path)
        key, value = self._document.scalar(part, at_key=True), self._document.scalar(part)
        if key is None or value is None or value.text or key.quoted:
            return None
        before = split_lines(self._document.text)[key.span.line - 1][: key.span.column - 1]
        if not before.rstrip().endswith(","):
            return None
        return Text(
            "; hoort dit bij de tekst voor de komma, zet die hele tekst dan tussen aanhalingstekens",
            "; if this belongs to the text before the comma, put that whole text between quotes",
        )

    def double_renames(self, parts: Iterable[tuple[PartPath, Sequence[str]]], in_use: Container[str]) -> None:
        """Report each former name (of the parts at these paths) that two parts have, or that some part still has."""
        owners: dict[str, str] = {}
        for path, former_names in parts:
            for former in dict.fromkeys(former_names):
                owner = owners.setdefault(former, str(path[-1]))
                if former in in_use:
                    text = Text(
                        f"{former} is nog in gebruik; een oude naam in renamed_from bestaat zelf niet meer",
                        f"{former} is still in use; a former name in renamed_from is itself gone",
                    )
                elif owner != path[-1]:
                    text = Text(
                        f"{former} is ook de oude naam van {owner}", f"{former} is the former name of {owner} too"
                    )
                else:
                    continue
                self.add("duplicate-name", (*path, "renamed_from"), text)

    def instead(
        self, path: PartPath, name: str, meant: str, valid: Iterable[str], *, at_key: bool = False, ours: bool = False
    ) -> Fix | None:
        """The fix that writes the name that was meant; None where it is not one word on one line, or a key too many.

        Args:
            ours: the valid names are words of the format, which an author cannot have misspelt where they are defined.
        """
        if at_key and meant in self._document.keys(self.in_file(path)[:-1]):
            return None
        safe = surely_meant(name, meant, valid) and (ours or self._is_the_slip(name, meant))
        return self._document.other_word(self.in_file(path), name, meant, safe=safe, at_key=at_key)

    def _is_the_slip(self, name: str, meant: str) -> bool:
        """Whether it is the unknown name that is misspelt, rather than the place that defines the other one.

        It is when the file uses the other name too, or when this is the only place with the unknown one and the
        definition stands in this file.
        """
        words = self._words
        return words[meant] > 1 or (words[meant] == 1 and words[name] == 1)

    @cached_property
    def _words(self) -> Counter[str]:
        """How often each word stands in the file."""
        return Counter(word for one in scalars(self._document.root) for word in _WORD.findall(one.text))

    def other_word(self, path: PartPath, word: str, other: str, *, safe: bool) -> Fix | None:
        """The fix that writes another word in the value at `path`; None where it does not surely stand there."""
        return self._document.other_word(self.in_file(path), word, other, safe=safe)

    def between_quotes(self, path: PartPath) -> Fix | None:
        """The fix that puts a value between quotes, as it is written; None where it is no plain value."""
        scalar = self._document.scalar(self.in_file(path))
        return scalar.between_quotes if scalar else None

    def leave_out(self, list_path: PartPath, index: int) -> None:
        """From here on the list at `list_path` is counted without the item at `index`, which was broken."""
        self._left_out.setdefault(list_path, []).append(index)

    def in_file(self, path: PartPath) -> PartPath:
        """The path in the file, with the items counted that were left out."""
        result: PartPath = ()
        for part in path:
            position = part
            if isinstance(position, int):
                for index in reversed(self._left_out.get(result, ())):
                    position += position >= index
            result = (*result, position)
        return result
