"""The problems of one file, each with its place."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from routekaart.diagnostics.diagnostic import Diagnostic, PartPath
from routekaart.files.meant_values import both_numbers, number_meant
from routekaart.files.reader.format_keys import belongs_to
from routekaart.files.reader.meant_names import name_meant
from routekaart.files.source import Document, Mapping, Scalar, YamlNode, scalars
from routekaart.files.source.lookalikes import in_quotes
from routekaart.files.source.odd_signs import odd_sign
from routekaart.foundation.edits import Fix, Span, split_lines
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.language import Text
from routekaart.foundation.suggest import hint_or_known, near_miss, nearest, surely_meant

_MOST_COMPARED = 15_000
"""The most comparisons of names in one file: half a second of work."""

_OF_THE_FORMAT = frozenset({"unknown-key", "unknown-operator"})
_WORD = re.compile(r"[\w-]+")

_OF_WORDS = frozenset(
    {"unknown-key", "invalid-name", "wrong-value", "unknown-operator"}
    | {
        f"unknown-{one}"
        for one in ("fact", "parameter", "partner", "phase", "reading", "source", "target", "vocabulary")
    }
)
"""The rules about a single word, which an odd character in that word can explain."""


@dataclass(frozen=True, slots=True)
class Split:
    """A text that a comma split into a value and keys without values, with its place and the path of the value."""

    text: str
    span: Span
    path: PartPath


class Problems:
    """The diagnostics of one file, in the order in which they were found."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._compared = 0
        self._left_out: dict[PartPath, list[int]] = {}
        self._moved: dict[PartPath, PartPath] = {}
        self._found: dict[Diagnostic, None] = dict.fromkeys(document.problems)

    def copy(self) -> "Problems":
        """A copy, to which other problems can be added."""
        other = Problems(self._document)
        other._compared = self._compared
        other._left_out = {path: list(indices) for path, indices in self._left_out.items()}
        other._moved = dict(self._moved)
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
        """Reports a problem with the part at `path`; `at_key` points at its key."""
        part = self.in_file(path)
        span = self._document.span(part, at_key=at_key)
        odd = odd_sign(self._document.scalar(part, at_key=at_key)) if rule in _OF_WORDS else None
        if odd is not None:
            rule, span, text, fix = "control-character", odd[0], odd[1], None
        self._found[Diagnostic(rule, text, self._document.file, span, part=part, fix=fix)] = None

    def take(self, others: "Problems") -> None:
        """Adds the diagnostics that were found in a part of this file."""
        self._found.update(others._found)

    def unknown(
        self,
        rule: str,
        path: PartPath,
        what: Text,
        name: str,
        valid: Iterable[str],
        *,
        at_key: bool = False,
        meant: str | None = None,
    ) -> None:
        """Reports that a name is not one of the valid ones, with the one that was meant or else the nearest."""
        shown, known = one_line(name), list(valid)
        elsewhere: Text | None = None
        # Searching the nearest name takes time, and nobody reads hints for hundreds of mistakes.
        close = meant
        if close is None and self.may_compare(len(known)) and ":" not in name:
            close = near_miss(name, known)
            elsewhere = belongs_to(name, at_the_top=len(path) == 1) if rule == "unknown-key" and not close else None
            close = close or (nearest(name, known) if elsewhere is None else None)
        hinted = hint_or_known(close, known)
        if elsewhere is not None:
            hinted = Text(f"; {shown} hoort bij {elsewhere.nl}", f"; {shown} belongs to {elsewhere.en}")
        if ":" in name:
            key, _, rest = name.partition(":")
            written = one_line(f"{key}: {rest}".rstrip())
            hinted = Text(
                f"; zet een spatie na de dubbele punt: {written}", f"; put a space after the colon: {written}"
            )
        text = Text(f"{what.nl} {shown}{hinted.nl}", f"{what.en} {shown}{hinted.en}")
        ours = rule in _OF_THE_FORMAT
        fix = self.instead(path, name, close, known, at_key=at_key, ours=ours) if close else None
        self.add(rule, path, text, at_key=at_key, fix=fix)

    def may_compare(self, number: int) -> bool:
        """Whether this number of further names may be compared with a name of the file."""
        self._compared += number
        return self._compared < _MOST_COMPARED

    def split_by_comma(self, path: PartPath) -> Split | None:
        """The text between braces that a comma split, if the key at `path` is the rest of it; else None."""
        part = self.in_file(path)
        node = self._document.node(part[:-1])
        if not isinstance(node, Mapping) or part[-1] not in node.entries:
            return None
        if not self._is_after_a_comma(node.entries[str(part[-1])][0].span) or not self.may_compare(len(node.entries)):
            return None
        entries = list(node.entries.values())
        number = next(one for one, (key, _) in enumerate(entries) if key.text == part[-1])
        first = number
        while first and _is_rest(entries[first]) and self._is_after_a_comma(entries[first][0].span):
            first -= 1
        before = entries[first][1]
        if first == number or not isinstance(before, Scalar) or before.quoted or not before.text:
            return None
        line = split_lines(self._document.text)[before.span.line - 1]
        end = entries[number][0].span.end_column
        following = number + 1
        while following < len(entries) and _is_rest(entries[following]):
            end = entries[following][0].span.end_column
            following += 1
        span = Span(before.span.line, before.span.column, before.span.line, end)
        return Split(line[span.column - 1 : end - 1], span, (*path[:-1], entries[first][0].text))

    def add_comment_for_text(self, path: PartPath) -> bool:
        """Reports a value that is empty because `#` begins a comment; returns False when there is no such comment."""
        scalar = self._document.scalar(self.in_file(path))
        if scalar is None:
            return False
        line, after = scalar.span.end_line, scalar.span.end_column - 1
        rest = split_lines(self._document.text)[line - 1][after:].removeprefix(":")
        comment = rest.strip()
        if not comment.startswith("#") or comment.startswith("# "):
            return False
        quoted = in_quotes(comment)
        text = Text(f"met # begint een opmerking; {quoted.nl}", f"# begins a comment; {quoted.en}")
        column = split_lines(self._document.text)[line - 1].index(comment, after) + 1
        span = Span(line, column, line, column + len(comment))
        self._found[Diagnostic("wrong-value", text, self._document.file, span, part=self.in_file(path))] = None
        return True

    def _is_after_a_comma(self, span: Span) -> bool:
        before = split_lines(self._document.text)[span.line - 1][: span.column - 1]
        return before.rstrip().endswith(",")

    def add_split(self, split: Split) -> None:
        """Reports a text that a comma split."""
        number = number_meant(split.text)
        if number is not None:
            choices = both_numbers(number[0]) or (number[0],)
            text = Text(
                f"een komma begint hier een nieuw onderdeel; schrijf {' of '.join(choices)}",
                f"a comma begins another part here; write {' or '.join(choices)}",
            )
        else:
            quoted = in_quotes(split.text)
            text = Text(
                f"een komma begint hier een nieuw onderdeel; {quoted.nl}",
                f"a comma begins another part here; {quoted.en}",
            )
        self._found[Diagnostic("unknown-key", text, self._document.file, split.span, part=self.in_file(split.path))] = (
            None
        )

    def double_renames(self, parts: Iterable[tuple[PartPath, Sequence[str]]], in_use: Container[str]) -> None:
        """Reports each former name (of the parts at these paths) that two parts have, or that is still in use."""
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
        """The fix that writes the name that was meant; None if the name is not one word on one line, or the key exists.

        Args:
            ours: whether the valid names are words of the format, so that the author cannot have misspelt those.
        """
        if at_key and meant in self._document.keys(self.in_file(path)[:-1]):
            return None
        safe = surely_meant(name, meant, valid) and (ours or self._is_the_slip(name, meant))
        return self._document.other_word(self.in_file(path), name, meant, safe=safe, at_key=at_key)

    def _is_the_slip(self, name: str, meant: str) -> bool:
        """Whether the unknown name is misspelt, rather than the definition of the other one.

        It is if the file also uses the other name, or if the unknown one occurs only here and this file has the
        definition.
        """
        words = self._words
        return words[meant] > 1 or (words[meant] == 1 and words[name] == 1)

    def name_for(self, written: str, section: str) -> str | None:
        """A valid name instead of an invalid one: one that the file uses, or one like it."""
        return name_meant(written, section, self._words if self.may_compare(len(self._words) // 100) else ())

    @cached_property
    def _words(self) -> Counter[str]:
        """How often each word occurs in the file."""
        return Counter(word for one in scalars(self._document.root) for word in _WORD.findall(one.text))

    def other_word(self, path: PartPath, word: str, other: str, *, safe: bool) -> Fix | None:
        """The fix that replaces a word in the value at `path`; None if its place is not certain."""
        return self._document.other_word(self.in_file(path), word, other, safe=safe)

    def between_quotes(self, path: PartPath) -> Fix | None:
        """The fix that puts a value between quotes, as it is written; None if it is not a plain value."""
        scalar = self._document.scalar(self.in_file(path))
        return scalar.between_quotes if scalar else None

    def leave_out(self, list_path: PartPath, index: int) -> None:
        """From now on, paths count the list at `list_path` without the item at `index`, which was broken."""
        self._left_out.setdefault(self.in_file(list_path), []).append(index)

    def moved(self, path: PartPath, stands_at: PartPath) -> None:
        """From now on, the part at `path` is the part at `stands_at` in the file."""
        self._moved[(*self.in_file(path[:-1]), path[-1])] = self.in_file(stands_at)

    def in_file(self, path: PartPath) -> PartPath:
        """The path in the file, which counts items that were left out, of a part in the data."""
        result: PartPath = ()
        for part in path:
            position = part
            if isinstance(position, int):
                for index in reversed(self._left_out.get(result, ())):
                    position += position >= index
            result = (*result, position)
            result = self._moved.get(result, result)
        return result


def _is_rest(entry: tuple[Scalar, YamlNode]) -> bool:
    """Whether an entry is the rest of a text: an unquoted key without a value."""
    key, value = entry
    return not key.quoted and isinstance(value, Scalar) and not value.text and not value.quoted
